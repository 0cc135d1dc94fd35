"""What a rule says about a place in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

from .frozen import dataclass
from .place import Place

FindingLevel = Literal["error", "warning", "info"]
FINDING_LEVELS: tuple[FindingLevel, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark. `subject` is the id of what it is about; `fingerprint` stays the same when lines move."""

    rule: str
    level: FindingLevel
    message: str
    hint: str = ""
    subject: str = ""
    place: Place
    fingerprint: str = ""
    waived: str = ""
    """Who waived it, why and until when; empty while it stands."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not look at this session, and why. It is neither a pass nor a finding, and always visible."""

    reason: str
    rule: str = ""


_CHANGING = re.compile(r"\d+")


def fingerprint(rule: str, path: str, subject: str, message: str, ordinal: int = 1) -> str:
    """A name for a remark that survives edits elsewhere in the file: 32 hexadecimal digits.

    Digits of the message do not count, so that a moved line or another day of age keeps the name; case and blanks do not
    either. `ordinal` tells remarks apart that are alike in all of this.
    """
    said = " ".join(_CHANGING.sub("#", message).casefold().split())
    parts = (rule, path, subject, said, str(ordinal))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fingerprinted(findings: Iterable[Finding], path: str | None = None) -> tuple[Finding, ...]:
    """The same findings in the same order, each with its fingerprint.

    `path` names the document the same way wherever the command is given; without it the path of each place counts.
    """
    given = tuple(findings)
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for index in sorted(range(len(given)), key=lambda at: (given[at].place.line, given[at].place.column)):
        one = given[index]
        where = one.place.path if path is None else path
        alike = fingerprint(one.rule, where, one.subject, one.message)
        seen[alike] += 1
        names[index] = fingerprint(one.rule, where, one.subject, one.message, seen[alike]) if seen[alike] > 1 else alike
    return tuple(_named(one, names[index]) for index, one in enumerate(given))


def _named(one: Finding, name: str) -> Finding:
    # A third of the time that `replace` takes.
    return Finding(
        rule=one.rule, level=one.level, message=one.message, hint=one.hint, subject=one.subject, place=one.place,
        fingerprint=name, waived=one.waived,
    )  # fmt: skip

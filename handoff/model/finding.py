"""What a rule says about a place in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Literal

from .frozen import dataclass
from .place import Place

FindingLevel = Literal["error", "warning", "info"]
FINDING_LEVELS: tuple[FindingLevel, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark. `subject` is the id of what it is about.

    `document` names the file the same way wherever the command is given, `ordinal` tells remarks apart that are alike in all
    but their place: from them comes the fingerprint.
    """

    rule: str
    level: FindingLevel
    message: str
    hint: str = ""
    subject: str = ""
    place: Place
    document: str = ""
    ordinal: int = 1
    waived: str = ""
    """Who waived it, why and until when; empty while it stands."""

    @property
    def fingerprint(self) -> str:
        """Its name, which stays the same when lines move. Made when it is asked for: few formats show it."""
        return fingerprint(self.rule, self.document, self.subject, self.message, self.ordinal)


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
    parts = (rule, path, subject, _said(message), str(ordinal))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _said(message: str) -> str:
    return " ".join(_CHANGING.sub("#", message).casefold().split())


def fingerprinted(findings: Iterable[Finding], path: str | None = None) -> tuple[Finding, ...]:
    """The same findings in the same order, no two of them with the same fingerprint.

    `path` names the document the same way wherever the command is given; without it the path of each place counts.
    """
    given = [_of(one, one.place.path if path is None else path) for one in findings]
    near: dict[tuple[str, str, str], list[int]] = {}
    for index, one in enumerate(given):
        near.setdefault((one.rule, one.document, one.subject), []).append(index)
    for together in near.values():
        if len(together) > 1:
            seen: Counter[str] = Counter()
            for index in sorted(together, key=lambda at: (given[at].place.line, given[at].place.column)):
                said = _said(given[index].message)
                seen[said] += 1
                given[index] = replace(given[index], ordinal=seen[said])
    return tuple(given)


def _of(one: Finding, document: str) -> Finding:
    return one if one.document == document and one.ordinal == 1 else replace(one, document=document, ordinal=1)

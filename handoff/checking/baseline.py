"""A baseline: the problems that a project knows of already, so that only new ones are shown and fail.

One line of JSON a problem, sorted, so that a review shows which ones came and went. What counts is the fingerprint; the
rest is for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handoff.errors import BadInput

if TYPE_CHECKING:
    from handoff.model.judgement import Checked
    from handoff.report import Options
    from handoff.report._problems import Problem

SCHEMA = "handoff/baseline/1"


class Known(NamedTuple):
    """A problem that somebody has written down. `path` is the document's, relative to the repository."""

    fingerprint: str
    rule: str
    path: str
    subject: str
    message: str


def read_baseline(file: Path) -> dict[str, Known]:
    """The known problems by fingerprint. Raises BadInput when the file is missing or no baseline."""
    hint = f"write it with `handoff check --write-baseline {file}`"
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        known = [Known(**entry) for entry in held["known"]] if held["schema"] == SCHEMA else None
    except OSError as error:
        raise BadInput(f"cannot read the baseline {file}: {error.strerror}", hint) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        known = None
    if known is None:
        raise BadInput(f"{file} is no baseline of handoff", hint)
    return {one.fingerprint: one for one in known}


def baseline_text(checked: Iterable[Checked], options: Options) -> tuple[str, int]:
    """The file that makes all these problems known, and how many they are. What is waived is not in it."""
    from handoff.report._locations import relative

    found = {
        Known(one.fingerprint, one.rule, relative(document.path, options), one.subject, one.message)
        for document in checked
        for one in _problems(document, options)
    }
    entries = sorted(found, key=lambda one: (one.path, one.rule, one.message, one.fingerprint))
    lines = ",\n".join(f"    {json.dumps(one._asdict(), ensure_ascii=False)}" for one in entries)
    return f'{{\n  "schema": "{SCHEMA}",\n  "known": [\n{lines}\n  ]\n}}\n', len(entries)


def without_known(checked: Sequence[Checked], known: Mapping[str, Known], options: Options) -> tuple[list[Checked], set[str]]:
    """The documents without the problems that are known, and the fingerprints of those that were met.

    What a rule says of a claim changes with all that the claim depends on. As long as the claim is judged as it was, a rule
    that had spoken of it says nothing new.
    """
    from handoff.report._locations import relative

    met: set[str] = set()
    left = []
    for document in checked:
        problems = list(_problems(document, options))
        claims = frozenset(one.subject for one in problems if one.verdict is not None and one.fingerprint in known)
        path = relative(document.path, options)
        spoken = {(one.rule, one.subject): name for name, one in known.items() if one.path == path and one.subject in claims}
        names = {one.fingerprint: _name(one, known, spoken) for one in problems}
        met.update(name for name in names.values() if name)
        findings = tuple(one for one in document.findings if one.waived or not names[one.fingerprint])
        left.append(replace(document, findings=findings, known=claims, hidden=sum(map(bool, names.values()))))
    return left, met


def _name(problem: Problem, known: Mapping[str, Known], spoken: Mapping[tuple[str, str], str]) -> str:
    """The fingerprint under which a problem is known; empty for a new one."""
    return problem.fingerprint if problem.fingerprint in known else spoken.get((problem.rule, problem.subject), "")


def gone(known: Mapping[str, Known], met: set[str], checked: Iterable[Checked] | None, options: Options) -> list[Known]:
    """The known problems that are no more, of these documents; of all when there are None."""
    from handoff.report._locations import relative

    paths = None if checked is None else {relative(one.path, options) for one in checked}
    return [one for one in known.values() if one.fingerprint not in met and (paths is None or one.path in paths)]


def _problems(document: Checked, options: Options) -> Iterator[Problem]:
    from handoff.report._locations import relative
    from handoff.report._problems import of_findings, of_verdicts

    yield from (one for one in of_findings(document) if not one.waived)
    yield from (one for one in of_verdicts(document, relative(document.path, options)) if not one.waived)

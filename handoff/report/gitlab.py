"""The report in GitLab's code quality format, a subset of the Code Climate engine specification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from handoff.model.judgement import Checked
from handoff.report._locations import relative
from handoff.report._options import PLAIN, Options
from handoff.report._problems import gravest_first, standing
from handoff.report._visible import one_line
from handoff.report._written import as_written

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """A JSON array; GitLab keeps one entry a fingerprint, so these differ from entry to entry. Waived findings are left out."""
    problems = gravest_first([problem for one in checked for problem in standing(one, options)])
    seen: Counter[str] = Counter()
    names = []
    for problem in problems:
        seen[problem.fingerprint] += 1
        times = seen[problem.fingerprint]
        names.append(problem.fingerprint if times == 1 else f"{problem.fingerprint}-{times}")
    return as_written(
        [
            {
                "description": one_line(problem.message),
                "check_name": problem.rule,
                "fingerprint": name,
                "severity": "critical" if problem.refutes else _SEVERITIES[problem.level],
                "location": {"path": relative(problem.place.path, options), "lines": {"begin": problem.place.line}},
            }
            for problem, name in zip(problems, names, strict=True)
        ]
    )

"""The linter: one file is one rule.

`unpinned_revision.py` is the rule `unpinned-revision`. Its docstring is its documentation; the `Bad:` and `Good:` examples in
it are its first tests. It names its `LEVEL` and `FAMILY`, is off by default with `ENABLED = False`, and holds one function
`check(judgement)` that yields a `Remark` for every place it speaks of, or a `NotRun` when it could not look. Dropping the
file in is all there is to do. Modules that begin with '_' are no rules.
"""

from handoff.model.finding import NotRun
from handoff.rules._catalogue import FAMILIES, Rule, catalogue, rule
from handoff.rules._remark import Remark, at
from handoff.rules._run import Result, chosen, findings_of, not_run_of, project_findings, run

__all__ = [
    "FAMILIES",
    "NotRun",
    "Remark",
    "Result",
    "Rule",
    "at",
    "catalogue",
    "chosen",
    "findings_of",
    "not_run_of",
    "project_findings",
    "rule",
    "run",
]

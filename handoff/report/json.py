"""The report for programs, in the stable shape that `check.schema.json` describes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handoff.model.claim import ANSWERS
from handoff.model.judgement import Checked
from handoff.report._numbers import tally_of, total
from handoff.report._options import PLAIN, Options
from handoff.report._problems import stated
from handoff.report._written import as_written, stamp

SCHEMA = "handoff/check/1"


def as_json(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """One JSON object. `not_run`, `unread` and `waived` are there only when they have something to say."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "as_of": stamp(as_of),
        "documents": [
            {"path": one.path, "kind": one.kind, "id": one.id, "claims": len(one.judgement.verdicts)}
            for one in checked
            if one.kind != "project"
        ],
        "verdicts": [entry for one in checked for entry in _verdicts(one)],
        "findings": [entry for one in checked for entry in _findings(one)],
        "summary": _summary(checked),
    }
    if not_run := [{"path": one.path, "rule": rule.rule, "reason": rule.reason} for one in checked for rule in one.not_run]:
        data["not_run"] = not_run
    if options.unread:
        data["unread"] = [{"path": one.path, "problems": list(one.problems)} for one in options.unread]
    return as_written(data)


def _summary(checked: Sequence[Checked]) -> dict[str, int]:
    sums = total(map(tally_of, checked))
    answers = {answer.replace("-", "_"): sums.answers.get(answer, 0) for answer in ANSWERS}
    return {"claims": sums.claims, **answers, "errors": sums.levels.get("error", 0), "warnings": sums.levels.get("warning", 0)}


def _verdicts(one: Checked) -> list[dict[str, Any]]:
    return [
        {
            "path": verdict.claim.place.path or one.path,
            "line": stated(verdict.claim).line,
            "claim": verdict.claim.id,
            "subject": verdict.claim.subject,
            "predicate": verdict.claim.predicate,
            "text": verdict.claim.text,
            "verdict": verdict.answer,
            "reasons": list(verdict.reasons),
            "evidence": list(verdict.evidence),
            "why": list(verdict.why),
            "would_support": verdict.would_support,
        }
        for verdict in one.judgement.verdicts
    ]


def _findings(one: Checked) -> list[dict[str, Any]]:
    return [
        {
            "path": finding.place.path or one.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "rule": finding.rule,
            "level": finding.level,
            "message": finding.message,
            "hint": finding.hint,
            "subject": finding.subject,
            "fingerprint": finding.fingerprint,
            **({"waived": finding.waived} if finding.waived else {}),
        }
        for finding in one.findings
    ]

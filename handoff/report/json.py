"""The report for programs, in the stable shape that `check.schema.json` describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from handoff.report._numbers import tally_of, total
from handoff.report._options import PLAIN, Options
from handoff.report._pieces import Piece
from handoff.report._written import as_line, stamp

if TYPE_CHECKING:
    from handoff.model.judgement import Checked

SCHEMA = "handoff/check/1"
_ANSWERS = ("supported", "refuted", "inconclusive", "unsupported", "not_applicable")


def as_json(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """One JSON object. `not_run`, `unread`, `waived` and `known` are there only when they have something to say."""
    return b"".join(assembled([piece(one, options) for one in checked], as_of, options)).decode()


def piece(one: Checked, options: Options = PLAIN) -> Piece:
    """The entries of one document: itself, its verdicts, its findings, the rules that did not run; one entry a line."""
    document = {"path": one.path, "kind": one.kind, "id": one.id, "claims": len(one.judgement.verdicts)}
    not_run = [{"path": one.path, "rule": rule.rule, "reason": rule.reason} for rule in one.not_run]
    entries = ([document] if one.kind != "project" else [], _verdicts(one), _findings(one), not_run)
    return Piece(tally=tally_of(one), parts=tuple(map(_lines, entries)))


def assembled(pieces: Sequence[Piece], as_of: datetime, options: Options = PLAIN) -> Iterator[bytes]:
    """The object that the pieces make, in stretches."""
    documents, verdicts, findings, not_run = ([one.parts[part] for one in pieces if one.parts[part]] for part in range(4))
    unread = [_lines([{"path": one.path, "problems": list(one.problems)} for one in options.unread])] if options.unread else []
    yield f'{{\n  "schema": "{SCHEMA}",\n  "as_of": "{stamp(as_of)}"'.encode()
    yield from _list("documents", documents)
    yield from _list("verdicts", verdicts)
    yield from _list("findings", findings)
    yield f',\n  "summary": {as_line(_summary(pieces))}'.encode()
    if not_run:
        yield from _list("not_run", not_run)
    if unread:
        yield from _list("unread", unread)
    yield b"\n}\n"


def _lines(entries: Sequence[dict[str, Any]]) -> bytes:
    return ",\n".join(f"    {as_line(entry)}" for entry in entries).encode()


def _list(key: str, stretches: Sequence[bytes]) -> Iterator[bytes]:
    yield f',\n  "{key}": ['.encode()
    for number, stretch in enumerate(stretches):
        yield b",\n" if number else b"\n"
        yield stretch
    yield b"\n  ]" if stretches else b"]"


def _summary(pieces: Sequence[Piece]) -> dict[str, int]:
    """Claims by answer, and the errors and warnings that stand (waived ones do not count)."""
    sums = total(one.tally for one in pieces)
    answers = {answer: sums.answers.get(answer.replace("_", "-"), 0) for answer in _ANSWERS}
    return {"claims": sums.claims, **answers, "errors": sums.levels.get("error", 0), "warnings": sums.levels.get("warning", 0)}


def _verdicts(one: Checked) -> list[dict[str, Any]]:
    from handoff.report._problems import stated

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
            **({"known": True} if verdict.claim.id in one.known else {}),
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

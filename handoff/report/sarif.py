"""The report in SARIF 2.1.0, for code scanning and editors.

A claim that is not supported is one result for each rule that tells it, at the level of that finding, with the verdict among
its properties; where no rule tells it, one result for its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handoff import __version__
from handoff.model.claim import Answer
from handoff.model.finding import FindingLevel
from handoff.model.judgement import Checked
from handoff.report._locations import relative, uri
from handoff.report._options import PLAIN, Options, RuleHelp
from handoff.report._problems import LEVELS, Problem, each_once, gravest_first
from handoff.report._visible import visible
from handoff.report._written import as_written, stamp

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What GitHub takes of one run.
RESULTS_LIMIT = 25_000
_BASE = "SRCROOT"
_LEVELS: dict[FindingLevel, str] = {"error": "error", "warning": "warning", "info": "note"}
_OF_ANSWERS: dict[Answer, str] = {
    "refuted": "A claim that its own record, or what the tool saw, speaks against.",
    "unsupported": "A claim with nothing behind it that a reader could check.",
    "inconclusive": "A claim that what is offered neither shows nor refutes.",
}
_CUT = "report-truncated"


def as_sarif(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """One run. Of more than 25,000 results the gravest are kept, and the last result says how many are missing."""
    problems = gravest_first([problem for one in checked for problem in each_once(one, options)])
    missing = 0
    if len(problems) > RESULTS_LIMIT:
        missing = len(problems) - RESULTS_LIMIT + 1
        problems = problems[: RESULTS_LIMIT - 1]
    descriptors = _descriptors({problem.rule for problem in problems}, options.rules, bool(missing))
    index = {descriptor["id"]: number for number, descriptor in enumerate(descriptors)}
    results = [_result(problem, index[problem.rule], options) for problem in problems]
    if missing:
        results.append(_truncated(missing, index[_CUT], checked[0].path, options))
    paths = dict.fromkeys(one.path for one in checked)
    run = {
        "tool": {"driver": {"name": "handoff", "semanticVersion": __version__, "rules": descriptors}},
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(path, options), "roles": ["analysisTarget"]} for path in paths],
        "invocations": [_invocation(checked, missing, options)],
        "results": results,
        "properties": {"asOf": stamp(as_of)},
    }
    return as_written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptors(used: set[str], rules: Sequence[RuleHelp], truncated: bool) -> list[dict[str, Any]]:
    known = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.summary},
            "help": {"text": rule.help or rule.summary, "markdown": rule.help or rule.summary},
            "defaultConfiguration": {"level": _LEVELS.get(rule.level, "none"), "enabled": rule.level != "off"},  # type: ignore[call-overload]
        }
        for rule in rules
    ]
    for answer, text in _OF_ANSWERS.items():
        known.append(_plain(f"claim-{answer}", text, _LEVELS[LEVELS[answer]]))
    if truncated:
        known.append(_plain(_CUT, f"A run holds at most {RESULTS_LIMIT} results.", "note"))
    named = {one["id"] for one in known}
    known.extend(_plain(rule, rule, "warning") for rule in sorted(used - named))
    return known


def _plain(rule: str, text: str, level: str) -> dict[str, Any]:
    return {"id": rule, "shortDescription": {"text": text}, "help": {"text": text}, "defaultConfiguration": {"level": level}}


def _result(problem: Problem, index: int, options: Options) -> dict[str, Any]:
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": _LEVELS[problem.level],
        "message": {"text": _message(text)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _location(problem.place.path, options),
                    "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                }
            }
        ],
        # The first name is the one that GitHub matches by.
        "partialFingerprints": {"primaryLocationLineHash": f"{problem.fingerprint}:1", "handoff/v1": problem.fingerprint},
    }
    if problem.waived:
        result["suppressions"] = [{"kind": "external", "justification": visible(problem.waived)}]
    if problem.verdict is not None:
        result["properties"] = {
            "claim": problem.verdict.claim.id,
            "verdict": problem.verdict.answer,
            "reasons": list(problem.verdict.reasons),
            "evidence": list(problem.verdict.evidence),
        }
    return result


def _message(text: str) -> str:
    """Plain text as SARIF reads it: what looks like an embedded link (3.11.6) is none."""
    return re.sub(r"([\\\[\]])", r"\\\1", visible(text)) if "](" in text else visible(text)


def _truncated(missing: int, index: int, path: str, options: Options) -> dict[str, Any]:
    return {
        "ruleId": _CUT,
        "ruleIndex": index,
        "kind": "fail",
        "level": "note",
        "message": {"text": f"{missing} more results, none graver than these, are left out."},
        "locations": [{"physicalLocation": {"artifactLocation": _location(path, options), "region": {"startLine": 1}}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{_CUT}:1", "handoff/v1": _CUT},
    }


def _invocation(checked: Sequence[Checked], missing: int, options: Options) -> dict[str, Any]:
    said: list[dict[str, Any]] = [
        {
            "level": "note",
            "message": {"text": _message(f"{silent.rule} could not look: {silent.reason}")},
            "locations": [{"physicalLocation": {"artifactLocation": _location(one.path, options)}}],
        }
        for one in checked
        for silent in one.not_run
    ]
    said += [
        {
            "level": "error",
            "message": {"text": _message("\n".join(one.problems))},
            "locations": [{"physicalLocation": {"artifactLocation": _location(one.path, options)}}],
        }
        for one in options.unread
    ]
    if missing:
        said.append({"level": "warning", "message": {"text": f"{missing} results are left out of this run."}})
    invocation: dict[str, Any] = {"executionSuccessful": not options.unread}
    return {**invocation, "toolExecutionNotifications": said} if said else invocation


def _location(path: str, options: Options) -> dict[str, str]:
    where = uri(relative(path, options))
    return {"uri": where} if where.startswith("file:") else {"uri": where, "uriBaseId": _BASE}

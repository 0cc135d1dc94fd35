"""SARIF 2.1.0, read by sarif-pydantic and held against the parts of the standard that the report uses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
from sarif_pydantic import Sarif

from handoff.model.finding import NotRun
from handoff.model.judgement import Checked
from handoff.report import Options, RuleHelp, Unread, report
from tests.report.samples import AS_OF, CLEAN, PATH, checked, finding, verdict


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


TEXT = {"type": "string"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object(["text"], text=TEXT, markdown=TEXT)
AT = _object(["uri"], uri={"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]+$"}, uriBaseId={"const": "SRCROOT"})
NUMBER = {"type": "integer", "minimum": 1}
REGION = _object(["startLine"], startLine=NUMBER, startColumn=NUMBER)
LOCATION = _object(["physicalLocation"], physicalLocation=_object(["artifactLocation"], artifactLocation=AT, region=REGION))
RESULT = _object(
    ["ruleId", "ruleIndex", "message", "locations", "partialFingerprints", "kind", "level"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["fail", "open", "review"]},
    level=LEVEL,
    message=MESSAGE,
    locations=_list(LOCATION, minItems=1, maxItems=1),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=_list(_object(["kind"], kind={"enum": ["inSource", "external"]}, justification=TEXT), uniqueItems=True),
    properties={"type": "object"},
)
RULE = _object(
    ["id", "shortDescription", "help", "defaultConfiguration"],
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=_object(["level"], level=LEVEL, enabled={"type": "boolean"}),
)
INVOCATION = _object(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_list(_object(["message"], message=MESSAGE, level=LEVEL, locations=_list(LOCATION))),
)
RUN = _object(
    ["tool", "results"],
    tool=_object(["driver"], driver=_object(["name"], name=TEXT, semanticVersion=TEXT, rules=_list(RULE, uniqueItems=True))),
    originalUriBaseIds=_object(["SRCROOT"], SRCROOT=_object(["description"], description=MESSAGE)),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=_list(_object(["location"], location=AT, roles=_list({"const": "analysisTarget"})), uniqueItems=True),
    invocations=_list(INVOCATION),
    results=_list(RESULT),
    properties={"type": "object"},
)
LOG = _object(["version", "runs"], **{"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": _list(RUN)})


def _run(documents: list[Checked], options: Options = Options()) -> dict[str, Any]:  # noqa: B008 - frozen
    log = json.loads(report("sarif", documents, AS_OF, options))
    jsonschema.Draft202012Validator(LOG).validate(log)
    assert len(Sarif.model_validate(log).runs[0].results or []) == len(log["runs"][0]["results"])
    run: dict[str, Any] = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        # SARIF 2.1.0, 3.27.10: a result that is no failure has the level none.
        assert (result["kind"] == "fail") == (result["level"] != "none")
    return run


def test_findings_and_claims_that_are_not_supported_are_results() -> None:
    """Each once: by the findings that tell it, at their levels; by its answer where no rule does; supported claims are none."""
    told = _run([checked()])["results"]
    results = {result["ruleId"]: result for result in told}
    assert sorted(results) == sorted(result["ruleId"] for result in told) == [
        "claim-unsupported", "irrelevant-level", "mis-decoded", "no-owner", "over-claim", "unpinned-revision",
    ]  # fmt: skip
    levels = {"irrelevant-level": "warning", "over-claim": "error", "claim-unsupported": "warning", "no-owner": "note"}
    assert {rule: results[rule]["level"] for rule in levels} == levels
    assert results["over-claim"]["properties"]["reasons"] == ["over-claim"]
    assert results["irrelevant-level"]["properties"]["verdict"] == "inconclusive"
    assert "properties" not in results["no-owner"]
    assert results["unpinned-revision"]["locations"][0]["physicalLocation"]["region"] == {"startLine": 42, "startColumn": 5}
    assert results["mis-decoded"]["suppressions"][0]["justification"].startswith("Ana")


def test_a_claim_of_which_a_rule_says_something_else_is_told_by_itself() -> None:
    """A remark on its words does not stand for the verdict."""
    other = finding("hedged-tick", "info", 30, "a tick beside “likely”", subject="all-done")
    results = {result["ruleId"]: result["level"] for result in _run([checked(findings=(other,))])["results"]}
    assert (results["claim-refuted"], results["hedged-tick"]) == ("error", "note")


def test_paths_are_relative_to_the_root_of_the_repository() -> None:
    """Whatever folder the command was given in; what lies outside is an absolute URI."""
    options = Options(root="/repo", here="/repo/ops")
    outside = checked((), (finding("r", "error", 1, "x"),), path="/else where/ü.md")
    outside = replace(
        outside, findings=tuple(replace(one, place=replace(one.place, path="/else where/ü.md")) for one in outside.findings)
    )
    run = _run([checked(path=f"../{PATH}"), outside], options)
    assert run["artifacts"][0]["location"] == {"uri": PATH, "uriBaseId": "SRCROOT"}
    assert run["artifacts"][1]["location"] == {"uri": "file:///else%20where/%C3%BC.md"}
    assert run["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": f"ops/{PATH}",
        "uriBaseId": "SRCROOT",
    }


def test_fingerprints_stay_when_lines_move() -> None:
    """The same claims and findings fifty lines further down have the same fingerprints, and no two share one."""
    before = checked()
    moved = tuple(
        replace(one, claim=replace(one.claim, place=replace(one.claim.place, line=one.claim.place.line + 50)))
        for one in before.judgement.verdicts
    )
    after = checked(moved, tuple(replace(one, place=replace(one.place, line=one.place.line + 50)) for one in before.findings))
    names = [[result["partialFingerprints"]["handoff/v1"] for result in _run([one])["results"]] for one in (before, after)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_claims_of_markdown_keep_their_fingerprints_when_ids_move() -> None:
    """Ids of a Markdown document may be made from lines; two claims in the same words are told apart."""

    def names(first: str, second: str) -> list[str]:
        claims = (verdict(first, "refuted", 3, text="All up"), verdict(second, "refuted", 4, text="All up"))
        results = _run([checked(claims, (), path="a.md", kind="markdown")])["results"]
        return [result["partialFingerprints"]["handoff/v1"] for result in results]

    assert names("line-3", "line-4") == names("line-13", "line-14")
    assert len(set(names("line-3", "line-4"))) == 2


def test_rules_bring_their_help() -> None:
    """The catalogue is in the driver, rules that did not fire too."""
    rules = (
        RuleHelp(id="over-claim", level="error", summary="More is claimed than done", help="# Over-claim\n\nLong."),
        RuleHelp(id="quiet", level="off", summary="Off by default"),
    )
    found = {rule["id"]: rule for rule in _run([checked()], Options(rules=rules))["tool"]["driver"]["rules"]}
    assert found["over-claim"]["help"]["markdown"].startswith("# Over-claim")
    assert found["over-claim"]["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert found["quiet"]["defaultConfiguration"] == {"level": "none", "enabled": False}
    assert found["no-owner"]["shortDescription"]["text"] == "no-owner"


def test_of_too_many_results_the_gravest_stay_and_the_rest_is_counted() -> None:
    """GitHub takes 25,000 results of a run: the last one and a notification say how many are missing."""
    many = tuple(finding("note", "info", number, f"n{number}") for number in range(1, 25_000))
    run = _run([checked(findings=(*many, finding("late", "error", 1, "grave")))])
    assert len(run["results"]) == 25_000
    assert {"claim-refuted", "late"} <= {result["ruleId"] for result in run["results"][:4]}
    assert run["results"][-1]["ruleId"] == "report-truncated"
    assert run["results"][-1]["message"]["text"].startswith("4 more results")
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("4 results")


def test_exactly_the_limit_is_not_cut() -> None:
    """25,000 results fit."""
    many = tuple(finding("note", "info", number, f"n{number}") for number in range(1, 25_001))
    assert _run([checked((), many)])["results"][-1]["ruleId"] == "note"


def test_what_could_not_be_looked_at_is_said() -> None:
    """A rule that did not run is a note; a file that could not be read makes the run unsuccessful."""
    run = _run(
        [checked(not_run=(NotRun("git was not looked at", "commit-time"),))],
        Options(unread=(Unread(path="b.md", problems=("no",)),)),
    )
    note, error = run["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], error["level"]) == ("note", "error")
    assert "commit-time" in note["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert _run([CLEAN])["invocations"] == [{"executionSuccessful": True}]


def test_a_record_cannot_put_a_link_into_a_message() -> None:
    """SARIF 3.11.6 makes links of [text](target); a record's brackets are escaped."""
    text = _run([checked((), (finding("r", "error", 1, "[click](https://evil.example) \\"),))])["results"][0]["message"]["text"]
    assert text == "\\[click\\](https://evil.example) \\\\"
    assert _run([checked((), (finding("r", "error", 1, "a[0] \\n"),))])["results"][0]["message"]["text"] == "a[0] \\n"

"""`handoff check --format json`, the stable one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from handoff.model.finding import NotRun
from handoff.model.judgement import Checked
from handoff.report import Options, Unread, check_schema, report
from tests.report.samples import AS_OF, CLEAN, PATH, checked


def _data(documents: list[Checked], options: Options = Options()) -> dict[str, Any]:  # noqa: B008 - frozen
    data: dict[str, Any] = json.loads(report("json", documents, AS_OF, options))
    Draft202012Validator(json.loads(check_schema())).validate(data)
    return data


def test_the_shape_is_the_contract() -> None:
    """The keys of the contract, `why` beside them, and nothing that is empty of sense."""
    data = _data([checked()])
    assert list(data) == ["schema", "as_of", "documents", "verdicts", "findings", "summary"]
    assert data["schema"] == "handoff/check/1"
    assert data["as_of"] == "2026-01-21T18:00:00Z"
    assert data["documents"] == [{"path": PATH, "kind": "session", "id": "2026-01-20-worker", "claims": 5}]
    assert data["verdicts"][1] == {
        "path": PATH,
        "line": 21,
        "claim": "worker-works",
        "subject": "worker",
        "predicate": "functional",
        "text": "The words of worker-works",
        "verdict": "inconclusive",
        "reasons": ["irrelevant-level"],
        "evidence": [],
        "why": ["health-200 shows live, the claim says functional"],
        "would_support": "`handoff run --about worker --level functional -- curl -sf https://worker.example/predict`",
    }
    finding = data["findings"][2]
    assert finding.pop("fingerprint")
    assert finding == {
        "path": PATH,
        "line": 42,
        "column": 5,
        "rule": "unpinned-revision",
        "level": "warning",
        "message": "revision “Latest” names no revision",
        "hint": "name the revision",
        "subject": "deploy-1",
    }


def test_the_summary_counts_claims_and_what_stands() -> None:
    """Verdicts over all documents; a waived warning is not counted."""
    assert _data([checked(), CLEAN])["summary"] == {
        "claims": 6,
        "supported": 2,
        "refuted": 1,
        "inconclusive": 1,
        "unsupported": 1,
        "not_applicable": 1,
        "errors": 1,
        "warnings": 2,
    }


def test_a_waived_finding_says_so() -> None:
    """Only there the key `waived` appears."""
    waived = [finding for finding in _data([checked()])["findings"] if "waived" in finding]
    assert [finding["rule"] for finding in waived] == ["mis-decoded"]
    assert waived[0]["waived"].startswith("Ana")


def test_what_could_not_be_looked_at_is_there() -> None:
    """Rules that did not run and documents that could not be read are entries of their own."""
    data = _data(
        [checked(not_run=(NotRun("git was not looked at", "commit-time"),))],
        Options(unread=(Unread(path="bad.md", problems=("bad.md:1:1: empty",)),)),
    )
    assert data["not_run"] == [{"path": PATH, "rule": "commit-time", "reason": "git was not looked at"}]
    assert data["unread"] == [{"path": "bad.md", "problems": ["bad.md:1:1: empty"]}]


def test_the_configuration_is_no_document() -> None:
    """Findings on handoff.toml are findings; it makes no claims and is not listed."""
    data = _data([checked((), checked().findings[:1], path="handoff.toml", kind="project")])
    assert data["documents"] == []
    assert len(data["findings"]) == 1


def test_a_place_without_a_path_is_in_the_document() -> None:
    """A finding on the whole of a document points to its file."""
    from dataclasses import replace

    from handoff.model.place import NOWHERE

    one = checked()
    bare = replace(one, findings=(replace(one.findings[0], place=NOWHERE),))
    assert _data([bare])["findings"][0]["path"] == PATH


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("summary", "claims", -1),
        ("summary", "more", 1),
        ("verdicts", "line", 0),
        ("findings", "level", "fatal"),
        ("findings", "x", 1),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(where: str, key: str, value: object) -> None:
    """The schema is strict, so that it can catch a drift of the format."""
    data = _data([checked()])
    place = data[where] if where == "summary" else data[where][0]
    place[key] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(json.loads(check_schema())).validate(data)

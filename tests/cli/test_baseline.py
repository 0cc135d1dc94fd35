"""`handoff check --baseline`: what is known is not told again, what is new is, and what is gone is said."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from handoff.report import check_schema
from tests.cli.conftest import Handoff, Ran
from tests.cli.test_check import BARE, INVERTED, _session

NOON = "2026-01-20T18:00Z"
SECOND = """\
  - id: portal-up
    kind: claim
    at: {day}T12:50-05:00
    subject: portal
    predicate: live
    summary: Portal is up
"""


@pytest.fixture
def check(inside: Handoff, project: Path) -> Handoff:
    """`handoff check` of a session with a refuted and a bare claim, whose problems are known."""
    _session(project, "2026-01-20-a", INVERTED + BARE)

    def run(*words: str | Path, **given: object) -> Ran:
        return inside("check", "--as-of", NOON, *words, **given)  # type: ignore[arg-type]

    written = run("--write-baseline", "known.json")
    assert (written.code, written.out) == (0, "")
    assert written.err.endswith(" known problems written to known.json\n")
    return run


def _add(project: Path, text: str) -> None:
    with (project / "sessions/2026-01-20-a/session.yaml").open("a") as file:
        file.write(text.format(day="2026-01-20"))


def test_what_is_known_is_not_told_again_and_does_not_fail(check: Handoff) -> None:
    """A refuted claim of old fails no more, also with --strict; that something is not shown is said."""
    assert check().code == 1
    ran = check("--baseline", "known.json", "--strict", "--fail-on", "info")
    assert ran.code == 0
    assert ran.err == ""
    assert "pipeline" not in ran.out
    assert "none of 2 claims supported (1 refuted, 1 unsupported); no findings (" in ran.out
    assert " known)." in ran.out


def test_what_is_new_is_told_and_fails(check: Handoff, project: Path) -> None:
    """Lines above may move; a claim that was not there before is new."""
    record = project / "sessions/2026-01-20-a/session.yaml"
    record.write_text(f"# a line more\n{record.read_text()}")
    assert check("--baseline", "known.json").code == 0
    _add(project, SECOND)
    ran = check("--baseline", "known.json", "--fail-on", "warning")
    assert ran.code == 1
    assert "Portal is up" in ran.out
    assert "Worker is up" not in ran.out


def test_a_known_claim_that_got_worse_is_new(check: Handoff, project: Path) -> None:
    """The baseline holds a verdict, and no free pass for the claim."""
    _add(project, "  - {{id: page, kind: evidence, at: {day}T12:45-05:00, via: http, subject: worker, asked: GET /, exit: 7, ")
    _add(project, "output: refused, summary: The page}}\n")
    ran = check("--baseline", "known.json")
    assert ran.code == 1
    assert "REFUTED        worker: live" in ran.out


def test_what_is_gone_is_said(check: Handoff, project: Path) -> None:
    """So that the baseline gets shorter; not of documents or rules that were not looked at."""
    record = project / "sessions/2026-01-20-a/session.yaml"
    record.write_text(record.read_text().replace("T12:30-05:00/", "T11:00-05:00/"))
    ran = check("--baseline", "known.json")
    assert "gone: sessions/2026-01-20-a/session.yaml: " in ran.err
    assert "[inverted-range]" in ran.err
    assert "takes them out of known.json" in ran.err
    assert "gone: " not in check("--baseline", "known.json", "--select", "unpinned-revision").err
    _session(project, "2026-01-20-b", BARE)
    assert "gone: " not in check("--baseline", "known.json", "2026-01-20-b").err
    assert check("--write-baseline", "known.json").code == 0
    assert check("--baseline", "known.json").err == ""


def test_every_format_keeps_quiet_of_what_is_known(check: Handoff) -> None:
    """JSON marks the verdicts, JUnit skips them, the platforms show nothing."""
    told = json.loads(check("--baseline", "known.json", "--format", "json").out)
    Draft202012Validator(json.loads(check_schema())).validate(told)
    assert told["findings"] == []
    assert {verdict["claim"]: verdict["known"] for verdict in told["verdicts"]} == {"pipeline": True, "worker-up": True}
    suites = ElementTree.fromstring(check("--baseline", "known.json", "--format", "junit").out)
    assert suites.get("failures") == suites.get("errors") == "0"
    assert [skipped.get("message") for skipped in suites.iter("skipped")] == [
        "refuted: inverted-range; known: it is in the baseline",
        "unsupported: no-evidence; known: it is in the baseline",
    ]
    assert json.loads(check("--baseline", "known.json", "--format", "gitlab").out) == []
    assert json.loads(check("--baseline", "known.json", "--format", "sarif").out)["runs"][0]["results"] == []
    assert "::error" not in check("--baseline", "known.json", "--format", "github").out


def test_a_baseline_that_is_none_is_one_clear_line(check: Handoff, project: Path) -> None:
    """Missing, no JSON, other JSON: exit code 3, and how to write one."""
    for text in (
        None,
        "{",
        "[]",
        '{"schema": "handoff/baseline/1", "known": [{"rule": "x"}]}',
        '{"schema": "other", "known": []}',
    ):
        if text is not None:
            (project / "bad.json").write_text(text)
        ran = check("--baseline", "bad.json")
        assert (ran.code, ran.out) == (3, "")
        assert "bad.json" in ran.err.splitlines()[0]
        assert "--write-baseline bad.json" in ran.err


def test_nothing_is_written_while_a_document_cannot_be_read(check: Handoff, project: Path) -> None:
    """Its problems would be lost from the baseline."""
    before = (project / "known.json").read_text()
    (project / "sessions/2026-01-20-a/session.yaml").write_text("format: [")
    ran = check("--write-baseline", "known.json")
    assert ran.code == 3
    assert "known.json was not written" in ran.err
    assert (project / "known.json").read_text() == before

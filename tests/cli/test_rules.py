"""`handoff rules` and `handoff explain`, as real processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handoff.rules import catalogue
from handoff.verdicts import REASONS
from tests.cli.conftest import Handoff


def test_rules_lists_every_rule_by_family(handoff: Handoff) -> None:
    """One line a rule with its level; what is off says so."""
    ran = handoff("rules")
    assert ran.code == 0
    assert ran.err == ""
    lines = [line.split() for line in ran.out.splitlines()]
    levels = {words[0]: words[1] for words in lines if len(words) > 2}
    assert levels["unpinned-revision"] == "warning"
    assert levels["relative-time"] == "off"
    assert {one.id for one in catalogue()} <= set(levels)
    assert "git: Does git say the same?" in ran.out


def test_rules_as_json_show_the_level_in_this_project(handoff: Handoff, project: Path) -> None:
    """The list says what a check here would do, and what the rule does by default."""
    with (project / "handoff.toml").open("a") as file:
        file.write('\n[rules]\nunpinned-revision = "error"\ndirty-tree = "off"\n')
    table = {one["id"]: one for one in json.loads(handoff("rules", "--format", "json").out)}
    assert set(table["unpinned-revision"]) == {"id", "family", "level", "default", "title"}
    assert (table["unpinned-revision"]["level"], table["unpinned-revision"]["default"]) == ("error", "warning")
    assert table["dirty-tree"]["level"] == "off"
    assert table["relative-time"]["default"] == "off"


def test_rules_can_be_selected(handoff: Handoff) -> None:
    """By family or glob; a name that fits nothing is an error with exit code 2."""
    table = json.loads(handoff("rules", "--format", "json", "--select", "git").out)
    assert {one["family"] for one in table} == {"git"}
    wrong = handoff("rules", "--select", "unpined-revision")
    assert wrong.code == 2
    assert "unpinned-revision" in wrong.err


def test_explain_a_rule(handoff: Handoff) -> None:
    """Title, text, level and an example of each side."""
    ran = handoff("explain", "unpinned-revision")
    assert ran.code == 0
    assert "unpinned-revision: a rule (evidence, warning)" in ran.out
    assert "revision: latest" in ran.out.partition("It is silent on:")[0]
    assert "revision: 00007-z6m" in ran.out.partition("It is silent on:")[2]
    assert "off by default" in handoff("explain", "relative-time").out


@pytest.mark.parametrize("code", ["weak", "could-not-look", "not-reproduced"])
def test_explain_a_reason(code: str, handoff: Handoff) -> None:
    """What the code means, by which principle, and what would turn the verdict."""
    ran = handoff("explain", code)
    assert ran.code == 0
    assert REASONS[code].meaning in ran.out
    assert REASONS[code].remedy in ran.out
    assert f"principle {REASONS[code].principle}" in ran.out


def test_explain_what_is_both_and_several_at_once(handoff: Handoff) -> None:
    """A name that is a code and a rule is explained as both; several names come one after the other."""
    both = json.loads(handoff("explain", "irrelevant-level", "weak", "--format", "json").out)
    assert [one["id"] for one in both] == ["irrelevant-level", "weak"]
    assert set(both[0]) == {"id", "rule", "reason"}
    assert set(both[1]) == {"id", "reason"}
    assert both[0]["rule"]["bad"]
    text = handoff("explain", "irrelevant-level").out
    assert "a reason code" in text
    assert "a rule (" in text


@pytest.mark.parametrize(("name", "hint"), [("unpined-revision", "'unpinned-revision'"), ("zzzzzz", "handoff rules")])
def test_explain_something_unknown(name: str, hint: str, handoff: Handoff) -> None:
    """Exit code 2, the nearest names, no traceback."""
    ran = handoff("explain", name)
    assert ran.code == 2
    assert ran.out == ""
    assert hint in ran.err
    assert "Traceback" not in ran.err


def test_every_code_and_rule_can_be_explained(handoff: Handoff) -> None:
    """Whatever `check` prints in brackets has its page."""
    names = sorted({*REASONS, *(one.id for one in catalogue())})
    told = json.loads(handoff("explain", *names, "--format", "json").out)
    assert [one["id"] for one in told] == names


RECORD = """\
format: 1
id: 2026-01-20-night
title: Night
timezone: UTC
started: 2026-01-20T09:00Z
events:
  - {id: page, kind: evidence, at: 12:00, via: http, subject: worker, asked: GET /health, output: ok, summary: Page}
  - {id: works, kind: claim, at: 12:05, subject: worker, predicate: functional, evidence: [page, gone], summary: Worker works}
  - {id: out, kind: deployment, at: 11:00, service: portal, revision: r2, result: succeeded, evidence: [works], summary: Out}
"""
AS_OF = ("--as-of", "2026-01-20T18:00Z")


def _record(project: Path) -> None:
    folder = project / "sessions/2026-01-20-night"
    folder.mkdir()
    (folder / "session.yaml").write_text(RECORD)
    (folder / "observed.jsonl").write_text(
        '{"kind": "run", "id": "ran", "at": "2026-01-20T12:10:00+00:00", "subject": "worker", "level": "functional", '
        '"argv": ["predict"], "directory": ".", "milliseconds": 3, "exit": 1, "output": "refused"}\n'
    )


def test_explain_tells_of_a_claim_what_was_looked_at(handoff: Handoff, project: Path) -> None:
    """The claim, the reasons and every piece of evidence, with the record's own words and lines."""
    _record(project)
    ran = handoff("explain", "works", *AS_OF)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "REFUTED        worker: functional  [contradicted, dangling, irrelevant-level]"
    assert lines[1].startswith("  sessions/2026-01-20-night/session.yaml:8: - {id: works")
    assert "  looked at      ran (seen by the tool, 2026-01-20T12:10:00+00:00): command predict → refused" in lines
    assert "  looked at      page (sessions/2026-01-20-night/session.yaml:7): http GET /health → ok" in lines


def test_explain_tells_of_a_claim_that_another_kind_of_event_makes(handoff: Handoff, project: Path) -> None:
    """By the event or the claim, with or without the session; as JSON too."""
    _record(project)
    for name in ("out", "out/deployed", "2026-01-20-night#out"):
        (told,) = json.loads(handoff("explain", name, "-f", "json", *AS_OF).out)
        (claim,) = told["claims"]
        assert (claim["claim"], claim["line"], claim["verdict"]) == ("out/deployed", 9, "inconclusive")
        assert claim["evidence"][0] == {
            "id": "works",
            "place": "sessions/2026-01-20-night/session.yaml:8",
            "said": "Worker works",
        }
    assert handoff("explain", "page", *AS_OF).code == 2
    assert handoff("explain", "2026-01-01-gone#out", *AS_OF).code == 2


def test_what_nobody_knows_keeps_nothing_else_from_being_explained(handoff: Handoff) -> None:
    """The known ones are explained, each unknown one is named with the nearest, and the exit code is that of a usage error."""
    ran = handoff("explain", "weak", "unpinned-revison", "stale", "nowhere#gone")
    assert ran.code == 2
    assert [line for line in ran.out.splitlines() if line and line[0] != " "][::2] == [
        "weak: a reason code (principle 6 of docs/design.md)",
        "stale: a reason code (principle 4 of docs/design.md)",
    ]
    assert ran.err.startswith(
        "handoff: there is no rule, reason code, verdict or claim 'unpinned-revison'\n  did you mean 'unpinned-revi"
    )
    assert "handoff: there is no session 'nowhere'" in ran.err
    ran = handoff("explain", "nope", "weak", "--format", "json")
    assert (ran.code, [one["id"] for one in json.loads(ran.out)]) == (2, ["weak"])


def test_explain_a_claim_that_is_an_expectation(handoff: Handoff, project: Path) -> None:
    """An expectation is explained as what it is, like every other claim."""
    _record(project)
    file = project / "sessions/2026-01-20-night/session.yaml"
    expected = (
        "  - {id: will-work, kind: claim, at: 12:05, subject: worker, predicate: functional, modality: expected, summary: so}\n"
    )
    file.write_text(file.read_text() + expected)
    ran = handoff("explain", "will-work", *AS_OF)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("NOT-APPLICABLE worker: functional\n")
    assert "an expectation, not a status" in ran.out

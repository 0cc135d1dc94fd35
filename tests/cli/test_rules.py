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

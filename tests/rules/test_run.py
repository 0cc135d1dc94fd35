"""Running the rules: levels, selection, waivers, fingerprints, and rules that could not look."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handoff.errors import UsageError
from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.rules import Result, catalogue, chosen, findings_of, not_run_of, project_findings, run
from handoff.verdicts import judge
from tests.rules.example import judged

LATEST = (
    "{kind: deployment, id: roll-out, at: '11:40', service: worker, revision: latest, commit: 69e5697, summary: Rolled out}"
)
RECORD = f"- {LATEST}"


def by_rule(result: Result, rule: str) -> list[Finding]:
    return [one for one in result.findings if one.rule == rule]


def configured(toml: str, record: str = RECORD) -> str:
    lines = "".join(f"  {line}\n" for line in toml.splitlines())
    events = "".join(f"  {line}\n" for line in record.splitlines())
    return f"toml: |\n{lines}events:\n{events}"


def test_a_rule_speaks_at_its_own_level(tmp_path: Path) -> None:
    """Without configuration a finding has the level of its rule, and points at the very field."""
    (found,) = by_rule(run(judged(RECORD, tmp_path)), "unpinned-revision")
    assert (found.level, found.subject) == ("warning", "roll-out")
    assert found.place.path.endswith("session.yaml")
    assert "latest" in found.message
    assert found.hint


def test_a_hint_names_the_session_that_is_to_be_edited(tmp_path: Path) -> None:
    """Without its name the newest open one would be edited; a document is edited where it lies."""
    given = judged("- {kind: correction, id: wrong, at: '11:40', corrects: works, is: It fails, summary: No}", tmp_path)
    rule = "correction-without-evidence"
    (found,) = by_rule(run(given), rule)
    assert found.hint == f"cite what shows it under `evidence` with `handoff edit {given.facts.session.id}`"
    read = replace(given, facts=replace(given.facts, session=replace(given.facts.session, origin="markdown")))
    assert [one.hint for one in by_rule(run(read, select=(rule,)), rule)] == ["cite what shows it under `evidence`"]


def test_what_an_imported_draft_lacks_is_a_note(tmp_path: Path) -> None:
    """What stands in it letter by letter is told as loud as ever, and so is what the project asks for."""
    step = "- {kind: next-step, id: later, owner: Kim, summary: Improve the map}"
    blank = "- {kind: note, id: blank, summary: TODO}"
    draft = f"session: {{x-imported: DOC.md}}\nevents:\n  {step}\n  {blank}\n"
    levels = {}
    for name, record in (("written", draft.partition("\n")[2]), ("draft", draft), ("asked", _asked(draft))):
        (tmp_path / name).mkdir()
        result = run(judged(record, tmp_path / name))
        rules = ("next-step-nobody-can-tell-is-done", "placeholder-text")
        levels[name] = [one.level for rule in rules for one in by_rule(result, rule)]
    assert levels == {"written": ["warning", "warning"], "draft": ["info", "warning"], "asked": ["warning", "warning"]}


def _asked(record: str) -> str:
    return f'toml: |\n  [rules]\n  next-step-nobody-can-tell-is-done = "warning"\n{record}'


@pytest.mark.parametrize(("level", "told"), [("error", "error"), ("info", "info"), ("off", None)])
def test_the_project_sets_levels(level: str, told: str | None, tmp_path: Path) -> None:
    """`[rules]` makes a rule louder, quieter or silent."""
    found = by_rule(run(judged(configured(f'[rules]\nunpinned-revision = "{level}"'), tmp_path)), "unpinned-revision")
    assert [one.level for one in found] == ([told] if told else [])


def test_the_project_switches_on_what_is_off(tmp_path: Path) -> None:
    """A rule that is off by default runs when the project gives it a level."""
    record = "- {kind: note, id: a, at: '10:00', summary: It failed this morning}"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert not by_rule(run(judged(record, tmp_path / "a")), "relative-time")
    found = by_rule(run(judged(configured('[rules]\nrelative-time = "warning"', record), tmp_path / "b")), "relative-time")
    assert [one.level for one in found] == ["warning"]


def test_the_project_level_outranks_that_of_a_refuted_claim(tmp_path: Path) -> None:
    """A refuted verdict is an error, unless the project says what the rule is worth."""
    record = "- {kind: claim, id: c, subject: x, predicate: value, value: 95 min, window: 10:00/11:00, summary: Long}"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = by_rule(run(judged(record, tmp_path / "a")), "duration-against-timeline")
    set_lower = by_rule(
        run(judged(configured('[rules]\nduration-against-timeline = "info"', record), tmp_path / "b")),
        "duration-against-timeline",
    )
    assert [one.level for one in plain] == ["error"]
    assert [one.level for one in set_lower] == ["info"]


def test_select_and_ignore_take_ids_families_and_globs(tmp_path: Path) -> None:
    """Only what is selected runs, and nothing that is ignored."""
    judgement = judged(RECORD, tmp_path)
    assert {one.rule for one in findings_of(judgement, ["unpinned-revision"])} == {"unpinned-revision"}
    assert {one.rule for one in findings_of(judgement, ["evidence"])} == {"unpinned-revision"}
    assert {one.rule for one in findings_of(judgement, ["unpinned-*"])} == {"unpinned-revision"}
    assert "unpinned-revision" not in {one.rule for one in findings_of(judgement, (), ["evidence"])}
    assert findings_of(judgement, ["unpinned-revision"], ["unpinned-*"]) == ()


def test_select_runs_what_is_off(tmp_path: Path) -> None:
    """Who asks for a rule by name gets it, though it may be off."""
    judgement = judged("- {kind: note, id: a, at: '10:00', summary: It failed this morning}", tmp_path)
    assert [one.rule for one in findings_of(judgement, ["relative-time"])] == ["relative-time"]


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_name_that_fits_nothing_is_an_error(option: str, tmp_path: Path) -> None:
    """A mistyped selection must not look like a clean record."""
    with pytest.raises(UsageError, match="unpined-revision"):
        run(judged(RECORD, tmp_path), **{option: ["unpined-revision"]})


def test_chosen_tells_the_level_in_this_project(tmp_path: Path) -> None:
    """The list of rules shows what a check would do, not what the files say."""
    project = judged(configured('[rules]\nunpinned-revision = "error"\ndirty-tree = "off"'), tmp_path).facts.project
    levels = {one.id: level for one, level in chosen(project)}
    assert len(levels) == len(catalogue())
    assert levels["unpinned-revision"] == "error"
    assert levels["dirty-tree"] == "off"
    assert levels["relative-time"] == "off"
    assert [one.id for one, _ in chosen(project, ["relative-time"])] == ["relative-time"]


def test_what_could_not_look_is_said_once(tmp_path: Path) -> None:
    """A git rule without git is neither silent nor a finding, and repeats nothing."""
    record = "- {kind: commit, id: a, at: '10:00', sha: 69e5697, summary: A}\n- {kind: commit, id: b, sha: aaaaaaa, summary: B}"
    judgement = judged(record, tmp_path)
    skipped = not_run_of(judgement, ["git"])
    assert "unknown-commit" in {one.rule for one in skipped}
    assert len(skipped) == len(set(skipped))
    assert all("observe" in one.reason for one in skipped)
    assert findings_of(judgement, ["git"]) == ()


WAIVED = "- " + LATEST.replace("summary:", "x-waive: {WAIVER}, summary:")


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        ("{rule: unpinned-revision, who: Kim, why: no name}", "Kim: no name"),
        ("{rule: unpinned-revision, who: Kim, why: no name, until: 2026-01-20}", "Kim: no name, until 2026-01-20"),
        ("[{rule: other, who: Kim, why: x}, {rule: 'unpinned-*', who: Noor, why: y}]", "Noor: y"),
        ("{rule: unpinned-revision, who: Kim, why: no name, until: 2026-01-19}", ""),
        ("{rule: dirty-tree, who: Kim, why: no name}", ""),
    ],
)
def test_an_inline_waiver_adds_who_why_and_until(waiver: str, told: str, tmp_path: Path) -> None:
    """The finding stays, at its level, and carries the waiver; an expired one or one of another rule does nothing."""
    (found,) = by_rule(run(judged(WAIVED.replace("{WAIVER}", waiver), tmp_path)), "unpinned-revision")
    assert (found.level, found.waived) == ("warning", told)


def test_an_inline_waiver_is_for_its_own_event(tmp_path: Path) -> None:
    """A waiver on one deployment says nothing of the next."""
    waived = WAIVED.replace("{WAIVER}", "{rule: unpinned-revision, who: Kim, why: x}")
    other = "- " + LATEST.replace("roll-out", "other")
    found = by_rule(run(judged(f"{waived}\n{other}", tmp_path)), "unpinned-revision")
    assert {one.subject: one.waived for one in found} == {"roll-out": "Kim: x", "other": ""}


@pytest.mark.parametrize(
    ("where", "waived"),
    [
        ("*", True),
        ("2026-01-20-example", True),
        ("2026-01-20-example#roll-out", True),
        ("roll-out", True),
        ("*/session.yaml", True),
        ("2026-01-21-*", False),
        ("other", False),
    ],
)
def test_where_of_a_waiver(where: str, waived: bool, tmp_path: Path) -> None:
    """A waiver of handoff.toml names a file, a session, an event, or session#event; globs fit."""
    toml = f'[[waivers]]\nrule = "unpinned-revision"\nwhere = "{where}"\nwho = "Kim"\nwhy = "no name"'
    (found,) = by_rule(run(judged(configured(toml), tmp_path)), "unpinned-revision")
    assert bool(found.waived) is waived


def test_waivers_of_the_project_are_judged_over_all_sessions(tmp_path: Path) -> None:
    """Unused and expired waivers are told once, at the configuration, after everything was checked; the used one is not."""
    toml = "\n".join(
        f'[[waivers]]\nrule = "{rule}"\nwho = "Kim"\nwhy = "x"\n{until}'
        for rule, until in (("unpinned-revision", ""), ("dirty-tree", ""), ("unknown-commit", 'until = "2026-01-01"'))
    )
    judgement = judged(configured(toml), tmp_path)
    checked = [(judgement.facts.session, findings_of(judgement))]
    project = judgement.facts.project
    told = project_findings(project, checked, date(2026, 1, 20))
    assert [(one.rule, one.level) for one in told] == [("unused-waiver", "warning"), ("expired-waiver", "warning")]
    assert "dirty-tree" in told[0].message
    assert "unknown-commit" in told[1].message
    assert all(one.place.path == project.path and one.fingerprint for one in told)
    quiet = replace(project, rules={"unused-waiver": "off", "expired-waiver": "info"})
    assert [one.level for one in project_findings(quiet, checked, date(2026, 1, 20))] == ["info"]


def test_findings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A reader goes from top to bottom."""
    findings = findings_of(_busy(tmp_path))
    lines = [one.place.line for one in findings]
    assert len(lines) > 10
    assert lines == sorted(lines)


def test_running_twice_says_the_same(tmp_path: Path) -> None:
    """Rules keep nothing between runs."""
    judgement = _busy(tmp_path)
    assert run(judgement) == run(judgement)


def test_fingerprints_are_unique_and_outlive_moved_lines(tmp_path: Path) -> None:
    """The same remark keeps its name when lines above it come and go, and no two remarks share one."""
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    before = findings_of(judged(RECORD, tmp_path / "before"))
    after = findings_of(judged("- {kind: note, id: new, at: '09:30', summary: A line more}\n" + RECORD, tmp_path / "after"))
    assert {one.fingerprint for one in before} <= {one.fingerprint for one in after}
    assert len({one.fingerprint for one in before}) == len(before)


def test_the_order_of_events_does_not_matter(tmp_path: Path) -> None:
    """The same events in another order give the same remarks; only of two that are alike the later one is told."""
    judgement = _busy(tmp_path)
    session = judgement.facts.session
    expected = _told(judgement)
    assert len(expected) > 60
    for seed in range(5):
        events = list(session.events)
        random.Random(seed).shuffle(events)
        assert _told(judge(replace(judgement.facts, session=replace(session, events=tuple(events))))) == expected


def _told(judgement: Judgement) -> set[tuple[str, str]]:
    alike = [
        "duplicate-event",
        "closed-twice",
        "one-thing-two-times",
        "steps-that-wait-for-each-other",
        "deployment-without-way-back",
    ]
    return {(one.rule, one.subject) for one in findings_of(judgement, (), alike)}


def _busy(folder: Path) -> Judgement:
    """The Bad examples of all rules that need only events, in one record."""
    lines = []
    for one in catalogue():
        if one.bad[0].startswith("-"):
            lines += [
                line.replace("id: ", f"id: {one.id}-") if "id: " in line[:60] else line for line in one.bad[0].splitlines()
            ]
    return judged("\n".join(lines), folder)

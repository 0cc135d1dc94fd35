"""`handoff check` as a real process: what it looks at, what it says, and its exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handoff.report import check_schema, formats
from tests.cli.conftest import Handoff

HEAD = """\
format: 1
id: {id}
title: Worker brought back
timezone: America/New_York
started: {day}T11:20-05:00
ended: {day}T13:00-05:00
events:
  - id: began
    kind: note
    at: {day}T11:20-05:00
    summary: Work began
"""
# Refuted whatever else is known: the range ends before it starts.
INVERTED = """\
  - id: pipeline
    kind: claim
    at: {day}T12:40-05:00
    subject: session
    predicate: value
    window: {day}T12:30-05:00/{day}T11:30-05:00
    summary: The pipeline ran from 12:30 to 11:30
"""
BARE = """\
  - id: worker-up
    kind: claim
    at: {day}T12:50-05:00
    subject: worker
    predicate: live
    summary: Worker is up
"""
# What was seen of the worker is too old after a while.
AGEING = """\
  - id: worker-200
    kind: evidence
    at: {day}T12:40-05:00
    via: http
    subject: worker
    level: live
    asked: GET https://worker.example/healthz
    status: 200
    output: '{{"status": "ok"}}'
    summary: Health page answers
  - id: worker-live
    kind: claim
    at: {day}T12:45-05:00
    subject: worker
    predicate: live
    evidence: [worker-200]
    summary: Worker answers
"""
AS_OF = ("--as-of", "2026-01-21T18:00Z")


def _session(project: Path, id: str, *events: str) -> Path:
    folder = project / "sessions" / id
    folder.mkdir(parents=True)
    text = "".join((HEAD, *events)).format(id=id, day=id[:10])
    (folder / "session.yaml").write_text(text)
    return folder / "session.yaml"


def _json(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    Draft202012Validator(json.loads(check_schema())).validate(data)
    return data


def _paths(handoff: Handoff, *words: str | Path, cwd: Path | None = None) -> list[str]:
    ran = handoff("check", *words, *AS_OF, "--format", "json", cwd=cwd)
    return [document["path"] for document in _json(ran.out)["documents"]]


@pytest.fixture
def two(project: Path) -> Path:
    """A project with a clean session and one with a refuted claim."""
    _session(project, "2026-01-20-worker", INVERTED)
    _session(project, "2026-01-19-portal")
    return project


def test_every_session_of_the_project_is_the_default(handoff: Handoff, two: Path) -> None:
    """Oldest first, paths from the working folder, exit 1 because a claim is refuted."""
    ran = handoff("check", *AS_OF)
    assert ran.code == 1
    assert ran.err == ""
    assert ran.out.index("sessions/2026-01-19-portal/session.yaml") < ran.out.index("sessions/2026-01-20-worker/session.yaml")
    assert "REFUTED" in ran.out
    assert "sessions/2026-01-20-worker/session.yaml:18: summary: The pipeline ran from 12:30 to 11:30" in ran.out
    assert "2 documents, as of 2026-01-21T18:00Z: the one claim is refuted; 1 error" in ran.out


def test_a_list_of_commits_betters_no_share(handoff: Handoff, project: Path) -> None:
    """The commit is judged, counted in the JSON, and told apart where a share is told, remembered or not."""
    listed = '  - {{id: it, kind: commit, sha: "1111111", summary: The fix}}\n'
    seen = {
        "kind": "commit",
        "id": "look",
        "at": "2026-01-20T18:00:00+00:00",
        "repo": "main",
        "asked": "1111111",
        "exists": True,
    }
    record = _session(project, "2026-01-20-worker", BARE, listed)
    (record.parent / "observed.jsonl").write_text(json.dumps(seen | {"sha": "1" * 40, "files": []}) + "\n")
    for _ in range(2):
        assert ": the one claim is unsupported; git has 1 listed commit; " in handoff("check", *AS_OF).out
    told = _json(handoff("check", *AS_OF, "--format", "json").out)["summary"]
    assert (told["claims"], told["supported"], told["unsupported"]) == (2, 1, 1)
    assert (
        "**0 of 1 claims supported: 1 unsupported. Git has 1 commit that it lists.**" in handoff("render", "--output", "-").out
    )


def test_a_clean_session_is_zero(handoff: Handoff, two: Path) -> None:
    """Nothing claimed is said as such, and is no failure."""
    ran = handoff("check", "2026-01-19-portal", *AS_OF)
    assert ran.code == 0
    assert "no claims, so nothing is verified" in ran.out


@pytest.mark.parametrize(
    "name", ["2026-01-20-worker", "sessions/2026-01-20-worker", "./sessions/2026-01-20-worker/session.yaml"]
)
def test_a_session_is_named_by_id_folder_or_record(handoff: Handoff, two: Path, name: str) -> None:
    """All three mean the same file."""
    assert _paths(handoff, name) == ["sessions/2026-01-20-worker/session.yaml"]


def test_a_folder_means_everything_below(handoff: Handoff, two: Path) -> None:
    """Sessions and Markdown files in the order of their paths; rendered documents, evidence and hidden folders are none."""
    record = "sessions/2026-01-20-worker"
    beside = [f"{record}/{name}" for name in ("HANDOFF.md", "CHECKLIST.md", "notes.md", "evidence/out.md")]
    for name in ("docs/b.md", "docs/a.markdown", "docs/c.txt", ".git/x.md", "node_modules/y.md", *beside):
        (two / name).parent.mkdir(parents=True, exist_ok=True)
        (two / name).write_text("# Nothing\n")
    found = [
        "docs/a.markdown",
        "docs/b.md",
        "sessions/2026-01-19-portal/session.yaml",
        "sessions/2026-01-20-worker/session.yaml",
    ]
    assert _paths(handoff, ".") == [*found, "sessions/2026-01-20-worker/notes.md"]
    assert _paths(handoff, "docs", cwd=two) == found[:2]
    assert _paths(handoff, two / "docs") == [str(two / name) for name in found[:2]]
    assert _paths(handoff, "docs/c.txt", "sessions/2026-01-20-worker") == [
        "docs/c.txt",
        "sessions/2026-01-20-worker/session.yaml",
    ]


def test_a_document_named_twice_is_checked_once(handoff: Handoff, two: Path) -> None:
    """By folder, by id and through a link it is one document."""
    (two / "link").symlink_to(two / "sessions")
    assert _paths(handoff, "2026-01-19-portal", "sessions", "link/2026-01-20-worker") == [
        "sessions/2026-01-19-portal/session.yaml",
        "sessions/2026-01-20-worker/session.yaml",
    ]


def test_paths_are_relative_to_where_the_command_is_given(handoff: Handoff, two: Path) -> None:
    """In a folder below, the same sessions are found and named from there; absolute stays absolute."""
    assert _paths(handoff, cwd=two / "sessions")[0] == "../sessions/2026-01-19-portal/session.yaml"
    assert _paths(handoff, ".", cwd=two / "sessions")[0] == "2026-01-19-portal/session.yaml"
    assert _paths(handoff, "..", cwd=two / "sessions")[0] == "../sessions/2026-01-19-portal/session.yaml"
    assert _paths(handoff, two / "sessions")[0] == str(two / "sessions/2026-01-19-portal/session.yaml")


def test_a_path_is_judged_by_the_project_above_it(handoff: Handoff, two: Path, tmp_path: Path) -> None:
    """A check from outside uses the configuration of the project that the session lies in."""
    (two / "handoff.toml").write_text('[rules]\ninverted-range = "warning"\n')
    assert handoff("check", two / "sessions/2026-01-20-worker", *AS_OF, cwd=tmp_path).code == 0
    (two / "handoff.toml").write_text("")
    assert handoff("check", two / "sessions/2026-01-20-worker", *AS_OF, cwd=tmp_path).code == 1


def test_a_rule_that_there_is_not_is_told_on_its_own_line(handoff: Handoff, two: Path) -> None:
    """The key's line of handoff.toml, quoted keys and other tables before it or not."""
    (two / "handoff.toml").write_text('name = "two"\n\n[rules]\n"hedged-tick" = "info"\nhedged-tik = "off"\n')
    said = handoff("check", two / "sessions/2026-01-20-worker", *AS_OF, "--select", "unknown-rule-named").out
    assert "handoff.toml:5:" in said


@pytest.mark.parametrize(
    "line",
    ["nothing-here", "empty", "--repo nowhere", "--as-of yesterday", "--format pdf", "--fail-on doom", "--select no-such-rule",
     "--bogus", "-o"],
)  # fmt: skip
def test_what_makes_no_sense_is_a_usage_error(handoff: Handoff, two: Path, line: str) -> None:
    """Exit 2 and a message on standard error; nothing on standard output."""
    (two / "empty").mkdir()
    ran = handoff("check", *line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_project_without_sessions_says_so(handoff: Handoff, project: Path) -> None:
    """It is no failure, and it does not look like a success either."""
    ran = handoff("check")
    assert ran.code == 0
    assert ran.out == "Nothing was checked.\n"
    assert "handoff new" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--strict"], 1),
    ],
)
def test_fail_on_says_what_is_a_failure(handoff: Handoff, project: Path, words: list[str], code: int) -> None:
    """A claim with nothing behind it is a warning by default; --strict makes it fail whatever the level."""
    _session(project, "2026-01-20-worker", BARE)
    assert handoff("check", *AS_OF, "--select", "claim-without-evidence", *words).code == code


def test_a_refuted_claim_fails_even_when_no_rule_speaks_of_it(handoff: Handoff, two: Path) -> None:
    """Turning its rule off does not make a wrong claim right; lowering the rule, or asking for other rules, is a choice."""
    (two / "handoff.toml").write_text('[rules]\ninverted-range = "off"\n')
    assert handoff("check", *AS_OF).code == 1
    assert handoff("check", *AS_OF, "--fail-on", "never").code == 0
    assert handoff("check", *AS_OF, "--select", "git").code == 0
    (two / "handoff.toml").write_text('[rules]\ninverted-range = "info"\n')
    assert handoff("check", *AS_OF).code == 0


def test_never_really_is_never(handoff: Handoff, two: Path) -> None:
    """Errors do not fail either."""
    assert handoff("check", *AS_OF, "--fail-on", "never").code == 0


def test_rules_can_be_selected_and_ignored(handoff: Handoff, two: Path) -> None:
    """By id, family or glob; both options may be repeated."""

    def rules(*words: str) -> set[str]:
        out = handoff("check", "2026-01-20-worker", *AS_OF, "--format", "json", *words).out
        return {finding["rule"] for finding in _json(out)["findings"]}

    assert rules("--select", "inverted-*") == {"inverted-range"}
    assert "inverted-range" not in rules("--ignore", "inverted-range")
    assert rules("--select", "time", "--ignore", "inverted-range", "--ignore", "git").isdisjoint({"inverted-range"})


def test_a_waived_error_does_not_fail_and_stays_visible(handoff: Handoff, two: Path) -> None:
    """Who, why and until when stand in the report; past its date the waiver is gone."""
    (two / "handoff.toml").write_text(
        '[[waivers]]\nrule = "inverted-range"\nwhere = "*"\nwho = "Ana"\nwhy = "claimed so"\nuntil = "2026-12-31"\n'
    )
    ran = handoff("check", *AS_OF)
    assert ran.code == 0
    assert "Ana" in ran.out
    assert handoff("check", "--as-of", "2027-02-01T00:00Z").code == 1


def test_unused_waivers_are_told_when_the_whole_project_is_checked(handoff: Handoff, two: Path) -> None:
    """Only then can anybody know; the finding is in handoff.toml."""
    (two / "handoff.toml").write_text('[[waivers]]\nrule = "stale-evidence"\nwho = "Ana"\nwhy = "x"\n')
    findings = _json(handoff("check", *AS_OF, "--format", "json").out)["findings"]
    assert ("handoff.toml", "unused-waiver") in {(Path(finding["path"]).name, finding["rule"]) for finding in findings}
    assert "unused-waiver" not in handoff("check", "2026-01-20-worker", *AS_OF).out


def test_a_document_that_does_not_load_is_told_and_the_others_are_checked(handoff: Handoff, two: Path) -> None:
    """Exit 3, every wrong place on standard error, and a report of the rest that says what is missing from it."""
    bad = _session(two, "2026-01-18-bad", "  - id: x\n    kind: bug\n    severity: hihg\n    at: 25:00\n    summary: y\n")
    ran = handoff("check", *AS_OF)
    assert ran.code == 3
    assert f"handoff: {bad.relative_to(two)}:14:15: severity" in ran.err
    assert "did you mean 'high'?" in ran.err
    assert f"{bad.relative_to(two)}:15:9: " in ran.err
    assert "REFUTED" in ran.out
    assert "1 document could not be read" in ran.out
    unread = _json(handoff("check", *AS_OF, "--format", "json").out)["unread"]
    assert [one["path"] for one in unread] == [str(bad.relative_to(two))]
    assert len(unread[0]["problems"]) == 2


def test_a_hostile_error_message_is_harmless(handoff: Handoff, two: Path) -> None:
    """Keys and values of a broken record come out with their escapes spelled out."""
    _session(two, "2026-01-18-bad", '  - {{id: x, kind: note, summary: y, "\\e[2Jz\\u202e": 1}}\n')
    ran = handoff("check", *AS_OF)
    assert ran.code == 3
    assert not set(ran.err) & {"\x1b", "\u202e"}


def test_a_broken_configuration_is_bad_input(handoff: Handoff, two: Path) -> None:
    """One clear error with its line."""
    (two / "handoff.toml").write_text("timezone = 7\n")
    ran = handoff("check")
    assert (ran.code, ran.out) == (3, "")
    assert "handoff.toml:1" in ran.err


@pytest.mark.parametrize("format", formats())
def test_every_format_comes_out_whole(handoff: Handoff, two: Path, format: str) -> None:
    """The format says nothing about the exit code, and paths are those of the repository."""
    ran = handoff("check", *AS_OF, "--format", format)
    assert ran.code == 1
    assert ran.err == ""
    assert "sessions/2026-01-20-worker/session.yaml" in ran.out


def test_the_report_can_go_to_a_file(handoff: Handoff, two: Path) -> None:
    """The file holds it and standard output is empty; a file that cannot be written is exit 4."""
    ran = handoff("check", *AS_OF, "--format", "json", "--output", "report.json")
    assert (ran.code, ran.out) == (1, "")
    _json((two / "report.json").read_text())
    ran = handoff("check", *AS_OF, "--output", "no/such/folder.json")
    assert ran.code == 4
    assert ran.err.startswith("handoff: cannot write no/such/folder.json")


def test_the_job_summary_is_appended(handoff: Handoff, two: Path, tmp_path: Path) -> None:
    """Where GitHub Actions wants it; what a step wrote before stays, and all of it fits into a mebibyte."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    assert handoff("check", *AS_OF, "--format", "github", env=env).out.startswith(
        "::error file=sessions/2026-01-20-worker/session.yaml,line="
    )
    assert summary.read_text().startswith("before\n## handoff check\n")
    handoff("check", *AS_OF, env=env)
    assert summary.read_text().count("## handoff check") == 1
    summary.write_text("x" * (1024 * 1024 - 3))
    handoff("check", *AS_OF, "--format", "github", env=env)
    assert summary.stat().st_size <= 1024 * 1024
    assert handoff("check", *AS_OF, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(tmp_path)}).code == 4


def test_the_clock_can_be_fixed(handoff: Handoff, two: Path) -> None:
    """--as-of and SOURCE_DATE_EPOCH give the same bytes every time."""
    ran = handoff("check", env={"SOURCE_DATE_EPOCH": "1769018400"})
    assert "as of 2026-01-21T18:00Z" in ran.out
    assert ran.out == handoff("check", *AS_OF).out


def test_quiet_is_one_line_a_document_with_problems(handoff: Handoff, two: Path) -> None:
    """And nothing for a clean one."""
    ran = handoff("check", *AS_OF, "--quiet")
    assert ran.out.startswith("sessions/2026-01-20-worker/session.yaml: the one claim is refuted; 1 error")
    assert len(ran.out.splitlines()) == 1
    assert handoff("check", "2026-01-19-portal", *AS_OF, "-q").out == ""


def test_both_lanes_read_the_same_line_alike(handoff: Handoff, two: Path) -> None:
    """`--format=json` goes through typer, `--format json` does not; the output is the same."""
    straight = handoff("check", "2026-01-20-worker", *AS_OF, "--format", "json", "--select", "time", "--strict")
    typed = handoff("check", "2026-01-20-worker", "--as-of=2026-01-21T18:00Z", "--format=json", "--select=time", "--strict")
    assert straight == typed
    assert handoff("check", "--help").out.count("--fail-on") == 2


def test_a_reader_that_closes_the_pipe_is_no_error(two: Path) -> None:
    """`handoff check | head -1` prints a line and nobody complains."""
    command = f"{sys.executable} -m handoff check --format json 2>&1 | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=two, capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"


def _on_terminal(project: Path, *words: str, **env: str) -> str:
    """What a terminal of 60 columns shows."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    given = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")} | {
        "TERM": "xterm",
        **env,
    }
    process = subprocess.Popen([sys.executable, "-m", "handoff", *words], cwd=project, stdout=theirs, stderr=theirs, env=given)
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
    process.wait()
    os.close(ours)
    return shown.decode()


def test_colour_only_on_a_terminal(handoff: Handoff, two: Path) -> None:
    """A pipe gets none; a terminal gets it unless NO_COLOR or --no-color says otherwise."""
    assert "\x1b" not in handoff("check").out
    assert "\x1b[1;31mREFUTED" in _on_terminal(two, "check")
    assert "\x1b" not in _on_terminal(two, "check", NO_COLOR="1")
    assert "\x1b" not in _on_terminal(two, "check", "--no-color")


def test_a_narrow_terminal_wraps_and_a_pipe_does_not(handoff: Handoff, two: Path) -> None:
    """Reasons are wrapped at the width of the terminal."""
    why = next(line for line in handoff("check").out.splitlines() if line.startswith("  why"))
    assert len(why) > 60
    lines = re.sub(r"\x1b\[[0-9;]*m", "", _on_terminal(two, "check")).splitlines()
    assert max(len(line) for line in lines if line.startswith("  why")) <= 60


def test_a_progress_bar_shows_only_on_a_terminal_and_only_for_many(handoff: Handoff, project: Path) -> None:
    """Forty documents and more; quiet and pipes see none."""
    for number in range(40):
        _session(project, f"2026-01-20-s{number:02}")
    assert "Checking" in _on_terminal(project, "check")
    assert "Checking" not in _on_terminal(project, "check", "--quiet")
    assert "Checking" not in handoff("check").err
    assert "Checking" not in _on_terminal(project, "check", "2026-01-20-s00")


def test_a_repository_that_git_cannot_read_is_said_once(handoff: Handoff, two: Path) -> None:
    """Exit 4 before anything is judged: what was asked for cannot be had."""
    (two / "plain").mkdir()
    ran = handoff("check", "--repo", "plain", env={"GIT_CEILING_DIRECTORIES": str(two)})
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("handoff: cannot look into --repo plain: ")
    assert len(ran.err.splitlines()) == 1


MARKDOWN = """\
# Worker brought back - January 20, 2026

## Worker
- Worker is healthy and verified working ✅
- Fixed in {commit}

Session: 12:30 PM - 11:30 AM ET
"""


def test_markdown_gives_the_same_shape(handoff: Handoff, project: Path) -> None:
    """Each status claim is a verdict at its line, under the path as given; no configuration is needed."""
    (project / "handoff.toml").unlink()
    (project / "old.md").write_text(MARKDOWN.format(commit="an afternoon"))
    data = _json(handoff("check", "./old.md", *AS_OF, "--format", "json").out)
    assert data["documents"][0]["kind"] == "markdown"
    assert data["documents"][0]["path"] == "old.md"
    assert data["documents"][0]["claims"] == data["summary"]["claims"] == len(data["verdicts"]) > 0
    assert {(verdict["path"], verdict["line"]) for verdict in data["verdicts"]} >= {("old.md", 4)}
    assert not data["summary"]["supported"]
    assert "old.md:4: - Worker is healthy and verified working ✅" in handoff("check", "old.md", *AS_OF).out


def test_the_commits_of_markdown_are_looked_up_in_a_repository(handoff: Handoff, project: Path) -> None:
    """With --repo git is asked about what a document cites; without it nobody says whether a commit exists."""

    def git(*words: str) -> None:
        who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c"}
        subprocess.run(["git", *words], cwd=repository, check=True, capture_output=True, env={**os.environ, **who})

    repository = project / "code"
    repository.mkdir()
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "Begin")
    (project / "old.md").write_text(MARKDOWN.format(commit="commit deadbee1"))

    def rules(*words: str) -> set[str]:
        data = _json(handoff("check", "old.md", *AS_OF, "--format", "json", *words).out)
        return {finding["rule"] for finding in data["findings"]}

    assert "unknown-commit" not in rules()
    assert "unknown-commit" in rules("--repo", "code")


def test_bytes_that_are_no_text_are_bad_input(handoff: Handoff, project: Path) -> None:
    """A Markdown file in another encoding is told with its line; the others are checked."""
    (project / "bad.md").write_bytes(b"# Title\n\nCaf\xe9 is up\n")
    (project / "good.md").write_text("# Nothing claimed\n")
    ran = handoff("check", "bad.md", "good.md", *AS_OF)
    assert ran.code == 3
    assert "handoff: bad.md:3:4: byte 0xe9 is no UTF-8" in ran.err
    assert "good.md" in ran.out


def test_a_waiver_of_the_configuration_is_told_at_its_own_line(handoff: Handoff, project: Path) -> None:
    """Unused or expired, each points at where it stands, so that an annotation lands on the lines to take out."""
    handoff("new", "first", "--started", "2026-01-19 9:00")
    with (project / "handoff.toml").open("a") as file:
        for rule, until in (("unpinned-revision", ""), ("secret-in-text", 'until = "2026-01-01"\n')):
            file.write(f'\n[[waivers]]\nrule = "{rule}"\nwho = "Kim"\nwhy = "no platform"\n{until}')
    lines = (project / "handoff.toml").read_text().splitlines()
    headers = [number for number, line in enumerate(lines, 1) if line == "[[waivers]]"]
    told = json.loads(handoff("check", "--format", "json", "--as-of", "2026-01-20T00:00Z").out)["findings"]
    found = {one["rule"]: one["line"] for one in told if one["rule"].endswith("-waiver")}
    assert found == {"unused-waiver": headers[0], "expired-waiver": headers[1]}


def test_the_search_through_a_great_tree_is_seen_on_a_terminal(project: Path, two: Path) -> None:
    """How many folders were looked through, until the report comes; elsewhere than on a terminal nothing of it."""
    for number in range(1_001):
        (project / "tree" / str(number)).mkdir(parents=True)
    shown = _on_terminal(project, "check", ".", *AS_OF)
    assert "\rLooking for documents: 1,000 folders so far" in shown
    assert shown.index("Looking for") < shown.index("Worker brought back")
    assert "Looking for" not in _on_terminal(project, "check", ".", "--quiet", *AS_OF)


def test_a_link_that_leads_nowhere_is_told_as_one(handoff: Handoff, two: Path) -> None:
    """It is there, so "there is no file" would send people looking for it."""
    (two / "loop.md").symlink_to("loop.md")
    (two / "gone.md").symlink_to("nowhere.md")
    assert handoff("check", "loop.md").err.startswith("handoff: loop.md is a link that leads in a circle\n")
    assert handoff("check", "gone.md").err.startswith("handoff: gone.md is a link to nowhere.md, which is not there\n")


def test_what_is_wrong_in_the_configuration_is_told_once(inside: Handoff, project: Path) -> None:
    """Not by each of the sessions, at its place as a person there would write it."""
    for day in ("2026-01-20", "2026-01-21", "2026-01-22"):
        _session(project, f"{day}-work")
    (project / "handoff.toml").write_text(
        '[rules]\nhedged-tik = "off"\n[[waivers]]\nrule = "stale-evidnce"\nwho = "Ana"\nwhy = "x"\n'
        '[[waivers]]\nrule = "deadline-past"\nwho = "Ana"\nwhy = "x"\nuntil = 2020-01-01\n'
    )
    for format in ("text", "json"):
        said = inside("check", "--format", format).out
        assert [said.count(name) for name in ("names 'hedged-tik'", "names 'stale-evidnce'", "ended on 2020-01-01")] == [
            1,
            1,
            1,
        ]
        assert str(project) not in said
    some = inside("check", "2026-01-20-work", "2026-01-21-work").out
    assert some.count("names 'hedged-tik'") == 1

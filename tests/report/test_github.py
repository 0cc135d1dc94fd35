"""Annotations and job summary of GitHub Actions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handoff.model.finding import Finding, FindingLevel
from handoff.report import Options, Unread, report
from handoff.report.github import SUMMARY_LIMIT, job_summary
from tests.report.samples import AS_OF, CLEAN, HOSTILE, PATH, checked, finding, verdict

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def _commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of the output: kind, properties, message, all unescaped."""
    found = []
    for line in text.splitlines():
        if match := COMMAND.fullmatch(line):
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            found.append((match[1], {key: _read(value) for key, value in properties.items()}, _read(match[3])))
        else:
            assert "::" not in line
    return found


def _read(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def _many(number: int, level: FindingLevel) -> tuple[Finding, ...]:
    return tuple(finding(f"r{one}", level, one + 1, f"m{one}") for one in range(number))


def test_annotations_point_to_their_lines() -> None:
    """File relative to the repository, line, column, rule and message; errors lead."""
    commands = _commands(report("github", [checked()], AS_OF, Options(root="/repo", here="/repo/x")))
    assert [kind for kind, _, _ in commands] == ["error", "warning", "warning", "warning", "notice"]
    _, where, message = commands[3]
    assert where == {"file": f"x/{PATH}", "line": "42", "col": "5", "title": "unpinned-revision"}
    assert message == "revision “Latest” names no revision\nname the revision"


@pytest.mark.parametrize(("there", "shown", "more"), [(10, 10, 0), (11, 9, 2), (500, 9, 491)])
def test_ten_of_a_kind_and_the_last_says_how_many_more(there: int, shown: int, more: int) -> None:
    """GitHub drops the eleventh without a word, so the tenth counts the rest."""
    findings = (*_many(there, "warning"), *_many(there, "error"), *_many(1, "info"))
    commands = _commands(report("github", [checked((), findings)], AS_OF))
    for kind in ("error", "warning"):
        said = [message for found, _, message in commands if found == kind]
        assert len(said) == min(there, 10)
        assert sum(message.startswith("m") for message in said) == shown
        assert not more or said[-1].startswith(f"{more} more")
    assert [kind for kind, _, _ in commands][-1] == "notice"


def test_refuted_claims_come_before_other_errors() -> None:
    """When only ten errors are shown, the claims that are wrong are among them."""
    findings = _many(30, "error")
    assert _commands(report("github", [checked(findings=findings)], AS_OF))[0][1]["title"] == "claim-refuted"


@given(st.text(), st.text(alphabet="a,:%\r\n/"))
def test_a_record_cannot_forge_a_command(text: str, path: str) -> None:
    """Whatever a message or path holds, it is one command on one line, and reads back."""
    one = Finding(rule="r", level="error", message=f"m{text}", place=checked().findings[0].place)
    output = report("github", [checked((), (one,))], AS_OF)
    assert len(_commands(output)) == 1
    from dataclasses import replace

    there = replace(one, place=replace(one.place, path=f"x/{path}y"))
    assert len(_commands(report("github", [checked((), (there,), title=text)], AS_OF))) == 1


def test_percent_and_colons_read_back() -> None:
    """Escaping loses nothing that can be seen."""
    said = "100%: a,b\nnext 50%0A"
    assert _commands(report("github", [checked((), (finding("a:b,c", "error", 1, said),))], AS_OF))[0][2] == said


def test_unread_documents_are_errors() -> None:
    """A file that could not be read is annotated, although none of its lines was checked."""
    commands = _commands(report("github", [], AS_OF, Options(unread=(Unread(path="bad.md", problems=("bad.md:1:1: no",)),))))
    assert commands == [("error", {"file": "bad.md"}, "bad.md:1:1: no")]


def test_the_summary_says_what_is_not_supported() -> None:
    """A sentence of numbers, a table of claims, a table of findings; supported claims are only counted."""
    text = job_summary([checked(), CLEAN], AS_OF, Options(unread=(Unread(path="bad.md", problems=("no",)),)))
    assert "2 of 6 claims supported" in text
    assert "bad.md" in text
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == 2
    assert html.count("<tr>") == 2 + 3 + 4
    assert "page-answers" not in html
    assert "the source is like this" not in html


def test_a_record_cannot_break_the_summary() -> None:
    """Markup, pipes and HTML in a record are shown as they are: the table keeps its cells, nothing becomes a tag or a link."""
    nasty = f"{HOSTILE} [a](http://x) ![i](http://x) <img src=x> *b* @team #1 \\| |"
    document = checked(
        (verdict("x", "refuted", 3, why=(nasty,), help=nasty, subject=nasty),), (finding(nasty, "error", 4, nasty),)
    )
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(job_summary([document], AS_OF))
    assert html.count("<td") == 9
    assert not re.search(r"<(img|script|a|em|code)\b", html)


def test_the_summary_is_cut_between_lines_at_a_mebibyte() -> None:
    """GitHub refuses a longer one; the last line says how many lines are missing."""
    many = tuple(finding("r", "error", number, "é" * 300) for number in range(1, 3000))
    text = job_summary([checked((), many)], AS_OF)
    size = len(text.encode())
    assert SUMMARY_LIMIT - 1000 < size <= SUMMARY_LIMIT
    kept = sum(line.startswith("| error") for line in text.splitlines())
    assert text.splitlines()[-1] == f"… {2999 - kept} more lines are left out."


@given(st.integers(0, 3000))
def test_the_summary_never_grows_over_what_is_left(limit: int) -> None:
    """A step may have written to the summary before; whatever room is left is kept to."""
    assert len(job_summary([checked(), CLEAN], AS_OF, limit=limit).encode()) <= limit

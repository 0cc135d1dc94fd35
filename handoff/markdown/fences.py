"""The evidence in a fence: output, a log, a query with its result, a diff or code."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.markdown import patterns, runs, shapes
from handoff.markdown.document import Fence, Statement
from handoff.markdown.exhibits import COMMIT, EXCERPT, HTTP, LOG, OUTPUT, QUOTED, TESTS, Exhibit
from handoff.markdown.refusals import refusal_in
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

_SHELL = frozenset(
    {"bash", "sh", "shell", "zsh", "console", "shell-session", "powershell", "ps1", "pwsh", "cmd", "bat", "fish"}
)
_DATA = frozenset({"", "text", "txt", "log", "output", "json", "plain", "plaintext", "none", "http", "yaml", "yml", "csv"})
_TOLD = frozenset({"", "text", "txt", "log", "output", "plain", "plaintext"})
_MARKS = "✅❌✔✓☑✗⚠🟢🔴"
_AROUND = f"{_MARKS}\ufe0f "
# How much of an output is kept.
_KEPT = 2000
_DIGIT = expression(r"\d")


def in_fence(fence: Fence) -> list[Exhibit]:
    """The evidence that a fence holds: output, a log, a query with its result, a diff or code. Pictures hold none."""
    head = fence.text[:LONGEST]
    lines = [line for line in map(str.strip, head.split("\n")) if line]
    if not lines or shapes.PICTURE.search(head[:_KEPT]):
        return []
    if fence.lead is not None and shapes.EXPECTED.search(fence.lead.text[:LONGEST]):
        return []
    told = fence.lead is not None and shapes.FROM_LOGS.search(fence.lead.text[-200:]) is not None
    marked = [line for line in lines if line[0] in _MARKS]
    read = len(marked) > 1 and _DIGIT.search(head) and all(shapes.READING.fullmatch(line.strip(_AROUND)) for line in marked)
    if 2 * len(marked) >= len(lines) and not told and not read and not runs.TEST_COUNT.search(head):
        # A status board drawn in a fence.
        return []
    first = " ".join(lines[0].split())[:QUOTED]
    commits = shapes.COMMIT_IN_LIST.findall(head) if fence.language in _TOLD else []
    listed = [Exhibit(COMMIT, commits[0], fence.line)] if 2 * len(commits) > len(lines) else []
    refused = refusal_in(fence) is not None
    return listed + [
        Exhibit(kind, first, fence.line, None, fence.text[:_KEPT] if kind in (OUTPUT, LOG) else "", refused)
        for kind in _of_fence(fence, head, len(lines))
    ]


def _of_fence(fence: Fence, head: str, lines: int) -> Iterator[str]:
    language = fence.language
    if language in _SHELL:
        prompts = len(shapes.PROMPT.findall(head))
        told = "$ " in head and (shapes.TRANSCRIPT.search(head) or (0 < prompts < lines and shapes.RESULT.search(head)))
        if told or shapes.COMMENTED_RESULT.search(head):
            yield OUTPUT
        if any(shapes.TOLD_BESIDE.search(line) and runs.count_of_tests(line) for line in head.split("\n")):
            yield TESTS
    elif language in _DATA and not (shapes.DIFFED.search(head) and shapes.AFTER.search(head)):
        if shapes.STAMPED.search(head) or (fence.lead is not None and shapes.FROM_LOGS.search(fence.lead.text[-200:])):
            yield LOG
        elif (
            (language in _TOLD and 1 < lines < 16 and _readings(head))
            or shapes.RESULT.search(head)
            or (fence.lead is not None and _announced(fence.lead))
        ):
            yield OUTPUT
        if runs.count_of_tests(head):
            yield TESTS
    else:
        yield EXCERPT
        return
    if patterns.HTTP.search(head) and patterns.ENDPOINT.search(head):
        yield HTTP


def _readings(text: str) -> bool:
    """Whether a fence holds nothing but names with their values, some of them numbers."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    return _DIGIT.search(text) is not None and all(shapes.READING.fullmatch(line.strip(_AROUND)) for line in lines)


def _announced(lead: Statement) -> bool:
    return shapes.SHOWN_BELOW.search(lead.text[-200:].rstrip(":*_ ")) is not None

"""Evidence by kind in a statement, a table or a fence.

Ticks, adjectives, percentages, N/N, dates, paths and links to other documents are no evidence, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from handoff.markdown import measures, observed, patterns, runs, shapes
from handoff.markdown.document import Fence, Statement, Table
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression
from handoff.model.lookup import Lookup

COMMIT, PULL, RUN, BUILD, REVISION, IMAGE = "commit", "pull-request", "ci-run", "build", "revision", "image"
HTTP, TESTS, OUTPUT, QUERY, MEASURE = "http", "test-count", "output", "query", "measure"
LOG, EXCERPT, CODE_PLACE, RECEIPT, NAMED_TEST, DIGEST = "log", "excerpt", "code-place", "receipt", "named-test", "digest"
CHECK, FILE, VALUES, DEPLOYMENT, SIGHT = "check", "file", "before-after", "deployment", "sight"


@dataclass(slots=True, eq=False)
class Exhibit:
    """One piece of evidence: its kind, its words, its line, and the statement or fence that holds it.

    `output` is what a command printed or a log said, when a fence shows it.
    """

    kind: str
    text: str
    line: int
    statement: Statement | None = None
    output: str = ""


_DIGIT = expression(r"\d")
_WORD_END, _BRACKET_END, _SPAN_END = expression(r"[\w%]{1,40}"), expression(r"[^()\n]{0,60}\)"), expression(r"[^`\n]{0,80}`")
_LONG_NUMBER = expression(r"\d{3}")
_SHELL = frozenset(
    {"bash", "sh", "shell", "zsh", "console", "shell-session", "powershell", "ps1", "pwsh", "cmd", "bat", "fish"}
)
_DATA = frozenset({"", "text", "txt", "log", "output", "json", "plain", "plaintext", "none", "http", "yaml", "yml", "csv"})
_TOLD = frozenset({"", "text", "txt", "log", "output", "plain", "plaintext"})
_MARKED = "✅❌✔✓☑✗⚠🟢🔴\ufe0f "
_MARKS = "✅❌✔✓☑✗⚠🟢🔴"
# One of these is in every text that counts tests, save in languages without spaces. In bold and code it is the same count.
_OF_A_RUN = (
    "test", "spec", "pass", "suite", "smoke", "e2e", "check", "assert", "scenario", "case", "example", "fail", "green",
    "playwright", "cypress", "jest", "pruebas", "тест", "اختبار",
)  # fmt: skip
# How many commands of a text are looked at.
_COMMANDS = 8
# What is quoted of a piece of evidence, and of an output.
_QUOTED, _KEPT = 120, 2000
# Two cells that are alike and longer than this did not come out alike by chance.
_ALIKE = 6

Words = tuple[str, ...]
Look = tuple[str, Words, re.Pattern[str]]

# Kind, words of which one must be there (in lower case), pattern. Asked of every text:
_ANY: tuple[Look, ...] = (
    (TESTS, ("tests", "specs", "suites", "scenarios", "journeys", "fixtures", "checks", "cases"), runs.WORDED_COUNT),
    (LOG, ("log", "output", "console", "journal", "`20", "info", "warn"), runs.LOG),
    (MEASURE, ("=",), measures.ASSIGNED),
    (MEASURE, ("match", "equal", "identical"), measures.SAME_DIGEST),
    (MEASURE, ("match", "equal", "identical"), measures.DIGESTED),
    (MEASURE, ("returns ", "returned ", "responds ", "responded ", "answers ", "answered "), measures.RETURNED),
    (MEASURE, ("grep",), measures.GREPPED),
    (MEASURE, ("show", "return", "gave", "reported", "printed", "found"), measures.OBSERVED),
    (CHECK, ("0 ", "zero ", "zéro ", "checks", "no issues", "doctor"), runs.TOOL_CLEAN),
    (
        QUERY,
        ("quer", "search", "grep", "scan", "lookup", "look-up", "listing", "read-back", "readback", "probe", "count"),
        measures.ASKED,
    ),
)
# What stands between a value and the one that came after it, and the words of which one must be there.
_TURNS = (" to ", " to:", "→", "->", "=>")
_TURNED = (
    "chang", "updat", "renam", "replac", "fix", "mov", "bump", "increas", "rais", "lower", "reduc", "switch", "set", "now",
    "was", "split", "shr", "grew", "cut", "path",
)  # fmt: skip
# Of texts that have a digit:
_NUMBERED: tuple[Look, ...] = (
    (COMMIT, ("commit", "sha", "rev", "head", "hash"), patterns.COMMIT_WORD),
    (RUN, ("run", "workflow", "pipeline", "job", "ci", "/build"), patterns.RUN),
    (BUILD, ("build", "deploy", "dpl_", " id", "testflight"), patterns.BUILD),
    (CHECK, ("module", "page", "build", "route", "chunk", "target", "crate", "gzip", "kb", "mb", "built", "compil",
             "finished"), runs.BUILT),
    (CHECK, (".py", ".sh", ".js", ".mjs", ".ts", ".rb"), runs.SCRIPT_CLEAN),
    (CHECK, ("get ", "post ", "put ", "patch ", "delete ", "head "), runs.CALL_ANSWERED),
    (CHECK, ("dns", "resolv"), measures.RESOLVED_TO),
    (CHECK, (" lines",), measures.LOOKED_INTO),
    (HTTP, ("redirect", "https"), patterns.REDIRECTED),
    (DEPLOYMENT, ("https://",), patterns.ADDRESS),
    (DEPLOYMENT, ("deploy", "tag", "roll", "live"), patterns.ROLLED_OUT),
    (CODE_PLACE, (":",), patterns.CODE_PLACE),
    (CODE_PLACE, ("line", "#l", "@"), patterns.CODE_LINE),
    (MEASURE, ("p50", "p9"), measures.PERCENTILE),
    (MEASURE, ("corr", "cos", "rmse", "mae", "mse", "psnr", "ssim", "iou", "mape", "diff", "err"), measures.AGREEMENT),
    (MEASURE, ("exit",), runs.EXIT),
    (CHECK, ("exit",), runs.EXIT),
    (MEASURE, ("e-",), measures.SCIENTIFIC),
    (MEASURE, ("0x",), measures.MEMORY),
    (CHECK, (" 0 ", "(0 "), measures.NONE_OF),
    (QUERY, ("state=", "status=", "phase=", "conclusion="), measures.PRINTED_STATE),
)  # fmt: skip
# Of texts that have a number of three digits or more:
_LONG_NUMBERED: tuple[Look, ...] = (
    (REVISION, ("-", "revision"), patterns.REVISION),
    (RECEIPT, ("0x", "tx", "transaction", "signature", "slot", "id", "arn"), patterns.RECEIPT),
)
_ANSWERS = (
    "http",
    "/",
    "return",
    "gave",
    "give",
    "got",
    "respon",
    "answer",
    "status",
    "→",
    "->",
    "=>",
    " ok",
    "created",
    "content",
    "accepted",
    "返",
    "応答",
    "응답",
)
# All of them, and those of which more is asked.
_LOOKS = [(looks, kind, pattern) for looks in (_ANY, _NUMBERED, _LONG_NUMBERED) for kind, _, pattern in looks]
_LOOKUP = Lookup(
    [
        *((words, pattern) for looks in (_ANY, _NUMBERED, _LONG_NUMBERED) for _, words, pattern in looks),
        (("`",), runs.QUOTED_VERDICT),
        (("`",), runs.COMMAND),
        (("`",), runs.CALLED),
        (_TURNS, None),
        (_TURNED, None),
        (_ANSWERS, patterns.HTTP),
        # The words of a run may be set in several types, and its expression is asked without them.
        (_OF_A_RUN, None),
    ]
)
_VERDICT, _COMMAND, _CALLED, _TURN, _TURNING, _ANSWER, _RUN = range(len(_LOOKS), len(_LOOKS) + 7)
Held = list[int]


def in_statement(statement: Statement, context: str = "") -> list[Exhibit]:
    """The evidence that a statement itself holds. `context` may name the address that an answer came from."""
    raw = statement.raw[:LONGEST]
    found = [
        Exhibit(kind, " ".join(text.split())[:_QUOTED], statement.line, statement)
        for kind, text in _found(raw, (*statement.raw_cells, context))
    ]
    if statement.kind != "heading" and all(one.kind != MEASURE for one in found) and (seen := observed.value_of(statement)):
        found.append(Exhibit(SIGHT, " ".join(seen.split()), statement.line, statement))
    if "_" in raw and runs.PASSED_TESTS.search(statement.section.title) and (listed := runs.LISTED_TEST.match(raw)):
        found.append(Exhibit(NAMED_TEST, listed[0][:_QUOTED], statement.line, statement))
    if "ommit" in context and (listed := patterns.COMMIT_LISTED.match(raw)):
        found.append(Exhibit(COMMIT, listed[1], statement.line, statement))
    if statement.table is not None:
        found += _by_column(statement, statement.table)
    elif _of_tests(raw) and runs.ABOUT_TESTS.search(statement.section.titles):
        ratio = runs.BARE_RATIO.search(raw) or runs.NONE_FAILED.search(raw)
        if ratio is not None and not runs.red(raw, ratio) and all(one.kind != TESTS for one in found):
            found.append(Exhibit(TESTS, f"{ratio[0]} under “{statement.section.title}”"[:_QUOTED], statement.line, statement))
    return found


def _of_tests(raw: str) -> bool:
    return "/" in raw or "0 fail" in raw


def _found(raw: str, cells: Words) -> Iterator[tuple[str, str]]:
    low = raw.lower()
    held = _LOOKUP.held(low)
    if _DIGIT.search(raw):
        yield from _with_digits(raw, low, cells, held)
    if "`" in raw:
        if (
            _VERDICT in held
            and (verdict := runs.QUOTED_VERDICT.search(raw))
            and not runs.COMMAND.match(raw, raw.index("`", verdict.start()))
        ):
            yield CHECK, verdict[0]
        for command in islice(runs.COMMAND.finditer(raw), _COMMANDS) if _COMMAND in held else ():
            if (
                _answered(raw, command.end()) or runs.GIVEN_BEFORE.search(raw, max(0, command.start() - 80), command.start())
            ) and not runs.STATUS_ONLY.match(raw, command.start()):
                yield OUTPUT, command[0]
                break
        else:
            called = runs.CALLED.search(raw) if _CALLED in held else None
            if called and not runs.STATUS_ONLY.match(raw, called.start()):
                yield OUTPUT, _whole(raw, called)
    if ("→" in raw or "> " in raw) and (call := runs.CALL_GAVE.search(raw)):
        yield OUTPUT, call[0]
    if "test" in low and (name := runs.NAMED_TEST.search(raw)):
        yield NAMED_TEST, name[0]
    if ("select" in low or "count(" in low) and (query := measures.QUERY.search(raw)) and _DIGIT.search(raw, query.end()):
        yield QUERY, query[0]
    if _TURN in held and (_TURNING in held or measures.VERSIONS.search(raw)):
        turned = measures.BEFORE_AFTER.search(raw)
        # Else one command comes after the other.
        if turned and not measures.STEPS_ON.match(raw, turned.end()) and not runs.COMMAND.match(raw, turned.start()):
            yield VALUES, turned[0]
    for kind, text in _matching(_ANY, raw, held):
        if kind == LOG and text.endswith("`") and runs.COMMAND.search(text):
            # "Logs: `journalctl -u …`" says how to get them.
            continue
        yield kind, text


def _answered(raw: str, end: int) -> bool:
    """Whether what stands behind a command is what it gave, and not the next command."""
    given = runs.COMMAND_OUTPUT.match(raw, end, end + 160)
    if given is None or runs.FAILED_ANSWER.match(raw, given.end() - 1):
        return False
    return not (given[0].endswith("`") and (runs.COMMAND.match(raw, given.end() - 1) or runs.STEPS.search(raw, end)))


def _with_digits(raw: str, low: str, cells: Words, held: Held) -> Iterator[tuple[str, str]]:
    if commit := patterns.COMMIT.search(raw):
        yield COMMIT, commit[0]
    if "#" in raw or "!" in raw or "PR" in raw or "MR" in raw or "request" in low or "/pull" in low:
        for pull in patterns.PULL.finditer(raw):
            # A link to an issue tells of the fault, not of its mending.
            if f"/issues/{pull[0].strip('#!')}" in low:
                continue
            if raw[pull.end() : pull.end() + 1] == ":" and patterns.ORDINAL.search(
                raw, max(0, pull.start() - 12), pull.start()
            ):
                continue
            if pull[0][0] not in "#!" or not patterns.COUNTED.search(raw, max(0, pull.start() - 160), pull.start()):
                yield PULL, pull[0]
                break
    yield from _matching(_NUMBERED, raw, held)
    if (count := _counted(raw, _RUN in held)) is not None:
        yield TESTS, count
    if ":" in raw and patterns.TAGGED.search(raw) and (image := patterns.IMAGE.search(raw)):
        yield IMAGE, image[0]
    if not _LONG_NUMBER.search(raw):
        return
    yield from _matching(_LONG_NUMBERED, raw, held)
    if raw.count("-") >= 4 and (uuid := patterns.UUID.search(raw)):
        yield DIGEST, uuid[0]
    if _ANSWER in held and patterns.STATUS.search(raw) and (answer := patterns.HTTP.search(raw)):
        code = next(filter(None, answer.groups()))
        around = f"{raw[: answer.start()]} {raw[answer.end() :]} {' '.join(cells)}"
        named = patterns.ENDPOINT.search(answer[0].replace("HTTP/", "")) or patterns.ENDPOINT.search(around[:LONGEST])
        named = named or patterns.ANSWER_OF.match(raw) or (patterns.NAMED_PAGE.search(raw) if "HTTP" in answer[0] else None)
        if named and (code[0] in "23" or patterns.REFUSED.search(raw)):
            yield HTTP, answer[0]


def _counted(raw: str, worded: bool) -> str | None:
    """The count of tests that a text tells, in whatever type it is set; `worded`: it holds a word of a run."""
    if not worded and raw.isascii():
        return None
    bare = raw.replace("*", "").replace("`", "")
    if worded and (count := runs.count_of_tests(bare)):
        return _whole(bare, count)
    if not raw.isascii() and (count := runs.UNSPACED_COUNT.search(bare)):
        return _whole(bare, count)
    return None


def _matching(looks: tuple[Look, ...], raw: str, held: Held) -> Iterator[tuple[str, str]]:
    last, tried = "", None
    for index in held:
        if index >= len(_LOOKS):
            break
        among, kind, pattern = _LOOKS[index]
        if among is not looks or kind == last or pattern is tried:
            continue
        if match := pattern.search(raw):
            yield kind, _whole(raw, match)
            last = kind
        else:
            tried = pattern


def _whole(raw: str, match: re.Match[str]) -> str:
    """What was matched, to the end of its last word and of a bracket or code span that it opens: people read it."""
    found = match[0]
    rest = _WORD_END.match(raw, match.end())
    found += rest[0] if rest else ""
    if found.count("(") > found.count(")") and (rest := _BRACKET_END.match(raw, match.start() + len(found))):
        found += rest[0]
    if found.count("`") % 2 and (rest := _SPAN_END.match(raw, match.start() + len(found))):
        found += rest[0]
    return found


def _by_column(row: Statement, table: Table) -> Iterator[Exhibit]:
    """What the header of a column says of its cells: an identifier, a count of tests."""
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        if _asks(header).identifier and shapes.IDENTIFIER.fullmatch(cell[:LONGEST]):
            yield Exhibit(RECEIPT, f"{header}: {cell}"[:_QUOTED], row.line, row)
            break
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        if (sort := _identity(header)) and sort[1].match(cell[:LONGEST]):
            yield Exhibit(sort[0], f"{header}: {cell}"[:_QUOTED], row.line, row)
    command = next((cell for cell in row.raw_cells if "`" in cell and runs.COMMAND.fullmatch(cell.strip()[:LONGEST])), "")
    if not command and row.raw_cells and "`" in row.raw_cells[0] and runs.COMMAND.search(row.raw_cells[0][:LONGEST]):
        command = row.raw_cells[0]
    if command:
        for header, cell in zip(table.headers, row.raw_cells, strict=False):
            if cell is command:
                continue
            given = _asks(header).given and shapes.VALUE.search(cell)
            if given or shapes.COUNTED_CELL.search(cell) or runs.PRINTED.search(cell[:LONGEST]):
                yield Exhibit(OUTPUT, f"{command} gave {cell}"[:_QUOTED], row.line, row)
                break
    judged = any(_asks(header).status for header in table.headers[1:])
    for header, cell in zip(table.headers[1:], row.raw_cells[1:], strict=False):
        asked = _asks(header)
        if (asked.shown or (judged and asked.given)) and shapes.SEEN.search(cell[:LONGEST]):
            yield Exhibit(CHECK, f"{header}: {cell}"[:_QUOTED], row.line, row)
            break
    passed = next((at for at, cell in enumerate(row.cells) if shapes.VERDICT.fullmatch(cell)), 0)
    if passed:
        # What a named check saw stands behind its verdict.
        for header, cell in zip(table.headers[passed + 1 :], row.raw_cells[passed + 1 :], strict=False):
            if shapes.SEEN.search(cell[:LONGEST]) or shapes.QUOTED.search(cell[:LONGEST]):
                yield Exhibit(CHECK, f"{header}: {cell}"[:_QUOTED], row.line, row)
                break
    yield from _by_columns(row, table)
    if row.cells and runs.ABOUT_TESTS.search(row.cells[0]):
        whole = next((cell for cell in row.cells[1:] if shapes.ALL_OF.fullmatch(cell[:_QUOTED])), "")
        if not whole and any(map(runs.PASSED.search, row.cells[1:])):
            whole = next((cell for cell in row.cells[1:] if shapes.NUMBER.fullmatch(cell[:_QUOTED])), "")
        if whole:
            yield Exhibit(TESTS, f"{row.cells[0]}: {whole}"[:_QUOTED], row.line, row)
    if any(shapes.PASSED.match(cell) for cell in row.cells[1:]) and (count := shapes.OF_TESTS.search(row.text)):
        yield Exhibit(CHECK, count[0][:_QUOTED], row.line, row)
    for header, cell in zip(table.headers, row.cells, strict=False):
        if _asks(header).tests and (some := _DIGIT.search(cell)) and not runs.red(cell, some):
            yield Exhibit(TESTS, f"{header}: {cell}"[:_QUOTED], row.line, row)
            break


class _Asked(NamedTuple):
    """What the header of a column asks for."""

    identifier: bool
    given: bool
    status: bool
    shown: bool
    tests: bool


@lru_cache(maxsize=1024)
def _asks(header: str) -> _Asked:
    return _Asked(
        identifier=shapes.ID_HEADER.fullmatch(header) is not None,
        given=shapes.GIVEN_HEADER.search(header) is not None,
        status=shapes.STATUS_HEADER.fullmatch(header) is not None,
        shown=shapes.SHOWN_HEADER.fullmatch(header) is not None,
        tests=shapes.TESTS_HEADER.search(header) is not None,
    )


@lru_cache(maxsize=1024)
def _identity(header: str) -> tuple[str, re.Pattern[str]] | None:
    for kind, pattern, form in (
        (RUN, shapes.RUN_HEADER, shapes.NUMBERED),
        (BUILD, shapes.BUILD_HEADER, shapes.NUMBERED),
        (PULL, shapes.PULL_HEADER, shapes.PULL_NUMBER),
    ):
        if pattern.fullmatch(header):
            return kind, form
    return None


@lru_cache(maxsize=1024)
def _column(header: str) -> str:
    for sort, pattern in (("version", shapes.VERSION_HEADER), ("before", shapes.BEFORE_HEADER), ("after", shapes.AFTER_HEADER)):
        if pattern.fullmatch(header):
            return sort
    return ""


def _by_columns(row: Statement, table: Table) -> Iterator[Exhibit]:
    """What two columns say together: an address and its answer, a value before and after; and what runs, by its version."""
    seen: dict[str, str] = {}
    answered = ""
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        text = cell[:_QUOTED]
        if not _DIGIT.search(text):
            continue
        if shapes.ANSWERED.fullmatch(text) and shapes.ANSWER_HEADER.search(header):
            answered = f"{header}: {text}"
        sort = _column(header)
        if sort == "version" and shapes.VERSION.fullmatch(text) and shapes.ROLLED_OUT.search(row.text):
            yield Exhibit(DEPLOYMENT, f"{header}: {text}"[:_QUOTED], row.line, row)
        elif sort and shapes.FIGURE.search(text):
            seen.setdefault(sort, text)
    if answered and any(patterns.ENDPOINT.search(cell[:LONGEST]) for cell in row.raw_cells):
        yield Exhibit(HTTP, answered[:_QUOTED], row.line, row)
    alike = [cell for cell in row.raw_cells if "`" in cell and len(cell) > _ALIKE]
    if len(alike) > len(set(alike)):
        yield Exhibit(MEASURE, f"{alike[0]} twice"[:_QUOTED], row.line, row)
    if "before" in seen and "after" in seen:
        pair = f"{seen['before']} → {seen['after']}"[:_QUOTED]
        yield from (Exhibit(kind, pair, row.line, row) for kind in (VALUES, MEASURE))


def file_of(statement: Statement) -> Exhibit | None:
    """The file that a statement begins with: a path shows no more than that there is such a file."""
    raw = statement.raw[:LONGEST] if statement.table is None else ""
    name = patterns.FILE_FIRST.match(raw)
    return Exhibit(FILE, name[0].strip("-–—: ✅✔☑✓*`[]()\ufe0f"), statement.line, statement) if name else None


def measured(table: Table) -> bool:
    """Whether a table holds measurements: a column of times or sizes, or two columns of figures, beside the rows' names."""
    if not table.rows:
        return False
    columns = 0
    for index in range(1, len(table.headers)):
        cells = [row.cells[index][:_QUOTED] for row in table.rows if index < len(row.cells)]
        if 2 * sum(shapes.TIMED.search(cell) is not None for cell in cells) > len(cells) > 1:
            return True
        columns += bool(cells) and 2 * sum(shapes.FIGURE.search(cell) is not None for cell in cells) > len(cells)
    return columns >= 2


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
    read = len(marked) > 1 and _DIGIT.search(head) and all(shapes.READING.fullmatch(line.strip(_MARKED)) for line in marked)
    if 2 * len(marked) >= len(lines) and not told and not read and not runs.TEST_COUNT.search(head):
        # A status board drawn in a fence.
        return []
    first = " ".join(lines[0].split())[:_QUOTED]
    return [
        Exhibit(kind, first, fence.line, None, fence.text[:_KEPT] if kind in (OUTPUT, LOG) else "")
        for kind in _of_fence(fence, head, len(lines))
    ]


def _of_fence(fence: Fence, head: str, lines: int) -> Iterator[str]:
    language = fence.language
    if language in _SHELL:
        prompts = len(shapes.PROMPT.findall(head))
        told = "$ " in head and (shapes.TRANSCRIPT.search(head) or (0 < prompts < lines and shapes.RESULT.search(head)))
        if told or shapes.COMMENTED_RESULT.search(head):
            yield OUTPUT
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
    return _DIGIT.search(text) is not None and all(shapes.READING.fullmatch(line.strip(_MARKED)) for line in lines)


def _announced(lead: Statement) -> bool:
    return shapes.SHOWN_BELOW.search(lead.text[-200:].rstrip(":*_ ")) is not None

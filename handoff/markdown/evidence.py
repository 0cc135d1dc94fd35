"""Evidence by kind in a statement.

Ticks, adjectives, percentages, N/N, dates, paths and links to other documents are no evidence, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from handoff.markdown import columns, marks, measures, observed, patterns, runs
from handoff.markdown.document import Statement
from handoff.markdown.exhibits import (
    BUILD,
    CHECK,
    CODE_PLACE,
    COMMIT,
    DEPLOYMENT,
    DIGEST,
    FILE,
    HTTP,
    IMAGE,
    LOG,
    MEASURE,
    NAMED_TEST,
    OUTPUT,
    PULL,
    QUERY,
    QUOTED,
    RECEIPT,
    REVISION,
    RUN,
    SIGHT,
    TESTS,
    VALUES,
    Exhibit,
)
from handoff.markdown.shapes import OF_TESTS
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression
from handoff.model.lookup import Lookup

_DIGIT = expression(r"\d")
_WORD_END, _BRACKET_END, _SPAN_END = expression(r"[\w%]{1,40}"), expression(r"[^()\n]{0,60}\)"), expression(r"[^`\n]{0,80}`")
_LONG_NUMBER = expression(r"\d{3}")
# One of these is in every text that counts tests, save in languages without spaces. In bold and code it is the same count.
_OF_A_RUN = (
    "test", "spec", "pass", "suite", "smoke", "e2e", "check", "assert", "scenario", "case", "example", "fail", "green",
    "playwright", "cypress", "jest", "pruebas", "тест", "اختبار",
)  # fmt: skip
# What is counted under a heading on tests without being one.
_OF_WORK = expression(
    r"(?:\w+ )?(?:tasks?|phases?|steps?|sprints?|stories|items?|issues?|bugs?|files?|pages?|features?|milestones?"
    r"|objectives?|goals?|criteria|deliverables?|tickets?|days?|tarefas|tareas|tâches|aufgaben|任务|タスク)",
    re.IGNORECASE,
)
# How many commands of a text are looked at.
_COMMANDS = 8

Words = tuple[str, ...]
Look = tuple[str, Words, re.Pattern[str]]

# Kind, words of which one must be there (in lower case), pattern. Asked of every text:
_ANY: tuple[Look, ...] = (
    (TESTS, ("tests", "specs", "suites", "scenarios", "journeys", "fixtures", "checks", "cases"), runs.WORDED_COUNT),
    (LOG, ("log", "output", "console", "journal", "`20", "info", "warn"), runs.LOG),
    (MEASURE, ("=",), measures.ASSIGNED),
    (MEASURE, ("match", "equal", "identical"), measures.SAME_DIGEST),
    (MEASURE, ("match", "equal", "identical"), measures.DIGESTED),
    (MEASURE, ("match", "equal", "identical", "same"), measures.AT_A_DIGEST),
    (MEASURE, ("only ",), measures.DIFFERED),
    (MEASURE, ("endpoint", "health", "ready", "ping", "probe", "status page", "api"), measures.FIELDS_GIVEN),
    (MEASURE, ("returns ", "returned ", "responds ", "responded ", "answers ", "answered "), measures.RETURNED),
    (MEASURE, ("grep",), measures.GREPPED),
    (MEASURE, ("show", "return", "gave", "reported", "printed", "found"), measures.OBSERVED),
    (OUTPUT, ("run", "ran", "replay", "test"), measures.RUN_AGAIN),
    (CHECK, ("0 ", "zero ", "zéro ", "checks", "no issues", "doctor"), runs.TOOL_CLEAN),
    (
        QUERY,
        ("quer", "search", "grep", "scan", "lookup", "look-up", "listing", "read-back", "readback", "probe", "count"),
        measures.ASKED,
    ),
)
# What stands between a value and the one that came after it, and the words of which one must be there.
_TURNS = (" to ", " to:", "→", "->", "=>", " after")
_TURNED = (
    "chang", "updat", "renam", "replac", "fix", "mov", "bump", "increas", "rais", "lower", "reduc", "switch", "set", "now",
    "was", "before", "split", "shr", "grew", "cut", "path",
)  # fmt: skip
# Of texts that have a digit:
_NUMBERED: tuple[Look, ...] = (
    (COMMIT, ("commit", "sha", "rev", "head", "hash"), patterns.COMMIT_WORD),
    (RUN, ("run", "workflow", "pipeline", "job", "ci", "/build"), patterns.RUN),
    (BUILD, ("build", "deploy", "dep-", "dpl_", " id", "testflight"), patterns.BUILD),
    (CHECK, ("module", "page", "bundle", "build", "route", "chunk", "target", "crate", "gzip", "kb", "mb", "built", "compil",
             "finished"), runs.BUILT),
    (CHECK, (".py", ".sh", ".js", ".mjs", ".ts", ".rb"), runs.SCRIPT_CLEAN),
    (CHECK, ("get ", "post ", "put ", "patch ", "delete ", "head "), runs.CALL_ANSWERED),
    (CHECK, ("dns", "resolv"), measures.RESOLVED_TO),
    (CHECK, (" lines",), measures.LOOKED_INTO),
    (HTTP, ("redirect", "https"), patterns.REDIRECTED),
    (DEPLOYMENT, ("https://",), patterns.ADDRESS),
    (DEPLOYMENT, ("deploy", "tag", "roll", "live"), patterns.ROLLED_OUT),
    (CODE_PLACE, (":",), patterns.CODE_PLACE),
    (CODE_PLACE, ("line", "#l", "#diff", "@", "lign", "zeil", "líne", "linh", "rig", "строк", "行"), patterns.CODE_LINE),
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
    "retorn",
    "dev",
    "renvoi",
    "liefert",
    "restituisce",
    " unauthorized",
    " forbidden",
    " too many",
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
# What stands between a call and what it gave.
_GIVES = (
    "report", "print", "return", "gave", "show", "list", "found", "say", "said", "retriev", "fetch", "load", "→", "->", "=>",
    "` :", "` =",
)  # fmt: skip
# All of them, and those of which more is asked.
_LOOKS = [(looks, kind, pattern) for looks in (_ANY, _NUMBERED, _LONG_NUMBERED) for kind, _, pattern in looks]
_LOOKUP = Lookup(
    [
        *((words, pattern) for looks in (_ANY, _NUMBERED, _LONG_NUMBERED) for _, words, pattern in looks),
        (("(`", "(output", "(printed", "(says", "(reported", "(gave", "(with", "(got"), runs.QUOTED_VERDICT),
        (("`",), runs.COMMAND),
        (_GIVES, runs.CALLED),
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
    return with_sight(statement, *without_sight(statement, context))


def with_sight(statement: Statement, found: list[Exhibit], at: int) -> list[Exhibit]:
    """The evidence of a statement with the value that somebody saw, if any; see `without_sight`."""
    if at >= 0 and (seen := observed.value_of(statement)):
        found.insert(at, Exhibit(SIGHT, " ".join(seen.split()), statement.line, statement))
    return found


def without_sight(statement: Statement, context: str) -> tuple[list[Exhibit], int]:
    """The same without a value that somebody saw, which takes long to tell and which not everyone asks for; and the place
    where it would stand, negative where a measurement stands already."""
    raw = statement.raw[:LONGEST]
    found = [
        Exhibit(kind, " ".join(text.split())[:QUOTED], statement.line, statement)
        for kind, text in _found(raw, (*statement.raw_cells, context))
    ]
    sight = len(found) if statement.kind != "heading" and all(one.kind != MEASURE for one in found) else -1
    if ("→" in raw or "> " in raw) and (call := runs.CALL_GAVE_WORDS.search(raw)) and observed.looked(statement.section.title):
        found.append(Exhibit(OUTPUT, call[0][:QUOTED], statement.line, statement))
    if "_" in raw and _over_passed_tests(statement.section.title) and (listed := runs.LISTED_TEST.match(raw)):
        found.append(Exhibit(NAMED_TEST, listed[0][:QUOTED], statement.line, statement))
    if "ommit" in context and (listed := patterns.COMMIT_LISTED.match(raw)):
        found.append(Exhibit(COMMIT, listed[1], statement.line, statement))
    if statement.table is not None:
        found += columns.of_row(statement, statement.table)
    elif marks.ticked(raw) and _over_passed_tests(statement.section.title) and (ticked := OF_TESTS.search(raw)):
        found.append(Exhibit(TESTS, ticked[0][:QUOTED], statement.line, statement))
    elif _of_tests(raw) and _about_tests(statement.section.titles):
        ratio = runs.BARE_RATIO.search(raw) or runs.NONE_FAILED.search(raw)
        of_work = _OF_WORK.fullmatch(statement.key) is not None
        if ratio is not None and not of_work and not runs.red(raw, ratio) and all(one.kind != TESTS for one in found):
            found.append(Exhibit(TESTS, f"{ratio[0]} under “{statement.section.title}”"[:QUOTED], statement.line, statement))
    return found, sight


@lru_cache(maxsize=1024)
def _about_tests(titles: str) -> bool:
    return runs.about_tests(titles)


@lru_cache(maxsize=1024)
def _over_passed_tests(title: str) -> bool:
    return runs.PASSED_TESTS.search(title) is not None


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
    if raw.isascii() or not (marks.UNSPACED_LETTER.search(raw) or "fail" in raw.lower()):
        return None
    if runs.UNSPACED_PASS.search(bare) and (count := runs.UNSPACED_COUNT.search(bare)):
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
        match = pattern.search(raw)
        if match and pattern is measures.ASSIGNED and measures.NOT_SO.search(raw, max(0, match.start() - 40), match.start()):
            match = None
        if match:
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


def file_of(statement: Statement) -> Exhibit | None:
    """The file that a statement begins with: a path shows no more than that there is such a file."""
    if statement.table is not None:
        cells = [cell[:LONGEST] for cell in statement.raw_cells]
        made = next(filter(None, map(patterns.MADE_IN_CELL.fullmatch, cells)), None)
        name = made or (patterns.FILE_ALONE.fullmatch(cells[0]) or patterns.FILE_IS_THERE.match(cells[0]) if cells else None)
    else:
        raw = statement.raw[:LONGEST]
        name = patterns.FILE_FIRST.match(raw) or patterns.FILE_IS_THERE.match(raw)
    return Exhibit(FILE, name[0].strip("-–—: ✅✔☑✓*`[]()\ufe0f"), statement.line, statement) if name else None

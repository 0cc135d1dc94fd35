"""What a test run says of itself: counts from the summaries of test runners, and from JUnit reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from handoff.errors import BadInput


class Counts(NamedTuple):
    """The figures of `TestCounts`, without the price of the model. An expected failure counts as skipped: it showed nothing."""

    passed: int
    failed: int
    errors: int = 0
    skipped: int = 0


# Programs that show text that something else has written, maybe long ago.
_PRINTERS = frozenset(("echo", "printf", "cat", "bat", "head", "tail", "less", "more", "grep", "rg", "sed", "awk", "tee", "jq"))
_MARK = "characters left out here"
_NUMBER_OF = r"(\d+) ([a-z]+)"


def counts_of(text: str, argv: Sequence[str] = ()) -> Counts | None:
    """The counts that the output of a command ends in; None when it is no test run, or shows somebody else's."""
    program = argv[0].rsplit("/", 1)[-1] if argv else ""
    if program in _PRINTERS:
        return None
    whole = _MARK not in text
    # One run of pytest ends in one summary; what its tests print may hold others.
    if program.startswith(("pytest", "py.test")) or "pytest" in argv[1:3]:
        return _added(_pytest(text)[-1:])
    found = [
        counts
        for words, read, needs_all in _READERS
        if (whole or not needs_all) and any(word in text for word in words)
        for counts in read(text)
    ]
    return _added(found or (_tap(text) if whole and "1.." in text else []))


def _all(pattern: str, text: str) -> list[Any]:
    # Compiled here and not when the module is loaded, because most commands are no test runs.
    return re.findall(pattern, text, re.MULTILINE)


def _added(found: Sequence[Counts]) -> Counts | None:
    return Counts(*(sum(column) for column in zip(*found, strict=True))) if found else None


def _pytest(text: str) -> list[Counts]:
    made = []
    for summary in _all(r"^=* ?((?:\d+ [a-z]+(?:, )?)+|no tests ran) in \d[\d.]*s(?: \([^)]*\))? ?=*$", text):
        number = {word: int(count) for count, word in _all(_NUMBER_OF, summary)}
        # As pytest itself ends: a failure that was expected fails no run and shows nothing that passes, so it counts as not
        # run; what passes against expectation passes, unless the project is strict, and then pytest says "failed".
        passed, skipped = (
            number.get("passed", 0) + number.get("xpassed", 0),
            number.get("skipped", 0) + number.get("xfailed", 0),
        )
        made.append(Counts(passed, number.get("failed", 0), number.get("error", 0) + number.get("errors", 0), skipped))
    return made


def _unittest(text: str) -> list[Counts]:
    def one(total: str, notes: str) -> Counts:
        number = {name.strip(): int(count) for name, _, count in (note.partition("=") for note in notes.split(",")) if count}
        failed, errors = number.get("failures", 0) + number.get("unexpected successes", 0), number.get("errors", 0)
        skipped = number.get("skipped", 0) + number.get("expected failures", 0)
        return Counts(max(0, int(total) - failed - errors - skipped), failed, errors, skipped)

    pattern = r"^Ran (\d+) tests? in [\d.]+s\n+(?:OK|FAILED|NO TESTS RAN)(?: \(([^)]*)\))?$"
    return [one(total, notes) for total, notes in _all(pattern, text)]


def _cargo(text: str) -> list[Counts]:
    pattern = r"^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored;"
    return [Counts(int(passed), int(failed), 0, int(ignored)) for passed, failed, ignored in _all(pattern, text)]


def _jest(text: str) -> list[Counts]:
    def one(summary: str) -> Counts:
        number = {word: int(count) for count, word in _all(_NUMBER_OF, summary)}
        return Counts(number.get("passed", 0), number.get("failed", 0), 0, number.get("skipped", 0) + number.get("todo", 0))

    pattern = r"^ *Tests:? +((?:\d+ (?:passed|failed|skipped|todo|total)(?: ?[,|] ?)?)+)(?: ?\(\d+\))?,?$"
    return [one(summary) for summary in _all(pattern, text)]


def _mocha(text: str) -> list[Counts]:
    number: dict[str, int] = {}
    for count, word in _all(r"^ +(\d+) (passing|failing|pending)(?: \([\d.]+\w+\))?$", text):
        number[word] = number.get(word, 0) + int(count)
    if "passing" not in number:
        return []
    return [Counts(number["passing"], number.get("failing", 0), 0, number.get("pending", 0))]


def _go(text: str) -> list[Counts]:
    """Counts of `go test -v` and `-json`, tests of the top level. Without them go names only its failures and packages."""
    events = r'^\{"Time":"[^"]*","Action":"(pass|fail|skip)","Package":"[^"]*","Test":"([^"/]*)"'
    words = [word.upper() for word, _test in _all(events, text)] or _all(r"^--- (PASS|FAIL|SKIP): \S+", text)
    if "PASS" not in words and "SKIP" not in words:
        return []
    return [Counts(words.count("PASS"), words.count("FAIL"), 0, words.count("SKIP"))]


def _tap(text: str) -> list[Counts]:
    """TAP 12 to 14, the top level. Tests that were planned and never ran are errors, and so is bailing out."""
    plan = re.search(r"^1\.\.(\d+)(?:\s*#.*)?$", text, re.MULTILINE)
    if plan is None:
        return []
    passed = failed = skipped = 0
    for bad, directive in _all(r"^(not )?ok\b(?: +\d+)?[^#\n]*(?:# *(\w+))?", text):
        if directive.upper() in ("SKIP", "TODO"):
            skipped += 1
        elif bad:
            failed += 1
        else:
            passed += 1
    ran = passed + failed + skipped
    bailed = 1 if re.search(r"^Bail out!", text, re.MULTILINE) else 0
    return [Counts(passed, failed, max(bailed, int(plan[1]) - ran), skipped)] if ran or int(plan[1]) == 0 else []


# The words of which one must be there before a reader looks closely; whether it needs the whole output, because it counts
# line by line instead of reading a summary.
_READERS: tuple[tuple[tuple[str, ...], Callable[[str], list[Counts]], bool], ...] = (
    ((" passed", " failed", " error", " skipped", " deselected", " xfailed", " xpassed", "no tests ran"), _pytest, False),
    (("Ran ",), _unittest, False),
    (("test result: ",), _cargo, True),
    (("Tests",), _jest, False),
    ((" passing",), _mocha, False),
    (("--- ", '"Action":"'), _go, True),
)


class Case(NamedTuple):
    """A test that did not pass, as a JUnit report names it."""

    name: str
    how: str
    message: str


class Report(NamedTuple):
    """A JUnit report: its counts, the tests that did not pass, and when it says that it began (RFC 3339 or what it holds)."""

    counts: Counts
    bad: tuple[Case, ...]
    timestamp: str | None


def read_junit(data: bytes, name: str = "the report") -> Report:
    """A JUnit XML report, counted test by test, because its totals are written by hand often enough.

    Raises BadInput when it is none. Documents with a DTD are refused: they can name files and grow without bound.
    """
    from xml.parsers import expat

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadInput(f"{name}: a report with a document type is not read", "write it without <!DOCTYPE>")
    reader = _Junit()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadInput(f"{name}:{error.lineno}:{error.offset + 1}: is no XML: {expat.ErrorString(error.code)}") from None
    if reader.root not in ("testsuites", "testsuite"):
        raise BadInput(f"{name}: is no JUnit report: it begins with <{reader.root}>", "its root is <testsuites> or <testsuite>")
    return Report(Counts(*reader.counted()), tuple(reader.bad), reader.timestamp)


class _Junit:
    """Counts test cases while the report is parsed."""

    def __init__(self) -> None:
        self.root = ""
        self.timestamp: str | None = None
        self.numbers = {"passed": 0, "failure": 0, "error": 0, "skipped": 0}
        self.bad: list[Case] = []
        self._case: str | None = None
        self._how = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if name in ("testsuites", "testsuite") and self.timestamp is None:
            self.timestamp = attributes.get("timestamp")
        elif name == "testcase":
            self._case = ".".join(part for part in (attributes.get("classname"), attributes.get("name")) if part)
            self._how = ""
        elif name in ("failure", "error", "skipped") and self._case is not None and not self._how:
            self._how = name
            if name != "skipped":
                self.bad.append(Case(self._case, name, attributes.get("message", "")))

    def end(self, name: str) -> None:
        if name == "testcase":
            self.numbers[self._how or "passed"] += 1
            self._case = None

    def counted(self) -> Iterator[int]:
        yield from (self.numbers[name] for name in ("passed", "failure", "error", "skipped"))

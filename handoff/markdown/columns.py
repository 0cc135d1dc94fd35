"""The evidence in the columns of a table: what the header of a column says of its cells, and what two columns say together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handoff.markdown import marks, patterns, runs, shapes
from handoff.markdown.document import Statement, Table
from handoff.markdown.exhibits import (
    BUILD,
    CHECK,
    DEPLOYMENT,
    HTTP,
    MEASURE,
    NAMED_TEST,
    OUTPUT,
    PULL,
    QUOTED,
    RECEIPT,
    RUN,
    TESTS,
    VALUES,
    Exhibit,
)
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

# Two cells that are alike and longer than this did not come out alike by chance.
_ALIKE = 6
_DIGIT = expression(r"\d")


def of_row(row: Statement, table: Table) -> Iterator[Exhibit]:
    """What the header of a column says of its cells: an identifier, a count of tests."""
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        if _asks(header).identifier and shapes.IDENTIFIER.fullmatch(cell[:LONGEST]):
            yield Exhibit(RECEIPT, f"{header}: {cell}"[:QUOTED], row.line, row)
            break
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        if (sort := _identity(header)) and sort[1].match(cell[:LONGEST]):
            yield Exhibit(sort[0], f"{header}: {cell}"[:QUOTED], row.line, row)
    command = next((cell for cell in row.raw_cells if "`" in cell and _is_command(cell.strip()[:LONGEST])), "")
    if not command and row.raw_cells and "`" in row.raw_cells[0] and runs.COMMAND.search(row.raw_cells[0][:LONGEST]):
        command = row.raw_cells[0]
    if command:
        for header, cell in zip(table.headers, row.raw_cells, strict=False):
            if cell is command:
                continue
            given = (_asks(header).given and shapes.VALUE.search(cell)) or shapes.ALL_OF_THEM.match(cell[:QUOTED])
            said = shapes.COUNTED_CELL.search(cell) or shapes.LOUD.search(cell) or runs.PRINTED.search(cell[:LONGEST])
            if given or said:
                yield Exhibit(OUTPUT, f"{command} gave {cell}"[:QUOTED], row.line, row)
                break
    judged = any(_asks(header).status for header in table.headers[1:])
    for header, cell in zip(table.headers[1:], row.raw_cells[1:], strict=False):
        asked = _asks(header)
        if (asked.shown or (judged and asked.given)) and shapes.SEEN.search(cell[:LONGEST]):
            yield Exhibit(CHECK, f"{header}: {cell}"[:QUOTED], row.line, row)
            break
    passed = next((at for at, cell in enumerate(row.cells) if shapes.VERDICT.fullmatch(cell)), 0)
    if passed:
        # What a named check saw stands behind its verdict; a number in a description is what a thing has.
        ran = command or any(shapes.INVOCATION.search(cell[:LONGEST]) for cell in row.raw_cells[:passed])
        for header, cell in zip(table.headers[passed + 1 :], row.raw_cells[passed + 1 :], strict=False):
            counted = shapes.SEEN.search(cell[:LONGEST]) if ran else shapes.COUNTS_ALONE.match(cell[:LONGEST])
            if counted or shapes.QUOTED.search(cell[:LONGEST]):
                yield Exhibit(CHECK, f"{header}: {cell}"[:QUOTED], row.line, row)
                break
    if (
        row.raw_cells
        and shapes.TEST_NAME.fullmatch(row.raw_cells[0][:QUOTED])
        and any(shapes.NAMED_VERDICT.match(marks.without_ticks(cell)) for cell in row.cells[1:])
    ):
        yield Exhibit(NAMED_TEST, row.raw_cells[0][:QUOTED], row.line, row)
    yield from _between(row, table)
    if row.cells and runs.about_tests(row.cells[0]):
        passing = runs.PASSED.search(row.text) is not None
        whole = next(
            (
                cell
                for cell in row.cells[1:]
                if (all_of := shapes.ALL_OF.fullmatch(cell[:QUOTED])) and (passing or len(all_of[1]) > 1)
            ),
            "",
        )
        if not whole and passing:
            whole = next((told[0] for cell in row.cells[1:] if (told := shapes.ALL_OF_MANY.search(cell[:LONGEST]))), "")
        if not whole and any(map(runs.PASSED.search, row.cells[1:])):
            whole = next((cell for cell in row.cells[1:] if shapes.NUMBER.fullmatch(cell[:QUOTED])), "")
        if whole:
            yield Exhibit(TESTS, f"{row.cells[0]}: {whole}"[:QUOTED], row.line, row)
    if any(shapes.PASSED.match(cell) for cell in row.cells[1:]) and (count := shapes.OF_TESTS.search(row.text)):
        yield Exhibit(CHECK, count[0][:QUOTED], row.line, row)
    # The first column names what the row is about, and a name may hold a number.
    of_tests = _asks(table.headers[0]).tests and any(map(shapes.NAMED_VERDICT.match, row.cells[1:])) if table.headers else False
    for header, cell in zip(table.headers[1:], row.cells[1:], strict=False):
        asked = _asks(header)
        if (asked.tests or (of_tests and asked.many)) and (some := shapes.HOW_MANY.search(cell)) and not runs.red(cell, some):
            yield Exhibit(TESTS, f"{header}: {cell}"[:QUOTED], row.line, row)
            break


def _is_command(cell: str) -> bool:
    """Whether a cell holds a command, and no more beside it than a note in brackets."""
    found = runs.COMMAND.match(cell)
    return found is not None and shapes.NOTE.fullmatch(cell, found.end()) is not None


class _Asked(NamedTuple):
    """What the header of a column asks for."""

    identifier: bool
    given: bool
    status: bool
    shown: bool
    tests: bool
    many: bool


@lru_cache(maxsize=1024)
def _asks(header: str) -> _Asked:
    return _Asked(
        identifier=shapes.ID_HEADER.fullmatch(header) is not None,
        given=shapes.GIVEN_HEADER.search(header) is not None,
        status=shapes.STATUS_HEADER.fullmatch(header) is not None,
        shown=shapes.SHOWN_HEADER.fullmatch(header) is not None,
        tests=shapes.TESTS_HEADER.search(header) is not None,
        many=shapes.MANY_HEADER.fullmatch(header) is not None,
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


def _between(row: Statement, table: Table) -> Iterator[Exhibit]:
    """What two columns say together: an address and its answer, a value before and after; and what runs, by its version."""
    seen: dict[str, str] = {}
    answered = ""
    for header, cell in zip(table.headers, row.raw_cells, strict=False):
        text = cell[:QUOTED]
        if not _DIGIT.search(text):
            continue
        if shapes.ANSWERED.fullmatch(text) and shapes.ANSWER_HEADER.search(header):
            answered = f"{header}: {text}"
        sort = _column(header)
        if sort == "version" and shapes.VERSION.fullmatch(text) and shapes.ROLLED_OUT.search(row.text):
            yield Exhibit(DEPLOYMENT, f"{header}: {text}"[:QUOTED], row.line, row)
        elif sort and shapes.FIGURE.search(text):
            seen.setdefault(sort, text)
    if answered and any(patterns.ENDPOINT.search(cell[:LONGEST]) for cell in row.raw_cells):
        yield Exhibit(HTTP, answered[:QUOTED], row.line, row)
    alike = [cell for cell in row.raw_cells if "`" in cell and len(cell) > _ALIKE]
    if len(alike) > len(set(alike)):
        yield Exhibit(MEASURE, f"{alike[0]} twice"[:QUOTED], row.line, row)
    if "before" in seen and "after" in seen:
        pair = f"{seen['before']} → {seen['after']}"[:QUOTED]
        yield from (Exhibit(kind, pair, row.line, row) for kind in (VALUES, MEASURE))


def measured(table: Table) -> bool:
    """Whether a table holds measurements: a column of times or sizes, or two columns of figures, beside the rows' names."""
    if not table.rows:
        return False
    columns = 0
    for index in range(1, len(table.headers)):
        if shapes.SET_HEADER.search(table.headers[index]):
            continue
        cells = [row.cells[index][:QUOTED] for row in table.rows if index < len(row.cells)]
        if 2 * sum(shapes.TIMED.search(cell) is not None for cell in cells) > len(cells) > 1:
            return True
        columns += bool(cells) and 2 * sum(shapes.FIGURE.search(cell) is not None for cell in cells) > len(cells)
    return columns >= 2

"""A slip in a record is told in words of the record, at the line that a person has to change."""

from __future__ import annotations

import pytest

from handoff.errors import BadRecord
from handoff.store.yaml import read_nodes

RECORD = """\
format: 1
timezone: UTC
events:
  - id: down
    kind: bug
    summary: "Worker is down"
    symptoms:
      - HTTP 500
      - a traceback
    services: [worker, portal]
  - id: noted
    kind: note
    summary: Told them
"""

SLIPS = [
    (
        "    kind: bug",
        "   kind: bug",
        "5:4: 'kind' begins after 3 blanks, the keys of event 'down' after 4 blanks: indent it as they are",
    ),
    (
        "    kind: bug",
        "     kind: bug",
        "5:6: 'kind' begins after 5 blanks, the keys of event 'down' after 4 blanks: indent it as they are",
    ),
    (
        "    kind: note",
        "      kind: note",
        "12:7: 'kind' begins after 6 blanks, the keys of event 'noted' after 4 blanks: indent it as they are",
    ),
    (
        "timezone:",
        " timezone:",
        "2:2: 'timezone' begins after 1 blank, the keys above it after no blank: indent it as they are",
    ),
    (
        "  - id: noted",
        " - id: noted",
        "11:2: this entry begins after 1 blank, the one above it after 2 blanks: indent both alike",
    ),
    (
        "  - id: noted",
        "   - id: noted",
        "11:4: this entry begins after 3 blanks, the one above it after 2 blanks: indent both alike",
    ),
    (
        "      - a traceback",
        "     - a traceback",
        "9:6: this entry begins after 5 blanks, the one above it after 6 blanks: indent both alike",
    ),
    ("  - id: noted", "  -id: noted", "11:3: a blank belongs behind the dash that begins an entry"),
    ("    kind: bug", "    kind bug", "5:5: 'kind bug' is no `key: value`: a colon and a blank are missing"),
    ("    kind: bug", "    kind:bug", "5:5: 'kind:bug' is no `key: value`: a blank belongs behind the colon"),
    ("Told them", "Told: them", "13:18: a text that holds a colon and a blank wants quotes: 'key: \"a: b\"'"),
    ("Told them", "@them", "13:14: a text cannot begin with '@': put it in quotes"),
    ('down"', "down", '6:14: the text that begins with " here is not closed'),
    ('"Worker is down"', "'Worker is down", "6:14: the text that begins with ' here is not closed"),
    ('down"', 'down" now', '6:31: more text behind the closing ": put all of it in one pair of quotes'),
    ('down"', "down", '6:14: the text that begins with " here is not closed'),
    (
        "    summary: Told them",
        "<<<<<<< HEAD\n    summary: Told them\n=======\n    summary: Told all\n>>>>>>> night",
        "13:1: a merge conflict was left in lines 13 to 17: keep one side and take its three marks out",
    ),
    ("portal]", "portal", "10:15: the '[' here is not closed before line 11"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), SLIPS, ids=[said.partition(" ")[2][:40] for _, _, said in SLIPS])
def test_a_slip_is_told_in_words_of_the_record(right: str, wrong: str, said: str) -> None:
    """The line to change, what is wrong with it, and what to do; never the parser's own words."""
    text = RECORD.replace(right, wrong, 1)
    if said.startswith("6:14"):
        text = text.replace("Told them", '"Told them"')
    with pytest.raises(BadRecord) as caught:
        read_nodes(text, "session.yaml")
    assert caught.value.problems == [f"session.yaml:{said}"]


@pytest.mark.parametrize("blanks", range(12))
@pytest.mark.parametrize("line", range(len(RECORD.splitlines())))
def test_any_line_may_be_indented_wrongly(line: int, blanks: int) -> None:
    """It loads as something else, or one line says what is wrong at a line that is there."""
    lines = RECORD.splitlines()
    lines[line] = " " * blanks + lines[line].lstrip()
    try:
        read_nodes("\n".join(lines), "session.yaml")
    except BadRecord as error:
        (said,) = error.problems
        _, number, column, what = said.split(":", 3)
        assert 1 <= int(number) <= len(lines)
        assert int(column) >= 1
        assert "expected" not in what, said
        assert "not allowed" not in what, said

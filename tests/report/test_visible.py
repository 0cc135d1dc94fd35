"""Text from a record made harmless."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from handoff.report._visible import one_line, visible


def test_what_an_eye_would_not_see_is_spelled_out() -> None:
    """Controls, marks that reorder, byte order marks, lone surrogates, noncharacters, invisible tags."""
    assert visible("\x1b[2J\x9b1m") == "\\u001b[2J\\u009b1m"
    assert visible("user\u202etxt.exe\u2066") == "user\\u202etxt.exe\\u2066"
    assert visible("\ufeffa\ud800\uffff\u200b") == "\\ufeffa\\ud800\\uffff\\u200b"
    assert visible("a\U000e0041") == "a\\udb40\\udc41"


def test_what_people_write_stays() -> None:
    """Emoji with joiners, Persian with non-joiners, CJK, tabs and line feeds are left alone."""
    text = "✅ 👩‍💻 می‌شود 日本 é \t|\n"
    assert visible(text) == text


@given(st.text())
def test_the_spelling_is_json(text: str) -> None:
    """In a JSON string the escapes stand for the very characters."""
    quoted = json.dumps(text, ensure_ascii=False)
    assert json.loads(visible(quoted)) == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    """No character of the result starts a new line for anybody, and saying it twice changes nothing."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


def test_every_hidden_character_is_unprintable() -> None:
    """Printable text is taken as it is, so nothing that is hidden may count as printable."""
    from handoff.report._visible import HIDDEN

    assert not [code for code in range(0x110000) if HIDDEN.match(chr(code)) and chr(code).isprintable()]

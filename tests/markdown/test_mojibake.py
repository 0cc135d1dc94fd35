"""Text that was decoded with the wrong table is read as it was meant, and said; text that was right is left alone."""

from __future__ import annotations

import pytest

from handoff.markdown import as_meant
from tests.markdown.documents import answers, read

RIGHT = "# Fähre “Möwe”\n\n## Arbeit\n\n- ✅ Karte gedruckt – für 3 €\n- Der Absturz ist behoben…\n- plain words\n"


@pytest.mark.parametrize(
    ("table", "named"),
    [("mac_roman", "Mac Roman"), ("cp1252", "cp1252 or Latin-1"), ("latin-1", "cp1252 or Latin-1")],
)
def test_each_wrong_table_is_recognised_and_put_right(table: str, named: str) -> None:
    """UTF-8 read as Mac Roman, cp1252 or Latin-1: claims, lines and texts come out as if it had been read well."""
    wrong = "".join(_misread(one, table) for one in RIGHT)
    assert wrong != RIGHT
    session = read(wrong)
    assert session.title == "Fähre “Möwe”"
    assert answers(wrong) == answers(RIGHT) == {5: "unsupported", 6: "unsupported"}
    said = session.extra["x-mis-decoded"]
    assert isinstance(said, dict)
    assert (said["table"], said["lines"], said["right"]) == (named, [1, 5, 6], "# Fähre “Möwe”")
    assert as_meant(wrong, session) == RIGHT


def _misread(character: str, table: str) -> str:
    """What becomes of a character when its UTF-8 is read by another table; bytes that it lacks stay control characters."""
    return "".join(bytes([one]).decode(table, "ignore") or chr(one) for one in character.encode())


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "√∞ and √∑ are mathematics",
        "Côte d’Azur, Øresund, naïve, Łódź",
        "„Anführung“ ‚halb‘ … † ‡ ˆ ˜",
        "¬a ∧ b, ƒ(x) ≈ y",
        "地図の修正",
        "plain",
    ],
)
def test_text_that_is_right_stays_as_it_is(text: str) -> None:
    """Signs and letters that only look like an accident are none."""
    session = read(text)
    assert "x-mis-decoded" not in session.extra
    assert as_meant(text, session) == text


def test_only_the_lines_that_were_wrong_are_touched() -> None:
    """A file that was put together from two sources."""
    wrong = "Möwe\n" + _misread("ö", "cp1252").join(("M", "we")) + "\nMöwe\n"
    session = read(wrong)
    said = session.extra["x-mis-decoded"]
    assert isinstance(said, dict)
    assert said["lines"] == [2]
    assert as_meant(wrong, session) == "Möwe\nMöwe\nMöwe\n"

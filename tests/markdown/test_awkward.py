"""Documents as they come: front matter, comments, other line ends, odd tables, other languages, nothing at all."""

from __future__ import annotations

import pytest

from handoff.model.events import ClaimEvent, NextStep
from tests.markdown.documents import answers, events, read, under

DOCUMENT = """\
# Ferry

## Work

- The pier crash was fixed in 7fa31c9.
- The map is live.

| Part | Status |
|---|---|
| List | done |
"""
EXPECTED = {5: "supported", 6: "unsupported", 10: "unsupported"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("- The", "*   The"),
        lambda text: text.replace("## Work", "Work\n----").replace("\n\n- The pier", "\n- The pier"),
    ],
    ids=["crlf", "cr", "bom", "no end", "stars", "setext"],
)
def test_how_a_document_is_written_does_not_change_what_it_says(change: object) -> None:
    """Line ends, a byte order mark, other bullets, other headings: the same claims at the same lines."""
    assert answers(change(DOCUMENT)) == EXPECTED  # type: ignore[operator]


def test_front_matter_counts_as_lines_and_not_as_text() -> None:
    """Closed by dashes or dots, behind a byte order mark, empty, or never closed."""
    for front in ("---\ntitle: Ferry\n---\n", "---\ntitle: Ferry\n...\n", "---\n---\n"):
        shift = front.count("\n")
        assert answers(front + DOCUMENT) == {line + shift: said for line, said in EXPECTED.items()}
    assert read("\ufeff---\ntitle: Pier\n---\n").title == "Pier"
    assert answers("---\ntitle: Pier\n\nstatus: fixed\n") == {4: "unsupported"}


def test_comments_and_html_hold_no_claims() -> None:
    """Neither on lines of their own nor within one."""
    text = under("Work", "<!-- the map is live -->", "", "Plain <!-- it is fixed --> words.", "", "<p>The map is live</p>")
    assert answers(text) == {}


def test_links_and_emphasis_do_not_hide_a_claim() -> None:
    """Nor does a struck word make one."""
    lines = [
        '**The [map](https://example.org/map "Map") _is_ `live`, it works**',
        "",
        "The map is ~~live~~ broken.",
        "",
        "[map](x.md)",
    ]
    assert answers(under("Work", *lines)) == {5: "unsupported"}


def test_pipes_in_code_do_not_shift_columns() -> None:
    """An escaped pipe belongs to its cell."""
    text = under("Checks", "| Command | Status |", "|---|---|", "| `ls \\| wc -l` | ✅ done |", "| `a` \\| b | pending |")
    assert answers(text) == {7: "unsupported"}


def test_rows_may_be_short_or_long() -> None:
    """Cells that are not there are empty; cells too many are dropped."""
    text = under("Checks", "| Part | Status |", "|---|---|", "| Map |", "| List | done | more |", "|", "| | |")
    assert answers(text) == {8: "unsupported"}


def test_lists_nest_and_mix() -> None:
    """Ordered in unordered, boxes in both, paragraphs and fences in items."""
    lines = [
        "1. Work",
        "   - [x] Map printed",
        "     1. in colour",
        "",
        "        The list is complete.",
        "",
        "   - [ ] Names",
        "2. Rest",
    ]
    assert answers(under("Work", *lines)) == {6: "unsupported", 9: "unsupported"}
    assert [step.place.line for step in events(under("Work", *lines), NextStep)] == [11]


def test_a_document_without_headings_is_one_section() -> None:
    """And one without a title takes its name from its path."""
    session = read("The pier crash was fixed in 7fa31c9.\n", "notes/pier.md")
    assert session.title == "pier"
    assert answers("The pier crash was fixed in 7fa31c9.\n\nThe map is live.\n") == {1: "supported", 3: "unsupported"}


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "---", "#", "# \n", "- [ ]", "- [x]", "|", "```", "> ", "***", "\x00", "\ud800", " \t\n" * 9]
)
def test_next_to_nothing_is_a_document(text: str) -> None:
    """Nothing is said of it but what a ticked box without words says."""
    assert set(answers(text)) <= {1}


def test_a_very_long_line_is_read_up_to_a_point() -> None:
    """A sentence of a megabyte is data; the claim at its beginning is found, its text is kept short."""
    (claim,) = events(under("Work", "The map is live. " + "x" * 1_000_000), ClaimEvent)
    assert (claim.place.line, len(claim.summary) <= 400) == (5, True)
    assert events(under("Work", "x" * 1_000_000 + " the map is live."), ClaimEvent) == []
    (item,) = events(under("Work", "- [x] " + "word " * 100_000), ClaimEvent)
    assert item.summary.endswith("…")


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Arbeit", "- ✅ Karte ausgerollt"),
        ("Arbeit", "Der Absturz ist behoben."),
        ("Lavoro", "Il deploy è completato."),
        ("Trabajo", "El error está resuelto."),
        ("Trabalho", "A correção foi concluída."),
        ("Travail", "Le bogue est résolu."),
        ("Работа", "Сбой: исправлено"),
        ("作業", "地図の修正完了。"),
        ("工作", "地图已修复，等待"),
        ("작업", "지도 완료"),
    ],
)
def test_other_languages_claim_too(heading: str, line: str) -> None:
    """By a tick in any, by the commonest words in some."""
    assert answers(under(heading, line)) == {5: "unsupported"}


def test_capitals_that_lower_to_two_letters_shift_nothing() -> None:
    """Places in the text stay what they are."""
    assert answers(under("Work", "İSTANBUL İİİ: the map is live.")) == {5: "unsupported"}


def test_reading_twice_gives_the_same() -> None:
    """Nothing depends on what was read before, on hashes or on the clock."""
    assert read(DOCUMENT) == read(DOCUMENT)
    assert [event.id for event in read(DOCUMENT).events] == [event.id for event in read(DOCUMENT).events]


def test_an_item_of_markup_alone_stands_among_ticked_commands() -> None:
    """Nothing is left of it that could begin with a sign."""
    assert list(answers(under("Next steps", "- ✅ confirm the map", "- **", "- ✅ ring the bell"))) == [5, 7]

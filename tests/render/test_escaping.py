"""Text from a record stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handoff.render import escaping
from handoff.render.escaping import Markdown, code, fence, inline, joined, link, mermaid_text, said, visible, yaml_text

from .gfm import headings, plain, rows, spans, tokens, types
from .texts import ANY, LONG

prove = pytest.mark.prove


def seen(text: str) -> str:
    """What a reader should see of a text in one line."""
    return " ".join(visible(text).split())


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("- item")
@example("1. item")
@example("===")
@example("---")
@example("# x #")
@example("a |b\\|c")
@example("![x](http://a.b)")
@example("<script>")
@example("[a]: http://b")
@example("http://a.b www.a.b a@b.cc mailto:a@b.cc")
@example("&lt;")
@example("\u2028# x")
def test_any_text_is_one_paragraph_of_text(text: str) -> None:
    """Whatever the text holds, it is a paragraph of exactly this text, and nothing else."""
    found = tokens(f"before\n\n{inline(text)}\n\nafter\n")
    assert [token.type for token in found] == ["paragraph_open", "inline", "paragraph_close"] * (3 if seen(text) else 2)
    assert {token.type for token in spans(found)} <= {"text"}
    if seen(text):
        assert plain([found[4]]) == seen(text)


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY, ANY)
@example("a\\", "b")
@example("`a", "b`")
@example("|", "\\|")
def test_a_table_keeps_its_cells(left: str, right: str) -> None:
    """Two texts in two cells are read back as two cells with these texts."""
    table = f"| A | B |\n| --- | --- |\n| {inline(left)} | {inline(right)} |\n| {code(right)} | {said(left)} |\n"
    assert [len(row) for row in rows(table)] == [2, 2, 2]
    assert rows(table)[1] == [seen(left), seen(right)]


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("x #")
@example("#")
@example("x \\")
def test_a_heading_stays_a_heading(text: str) -> None:
    """A heading with any text in it is one heading with this text."""
    assert headings(f"## {inline(text)}\n\nafter\n") == [(2, seen(text))]


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("- a\n- b")
@example("[ ] x")
@example("-")
def test_a_list_item_stays_one_item(text: str) -> None:
    """A list item with any text opens no second list, no task box and no block."""
    found = tokens(f"- {inline(text)}\n- next\n")
    assert [token.type for token in found].count("list_item_open") == 2
    assert {token.type for token in found} <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "inline",
        "paragraph_open", "paragraph_close",
    }  # fmt: skip


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("a](http://evil)")
@example("x!")
def test_a_link_keeps_its_address(text: str) -> None:
    """Any text inside or before our own link leaves the link as it is and makes no image."""
    found = list(spans(tokens(f"{inline(text)}[{inline(text)} x](session.yaml#L1)\n")))
    assert [token.attrs["href"] for token in found if token.type == "link_open"] == ["session.yaml#L1"]
    assert "image" not in {token.type for token in found}


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("x`")
@example("``")
@example(" a ")
@example("`")
def test_a_code_span_holds_its_text(text: str) -> None:
    """A code span with any text is one code span with this text; text with a pipe is plain text instead."""
    found = list(spans(tokens(f"a {code(text)} z\n")))
    kinds = [token.type for token in found]
    assert set(kinds) <= {"text", "code_inline"}
    line = visible(text).replace("\n", " ")
    if not line.strip() or "|" in line:
        assert "code_inline" not in kinds
        assert plain(tokens(f"a{code(text)}z")) == f"a{seen(text)}z"
    else:
        assert [token.content for token in found if token.type == "code_inline"] == [line]


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY, st.integers(0, 3))
@example("```\n# x", 2)
@example("", 2)
@example("~~~", 0)
def test_a_fence_is_closed_by_nothing_in_it(text: str, indent: int) -> None:
    """Any text in a fence is read back as the body of one fence, at the margin and inside a list."""
    lead = "-" + " " * (indent - 1) + "item\n\n" if indent >= 2 else "item\n\n"
    document = f"{lead}{fence(text, 'bash', indent if indent >= 2 else 0)}\n\n# after\n"
    found = tokens(document)
    fences = [token for token in found if token.type == "fence"]
    assert len(fences) == 1
    assert fences[0].info == "bash"
    assert fences[0].content.rstrip("\n") == visible(text).rstrip("\n")
    assert headings(document) == [(1, "after")]


@pytest.mark.parametrize("language", ["mermaid", "Mermaid", "geojson", "math", "`x`", "a b", "java script", "x\n# y"])
def test_nobody_but_us_asks_for_a_drawing(language: str) -> None:
    """The language of a fence is one harmless word, and never one that a viewer draws."""
    first = fence("x", language).split("\n")[0]
    assert re.fullmatch(r"```[a-z0-9]*", first)
    assert first[3:] not in {"mermaid", "geojson", "math"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.b/c_d?x=1&y=2#z", "https://a.b/c_d?x=1&y=2#z"),
        ("session.yaml#L4", "session.yaml#L4"),
        ("../other/HANDOFF.md", "../other/HANDOFF.md"),
        ("https://a.b/(x)<y>", "https://a.b/%28x%29%3Cy%3E"),
        ("mailto:a@b.cc", "mailto:a@b.cc"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//a.b", None),
        ("\\\\a.b", None),
        ("/etc/passwd", None),
        ("java\nscript:x", None),
        ("http://a b", None),
        ("http:evil", None),
        ("http://[", None),
        ("x:y", None),
        ("https://a.b/\u202e", None),
        ("", None),
    ],
)
def test_only_addresses_that_are_safe_to_follow_are_linked(url: str, expected: str | None) -> None:
    """http, https, mail and relative paths are links; anything else is text."""
    assert escaping.safe_destination(url) == expected
    hrefs = [token.attrs["href"] for token in spans(tokens(f"{link(url)} {link(url, 'text')}")) if token.type == "link_open"]
    assert hrefs == ([expected] * 2 if expected else [])


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY, ANY)
def test_any_address_breaks_nothing(url: str, text: str) -> None:
    """Whatever stands for an address, what comes out is one safe link or none, in one paragraph."""
    found = tokens(f"a {link('https://a.b/' + url, 'x ' + text)} z {link(url)} end")
    assert len(found) == 3
    for token in spans(found):
        assert token.type in {"text", "code_inline", "link_open", "link_close"}
        if token.type == "link_open":
            assert re.match(r"https?://|mailto:|[^:]*$|[^:/]*/", str(token.attrs["href"]))


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("a `b` c ` d")
def test_a_sentence_of_ours_may_hold_code_and_nothing_else(text: str) -> None:
    """Single backticks make code; everything else of a sentence is text."""
    assert types(f"x {said(text)}") <= {"paragraph_open", "paragraph_close", "inline", "text", "code_inline"}


def test_code_in_a_sentence() -> None:
    """A command between backticks is code."""
    assert said("run `handoff verify x_y` *now*") == "run `handoff verify x_y` \\*now\\*"


def test_hidden_characters_are_written_out() -> None:
    """Bidirectional overrides, zero-width and control characters cannot hide or reorder anything."""
    assert inline("a\u202eb\u200bc\x1bd\ufeff") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩d⟨U+FEFF⟩"
    assert fence("a\u2066\rb").split("\n")[1:3] == ["a⟨U+2066⟩", "b"]


def test_words_of_other_scripts_and_emoji_stay() -> None:
    """Joiners inside emoji and words are not hidden characters."""
    assert inline("👩‍💻 می‌خواهم ❤️") == "👩‍💻 می‌خواهم ❤️"


def test_plain_words_are_not_touched() -> None:
    """What needs no escaping is readable in the source: names with underscores, numbers, dashes, quotes."""
    text = "main_scraper_service.py answered 503 - 16 of 20 (80 %), \"so\" #1's +5/-3 'ok' 1.5 > 1"
    assert inline(text) == text


def test_what_we_made_is_not_escaped_twice() -> None:
    """Markdown goes through once made; any operation on it makes it text again."""
    assert inline(inline("*")) == "\\*"
    assert said(Markdown("**x**")) == "**x**"
    assert inline(Markdown("*") + "*") == "\\*\\*"
    assert inline(None) == ""
    assert escaping.strong("") == ""
    assert escaping.strong("a*") == "**a\\***"


def test_a_list_in_one_line() -> None:
    """Values are joined, each escaped; a separator with syntax in it is escaped as well."""
    assert joined(["a|b", Markdown("`c`")]) == "a\\|b, `c`"
    assert joined(("a", "b"), " | ") == "a \\| b"
    assert joined({"a": 1}) == "a"
    assert joined(5) == "5"


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example('"\n---\n')
def test_front_matter_is_not_broken_out_of(text: str) -> None:
    """A value of the front matter is one line, and a YAML reader gets the text back."""
    import yaml

    written = f"title: {yaml_text(text)}\n"
    assert written.count("\n") == 1
    assert yaml.safe_load(written) == {"title": visible(text)}


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("title x; click a call b()")
@example("%%{init: {}}%%")
def test_a_drawing_gets_words_only(text: str) -> None:
    """No character with a meaning in Mermaid is left, and the words are short."""
    words = mermaid_text(text)
    assert not set(words) & set(':;#%{}<>[]|"`\\&^~$\n')
    assert len(words) <= 61


def test_long_words_for_a_drawing_are_cut() -> None:
    """What does not fit is cut at a word, and the cut is visible."""
    assert mermaid_text("one two three four", 10) == "one two…"

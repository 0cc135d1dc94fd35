"""Free Markdown from a record is written anew, so that only what we know of comes out."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handoff.render.escaping import visible
from handoff.render.prose import _simple, parsed, prose

from .gfm import headings, plain, rows, spans, tokens, types
from .texts import ANY, LONG

prove = pytest.mark.prove

ALLOWED = {
    *(f"{name}_{end}" for name in (
        "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "em", "strong", "s", "link",
        "table", "thead", "tbody", "tr", "th", "td",
    ) for end in ("open", "close")),
    "inline", "text", "code_inline", "softbreak", "hardbreak", "fence",
}  # fmt: skip


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("<b>x</b>\n<!-- y -->\n<script>z</script>")
@example("```\nopen")
@example("# a\n\nb\n===\n\nc\n---\n\n---\n")
@example("[a]: http://b\n\n[a] [c](javascript:x) ![d](http://e)")
@example("a ~~~~x~~~~ *[]()*\n~~~~")
@example("- a\n- b\n\n* c\n1. d\n2) e\n> f\n    g")
def test_only_what_we_know_of_comes_out(text: str) -> None:
    """No heading, HTML, image, rule, indented block or autolink can come out of a field, and what follows it stays itself."""
    document = f"## Before\n\n{prose(text)}\n\n## After\n"
    assert types(document) <= ALLOWED | {"heading_open", "heading_close"}
    assert headings(document) == [(2, "Before"), (2, "After")]
    for token in spans(tokens(document)):
        if token.type == "link_open":
            assert re.match(r"https?://|mailto:|(?![a-z]*:)(?!/)", str(token.attrs["href"]), re.IGNORECASE)


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
@example("> " * 25 + "deep")
@example("- a\n\n      code\n\n| x | y |\n|---|---|\n| 1 | 2 |")
def test_no_word_is_lost(text: str) -> None:
    """Every word that a reader of the field would see is still there, in the same order."""
    source = tokens(visible(text))
    if any(token.type in {"html_block", "html_inline", "link_open", "image"} for token in [*source, *spans(source)]):
        return
    if any(token.level > 20 for token in source):
        assert letters(text) in letters(prose(text))
        return
    found = tokens(prose(text))
    blocks = {"fence", "code_block", "inline"}
    before = [plain([token]) if token.type == "inline" else token.content for token in source if token.type in blocks]
    after = [plain([token]) if token.type == "inline" else token.content for token in found if token.type in blocks]
    assert letters("".join(after)) == letters("".join(before))


@prove
@settings(max_examples=LONG, deadline=None)
@given(ANY)
def test_writing_anew_settles(text: str) -> None:
    """What came out is read as the same blocks again."""
    once = prose(text)
    kinds = [token.type for token in tokens(once)]
    assert [token.type for token in tokens(prose(once))] == kinds


PLAIN = st.lists(
    st.sampled_from(
        [
            "word",
            "a_b",
            "`co_de*`",
            "` x `",
            "`|`",
            "-",
            "1.",
            ".",
            ",",
            "é",
            " ",
            " ",
            "\n",
            "\n\n",
            "(x)",
            "://",
            "www.",
            "$",
            ":",
            "&",
        ]
    )
).map("".join)


@prove
@settings(max_examples=LONG, deadline=None)
@given(st.one_of(PLAIN, ANY))
@example("a\n\n\nb `c`\nd")
@example("`a\\`b `")
@example("x & y: 5% (z) `--source=a/b`")
@example("` a `")
def test_the_short_way_leads_to_the_same_place(text: str) -> None:
    """What is written without a parser is what the parser's way writes."""
    shown = visible(text).strip("\n")
    simple = _simple(shown)
    if simple is not None:
        assert simple == parsed(shown)


def test_the_short_way_is_taken() -> None:
    """Plain paragraphs with code in them need no parser."""
    assert _simple("Deployed with `gcloud run --source=x_y`.\nThen: a-b, 5 % of it.\n\nEnd.") is not None
    assert _simple("First.\n\n- a\n- b `c`\n\nLast.") == "First.\n\n- a\n- b `c`\n\nLast."
    assert _simple("3. a\n7. b") == "3. a\n4. b"
    assert _simple("- a\n\n- b") is None
    assert _simple("- a\n1. b") is None
    assert _simple("3. a\n7) b") is None
    assert _simple("- a\nb") is None
    assert _simple("999999999. a\n1. b") is None


def written(text: str) -> str:
    return prose(dedent(text))


def test_headings_become_bold_lines() -> None:
    """The outline of a document is ours."""
    assert written("# One **two**\ntext\n\nThree\n===\n") == "**One two**\n\ntext\n\n**Three**"


def test_lists_keep_their_order_and_depth() -> None:
    """Numbers, nesting and blocks inside items survive."""
    text = """\
        1. one
        2. two
           - inner
           - `x`

             more

        3. three
        """
    assert written(text) == "1. one\n\n2. two\n\n   - inner\n\n   - `x`\n\n     more\n\n3. three"


def test_tight_lists_stay_tight() -> None:
    """A plain list has no blank lines, also with a list inside."""
    assert written("- a\n  - b\n- c\n") == "- a\n  - b\n- c"


def test_lists_that_follow_one_another_stay_apart() -> None:
    """Two lists with different marks are still two lists."""
    found = tokens(written("- a\n\n* b\n\n+ c\n\n1. d\n\n1) e\n"))
    assert [token.type for token in found].count("bullet_list_open") == 3
    assert [token.type for token in found].count("ordered_list_open") == 2


def test_tables_keep_their_cells() -> None:
    """A table in a field is a table again, with pipes in its cells as text."""
    assert rows(written("| a | b |\n|:-:|--|\n| `x\\|y` | **c**  |\n| 1 |\n")) == [["a", "b"], ["x|y", "c"], ["1", ""]]


def test_code_keeps_its_language_unless_it_would_be_drawn() -> None:
    """A fence is closed, and no diagram of a stranger is drawn."""
    assert written("```bash\nx\n") == "```bash\nx\n```"
    assert written("```mermaid\nx\n```\n") == "```\nx\n```"
    assert prose("    indented\n") == "```\nindented\n```"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ok](https://a.b/c_d)", "[ok](https://a.b/c_d)"),
        ("<https://a.b>", "[https:/\\/a.b](https://a.b)"),
        ("[x](ftp://a.b)", "x (`ftp://a.b`)"),
        ("[](https://a.b)", " (`https://a.b`)"),
        ("[](<>)x", "x"),
        ("![alt *text*](http://a.b/c.png)", "[image: alt *text*](http://a.b/c.png)"),
        ("![](evidence/x.png)", "[image](evidence/x.png)"),
        ("a <b onclick=x>c</b>", "a &lt;b onclick=x>c&lt;/b>"),
        ("a\nb\\\nc", "a\nb\\\nc"),
        ("***", ""),
        ("*a* __b__ ~~c~~", "*a* **b** ~~c~~"),
        ("> a\n\n> b", "> a\n\n> b"),
    ],
)
def test_inline_markup(text: str, expected: str) -> None:
    """Emphasis, code and safe links stay; images become links; the rest is text."""
    assert prose(text).strip() == expected.strip()

"""Tidy YAML is read line by line, and as the parser would read it; everything else is left to the parser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.errors import BadRecord
from handoff.model.nodes import Mapping, Node, Problems, Text
from handoff.store import yaml
from handoff.store.emit import mapping_lines
from handoff.store.tidy import read_tidy
from handoff.store.yaml import fast_events

LONG = 20_000 if os.environ.get("HANDOFF_PROVE") else 500
ROOT = Path(__file__).parent.parent.parent
RECORDS = sorted((*ROOT.glob("sessions/*/session.yaml"), *ROOT.glob("tests/golden/*/sessions/*/session.yaml")))


def dumped(node: Node) -> object:
    """A node with every place that it knows."""
    if isinstance(node, Text):
        return (node.value, node.line, node.column)
    if isinstance(node, Mapping):
        entries = [(key, dumped(child)) for key, child in node.entries.items()]
        return (node.line, node.column, entries, list(node.lines.items()), list(map(node.column_of, node.lines)))
    return (node.line, node.column, [dumped(child) for child in node.items])


def parsed(text: str) -> object:
    """What the parser makes of a text."""
    return dumped(yaml._built(fast_events(text), Problems("x.yaml")))


KEYS = st.sampled_from(["a", "b", "kind", "k-1", "_x", "no", "x-y_z"])
TEXTS = st.sampled_from(
    ["v", "1.5", "a b", "11:20", "http://a.b/c#d", "a#b", "(x)", "=", "~", "é → ü", "a'b\"c", "x' y", "a|b", "x, y", "</a>",
     '"q: # r"', "'s: - t'", "''", '""', "[]", "[a]", "[a, b-c]", '["x: y", \'z\', b c]', "[a(b), c;d, .e]",
     "{}", "{a: b}", '{k-1: "x: y", _x: [a, b c], no: .5}']
)  # fmt: skip
ODD = st.sampled_from(
    ["|+", "|2", ">", "- a", "a: b", "a #c", "# c", "-1", "x ", "{a: b, a: c}", "{a:b}", "{a: {b: c}}", "{a: }", "{a, b}",
     "[a,b]", "[ a]", "[a , b]", "[a:b]", "[-a]", "[a]x", '"a" b', "'it''s'", '"\\n"', "!t x", "*a", "&a b", "%x", "@x",
     "`x", "?x", ":x", "...", "---", "\tx", "a\tb", "\x85", "\u2028", "\ufeff", "\xa0", "<<", "a:"]
)  # fmt: skip


@st.composite
def line(draw: st.DrawFn) -> str:
    """One line of something like a record, tidy or not."""
    blanks = " " * draw(st.sampled_from([0, 0, 0, 2, 2, 2, 4, 4, 6, 1]))
    if draw(st.integers(0, 12)) == 0:
        return draw(st.sampled_from(["", "  ", "# c", "    # c", "      x"]))
    dash = draw(st.sampled_from(["", "", "", "- ", "- ", "-"]))
    value = draw(st.one_of(TEXTS, TEXTS, TEXTS, st.sampled_from(["", "|", "|-"]), ODD))
    if draw(st.integers(0, 4)):
        return f"{blanks}{dash}{draw(KEYS)}:{' ' * bool(value)}{value}"
    return f"{blanks}{dash}{value}"


@given(st.lists(line(), min_size=1, max_size=7))
@settings(max_examples=LONG, deadline=None)
def test_what_is_read_line_by_line_is_what_the_parser_reads(lines: list[str]) -> None:
    """Texts, lists, mappings, and the line and column of each."""
    text = "\n".join(lines) + "\n"
    tidy = read_tidy(text)
    if tidy is not None:
        assert dumped(tidy) == parsed(text)


@st.composite
def record(draw: st.DrawFn) -> str:
    """A record without a slip: what people write, and what this program writes."""
    text = st.one_of(
        TEXTS.filter(lambda one: one[0] not in "\"'[{"),
        st.sampled_from(["two\nlines", "two\n\n  lines\n", "tail\n\n", "a\n- b: c\n"]),
    )
    value = st.one_of(text, st.lists(text, max_size=3), st.dictionaries(KEYS, text, min_size=1, max_size=3))
    entries = st.dictionaries(KEYS, value, min_size=1, max_size=4)
    return "\n".join(mapping_lines({"format": "1", "events": draw(st.lists(entries, min_size=1, max_size=3))}, 0)) + "\n"


@given(record())
@settings(max_examples=LONG, deadline=None)
def test_what_this_program_writes_is_read_the_same_way(text: str) -> None:
    """Literal blocks, quotes and nested lists as they are appended to a record."""
    tidy = read_tidy(text)
    if tidy is not None:
        assert dumped(tidy) == parsed(text)


def test_real_records_are_tidy() -> None:
    """Otherwise nothing would be gained; one of them has a comment behind a value, which is for the parser."""
    read = {file: read_tidy(file.read_text(encoding="utf-8")) for file in RECORDS}
    tidy = {file: node for file, node in read.items() if node is not None}
    assert len(tidy) >= len(RECORDS) - 1
    for file, node in tidy.items():
        assert dumped(node) == parsed(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "- a\n",
        "  - a: b\n",
        "just text\n",
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: !!int 1\n",
        "a: *x\n",
        "<<: x\n",
        "a: {b: c, b: d}\n",
        "a: {b: {c: d}}\n",
        "a: one\n  two\n",
        "a:\n  one\n",
        "a: b # c\n",
        "a: b: c\n",
        'a: "\\x41"\n',
        "a: 'it''s'\n",
        "a: \tb\n",
        "a: b\r\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "a: >\n  b\n",
        "a: |\n\n  b\n",
        "a: |\nb: c\n",
        "a:\n    b: c\n  d: e\n",
        "a:\n  - b\n c: d\n",
        "".join(f"{'  ' * deep}a:\n" for deep in range(30)),
    ],
)
def test_everything_else_is_left_to_the_parser(text: str) -> None:
    """It may be good YAML or none: the parser says which, and what is wrong."""
    assert read_tidy(text) is None


def test_a_slip_far_down_is_told_at_its_place() -> None:
    """That most of the text was tidy changes nothing about the message."""
    with pytest.raises(BadRecord) as caught:
        yaml.read_nodes("a: 1\nb:\n  c: 2\na: 3\n", "x.yaml")
    assert caught.value.problems == ["x.yaml:4:1: key 'a' is already given in line 1; keep one of the two"]

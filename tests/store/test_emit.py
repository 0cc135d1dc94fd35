"""What the tool writes reads back as the same text, here and in every YAML reader that people use."""

from __future__ import annotations

import json
from typing import Any

import yaml as pyyaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from handoff.model.nodes import Mapping, Sequence
from handoff.store.emit import Plain, flow, item_lines, mapping_lines, scalar, unwritable
from handoff.store.yaml import read_node

from .strategies import TEXTS, TRAPS

TREES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(lambda key: 0 < len(key) < 100), inner, max_size=4)
    ),
    max_leaves=12,
)


def plain(node: Any) -> Any:
    """A node as data, with the texts as they were read."""
    if isinstance(node, Mapping):
        assert len(node.entries) == len(node.lines)
        return {key: plain(child) for key, child in node.entries.items()}
    return [plain(child) for child in node.items] if isinstance(node, Sequence) else node.value


def readings(text: str) -> list[Any]:
    """What our reader, a YAML 1.1 reader and a YAML 1.2 reader make of a text."""
    return [plain(read_node(text, "x")), pyyaml.safe_load(text), YAML(typ="safe", pure=True).load(text)]


@given(st.dictionaries(TEXTS.filter(lambda key: 0 < len(key) < 100), TREES, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
@example({trap or "empty": trap for trap in TRAPS if len(trap) < 100})
def test_every_tree_reads_back_the_same_everywhere(tree: dict[str, Any]) -> None:
    """Whatever texts stand in a mapping, three readers of two YAML versions give those very texts."""
    text = "\n".join(mapping_lines(tree, 0)) + "\n"
    assert readings(text) == [tree, tree, tree]


@given(st.lists(TREES, min_size=1, max_size=3), st.integers(0, 4), st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_entries_read_back_at_any_indentation(entries: list[Any], indent: int, gap: int) -> None:
    """An entry of a list keeps its texts whatever the indentation of the list and the room behind its dash."""
    lines = [line for entry in entries for line in item_lines(entry, indent, gap)]
    assert readings("a:\n" + "\n".join(lines) + "\n") == [{"a": entries}] * 3


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_flow_is_json_too(tree: Any) -> None:
    """What goes between brackets is read by JSON as well as by YAML."""
    text = flow(tree)
    assert json.loads(text) == tree
    assert readings(f"a: {text}\n") == [{"a": tree}] * 3


def test_plain_where_everybody_agrees() -> None:
    """Ordinary sentences, ids and paths need no quotes; what some reader would take for a number, a time or a truth does."""
    bare = [
        "Worker is back",
        "http://x.org/a?b=c#d",
        "prediction-worker",
        "2026-01-20-critical-fixes",
        "it's",
        "a, b [c] {d}",
        "ok?",
    ]
    assert [scalar(text) for text in bare] == bare
    for text in ("69e5697", "00105", "11:20", "yes", "1.5", "", "a: b", "a #b", "-x", "[a]", "*a", "a "):
        assert scalar(text) == f'"{text}"'
    assert scalar('say "no"') == 'say "no"'
    assert scalar('"no"') == "'\"no\"'"


def test_typed_values_stand_bare() -> None:
    """Numbers, truths and instants are written the way people write them."""
    tree = {"status": Plain("200"), "at": Plain("2026-01-20T11:28-05:00"), "reversible": Plain("true")}
    assert mapping_lines(tree, 2) == ["  status: 200", "  at: 2026-01-20T11:28-05:00", "  reversible: true"]
    assert flow(tree) == '{"status": 200, "at": "2026-01-20T11:28-05:00", "reversible": true}'


def test_several_lines_become_a_block_that_a_person_can_read() -> None:
    """Line ends at the end are kept by the right mark, blanks at the beginning by an indication."""
    assert mapping_lines({"output": "a\n\n  b\n"}, 0) == ["output: |", "  a", "", "    b"]
    assert mapping_lines({"output": "a\nb"}, 0) == ["output: |-", "  a", "  b"]
    assert mapping_lines({"output": "a\nb\n\n"}, 0) == ["output: |+", "  a", "  b", ""]
    assert mapping_lines({"output": "  a\nb"}, 0) == ["output: |2-", "    a", "  b"]
    assert mapping_lines({"output": "a\r\nb"}, 0) == ['output: "a\\r\\nb"']


def test_short_ids_share_a_line() -> None:
    """A list of ids stands on one line while it is short; anything else has a line an entry."""
    assert mapping_lines({"services": ["a", "b-c"]}, 0) == ["services: [a, b-c]"]
    assert mapping_lines({"symptoms": ["a b"]}, 0) == ["symptoms:", "  - a b"]
    assert len(mapping_lines({"services": ["a" * 40] * 3}, 0)) == 4
    assert mapping_lines({"empty": [], "none": {}}, 0) == ["empty: []", "none: {}"]


def test_text_that_utf8_cannot_hold_is_found() -> None:
    """An argument that was no UTF-8 comes as lone surrogates, wherever it stands."""
    assert unwritable([{"a": ["é", {"b": "x\udcff"}]}]) == "x\udcff"
    assert unwritable([{"a\udcff": "b"}]) == "a\udcff"
    assert unwritable([{"a": ["é", {"b": "😀"}]}]) is None

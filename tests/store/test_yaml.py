"""YAML read as text with lines; whatever could be read in two ways is one clear error at its place."""

from __future__ import annotations

import builtins
import os
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handoff.errors import BadRecord
from handoff.model.nodes import Mapping, Problems, Sequence, Text, node_of, plain
from handoff.store import yaml
from handoff.store.yaml import DEEPEST, read_node, read_nodes

from .strategies import TRAPS

LONG = 20_000 if os.environ.get("HANDOFF_PROVE") else 400


def wrong(text: str) -> list[str]:
    """What is said of a text that does not load."""
    with pytest.raises(BadRecord) as caught:
        read_nodes(text, "x.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["x.yaml:1:1: the file is empty"]),
        ("# only a comment\n", ["x.yaml:1:1: the file is empty"]),
        ("- a\n", ["x.yaml:1:1: expected `key: value` lines, found a list"]),
        ("just text\n", ["x.yaml:1:1: expected `key: value` lines, found a lone text"]),
        ("a: 1\nb: 2\na: 3\n", ["x.yaml:3:1: key 'a' is already given in line 1; keep one of the two"]),
        ("a: &x 1\n", ["x.yaml:1:4: anchor '&x': a record holds no anchors, write the value out"]),
        ("a: 1\nb: *x\n", ["x.yaml:2:4: alias '*x': write the value out, a record holds no aliases"]),
        ("a: !!int 1\n", ["x.yaml:1:4: tag 'tag:yaml.org,2002:int': take it away, the type of a value follows from its key"]),
        ("a: !x [1]\n", ["x.yaml:1:4: tag '!x': take it away, the type of a value follows from its key"]),
        ("a: 1\n<<: {b: 1}\n", ["x.yaml:2:1: merge key '<<': write the keys out, a record holds no merges"]),
        ("a:\n\tb: 1\n", ["x.yaml:2:1: a tab where YAML wants blanks: indent with blanks"]),
        ("a: 1\n---\nb: 2\n", ["x.yaml:2:1: a second document begins here; a file holds one"]),
        ("? [a]\n: b\n", ["x.yaml:1:3: a key must be plain text, not a list or a mapping"]),
        ("?\n: b\n", ["x.yaml:1:2: a value without a key"]),
        ("a: b: c\n", ["x.yaml:1:5: a text that holds a colon and a blank wants quotes: 'key: \"a: b\"'"]),
        ("a: \x07\n", ["x.yaml:1:4: character U+0007 cannot stand in a YAML file: write it as an escape in double quotes"]),
    ],
)
def test_one_clear_error_with_its_place(text: str, said: list[str]) -> None:
    """Line and column count from 1; the message says what is wrong and what to do."""
    assert wrong(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1, 2\n", "the file ends in the middle of something"),
        ('a: "open\n', 'x.yaml:1:4: the text that begins with " here is not closed'),
        ("a: {b: 1\n", "the file ends in the middle of something"),
    ],
)
def test_a_truncated_file_is_said_to_be_one(text: str, said: str) -> None:
    """A file that ends in the middle is not silently taken for a shorter one; a quote is told where it opens."""
    assert said in wrong(text)[0]


def test_several_problems_are_told_at_once() -> None:
    """A person mends the file once, not once a problem."""
    assert [line.split(": ")[0] for line in wrong("a: &x 1\na: !y 2\n<<: 1\n")] == [
        "x.yaml:1:4",
        "x.yaml:2:1",
        "x.yaml:2:4",
        "x.yaml:3:1",
    ]


@pytest.mark.parametrize(
    "text", ["[" * 5000, "a: " + "{a: " * 3000, "".join(" " * n + "a:\n" for n in range(3000)), "a: " + "[" * 90 + "]" * 90]
)
def test_nesting_is_refused_before_it_costs_anything(text: str) -> None:
    """Depth is limited by a count, not by the stack of the interpreter or of the C library."""
    (said,) = wrong(text)
    assert f"nested more than {DEEPEST} levels deep" in said


def test_everything_is_text_and_knows_its_line() -> None:
    """No scalar is anything but its text; empty plain values are not given, quoted ones are."""
    root = read_nodes("a: 69e5697\nb: [00105, yes, ~]\nc:\nd: ''\ne: {f: 11:20}\n", "x")
    assert plain(root) == {"a": "69e5697", "b": ["00105", "yes", "~"], "d": "", "e": {"f": "11:20"}}
    assert root.lines == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    assert (root.entries["e"].line, root.entries["e"].column) == (5, 4)


def test_colons_inside_brackets_are_text() -> None:
    """`[commit:e32bb0c, 11:20]` is what people write; old libyaml stumbles over it and the pure parser reads it."""
    root = read_nodes("evidence: [commit:e32bb0c, url:https://x.org/?a=b]\nat: [11:20, 07:41/08:54]\n", "x")
    assert plain(root) == {"evidence": ["commit:e32bb0c", "url:https://x.org/?a=b"], "at": ["11:20", "07:41/08:54"]}
    assert wrong("a: [b:c]\nd: &x 1\n") == ["x.yaml:2:4: anchor '&x': a record holds no anchors, write the value out"]
    assert wrong("a: [b:c]\nd: [\n") == [
        "x.yaml:3:1: the file ends in the middle of something: expected the node content, but found '<stream end>'"
    ]


def test_a_huge_file_with_such_colons_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure parser is slow; beyond a size the message says to quote."""
    monkeypatch.setattr(yaml, "_PATIENCE", 10)
    assert wrong("a: [b:c, d]\n") == ["x.yaml:1:6: found unexpected ':': quote a text inside […] that holds a colon"]


def test_a_missing_final_line_end_changes_nothing() -> None:
    """A literal block at the end of the file reads alike with and without the last line end."""
    assert plain(read_nodes("a: |\n  b", "x")) == plain(read_nodes("a: |\n  b\n", "x")) == {"a": "b\n"}


def test_without_libyaml_the_pure_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the compiled parser is slower and nothing else."""
    imported = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "_ruamel_yaml":
            raise ImportError(name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    text = "a: 1\nb:\n  - c: |\n      d\n    e: [f, '']\n"
    assert plain(read_nodes(text, "x")) == {"a": "1", "b": [{"c": "d\n", "e": ["f", ""]}]}
    assert wrong("a: 1\na: 2\n") == ["x.yaml:2:1: key 'a' is already given in line 1; keep one of the two"]


SCRAPS = st.sampled_from(
    [
        *TRAPS,
        "a: ",
        "b:\n",
        "  ",
        "\n",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        "|\n",
        ">-\n",
        "&a ",
        "*a ",
        "!t ",
        "? ",
        ": ",
        "#c\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<: ",
        "events:\n",
        "\t",
        "\r\n",
        "\r",
    ]
)


@pytest.mark.prove
@given(st.lists(SCRAPS, max_size=14).map("".join) | st.text(max_size=60))
@settings(max_examples=LONG, deadline=None)
@example("a: [\u2028:\n")
@example("? \n-")
@example("\x85[11:20")
@example("&a")
@example("%TAG ! x\n---\na: 1")
def test_no_text_yields_a_traceback(text: str) -> None:
    """Whatever a file holds, it loads or is refused with places that lie in it."""
    try:
        found = read_node(text, "x.yaml")
    except BadRecord as error:
        for problem in error.problems:
            path, line, column, what = problem.split(":", 3)
            assert path == "x.yaml"
            assert 1 <= int(line) <= len((text + "\n\n").splitlines()) + 1
            assert int(column) >= 1
            assert what.strip()
    else:
        assert isinstance(found, Mapping | Sequence | Text)


def test_plain_data_becomes_nodes() -> None:
    """JSON and TOML come to the same nodes: numbers and truths as the text that names them, null as not given."""
    node = node_of({"a": 1, "b": [True, None, "x"], "c": None}, 7)
    assert isinstance(node, Mapping)
    assert plain(node) == {"a": "1", "b": ["true", "x"]}
    assert node.lines == {"a": 7, "b": 7, "c": 7}
    assert node_of(None) is None


def test_problems_come_in_the_order_of_the_file_each_once() -> None:
    """A rule that notes one thing twice does not tell it twice."""
    problems = Problems("x")
    problems.add(3, 1, "late")
    problems.add(1, 2, "early")
    problems.add(3, 1, "late")
    with pytest.raises(BadRecord, match="x:1:2: early\nx:3:1: late"):
        problems.tell()
    Problems("x").tell()

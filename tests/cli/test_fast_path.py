"""The fast path reads a line only when no reading is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.cli._check import Asked, read_check
from handoff.cli._fast_path import read_words

FLAGS = {"--all": "all", "-a": "all"}
VALUED = {"--name": "name", "-n": "name", "--tag": "tag"}


def test_arguments_flags_and_values_are_told_apart() -> None:
    """In any order, long and short; what may be repeated is."""
    read = read_words(["x", "-a", "--name", "n", "y", "--tag", "1", "--tag", "2"], FLAGS, VALUED, many=("tag",))
    assert read == (["x", "y"], {"all": ["yes"], "name": ["n"], "tag": ["1", "2"]})


@pytest.mark.parametrize(
    "line", ["--nam n", "--name=n", "-nn", "--name", "--name -x", "-- x", "-", "--name a -n b", "-a -a", "--help", "x  y"]
)
def test_whatever_is_in_doubt_is_left_to_typer(line: str) -> None:
    """Abbreviated, joined, missing, repeated, dashed: typer knows what to make of it."""
    assert read_words(line.split(" "), FLAGS, VALUED) is None


def test_a_check_is_read_whole() -> None:
    """Every option of the verb, with the defaults that its help names."""
    words = (
        "a b --format sarif --as-of 2026-01-21T18:00Z --fail-on info --strict --select x --select y --ignore z "
        "--repo r -q --no-color -o f"
    )
    assert read_check(words.split()) == Asked(
        paths=(Path("a"), Path("b")),
        format="sarif",
        as_of="2026-01-21T18:00Z",
        fail_on="info",
        strict=True,
        select=("x", "y"),
        ignore=("z",),
        repo=Path("r"),
        quiet=True,
        no_color=True,
        output=Path("f"),
    )
    assert read_check([]) == Asked()


@pytest.mark.parametrize("words", ["--format pdf", "--fail-on doom", "--quiet yes --quiet"])
def test_wrong_choices_are_left_to_typer(words: str) -> None:
    """It says which there are."""
    assert read_check(words.split()) is None


def test_the_lane_knows_every_option_of_the_verb() -> None:
    """An option added to the verb and forgotten here would only be slow; one that means something else would be wrong."""
    from typing import get_type_hints

    from handoff.cli import _check, check

    declared = {
        name: hint.__metadata__[0]
        for name, hint in get_type_hints(check.check, include_extras=True).items()
        if name != "return"
    }
    known = _check._FLAGS | _check._VALUED
    for name, info in declared.items():
        if name == "paths":
            continue
        # Inside Annotated, typer takes the first name of an option for its default.
        named = [word for word in (info.default, *(info.param_decls or ())) if isinstance(word, str)]
        for option in named or [f"--{name.replace('_', '-')}"]:
            assert known.pop(option) == name
    assert not known

"""Our data classes do what those of the standard library do: compare, hash, print, copy and travel between processes."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import field, replace

import pytest

from handoff.model.frozen import dataclass

PLACE = {"place": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    name: str
    place: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Below(Ours):
    lines: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    name: str
    place: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    lines: tuple[int, ...] = ()


def test_what_does_not_count_is_neither_compared_nor_hashed() -> None:
    one, other = Below(name="a", lines=(1,)), Below(name="a", lines=(1,), place=PLACE)
    assert one == other
    assert len({one, other, Below(name="a")}) == 2
    assert one != Below(name="b", lines=(1,))


def test_two_classes_are_never_equal() -> None:
    assert Ours(name="a") != Below(name="a")
    assert Below(name="a") != Theirs(name="a")


def test_what_may_change_has_no_hash() -> None:
    @dataclass(slots=True)
    class Changing:
        name: str

    assert Changing("a") == Changing("a")
    with pytest.raises(TypeError):
        hash(Changing("a"))


def test_it_is_printed_as_ever() -> None:
    assert repr(Below(name="a", lines=(1,), place=PLACE)) == repr(Theirs(name="a", lines=(1,))).replace("Theirs", "Below")


def test_it_can_be_copied_with_a_change_and_sent_to_a_process() -> None:
    one = Below(name="a", lines=(1,), place=PLACE)
    assert replace(one, name="b") == Below(name="b", lines=(1,))
    sent = pickle.loads(pickle.dumps(one))
    assert (sent, sent.place) == (one, PLACE)

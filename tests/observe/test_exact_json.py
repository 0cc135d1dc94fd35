"""JSON without loss: numbers exact to the last digit, wherever they are compared."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.observe.exact_json import Exact, Missing, plain, read_json, walk
from handoff.observe.expectations import shown

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=9)


@pytest.mark.parametrize(
    "compare", [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge], ids=lambda one: str(one.__name__)
)
@given(NUMBERS, NUMBERS | st.integers())
def test_an_exact_number_orders_as_its_decimal(
    compare: Callable[[object, object], bool], one: Decimal, other: Decimal | int
) -> None:
    """Against an exact number, a whole one or a literal, from either side."""
    right = other if isinstance(other, int) else Exact(str(other))
    for same in (other, one):
        facing = right if same is other else Exact(str(one))
        assert compare(Exact(str(one)), facing) is compare(one, same)
        assert compare(facing, Exact(str(one))) is compare(same, one)


def test_an_exact_number_meets_a_literal_as_it_was_typed() -> None:
    """0.1 in a path is the decimal 0.1, not the double next to it; equal numbers hash alike."""
    assert Exact("0.1") == 0.1
    assert Exact("0.1000000000000000055") != 0.1
    assert Exact("0.1") != "0.1"
    assert hash(Exact("0.50")) == hash(Exact("0.5"))


def test_a_path_of_one_place_gives_the_value_and_any_other_a_list() -> None:
    """So that the shape of an answer depends on the path, not on the day."""
    document = read_json('{"a": [1.50], "b": {"c": 2}}')
    assert walk(document, "$.a[0]") == Decimal("1.5")
    assert walk(document, "$.a[*]") == [Decimal("1.5")]
    assert walk(document, "$.a[5:]") == []
    assert walk(document, "$") == {"a": [Decimal("1.5")], "b": {"c": 2}}
    with pytest.raises(Missing):
        walk(document, "$.a['b', 0, 7].c")


def test_plain_leaves_nothing_of_the_library_behind() -> None:
    """Decimals however deep."""
    assert repr(plain(read_json('[{"a": [1.0, true]}]'))) == "[{'a': [Decimal('1.0'), True]}]"


def test_values_are_shown_as_people_write_them() -> None:
    """Times with their offset, whole numbers whole, text quoted."""
    assert shown(datetime(2026, 1, 20, 12, 0, tzinfo=UTC)) == "2026-01-20T12:00Z"
    assert shown([True, None, Decimal("1.50"), "ü"]) == '[true, null, 1.5, "ü"]'
    assert shown(list(range(30))).endswith("19, …]")

"""Expectations as data: what is written, what is seen, and the three ways it can come out."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.observe.assertions import Answer, Query, hold, read_assertion, read_query
from handoff.observe.exact_json import CannotTell

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
OFFERED = frozenset({"status", "header", "body", "bytes", "jsonpath", "regex", "duration", "value", "values", "when"})
BODY = """{
  "status": "ok", "n": 12345678901234567891, "price": 0.1, "near": 0.1000000000000000055, "text5": "5", "five": 5.0,
  "null": null, "yes": true, "list": [3, 1, 2], "none": [], "object": {"a": 1}, "empty": "", "when": "2026-01-20T11:59:00Z",
  "epoch": 1768910340, "huge": 1e999, "tiny": 1e-999, "mixed": [1, "a"], "inner": "{\\"x\\": 7}",
  "checks": [{"name": "db", "state": "ok", "ms": 1.5}, {"name": "queue", "state": "down", "ms": 0.1}]
}"""
ANSWER = Answer(
    facts={
        "status": 503,
        "duration": 1200,
        "value": CannotTell("the vector is empty"),
        "values": [Decimal("1.5"), 2],
        "when": NOW,
    },
    headers=(("Content-Type", "application/json"), ("X-Two", "a"), ("x-two", "b")),
    body=BODY.encode(),
)


def held(text: str, answer: Answer = ANSWER, **captured: Any) -> tuple[bool | None, str]:
    tested = hold(read_assertion(text, OFFERED), answer, captured, NOW)
    return tested.passed, tested.said


PASSES = r"""
status == 503
status != 200
status >= 500
not status < 500
duration < 2s
duration >= 1200ms
duration == 1.2s
header content-type == "application/json"
header Content-Type startsWith application
header X-Two count == 2
header X-Two contains b
header Nothing not exists
header X-Two exists
jsonpath $.status == ok
jsonpath $.status == "ok"
jsonpath $.status not contains down
jsonpath $.status != broken
jsonpath $.n == 12345678901234567891
jsonpath $.n > 12345678901234567890
jsonpath $.n isNumber
jsonpath $.price == 0.1
jsonpath $.price == 0.10
jsonpath $.near != 0.1
jsonpath $.near > 0.1
jsonpath $.five == 5
jsonpath $.text5 number == 5
jsonpath $.text5 isString
jsonpath $.text5 == "5"
jsonpath $.null == null
jsonpath $.status != null
jsonpath $.yes == true
jsonpath $.yes isBoolean
jsonpath $.huge > 1e998
jsonpath $.tiny > 0
jsonpath $.tiny < 1e-998
jsonpath $.list count == 3
jsonpath $.list min == 1
jsonpath $.list max == 3
jsonpath $.list sum == 6
jsonpath $.list first == 3
jsonpath $.list last == 2
jsonpath $.list nth -2 == 1
jsonpath $.list isList
jsonpath $.none count == 0
jsonpath $.none isEmpty
jsonpath $.empty isEmpty
jsonpath $.object isObject
jsonpath $.none[*] count == 0
jsonpath $.object count == 1
jsonpath $.list not isEmpty
jsonpath $.checks[?@.state != "ok"].name first == queue
jsonpath $.checks[?@.ms == 0.1] count == 1
jsonpath $.checks[?@.ms > 1.4].name nth 0 == db
jsonpath $.checks[?@.ms > 99] count == 0
jsonpath $.checks[?match(@.name, 'd.')] count == 1
jsonpath $.checks[*].name contains db
jsonpath $..name count == 2
jsonpath $.checks[0]['name'] == db
jsonpath $.gone not exists
jsonpath $.status exists
jsonpath $.mixed contains 1
jsonpath $.mixed contains a
jsonpath $.when age == 60
jsonpath $.epoch age == 60
when age == 0
jsonpath $.inner jsonpath $.x == 7
jsonpath $.status lower trim == ok
jsonpath $.status endsWith k
regex '"status": "(\w+)"' == ok
regex state == state
body matches "\"status\":\s"
body contains queue
body regex 'n.: (\d+)' number > 1
bytes > 10
values sum == 3.5
values max == 2
""".strip().splitlines()


@pytest.mark.parametrize("text", PASSES)
def test_what_holds_passes(text: str) -> None:
    """Every query, filter and predicate says yes where it should."""
    passed, said = held(text)
    assert passed is True, said
    assert "(saw " in said


FAILS = [
    ("status == 200", "status == 200 (saw 503)"),
    ("not status == 503", "status not == 503 (saw 503)"),
    ("jsonpath $.status == degraded", 'jsonpath $.status == "degraded" (saw "ok")'),
    ("jsonpath $.n == 12345678901234567890", "jsonpath $.n == 12345678901234567890 (saw 12345678901234567891)"),
    ("jsonpath $.near == 0.1", "jsonpath $.near == 0.1 (saw 0.1000000000000000055)"),
    ("jsonpath $.null != null", "jsonpath $.null != null (saw null)"),
    ("jsonpath $.gone exists", "jsonpath $.gone exists (saw nothing at $.gone)"),
    ("header Nothing exists", "header Nothing exists (saw no header Nothing)"),
    ("jsonpath $.list contains 9", "jsonpath $.list contains 9 (saw [3, 1, 2])"),
    ("jsonpath $.status isNumber", 'jsonpath $.status isNumber (saw "ok")'),
    ("jsonpath $.checks[?@.state != 'ok'] count == 0", "jsonpath $.checks[?@.state != 'ok'] count == 0 (saw 1)"),
]


@pytest.mark.parametrize(("text", "said"), FAILS)
def test_what_does_not_hold_fails_and_shows_what_was_seen(text: str, said: str) -> None:
    """What was seen stands inside what was expected."""
    assert held(text) == (False, said)


UNCLEAR = [
    ("jsonpath $.gone == 0", "nothing at $.gone"),
    ("jsonpath $.gone count == 0", "nothing at $.gone"),
    ("jsonpath $.gone[*] count == 0", "nothing at $.gone[*]"),
    ("jsonpath $.checks[*].gone count == 0", "nothing at $.checks[*].gone"),
    ("jsonpath $..gone count == 0", "nothing at $..gone"),
    ("jsonpath $.status[*] count == 0", "nothing at $.status[*]"),
    ("jsonpath $.list[7] == 0", "nothing at $.list[7]"),
    ("jsonpath $.gone != broken", "nothing at $.gone"),
    ("not jsonpath $.gone == broken", "nothing at $.gone"),
    ("jsonpath $.text5 == 5", '"5" is a text, not a number (the filter number reads it)'),
    ("jsonpath $.text5 > 4", '"5" is a text, not a number (the filter number reads it)'),
    ("jsonpath $.yes == 1", "true is a truth value, not a number"),
    ("jsonpath $.null == 0", "null is null, not a number"),
    ("jsonpath $.null > 0", "null is null, not a number"),
    ("jsonpath $.n == yes", "12345678901234567891 is a number, not a text"),
    ("jsonpath $.n contains 1", "12345678901234567891 is a number, not a list"),
    ("jsonpath $.n startsWith 1x", "12345678901234567891 is a number, not a text"),
    ("jsonpath $.n isEmpty", "12345678901234567891 is a number, not a text, list or object"),
    ("jsonpath $.n count == 20", "12345678901234567891 is a number, and only lists and objects have a count"),
    ("jsonpath $.status number == 0", "the text is not JSON: Expecting value at line 1 column 1"),
    ("jsonpath $.status sum == 0", '"ok" is a text, not a list'),
    ("jsonpath $.mixed sum == 1", '"a" is a text, not a number (the filter number reads it)'),
    ("jsonpath $.none sum == 0", "the list is empty"),
    ("jsonpath $.none first == 0", "the list is empty"),
    ("jsonpath $.list nth 3 == 0", "the list has 3 members, and none at 3"),
    ("jsonpath $.status age < 99", "'ok' is no time"),
    ("jsonpath $.huge age < 99", "1E+999 is no number of seconds since 1970"),
    ("jsonpath $.status regex x == x", 'nothing matches "x"'),
    ("jsonpath $.status delta before > 0", "no earlier step captured 'before'"),
    ("regex nowhere == x", 'nothing matches "nowhere"'),
    ("value == 0", "the vector is empty"),
    ("value > 0", "the vector is empty"),
    ("header X-Two == a", '["a", "b"] is a list, not a text'),
]


@pytest.mark.parametrize(("text", "reason"), UNCLEAR)
def test_what_cannot_be_told_is_neither_a_pass_nor_a_failure(text: str, reason: str) -> None:
    """A missing place, a wrong type, no number: said with its reason, and `not` does not turn it into a pass."""
    passed, said = held(text)
    assert passed is None, said
    assert reason in said
    assert "can't tell" in said


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the text is empty"),
        (b"<html>", "not JSON"),
        (b'{"a": NaN}', "NaN is no JSON number"),
        (b'{"a": -Infinity}', "-Infinity is no JSON number"),
        (b'{"a": 1, "a": 2}', "the key 'a' twice"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a": "\xff"}', "not UTF-8 (byte 7)"),
        (b'{"a": 1e99999999999999999999}', "too large to compare"),
        (b'{"a": ' + b"9" * 5000 + b"}", "5000 digits is too long"),
        (b'{"a": 1', "not JSON"),
        (b'{"a": 01}', "not JSON"),
        (None, "no body"),
    ],
)
@pytest.mark.parametrize("text", ["jsonpath $.a == 0", "jsonpath $.a not exists", "jsonpath $.a count == 0"])
def test_a_document_that_is_no_json_tells_nothing(body: bytes | None, reason: str, text: str) -> None:
    """Not even that something is missing."""
    passed, said = held(text, Answer(body=body))
    assert passed is None
    assert reason in said


def test_a_body_in_another_encoding_is_read_or_said() -> None:
    """The charset that the answer names is the one that is read."""
    latin = Answer(body="Größe".encode("latin-1"), charset="latin-1")
    assert held("body == Größe", latin)[0] is True
    assert held("body contains x", Answer(body=b"\xff"))[1].endswith("(can't tell: the body is not utf-8 text)")
    assert held("body contains x", Answer(body=b"x", charset="klingon"))[0] is None
    assert held("body contains x", Answer())[0] is None
    assert held("duration < 5", Answer())[1] == "duration < 5ms (can't tell: the answer tells no duration)"


def test_a_difference_to_an_earlier_step_is_exact() -> None:
    """Before and after are subtracted as decimals; numbers that cannot be are said."""
    assert held("jsonpath $.n delta before == 1", before=12345678901234567890) == (
        True,
        "jsonpath $.n delta before == 1 (saw 1)",
    )
    assert held("jsonpath $.price delta before == 0", before=Decimal("0.1"))[0] is True
    assert held("jsonpath $.n delta before > 0", before="12")[0] is None
    assert "too far apart" in held("jsonpath $.huge delta before > 0", before=1)[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "asserts nothing"),
        ("status", "asserts nothing"),
        ("status exists", "always a status: 'status exists' asserts nothing"),
        ("body exists", "always a body"),
        ('body contains ""', "asserts nothing"),
        ("tone == 1", "'tone' is no query here"),
        ("jsonpath", "jsonpath wants a path"),
        ("jsonpath a == 1", "is no JSONPath of RFC 9535"),
        ("jsonpath $[?@.a == 1", "no JSONPath"),
        ("status ~ 1", "'~' in 'status ~ 1' is neither a predicate nor a filter"),
        ("status ==", "the value is missing"),
        ("status == 1 2", "quote a text that has blanks"),
        ("status isNumber 1", "isNumber takes no value"),
        ("status < abc", "compares numbers"),
        ("status < true", "compares numbers"),
        ("body matches (?=x)", "is no regular expression of RE2"),
        ("regex (a == b", "no regular expression"),
        ("body matches (.)\\1", "no regular expression"),
        ("jsonpath $.a nth x == 1", "nth wants a whole number"),
        ("body startsWith 5", "wants a text"),
        ("jsonpath $.a nth", "the filter nth wants"),
        ('body == "open', "does not end"),
        ("jsonpath $.a jsonpath b == 1", "no JSONPath"),
        ("jsonpath $.a regex ( == 1", "no regular expression"),
        (5, "not 5"),
        (None, "not None"),
        ({"query": "status"}, "wants the keys query and predicate"),
        ({"query": "status", "predicate": "==", "vlaue": 1}, "'vlaue'"),
        ({"query": "status", "predicate": "=="}, "== takes a value"),
        ({"query": "status", "predicate": "~", "value": 1}, "is no predicate"),
        ({"query": "jsonpath", "argument": "$.a", "predicate": "isNumber", "value": 1}, "takes no value"),
        ({"query": "status", "filters": ["weigh"], "predicate": "==", "value": 1}, "'weigh' is no filter"),
        ({"query": "status", "predicate": ">", "value": float("nan")}, "no finite number"),
    ],
)
def test_what_asserts_nothing_or_is_not_understood_is_an_error(text: object, told: str) -> None:
    """Before anything is contacted, with what is wrong."""
    with pytest.raises(ValueError, match=r".") as caught:
        read_assertion(text, OFFERED)
    assert told in str(caught.value)


def test_an_expectation_can_be_a_table() -> None:
    """The same expectation as structured data is the same expectation."""
    table = {"query": "jsonpath", "argument": "$.a b", "filters": ["nth 0"], "predicate": "==", "value": 0.1, "not": True}
    assert read_assertion({**table, "argument": "$.a"}, OFFERED) == read_assertion("jsonpath $.a nth 0 not == 0.1", OFFERED)
    exists = read_assertion({"query": "header", "argument": "Via", "predicate": "exists"}, OFFERED)
    assert exists == read_assertion("header Via exists", OFFERED)


def test_a_list_or_object_can_be_expected_in_a_table() -> None:
    """Lists and objects are compared whole, with exact numbers; a wrong type inside is said."""

    def of(value: object, path: str) -> bool | None:
        made = read_assertion({"query": "jsonpath", "argument": path, "predicate": "==", "value": value}, OFFERED)
        return hold(made, ANSWER, {}, NOW).passed

    assert of([3, 1, 2], "$.list") is True
    assert of([3, 1], "$.list") is False
    assert of({"a": 1}, "$.object") is True
    assert of({"b": 1}, "$.object") is False
    assert of({"a": "1"}, "$.object") is None


def test_captures_are_queries_without_a_predicate() -> None:
    """What a later step uses is named by a query with its filters."""
    assert read_query("jsonpath $.list first", OFFERED) == Query("jsonpath", "$.list", (("first", None),))
    for wrong in ("jsonpath $.a == 1", 5, "nothing", ""):
        with pytest.raises(ValueError, match=r"too much|is a text such as|is no query|asserts nothing"):
            read_query(wrong, OFFERED)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("status == 200", False),
        ("duration < 1s", False),
        ("header Server == x", False),
        ("body contains ok", True),
        ("jsonpath $.a == 1", True),
        ("jsonpath $.a != 1", False),
        ("body not contains error", False),
        ("jsonpath $.a not isEmpty", True),
        ("jsonpath $.a isEmpty", False),
        ("not jsonpath $.a != 1", True),
        ("bytes > 5", False),
    ],
)
def test_only_what_must_be_there_is_about_the_content(text: str, content: bool) -> None:
    """A status, a size or the absence of a word is true of a page that does nothing."""
    assert read_assertion(text, OFFERED).of_content is content


def test_long_things_are_shown_short() -> None:
    """A page of text or a number of a thousand digits does not fill the screen."""
    answer = Answer(
        body=b'{"n": '
        + b"7" * 4000
        + b', "t": "'
        + b"x" * 5000
        + b'", "o": {"a": ['
        + b"1," * 50
        + b'1], "b": 1.50, "c": 1e40}}'
    )
    assert len(held("jsonpath $.n == 1", answer)[1]) < 200
    assert len(held("jsonpath $.t == y", answer)[1]) < 200
    assert len(held("jsonpath $.o == y", answer)[1]) < 300
    assert held("jsonpath $.o.b == 1", answer)[1].endswith("(saw 1.5)")
    assert held("jsonpath $.o.c == 1", answer)[1].endswith("(saw 1E+40)")
    assert held("jsonpath $.o == null", answer)[0] is False


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30), st.integers(1, 10**6))
def test_decimals_compare_exactly(number: Decimal, least: int) -> None:
    """A number equals itself and is less than itself with one digit more, however long it is."""
    with localcontext() as context:
        context.prec = 500
        more = number + Decimal(least).scaleb(-400)
    answer = Answer(body=f'{{"a": {number}, "b": {more}}}'.encode())
    for path, value, wanted in (("$.a", number, True), ("$.b", number, False)):
        made = read_assertion({"query": "jsonpath", "argument": path, "predicate": "==", "value": value}, OFFERED)
        assert hold(made, answer, {}, NOW).passed is wanted


@given(st.text(max_size=40))
def test_any_text_is_an_expectation_or_an_error(text: str) -> None:
    """Reading an expectation ends with one or with a ValueError, and what was read reads back the same."""
    try:
        made = read_assertion(text, OFFERED)
    except ValueError:
        return
    assert read_assertion(str(made), OFFERED).predicate == made.predicate


def test_a_pattern_that_would_hang_elsewhere_is_quick() -> None:
    """Nested repetition over a long text takes linear time, in `matches` and in a JSONPath filter."""
    import time

    answer = Answer(body=b'["' + b"a" * 50_000 + b'!"]')
    started = time.monotonic()
    assert held('body matches "(a+)+$"', answer)[0] is False
    assert held("jsonpath $[?match(@, '(a+)+b')] count == 0", answer)[0] is True
    assert held("jsonpath $[?search(@, '(a|aa)+!')] count == 1", answer)[0] is True
    assert held("jsonpath $[?search(@, '(?=a)')] count == 0", answer)[0] is True
    assert held(r"jsonpath $[?search(@, '[.]\\.\\p{Lu}')] count == 0", answer)[0] is True
    assert time.monotonic() - started < 20


def test_a_path_that_multiplies_is_bounded() -> None:
    """Too many places are no answer, not a full memory."""
    answer = Answer(body=b"[" * 60 + b",".join([b"1"] * 3000) + b"]" * 60)
    assert held("jsonpath $..*..* count == 0", answer)[0] is None
    assert held("jsonpath $..* count > 0", Answer(body=b"[" * 150 + b"]" * 150))[0] is None


def test_a_fact_that_is_no_finite_number_is_not_compared() -> None:
    """Not-a-number is neither less nor more than anything."""
    answer = Answer(facts={"value": Decimal("NaN"), "status": 200})
    assert held("value < 1", answer) == (None, "value < 1 (can't tell: NaN is no finite number)")
    assert held("status number == 200", answer)[0] is True


def test_a_pattern_that_only_one_side_knows_matches_nothing() -> None:
    """RFC 9535: what is no I-Regexp selects nothing; neither does one that RE2 does not take."""
    answer = Answer(body=b'["a"]')
    assert held("jsonpath $[?match(@, 'a{1,9999}')] count == 0", answer)[0] is True

"""What is expected of an answer: query, filters, predicate, in the manner of hurl. Passed, failed, or can't tell.

    status == 200
    header Content-Type startsWith "application/json"
    jsonpath $.checks[?@.state != "ok"] count == 0
    body not matches "(?i)error"
    duration < 2s

A missing place, a wrong type, not-a-number or a parse error is "can't tell", with its reason. It is never 0 and never a pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from handoff.observe.exact_json import CannotTell, Missing, compile_path, plain, read_json, walk
from handoff.observe.expectations import ARGUMENTS, UNITS, Word, read_value, shown, words
from handoff.observe.filters import FILTERS, WITH_ARGUMENT
from handoff.observe.patterns import compile_pattern
from handoff.observe.predicates import OF_NUMBERS, PREDICATES, WITHOUT_VALUE

# Queries whose answer is there whatever came back, so that `exists` would assert nothing of them.
ALWAYS_THERE = frozenset({"status", "duration", "body", "bytes", "url", "redirects", "exit", "connected", "rcode"})
# Queries that look at what the service said, and not only that it said something.
OF_CONTENT = frozenset({"body", "jsonpath", "regex", "value", "values", "series", "samples", "answers", "exit"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up in an answer, and what is made of it."""

    name: str
    argument: str | None = None
    filters: tuple[tuple[str, str | None], ...] = ()

    @property
    def asked(self) -> str:
        """What is compared in the end: the last filter, or the query itself."""
        return self.filters[-1][0] if self.filters else self.name

    @property
    def place(self) -> str:
        """The name of the header or the last key that is looked up; empty when there is none."""
        if self.name == "header":
            return self.argument or ""
        keys = re.findall(r"[\w-]+", self.argument or "") if self.name == "jsonpath" else []
        return next((key for key in reversed(keys) if not key.isdecimal()), "")

    def __str__(self) -> str:
        parts = [self.name]
        if self.argument is not None:
            parts.append(self.argument if self.argument.startswith("$") or self.name == "header" else shown(self.argument))
        for name, argument in self.filters:
            parts.append(name if argument is None else f"{name} {argument}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One expectation. `negated` turns the predicate round; what can't be told stays so."""

    query: Query
    predicate: str
    value: Any = None
    negated: bool = False

    def __str__(self) -> str:
        sign = f"not {self.predicate}" if self.negated else self.predicate
        value = "" if self.predicate in WITHOUT_VALUE else f" {self._shown(self.value)}"
        return f"{self.query} {sign}{value}"

    def saw(self, seen: Any) -> str:
        """The expectation with what was seen inside it."""
        return f"{self} (saw {self._shown(seen)})"

    def _shown(self, value: Any) -> str:
        """A value, with its unit where it is a time."""
        timed = self.query.asked in UNITS and isinstance(value, int | Decimal)
        return shown(value) + (UNITS[self.query.asked][0] if timed else "")

    @property
    def of_content(self) -> bool:
        """Whether it says what must be in the answer: what must not be there is true of an empty page too."""
        turned = self.negated != (self.predicate in ("!=", "isEmpty"))
        return self.query.name in OF_CONTENT and not turned


@dataclass(frozen=True, slots=True)
class Tested:
    """How an expectation came out: True, False, or None for can't tell; and the sentence that shows what was seen."""

    passed: bool | None
    said: str


@dataclass(frozen=True)
class Answer:
    """What came back. `facts` answers queries by name; a CannotTell among them says why its query has no answer."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    charset: str = "utf-8"

    @cached_property
    def text(self) -> str:
        """The body as text. Raises CannotTell when it is not in the encoding that it says."""
        if self.body is None:
            raise CannotTell("there is no body")
        try:
            return self.body.decode(self.charset)
        except (UnicodeDecodeError, LookupError):
            raise CannotTell(f"the body is not {self.charset} text") from None

    @cached_property
    def document(self) -> Any:
        """The body as JSON. Raises CannotTell."""
        if self.body is None:
            raise CannotTell("there is no body")
        return read_json(self.body)

    def ask(self, query: Query, captured: Mapping[str, Any], now: datetime) -> Any:
        """What the query finds. Raises CannotTell; Missing when the place was looked at and nothing is there."""
        value = self._look_up(query)
        for name, argument in query.filters:
            value = FILTERS[name](value, argument, captured, now)
        return value

    def _look_up(self, query: Query) -> Any:
        argument = query.argument or ""
        match query.name:
            case "header":
                found = [value for name, value in self.headers if name.casefold() == argument.casefold()]
                if not found:
                    raise Missing(f"no header {argument}")
                return found[0] if len(found) == 1 else found
            case "jsonpath":
                return walk(self.document, argument)
            case "regex":
                match = compile_pattern(argument).search(self.text)
                if match is None:
                    raise Missing(f"nothing matches {shown(argument)}")
                return match.group(1) if match.re.groups and match.group(1) is not None else match.group(0)
            case "body":
                return self.text
            case "bytes":
                return len(self.body or b"")
            case name:
                value = self.facts.get(name, CannotTell(f"the answer tells no {name}"))
                if isinstance(value, CannotTell):
                    raise value
                return plain(value)


def hold(assertion: Assertion, answer: Answer, captured: Mapping[str, Any], now: datetime) -> Tested:
    """Hold an expectation against an answer. `now` is what ages are counted from; `captured` what earlier steps kept."""
    try:
        try:
            seen = answer.ask(assertion.query, captured, now)
        except Missing as missing:
            if assertion.predicate != "exists":
                raise
            return Tested(assertion.negated, f"{assertion} (saw {missing})")
        passed = PREDICATES[assertion.predicate](seen, assertion.value)
    except CannotTell as reason:
        return Tested(None, f"{assertion} (can't tell: {reason})")
    return Tested(passed != assertion.negated, assertion.saw(seen))


def read_assertion(raw: object, offered: frozenset[str]) -> Assertion:
    """An expectation from its text, or from a mapping with `query`, `argument`, `filters`, `predicate`, `value` and `not`.

    `offered` are the queries that this kind of probe can answer. Raises ValueError with what is wrong and what to write.
    """
    if isinstance(raw, Mapping):
        return _from_mapping(raw, offered)
    if not isinstance(raw, str):
        raise ValueError(f"an expectation is a text such as 'status == 200', not {raw!r}")
    rest = words(raw)
    # `not status == 200` says the same as `status not == 200`.
    negated = _taken(rest, "not")
    query = _query(rest, offered)
    negated ^= _taken(rest, "not")
    if not rest:
        raise ValueError(f"{raw!r} asserts nothing: add a predicate, as in '{query} == …'")
    predicate = rest.pop(0).text
    if predicate not in PREDICATES:
        known = f"predicates: {', '.join(PREDICATES)}; filters: {', '.join(FILTERS)}"
        raise ValueError(f"{predicate!r} in {raw!r} is neither a predicate nor a filter ({known})")
    if predicate in WITHOUT_VALUE:
        if rest:
            raise ValueError(f"{predicate} takes no value, but {raw!r} gives it {rest[0].text!r}")
        return _checked(Assertion(query, predicate, None, negated))
    if len(rest) != 1:
        told = "quote a text that has blanks" if rest else "the value is missing"
        raise ValueError(f"{raw!r}: {predicate} takes one value: {told}")
    return _checked(Assertion(query, predicate, read_value(rest[0], query.asked), negated))


def _taken(rest: list[Word], word: str) -> bool:
    found = bool(rest) and rest[0].is_word(word)
    if found:
        rest.pop(0)
    return found


def read_query(raw: object, offered: frozenset[str]) -> Query:
    """What a capture keeps: a query with its filters, such as `jsonpath $.id`. Raises ValueError."""
    if not isinstance(raw, str):
        raise ValueError(f"a capture is a text such as 'jsonpath $.id', not {raw!r}")
    rest = words(raw)
    query = _query(rest, offered)
    if rest:
        raise ValueError(f"{raw!r} has {rest[0].text!r} too much: a capture is a query with its filters and no predicate")
    return query


def _query(rest: list[Word], offered: frozenset[str]) -> Query:
    if not rest:
        raise ValueError("an empty expectation asserts nothing")
    name = rest.pop(0).text
    if name not in offered:
        glued = next((one for one in offered if name.startswith((f"{one}=", f"{one}!", f"{one}<", f"{one}>"))), None)
        known = f"this kind of probe answers {', '.join(sorted(offered))}"
        raise ValueError(
            f"{name!r} is no query here: {f'write blanks around the sign, as in {glued} == 1' if glued else known}"
        )
    argument = None
    if name in ARGUMENTS:
        if not rest:
            raise ValueError(f"{name} wants {ARGUMENTS[name]}")
        argument = rest.pop(0).text
    filters: list[tuple[str, str | None]] = []
    while rest and rest[0].text in FILTERS and not rest[0].quoted:
        filter = rest.pop(0).text
        if filter not in WITH_ARGUMENT:
            filters.append((filter, None))
        elif rest:
            filters.append((filter, rest.pop(0).text))
        else:
            raise ValueError(f"the filter {filter} wants {WITH_ARGUMENT[filter]}")
    return _compiled(Query(name, argument, tuple(filters)))


def _from_mapping(raw: Mapping[str, Any], offered: frozenset[str]) -> Assertion:
    unknown = sorted(set(raw) - {"query", "argument", "filters", "predicate", "value", "not"})
    if unknown or "query" not in raw or "predicate" not in raw:
        wrong = f"has the key {unknown[0]!r}" if unknown else "wants the keys query and predicate"
        raise ValueError(f"an expectation written as a table {wrong}; it takes query, argument, filters, predicate, value, not")
    argument = raw.get("argument")
    rest = [Word(str(raw["query"])), *([] if argument is None else [Word(str(argument), quoted=True)])]
    for filter in raw.get("filters", ()):
        rest += words(str(filter))
    query = _query(rest, offered)
    if rest:
        raise ValueError(f"{rest[0].text!r} is no filter: {', '.join(FILTERS)}")
    predicate = str(raw["predicate"])
    if predicate not in PREDICATES:
        raise ValueError(f"{predicate!r} is no predicate: {', '.join(PREDICATES)}")
    if ("value" in raw) == (predicate in WITHOUT_VALUE):
        raise ValueError(f"{predicate} takes {'no' if predicate in WITHOUT_VALUE else 'a'} value")
    value = raw.get("value")
    if isinstance(value, float):
        value = Decimal(repr(value))
    return _checked(Assertion(query, predicate, value, bool(raw.get("not", False))))


def _compiled(query: Query) -> Query:
    if query.name == "jsonpath":
        compile_path(query.argument or "")
    if query.name == "regex":
        compile_pattern(query.argument or "")
    for filter, argument in query.filters:
        match filter:
            case "jsonpath":
                compile_path(argument or "")
            case "regex":
                compile_pattern(argument or "")
            case "nth" if argument is None or not argument.lstrip("-").isdecimal():
                raise ValueError(f"the filter nth wants a whole number, not {argument!r}")
            case _:
                pass
    return query


def _checked(assertion: Assertion) -> Assertion:
    predicate, value, query = assertion.predicate, assertion.value, assertion.query
    if predicate in OF_NUMBERS and (isinstance(value, bool) or not isinstance(value, int | Decimal)):
        raise ValueError(f"{predicate} compares numbers, and {shown(value)} is none")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is no finite number")
    if predicate in ("startsWith", "endsWith", "matches") and not isinstance(value, str):
        raise ValueError(f"{predicate} wants a text: quote {shown(value)}")
    if predicate in ("contains", "startsWith", "endsWith") and value == "":
        raise ValueError(f"every text {predicate} the empty text: '{assertion}' asserts nothing")
    if predicate == "matches":
        compile_pattern(value)
    if predicate == "exists" and query.name in ALWAYS_THERE and not query.filters:
        raise ValueError(f"there is always a {query.name}: '{assertion}' asserts nothing")
    return assertion

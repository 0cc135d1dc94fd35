"""JSON read without losing anything, and paths into it (RFC 9535). What cannot be told is raised, never guessed."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathNode, JSONPathQuery

# More nodes than this are no answer that anybody would read; it bounds paths that multiply, such as `$..*..*`.
MOST_NODES = 100_000


class CannotTell(Exception):
    """A question has no answer here; the text says why. It is never a pass and never a failure."""


class Missing(CannotTell):
    """What was asked for is not there, and the place where it should be was read without trouble."""


class Exact(float):
    """A JSON number with a fraction or exponent: a float for the JSONPath library, compared as the decimal that was written."""

    __slots__ = ("decimal",)
    decimal: Decimal

    def __new__(cls, text: str) -> Exact:
        """Read the number. Raises CannotTell when its exponent is beyond any decimal."""
        made = super().__new__(cls, text)
        try:
            made.decimal = Decimal(text)
        except InvalidOperation:
            raise CannotTell(f"the number {text[:40]} is too large to compare") from None
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | float) and self.decimal == _decimal(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: float) -> bool:
        return self.decimal < _decimal(other)

    def __gt__(self, other: float) -> bool:
        return self.decimal > _decimal(other)

    def __le__(self, other: float) -> bool:
        return self.decimal <= _decimal(other)

    def __ge__(self, other: float) -> bool:
        return self.decimal >= _decimal(other)

    def __hash__(self) -> int:
        return hash(self.decimal)


def _decimal(number: float) -> Decimal:
    if isinstance(number, Exact):
        return number.decimal
    # The shortest text that reads back as this float is the literal that somebody typed.
    return Decimal(number) if isinstance(number, int) else Decimal(repr(number))


def read_json(body: bytes | str) -> Any:
    """The document, numbers exact. Raises CannotTell for anything that JSON does not allow, and for a key given twice."""
    try:
        text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
        return json.loads(
            text, parse_float=Exact, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_without_duplicates
        )
    except UnicodeDecodeError as error:
        raise CannotTell(f"the JSON is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        kind = "empty" if not text.strip() else "not JSON"
        raise CannotTell(f"the text is {kind}: {error.msg} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise CannotTell("the JSON is nested too deeply") from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CannotTell(f"a whole number of {len(text)} digits is too long to compare") from None


def _no_constant(text: str) -> float:
    raise CannotTell(f"{text} is no JSON number")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise CannotTell(f"the JSON has the key {twice!r} twice in one object")
    return made


def plain(value: Any) -> Any:
    """The same value with its decimals as Decimal."""
    if isinstance(value, Exact):
        return value.decimal
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@cache
def _environment() -> JSONPathEnvironment:
    from jsonpath_rfc9535 import JSONPathEnvironment

    from handoff.observe.path_functions import Match, Search

    environment = JSONPathEnvironment()
    environment.function_extensions |= {"match": Match(), "search": Search()}
    return environment


@cache
def compile_path(path: str) -> JSONPathQuery:
    """A path ready to be walked. Raises ValueError when it is no JSONPath of RFC 9535."""
    from jsonpath_rfc9535 import JSONPathError

    try:
        return _environment().compile(path)
    except (JSONPathError, RecursionError) as error:
        reason = str(error).partition(", line")[0] or "it is nested too deeply"
        raise ValueError(f"{path!r} is no JSONPath of RFC 9535: {reason}") from None


def walk(document: Any, path: str) -> Any:
    """What stands at a path: one value for a path that names one place, else the list of all that it selects.

    An empty list is an answer only where a wildcard, slice or filter looked into something that is there. Raises Missing
    when a step of the path leads nowhere, CannotTell when there is too much to walk.
    """
    from jsonpath_rfc9535 import JSONPathError, JSONPathNode

    query = compile_path(path)
    nodes = [JSONPathNode(value=document, location=(), parent=None, root=document)]
    try:
        for segment in query.segments:
            found = list(islice(segment.resolve(nodes), MOST_NODES + 1))
            if len(found) > MOST_NODES:
                raise CannotTell(f"{path} selects more than {MOST_NODES:,} places")
            if nodes and not found and not all(_choose(segment.selectors, node) for node in nodes):
                raise Missing(f"nothing at {path}")
            nodes = found
    except (JSONPathError, RecursionError) as error:
        raise CannotTell(f"{path} cannot be walked here: {error or 'nested too deeply'}") from None
    if query.singular_query():
        return plain(nodes[0].value)
    return [plain(node.value) for node in nodes]


def _choose(selectors: tuple[Any, ...], node: JSONPathNode) -> bool:
    """Whether selecting nothing here is an answer: every selector chooses among members, and there is a list or object."""
    from jsonpath_rfc9535.selectors import FilterSelector, SliceSelector, WildcardSelector

    return isinstance(node.value, dict | list) and all(
        isinstance(selector, FilterSelector | SliceSelector | WildcardSelector) for selector in selectors
    )

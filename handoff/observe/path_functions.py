"""`match()` and `search()` of JSONPath (RFC 9535) without backtracking, so that no filter can hang."""

from __future__ import annotations

from functools import cache
from typing import Any

from iregexp_check import check
from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction

from handoff.observe.patterns import compile_pattern


@cache
def _interoperable(pattern: str) -> Any | None:
    """An I-Regexp (RFC 9485) as RE2 has it, or None when it is none: its dot matches neither line feed nor carriage return."""
    if not check(pattern):
        return None
    made, escaped, inside = "", False, False
    for letter in pattern:
        made += r"[^\n\r]" if letter == "." and not escaped and not inside else letter
        inside = inside if escaped else (letter == "[" or (inside and letter != "]"))
        escaped = letter == "\\" and not escaped
    try:
        return compile_pattern(made)
    except ValueError:
        return None


class _Interoperable(FilterFunction):
    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 - the library declares it this way
    return_type = ExpressionType.LOGICAL
    way = "search"

    def __call__(self, text: object, pattern: object) -> bool:
        compiled = _interoperable(pattern) if isinstance(pattern, str) and isinstance(text, str) else None
        return compiled is not None and getattr(compiled, self.way)(text) is not None


class Match(_Interoperable):
    """`match()` of RFC 9535 without backtracking."""

    way = "fullmatch"


class Search(_Interoperable):
    """`search()` of RFC 9535 without backtracking."""

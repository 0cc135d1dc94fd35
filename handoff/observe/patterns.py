"""Regular expressions that cannot hang: RE2, which matches in time linear in the text."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def compile_pattern(pattern: str) -> Any:
    """A pattern ready to search. Raises ValueError when RE2 does not take it (it has no look-around and no back-references)."""
    import re2  # type: ignore[import-untyped]  # the library ships no stubs

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "not understood"
        told = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(f"{pattern!r} is no regular expression of RE2: {told}") from None

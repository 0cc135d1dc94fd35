"""An expression that is compiled late answers as one that is compiled at once."""

from __future__ import annotations

import re

import pytest

from handoff.model.expression import expression

TEXT = r"(\w)(\d)"


def test_same_answers() -> None:
    """Every method, and what a pattern tells of itself."""
    late, early = expression(TEXT, re.ASCII), re.compile(TEXT, re.ASCII)
    line = "a1 b2"
    assert late.findall(line) == early.findall(line)
    assert late.sub(r"\2\1", line) == early.sub(r"\2\1", line)
    assert late.split(line) == early.split(line)
    assert [match.span() for match in late.finditer(line)] == [match.span() for match in early.finditer(line)]
    for ask in ("search", "match", "fullmatch"):
        assert getattr(late, ask)("a1")[2] == "1"
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


def test_compiled_when_asked() -> None:
    """A broken one says so at its first question, as a pattern would have at once."""
    broken = expression("(")
    with pytest.raises(re.error, match="unterminated"):
        broken.search("")
    with pytest.raises(AttributeError):
        getattr(expression("x"), "no_method")  # noqa: B009 - the very question

"""What is reported of a document, without the secrets that somebody wrote into it: lines, words of claims, remarks of rules."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.secrets.shapes import holds_secret

Shown = TypeVar("Shown")


def without_secrets(shown: Shown, judgement: Judgement) -> Shown:
    """The same result of a check without secrets. Most documents hold none, which one look at their text tells."""
    source = judgement.facts.source
    if not holds_secret(source):
        return shown
    from handoff.secrets.typed import Typed

    return _Clean(Typed(), source).of(shown)  # type: ignore[no-any-return]  # it gives what it was given


class _Clean:
    """Walks through what the model is made of, and makes anew what holds a secret."""

    def __init__(self, typed: Any, source: str) -> None:
        self._typed, self._source = typed, source

    def of(self, value: Any) -> Any:
        if isinstance(value, str):
            # A line knows less of a secret than the lines around it; places in the text must stay true.
            return self._typed.lines(value) if value is self._source else self._typed.text(value)
        if isinstance(value, tuple):
            made = tuple(map(self.of, value))
            return value if all(one is other for one, other in zip(made, value, strict=True)) else made
        if dataclasses.is_dataclass(value) and not isinstance(value, type | Place):
            return self._record(value)
        return value

    def _record(self, value: Any) -> Any:
        changed = {}
        for field in dataclasses.fields(value):
            if field.init and (made := self.of(before := getattr(value, field.name))) is not before:
                changed[field.name] = made
        return dataclasses.replace(value, **changed) if changed else value

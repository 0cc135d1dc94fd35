"""Quantities that a claim states: counts, ratios, percentages, amounts with a unit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated

from .frozen import dataclass

_NUMBER = r"[+\-−]?\d[\d,_]*(?:\.\d+)?"
_RATIO = rf"(?P<n>{_NUMBER})\s*(?:/|of)\s*(?P<of>{_NUMBER})(?:\s+(?P<unit>\S.*))?"
_PERCENT = rf"(?P<percent>{_NUMBER})\s*%(?:\s+(?P<unit>\S.*))?"
_AMOUNT = rf"(?P<n>{_NUMBER})(?:\s*(?P<unit>[^\d\s].*))?"


def number(text: str) -> Decimal:
    """A decimal from text that may hold thousands separators and a typographic minus. Raises ValueError."""
    try:
        found = Decimal(re.sub(r"[,_ ]", "", text.strip().replace("−", "-")))
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None
    if not found.is_finite():
        raise ValueError(f"{text!r} is no finite number")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a claim counts or measures.

    `n` of `of`, or `percent`, in `unit`; `text` for a value that is no number (a date, a name).
    `basis` says what it is computed from: event ids, `commit:SHA`, `tag:NAME`, `session`, or a selection such as
    `kind:bug severity:critical`; several are separated by blanks.
    """

    n: Annotated[Decimal | None, "how many, or how much"] = None
    of: Annotated[Decimal | None, "out of how many"] = None
    percent: Annotated[Decimal | None, "the share, in percent"] = None
    unit: Annotated[str | None, "what is counted or measured"] = None
    basis: Annotated[
        str | None, "what it is computed from: ids, `commit:SHA`, `tag:NAME`, `session`, `kind:bug severity:high`"
    ] = None
    text: Annotated[str | None, "a value that is no number"] = None

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if self.text is not None:
            return self.text
        if self.percent is not None and self.n is None:
            return f"{self.percent} %{unit}"
        of = f" of {self.of}" if self.of is not None else ""
        return f"{self.n}{of}{unit}"


def read_value(text: str) -> Value:
    """A value from its short form: `6/6`, `6 of 6 services`, `95%`, `73 min`; any other text stands for itself."""
    text = text.strip()
    if match := re.fullmatch(_RATIO, text):
        return Value(n=number(match["n"]), of=number(match["of"]), unit=match["unit"])
    if match := re.fullmatch(_PERCENT, text):
        return Value(percent=number(match["percent"]), unit=match["unit"])
    if match := re.fullmatch(_AMOUNT, text):
        return Value(n=number(match["n"]), unit=match["unit"])
    if not text:
        raise ValueError("an empty value says nothing")
    return Value(text=text)

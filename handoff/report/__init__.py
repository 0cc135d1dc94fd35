"""Findings and verdicts as text or data; decides nothing.

A format is a module of this package whose name does not begin with '_': `sarif.py` is the format `sarif` and holds the
function `as_sarif(checked, as_of, options)`, which returns the whole report. Dropping the file in is all there is to do.
A format may also offer `piece(one, options)` and `assembled(pieces, as_of, options)`, so that what it says of documents
that have not changed can be kept.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from handoff.report._numbers import Tally, tally_of, total
from handoff.report._options import PLAIN, Options, RuleHelp, Unread
from handoff.report._pieces import Piece
from handoff.report._visible import visible

if TYPE_CHECKING:
    from handoff.model.judgement import Checked

__all__ = [
    "PLAIN",
    "Options",
    "Piece",
    "RuleHelp",
    "Tally",
    "Unread",
    "assembled",
    "check_schema",
    "formats",
    "in_pieces",
    "piece",
    "report",
    "tally_of",
    "total",
    "visible",
]

Reporter = Callable[[Sequence["Checked"], datetime, Options], str]


def formats() -> list[str]:
    """The names of the formats that there are, text first."""
    names = (info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return sorted(names, key=lambda name: (name != "text", name))


def report(format: str, checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """The report in one of the `formats()`."""
    module = importlib.import_module(f"{__name__}.{format}")
    return cast("Reporter", getattr(module, f"as_{format}"))(checked, as_of, options)


def in_pieces(format: str) -> bool:
    """Whether the format can keep what it says of one document, and put a report together from such pieces."""
    return hasattr(importlib.import_module(f"{__name__}.{format}"), "piece")


def piece(format: str, one: Checked, options: Options = PLAIN) -> Piece:
    """What a format that is `in_pieces` says of one document."""
    return cast("Piece", importlib.import_module(f"{__name__}.{format}").piece(one, options))


def assembled(format: str, pieces: Sequence[Piece], as_of: datetime, options: Options = PLAIN) -> Iterator[bytes]:
    """The report that pieces of a format make, as stretches of UTF-8."""
    return cast("Iterator[bytes]", importlib.import_module(f"{__name__}.{format}").assembled(pieces, as_of, options))


def check_schema() -> str:
    """The JSON Schema (draft 2020-12) of `handoff check --format json`."""
    from importlib import resources

    return resources.files(__name__).joinpath("check.schema.json").read_text(encoding="utf-8")

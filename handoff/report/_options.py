"""How a report is to look, and what it has to say beyond the documents that were checked."""

from __future__ import annotations

from handoff.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHelp:
    """What a report shows of a rule. `help` is Markdown."""

    id: str
    level: str
    summary: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document that could not be checked: its numbers are missing from the report, so the report has to say so."""

    path: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What all formats share; a format takes what it can use.

    `width` is the number of columns to wrap at, 0 for none. `root` and `here` are absolute folders: paths as given are
    read from `here`, and the formats that a platform reads show them relative to `root`.
    """

    colour: bool = False
    width: int = 0
    quiet: bool = False
    strict: bool = False
    rules: tuple[RuleHelp, ...] = ()
    unread: tuple[Unread, ...] = ()
    root: str = ""
    here: str = ""


PLAIN = Options()

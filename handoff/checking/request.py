"""What is asked of a check, and what comes back for each document. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.checking.inputs import Learnt
from handoff.model.frozen import dataclass
from handoff.report import PLAIN, Options, Piece, Unread

if TYPE_CHECKING:
    from handoff.model.judgement import Checked
    from handoff.model.observation import CommitSeen
    from handoff.store.source import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a check. `repository` is where the commits of Markdown documents are looked up, if anywhere.

    With a format in `pieces`, laid out by `options`, no more is kept of a document than what that format says of it. `held`
    is what lies in the sessions of a project, by its file and root, when that was read already.
    """

    as_of: datetime
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    repository: str | None = None
    pieces: str | None = None
    options: Options = PLAIN
    held: Mapping[tuple[str | None, str], Mapping[str, Content]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A document that was checked, whole or as a piece of a report.

    The judgement is the same for every instant from `since` up to `until`; `learnt` is what it shows of the session.
    """

    checked: Checked | None
    piece: Piece | None
    since: datetime
    until: datetime
    learnt: Learnt
    cited: tuple[CommitSeen, ...] = ()
    """What git said of the commits that a Markdown document cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A document that could not be checked, and the exit code for that."""

    unread: Unread
    exit_code: int

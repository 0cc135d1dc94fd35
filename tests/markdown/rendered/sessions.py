"""Judged sessions with their documents: those of the golden shop, those that are shipped, and random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from handoff.config import load_project
from handoff.markdown.blocks import read_blocks
from handoff.markdown.rendered import marks_of, record_of
from handoff.model.events import AnyEvent
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.render import render_handoff, settled_at
from handoff.rules import findings_of
from handoff.store import Library
from handoff.verdicts import judge

from ...store.strategies import ANY_EVENT

ROOT = Path(__file__).parent.parent.parent.parent
FOLDERS = sorted(path.parent for top in ("tests/golden/*/sessions", "sessions") for path in ROOT.glob(f"{top}/*/session.yaml"))
START = datetime(2026, 1, 20, 9, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


class Printed(NamedTuple):
    """A judged session and the text of its HANDOFF.md."""

    judgement: Judgement
    text: str

    @property
    def session(self) -> Session:
        """The session."""
        return self.judgement.facts.session

    def again(self) -> Session:
        """The session as its document alone gives it, with nothing known of the project."""
        document = read_blocks(self.text)
        front = marks_of(document)
        assert front is not None
        return record_of(document, front, "HANDOFF.md", Project())


def printed(facts: Facts) -> Printed:
    """The facts judged and rendered."""
    judgement = judge(facts)
    return Printed(judgement, render_handoff(judgement, findings_of(judgement)))


@cache
def of_folder(folder: Path) -> Printed:
    """The session in a folder, judged as `render` judges it."""
    library = Library(load_project(folder))
    return printed(library.facts_of(folder, settled_at(library.facts_of(folder, LATER), LATER)))


def seen(text: str | None) -> str:
    """A text as a document shows it: on one line, hidden characters written out."""
    from handoff.render.escaping import visible

    return " ".join(visible(text or "").split())


def _named(events: list[AnyEvent]) -> tuple[AnyEvent, ...]:
    return tuple(
        replace(event, id=f"e{number}", summary=event.summary if seen(event.summary) else "told")
        for number, event in enumerate(events)
    )


@st.composite
def random_sessions(draw: st.DrawFn) -> Facts:
    """A session with events of any kind and with anything in any field, which has a word to show for each of them."""
    zone = draw(st.sampled_from(("UTC", "America/New_York", "Asia/Kolkata", None)))
    session = Session(
        id="2026-01-20-random",
        title="random",
        timezone=zone,
        started=START,
        ended=START + timedelta(hours=3),
        events=draw(st.lists(ANY_EVENT, max_size=6).map(_named)),
    )
    return Facts(session=session, project=Project(), as_of=START + timedelta(hours=5))

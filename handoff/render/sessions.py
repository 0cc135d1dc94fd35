"""The sessions around this one: which it continues, which continue it, and what is corrected where."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import NamedTuple

from handoff.model.events import Correction
from handoff.model.judgement import Judgement
from handoff.model.session import Session
from handoff.model.times import has_come

from .escaping import Markdown, code, link


class Corrected(NamedTuple):
    """A correction and where it stands. `here`: this session makes it; otherwise a later one makes it about this session."""

    correction: Correction
    target: str
    session: Session
    here: bool
    where: Markdown


def session_link(id: str) -> Markdown:
    """A link to the document of another session; sessions lie side by side."""
    return link(f"../{id}/HANDOFF.md", id)


def earlier(judgement: Judgement) -> tuple[str, ...]:
    """The sessions that this one continues."""
    return judgement.facts.session.previous


def later(judgement: Judgement) -> tuple[str, ...]:
    """The sessions that say they continue this one."""
    own = judgement.facts.session.id
    return tuple(sorted(other.session.id for other in judgement.facts.linked if own in other.session.previous))


def corrections(judgement: Judgement) -> tuple[Corrected, ...]:
    """What linked sessions correct about this one, then what this one corrects.

    Another session may name what is not here; that is its mistake, and told where it was made.
    """
    own = judgement.facts.session
    here = {*(event.id for event in own.events), *(look.id for look in judgement.facts.observations)}
    there = {other.session.id for other in judgement.facts.linked}
    found = [
        Corrected(correction, event, other.session, False, _at(other.session, correction))
        for other in sorted(judgement.facts.linked, key=lambda facts: facts.session.id)
        for correction in other.session.of(Correction)
        for session, _, event in [correction.corrects.rpartition("#")]
        if session == own.id and event.partition("/")[0] in here
    ]
    found += [Corrected(one, one.corrects, own, True, _of(one.corrects, there)) for one in own.of(Correction)]
    return tuple(found)


def _at(session: Session, correction: Correction) -> Markdown:
    return Markdown(f"{session_link(session.id)} ({code(correction.id)})")


def _of(target: str, there: Container[str]) -> Markdown:
    session, hash, event = target.rpartition("#")
    if not hash:
        return code(target)
    return Markdown(f"{code(event)} of {session_link(session) if session in there else code(session)}")


def newest_word(judgement: Judgement, now: datetime) -> datetime | None:
    """The newest correction that a linked session has made about this one by now."""
    made = (one.correction.when for one in corrections(judgement) if not one.here)
    return max((instant for instant in made if instant and has_come(instant, now)), default=None)

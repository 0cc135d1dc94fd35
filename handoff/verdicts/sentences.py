"""What evidence says, in a sentence: for a claim and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.model.claim import Exhibit
from handoff.model.events import Evidence
from handoff.model.observation import RunSeen
from handoff.verdicts.polarity import failure_in
from handoff.verdicts.strength import enough
from handoff.verdicts.times import clock_text

if TYPE_CHECKING:
    from handoff.verdicts.case import Case


def support_sentence(case: Case, exhibit: Exhibit) -> str:
    """What was shown, by what and when."""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    strength = case.strength_of(exhibit)
    again = ", performed again" if strength == "reperformed" else ""
    how = f"seen by the tool{again}" if enough(strength, "observed") else "quoted"
    return f"{exhibit.id}{when}, {how}{_beside_commit(exhibit)}: {brief(exhibit.text)}"


def _beside_commit(exhibit: Exhibit) -> str:
    """What ran on a work tree that differs from its commit shows nothing of that commit alone (principle 3)."""
    source = exhibit.source
    if not isinstance(source, RunSeen) or not source.dirty:
        return ""
    beside = f" beside {source.commit[:10]}" if source.commit else ""
    return f", on a tree with uncommitted files{beside}"


def against_sentence(case: Case, exhibit: Exhibit) -> str:
    """What speaks against the claim, in its own words."""
    source = exhibit.source
    told = failure_in(source.output) if isinstance(source, Evidence) and source.output else ""
    if not told and isinstance(source, Evidence):
        told = f"HTTP {source.status}" if source.status else f"exit code {source.exit}" if source.exit else ""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    return f"{exhibit.id}{when} speaks against it: {brief(told or exhibit.text)}"


def brief(text: str, limit: int = 140) -> str:
    """One line of a text, cut with a mark."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"

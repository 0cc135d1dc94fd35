"""Why a claim is judged as it is: the verdict, and everything that was looked at for it, with its place and words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from handoff.errors import UsageError

if TYPE_CHECKING:
    from handoff.model.claim import Exhibit, Verdict
    from handoff.model.judgement import Judgement


class Explained(NamedTuple):
    """A verdict and the judgement that it is a part of."""

    verdict: Verdict
    judgement: Judgement


def claims_named(name: str, session: str | None, as_of: str | None) -> list[Explained]:
    """The claims that an event makes, or the one with this id; none when there is no such event.

    `name` is EVENT or SESSION#EVENT. Raises UsageError for a session that is not there, BadRecord for one that does not load.
    """
    from handoff.checking.showing import without_secrets
    from handoff.cli._render import Renderer
    from handoff.cli._surroundings import now, project_here

    before, mark, id = name.rpartition("#")
    renderer = Renderer(project_here())
    try:
        folder = renderer.find(before if mark else session)
    except UsageError:
        if mark or session:
            raise
        return []
    judgement = renderer.judge(folder, now(as_of)).judgement
    judgement = without_secrets(judgement, judgement)
    return [Explained(one, judgement) for one in judgement.verdicts if id in (one.claim.id, one.claim.event)]


def claim_names(name: str, session: str | None) -> list[str]:
    """The names of the claims of the session that a name means, as that name is written; none without such a session."""
    from handoff.cli._render import Renderer
    from handoff.cli._surroundings import now, project_here
    from handoff.errors import HandoffError

    before, mark, _id = name.rpartition("#")
    renderer = Renderer(project_here())
    try:
        verdicts = renderer.judge(renderer.find(before if mark else session), now()).judgement.verdicts
    except HandoffError:
        return []
    return [f"{before}{mark}{id}" for one in verdicts for id in dict.fromkeys((one.claim.id, one.claim.event))]


def claim_lines(one: Explained) -> Iterator[str]:
    """The verdict as `check` prints it, and what was looked at."""
    from handoff.report import PLAIN
    from handoff.report._page import Page

    verdict, judgement = one
    page = Page(PLAIN)
    yield from page.explained(verdict, judgement)
    for id in verdict.evidence:
        where, said = _shown(judgement, id)
        yield from page.labelled("looked at", f"{id}{f' ({where})' if where else ''}{f': {said}' if said else ''}")


def claim_json(one: Explained) -> dict[str, Any]:
    """The same as data."""
    from handoff.report._problems import stated

    verdict, judgement = one
    claim = verdict.claim
    return {
        "claim": claim.id,
        "path": claim.place.path,
        "line": stated(claim).line,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "text": claim.text,
        "verdict": verdict.answer,
        "reasons": list(verdict.reasons),
        "why": list(verdict.why),
        "evidence": [
            {"id": id, "place": where or None, "said": said or None}
            for id in verdict.evidence
            for where, said in [_shown(judgement, id)]
        ],
        "would_support": verdict.would_support,
    }


def _shown(judgement: Judgement, id: str) -> tuple[str, str]:
    """Where a piece of evidence stands, and what it says there; empty where nobody knows."""
    session = judgement.facts.session
    exhibit = next((one for one in judgement.exhibits if one.id == id), None)
    if exhibit is not None:
        return _place(exhibit, judgement), _words(exhibit)
    other, mark, name = id.rpartition("#")
    known = [facts.session for facts in (judgement.facts, *judgement.facts.linked)]
    for record in known:
        with suppress(StopIteration):
            if record.id == (other if mark else session.id):
                event = next(one for one in record.events if one.id == name)
                return str(event.place), event.summary
    return "", ""


def _place(exhibit: Exhibit, judgement: Judgement) -> str:
    if exhibit.place.path:
        return str(exhibit.place)
    at = f", {exhibit.at.isoformat()}" if exhibit.at else ""
    return f"seen by the tool{at}"


def _words(exhibit: Exhibit) -> str:
    asked = f"{exhibit.check} → " if exhibit.check else ""
    return f"{asked}{exhibit.text}"

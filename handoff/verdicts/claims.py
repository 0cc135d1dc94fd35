"""Which claims a record makes: claim events are claims, and some other kinds make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handoff.model.claim import Claim
from handoff.model.events import AnyEvent, ClaimEvent, Closing, Commit, Deployment, Event, Fix
from handoff.model.predicates import Predicate
from handoff.model.session import Session
from handoff.model.times import written
from handoff.model.value import Value

# The unit of a claim of how much a commit changes.
NUMBERS = "numbers"


def claims_of(session: Session) -> tuple[Claim, ...]:
    """Every claim of a session, in the order of the record."""
    found: list[Claim] = []
    for event in session.events:
        if (made := _MADE_BY.get(type(event))) is not None:
            found += made(event)
    return tuple(found)


def _of_claim(event: ClaimEvent) -> list[Claim]:
    claim = Claim(
        id=event.id,
        event=event.id,
        subject=event.subject,
        predicate=event.predicate,
        text=event.summary,
        as_of=event.as_of or event.when,
        value=event.value,
        each=event.each,
        members=event.members,
        window=event.window,
        revision=event.revision,
        commit=event.commit,
        scope=event.scope,
        modality=event.modality,
        mark=str(event.extra.get("x-why", "")),
        evidence=event.evidence,
        place=event.place,
    )
    return [claim]


def _of_commit(event: Commit) -> list[Claim]:
    there = _made(event, "committed", event.id, commit=event.sha, lists=event.bare)
    numbers = _numbers_of(event)
    if event.at is None:
        return [there, *numbers]
    when = Value(text=written(event.at), unit="time", basis=f"commit:{event.sha}")
    text = f"commit {event.sha} was made at {written(event.at)}"
    return [there, _made(event, "value", event.id, "time", text=text, commit=event.sha, value=when), *numbers]


def _numbers_of(event: Commit) -> list[Claim]:
    """What a commit is said to change is a claim of its own: where a number is off, the commit is still there."""
    stated = [
        f"{count} {what if count == 1 else many}{more}"
        for count, what, many, more in (
            (event.files, "file", "files", ""),
            (event.insertions, "line", "lines", " added"),
            (event.deletions, "line", "lines", " removed"),
        )
        if count is not None
    ]
    if not stated:
        return []
    numbers = Value(text=", ".join(stated), unit=NUMBERS, basis=f"commit:{event.sha}")
    text = f"commit {event.sha[:12]} has {numbers.text}"
    return [_made(event, "value", event.id, NUMBERS, text=text, commit=event.sha, value=numbers)]


def _of_fix(event: Fix) -> list[Claim]:
    if event.state in ("verified", "guarded"):
        return [_made(event, "fixed", event.id, evidence=event.evidence)]
    return [_made(event, "deployed", event.id, evidence=event.evidence)] if event.state == "deployed" else []


def _of_deployment(event: Deployment) -> list[Claim]:
    if event.result != "succeeded":
        return []
    return [
        _made(
            event,
            "deployed",
            event.service,
            revision=event.revision,
            commit=event.commit,
            digest=event.digest,
            evidence=event.evidence,
        )
    ]


def _of_closing(event: Closing) -> list[Claim]:
    return [_made(event, "complete", event.of, evidence=event.evidence)] if event.state == "done" else []


def _made(
    event: AnyEvent,
    predicate: Predicate,
    subject: str,
    suffix: str = "",
    *,
    text: str = "",
    value: Value | None = None,
    revision: str | None = None,
    commit: str | None = None,
    digest: str | None = None,
    evidence: tuple[str, ...] = (),
    lists: bool = False,
) -> Claim:
    return Claim(
        id=f"{event.id}/{suffix or predicate}",
        event=event.id,
        subject=subject,
        predicate=predicate,
        text=text or event.summary,
        as_of=event.when,
        value=value,
        revision=revision,
        commit=commit,
        digest=digest,
        evidence=evidence,
        lists=lists,
        place=event.place,
    )


_MADE_BY: dict[type[Event], Callable[[Any], list[Claim]]] = {
    ClaimEvent: _of_claim, Commit: _of_commit, Fix: _of_fix, Deployment: _of_deployment, Closing: _of_closing,
}  # fmt: skip

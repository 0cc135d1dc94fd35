"""Which claims a record makes: claim events are claims, and some other kinds make them."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.claim import Claim
from handoff.model.events import AnyEvent, ClaimEvent, Closing, Commit, Deployment, Fix
from handoff.model.predicates import Predicate
from handoff.model.session import Session
from handoff.model.times import written
from handoff.model.value import Value


def claims_of(session: Session) -> tuple[Claim, ...]:
    """Every claim of a session, in the order of the record."""
    return tuple(claim for event in session.events for claim in _made_by(event))


def _made_by(event: AnyEvent) -> Iterator[Claim]:
    match event:
        case ClaimEvent():
            yield Claim(
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
        case Commit():
            yield _made(event, "committed", event.id, commit=event.sha)
            if event.at is not None:
                when = Value(text=written(event.at), unit="time", basis=f"commit:{event.sha}")
                text = f"commit {event.sha} was made at {written(event.at)}"
                yield _made(event, "value", event.id, "time", text=text, commit=event.sha, value=when)
        case Fix():
            if event.state in ("verified", "guarded"):
                yield _made(event, "fixed", event.id, evidence=event.evidence)
            elif event.state == "deployed":
                yield _made(event, "deployed", event.id, evidence=event.evidence)
        case Deployment():
            if event.result == "succeeded":
                yield _made(
                    event,
                    "deployed",
                    event.service,
                    revision=event.revision,
                    commit=event.commit,
                    digest=event.digest,
                    evidence=event.evidence,
                )
        case Closing():
            if event.state == "done":
                yield _made(event, "complete", event.of, evidence=event.evidence)
        case _:
            pass


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
        place=event.place,
    )

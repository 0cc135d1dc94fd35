"""Comments for the draft: on which line of the document an event was found, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.markdown.outline import Outline
from handoff.markdown.owners import due_without_date
from handoff.model.events import AnyEvent, Bug, ClaimEvent, Commit, Deployment, Evidence, Fix, NextStep, Note, RootCause
from handoff.model.session import Session

LOOK = "look: "
# With what the id of a document begins that names no date.
NO_DAY = "0000-00-00"
# Without these a kind of event cannot be judged, or helps nobody.
_WANTED = {
    "bug": (("severity", "how bad it was"), ("symptoms", "what was seen")),
    "root-cause": (("verdict", "how sure that is"),),
    "deployment": (("at", "when"), ("result", "how it came out")),
    "fix": (("commits", "which commits hold it"),),
    "commit": (),
}  # fmt: skip


def remark_of(event: AnyEvent, made: AnyEvent) -> str:
    """The comment for an event of the document and what was made of it: its line, then a line for each doubt."""
    doubts = [*_doubts(event), *_of_subject(made)]
    return "\n".join((f"line {event.place.line}{_because(event)}", *(LOOK + one for one in doubts)))


def _of_subject(made: AnyEvent) -> Iterator[str]:
    if isinstance(made, ClaimEvent) and made.subject == made.id:
        yield "the line names nothing that it is about: put a service or the thing as its subject"


def _because(event: AnyEvent) -> str:
    why = event.extra.get("x-why")
    return f", taken for a claim: {why}" if isinstance(event, ClaimEvent) and why else ""


def _doubts(event: AnyEvent) -> Iterator[str]:
    missing = [words for field, words in _WANTED.get(event.kind, ()) if not getattr(event, field)]
    if missing:
        yield f"the document does not say {', '.join(missing)}, or not so that it could be read"
    if isinstance(event, NextStep) and (due := due_without_date(event.summary)):
        yield f"“{due}” names no date; write `due: YYYY-MM-DD`"
    match event:
        case ClaimEvent():
            yield from _of_claim(event)
        case Evidence():
            yield (
                "quoted from the document; when it was looked at is not known"
                if event.at is None
                else "quoted from the document"
            )
        case Fix() | Bug() | RootCause() | NextStep() | Note() | Commit() | Deployment() if event.summary.endswith("…"):
            yield "the summary was cut; the whole line is in the text"
        case _:
            pass


def _of_claim(event: ClaimEvent) -> Iterator[str]:
    if against := event.extra.get("x-contradicted"):
        yield f"the document speaks against it: {against}"
    if mixed := event.extra.get("x-mixed"):
        yield str(mixed)
    near = event.extra.get("x-near")
    for one in near if isinstance(near, list) else ():
        yield f"comes near, and does not count: {one}"
    if event.modality == "inferred":
        yield "the document hedges here"
    if event.predicate != "value" and not event.evidence and not near:
        yield "nothing in its section is offered that a reader could check"


def of_header(session: Session, named: str, outline: Outline, timed: bool) -> Iterator[str]:
    """What to look at in the header. `named` is the document, `timed` whether it names times of day."""
    if outline.written is not None:
        yield "the document names no day but the one on which it was written; that is in the id"
    elif session.id.startswith(NO_DAY):
        said = f"only a month (“{outline.month}”)" if outline.month else "no date"
        yield f"the document names {said}; the id has the day of the import: import again with --id DATE-SLUG"
    if session.timezone is None:
        if timed:
            yield "no time zone is named, so times of day were left out: import again with --tz ZONE"
    elif timed and not outline.zoned:
        yield f"the document names no time zone; its times were read in {session.timezone}"
    if session.started is None:
        yield "started is not known: the document names no range of times that could be read"
    elif session.ended is None:
        yield "ended is not known"
    mended = session.extra.get("x-mis-decoded")
    if isinstance(mended, dict):
        lines = ", ".join(map(str, mended["lines"][:8])) + (" …" if len(mended["lines"]) > 8 else "")
        yield (f"{len(mended['lines'])} lines of {named} had been read as {mended['table']} and were put right (lines {lines})")

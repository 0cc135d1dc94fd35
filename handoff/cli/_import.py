"""What `handoff import` does, without typer: read a document, make its draft, put it where it belongs."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.cli._surroundings import here, now, project_here, say
from handoff.errors import BadInput, UsageError
from handoff.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date

    from handoff.markdown.draft import Draft
    from handoff.model.project import Project
    from handoff.model.session import Session

STDIN = "-"
_MARKDOWN = frozenset({"", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text"})
WHAT_COUNTS = (
    "a draft's claims are unverified: in a document what is quoted counts as quoted, in a draft somebody has to confirm it"
)
DIGEST = "x-digest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for. `project` has the sessions into which drafts go, and the zone of last resort."""

    project: Project
    previous: tuple[str, ...]
    id: str | None
    printed: bool

    @classmethod
    def of(cls, tz: str | None, previous: str | None, id: str | None, output: str | None) -> Wanted:
        """Raises UsageError for a zone, session or id that is none."""
        from handoff.cli.new import zone_named
        from handoff.model.identifiers import SESSION_ID
        from handoff.store import find_session

        if id is not None and not SESSION_ID.fits(id):
            raise UsageError(f"--id {id!r} is no {SESSION_ID.name}: it wants {SESSION_ID.wants}")
        project = project_here()
        continued = (find_session(project, previous).name,) if previous is not None else ()
        if tz is not None:
            project = replace(project, timezone=zone_named(tz).key)
        if output is not None and output != STDIN:
            project = replace(project, root=".", sessions=output)
        return cls(project, continued, id, output == STDIN)


def draft_from(document: str, wanted: Wanted) -> Draft:
    """The draft of a document, whose name and digest it keeps. Raises BadInput, UsageError."""
    from handoff.markdown.draft import draft_of, made_as
    from handoff.model.session import IMPORTED
    from handoff.secrets.shapes import holds_secret
    from handoff.secrets.typed import Typed
    from handoff.store.source import decoded

    name = "standard input" if document == STDIN else document
    data = _content(document)
    text = decoded(data, name)
    if "\0" in text:
        raise BadInput(f"{name} is no text: there are NUL bytes in it", "import reads Markdown")
    if not text.strip():
        raise BadInput(f"{name} is empty", "there is nothing to import")
    if (kind := made_as(text)) not in (None, "handoff"):
        raise BadInput(f"{name} is a {kind} that handoff made: it shows only a part of its record", "import its HANDOFF.md")
    if holds_secret(text):
        # Before anything is made of it: a name, an id, a line to look at.
        text = Typed().lines(text)
    draft = draft_of(text, _shown(document, wanted.project) if document != STDIN else name, wanted.project, now().date())
    extra = {IMPORTED: draft.document, DIGEST: f"sha256:{sha256(data).hexdigest()}"}
    draft = _without_failures(draft)
    session = draft.session
    return replace(
        draft,
        session=replace(
            session,
            id=wanted.id or session.id or _dated_id(session, now().date()),
            previous=tuple(dict.fromkeys((*session.previous, *wanted.previous))),
            extra=extra,
        ),
    )


def _without_failures(draft: Draft) -> Draft:
    """The draft with no claim that cites what tells of a failure: mostly it is the fault that was mended.

    The output stays in the draft, and the claim's comment names it. One of our own documents says itself what is cited.
    """
    from handoff.markdown.draft.remarks import LOOK
    from handoff.model.events import ClaimEvent, Evidence
    from handoff.verdicts.polarity import passed

    failing = {one.id for one in draft.session.of(Evidence) if passed(one) is False} if draft.remarks else set()
    if not failing:
        return draft
    events, remarks = list(draft.session.events), dict(draft.remarks)
    for place, event in enumerate(events):
        if isinstance(event, ClaimEvent) and (left_out := [id for id in event.evidence if id in failing]):
            events[place] = replace(event, evidence=tuple(id for id in event.evidence if id not in failing))
            said = f"{', '.join(left_out)} near it: told as a failure, so it is not cited for this"
            remarks[event.id] += f"\n{LOOK}{said}"
    return replace(draft, session=replace(draft.session, events=tuple(events)), remarks=remarks)


def _dated_id(session: Session, today: date) -> str:
    """An id for a document that names none: the day of its start, else today, and its title."""
    from handoff.model.identifiers import slug_of

    return f"{session.day or today}-{slug_of(session.title, nothing='session')}"


def _content(document: str) -> bytes:
    from handoff.store.source import read_bytes

    if document == STDIN:
        return sys.stdin.buffer.read()
    path = Path(document)
    if path.is_dir():
        raise BadInput(f"{document} is a folder", "name the Markdown documents in it")
    data = read_bytes(path)
    if path.suffix.lower() not in _MARKDOWN:
        hint = (
            "`handoff check` reads records"
            if path.suffix in (".yaml", ".yml")
            else "give it as `-` if it is Markdown after all"
        )
        raise BadInput(f"{document} is no Markdown: its name ends in {path.suffix}", hint)
    return data


def _shown(document: str, project: Project) -> str:
    """The document's path from the project's root, or its name when it lies elsewhere: no path of one machine stays behind."""
    path = os.path.relpath(here() / document, project.root)
    return Path(path).name if path.startswith("..") else path


def put(draft: Draft, wanted: Wanted) -> bool:
    """Write the draft and say what is in it; whether it holds claims that come out otherwise than those of its document.

    Those of a document that we made do not. Raises BadInput when its id is taken, CouldNotWrite.
    """
    from handoff.store.folders import create_session
    from handoff.store.write import session_text

    if wanted.printed:
        sys.stdout.write(session_text(draft.session, draft.remarks, draft.head))
        _tell(draft, "in the draft")
        return _unverified(draft)
    made = create_session(wanted.project, draft.session, draft.remarks, draft.head)
    sys.stdout.write(f"{made}\n")
    _tell(draft, f"in {made / 'session.yaml'}")
    return _unverified(draft)


def _unverified(draft: Draft) -> bool:
    return bool(draft.remarks) and any(event.kind == "claim" for event in draft.session.events)


def _tell(draft: Draft, where: str) -> None:
    doubts = draft.doubts
    look = f"{doubts} {'place' if doubts == 1 else 'places'} to look at, marked `look:` {where}" if doubts else "nothing marked"
    day = "" if draft.dated else "; dated today, for it names no day"
    say(f"{draft.document}: {draft.found}; {look}{day}")

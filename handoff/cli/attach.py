"""`handoff attach`: a file as evidence, read for what it says, kept with the session."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from handoff.cli._options import here, now, say
from handoff.errors import BadInput, UsageError

if TYPE_CHECKING:
    from handoff.model.events import Evidence
    from handoff.model.predicates import Level
    from handoff.observe.attachments import Attachment

MOST = 16 << 20


def attach(
    file: Annotated[Path, typer.Argument(help="The file.")],
    summary: Annotated[
        str | None, typer.Argument(help="One line that says what it is; made from the file when left out.")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="SUBJECT", help="What it is about: a service, bug, fix …")] = None,
    level: Annotated[str | None, typer.Option(metavar="LEVEL", help="How much it shows, when its kind does not say.")] = None,
    read_as: Annotated[
        Literal["junit", "health", "sarif", "file"] | None, typer.Option("--as", help="What it is, when that cannot be seen.")
    ] = None,
    observed: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it was made; the file's own time when left out.")
    ] = None,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; made from the summary when left out.")] = None,
    session: Annotated[str | None, typer.Option(metavar="ID", help="The session; the newest open one when left out.")] = None,
) -> None:
    """Attach a file as evidence: it is kept with the session, without its secrets, and an `evidence` event cites it by digest.

    \b
    handoff attach report.xml                     a JUnit report: its counts, and what failed
    handoff attach health.json --about portal     a health+json body: its status, checks and release
    handoff attach lint.sarif                     a SARIF file: its findings and the commit they are of
    handoff attach screen.png --about portal      any other file, as it is

    It counts as an imported record: more than a quotation, less than what the tool has run itself (`handoff run`).

    Exit codes: 0 attached; 2 usage; 3 the file or the record cannot be read as what it should be; 4 nothing could be written.
    """
    from handoff.config import load_project
    from handoff.observe.attachments import read_attachment
    from handoff.store import find_session, keep_evidence
    from handoff.store.append import Draft, opened

    data, made = _read(file)
    found = read_attachment(data, str(file), read_as)
    kept, hidden = _without_secrets(found, data)
    project = load_project(here())
    folder = find_session(project, session)
    with opened(folder, lambda: project) as record:
        when = _time(observed, record.clock) if observed else found.observed or made
    path, digest = keep_evidence(folder, kept, found.suffix)
    draft = Draft.of(_event(found, file, summary, about, _level(level), when, path, digest))
    draft.id = id
    with opened(folder, lambda: project) as record:
        (name,) = record.append([draft])
    sys.stdout.write(f"{name}\n")
    secrets = f"; secrets hidden in {hidden} place{'s' if hidden > 1 else ''}" if hidden else ""
    say(f"handoff: {draft.summary}{secrets}")


def _read(file: Path) -> tuple[bytes, datetime]:
    """The content of a regular file and when it was last written."""
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise BadInput(f"{file}: is no regular file")
        if state.st_size > MOST:
            raise BadInput(
                f"{file}: has {state.st_size} bytes, more than {MOST} are not attached", "attach the part that matters"
            )
        return file.read_bytes(), datetime.fromtimestamp(int(state.st_mtime), UTC)
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror}") from None


def _without_secrets(found: Attachment, data: bytes) -> tuple[bytes, int]:
    """The content as it is kept, and how many secrets were hidden. What is no text cannot be searched, and that is said."""
    import os

    from handoff.observe.attachments import text_of
    from handoff.secrets.redactor import Redactor

    text = text_of(data)
    if text is None:
        say("handoff: note: this is no text, so it is kept as it is; make sure that it shows no secrets")
        return data, 0
    redactor = Redactor.of_environment(os.environ)
    return redactor.text(text).encode(), redactor.hidden


def _event(
    found: Attachment,
    file: Path,
    summary: str | None,
    about: str | None,
    level: Level | None,
    when: datetime,
    path: str,
    digest: str,
) -> Evidence:
    import os
    from decimal import Decimal

    from handoff.model.events import Evidence
    from handoff.model.value import Value
    from handoff.observe.capture import excerpt, readable
    from handoff.secrets.redactor import Redactor

    redactor = Redactor.of_environment(os.environ)
    output = excerpt(readable(redactor.text(found.output)))
    return Evidence(
        id="made-later",
        summary=redactor.text(summary or " ".join(found.summary.split())),
        at=now(),
        via=found.via,
        subject=about or found.subject,
        level=level or found.level,
        asked=file.name,
        outcome=found.outcome,
        output=output or None,
        value=Value(n=Decimal(found.passed), of=Decimal(found.total or 0), unit="tests") if found.passed is not None else None,
        observed=when,
        revision=found.revision,
        commit=found.commit,
        file=path,
        digest=digest,
    )


def _level(text: str | None) -> Level | None:
    from handoff.model.predicates import Level

    for known in get_args(Level):
        if text == known:
            return known  # type: ignore[no-any-return]  # get_args does not know the type of what it gives
    if text is None:
        return None
    raise UsageError(f"--level: {text!r} is not one of {', '.join(get_args(Level))}")


def _time(text: str, clock: object) -> datetime:
    from zoneinfo import ZoneInfo

    from handoff.model.clock import Clock

    zone, day = getattr(clock, "zone", None), getattr(clock, "day", None)
    try:
        return Clock(zone if isinstance(zone, ZoneInfo) else None, day, now()).read(text)
    except ValueError as error:
        raise UsageError(f"--observed: {error}") from None

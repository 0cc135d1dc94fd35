"""`handoff edit`: the record in your editor, put in place only when it loads."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handoff.errors import BadRecord, CouldNotWrite, UsageError

from ._surroundings import project_here, say

if TYPE_CHECKING:
    from handoff.model.project import Project

# Beside the record, so that the editor finds the schema that the first line names.
ASIDE = "session.edit.yaml"


def edit(
    session: Annotated[
        str | None, typer.Argument(metavar="[SESSION]", help="The session. Default: the newest open one.", show_default=False)
    ] = None,
) -> None:
    """Open a copy of the record in $VISUAL or $EDITOR. A copy that does not load is kept aside; the record stays as it is."""
    from handoff.store.folders import find_session
    from handoff.store.source import read_bytes

    project = project_here()
    folder = find_session(project, session)
    record, copy = folder / "session.yaml", folder / ASIDE
    before = read_bytes(record)
    if copy.exists():
        say(f"handoff: going on with the edit that was kept in {copy}; delete it to begin again")
    else:
        try:
            copy.write_bytes(before)
        except OSError as error:
            raise CouldNotWrite.because(f"cannot make a copy to edit, {copy}", error, "the record stands as it was") from None
    _open_editor(copy)
    edited = read_bytes(copy)
    if edited == before:
        copy.unlink()
        say("handoff: nothing changed")
        return
    _put(record, copy, before, edited, project)


def _open_editor(copy: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, ("vi", "nano")), "")
    if not command:
        raise UsageError("there is no editor", "set VISUAL or EDITOR")
    try:
        # The user's own environment names the program; it is theirs to run.
        left = subprocess.run([*shlex.split(command), str(copy)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot start the editor {command!r}: {error}", "set VISUAL or EDITOR") from None
    if left:
        raise CouldNotWrite(f"the editor left with {left}; the record stands as it was", f"the copy is kept in {copy}")


def _put(record: Path, copy: Path, before: bytes, edited: bytes, project: Project) -> None:
    from handoff.store.atomic import locked, replace
    from handoff.store.load import parse_session
    from handoff.store.source import decoded, read_bytes

    with locked(Path(os.path.realpath(record)).parent):
        current = read_bytes(record)
        if current != before:
            if not current.startswith(before):
                raise CouldNotWrite(f"{record} was changed by somebody else meanwhile", f"your edit is kept in {copy}")
            # Events were appended while the editor was open; they come behind what was edited.
            edited += b"" if edited.endswith(b"\n") else b"\n"
            edited += current[len(before) :]
        try:
            parse_session(decoded(edited, str(copy)), str(copy), project)
        except BadRecord as error:
            hint = f"the record stands as it was; mend the copy with `handoff edit {record.parent.name}`"
            raise BadRecord(error.problems, hint) from None
        replace(record, edited)
    copy.unlink()

"""What `handoff render` does, without typer: judge, render, write or compare, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handoff.cli._fast_path import read_words
from handoff.cli._surroundings import here, now, say
from handoff.errors import CouldNotWrite, UsageError

if TYPE_CHECKING:
    from handoff.model.finding import Finding
    from handoff.model.judgement import Judgement
    from handoff.model.project import Project
    from handoff.render import Documents
    from handoff.store import Library

_VALUED = {"--template": "template", "-t": "template", "--output": "output", "-o": "output", "--as-of": "as_of"}
# What `render` writes when nobody names a template.
DEFAULT = ("handoff", "checklist")


class Asked(NamedTuple):
    """What the command line asks for."""

    session: str | None = None
    template: str | None = None
    output: str | None = None
    check: bool = False
    as_of: str | None = None


def read_render(words: Sequence[str]) -> Asked | None:
    """What a well-formed command line asks for; None when typer should read it."""
    read = read_words(words, {"--check": "check"}, _VALUED)
    if read is None or len(read[0]) > 1:
        return None
    given = {name: values[-1] for name, values in read[1].items()}
    return Asked(
        session=read[0][0] if read[0] else None,
        template=given.get("template"),
        output=given.get("output"),
        check="check" in given,
        as_of=given.get("as_of"),
    )


def run_render(asked: Asked) -> int:
    """Render, or with `check` compare; what the process should return.

    Raises UsageError when what is asked makes no sense, BadRecord or BadInput when a record or template does not load,
    CouldNotWrite when a document cannot be written.
    """
    from handoff.config import load_project

    if asked.check and asked.output is not None:
        raise UsageError("--check writes nothing, so --output has no meaning with it")
    renderer = Renderer(load_project(here()))
    if asked.check:
        return _compare(renderer, asked)
    folder = renderer.find(asked.session)
    if asked.output is not None:
        _put(asked.output, renderer.documents(folder, _instant(asked)).render(asked.template or DEFAULT[0]))
        return 0
    names = (asked.template,) if asked.template else DEFAULT
    for path in renderer.write(folder, _instant(asked), names):
        sys.stdout.write(f"{_shown(path)}\n")
    return 0


class Judged(NamedTuple):
    """A session after the judge and the rules."""

    judgement: Judgement
    findings: tuple[Finding, ...]


class Renderer:
    """Renders the sessions of one project; those that link to each other are read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._library: Library | None = None

    def find(self, name: str | None) -> Path:
        """The folder of the session that is meant; without a name also one that has ended, when none is open."""
        from handoff.store import find_session, session_folders

        if name or os.environ.get("HANDOFF_SESSION"):
            return find_session(self.project, name)
        try:
            return find_session(self.project)
        except UsageError:
            if not session_folders(self.project):
                raise
            folder = find_session(self.project, "last")
            say(f"no session is open; this is the newest, {folder.name}")
            return folder

    def judge(self, folder: Path, as_of: datetime | None = None) -> Judged:
        """A session judged for an instant, by default the newest that it knows of. Raises BadRecord, BadInput."""
        import dataclasses

        from handoff.render import settled_at
        from handoff.rules import findings_of
        from handoff.store import Library
        from handoff.verdicts import judge

        if self._library is None:
            self._library = Library(self.project)
        facts = self._library.facts_with_closings(folder, as_of or now())
        if as_of is None:
            instant = settled_at(facts, now())
            linked = tuple(dataclasses.replace(other, as_of=instant) for other in facts.linked)
            facts = dataclasses.replace(facts, as_of=instant, linked=linked)
        judgement = judge(facts)
        return Judged(judgement, findings_of(judgement))

    def documents(self, folder: Path, as_of: datetime | None = None) -> Documents:
        """The documents of a session. Raises BadRecord, BadInput when it does not load."""
        return self.of(self.judge(folder, as_of))

    def of(self, judged: Judged) -> Documents:
        """The documents of a judged session, by the project's own templates where it has some."""
        from handoff.render import Documents
        from handoff.store.cache import folder as cache_folder

        cache = cache_folder()
        return Documents(*judged, self.templates(), cache / "templates" if cache else None)

    def templates(self) -> Path | None:
        """The project's own templates, when it has any. Raises UsageError when they lie outside the project."""
        folder = Path(self.project.root) / self.project.templates
        if not folder.is_dir():
            return None
        if not folder.resolve().is_relative_to(Path(self.project.root).resolve()):
            raise UsageError(f"the templates folder {folder} lies outside the project", "keep templates in the project")
        return folder

    def write(self, folder: Path, as_of: datetime | None = None, names: Sequence[str] = DEFAULT) -> list[Path]:
        """Write the documents of a session beside its record, each whole or not at all; their paths."""
        from handoff.render import file_name
        from handoff.store import write_document

        documents = self.documents(folder, as_of)
        texts = {folder / file_name(name): documents.render(name) for name in names}
        for path, text in texts.items():
            write_document(path, text)
        return list(texts)

    def outdated(self, path: Path, template: str, as_of: datetime | None = None) -> str:
        """Why a document is out of date; nothing when it says what would be rendered now for its own instant."""
        from handoff.render import judged_at, made_from, same, settled_at
        from handoff.store import read_document

        text = read_document(path)
        if text is None:
            return "it is missing"
        instant = as_of or judged_at(text)
        if instant is None:
            return "it does not say for which instant it was judged"
        judged = self.judge(path.parent, instant)
        if settled_at(judged.judgement.facts, now()) > instant and as_of is None:
            return "something newer is known: an event, a look or a correction"
        if same(text, self.of(judged).render(template)):
            return ""
        if not made_from(text, judged.judgement.facts):
            return "the record has changed since"
        # A document keeps a digest of its record and of nothing else, so what of the two it was cannot be told.
        changed = "an observation, a linked session, the configuration, a rule or a template"
        return f"somebody edited it by hand, or what it rests on has changed since: {changed}"


def _instant(asked: Asked) -> datetime | None:
    """The instant to judge for: named, fixed by SOURCE_DATE_EPOCH, or None for the newest that the session knows of."""
    if asked.as_of == "now":
        return now()
    return now(asked.as_of) if asked.as_of or os.environ.get("SOURCE_DATE_EPOCH") else None


def _compare(renderer: Renderer, asked: Asked) -> int:
    """Say which documents are out of date. Without a session: those of every session that has any."""
    from handoff.render import file_name
    from handoff.store import session_folders

    names = (asked.template,) if asked.template else DEFAULT
    whole = asked.session is None and not os.environ.get("HANDOFF_SESSION")
    folders = session_folders(renderer.project) if whole else [renderer.find(asked.session)]
    instant = now(None if asked.as_of == "now" else asked.as_of) if asked.as_of else None
    stale = 0
    for folder in folders:
        paths = {name: folder / file_name(name) for name in names}
        if whole and not any(path.exists() for path in paths.values()):
            continue
        for name, path in paths.items():
            if why := renderer.outdated(path, name, instant):
                stale += 1
                sys.stdout.write(f"{_shown(path)}: out of date: {why}\n")
    if stale:
        say("`handoff render` writes them again")
    return 1 if stale else 0


def _shown(path: Path) -> str:
    """A path from where the command was given."""
    return os.path.relpath(path, here()) if path.is_absolute() else str(path)


def _put(output: str, text: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    from handoff.store.atomic import locked, replace

    path = Path(output)
    if path.is_dir():
        raise CouldNotWrite(f"{path} is a folder", "name a file")
    with locked(path.absolute().parent):
        replace(path, text.encode())
    sys.stdout.write(f"{path}\n")

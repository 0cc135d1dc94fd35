"""Where a project's sessions lie, known without reading its whole configuration again."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import cache

if TYPE_CHECKING:
    from handoff.model.project import Project


class Grounds:
    """The root, sessions folder and time zone of the project that governs a folder. Raises what `load_project` raises.

    `root` is relative to the folder, as a person there would write it. All of it comes from the cache while the configuration
    file holds the same bytes as when it was noted.
    """

    def __init__(self, start: Path) -> None:
        self._start = start
        file = _configuration(start)
        data = file.read_bytes() if file else b""
        note = cache.recall(str(file), cache.digest_of(data)) if file else None
        if file is None or note is None:
            project = self.project()
            self.root, self.sessions, self.timezone = project.root, project.sessions, project.timezone
            if file is not None and project.path == str(file):
                facts = {"root": self.root, "sessions": self.sessions, "timezone": self.timezone or ""}
                cache.remember(str(file), cache.digest_of(data), cache.Note(facts, b"\n"))
        else:
            self.root, self.sessions = note.facts["root"], note.facts["sessions"]
            self.timezone = note.facts["timezone"] or None
        self.root = os.path.relpath(self.root, start)

    @cached_property
    def _project(self) -> Project:
        from handoff.config import load_project

        return load_project(self._start)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the declared services are called: ids, names, aliases. From the cache, like the rest."""
        file = _configuration(self._start)
        data = file.read_bytes() if file else b""
        if file is not None and b"services" not in data:
            return ()
        note = cache.recall(f"{file} names", cache.digest_of(data)) if file else None
        if note is None:
            listed = [name for one in self.project().services for name in one.names]
            note = cache.Note({"names": "\t".join(listed)}, b"\n")
            if file is not None:
                cache.remember(f"{file} names", cache.digest_of(data), note)
        return tuple(name for name in note.facts["names"].split("\t") if name)

    def project(self) -> Project:
        """The whole configuration, read when it is first needed."""
        return self._project


def _configuration(start: Path) -> Path | None:
    """The `handoff.toml` that governs a folder; None when there is none or a `pyproject.toml` may stand nearer."""
    for folder in (start, *start.parents):
        if (folder / "handoff.toml").is_file():
            return folder / "handoff.toml"
        if (folder / "pyproject.toml").is_file():
            return None
    return None

"""`handoff init`: what a project needs before its first session."""

from __future__ import annotations

from pathlib import Path

from handoff.errors import CouldNotWrite

from ._options import here, say
from ._surroundings import local_zone
from .edit import ASIDE

_CONFIGURATION = """\
# What `handoff` should know about this project. Every key has a default.
name = {name}
# Wall times of sessions are read in this zone.
timezone = {zone}
# sessions = "sessions"
# templates = "templates"      # a template of yours replaces the shipped one of the same name

[[repositories]]
id = {id}
path = "."
# default_branch = "main"

# [[services]]
# id = "prediction-worker"
# name = "Prediction Worker"
# aliases = ["worker"]
# url = "https://worker.example.com"

# Least strength of evidence by predicate: statement, quoted, imported, observed, reperformed.
# [policy.strength]
# functional = "quoted"

# How old evidence of a level may be.
# [policy.freshness]
# live = "1h"

# error, warning, info or off, by rule; `handoff rules` lists them.
# [rules]
# unpinned-revision = "error"

# [[waivers]]
# rule = "unpinned-revision"
# where = "sessions/2026-01-20-*"
# who = "your name"
# why = "the platform has no revisions"
# until = 2026-12-31
"""
# Bytes matter: evidence is named by its digest, and the same facts must give the same document on every machine.
_ATTRIBUTES = (
    "session.yaml text eol=lf",
    "observed.jsonl text eol=lf merge=union",
    "evidence/** -text",
    "HANDOFF.md text eol=lf",
    "CHECKLIST.md text eol=lf",
)


def init() -> None:
    """Make handoff.toml, sessions/, .gitattributes and .gitignore lines. What is there already is left as it is."""
    from handoff.config import load_project
    from handoff.store.schema import keep_schema

    root = here()
    try:
        _configuration(root)
        project = load_project(root)
        sessions = root / project.sessions
        said = "kept  {}/" if sessions.is_dir() else "made  {}/ with its .schema.json"
        sessions.mkdir(parents=True, exist_ok=True)
        keep_schema(sessions)
        say(said.format(project.sessions))
        _lines(root / ".gitattributes", [f"{project.sessions}/**/{line}" for line in _ATTRIBUTES])
        _lines(root / ".gitignore", [f"{project.sessions}/**/{ASIDE}"])
    except OSError as error:
        raise CouldNotWrite.because(f"cannot set up {root}", error) from None
    say('next: commit these files, then handoff new "what you are about to do"')


def _configuration(root: Path) -> None:
    from handoff.config import load_project
    from handoff.model.identifiers import slug_of

    if (found := load_project(root).path) is not None and Path(found).parent == root:
        say(f"kept  {Path(found).name}")
        return
    name = root.name or "project"
    text = _CONFIGURATION.format(name=_toml(name), zone=_toml(local_zone()), id=_toml(slug_of(name)))
    with (root / "handoff.toml").open("x", encoding="utf-8") as file:
        file.write(text)
    say("made  handoff.toml")


def _toml(text: str) -> str:
    import json

    # A TOML basic string takes every escape that JSON writes for text without lone surrogates, but wants DEL escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(file: Path, lines: list[str]) -> None:
    """Add the lines to a file of git's that it does not have: of what they name the first word counts."""
    there = file.read_bytes() if file.exists() else b""
    known = {line.split()[0] for line in there.decode("utf-8", "replace").splitlines() if line.split()}
    new = [line for line in lines if line.split()[0] not in known]
    if not new:
        say(f"kept  {file.name}")
        return
    from handoff.store.atomic import locked, replace

    gap = b"" if not there or there.endswith(b"\n") else b"\n"
    with locked(file.parent):
        replace(file, there + gap + "".join(f"{line}\n" for line in new).encode())
    say(f"{'added to' if there else 'made'}  {file.name}")

"""`handoff.toml`, or `[tool.handoff]` of `pyproject.toml`: what a project declares about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from handoff.errors import BadInput, BadRecord
from handoff.model.fields import READ, Slot, meant, slots_of
from handoff.model.place import Place
from handoff.model.predicates import Level, Predicate
from handoff.model.project import MAIN, STRENGTHS, Project, Repository, RuleLevel, Service, Waiver
from handoff.model.times import Clock

NAME = "handoff.toml"
_NOBODY = Clock()
_MISSING = object()
# Keys and words of the tables that hold no fixed fields.
_STRENGTH_KEYS: tuple[str, ...] = get_args(Predicate)
_FRESHNESS_KEYS: tuple[str, ...] = tuple(dict.fromkeys((*get_args(Predicate), *get_args(Level))))
_RULE_LEVELS: tuple[str, ...] = get_args(RuleLevel)

Steps = tuple[str | int, ...]

# What is known of a configuration by reading it, and stands in none.
_FOUND = frozenset({"root", "path", "rule_lines"})


def load_project(start: Path) -> Project:
    """The project that governs a folder or file: the nearest configuration at or above it, else defaults.

    Without a configuration the root is the nearest folder that holds `.git`, else the folder itself.
    Raises BadRecord with every place that is wrong, BadInput when the file cannot be read.
    """
    folder = start.absolute()
    folder = folder if folder.is_dir() else folder.parent
    bare = folder
    found_git = False
    for candidate in (folder, *folder.parents):
        own = candidate / NAME
        if own.is_file():
            return _read(own, ()) or Project(root=str(candidate))
        shared = candidate / "pyproject.toml"
        if shared.is_file() and (project := _of_pyproject(shared)):
            return project
        if not found_git and (candidate / ".git").exists():
            bare, found_git = candidate, True
    return Project(root=str(bare))


def _of_pyproject(file: Path) -> Project | None:
    # Most pyproject.toml files say nothing about handoff; do not parse those.
    if b"handoff" not in file.read_bytes():
        return None
    return _read(file, ("tool", "handoff"), optional=True)


def _read(file: Path, steps: Steps, optional: bool = False) -> Project | None:
    import tomllib

    shown = _shown(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        table: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadInput(f"{shown} is not UTF-8 (byte {error.start})", "save it as UTF-8") from None
    except OSError as error:
        raise BadInput(f"cannot read {shown}: {error.strerror}") from None
    except RecursionError:
        raise BadInput(f"{shown} is nested too deeply", "no setting needs lists in lists in lists") from None
    except tomllib.TOMLDecodeError as error:
        if optional:
            return None
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{shown}:{place[1]}:{place[2]}" if place else f"{shown}:{len(text.splitlines()) or 1}:1"
        raise BadRecord([f"{where}: {str(error).partition(' (at ')[0]}"]) from None
    for step in steps:
        table = table.get(step) if isinstance(table, dict) else None
        if table is None:
            return None
    reader = _Reader(shown, text, str(file))
    values = reader.record(Project, table, steps)
    if not reader.problems:
        reader.names(values.get("services", ()), values.get("repositories", ()), steps)
    if reader.problems:
        raise BadRecord(reader.problems)
    lines = {name: _line(text, (*steps, "rules", name)) for name in values.get("rules", ())}
    return Project(**(values | {"root": str(file.parent), "path": str(file), "rule_lines": lines}))


def _shown(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


class _Reader:
    """Types the tables of one file by the classes of the model; what is wrong is gathered with its line."""

    def __init__(self, shown: str, text: str, path: str) -> None:
        self.shown, self.text, self.path = shown, text, path
        self.problems: list[str] = []

    def record(self, kind: type[Any], table: object, steps: Steps) -> dict[str, Any]:
        """The fields that a table gives for a class."""
        if not isinstance(table, dict):
            self.wrong(steps, f"{_last(steps)!r} wants a table")
            return {}
        slots = {key: slot for key, slot in slots_of(kind).items() if not (kind is Project and key in _FOUND)}
        values: dict[str, Any] = {}
        for key, given in table.items():
            slot = slots.get(key)
            here = (*steps, key)
            if slot is None:
                self.wrong(here, f"unknown key {key!r}{meant(key, slots) or ': known are ' + ', '.join(slots)}")
                continue
            found = self.many(slot, given, here) if slot.many else self.one(slot, given, here)
            if found is not _MISSING:
                values[slot.name] = found
        for slot in slots.values():
            if slot.required and slot.key not in table:
                self.wrong(steps, f"{slot.key!r} is missing")
        return values

    def many(self, slot: Slot, given: object, steps: Steps) -> object:
        """A list of values; a lone value counts as a list of one."""
        listed = given if isinstance(given, list) else [given]
        found = [self.one(slot, one, (*steps, index)) for index, one in enumerate(listed)]
        return tuple(one for one in found if one is not _MISSING)

    def one(self, slot: Slot, given: object, steps: Steps) -> object:
        """One value of a field."""
        shape = slot.shape
        if shape.sort == "record":
            before = len(self.problems)
            values = self.record(shape.of, given, steps)
            if len(self.problems) > before:
                return _MISSING
            if shape.of is Waiver:
                values["place"] = Place(self.path, _line(self.text, steps))
            return shape.of(**values)
        if shape.sort == "map":
            return self.table(slot.key, given, steps)
        if isinstance(given, date | time):
            given = given.isoformat()
        if isinstance(given, bool):
            given = str(given).lower() if shape.sort == "yes" else given
        elif isinstance(given, int | float) and shape.sort in ("int", "number"):
            given = str(given)
        if not isinstance(given, str):
            self.wrong(steps, f"{slot.key!r} wants a text in quotes, not {given!r}")
            return _MISSING
        try:
            found = shape.read(given, _NOBODY)
        except ValueError as error:
            self.wrong(steps, f"{slot.key}: {error}")
            return _MISSING
        if slot.key == "timezone":
            return self.zone(given, steps)
        return found

    def zone(self, name: str, steps: Steps) -> object:
        """The name itself when it is a time zone's."""
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            self.wrong(steps, f"there is no time zone {name!r}: write an IANA name, as in America/New_York")
            return _MISSING

    def table(self, key: str, given: object, steps: Steps) -> object:
        """A table whose keys are not fields of a class."""
        if not isinstance(given, dict):
            self.wrong(steps, f"{_last(steps)!r} wants a table")
            return _MISSING
        if key == "strength":
            return self.words(given, _STRENGTH_KEYS, STRENGTHS, steps)
        if key == "rules":
            return self.words(given, None, _RULE_LEVELS, steps)
        if key != "freshness":
            return given
        known = self.words(given, _FRESHNESS_KEYS, None, steps)
        read = {name: self.span(name, text, (*steps, name)) for name, text in known.items()}
        return {name: found for name, found in read.items() if found is not None}

    def span(self, name: str, text: object, steps: Steps) -> object:
        """A length of time; None when it is none."""
        try:
            return READ["span"](str(text), _NOBODY)
        except ValueError as error:
            self.wrong(steps, f"{name}: {error}")
            return None

    def words(self, given: dict[str, Any], keys: tuple[str, ...] | None, words: tuple[str, ...] | None, steps: Steps) -> Any:
        """The entries of a table with closed lists of keys and values; None leaves one open."""
        good: dict[str, Any] = {}
        for key, word in given.items():
            if keys is not None and key not in keys:
                self.wrong((*steps, key), f"{key!r} is not one of {', '.join(keys)}{meant(key, keys)}")
            elif words is not None and word not in words:
                self.wrong((*steps, key), f"{key}: {word!r} is not one of {', '.join(words)}{meant(str(word), words)}")
            else:
                good[key] = word
        return good

    def names(self, services: tuple[Service, ...], repositories: tuple[Repository, ...], steps: Steps) -> None:
        """Note what two are called by, since nobody could tell which is meant, and repositories that are none."""
        seen: dict[str, Service] = {}
        for index, service in enumerate(services):
            for name in (service.id, *service.aliases):
                other = seen.setdefault(name.casefold(), service)
                if other is not service:
                    key = "id" if name == service.id else "aliases"
                    self.wrong((*steps, "services", index, key), f"service {other.id!r} is called {name!r} already")
        known: dict[str, Repository] = {}
        for index, one in enumerate(repositories):
            if known.setdefault(one.id, one) is not one:
                self.wrong((*steps, "repositories", index, "id"), f"a repository is called {one.id!r} already")
        ids = tuple(known) or (MAIN,)
        for index, service in enumerate(services):
            if service.repo is not None and service.repo not in ids:
                near = (
                    meant(service.repo, ids) or f"; declared is {', '.join(ids)}"
                    if known
                    else ": declare it in [[repositories]]"
                )
                self.wrong((*steps, "services", index, "repo"), f"there is no repository {service.repo!r}{near}")

    def wrong(self, steps: Steps, what: str) -> None:
        """Note a problem at the line of a key."""
        line = _line(self.text, tuple(step for step in steps))
        self.problems.append(f"{self.shown}:{line}:1: {what}")


def place_of(project: Project, *steps: str | int) -> str:
    """`file:line:1` of a key of the project's configuration, for what is read from it elsewhere: steps from the root.

    `place_of(project, "services", 0, "probes", 1)` is the second probe of the first service.
    """
    if project.path is None:
        return NAME
    file = Path(project.path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return _shown(file)
    prefix: Steps = () if file.name == NAME else ("tool", "handoff")
    return f"{_shown(file)}:{_line(text, (*prefix, *steps))}:1"


def _last(steps: Steps) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), NAME)


def _line(text: str, wanted: Steps) -> int:
    """The line of a key, or of the nearest table around it. tomllib keeps no lines, so the headers are followed here."""
    best, length = 1, -1
    for number, steps in _keys(text):
        if wanted[: len(steps)] == steps and len(steps) > length:
            best, length = number, len(steps)
    return best


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def _keys(text: str) -> Iterator[tuple[int, Steps]]:
    """Every key that begins a line, with its number and its steps from the root; arrays of tables are counted."""
    counts: dict[Steps, int] = {}
    table: Steps = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = ()
            names = _names(header[2])
            for name in names[:-1]:
                table = (*table, name)
                if table in counts:
                    table = (*table, counts[table])
            table = (*table, names[-1])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_names(key[1]))


def _names(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", dotted)]

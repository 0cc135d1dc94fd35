"""One event from the words of a command line to the record. Both ways of `handoff event` end here, and so does every error.

`record_line` is for the fast path and imports neither typer nor the model nor YAML: recording an event happens many
times an hour and must feel like nothing.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from handoff.errors import UsageError

from ._event_options import APART, parts_of
from ._surroundings import here, now, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handoff.model.fields import Slot
    from handoff.model.times import Clock
    from handoff.store.append import Record
    from handoff.store.grounds import Grounds

    from ._fast_event import Line

# Fields whose texts name other entries of the record.
_REFERENCES = ("bug", "bugs", "evidence", "corrects", "of", "action", "blocked_by")

# Fields that may name a service.
_OF_SERVICES = ("subject", "service", "services")

_TIMES = frozenset({"--at", "--ended", "--started", "--finished"})
_SESSION = re.compile(r"\d{4}-\d{2}-\d{2}-")
# How much of the end of the observations is searched for a look.
_TAIL = 1 << 16

Tree = dict[str, Any]


def record_line(line: Line) -> str | None:
    """Append the event of a well-formed line and give its id; None, with nothing written, when a value does not fit."""
    from handoff.model.identifiers import SLUG

    if line.id is not None and not SLUG.fits(line.id):
        return None
    timed = any(row.sort == "time" for row, _ in line.given)
    return _record(line.kind, line.summary, line.tree, line.session, line.id, timed)


def record_event(kind: str, summary: str, given: dict[str, list[str]], session: str | None, id: str | None) -> str:
    """Append one event and give its id. `given` holds the texts of each option, in order.

    Raises UsageError when a value is wrong, and whatever the store raises; nothing is written then.
    """
    from handoff.model.identifiers import SLUG

    if not summary.strip():
        raise UsageError("an event needs a summary: one line that says what happened")
    if id is not None:
        _checked("--id", SLUG.parse, id)
    timed = not given.keys().isdisjoint(_TIMES)
    made = _record(kind, summary, lambda record: values(kind, given, clock_of(record)), session, id, timed)
    assert made is not None  # noqa: S101 - values() raises where the fast path gives up
    return made


def _record(
    kind: str, summary: str, read: Callable[[Record], Tree | None], session: str | None, id: str | None, timed: bool
) -> str | None:
    from handoff.store.append import Draft, opened
    from handoff.store.folders import find_session
    from handoff.store.grounds import Grounds

    grounds = Grounds(here())
    with opened(find_session(grounds, session), grounds.project) as record:
        tree = read(record)
        if tree is None:
            return None
        dangling = list(_dangling(tree, record))
        (made,) = record.append([Draft(kind, summary, tree, id)])
        folder, ended = record.file.parent, record.note.facts.get("ended")
    tell_hidden(record.hidden)
    for name in _services_in(tree):
        if not record.note.has(name):
            tell_near_name(name, grounds)
    for reference in dangling:
        near = _elsewhere(folder, reference)
        hint = f"do you mean {' or '.join(near[-3:])}?" if near else "`handoff check` will say so until something is"
        say(f"handoff: note: nothing {'there' if '#' in reference else 'here'} is called {reference!r}; {hint}")
    if ended:
        say(f"handoff: note: {folder.name} has ended, at {ended}: {made} was added to it all the same")
        say(f"handoff: its documents do not hold it until `handoff render {folder.name}`")
    if timed:
        _tell_of_the_future(made, tree)
    if not timed and (look := _passed_look(record.file.parent, _changed(kind, tree))):
        say(f"handoff: note: {made} happens now, after {look} passed, which thus shows what was before it")
        say("handoff: look again, or give it its own `at` in the record if it happened before that look")
    return made


def tell_hidden(kinds: list[str]) -> None:
    """Say what sorts of secrets were taken out of what somebody typed; never the secrets."""
    if kinds:
        say(f"handoff: note: hidden before it was written: {', '.join(kinds)}; your shell's history still has it")


def _services_in(tree: Tree) -> Iterator[str]:
    """What an event names where a service can stand."""
    for key in _OF_SERVICES:
        texts = tree.get(key, [])
        yield from map(str, texts if isinstance(texts, list) else [texts])


def tell_near_name(name: str, grounds: Grounds) -> None:
    """Say which declared service may be meant by a name that is nearly the name of one."""
    if not (known := grounds.names) or name.casefold() in map(str.casefold, known):
        return
    from difflib import get_close_matches

    if near := get_close_matches(name.casefold(), list(map(str.casefold, known)), 1, 0.75):
        say(f"handoff: note: no service is called {name!r}; did you mean {near[0]!r}?")


def clock_of(record: Record) -> Clock:
    """The session's clock, with the present instant in it."""
    from handoff.model.times import Clock

    clock = record.clock
    return Clock(clock.zone, clock.day, now())


def options_of(kind: str) -> dict[str, Slot]:
    """The options of a kind by name, `--severity` and so on; summary and id are given otherwise."""
    from handoff.model.events import KINDS
    from handoff.model.fields import slots_of

    return {slot.option: slot for slot in slots_of(KINDS[kind]).values() if slot.key not in APART}


def values(kind: str, given: dict[str, list[str]], clock: Clock) -> Tree:
    """The fields of an event by their key in files; `at` is now when it is not given, but for a commit.

    Raises UsageError that names the option.
    """
    options = options_of(kind)
    tree: Tree = {}
    for option, texts in given.items():
        slot = options[option]
        if slot.splits:
            texts = [part for text in texts for part in parts_of(text)]
        read = [_value(slot, text, clock) for text in texts]
        if read:
            tree[slot.key] = read if slot.many else read[-1]
    missing = [slot.option for slot in options.values() if slot.required and slot.key not in tree]
    if missing:
        raise UsageError(f"a {kind} needs {' and '.join(missing)}", f"see `handoff event {kind} --help`")
    # The time of a commit is a claim that git answers; nobody makes it by not typing one.
    if "at" not in tree and kind != "commit":
        tree["at"] = _value(options["--at"], "now", clock)
    return tree


def _value(slot: Slot, text: str, clock: Clock) -> Any:
    """One value, as the tree of a draft holds it."""
    from handoff.store.tree import branch

    sort = slot.shape.sort
    if text == "-" and sort == "text" and slot.shape.form is None:
        return sys.stdin.read()
    if sort in ("record", "value") and text.lstrip().startswith("{"):
        return branch(sort, _checked(slot.option, lambda given: _object(slot, given, clock), text))
    return branch(sort, _checked(slot.option, lambda given: slot.shape.read(given, clock), text))


def _checked(option: str, read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _object(slot: Slot, text: str, clock: Clock) -> object:
    """A record or value given as a JSON object. Raises ValueError."""
    import json

    from handoff.model.nodes import Mapping, Problems, node_of
    from handoff.model.typist import Typist
    from handoff.model.value import Value

    try:
        node = node_of(json.loads(text, parse_int=str, parse_float=str))
    except (ValueError, RecursionError):
        raise ValueError(f"{text!r} begins like a JSON object but is none") from None
    assert isinstance(node, Mapping)  # noqa: S101 - JSON that begins with a brace is an object
    problems = Problems("")
    found = Typist(problems, clock).record(slot.shape.of or Value, node, "it")
    if problems.whats:
        raise ValueError("; ".join(problems.whats))
    return found


def _dangling(tree: Tree, record: Record) -> Iterator[str]:
    """What an event refers to that neither the record nor its observations hold."""
    for key in _REFERENCES:
        texts = tree.get(key, [])
        for text in texts if isinstance(texts, list) else [texts]:
            folder = record.file.parent
            if "#" in text:
                known = _holds(folder.parent / text.partition("#")[0], text.partition("#")[2])
            else:
                known = ":" in text or record.note.has(text) or _observed(folder, text)
            if not known:
                yield text


def _holds(folder: Path, id: str) -> bool:
    """Whether the record or the looks of another session hold an id; one that is not at hand may."""
    with suppress(OSError):
        # What an event claims is named behind a stroke.
        return re.search(_entry(id.partition("/")[0]), (folder / "session.yaml").read_bytes()) is not None or _observed(
            folder, id
        )
    # A session of another repository is not looked for; what is no name of a session is.
    return _SESSION.match(folder.name) is not None


def _entry(id: str) -> bytes:
    return rb"(?m)^[ \t-]*[{ ]*[\"']?id[\"']?:[ \t]*[\"']?" + re.escape(id.encode()) + rb"[\"']?[ \t]*(?:[,}#].*)?\r?$"


def _elsewhere(folder: Path, reference: str) -> list[str]:
    """The full names that a reference may stand for: events of other sessions of this id, the oldest session first."""
    id = reference.rpartition("#")[2]
    with suppress(OSError):
        others = sorted(one for one in folder.parent.iterdir() if one != folder and (one / "session.yaml").is_file())
        return [f"{one.name}#{id}" for one in others if _holds(one, id)]
    return []


def _tell_of_the_future(made: str, tree: Tree) -> None:
    """A time that is still to come is most often a wall time of yesterday."""
    from datetime import datetime, timedelta

    instant = now()
    with suppress(KeyError, ValueError, TypeError):
        at = datetime.fromisoformat(str(tree["at"]))
        if at > instant + timedelta(minutes=2):
            later = f"{at.isoformat(' ')} is later than now, {instant.astimezone(at.tzinfo).isoformat(' ')}"
            say(f"handoff: note: {made}: {later}; if it was another day, mend its `at` with `handoff edit`, with the date")


def _observed(folder: Path, id: str) -> bool:
    """Whether the session's observations hold an id, by looking for its text; the file may be long."""
    with suppress(OSError):
        return f'"id": "{id}"'.encode() in (folder / "observed.jsonl").read_bytes()
    return False


def _changed(kind: str, tree: Tree) -> list[str]:
    """The services that an event changes."""
    if kind == "deployment":
        return [str(tree["service"])]
    return [str(service) for service in tree.get("services", ())] if kind == "change" else []


def _passed_look(folder: Path, services: list[str]) -> str:
    """The id of the newest run or probe of one of the services if it passed, or the empty text."""
    if not services:
        return ""
    import json

    with suppress(OSError, ValueError), (folder / "observed.jsonl").open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _TAIL))
        for line in reversed(file.read().splitlines()):
            if line.startswith((b'{"kind": "run"', b'{"kind": "probe"')):
                look = json.loads(line)
                if look.get("subject", look.get("service")) in services:
                    return str(look["id"]) if look.get("exit") == 0 or look.get("outcome") == "passed" else ""
    return ""

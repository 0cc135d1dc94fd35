"""What `handoff run` does, without typer: run the command, show it, keep it, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handoff.cli._surroundings import here, now, say
from handoff.errors import BadInput, CouldNotWrite, HandoffError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from handoff.observe.checkout import Checkout
    from handoff.observe.run import Ended
    from handoff.observe.testruns import Counts
    from handoff.secrets.redactor import Redactor
    from handoff.store.append import Record
    from handoff.store.grounds import Grounds

_VALUED = ("about", "level", "id", "session", "timeout", "report")
_SHORT = {"-q": "quiet"}
_FLAGS = ("quiet", "raw")


class Asked(NamedTuple):
    """What the command line asks for."""

    command: tuple[str, ...]
    about: str | None = None
    level: str | None = None
    id: str | None = None
    session: str | None = None
    timeout: float | None = None
    report: Path | None = None
    raw: bool = False
    quiet: bool = False


def read_run(words: Sequence[str]) -> Asked | None:
    """What a well-formed command line asks for; None when typer should read it.

    The command begins behind `--`, or at the first word that is no option.
    """
    given: dict[str, Any] = {}
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "--":
        name, equals, value = words[at].removeprefix("--").partition("=")
        name = _SHORT.get(words[at], name)
        if name in _FLAGS and not equals:
            given[name] = True
        elif name in _VALUED and words[at].startswith("--"):
            if not equals:
                at += 1
                value = words[at] if at < len(words) else "-"
            if value.startswith("-") or name in given:
                return None
            given[name] = value
        else:
            return None
        at += 1
    at += words[at : at + 1] == ["--"]
    if at >= len(words):
        return None
    return asked_for(tuple(words[at:]), **given)


def asked_for(
    command: tuple[str, ...],
    about: str | None = None,
    level: str | None = None,
    id: str | None = None,
    session: str | None = None,
    timeout: str | None = None,
    report: str | None = None,
    raw: bool = False,
    quiet: bool = False,
) -> Asked:
    """The texts of the options as they are meant. Raises UsageError."""
    from handoff.model.identifiers import SLUG

    if level is not None:
        _level(level)
    if id is not None:
        try:
            SLUG.parse(id)
        except ValueError as error:
            raise UsageError(f"--id: {error}") from None
    return Asked(
        command, about, level, id, session, None if timeout is None else _seconds(timeout), Path(report) if report else None,
        raw, quiet,
    )  # fmt: skip


def _level(text: str) -> None:
    from typing import get_args

    from handoff.model.predicates import Level

    if text not in get_args(Level):
        raise UsageError(f"--level: {text!r} is not one of {', '.join(get_args(Level))}")


def _seconds(text: str) -> float:
    number, unit = text, 1.0
    for suffix, seconds in (("ms", 0.001), ("min", 60.0), ("s", 1.0), ("m", 60.0), ("h", 3600.0)):
        if text.endswith(suffix):
            number, unit = text[: -len(suffix)], seconds
            break
    try:
        found = float(number) * unit
    except ValueError:
        found = -1.0
    if not 0 < found < 1e7:
        raise UsageError(f"--timeout: {text!r} is no time span", "write 30, 30s, 5min or 1h")
    return found


def run_run(asked: Asked) -> int:
    """Run a command and keep it; its exit code.

    Raises, before anything is run, UsageError when there is no session, BadRecord when its record does not load,
    CouldNotWrite when nothing could be kept. When keeping fails after the run, the command's own failure comes first.
    """
    from handoff.store.folders import find_session, sessions_root
    from handoff.store.grounds import Grounds

    grounds = Grounds(here())
    folder = find_session(grounds, asked.session)
    look = _Look(sessions_root(grounds))
    _could_be_kept(folder, grounds, asked.id)

    from handoff.model.program import PRINTED, unheard
    from handoff.observe.capture import Output
    from handoff.observe.run import NotStarted, run_captured
    from handoff.secrets.redactor import Redactor

    from ._recording import tell_near_name

    redactor, output = Redactor.of_environment(os.environ), Output()
    checkout = look.result()
    at = now()
    try:
        ended = run_captured(
            asked.command, redactor, output, timeout=asked.timeout, raw=asked.raw, meanwhile=_load_what_comes_after
        )
    except NotStarted as error:
        # The name of a program may hold a secret as well as any other word.
        error.message, error.hint = redactor.text(error.message), redactor.text(error.hint)
        raise
    text = output.text()
    try:
        counts, problem = _counts(asked, text, at)
        facts = _facts(asked, at, ended, checkout, redactor, grounds)
        facts |= _result(asked, ended, counts, redactor.text(problem) if problem else None)
        id = _keep(asked, folder, grounds, facts, text, redactor)
    except HandoffError as error:
        say(f"handoff: the run was not kept: {redactor.text(str(error))}")
        return ended.code or error.exit_code
    if not asked.quiet:
        if ended.open_line:
            say("")
        say(_summary(id, ended, counts, redactor.hidden))
        if told := unheard(asked.command, ended.code, bool(counts) or asked.level in PRINTED, called="it"):
            say(f"handoff: note: {told}, so it shows nothing of any claim")
        if asked.about:
            tell_near_name(asked.about, grounds)
    return ended.code


class _Look:
    """git asked for the state of the folder, while this program gets ready; it has answered before the command begins."""

    def __init__(self, aside: Path) -> None:
        import threading

        self._found: list[Checkout] = []
        self._thread = threading.Thread(target=self._ask, args=(aside,), daemon=True)
        self._thread.start()

    def _ask(self, aside: Path) -> None:
        from handoff.observe.checkout import checkout_of

        self._found.append(checkout_of(here(), aside, os.environ))

    def result(self) -> Checkout:
        """What git said."""
        self._thread.join()
        return self._found[0]


def _load_what_comes_after() -> None:
    """Import what keeping needs while the command is under way."""
    import hashlib
    import json

    from handoff.store import append, evidence

    del hashlib, json, append, evidence


def _could_be_kept(folder: Path, grounds: Grounds, id: str | None) -> None:
    """Raise now what would be raised when the command has run."""
    from handoff.store.append import opened

    if not os.access(folder, os.W_OK | os.X_OK):
        raise CouldNotWrite(f"cannot write into {folder}", "make it writable for you; nothing was run")
    with opened(folder, grounds.project) as record:
        if id is not None and id in _Taken(record, folder, id):
            raise BadInput(f"{folder.name} already has something called {id!r}", "choose another id; nothing was run")


class _Taken:
    """The ids of a session's events, and those of its looks that begin like `id`."""

    def __init__(self, record: Record, folder: Path, id: str) -> None:
        import re

        self._note = record.note
        self._looks: set[bytes] = set()
        # Looked for in the text, because the file may be long and reading it as JSON takes time.
        with suppress(OSError):
            self._looks = set(
                re.findall(rb'"id": "(%s(?:-\d+)?)"' % re.escape(id.encode()), (folder / "observed.jsonl").read_bytes())
            )

    def __contains__(self, id: object) -> bool:
        return self._note.has(str(id)) or str(id).encode() in self._looks


def _counts(asked: Asked, text: str, at: datetime) -> tuple[Counts | None, str | None]:
    """The counts of a test run, and why those that were asked for cannot be told."""
    from handoff.observe.testruns import counts_of, read_junit

    if asked.report is None:
        return counts_of(text, asked.command), None
    try:
        # Files of some systems are dated to two seconds.
        if asked.report.stat().st_mtime < at.timestamp() - 2:
            return None, f"{asked.report} is older than this run"
        return read_junit(asked.report.read_bytes(), str(asked.report)).counts, None
    except OSError as error:
        return None, f"{asked.report}: {error.strerror}"
    except BadInput as error:
        return None, error.message


def _facts(
    asked: Asked, at: datetime, ended: Ended, checkout: Checkout, redactor: Redactor, grounds: Grounds
) -> dict[str, Any]:
    """What was run, where and when, as a line of observations has it."""
    from handoff.model.clock import written
    from handoff.observe.environment import environment_notes

    facts: dict[str, Any] = {"kind": "run", "id": "", "at": written(at)}
    if asked.about:
        facts["subject"] = redactor.text(asked.about)
    facts["argv"] = list(redactor.argv(asked.command))
    facts["directory"] = _directory(grounds)
    if checkout.commit:
        facts |= {"repo": _repository(grounds), "commit": checkout.commit}
        if checkout.dirty is not None:
            facts["dirty"] = checkout.dirty
    facts["milliseconds"] = ended.milliseconds
    facts["environment"] = [_at_home(redactor.text(note)) for note in environment_notes(os.environ)]
    return facts


def _directory(grounds: Grounds) -> str:
    """The folder of the run, seen from the project's root when it lies in it, else from the user's home."""
    place, root = here(), _root(grounds)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else _at_home(str(place))


def _root(grounds: Grounds) -> Path:
    return Path(os.path.normpath(here() / grounds.root))


def _at_home(text: str) -> str:
    """A text with the path of the user's home as `~`, because whose machine it was is nobody's business."""
    home = os.environ.get("HOME", "").rstrip("/")
    return text.replace(home, "~") if len(home) > 1 else text


def _repository(grounds: Grounds) -> str:
    """The id of the project's repository that the folder lies in; `main` when none is declared."""
    place, best, depth = here().resolve(), "main", -1
    for id, path in _repositories(_root(grounds)).items():
        folder = (_root(grounds) / path).resolve()
        if place.is_relative_to(folder) and len(folder.parts) > depth:
            best, depth = id, len(folder.parts)
    return best


def _repositories(root: Path) -> dict[str, str]:
    """The repositories that the configuration declares, by id; cached, because reading it takes long."""
    from handoff.store import cache

    for name in ("handoff.toml", "pyproject.toml"):
        with suppress(OSError, KeyError):
            data = (root / name).read_bytes()
            if b"repositories" in data:
                key, digest = f"{root / name} repositories", cache.digest_of(data)
                note = cache.recall(key, digest)
                if note is None:
                    from handoff.config import load_project

                    note = cache.Note({one.id: one.path for one in load_project(root).repositories}, b"\n")
                    cache.remember(key, digest, note)
                return note.facts
    return {}


def _result(asked: Asked, ended: Ended, counts: Counts | None, problem: str | None) -> dict[str, Any]:
    """How it came out."""
    import signal

    facts: dict[str, Any] = {}
    if ended.late:
        problem = f"it was ended after {asked.timeout:g} s (--timeout)"
    if problem:
        facts["could_not"] = problem
    if asked.level or counts:
        facts["level"] = asked.level or "tests-passed"
    if ended.exit is not None:
        facts["exit"] = ended.exit
    elif ended.signal is not None:
        known = {one.value: one.name for one in signal.Signals}
        facts["signal"] = known.get(ended.signal, str(ended.signal))
    if counts:
        facts["tests"] = {"passed": counts.passed, "failed": counts.failed} | {
            name: count for name, count in (("errors", counts.errors), ("skipped", counts.skipped)) if count
        }
    return facts


def _keep(asked: Asked, folder: Path, grounds: Grounds, facts: dict[str, Any], text: str, redactor: Redactor) -> str:
    """Keep the output and the line; the id. Raises CouldNotWrite."""
    import json

    from handoff.model.identifiers import free_slug, slug_of
    from handoff.observe.capture import excerpt
    from handoff.store.append import opened
    from handoff.store.evidence import keep_evidence
    from handoff.store.lines import add_lines

    if text:
        facts["output"] = excerpt(text)
        facts["file"], facts["digest"] = keep_evidence(folder, text.encode())
    if redactor.hidden:
        facts["hidden"] = redactor.hidden
    with opened(folder, grounds.project) as record:
        id = slug_of("run " + " ".join(_telling(facts["argv"])))
        facts["id"] = asked.id or free_slug(id, _Taken(record, folder, id))
        add_lines(folder, (json.dumps(facts, ensure_ascii=False, separators=(", ", ": ")) + "\n").encode())
    return str(facts["id"])


def _telling(argv: Sequence[str]) -> list[str]:
    """The words of a command line that make a good id: the program and its first plain words."""
    words = [word.rsplit("/", 1)[-1] for word in argv[:1]]
    return words + [word for word in argv[1:6] if not word.startswith("-") and len(word) < 24][:3]


def _summary(id: str, ended: Ended, counts: Counts | None, hidden: int) -> str:
    """One line for the person."""
    import signal

    if ended.late:
        how = "its time was up"
    elif ended.exit is not None:
        how = f"exit {ended.exit}"
    else:
        how = signal.strsignal(ended.signal or 0) or f"signal {ended.signal}"
    parts = [how, f"{ended.milliseconds / 1000:.1f} s"]
    if counts:
        named = ((counts.passed, "passed"), (counts.failed, "failed"), (counts.errors, "errors"), (counts.skipped, "skipped"))
        parts.append(", ".join(f"{count} {word}" for count, word in named if count or word in ("passed", "failed")))
    if hidden:
        parts.append(f"secrets hidden in {hidden} place{'s' if hidden > 1 else ''}")
    return f"handoff: kept as {id} ({'; '.join(parts)})"

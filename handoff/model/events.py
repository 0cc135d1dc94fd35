"""The entries of a record: one class a kind.

From these classes come the `handoff event` sub-commands, the JSON Schema, the loader and the reference page. The text in
`Annotated[…]` is the help of a field. Instants carry an offset; a field typed `datetime` is read by `times.Clock`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, ClassVar, Literal, get_args

from .frozen import dataclass
from .identifiers import KEYS as KEYS
from .identifiers import Digest, EventName, Reference, Revision, Sha, Slug, Sort
from .place import NOWHERE, Place
from .predicates import Level, Predicate
from .times import Deadline, Window
from .value import Value

Rank = Annotated[int, Sort("rank")]
Severity = Literal["critical", "high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a session's record."""

    kind: str
    id: Annotated[Slug, "unique in the session; `handoff event` makes it of the summary"]
    summary: Annotated[str, "one line that says what happened"]
    at: Annotated[datetime | None, "when it happened"] = None
    ended: Annotated[datetime | None, "when it was over"] = None
    by: Annotated[str | None, "who did or said it"] = None
    details: Annotated[str | None, "free text, Markdown"] = None
    tags: Annotated[tuple[Slug, ...], "labels to group entries by"] = ()
    # Not from people: custom `x-…` keys, and where the entry stands in its file.
    extra: Mapping[str, object] = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def when(self) -> datetime | None:
        """The instant that orders the entry on the timeline."""
        return self.at or self.ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Event):
    """Something worth a line on the timeline that is none of the other kinds."""

    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug(Event):
    """Something was broken. Its state is derived from fixes, checks and closings; nobody types it."""

    kind: Literal["bug"] = "bug"
    severity: Annotated[Severity | None, "how bad it is"] = None
    services: Annotated[tuple[Slug, ...], "the services it hits"] = ()
    symptoms: Annotated[tuple[str, ...], "what was seen while it was broken, word for word"] = ()
    started: Annotated[datetime | None, "when it began to do harm"] = None
    detected: Annotated[datetime | None, "when somebody or something noticed"] = None
    detected_by: Annotated[str | None, "what noticed it: an alert, a person, a user"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCause(Event):
    """Why a bug happened, and how sure that is."""

    kind: Literal["root-cause"] = "root-cause"
    bug: Annotated[EventName | None, "the bug it explains, also session#bug"] = None
    factor: Annotated[
        Literal[
            "code",
            "config",
            "build",
            "process",
            "monitoring",
            "dependency",
            "data",
            "infrastructure",
            "human",
            "unknown",
        ]
        | None,
        "what sort of thing it lies in",
    ] = None
    role: Annotated[Literal["cause", "trigger", "contributing"] | None, "its part in what happened"] = None
    verdict: Annotated[Literal["confirmed", "suspected", "ruled-out"] | None, "how sure it is"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Code as it was and as it is."""

    file: Annotated[str, "the file, by its path in the repository"]
    language: Annotated[str | None, "the language, for colours"] = None
    before: Annotated[str | None, "the code as it was"] = None
    after: Annotated[str | None, "the code as it is"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfGit:
    """A change that no commit holds: how it was made and how it is taken back."""

    short: ClassVar = "what"

    what: Annotated[str, "what was changed"]
    how: Annotated[str | None, "how: the command or the clicks"] = None
    undo: Annotated[str | None, "how it is taken back"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(Event):
    """What was done about bugs, and how far it has come. `verified` and `guarded` claim that the bugs are fixed."""

    kind: Literal["fix"] = "fix"
    bugs: Annotated[tuple[EventName, ...], "the bugs it is for, also session#bug"] = ()
    state: Annotated[
        Literal["proposed", "applied", "deployed", "verified", "guarded"] | None, "how far it has come, as claimed"
    ] = None
    commits: Annotated[tuple[Sha, ...], "the commits that hold it"] = ()
    code: Annotated[tuple[Snippet, ...], "code before and after"] = ()
    out_of_git: Annotated[OutOfGit | None, "the part of it that no commit holds"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows that it works"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit(Event):
    """A commit. Its subject and numbers are stated only to be checked; git knows them."""

    kind: Literal["commit"] = "commit"
    sha: Annotated[Sha, "the commit id, 7 digits or more"]
    repo: Annotated[Slug | None, "the repository, by its id in handoff.toml"] = None
    subject: Annotated[str | None, "its first line, if stated"] = None
    files: Annotated[int | None, "number of files changed, if stated"] = None
    insertions: Annotated[int | None, "lines added, if stated"] = None
    deletions: Annotated[int | None, "lines removed, if stated"] = None

    @property
    def bare(self) -> bool:
        """Whether nothing is said of it but that it is there."""
        return self.subject is None and self.files is None and self.insertions is None and self.deletions is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment(Event):
    """A version of a service put where it should run."""

    kind: Literal["deployment"] = "deployment"
    service: Annotated[Slug, "the service"]
    revision: Annotated[Revision | None, "the revision that came out of it, as the platform names it"] = None
    previous_revision: Annotated[Revision | None, "the revision before it"] = None
    commit: Annotated[Sha | None, "the commit that it was built from"] = None
    digest: Annotated[Digest | None, "the image digest"] = None
    method: Annotated[str | None, "how it was built and rolled out"] = None
    command: Annotated[str | None, "the command that did it"] = None
    started: Annotated[datetime | None, "when the roll-out began"] = None
    finished: Annotated[datetime | None, "when the roll-out was over"] = None
    result: Annotated[Literal["succeeded", "failed", "rolled-back", "unknown"] | None, "how it came out, as claimed"] = None
    traffic: Annotated[Decimal | None, "share of requests that it gets, in percent"] = None
    undo: Annotated[str | None, "the command that takes it back"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()

    @property
    def when(self) -> datetime | None:
        """The instant from which it can be serving."""
        return self.finished or self.ended or self.at or self.started

    @property
    def rolling_out(self) -> bool:
        """Whether it has begun, and nothing says that it is over."""
        return bool(self.started) and not (self.finished or self.ended or self.result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Event):
    """Something else that was changed outside git."""

    kind: Literal["change"] = "change"
    type: Annotated[
        Literal["config", "flag", "data", "infrastructure", "secret", "schedule", "other"] | None, "what sort of thing"
    ] = None
    services: Annotated[tuple[Slug, ...], "the services it touches"] = ()
    old: Annotated[str | None, "the value before"] = None
    new: Annotated[str | None, "the value after"] = None
    undo: Annotated[str | None, "how it is taken back"] = None


Via = Literal[
    "http", "command", "log", "query", "test-run", "metric", "platform", "git", "file", "ci", "screenshot", "statement"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Event):
    """Something that a reader can check again. With `output` it is a quotation, without it a statement."""

    kind: Literal["evidence"] = "evidence"
    via: Annotated[Via | None, "how it was looked at"] = None
    subject: Annotated[str | None, "what it is about: a service, bug, commit …"] = None
    level: Annotated[Level | None, "how much it shows; derived from `via` when left out"] = None
    asked: Annotated[str | None, "what was run or asked: a command, a request, a query"] = None
    outcome: Annotated[Literal["passed", "failed", "unclear"] | None, "how it came out"] = None
    output: Annotated[str | None, "what came back, word for word"] = None
    status: Annotated[int | None, "HTTP status"] = None
    exit: Annotated[int | None, "exit code"] = None
    window: Annotated[Window | None, "the time that a log, query or metric covers, START/END"] = None
    population: Annotated[Value | None, "how much there was to look at: requests, rows, runs"] = None
    value: Annotated[Value | None, "the number that came out"] = None
    observed: Annotated[datetime | None, "when it was looked at, if not `at`"] = None
    revision: Annotated[Revision | None, "the revision that was looked at"] = None
    commit: Annotated[Sha | None, "the commit that was looked at"] = None
    environment: Annotated[str | None, "where: production, staging, a laptop"] = None
    file: Annotated[str | None, "a file in the session's evidence/ folder"] = None
    digest: Annotated[Digest | None, "digest of that file or of the output"] = None
    explanation: Annotated[str | None, "why what looks like a failure is none; whether it passed, the outcome says"] = None

    @property
    def when(self) -> datetime | None:
        """When it was looked at."""
        return self.observed or self.at or self.ended


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEvent(Event):
    """A statement that a subject has a predicate, as of a time."""

    kind: Literal["claim"] = "claim"
    subject: Annotated[str, "what it is about: a service, bug, fix, commit, file, `session`; also session#bug"]
    predicate: Annotated[Predicate, "what is said of it"]
    value: Annotated[Value | None, "how many or how much: 6/6, 95%, 73 min"] = None
    each: Annotated[Predicate | None, "for all-of: what is said of every member"] = None
    members: Annotated[tuple[str, ...], "for all-of: the members that were meant, if named"] = ()
    window: Annotated[Window | None, "the time that it speaks of, START/END"] = None
    revision: Annotated[Revision | None, "the revision that it speaks of"] = None
    commit: Annotated[Sha | None, "the commit that it speaks of"] = None
    scope: Annotated[str | None, "where it holds: an environment, a region"] = None
    modality: Annotated[Literal["observed", "inferred", "expected", "assumed", "carried"] | None, "how the author knows"] = None
    as_of: Annotated[datetime | None, "the time it speaks of, if not `at`"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(Event):
    """Who or what was hurt, and how much."""

    kind: Literal["impact"] = "impact"
    audience: Annotated[str | None, "who or what was hurt"] = None
    bugs: Annotated[tuple[EventName, ...], "the bugs that did it, also session#bug"] = ()
    window: Annotated[Window | None, "from when to when, START/END"] = None
    amount: Annotated[Value | None, "how much"] = None
    basis: Annotated[Literal["measured", "estimated", "unknown"] | None, "how the amount is known"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Event):
    """A choice, so that nobody makes it again by accident."""

    kind: Literal["decision"] = "decision"
    question: Annotated[str | None, "what had to be decided"] = None
    chosen: Annotated[str | None, "what was chosen"] = None
    alternatives: Annotated[tuple[str, ...], "what else was thought of"] = ()
    why: Annotated[str | None, "the reason"] = None
    reversible: Annotated[bool | None, "whether it can be taken back"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command for the next reader and what it should show."""

    short: ClassVar = "run"

    run: Annotated[str, "the command"]
    expect: Annotated[str | None, "what it should show"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep(Event):
    """Something to do. It stays open until a closing names it."""

    kind: Literal["next-step"] = "next-step"
    priority: Annotated[Rank | None, "1 comes first"] = None
    estimate: Annotated[str | None, "how long it may take"] = None
    why: Annotated[str | None, "the reason"] = None
    how: Annotated[str | None, "the way to do it, Markdown"] = None
    commands: Annotated[tuple[Command, ...], "commands, each with what to expect"] = ()
    owner: Annotated[str | None, "who does it"] = None
    due: Annotated[Deadline | None, "by when; a day alone means its end"] = None
    success_criteria: Annotated[tuple[str, ...], "how anybody can tell that it is done"] = ()
    blocked_by: Annotated[tuple[EventName, ...], "what must come first"] = ()
    services: Annotated[tuple[Slug, ...], "the services it is about"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning(Event):
    """What the next person should not have to learn again."""

    kind: Literal["learning"] = "learning"
    went: Annotated[Literal["well", "wrong", "lucky"] | None, "how it went"] = None
    lesson: Annotated[str | None, "what follows from it"] = None
    action: Annotated[EventName | None, "the next step that it led to"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Event):
    """An earlier claim was wrong."""

    kind: Literal["correction"] = "correction"
    corrects: Annotated[Reference, "the claim: session#event, or an event of this session"]
    was: Annotated[str | None, "what it said"] = None
    # `is` is a keyword of Python, so the class says `now`; files and options say `is`.
    now: Annotated[str | None, "what is true instead"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Event):
    """The end of a next step, a bug or a contingency."""

    kind: Literal["closing"] = "closing"
    of: Annotated[Reference, "what is closed: an event, or session#event"]
    state: Annotated[Literal["done", "dropped"], "how it ended"]
    why: Annotated[str | None, "the reason; a drop needs one"] = None
    evidence: Annotated[tuple[Reference, ...], "what shows it"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Event):
    """The receiver says in words of their own what they took over."""

    kind: Literal["acknowledgement"] = "acknowledgement"
    restatement: Annotated[str | None, "what the receiver understood"] = None
    questions: Annotated[tuple[str, ...], "what is still unclear"] = ()


AnyEvent = (
    Note | Bug | RootCause | Fix | Commit | Deployment | Change | Evidence | ClaimEvent | Impact
    | Decision | NextStep | Learning | Correction | Closing | Acknowledgement
)  # fmt: skip

KINDS: dict[str, type[Event]] = {kind.__dataclass_fields__["kind"].default: kind for kind in get_args(AnyEvent)}


@cache
def kinds_with(*names: str) -> frozenset[type[Event]]:
    """The kinds of events that have fields of all these names."""
    return frozenset(kind for kind in KINDS.values() if kind.__dataclass_fields__.keys() >= set(names))


def fields_among(*names: str) -> dict[type[Event], tuple[str, ...]]:
    """Which of these fields each kind of event has, in the order given."""
    return {kind: tuple(name for name in names if name in kind.__dataclass_fields__) for kind in KINDS.values()}

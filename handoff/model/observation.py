"""What the tool saw for itself: one class a kind of look, one line a look in `observed.jsonl`.

`could_not` says why a look failed ("shallow clone", "timed out after 5 s"); every fact of such an observation is unknown,
never false. Every instant carries an offset. The newest look at a thing is the one that counts; older ones are history.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, get_args

from .frozen import dataclass
from .predicates import Level
from .times import Window
from .value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One look. `id` shares the namespace of event ids, so that a claim can cite it; `at` is when the look was taken."""

    kind: str
    id: str
    at: datetime
    could_not: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What was looked at: a later observation with the same key replaces this one."""
        return (self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One line of `git show --numstat -M`; the counts are None for a binary file."""

    path: str
    old_path: str | None = None
    added: int | None = None
    deleted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterCommit:
    """A commit made later that has to do with an earlier one."""

    sha: str
    time: datetime
    subject: str
    relation: Literal["touches", "reverts", "fixes"]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitSeen(Observation):
    """A commit as git has it. `exists` is None when nobody could tell (a shallow or partial clone).

    `equivalents` hold the same change (picked, rebased, or squashed with the rest of its branch), on whatever branch;
    `equivalent_on_default` says whether one of them is on the default branch. `later` has every revert and fix that names
    this commit, and the twenty next commits that touch its files. `could_not` beside a known `sha` says which part is missing.
    """

    kind: Literal["commit"] = "commit"
    repo: str
    asked: str
    exists: bool | None = None
    sha: str | None = None
    author: str | None = None
    author_time: datetime | None = None
    commit_time: datetime | None = None
    subject: str | None = None
    body: str | None = None
    parents: tuple[str, ...] = ()
    files: tuple[FileChange, ...] | None = None
    branches: tuple[str, ...] = ()
    on_default: bool | None = None
    on_remote: bool | None = None
    equivalents: tuple[str, ...] = ()
    equivalent_on_default: bool | None = None
    later: tuple[LaterCommit, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.repo, self.sha or self.asked)

    @property
    def insertions(self) -> int | None:
        """Lines added, binary files aside; None when the files are unknown."""
        return None if self.files is None else sum(change.added or 0 for change in self.files)

    @property
    def deletions(self) -> int | None:
        """Lines removed, binary files aside; None when the files are unknown."""
        return None if self.files is None else sum(change.deleted or 0 for change in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositorySeen(Observation):
    """A repository at the time of the look, and the commits that it has in the session's window (full ids).

    `dirty` are uncommitted and untracked files, the sessions folder aside. `unclear` says what could not be told while the
    rest could, one sentence each.
    """

    kind: Literal["repository"] = "repository"
    repo: str
    tip: str | None = None
    branch: str | None = None
    default_branch: str | None = None
    shallow: bool | None = None
    dirty: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    window: Window | None = None
    commits: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.repo)


@dataclass(frozen=True, slots=True, kw_only=True)
class AncestrySeen(Observation):
    """Whether one commit is contained in another (`git merge-base --is-ancestor`), itself or as the same change in the
    commit `through`."""

    kind: Literal["ancestry"] = "ancestry"
    repo: str
    ancestor: str
    descendant: str
    contained: bool | None = None
    through: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.repo, self.ancestor, self.descendant)


Outcome = Literal["passed", "failed", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSeen(Observation):
    """A service asked something. `asserted` holds one sentence an assertion: what was expected, and inside it what was seen.

    `held` is how each of those sentences came out. `asked_from` is a name for the machine that asked, so that two looks from
    one place are known; `refused`: the look was not let in, and that was an answer and no silence. `revision` and `commit` are
    what the answer said of itself. `window`, `population` and `value` are of a query over time: the stretch it covers, how much
    traffic there was in it, and the number that came out.
    """

    kind: Literal["probe"] = "probe"
    service: str
    probe: str
    level: Level
    asked: str
    outcome: Outcome = "unclear"
    status: int | None = None
    asserted: tuple[str, ...] = ()
    held: tuple[Outcome, ...] = ()
    output: str | None = None
    digest: str | None = None
    revision: str | None = None
    commit: str | None = None
    milliseconds: int | None = None
    window: Window | None = None
    population: Value | None = None
    value: Value | None = None
    asked_from: str | None = None
    refused: bool = False
    hidden: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.service, self.probe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A revision's part of a service's requests, in percent."""

    revision: str
    percent: Decimal
    digest: str | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingSeen(Observation):
    """Which revision a platform serves. `current`: it has acted on the newest wish (not reconciling)."""

    kind: Literal["serving"] = "serving"
    service: str
    platform: str
    shares: tuple[Share, ...] = ()
    latest_ready: str | None = None
    latest_created: str | None = None
    ready: bool | None = None
    current: bool | None = None
    created: datetime | None = None
    ready_at: datetime | None = None
    conditions: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.service)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCounts:
    """What a test run says of itself."""

    __test__: ClassVar = False

    passed: int
    failed: int
    errors: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSeen(Observation):
    """A command that was run under the tool's eyes. `at` is its start; `exit` None means that a signal ended it.

    `environment` is what of it a reader needs to judge the run by, one `name=value` each. `output` is a part of `file`.
    """

    kind: Literal["run"] = "run"
    subject: str | None = None
    level: Level | None = None
    argv: tuple[str, ...]
    directory: str
    repo: str | None = None
    commit: str | None = None
    dirty: bool | None = None
    environment: tuple[str, ...] = ()
    milliseconds: int
    exit: int | None = None
    signal: str | None = None
    output: str | None = None
    file: str | None = None
    digest: str | None = None
    tests: TestCounts | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CiSeen(Observation):
    """A run of continuous integration, in its latest attempt. `skipped` names required jobs that did not run."""

    kind: Literal["ci"] = "ci"
    repo: str
    run: str
    commit: str | None = None
    attempt: int | None = None
    completed: bool | None = None
    succeeded: bool | None = None
    skipped: tuple[str, ...] = ()
    finished: datetime | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.kind, self.repo, self.run)


AnyObservation = CommitSeen | RepositorySeen | AncestrySeen | ProbeSeen | ServingSeen | RunSeen | CiSeen

LOOKS: dict[str, type[Observation]] = {look.__dataclass_fields__["kind"].default: look for look in get_args(AnyObservation)}

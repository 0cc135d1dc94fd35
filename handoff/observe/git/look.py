"""One repository looked at: which git processes run, in which order, and what is left when one of them fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from handoff.errors import CouldNotLook
from handoff.model.project import Project, Repository
from handoff.model.times import Window

from .changes import Changes, count_what_is_there, counted, start_counting
from .dirt import Dirt, dirty_files
from .headers import Header, read_headers
from .history import History, walk
from .objects import Meant, meant_by
from .place import NoRepository, Place, find_repository
from .program import Deadline, GitFailed, Running, find_git, fixed_environment
from .refs import Refs, read_refs
from .relations import Related, Relations
from .sandbox import Damaged, Sandbox, sandbox
from .settings import Settings, read_settings

MOST_IN_WINDOW = 1_000


@dataclass(slots=True)
class Sight:
    """What was seen of one repository, before it is written down as observations. Commits go by their full ids."""

    repository: Repository
    window: Window | None
    problem: str = ""
    """Why nothing of it could be seen."""
    place: Place | None = None
    meant: dict[str, Meant] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    boundary: frozenset[str] = frozenset()
    in_window: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    refs: Refs | None = None
    history: History | None = None
    relations: Relations | None = None
    related: Related = field(default_factory=Related)
    lacking: list[str] = field(default_factory=list)
    """What could not be seen while the rest could."""
    dirt: Dirt = field(default_factory=Dirt)

    @property
    def cut(self) -> str:
        """Why something that is not here may be elsewhere; nothing for a full clone."""
        if self.place is not None and self.place.shallow:
            return "this clone is shallow, older commits are not in it: `git fetch --unshallow`"
        if self.place is not None and self.place.partial:
            return "this clone is partial, not every object is in it"
        return ""


class Looker:
    """Looks at repositories, with one environment for all and one limit of time for each."""

    def __init__(self, project: Project, caller: Mapping[str, str], seconds: float) -> None:
        self.root = Path(project.root).absolute()
        self.sessions = self.root / project.sessions
        self.caller = caller
        self.seconds = seconds
        self.environment = fixed_environment(caller.get("PATH", ""))
        self._ends: list[Deadline] = []

    def stop(self) -> None:
        """End every look that is under way."""
        for end in self._ends:
            end.stop()

    def look(self, repository: Repository, texts: Sequence[str], window: Window | None) -> Sight:
        """One repository. Whatever goes wrong stands in the sight; nothing is raised."""
        sight = Sight(repository, window)
        folder = self.root / repository.path
        try:
            program = find_git(self.caller.get("PATH", ""), never=self.root)
            end = Deadline(self.seconds)
            self._ends.append(end)
            place = find_repository(program, self.environment, self.caller, folder, end)
            settings = read_settings(place.own, place.common, self.caller)
            sight.place = place
            with sandbox(program, self.environment, place, settings, end) as box:
                self._look_inside(sight, place, box, settings, texts)
        except CouldNotLook as error:
            sight.problem = f"{error.message}: {error.hint}"
        except (NoRepository, GitFailed) as error:
            sight.problem = str(error)
        except Damaged as error:
            sight.problem = f"the repository at {folder} is damaged: {error}"
        except OSError as error:
            sight.problem = f"{error.filename or folder}: {error.strerror or error}"
        return sight

    def _look_inside(self, sight: Sight, place: Place, box: Sandbox, settings: Settings, texts: Sequence[str]) -> None:
        with ExitStack() as stack:
            pool = stack.enter_context(ThreadPoolExecutor(3))
            dirt = pool.submit(self._dirt, place, box, settings)
            refs = pool.submit(read_refs, box.history, box.head, sight.repository.default_branch, place.bare)
            sight.meant = meant_by(box.objects, texts)
            sight.boundary = box.boundary
            cited = list(dict.fromkeys(meant.sha for meant in sight.meant.values() if meant.sha))
            # The count begins with what is cited, while the walk finds what else there is to count.
            counting = stack.enter_context(start_counting(box.history))
            counts = pool.submit(counted, counting)
            _feed(counting, cited, box.boundary)
            _walk(sight, box, cited)
            _feed(counting, sight.marked[len(cited) :], box.boundary)
            counting.fed()
            sight.refs = _or_none(sight, refs)
            if sight.history is not None and sight.refs is not None:
                sight.relations = Relations(sight.history, sight.refs, sight.marked)
                _ask(sight, box, sight.relations, counts)
            else:
                _count(sight, box, counts)
            sight.dirt = dirt.result()

    def _dirt(self, place: Place, box: Sandbox, settings: Settings) -> Dirt:
        if box.worktree is None or place.worktree is None:
            return Dirt(unclear=(place.worktree_problem,))
        if settings.problem:
            return Dirt(unclear=(f"uncommitted files: {settings.problem}",))
        aside = None
        if self.sessions.resolve().is_relative_to(place.worktree.resolve()):
            aside = self.sessions.resolve().relative_to(place.worktree.resolve()).as_posix()
        return dirty_files(box.worktree, settings.filters, aside)


def _feed(counting: Running, ids: Sequence[str], boundary: frozenset[str]) -> None:
    # Where a shallow clone was cut off, git takes a commit for a root and would count every file as new.
    counting.feed("".join(f"{sha}\n" for sha in ids if sha not in boundary).encode())


def _walk(sight: Sight, box: Sandbox, cited: Sequence[str]) -> None:
    """The history, and which commits of it are looked at: those cited, then those of the window, the oldest first."""
    start, end = (sight.window.start.timestamp(), sight.window.end.timestamp()) if sight.window else (1.0, 0.0)
    try:
        sight.history = walk(box.history, cited, (start, end))
        sight.headers = sight.history.headers
    except GitFailed as failed:
        sight.lacking.append(f"{failed}; branches and later commits are unknown")
        sight.headers = read_headers(box.history, cited)
    for header in sight.headers.values():
        times = (header.commit_time, header.author_time)
        if sight.window and any(sight.window.holds(when) for when in times if when):
            sight.in_window.append(header.sha)
    sight.in_window.sort(key=lambda sha: (sight.headers[sha].commit_time or sight.headers[sha].author_time, sha))
    fresh = [sha for sha in sight.in_window if sha not in set(cited)]
    sight.marked = [*cited, *fresh[:MOST_IN_WINDOW]]


def _or_none(sight: Sight, refs: Future[Refs]) -> Refs | None:
    try:
        return refs.result()
    except GitFailed as failed:
        sight.lacking.append(f"{failed}; branches and later commits are unknown")
        return None


def _ask(sight: Sight, box: Sandbox, relations: Relations, counts: Future[Changes]) -> None:
    same: dict[int, set[int]] = {}
    try:
        relations.ask_for_paths(box.history)
        same = relations.ask_for_patches(box.history)
    except GitFailed as failed:
        sight.lacking.append(f"{failed}; later commits and equal changes may be missing")
    _count(sight, box, counts)
    sight.related = relations.told(sight.changes, same)


def _count(sight: Sight, box: Sandbox, counts: Future[Changes]) -> None:
    try:
        sight.changes = counts.result()
    except GitFailed as failed:
        headers = {sha: sight.headers[sha] for sha in sight.marked if sha not in sight.boundary}
        sight.changes = count_what_is_there(box.history, box.objects, headers, failed)
    for sha in sight.boundary.intersection(sight.marked):
        sight.changes.problems[sha] = f"its parent is missing, so its numbers cannot be counted: {sight.cut}"

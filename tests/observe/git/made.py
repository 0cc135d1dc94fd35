"""Real git repositories made by a test, and a session that cites their commits."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handoff.model.events import AnyEvent, Commit
from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, RepositorySeen
from handoff.model.project import Project, Repository
from handoff.model.session import Checkout, Session
from handoff.observe.git import look_at_repositories

GIT = shutil.which("git") or "git"
NOW = datetime(2026, 1, 21, 18, 0, tzinfo=UTC)
START = 1_768_900_000
"""2026-01-20 09:06:40 UTC: the first commit of a made repository; each next one is a minute later."""

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Grace",
    "GIT_COMMITTER_EMAIL": "grace@example.org",
    "LC_ALL": "C.UTF-8",
}


class Made:
    """A repository with a work tree in a folder of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._minutes = 0
        self.git("init", "--quiet", "--initial-branch=main", *words)
        for key, value in (("commit.gpgsign", "false"), ("protocol.file.allow", "always"), ("gc.auto", "0")):
            self.git("config", key, value)

    def run(self, *words: str, feed: bytes = b"", env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        """git in this repository, as its owner would run it."""
        return subprocess.run(
            [GIT, *words], cwd=self.folder, env=ENVIRONMENT | dict(env or {}), input=feed, capture_output=True, check=False
        )

    def git(self, *words: str, feed: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """The same, which must succeed; what it prints."""
        done = self.run(*words, feed=feed, env=env)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.decode("utf-8", "replace").strip()

    def write(self, path: str | bytes, content: str | bytes) -> None:
        """A file of the work tree."""
        file = os.fsencode(self.folder) + b"/" + os.fsencode(path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)

    def commit(self, message: str = "Change", at: str = "", files: Mapping[str, str | bytes] | None = None, **env: str) -> str:
        """Everything in the work tree committed; the full id. `at` is a date for author and committer."""
        for path, content in (files or {}).items():
            self.write(path, content)
        self._minutes += 1
        when = at or f"{START + 60 * self._minutes} +0000"
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} | env
        self.git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-", feed=message.encode(), env=dates)
        return self.head()

    def dated(self, *words: str) -> str:
        """A command that makes commits (merge, cherry-pick, rebase), at the next minute; the new HEAD."""
        self._minutes += 1
        when = f"{START + 60 * self._minutes} +0000"
        self.git(*words, env={"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_EDITOR": ":"})
        return self.head()

    def head(self, name: str = "HEAD") -> str:
        """The full id of a commit."""
        return self.git("rev-parse", name)


def citing(
    *shas: str, events: Sequence[AnyEvent] = (), repo: Checkout | None = None, started: str = "2001-01-01T10:00+00:00"
) -> Session:
    """A session of one day, long before every made commit unless said otherwise, whose record cites commits."""
    cited = tuple(Commit(id=f"commit-{number}", summary="A commit", sha=sha) for number, sha in enumerate(shas))
    begun = datetime.fromisoformat(started)
    return Session(
        id=f"{begun.date()}-work",
        title="Work",
        started=begun,
        ended=begun + timedelta(days=1),
        timezone="UTC",
        repo=repo,
        events=(*cited, *events),
    )


def project_at(folder: Path, *repositories: Repository) -> Project:
    """A project whose root is a folder."""
    return Project(root=str(folder), repositories=repositories)


def look(
    made: Made | Path,
    *shas: str,
    session: Session | None = None,
    project: Project | None = None,
    seconds: float = 60.0,
    env: Mapping[str, str] | None = None,
    known: Sequence[AnyObservation] = (),
) -> list[AnyObservation]:
    """What is seen of a repository."""
    folder = made if isinstance(made, Path) else made.folder
    return look_at_repositories(
        session or citing(*shas),
        project or project_at(folder),
        NOW,
        known,
        seconds=seconds,
        caller=ENVIRONMENT | dict(env or {}),
    )


def commits(looks: Sequence[AnyObservation]) -> list[CommitSeen]:
    """The looks at commits."""
    return [one for one in looks if isinstance(one, CommitSeen)]


def commit(looks: Sequence[AnyObservation], name: str = "") -> CommitSeen:
    """The look at one commit: by the beginning of its id, or the only one."""
    found = [one for one in commits(looks) if (one.sha or one.asked).startswith(name) or one.asked == name]
    assert len(found) == 1, found
    return found[0]


def repository(looks: Sequence[AnyObservation], name: str = "main") -> RepositorySeen:
    """The look at a repository."""
    (found,) = [one for one in looks if isinstance(one, RepositorySeen) and one.repo == name]
    return found


def ancestries(looks: Sequence[AnyObservation]) -> list[AncestrySeen]:
    """The looks at which commit contains which."""
    return [one for one in looks if isinstance(one, AncestrySeen)]


def numbers(made: Made, sha: str) -> list[tuple[str, str | None, int | None, int | None]]:
    """What `git show --numstat -M` prints for a commit: path, old path, added, deleted."""
    data = made.run("show", "--numstat", "-M", "-z", "--format=", sha).stdout
    tokens = iter(data.split(b"\0"))
    found = []
    for token in tokens:
        if token.strip(b"\n"):
            added, deleted, path = token.lstrip(b"\n").split(b"\t", 2)
            old = None
            if not path:
                old, path = next(tokens), next(tokens)
            counts = [None if count == b"-" else int(count) for count in (added, deleted)]
            named = [None if name is None else name.decode("utf-8", "backslashreplace") for name in (path, old)]
            found.append((str(named[0]), named[1], counts[0], counts[1]))
    return found


def seen_numbers(look: CommitSeen) -> list[tuple[str, str | None, int | None, int | None]]:
    """The same of a look."""
    assert look.files is not None, look.could_not
    return [(one.path, one.old_path, one.added, one.deleted) for one in look.files]

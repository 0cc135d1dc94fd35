"""Branches: which there are, which is the default one, which belong to a remote."""

from __future__ import annotations

import os
from dataclasses import dataclass

from .program import Git

_LOCAL, _REMOTE = "refs/heads/", "refs/remotes/"


@dataclass(frozen=True, slots=True)
class Refs:
    """Branch tips by name (`main`, `origin/main`); `default` is the name that the default branch has on every side."""

    local: dict[str, str]
    remote: dict[str, str]
    default: str | None
    head: str | None
    """The branch that is checked out; None when HEAD stands on a commit."""
    tip: str | None
    """The commit that is checked out; None before the first one."""

    @property
    def trunk(self) -> list[str]:
        """The tips of the default branch, here and on every remote."""
        if self.default is None:
            return []
        tips = [self.local[self.default]] if self.default in self.local else []
        return tips + [sha for name, sha in self.remote.items() if name.partition("/")[2] == self.default]

    @property
    def branches(self) -> list[tuple[str, str]]:
        """Every branch with its tip: the default one first, then local ones, then those of remotes."""
        named = [*sorted(self.local.items()), *sorted(self.remote.items())]
        first = (self.default, f"origin/{self.default}")
        return sorted(named, key=lambda branch: first.index(branch[0]) if branch[0] in first else len(first))


def read_refs(git: Git, head: str, stated: str | None, bare: bool) -> Refs:
    """The branches of a repository. `head` is the text of HEAD, `stated` the default branch of handoff.toml.

    Unless it is stated, the default branch is what `origin/HEAD` points to, else `main` or `master`, else the only one, else
    the one that HEAD of a bare repository names. Raises GitFailed.
    """
    data, _ = git.run("for-each-ref", "--format=%(refname)%00%(symref)%00%(objectname)", _LOCAL, _REMOTE)
    local: dict[str, str] = {}
    remote: dict[str, str] = {}
    pointed: dict[str, str] = {}
    for line in os.fsdecode(data).splitlines():
        name, symref, sha = line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").split("\0")
        if name.startswith(_LOCAL):
            local[name.removeprefix(_LOCAL)] = sha
        elif symref:
            pointed[name.removeprefix(_REMOTE)] = symref.removeprefix(_REMOTE).partition("/")[2]
        else:
            remote[name.removeprefix(_REMOTE)] = sha
    current = head.removeprefix("ref: ").removeprefix(_LOCAL) if head.startswith("ref: ") else None
    tip = local.get(current) if current else head
    return Refs(local, remote, stated or _guessed(local, remote, pointed, current if bare else None), current, tip)


def _guessed(local: dict[str, str], remote: dict[str, str], pointed: dict[str, str], of_bare: str | None) -> str | None:
    if pointed:
        return pointed.get("origin/HEAD") or pointed[min(pointed)]
    if of_bare in local:
        return of_bare
    known = {*local, *(name.partition("/")[2] for name in remote)}
    for name in ("main", "master"):
        if name in known:
            return name
    return known.pop() if len(known) == 1 else None

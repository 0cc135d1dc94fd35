"""A git directory that has the history of a repository and nothing of its configuration.

git reads objects, refs and index of the real repository through links, and configuration only from the file written here.
So no hook, filter, file-system monitor, diff driver, text conversion, signature program, pager, alias, remote helper or lazy
fetch can be named by whoever made the repository: there is no place left to name it. The same goes for replaced objects
and grafts. What is left of the repository's own say is data: its objects, and the attributes that `git show` obeys too.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .place import Place
from .program import Deadline, Git
from .settings import Settings

_HEAD = re.compile(r"ref: refs/\S+|[0-9a-f]{40}|[0-9a-f]{64}")
# From the folder that worktrees share; then from the one that each has of its own.
_SHARED = ("refs", "packed-refs", "reftable", "shallow", "info/attributes", "info/exclude")
_OWN = ("info/sparse-checkout",)


class Damaged(Exception):
    """A repository that lacks what every repository has; the message is for `could_not`."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Three views of one repository: its history, its objects alone (where no branch name can be taken for a commit id),
    and its work tree. `head` is the text of HEAD, `boundary` the commits at which a shallow clone was cut off."""

    history: Git
    objects: Git
    worktree: Git | None
    head: str
    boundary: frozenset[str]


@contextmanager
def sandbox(program: str, environment: Mapping[str, str], place: Place, settings: Settings, end: Deadline) -> Iterator[Sandbox]:
    """A sandbox for as long as the look takes. Raises Damaged, and OSError when there is no room for a few links."""
    head = _head_of(place)
    with tempfile.TemporaryDirectory(prefix="handoff-git-") as name:
        folder = Path(name)
        full, bare = folder / "history", folder / "objects"
        for made in (full, bare):
            (made / "info").mkdir(parents=True)
            (made / "config").write_text(_configuration(place, settings, bare=made is bare or place.worktree is None))
            (made / "HEAD").write_text("ref: refs/heads/none\n" if made is bare else f"{head}\n")
        (bare / "refs").mkdir()
        for source, names in ((place.common, _SHARED), (place.own, _OWN)):
            for link in names:
                if (source / link).exists():
                    (full / link).symlink_to(source / link)
        for shared in place.own.glob("sharedindex.*"):
            (full / shared.name).symlink_to(shared)
        own = dict(environment) | {
            "HOME": str(folder),
            "GIT_OBJECT_DIRECTORY": str(place.common / "objects"),
            # With an index git would take a file of the work tree for the blob that it believes to be in it.
            "GIT_INDEX_FILE": str(folder / "none"),
        }
        seen = own | {"GIT_DIR": str(full)}
        tree = seen | {"GIT_WORK_TREE": str(place.worktree)}
        index = {"GIT_INDEX_FILE": str(place.own / "index")}
        yield Sandbox(
            history=Git(program, tree if place.worktree else seen, place.worktree or full, end),
            objects=Git(program, own | {"GIT_DIR": str(bare)}, bare, end),
            worktree=Git(program, tree | index, place.worktree, end) if place.worktree else None,
            head=head,
            boundary=_boundary(place),
        )


def _head_of(place: Place) -> str:
    file = place.own / "HEAD"
    if not file.is_file():
        raise Damaged("it has no HEAD")
    with file.open("rb") as stream:
        text = stream.read(1 << 12).decode("utf-8", "replace").strip()
    if not _HEAD.fullmatch(text):
        raise Damaged("its HEAD names neither a branch nor a commit")
    return text


def _boundary(place: Place) -> frozenset[str]:
    file = place.common / "shallow"
    return frozenset(file.read_text(encoding="ascii", errors="replace").split()) if file.is_file() else frozenset()


def _configuration(place: Place, settings: Settings, bare: bool) -> str:
    """The whole configuration. The settings named here have these values by default; they are written down all the same."""
    core = dict(settings.core) | {
        "bare": "true" if bare else "false",
        "commitgraph": "false",
        "fsmonitor": "false",
        "hookspath": "/dev/null",
        "attributesfile": "/dev/null",
        "excludesfile": str(settings.ignored or "/dev/null"),
        "pager": "cat",
    }
    extensions = {}
    if place.object_format != "sha1":
        extensions["objectformat"] = place.object_format
    if (place.common / "reftable").is_dir():
        extensions["refstorage"] = "reftable"
    core["repositoryformatversion"] = "1" if extensions else "0"
    sections: dict[str, dict[str, str]] = {
        "core": core,
        "protocol": {"allow": "never"},
        "log": {"showsignature": "false", "mailmap": "false", "showroot": "true"},
        "diff": {"renames": "true"},
    }
    if extensions:
        sections["extensions"] = extensions
    return "".join(
        f"[{name}]\n" + "".join(f"\t{key} = {_quoted(value)}\n" for key, value in values.items())
        for name, values in sections.items()
    )


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'

"""Which commit an id of any length means, asked for all of them at once, where no branch can be mistaken for one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from .cited import IS_ID
from .program import Git, GitFailed

_SHORT = "short object ID "


@dataclass(frozen=True, slots=True)
class Meant:
    """What an id stands for: the full id of a commit; or nothing, as far as this clone goes; or why nobody can tell."""

    sha: str | None = None
    problem: str | None = None


def meant_by(git: Git, texts: Iterable[str]) -> dict[str, Meant]:
    """What each text means. Only hexadecimal digits are ever shown to git, and on its standard input. Raises GitFailed."""
    found = {
        text: Meant(problem=f"{text!r} is no commit id: cite 7 to 64 hexadecimal digits")
        for text in texts
        if not IS_ID.fullmatch(text)
    }
    asked = [text for text in dict.fromkeys(texts) if text not in found]
    if not asked:
        return found
    lines, complaints = _check(git, asked)
    damage = next(
        (line.removeprefix("error: ") for line in complaints if line.startswith("error: ") and _SHORT not in line), ""
    )
    found |= {text: _meant(text, line, damage) for text, line in zip(asked, lines, strict=True)}
    if unclear := [text for text, line in zip(asked, lines, strict=True) if line.endswith(" ambiguous")]:
        found |= _among_commits(git, unclear)
    return found


def _check(git: Git, names: list[str]) -> tuple[list[str], tuple[str, ...]]:
    feed = "".join(f"{name}\n" for name in names).encode()
    data, complaints = git.run("cat-file", "--batch-check=%(objecttype) %(objectname)", feed=feed)
    return data.decode("ascii", "replace").splitlines(), complaints


def _meant(text: str, line: str, damage: str) -> Meant:
    kind, _, sha = line.partition(" ")
    if kind == "commit":
        return Meant(sha=sha)
    if kind == "tag":
        return Meant(problem=f"{text} is an annotated tag: cite the commit that it stands for")
    return Meant(problem=f"an object could not be read: {damage}") if sha == "missing" and damage else Meant()


def _among_commits(git: Git, texts: list[str]) -> dict[str, Meant]:
    """What a short id means when only commits are thought of: git counts files and folders of that name too."""
    found = {text: Meant(problem=f"{text} fits several objects: cite more digits") for text in texts}
    with suppress(GitFailed):
        lines, _ = _check(git, [f"{text}^{{commit}}" for text in texts])
        found |= {
            text: Meant(sha=line.removeprefix("commit "))
            for text, line in zip(texts, lines, strict=True)
            if line.startswith(f"commit {text}")
        }
    return found

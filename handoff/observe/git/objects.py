"""Which commit an id of any length means, asked for all of them at once, where no branch can be mistaken for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .cited import IS_ID
from .program import Git

_CANDIDATES = "short object ID "


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
    feed = "".join(f"{text}^{{commit}}\n" for text in asked).encode()
    data, complaints = git.run("cat-file", "--batch-check=%(objectname)", feed=feed)
    # An id that fits several objects is complained of too, with the objects as hints; anything else is damage.
    damage = [line for line in complaints if line.startswith("error: ") and _CANDIDATES not in line]
    for text, line in zip(asked, data.decode("ascii", "replace").splitlines(), strict=True):
        found[text] = _meant(text, line, damage[0].removeprefix("error: ") if damage else "")
    return found


def _meant(text: str, line: str, damage: str) -> Meant:
    if line.endswith(" ambiguous"):
        return Meant(problem=f"{text} fits several objects: cite more digits")
    if line.endswith(" missing"):
        return Meant(problem=f"an object could not be read: {damage}") if damage else Meant()
    if line.startswith(text):
        return Meant(sha=line)
    return Meant(problem=f"{text} is an annotated tag: cite its commit, {line[:12]}")

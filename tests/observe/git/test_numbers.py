"""The numbers of random repositories are those of `git show --numstat -M`, to the last line."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.observe.git.made import Made, commits, look, numbers, seen_numbers

_SEEDS, _COMMITS = (60, 60) if os.environ.get("HANDOFF_PROVE") else (4, 25)
_NAMES = [
    "a",
    "b.txt",
    "dir/c",
    "dir/d e",
    "x => y",
    "t\tab",
    "n\nl",
    'q"q',
    "ünï",
    "dir/deep/er/f",
    "-n",
    "{b => c}/d",
    "5\t5\t",
]


def _text(random_: random.Random) -> bytes:
    if random_.random() < 0.1:
        return bytes(random_.randrange(256) for _ in range(random_.randrange(1, 60)))
    lines = [f"line {random_.randrange(30)}\n" for _ in range(random_.randrange(0, 40))]
    return "".join(lines).encode() + (b"no end" if random_.random() < 0.2 else b"")


def _change(made: Made, random_: random.Random) -> None:
    files = [name for name in made.git("-c", "core.quotePath=false", "ls-files", "-z").split("\0") if name]
    for _ in range(random_.randrange(0, 4)):
        action, name = random_.random(), random_.choice(_NAMES)
        file = made.folder / name
        if action < 0.45 or not files:
            if not file.is_dir() and not any(parent.is_file() for parent in file.parents):
                made.write(name, _text(random_))
        elif action < 0.7:
            old = made.folder / random_.choice(files)
            if old.is_file() and not file.exists() and not any(parent.is_file() for parent in file.parents):
                file.parent.mkdir(parents=True, exist_ok=True)
                old.rename(file)
                if random_.random() < 0.6:
                    with file.open("ab") as stream:
                        stream.write(b"one more\n")
        elif action < 0.85:
            (made.folder / random_.choice(files)).unlink(missing_ok=True)
        else:
            chosen = made.folder / random_.choice(files)
            if chosen.is_file() and not chosen.is_symlink():
                os.chmod(chosen, 0o755 if random_.random() < 0.5 else 0o644)


def _grow(made: Made, seed: int, count: int) -> None:
    random_ = random.Random(seed)
    made.commit("root", files={"a": "1\n2\n3\n"})
    for number in range(count):
        if random_.random() < 0.2:
            made.git("checkout", "--quiet", "-B", f"branch-{random_.randrange(3)}")
        elif random_.random() < 0.25:
            names = made.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()
            if made.run("merge", "--quiet", "--no-ff", "-m", f"merge {number}", random_.choice(names)).returncode:
                made.commit(f"conflict {number}")
            continue
        _change(made, random_)
        made.commit(f"commit {number}")


def _compare(folder: Path, seed: int, count: int) -> None:
    made = Made(folder / f"seed-{seed}")
    _grow(made, seed, count)
    shas = made.git("rev-list", "--all").split()
    looks = commits(look(made, *shas))
    assert [seen.sha for seen in looks] == shas
    for seen in looks:
        assert seen.sha is not None
        assert seen_numbers(seen) == numbers(made, seen.sha), (seed, seen.sha)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(_SEEDS))
def test_numbers_equal_git_show(tmp_path: Path, seed: int) -> None:
    """Every commit of a random history: roots, merges with and without conflict, renames, binaries, modes, odd names."""
    _compare(tmp_path, seed, _COMMITS)

"""All that git can say of 1,000 commits, against one `git log --no-walk --stdin --numstat` of them.

The repository is made here: 1,250 commits by four people over a year, eight files of some hundred lines each, every tenth on a
branch that is merged, some renames. A thousand of the commits are cited, in no order. What is measured is everything that
`handoff observe` asks git, from finding the repository to the finished observations; not starting Python.
"""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.timing import Row, paired

CITED, COMMITS, FILES = 1000, 1250, 400
_GIT = ["git", "-c", "init.defaultBranch=main"]
_START = 1_735_700_000


def _history(random_: random.Random) -> str:
    """The history in the language of `git fast-import`."""
    out: list[str] = []
    files = {f"src/part{number % 20}/module{number}.py": _lines(random_, random_.randrange(80, 400)) for number in range(FILES)}
    main = branch = 0
    for number in range(1, COMMITS + 1):
        on_branch = number % 10 in (7, 8)
        merge = number % 10 == 9
        parent = branch if on_branch and branch else main
        when = _START + number * 25_000
        message = f"Change number {number}\n\nWhat it does, in a few words that nobody reads.\n"
        out.append(f"commit refs/heads/{'topic' if on_branch else 'main'}\nmark :{number}")
        out.append(f"author Person {number % 4} <p{number % 4}@example.org> {when} +0100")
        out.append(f"committer Person {number % 4} <p{number % 4}@example.org> {when} +0100")
        out.append(f"data {len(message)}\n{message}")
        if parent:
            out.append(f"from :{parent}")
        if merge:
            out.append(f"merge :{branch}")
        names = list(files) if number == 1 else random_.sample(list(files), 8)
        for name in names:
            if number > 1:
                _edit(random_, files[name])
            text = "\n".join(files[name]) + "\n"
            out.append(f"M 100644 inline {name}\ndata {len(text)}\n{text}")
        if number % 25 == 0:
            old = names[0]
            new = old.replace("module", f"moved{number}_")
            files[new] = files.pop(old)
            out.append(f"R {old} {new}")
        if on_branch:
            branch = number
        else:
            main, branch = number, 0 if merge else branch
    return "\n".join(out) + "\n"


def _lines(random_: random.Random, count: int) -> list[str]:
    return [f"    value_{random_.randrange(10_000)} = compute({random_.random():.6f})" for _ in range(count)]


def _edit(random_: random.Random, lines: list[str]) -> None:
    at = random_.randrange(len(lines))
    lines[at : at + random_.randrange(12)] = _lines(random_, random_.randrange(1, 15))


def make(folder: Path) -> list[str]:
    """The repository; the ids to cite."""
    random_ = random.Random(7)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([*_GIT, "init", "--quiet", str(folder)], check=True, env=environment)
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=folder, input=_history(random_), text=True, check=True, env=environment
    )
    for words in (["branch", "-q", "-D", "topic"], ["reset", "-q", "--hard"], ["gc", "-q"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env=environment)
    listed = subprocess.run(
        ["git", "rev-list", "main"], cwd=folder, capture_output=True, text=True, check=True, env=environment
    )
    return random_.sample(listed.stdout.split(), CITED)


def facts(folder: Path, ids: list[str]) -> None:
    """What is measured."""
    from handoff.model.events import Commit
    from handoff.model.observation import CommitSeen
    from handoff.model.project import Project
    from handoff.model.session import Session
    from handoff.observe.git import look_at_repositories

    events = tuple(Commit(id=f"c{number}", summary="A commit", sha=sha) for number, sha in enumerate(ids))
    session = Session(id="2001-01-01-work", title="Work", timezone="UTC", events=events)
    seen = look_at_repositories(session, Project(root=str(folder)), datetime(2026, 1, 1, tzinfo=UTC))
    counted = sum(isinstance(look, CommitSeen) and look.files is not None for look in seen)
    if counted != len(ids):
        raise RuntimeError(f"{counted} of {len(ids)} commits were counted")


def log(folder: Path, ids: list[str]) -> None:
    """The baseline."""
    words = ["git", "log", "--no-walk", "--stdin", "--numstat"]
    subprocess.run(words, cwd=folder, input="\n".join(ids).encode(), stdout=subprocess.PIPE, check=True)


def measure() -> list[Row]:
    """Rows of what was measured: name, value, aim, unit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ids = make(folder)
        seen = paired(lambda: facts(folder, ids), lambda: log(folder, ids))
    return [(f"git facts of {CITED} commits / git log --no-walk --stdin --numstat", seen.ratio, 1.5, "×")]

"""What to write into handoff.toml when the commits of a session cannot be found where they were looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handoff.model.observation import AnyObservation, CommitSeen, RepositorySeen
from handoff.model.project import Project

from .written import EMPTY

_ENTRY = '[[repositories]]\nid = "{id}"\npath = "../{id}"   # from the folder of handoff.toml'


def advice(looks: Iterable[AnyObservation], project: Project) -> Iterator[str]:
    """Sentences for the person, none when every commit was found."""
    looks = list(looks)
    file = project.path or f"{project.root}/handoff.toml"
    declared = {repository.id: repository for repository in project.repositories}
    lost = [
        look
        for look in looks
        if isinstance(look, RepositorySeen) and look.could_not and look.tip is None and look.could_not != EMPTY
    ]
    for look in looks:
        if isinstance(look, RepositorySeen) and look.could_not == EMPTY:
            yield f"nothing was committed in {look.repo} yet: commit, then `handoff observe`"
    for look in lost:
        if look.repo in declared:
            where = declared[look.repo].path
            yield f"repository {look.repo} is said to be at {where!r}: mend its path in {file} if it lies elsewhere"
        else:
            yield f"if the repository lies elsewhere, say so in {file}:\n{_ENTRY.format(id=look.repo)}"
    named = {look.repo for look in looks if isinstance(look, CommitSeen) and look.repo and look.repo not in declared}
    for name in sorted(named if declared else named - {"main"}):
        yield f"the record names repository {name}, which {file} does not: add\n{_ENTRY.format(id=name)}"
    cited = [look for look in looks if isinstance(look, CommitSeen) and look.asked != look.sha]
    if cited and not lost and all(look.exists is False for look in cited):
        where = ", ".join(sorted({look.repo for look in cited}))
        yield f"no cited commit is in {where}: if another repository has them, add it to {file}:\n{_ENTRY.format(id='other')}"

"""Whether what a project declares of looking at its services can be read: a probe with a slip in it asks nothing, unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from handoff.errors import BadInput
from handoff.model.project import Project
from handoff.store import cache


def insist_on_probes(projects: Iterable[Project]) -> None:
    """Read the probes and platforms of projects; nothing is asked. Raises BadInput with every one that is wrong."""
    problems: list[str] = []
    hint = ""
    for project in {one.path: one for one in projects}.values():
        if project.path is None or not _declares(project):
            continue
        # What reads them takes longer to load than a check that finds nothing changed.
        digest = cache.digest_of(Path(project.path).read_bytes())
        if cache.recall(f"probes of {project.path}", digest) is not None:
            continue
        if wrong := list(_wrong(project)):
            problems += [error.message for error in wrong]
            hint = wrong[0].hint
        else:
            cache.remember(f"probes of {project.path}", digest, cache.Note({}, b"\n"))
    if problems:
        raise BadInput("\n".join(problems), hint)


def rules_known(project: Project) -> bool:
    """Whether `[rules]` names rules only; told by their files, because to load them takes a quarter of a check."""
    folder = Path(__file__).parents[1] / "rules"
    return all((folder / f"{name.replace('-', '_')}.py").is_file() for name in project.rules)


def _declares(project: Project) -> bool:
    return any(one.probes or one.platform for one in project.services) or any(one.ci for one in project.repositories)


def _wrong(project: Project) -> Iterable[BadInput]:
    from handoff.observe.platforms import ci_of, platforms_of
    from handoff.observe.probe import probes_of

    looks: list[Callable[[], object]] = [
        *(lambda service=service: probes_of(project, service) for service in project.services),
        lambda: platforms_of(project, project.services),
        lambda: ci_of(project),
    ]
    for look in looks:
        try:
            look()
        except BadInput as error:
            yield error

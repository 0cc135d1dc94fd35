"""GitHub Actions: a workflow run in its latest attempt, and its jobs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from handoff.errors import CouldNotLook
from handoff.model.identifiers import slug_of
from handoff.model.observation import CiSeen
from handoff.observe.exact_json import CannotTell
from handoff.observe.platforms._platform import Documents, Name, Platform, inside, instant, items, number, part, text
from handoff.observe.probes._step import World

_SHA = re.compile(r"[0-9a-f]{40}")
_OWNER_AND_NAME = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$")]


class GithubActions(Platform):
    """Runs of a repository: `run` by its number, else the newest of `workflow` and `branch`, or of a commit.

    `required` are the jobs that must have run; when left out, every job of the run is.
    """

    repository: _OWNER_AND_NAME
    workflow: Name | None = None
    branch: str | None = None
    commit: str | None = None
    run: Annotated[int, Field(gt=0)] | None = None
    required: tuple[str, ...] = ()
    host: Name = "api.github.com"

    speaks_of = "repository"
    variables = ("GH_TOKEN", "GITHUB_TOKEN", "GH_HOST", "GH_CONFIG_DIR", "GH_ENTERPRISE_TOKEN")

    @property
    def peer(self) -> str:
        return self.host if self.via == "api" else ""

    @property
    def look_id(self) -> str:
        return slug_of(f"ci {self.about} {(self.commit or '')[:12]}", 80)

    def for_commit(self, commit: str) -> GithubActions | None:
        return self.model_copy(update={"commit": commit}) if _SHA.fullmatch(commit) and self.run is None else None

    def missed(self, reason: str, at: datetime) -> CiSeen:
        run = str(self.run or self.workflow or "newest")
        return CiSeen(id=self.look_id, at=at, repo=self.about, run=run, commit=self.commit, could_not=reason)

    def documents(self, world: World) -> Documents:
        run: Any
        if self.run is not None:
            run = self._fetch(world, f"runs/{self.run}")
        else:
            wanted = {"branch": self.branch, "head_sha": self.commit}
            query = "&".join(["per_page=50", *(f"{key}={part(value)}" for key, value in wanted.items() if value)])
            runs = f"workflows/{part(self.workflow)}/runs" if self.workflow else "runs"
            run = _newest(self._fetch(world, f"{runs}?{query}"))
        number_of_run = number(run, "id")
        if number_of_run is None:
            raise CannotTell("the run has no id")
        jobs: list[Any] = []
        # A page holds a hundred jobs, and a run at most a thousand.
        for page in range(1, 11):
            answer = self._fetch(world, f"runs/{number_of_run}/jobs?filter=latest&per_page=100&page={page}")
            jobs += items(answer, "jobs")
            total = number(answer, "total_count")
            if total is None or len(jobs) >= total or not items(answer, "jobs"):
                return {"run": run, "jobs": {"jobs": jobs, "total_count": total}}
        raise CannotTell("the run has more than a thousand jobs")

    def _fetch(self, world: World, path: str) -> Any:
        whole = f"repos/{self.repository}/actions/{path}"
        if self.via == "command":
            return self.from_command(world, ("gh", "api", "-H", "Accept: application/vnd.github+json", whole))
        return self.from_url(world, f"https://{self.host}/{whole}", [("accept", "application/vnd.github+json")])

    def read(self, documents: Documents, at: datetime) -> CiSeen:
        run = documents["run"]
        jobs = list(_latest(documents["jobs"], number(run, "run_attempt")))
        status, conclusion = text(run, "status"), text(run, "conclusion")
        skipped = tuple(self._skipped(jobs))
        return CiSeen(
            id=self.look_id,
            at=at,
            repo=self.about,
            run=str(number(run, "id") or self.run or ""),
            commit=text(run, "head_sha"),
            attempt=number(run, "run_attempt"),
            completed=None if status is None else status == "completed",
            succeeded=_succeeded(status, conclusion),
            skipped=skipped,
            finished=instant(run, "updated_at") if status == "completed" else None,
        )

    def _skipped(self, jobs: list[Any]) -> Iterator[str]:
        """Required jobs that did not run, and those that are not in the run at all."""
        ran = {text(job, "name"): text(job, "conclusion") for job in jobs}
        for name in self.required or sorted(name for name in ran if name):
            # A job of a matrix or of a called workflow has the name of its job with something behind or before it.
            named = {one: how for one, how in ran.items() if one and _is(name, one)}
            if not named:
                yield f"{name} (not in the run)"
            elif any(how == "skipped" for how in named.values()):
                yield name


def _is(wanted: str, name: str) -> bool:
    return name == wanted or name.startswith(f"{wanted} (") or name.endswith(f" / {wanted}")


def _newest(answer: Any) -> Any:
    runs = items(answer, "workflow_runs")
    if not runs:
        raise CouldNotLook("there is no run of it", "check repository, workflow, branch and commit")
    return max(runs, key=lambda one: (number(one, "run_number") or 0, number(one, "id") or 0))


def _succeeded(status: str | None, conclusion: str | None) -> bool | None:
    if status is None:
        return None
    if status != "completed" or conclusion is None:
        return None
    return conclusion == "success"


def _latest(document: Any, attempt: int | None) -> Iterator[Any]:
    """Each job as it came out last: one that was not run again keeps its earlier outcome."""
    if not isinstance(inside(document, "jobs"), list):
        raise CannotTell("the jobs of the run are missing")
    newest: dict[str | None, Any] = {}
    for job in items(document, "jobs"):
        name, tried = text(job, "name"), number(job, "run_attempt") or 1
        if (attempt is None or tried <= attempt) and tried >= (number(newest.get(name), "run_attempt") or 0):
            newest[name] = job
    yield from newest.values()

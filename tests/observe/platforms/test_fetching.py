"""Fetching from platforms: by their own command, which is a real process, and by their API on loopback."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handoff.errors import BadInput
from handoff.model.observation import CiSeen, ServingSeen
from handoff.model.project import Project, Repository, Service
from handoff.observe.platforms import ci_of, kinds, look_at_platform, platforms_of, read_platform
from handoff.observe.platforms._platform import Platform
from handoff.observe.probes._step import World
from tests.observe.conftest import Authority
from tests.observe.platforms.shapes import (
    DEPLOYMENT,
    KNATIVE_REVISION,
    KNATIVE_SERVICE,
    NEW_DIGEST,
    RUN,
    SERVICE,
    SHA,
    changed,
    job,
    pod,
    replica_set,
    revision,
)
from tests.observe.stage import Asked, Stage, reply

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)
CLOUD_RUN = {"kind": "cloud-run", "project": "shop", "region": "europe-west1", "service": "quotes"}
KUBERNETES = {"kind": "kubernetes", "deployment": "quotes", "namespace": "shop"}
GITHUB = {"kind": "github-actions", "repository": "shop/quotes"}

Programs = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Put a program of this name on PATH, with a body in Python; what it was called with is in the file that comes back."""
    folder = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def make(name: str, body: str) -> Path:
        calls = folder / f"{name}.calls"
        file = folder / name
        file.write_text(
            f"#!{sys.executable} -S\nimport json, os, sys\n"
            f"open({str(calls)!r}, 'a').write(json.dumps([sys.argv[1:], sorted(os.environ)]) + '\\n')\n{body}\n"
        )
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return calls

    return make


def _calls(file: Path) -> list[list[str]]:
    return [json.loads(line)[0] for line in file.read_text().splitlines()]


def _look(raw: dict[str, Any], world: World) -> ServingSeen | CiSeen:
    return look_at_platform(read_platform(raw, "quotes"), world, NOW)


def _printing(answers: dict[str, Any]) -> str:
    """A body that prints the first answer whose words are all on the command line."""
    return (
        f"for words, answer in json.loads({json.dumps(list(answers.items()))!r}):\n"
        "    if all(word in ' '.join(sys.argv) for word in words.split()):\n"
        "        print(json.dumps(answer)); break\n"
        "else:\n    sys.exit('no answer to ' + ' '.join(sys.argv))"
    )


def test_gcloud_is_asked_for_the_service_and_each_revision_that_serves(program: Programs, world: World) -> None:
    """One call for the service, one for each revision that serves; no shell, and only the variables that it needs."""
    calls = program("gcloud", _printing({"services": KNATIVE_SERVICE, "revisions": KNATIVE_REVISION}))
    os.environ["HANDOFF_TEST_SECRET"] = "must not be handed on"
    try:
        seen = _look(CLOUD_RUN, world)
    finally:
        del os.environ["HANDOFF_TEST_SECRET"]
    assert isinstance(seen, ServingSeen)
    assert seen.could_not is None
    assert seen.shares[0].digest == NEW_DIGEST
    where = ["--project", "shop", "--region", "europe-west1", "--format=json"]
    assert _calls(calls) == [
        ["run", "services", "describe", "quotes", *where],
        ["run", "revisions", "describe", "quotes-00041-kez", *where],
    ]
    assert "HANDOFF_TEST_SECRET" not in json.loads(calls.read_text().splitlines()[0])[1]


def test_kubectl_is_asked_for_the_deployment_and_what_it_selects(program: Programs, world: World) -> None:
    """Replica sets and pods by the deployment's own selector, in its namespace and context."""
    answers = {
        "deployments": DEPLOYMENT,
        "replicasets app=quotes": {"items": [replica_set()]},
        "pods app=quotes": {"items": [pod()]},
    }
    calls = program("kubectl", _printing(answers))
    seen = _look({**KUBERNETES, "context": "prod"}, world)
    assert isinstance(seen, ServingSeen)
    assert (seen.could_not, seen.shares[0].commit) == (None, SHA)
    start = ["--context", "prod", "--namespace", "shop", "get"]
    assert _calls(calls)[0] == [*start, "deployments", "quotes", "-o", "json"]
    assert _calls(calls)[2] == [*start, "pods", "--selector", "app=quotes", "-o", "json"]


def test_gh_is_asked_for_the_newest_run_of_a_commit_and_its_jobs(program: Programs, world: World) -> None:
    """The newest of several runs, then all of its jobs."""
    older = changed(RUN, {"id": 1, "run_number": 561})
    answers = {f"runs/{RUN['id']}/jobs": {"jobs": [job("test")], "total_count": 1}, "runs?": {"workflow_runs": [older, RUN]}}
    calls = program("gh", _printing(answers))
    asked = read_platform({**GITHUB, "workflow": "ci.yml", "branch": "main"}, "main").for_commit(SHA)
    assert asked is not None
    seen = look_at_platform(asked, world, NOW)
    assert isinstance(seen, CiSeen)
    assert (seen.could_not, seen.run, seen.succeeded) == (None, str(RUN["id"]), True)
    accept = ["api", "-H", "Accept: application/vnd.github+json"]
    base = "repos/shop/quotes/actions"
    assert _calls(calls) == [
        [*accept, f"{base}/workflows/ci.yml/runs?per_page=50&branch=main&head_sha={SHA}"],
        [*accept, f"{base}/runs/{RUN['id']}/jobs?filter=latest&per_page=100&page=1"],
    ]


def test_cloud_run_by_its_api(serve: Callable[..., Stage], world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same facts through the guarded client, with the token of an environment variable."""
    asked: list[str] = []

    def ask(self: Platform, _world: World, url: str, *_: Any, **__: Any) -> Any:
        asked.append(url)
        return revision() if "/revisions/" in url else SERVICE

    monkeypatch.setattr(Platform, "from_url", ask)
    seen = _look({**CLOUD_RUN, "via": "api"}, world)
    assert isinstance(seen, ServingSeen)
    assert seen.shares[0].digest == NEW_DIGEST
    base = "https://run.googleapis.com/v2/projects/shop/locations/europe-west1/services/quotes"
    assert asked == [base, f"{base}/revisions/quotes-00041-kez"]


def test_kubernetes_by_its_api(serve: Callable[..., Stage], authority: Authority, world: World) -> None:
    """Over TLS with the cluster's own authority, the token in a header and nowhere else."""

    def respond(asked: Asked) -> bytes:
        if "replicasets" in asked.path:
            return reply(body=json.dumps({"items": [replica_set()]}).encode())
        if "pods" in asked.path:
            return reply(body=json.dumps({"items": [pod()]}).encode())
        return reply(body=json.dumps(DEPLOYMENT).encode())

    stage = serve(respond, authority.server("127.0.0.1"))
    world = replace(world, environment={"CLUSTER_TOKEN": "s3cr3t-t0ken"})
    settings = {**KUBERNETES, "via": "api", "server": stage.url(), "ca": authority.file, "token": "${CLUSTER_TOKEN}"}
    seen = _look(settings, world)
    assert isinstance(seen, ServingSeen)
    assert (seen.could_not, seen.shares[0].digest) == (None, NEW_DIGEST)
    assert [one.path for one in stage.asked] == [
        "/apis/apps/v1/namespaces/shop/deployments/quotes",
        "/apis/apps/v1/namespaces/shop/replicasets?labelSelector=app%3Dquotes",
        "/api/v1/namespaces/shop/pods?labelSelector=app%3Dquotes",
    ]
    assert {one.headers["authorization"] for one in stage.asked} == {"Bearer s3cr3t-t0ken"}


def test_github_actions_by_its_api(serve: Callable[..., Stage], world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is named is fetched as it is; jobs come page by page."""
    pages: list[str] = []

    def ask(self: Platform, _world: World, url: str, *_: Any, **__: Any) -> Any:
        pages.append(url)
        if "/jobs" not in url:
            return RUN
        return {"jobs": [job(f"test ({len(pages)}-{n})") for n in range(100 if len(pages) == 2 else 20)], "total_count": 120}

    monkeypatch.setattr(Platform, "from_url", ask)
    seen = _look({**GITHUB, "via": "api", "run": RUN["id"], "required": ["test"]}, world)
    assert isinstance(seen, CiSeen)
    assert (seen.succeeded, seen.skipped, len(pages)) == (True, (), 3)
    assert pages[0] == f"https://api.github.com/repos/shop/quotes/actions/runs/{RUN['id']}"


def test_a_document_of_ones_own(serve: Callable[..., Stage], program: Programs, world: World) -> None:
    """By URL or by command, with variables of the environment filled in."""
    stage = serve(reply(body=b'{"v": "v41"}'))
    facts = {"revision": "$.v"}
    world = replace(world, environment={"WHERE": "eu"})
    by_url = _look({"kind": "json", "url": stage.url("/${WHERE}/version"), "facts": facts}, world)
    calls = program("whatserves", 'print(\'{"v": "v40"}\')')
    by_command = _look({"kind": "json", "command": ["whatserves", "--in", "${WHERE}"], "facts": facts}, world)
    assert isinstance(by_url, ServingSeen)
    assert isinstance(by_command, ServingSeen)
    assert (by_url.shares[0].revision, stage.asked[0].path) == ("v41", "/eu/version")
    assert (by_command.shares[0].revision, _calls(calls)) == ("v40", [["--in", "eu"]])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "sys.exit('You do not have permission; token=abc123')",
            "failed (exit 1): You do not have permission; token=[hidden: token]",
        ),
        ("print('not json')", "the text is not JSON"),
        ('print(\'{"a": 1, "a": 2}\')', "the key 'a' twice"),
        ("import time; time.sleep(60)", "was stopped: timed out after 1 s"),
        ("print('x' * 20_000_000)", "more than 8388608 bytes of output"),
        ("os.kill(os.getpid(), 9)", "failed (SIGKILL): it says nothing"),
        ("print('{}')", "says nothing about its traffic"),
    ],
)
def test_a_command_that_fails_is_told_in_one_line(program: Programs, world: World, body: str, why: str) -> None:
    """Whatever happens is in `could_not`, in one line, without secrets; nothing is raised."""
    program("gcloud", body)
    seen = _look({**CLOUD_RUN, "timeout": "1s" if "sleep" in body else "60s"}, world)
    assert seen.could_not is not None
    assert why in seen.could_not
    assert "\n" not in seen.could_not


def test_a_program_that_is_not_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the platform's command the look says so and what else could be done."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert "gcloud: no such program on PATH" in str(_look(CLOUD_RUN, world).could_not)


@pytest.mark.parametrize(("status", "hint"), [(403, "check the token"), (500, "look again later")])
def test_an_api_that_refuses(serve: Callable[..., Stage], world: World, status: int, hint: str) -> None:
    """The status and what to do, but no token."""
    stage = serve(reply(status))
    world = replace(world, environment={"T": "s3cr3t-t0ken"})
    seen = _look({"kind": "json", "url": stage.url(), "token": "${T}", "facts": {"revision": "$.v"}}, world)
    assert f"HTTP {status}; {hint}" in str(seen.could_not)
    assert "s3cr3t" not in str(seen.could_not)
    unset = replace(world, environment={})
    assert "variable T is not set" in str(
        _look({"kind": "json", "url": stage.url(), "token": "${T}", "facts": {"revision": "$.v"}}, unset).could_not
    )


def test_runs_that_are_not_there(program: Programs, world: World) -> None:
    """No run, a run without an id, more jobs than a run can have: each is told."""
    program("gh", "print('{\"workflow_runs\": []}')")
    assert "there is no run of it" in str(_look(GITHUB, world).could_not)
    program("gh", 'print(\'{"workflow_runs": [{"run_number": 1}]}\')')
    assert "the run has no id" in str(_look(GITHUB, world).could_not)
    program("gh", 'print(\'{"id": 7, "jobs": [{"name": "a"}], "total_count": 5000}\')')
    seen = _look({**GITHUB, "run": 7}, world)
    assert isinstance(seen, CiSeen)
    assert "more than a thousand jobs" in str(seen.could_not)
    assert (seen.repo, seen.run) == ("quotes", "7")


def test_conditions_hold_no_secrets_and_are_short(program: Programs, world: World) -> None:
    """What a platform says of itself is redacted like everything else."""
    noisy = changed(KNATIVE_SERVICE, {"status.conditions.1.message": "password=hunter2 " + "x" * 1000})
    program("gcloud", _printing({"services": noisy, "revisions": KNATIVE_REVISION}))
    seen = _look(CLOUD_RUN, world)
    assert isinstance(seen, ServingSeen)
    assert "hunter2" not in str(seen.conditions)
    assert max(map(len, seen.conditions)) <= 300


def test_what_a_project_declares() -> None:
    """Platforms of services and continuous integration of repositories, each where it belongs."""
    services = (Service(id="quotes", platform=CLOUD_RUN), Service(id="other"))
    repositories = (Repository(id="main", ci=GITHUB), Repository(id="docs"))
    project = Project(services=services, repositories=repositories)
    assert [(one.kind, one.about) for one in platforms_of(project, services)] == [("cloud-run", "quotes")]
    assert [one.look_id for one in ci_of(project)] == ["ci-main"]
    assert [one.look_id for one in ci_of(project, {"main": [SHA, "abc1234"]})] == [f"ci-main-{SHA[:12]}"]


def test_wrong_settings_are_told_all_at_once() -> None:
    """Which service, what is wrong, what to write; names that a command line or URL would read otherwise are refused."""
    services = (
        Service(id="a", platform={"kind": "cloud-rum"}),
        Service(id="b", platform={**CLOUD_RUN, "regiom": "x"}),
        Service(id="c", platform={**CLOUD_RUN, "service": "--help"}),
        Service(id="d", platform=GITHUB),
        Service(id="e", platform={**KUBERNETES, "via": "api"}),
        Service(id="f", platform={"kind": "kubernetes"}),
        Service(id="g", platform={**CLOUD_RUN, "zzz": 1}),
    )
    with pytest.raises(BadInput) as caught:
        platforms_of(Project(services=services), services)
    lines = caught.value.message.splitlines()
    for line, part in zip(
        lines,
        [
            "service a, platform: kind 'cloud-rum' is not one of cloud-run, github-actions, json, kubernetes (did you mean",
            "service b, platform: unknown key 'regiom' (did you mean 'region'?)",
            "service c, platform: service: String should match pattern",
            "service d, platform: github-actions says nothing of a service; it belongs to a repository",
            "needs the server",
            "'deployment' is missing",
            "unknown key 'zzz': known are commit_label",
        ],
        strict=True,
    ):
        assert part in line


def test_a_file_that_is_there_is_a_platform() -> None:
    """Dropping a file in is all there is to do."""
    assert kinds() == ["cloud-run", "github-actions", "json", "kubernetes"]
    for raw in (CLOUD_RUN, KUBERNETES, GITHUB):
        platform = read_platform(raw, "x")
        assert (platform.peer, platform.longest) == ("", 125.0)
        assert platform.for_commit("x") is None
    hosts = [read_platform({**CLOUD_RUN, "via": "api"}, "x").peer, read_platform({**GITHUB, "via": "api"}, "x").peer]
    hosts.append(read_platform({**KUBERNETES, "via": "api", "server": "https://k.example:6443"}, "x").peer)
    hosts.append(read_platform({"kind": "json", "url": "https://v.example/x", "facts": {"revision": "$.v"}}, "x").peer)
    assert hosts == ["run.googleapis.com", "api.github.com", "k.example", "v.example"]

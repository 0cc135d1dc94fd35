"""Looks side by side: quick, each thing once, nothing lost, and none without trust."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.errors import BadInput, CouldNotLook, UsageError
from handoff.model.observation import CiSeen, Observation, ProbeSeen, ServingSeen
from handoff.model.project import Project
from handoff.observe import services
from handoff.observe.probes._step import World
from handoff.observe.services import Interrupted, Look, look_at_ci, look_at_services, take_looks
from handoff.observe.trust import grant_trust
from tests.observe.conftest import NOW
from tests.observe.stage import Asked, Stage, reply

Serve = Callable[..., Stage]
Declare = Callable[..., Project]


@pytest.fixture
def declare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Declare:
    """A trusted project with these services (TOML), of a user who allows loopback."""
    settings = tmp_path / "user" / "handoff"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text('[network]\nallowed_networks = ["127.0.0.0/8"]\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    (tmp_path / "project").mkdir()

    def declared(text: str, trusted: bool = True) -> Project:
        (tmp_path / "project" / "handoff.toml").write_text(text)
        project = load_project(tmp_path / "project")
        if trusted:
            grant_trust(project, NOW)
        return project

    return declared


def probe(url: str, *expect: str, service: str = "api", id: str = "page", timeout: int = 10) -> str:
    expected = ", ".join(f"'{one}'" for one in expect or ("status == 200",))
    return (
        f'[[services]]\nid = "{service}"\n'
        f'[[services.probes]]\nid = "{id}"\nurl = "{url}"\ntimeout = {timeout}\nexpect = [{expected}]\n'
    )


def seen_of(looks: list[Observation]) -> list[tuple[str, str, str]]:
    return [(one.service, one.probe, one.outcome) for one in looks if isinstance(one, ProbeSeen)]


def test_every_probe_of_every_service_is_run(serve: Serve, declare: Declare) -> None:
    """In the order of the configuration, with the time of each look."""
    good, bad = serve(reply(200)), serve(reply(500))
    project = declare(probe(good.url()) + probe(bad.url(), service="worker") + probe("http://127.0.0.1:9", service="gone"))
    told: list[tuple[int, int]] = []
    looks = look_at_services(project, NOW, progress=lambda done, total: told.append((done, total)))
    assert seen_of(looks) == [("api", "page", "passed"), ("worker", "page", "failed"), ("gone", "page", "unclear")]
    assert [one.id for one in looks] == ["probe-api-page", "probe-worker-page", "probe-gone-page"]
    assert all(one.at >= NOW for one in looks)
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_some_services_or_one_probe_can_be_chosen(serve: Serve, declare: Declare) -> None:
    """By id, name or alias; a name that nothing has is said with the nearest."""
    server = serve(reply())
    text = probe(server.url()).replace("[[services.probes]]", 'aliases = ["front"]\n[[services.probes]]') + probe(
        server.url("/b"), service="worker"
    )
    project = declare(
        text + "[[services.probes]]\nid = 'other'\nurl = '" + server.url("/c") + "'\nexpect = ['status == 200']\n"
    )
    assert seen_of(look_at_services(project, NOW, services=["front", "api"])) == [("api", "page", "passed")]
    assert seen_of(look_at_services(project, NOW, services=["worker"], probe="other")) == [("worker", "other", "passed")]
    with pytest.raises(UsageError, match=r"no service is called 'wroker' \(did you mean 'worker'\?\)"):
        look_at_services(project, NOW, services=["wroker"])
    with pytest.raises(UsageError, match=r"no probe is called 'othre' \(did you mean 'other'\?\)"):
        look_at_services(project, NOW, services=["worker"], probe="othre")


def test_nothing_is_asked_without_trust(serve: Serve, declare: Declare) -> None:
    """Neither before the grant nor after an edit."""
    server = serve(reply())
    project = declare(probe(server.url()), trusted=False)
    with pytest.raises(CouldNotLook, match="is not trusted"):
        look_at_services(project, NOW)
    grant_trust(project, NOW)
    project = declare(probe(server.url("/other")), trusted=False)
    with pytest.raises(CouldNotLook, match="has changed since you trusted it"):
        look_at_services(project, NOW)
    assert server.connections == 0


def test_a_wrong_probe_is_told_before_anything_is_asked(serve: Serve, declare: Declare) -> None:
    """Exit code 3; the good probes beside it do not run."""
    server = serve(reply())
    project = declare(probe(server.url()) + probe(server.url(), "stauts == 1", service="worker"))
    with pytest.raises(BadInput, match="service worker, probe page: 'stauts' is no query here"):
        look_at_services(project, NOW)
    assert server.connections == 0


def test_a_question_that_two_services_ask_is_asked_once(serve: Serve, declare: Declare) -> None:
    """And both get the answer, in their own name."""
    server = serve(reply(200, b"{}"))
    same = [probe(server.url(), service=name) for name in ("a", "b", "c")]
    other = probe(server.url(), "status == 200", "duration < 9s", service="d")
    looks = look_at_services(declare("".join(same) + other), NOW)
    assert seen_of(looks) == [(name, "page", "passed") for name in "abcd"]
    assert len({one.id for one in looks}) == 4
    assert server.connections == 2


def slow(asked: Asked) -> bytes:
    time.sleep(0.4)
    return reply()


def test_looks_run_side_by_side(serve: Serve, declare: Declare) -> None:
    """Forty of which none is answered before all have asked."""
    everybody = threading.Barrier(40)

    def together(asked: Asked) -> bytes:
        everybody.wait(60)
        return reply()

    server = serve(together)
    project = declare("".join(probe(server.url(f"/{n}"), service=f"s{n}", timeout=90) for n in range(40)))
    assert {outcome for _, _, outcome in seen_of(look_at_services(project, NOW))} == {"passed"}


def missed(reason: str) -> Observation:
    return ProbeSeen(id="x", at=NOW, could_not=reason, service="s", probe="p", level="live", asked="")


def passed(world: World) -> Observation:
    return ProbeSeen(id="x", at=NOW, service="s", probe="p", level="live", asked="", outcome="passed")


def test_one_host_is_not_asked_too_much_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many at once and no more, while another host is not kept waiting."""
    monkeypatch.setattr(services, "AT_ONE_HOST", 3)
    monkeypatch.setattr(services, "AT_ONCE", 10)
    under_way, most = 0, 0
    quiet = threading.Event()
    changed = threading.Condition()

    def busy(world: World) -> Observation:
        nonlocal under_way, most
        with changed:
            under_way += 1
            most = max(most, under_way)
            changed.notify_all()
            # Nobody is done before three are under way and the other host has been asked too.
            assert changed.wait_for(lambda: most >= 3 and quiet.is_set(), 60)
            under_way -= 1
        return passed(world)

    def calm(world: World) -> Observation:
        with changed:
            quiet.set()
            changed.notify_all()
        return passed(world)

    looks = [Look(busy, missed, "busy.example", 90) for _ in range(20)] + [Look(calm, missed, "quiet.example", 90)]
    assert [one.could_not for one in take_looks(looks, world)] == [None] * 21
    assert most == 3


def test_a_look_that_hangs_is_given_up(world: World) -> None:
    """The others are not kept waiting, and it is said."""
    over = threading.Event()

    def hang(world: World) -> Observation:
        over.wait(20)
        return passed(world)

    looks = take_looks([Look(hang, missed, longest=0.1), Look(passed, missed)], world)
    over.set()
    assert looks[0].could_not == "it did not come back within 0.1 s; find out what hangs"
    assert looks[1].could_not is None


def test_a_look_that_breaks_takes_no_other_with_it(world: World) -> None:
    """It is a bug of ours and is said as such, without the words of the error, which may hold a secret."""

    def broken(world: World) -> Observation:
        raise RuntimeError("token c0rrect-horse")

    looks = take_looks([Look(broken, missed), Look(passed, missed)], world)
    assert "the look itself broke (RuntimeError); this is a bug of handoff" in (looks[0].could_not or "")
    assert "horse" not in (looks[0].could_not or "")
    assert looks[1].could_not is None


def test_stopping_keeps_what_was_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while some looks are under way hands over those that are done."""
    begun, over = threading.Event(), threading.Event()
    pressed: list[bool] = []
    monkeypatch.setattr(services, "_GRACE", 3)

    def hang(world: World) -> Observation:
        begun.set()
        world.stop.wait(60)
        return missed("interrupted")

    def press(done: int, total: int) -> None:
        if done and begun.wait(60) and not pressed:
            pressed.append(True)
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()

    def sleepy(world: World) -> Observation:
        over.wait(60)
        return passed(world)

    with pytest.raises(Interrupted) as caught:
        take_looks([Look(passed, missed), Look(hang, missed), Look(sleepy, missed)], world, press)
    assert not over.is_set()
    over.set()
    assert [one.could_not for one in caught.value.seen] == [None, "interrupted"]


def test_nothing_is_begun_after_the_person_has_stopped_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that waits for its turn at a host does not take it any more."""
    monkeypatch.setattr(services, "AT_ONE_HOST", 1)
    taken: list[int] = []

    def take(world: World) -> Observation:
        taken.append(1)
        os.kill(os.getpid(), signal.SIGINT)
        world.stop.wait(60)
        return passed(world)

    with pytest.raises(Interrupted) as caught:
        take_looks([Look(take, missed, "busy.example")] * 5, world)
    assert (len(taken), len(caught.value.seen)) == (1, 1)


def test_nothing_to_look_at_is_no_work(declare: Declare, world: World) -> None:
    """No probes, no looks."""
    assert look_at_services(declare('[[services]]\nid = "api"\n'), NOW) == []
    assert take_looks([], world) == []


def test_the_clock_goes_on_while_looks_are_taken(serve: Serve, declare: Declare) -> None:
    """A look that begins later has a later time."""
    server = serve(slow)
    now = datetime.now(UTC)
    text = f"""
[[services]]
id = "api"
[[services.probes]]
steps = [
    {{ url = "{server.url()}", expect = "status == 200" }},
    {{ url = "{server.url()}", wait = "200ms", expect = "status == 200" }},
]
"""
    (seen,) = look_at_services(declare(text), now)
    assert isinstance(seen, ProbeSeen)
    assert (seen.milliseconds or 0) >= 1000
    # It is the time at which the look began, a second before it ended; the two clocks may differ by a little.
    assert now <= seen.at <= datetime.now(UTC) - timedelta(seconds=0.95)


def test_the_users_proxy_and_authorities_are_used(serve: Serve, declare: Declare, tmp_path: Path) -> None:
    """They come from the user's own settings, never from the project."""
    proxy = serve(reply(200, b"by proxy"))
    settings = tmp_path / "user" / "handoff" / "config.toml"
    settings.write_text(settings.read_text() + f'proxy = "{proxy.url()}"\nca_file = "/nowhere.pem"\n')
    project = declare(probe("http://127.0.0.1:9/", "body contains proxy") + probe("https://127.0.0.1:9/", service="tls"))
    page, tls = look_at_services(project, NOW)
    assert isinstance(page, ProbeSeen)
    assert page.outcome == "passed", page
    assert "/nowhere.pem: no certificates can be read" in (tls.could_not or "")


def test_platforms_are_asked_before_probes(serve: Serve, declare: Declare) -> None:
    """What serves is an observation of its own; a probe that is asked for by name is asked alone."""
    server = serve(lambda asked: reply(200, b'{"version": "api-00042", "commit": "e32bb0c1", "ready": true}'))
    platform = f"""[services.platform]
kind = "json"
url = "{server.url("/version")}"
facts = {{ revision = "$.version", commit = "$.commit", ready = "$.ready" }}
"""
    project = declare(probe(server.url()) + platform)
    serving, page = look_at_services(project, NOW)
    assert isinstance(serving, ServingSeen)
    assert [(share.revision, share.commit) for share in serving.shares] == [("api-00042", "e32bb0c1")]
    assert seen_of([page]) == [("api", "page", "passed")]
    assert seen_of(look_at_services(project, NOW, probe="page")) == [("api", "page", "passed")]
    broken = declare(
        platform.replace("[services.platform]", '[[services]]\nid = "api"\n[services.platform]').replace("$.ready", "ready")
    )
    with pytest.raises(BadInput, match="service api, platform"):
        look_at_services(broken, NOW)


def test_a_platform_that_cannot_be_asked_says_why(declare: Declare) -> None:
    """As every look does."""
    platform = '[[services]]\nid = "api"\n[services.platform]\nkind = "json"\nurl = "http://127.0.0.1:9/"\n'
    (seen,) = look_at_services(declare(platform + 'facts = { revision = "$.version" }\n'), NOW)
    assert "127.0.0.1 port 9 refuses connections" in (seen.could_not or "")


def test_continuous_integration_is_asked_about_each_commit(declare: Declare) -> None:
    """Only where a repository has one, and only with trust."""
    assert look_at_ci(declare('[[services]]\nid = "api"\n', trusted=False), NOW, {}) == []
    text = """[[repositories]]
id = "main"
[repositories.ci]
kind = "github-actions"
repository = "example/app"
via = "api"
host = "127.0.0.1"
"""
    with pytest.raises(CouldNotLook, match="is not trusted"):
        look_at_ci(declare(text, trusted=False), NOW, {"main": ["a" * 40]})
    seen = look_at_ci(declare(text), NOW, {"main": ["a" * 40, "b" * 40]})
    assert [look.commit for look in seen if isinstance(look, CiSeen)] == ["a" * 40, "b" * 40]
    assert all(look.could_not for look in seen)

"""A probe from its table to its observation: what is refused, what level it may claim, and how steps go together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handoff.errors import BadInput
from handoff.model.observation import ProbeSeen
from handoff.model.project import Project, Service
from handoff.model.value import Value
from handoff.observe.probe import probes_of, read_probe, run_probe
from handoff.observe.probes import kinds, step_class
from handoff.observe.probes._step import World
from tests.observe.conftest import NOW
from tests.observe.stage import Asked, Stage, reply

Serve = Callable[..., Stage]
API = Service(id="api", url="https://api.example/base/")


def look(world: World, **raw: Any) -> ProbeSeen:
    return run_probe(read_probe(raw, replace(API, url=None)), world)


def json(body: str, **headers: str) -> bytes:
    return reply(200, body.encode(), Content_Type="application/json", **headers)


def test_the_kinds_are_the_files_that_are_there() -> None:
    """Dropping a file in is all there is to do."""
    assert kinds() == ("command", "dns", "http", "prometheus", "sql", "tcp", "tls")
    for kind in kinds():
        assert step_class(kind).model_fields["kind"].default == kind
        assert step_class(kind).__doc__


def test_a_probe_shows_what_was_seen_inside_what_was_expected(serve: Serve, world: World) -> None:
    """The whole observation of a look that passed."""
    server = serve(json('{"status": "ok", "rev": "api-00042"}', X_Commit="E32BB0C1"))
    seen = look(
        world,
        id="predict",
        level="functional",
        url=server.url("/predict"),
        expect=["status == 200", "jsonpath $.status == ok", "duration < 60s"],
        capture={"revision": "jsonpath $.rev", "commit": "header X-Commit"},
    )
    assert (seen.service, seen.probe, seen.level, seen.outcome, seen.status) == ("api", "predict", "functional", "passed", 200)
    assert seen.asked == f"GET {server.url('/predict')}"
    assert seen.asserted[:2] == ("status == 200 (saw 200)", 'jsonpath $.status == "ok" (saw "ok")')
    assert (seen.revision, seen.commit) == ("api-00042", "e32bb0c1")
    assert seen.output == '{"status": "ok", "rev": "api-00042"}'
    assert seen.digest is not None
    assert seen.digest.startswith("sha256:")
    assert seen.at >= NOW
    assert (seen.could_not, seen.hidden) == (None, 0)


@pytest.mark.parametrize(
    ("body", "outcome", "said"),
    [
        ('{"n": 2}', "passed", "(saw 2)"),
        ('{"n": 3}', "failed", "(saw 3)"),
        ('{"n": "2"}', "unclear", "can't tell"),
        ("{}", "unclear", "nothing at"),
        ("<html>", "unclear", "not JSON"),
    ],
)
def test_a_look_passes_fails_or_is_unclear(serve: Serve, world: World, body: str, outcome: str, said: str) -> None:
    """What cannot be told is neither."""
    seen = look(world, level="functional", url=serve(json(body)).url(), expect=["jsonpath $.n == 2"])
    assert seen.outcome == outcome
    assert said in seen.asserted[0]
    assert seen.could_not is None


def test_a_failure_outweighs_what_cannot_be_told(serve: Serve, world: World) -> None:
    """One expectation that does not hold is enough."""
    assert look(world, url=serve(reply(500)).url(), expect=["jsonpath $.n == 2", "status == 200"]).outcome == "failed"


def test_a_look_that_could_not_be_taken_says_why_in_one_line(world: World) -> None:
    """What, where and what to do; the outcome stays open."""
    seen = look(world, url="http://127.0.0.1:9/", expect=["status == 200"])
    assert (seen.outcome, seen.asserted, seen.status) == ("unclear", (), None)
    assert seen.could_not is not None
    assert seen.could_not.startswith("GET http://127.0.0.1:9/: 127.0.0.1 port 9 refuses connections; check that")
    assert "\n" not in seen.could_not


@pytest.mark.parametrize(
    ("expect", "level"),
    [
        (["status == 200"], "live"),
        (["status == 200", "duration < 2s", "bytes > 10", "header Server exists"], "live"),
        (["body not contains error"], "live"),
        (["jsonpath $.error != fatal"], "live"),
        (["jsonpath $.n == 1"], "outcome"),
        (["body contains ready"], "outcome"),
        (["regex '\"v\": (.+)' == x"], "outcome"),
        (["status == 200", "jsonpath $.n > 1"], "outcome"),
    ],
)
@pytest.mark.parametrize("declared", ["live", "ready", "functional", "outcome"])
def test_who_only_looks_at_the_status_shows_only_that_it_is_live(expect: list[str], level: str, declared: str) -> None:
    """Whatever the path is called; and it is said why."""
    probe = read_probe({"url": "http://a.example/really/functional/health", "level": declared, "expect": expect})
    if level == "live" and declared != "live":
        assert probe.level == "live"
        assert (
            probe.lowered
            == f"counts as live, not as {declared}: it asserts nothing that must be in the answer, only that there is one"
        )
    else:
        assert (probe.level, probe.lowered) == (declared, "")


def test_a_lowered_level_is_in_the_observation(serve: Serve, world: World) -> None:
    """So that whoever reads the verdict sees why the look did not count for more."""
    seen = look(world, level="functional", url=serve(reply()).url("/predict"), expect="status == 200")
    assert (seen.level, seen.outcome) == ("live", "passed")
    assert seen.asserted[-1].startswith("counts as live, not as functional: it asserts nothing")


@pytest.mark.parametrize(
    "raw",
    [
        {"kind": "tcp", "host": "a", "port": 1, "expect": ["connected == true"]},
        {"kind": "tls", "host": "a", "expect": ["days > 14"]},
        {"kind": "dns", "name": "a", "expect": ["answers count > 0"]},
    ],
)
def test_ports_certificates_and_names_show_no_more_than_live(raw: dict[str, Any]) -> None:
    """They say nothing about what the service does."""
    probe = read_probe({**raw, "level": "ready"})
    assert (probe.level, probe.lowered) == (
        "live",
        f"counts as live, not as ready: a {raw['kind']} probe shows no more than live",
    )


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"url": "http://a"}, "it asserts nothing: add expect"),
    ({"url": "http://a", "expect": []}, "it asserts nothing"),
    ({"url": "http://a", "expect": [""]}, "an empty expectation asserts nothing"),
    ({"url": "http://a", "expect": ["status exists"]}, "asserts nothing"),
    ({"url": "http://a", "expect": ["stauts == 200"]}, "'stauts' is no query here"),
    ({"expect": ["status == 200"]}, "'url' is missing"),
    ({"path": "/x", "expect": ["status == 200"]}, "a path is a text and wants the service's url"),
    ({"url": "ftp://a", "expect": ["status == 200"]}, "http:// and https:// only"),
    ({"url": "http://a", "expect": ["status == 200"], "tiemout": 5}, "unknown key 'tiemout' (did you mean 'timeout'?)"),
    ({"url": "http://a", "expect": ["status == 200"], "zzzzzz": 5}, "unknown key 'zzzzzz': known are"),
    ({"url": "http://a", "expect": ["status == 200"], "timeout": "soon"}, "'soon' is no time span"),
    ({"url": "http://a", "expect": ["status == 200"], "timeout": 0}, "timeout: Input should be greater than 0"),
    ({"url": "http://a", "expect": ["status == 200"], "max_body": "much"}, "'much' is no size"),
    ({"url": "http://a", "expect": ["status == 200"], "max_body": "1000 MiB"}, "max_body: Input should be less"),
    ({"url": "http://a", "expect": ["status == 200"], "method": "BREW"}, "method: Input should be 'GET'"),
    ({"url": "http://a", "expect": ["status == 200"], "body": "a", "json": 1}, "a body or json, not both"),
    ({"url": "http://a", "expect": ["status == 200"], "capture": "x"}, "captures are a table"),
    ({"url": "http://a", "expect": ["status == 200"], "capture": {"a b": "status"}}, "'a b' is no name for a capture"),
    ({"url": "http://a", "expect": ["status == 200"], "capture": {"a": "status == 1"}}, "too much"),
    ({"url": "http://a:pw@b", "expect": ["status == 200"]}, "the URL's user info holds a secret"),
    (
        {"url": "http://a", "headers": {"Authorization": "Bearer abc"}, "expect": ["status == 200"]},
        "Authorization holds a secret: write ${NAME}",
    ),
    ({"url": "http://{{host}}/", "expect": ["status == 200"]}, "may not choose the host"),
    (
        {"url": "http://a", "expect": ["status == 200"], "level": "perfect"},
        "level 'perfect' is not one of live, ready, functional, outcome",
    ),
    ({"url": "http://a", "expect": ["status == 200"], "id": "A b"}, "id 'A b'"),
    ({"kind": "smoke", "expect": ["status == 200"]}, "'smoke' is no kind of probe: command, dns, http"),
    ({"kind": "command", "command": "true", "expect": ["exit == 0"]}, "a command probe says its level"),
    ({"kind": "command", "command": [], "level": "live", "expect": ["exit == 0"]}, "a command has at least one word"),
    ({"kind": "sql", "url": "${DB}", "query": "select 1", "expect": ["value == 1"]}, "a sql probe says its level"),
    ({"kind": "tcp", "host": "a", "port": 0, "expect": ["connected == true"]}, "port: Input should be greater than 0"),
    ({"kind": "tcp", "host": "a", "port": 1}, "it asserts nothing"),
    ({"steps": []}, "steps are a list of tables"),
    ({"steps": "x"}, "steps are a list of tables"),
    ({"steps": [{"url": "http://a"}]}, "it asserts nothing"),
    ({"steps": [{"url": "http://a", "expect": ["status == 200"]}], "timeout": 5}, "move timeout into a step"),
    ({"steps": [{"url": "http://a", "expect": ["status == 200"]}, {"kind": "nix"}]}, "step 2: 'nix' is no kind"),
    ({"steps": [{"url": "http://a", "expect": ["status == 200"]}, {"kind": "dns"}]}, "step 2: 'name' is missing"),
]


@pytest.mark.parametrize(("raw", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_probe_is_told_with_its_place(raw: dict[str, Any], told: str, tmp_path: Path) -> None:
    """What is wrong with which probe of which service, at which line, before anything is asked."""
    file = tmp_path / "handoff.toml"
    file.write_text('[[services]]\nid = "other"\n[[services]]\nid = "api"\n\n[[services.probes]]\nid = "x"\n')
    project = Project(path=str(file), services=(Service(id="other"), Service(id="api", probes=(raw,))))
    with pytest.raises(BadInput) as caught:
        probes_of(project, project.services[1])
    named = raw.get("id", "number 1")
    assert caught.value.message.startswith(f"{file}:6:1: service api, probe {named}: ")
    assert told in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 3


def test_every_wrong_probe_is_told_at_once() -> None:
    """Two wrong keys of one probe and a name used twice are three lines."""
    good = {"id": "x", "url": "http://a", "expect": ["status == 200"]}
    service = Service(id="api", probes=(good, good, {**good, "aaa": 1, "bbb": 2}))
    with pytest.raises(BadInput) as caught:
        probes_of(Project(), service)
    assert len(caught.value.message.splitlines()) == 3
    assert "two probes with the id 'x'" in caught.value.message


def test_a_probe_takes_from_its_service_what_it_leaves_out() -> None:
    """URL, path, host and name; the id comes from the kind and the place."""
    http, path, tls = probes_of(
        Project(),
        replace(
            API,
            probes=(
                {"expect": ["status == 200"]},
                {"path": "predict?x=1", "expect": ["status == 200"]},
                {"kind": "tls", "expect": ["days > 14"]},
            ),
        ),
    )
    assert [one.id for one in (http, path, tls)] == ["http", "http-2", "tls-3"]
    assert [one.peer for one in (http, path, tls)] == ["api.example"] * 3
    assert getattr(path.steps[0], "url", "") == "https://api.example/base/predict?x=1"
    assert getattr(tls.steps[0], "port", 0) == 443


def test_what_one_step_captures_the_next_can_use(serve: Serve, world: World) -> None:
    """An id from an answer goes into the URL, a header, the body; and cannot add a path or a host there."""

    def respond(asked: Asked) -> bytes:
        return json('{"id": "a/../b?c", "n": 7, "ok": true}') if asked.method == "POST" else json('{"state": "done"}')

    server = serve(respond)
    seen = look(
        world,
        level="functional",
        steps=[
            {
                "method": "POST",
                "url": server.url("/jobs"),
                "json": {"do": ["it", 1]},
                "capture": {"job": "jsonpath $.id", "n": "jsonpath $.n"},
            },
            {
                "url": server.url("/jobs/{{job}}"),
                "headers": {"X-N": "{{ n }}"},
                "wait": 0.01,
                "expect": ["jsonpath $.state == done"],
            },
            {"method": "PUT", "url": server.url("/"), "body": "n={{n}}", "expect": ["status == 200"]},
        ],
    )
    assert (seen.outcome, seen.could_not) == ("passed", None)
    post, get, put = server.asked
    assert (post.body, post.headers["content-type"]) == (b'{"do": ["it", 1]}', "application/json")
    assert (get.path, get.headers["x-n"]) == ("/jobs/a%2F..%2Fb%3Fc", "7")
    assert put.body == b"n=7"
    assert seen.asked.count("; then ") == 2


def test_before_and_after_are_compared(serve: Serve, world: World) -> None:
    """The effect of an action is the difference between two looks."""
    counts = iter(["5", "12345678901234567890", "12345678901234567891"])
    server = serve(lambda asked: json(f'{{"rows": {next(counts)}}}'))
    steps = [
        {"url": server.url(), "capture": {"before": "jsonpath $.rows"}},
        {"url": server.url(), "expect": ["jsonpath $.rows delta before >= 1"]},
    ]
    next(counts)
    seen = look(world, level="outcome", steps=steps)
    assert seen.asserted == ("jsonpath $.rows delta before >= 1 (saw 1)",)


def test_a_step_that_does_not_pass_ends_the_probe(serve: Serve, world: World) -> None:
    """A failed login is not followed by a request that would fail for another reason."""
    server = serve(json('{"n": 1}'))
    seen = look(
        world,
        steps=[
            {"url": server.url(), "expect": ["status == 500"]},
            {"url": server.url(), "expect": ["status == 200"]},
        ],
    )
    assert (seen.outcome, len(server.asked)) == ("failed", 1)
    seen = look(
        world,
        steps=[{"url": server.url(), "capture": {"x": "jsonpath $.gone"}}, {"url": server.url(), "expect": ["status == 200"]}],
    )
    assert (seen.outcome, seen.asserted) == ("unclear", ("capture x = jsonpath $.gone (can't tell: nothing at $.gone)",))


def test_a_variable_that_is_not_set_is_said(serve: Serve, world: World) -> None:
    """With the command that sets it; nothing is asked."""
    server = serve(reply())
    seen = look(world, url=server.url(), headers={"Authorization": "Bearer ${API_TOKEN}"}, expect=["status == 200"])
    assert seen.could_not == "the environment variable API_TOKEN is not set; run: export API_TOKEN=…"
    assert not server.asked
    seen = look(world, url=server.url("/{{gone}}"), expect=["status == 200"])
    assert seen.could_not == "no earlier step captured 'gone'; capture it in a step before"


def test_secrets_are_used_and_never_shown(serve: Serve, world: World) -> None:
    """A variable, a password in the URL and a captured token reach the server, and no part of the observation."""
    secrets = ("c0rrect-horse-battery", "hunter2-hunter2", "tok-9f8e7d6c5b4a")

    def respond(asked: Asked) -> bytes:
        if asked.path == "/login":
            return json('{"session": "tok-9f8e7d6c5b4a"}')
        return json(f'{{"you": "{asked.headers}", "n": 1}}'.replace("'", ""), X_Echo=asked.headers["authorization"])

    server = serve(respond)
    world.environment = {"TOKEN": secrets[0], "PW": secrets[1]}
    url = server.url(user="ann:${PW}")
    seen = look(
        world,
        level="functional",
        steps=[
            {"url": f"{url}login", "capture": {"session": "jsonpath $.session"}},
            {
                "url": f"{url}me?key=${{TOKEN}}",
                "headers": {"X-Token": "${TOKEN}", "X-Session": "{{session}}"},
                "expect": ["jsonpath $.n == 1", "body contains ann", "header X-Echo == x", "jsonpath $.you == x"],
            },
        ],
    )
    assert server.asked[1].headers["x-token"] == secrets[0]
    assert server.asked[1].headers["x-session"] == secrets[2]
    assert server.asked[1].headers["authorization"].startswith("Basic ")
    for secret in (*secrets, server.asked[1].headers["authorization"].partition(" ")[2]):
        assert secret not in repr(seen)
    assert seen.hidden >= 4
    assert "[hidden: " in seen.asked


@pytest.mark.parametrize(
    "expect",
    [
        "jsonpath $.password == x",
        "jsonpath $['user']['api-key'] > 1",
        "jsonpath $.user.note == x",
        "jsonpath $ == x",
        "header Set-Cookie == x",
        'regex "password.: .([^,]+)" == x',
        "body == x",
        "body > 1",
        "jsonpath $.user count == 9",
    ],
)
def test_a_part_of_an_answer_is_as_secret_as_where_it_stood(serve: Serve, world: World, expect: str) -> None:
    """Its key, its header or the text around it give it away, also where it is quoted, cut, or of the wrong type."""
    told = '{"password": "hun\\nter22", "user": {"api-key": "k3y-0f-mine", "note": "Authorization: Bearer abcd1234efgh"}}'
    seen = look(world, url=serve(reply(200, told.encode(), Set_Cookie="sid=c00kie-jar")).url(), expect=expect)
    assert seen.outcome in ("failed", "unclear")
    assert [secret for secret in ("hun", "ter22", "k3y-0f", "abcd1234", "c00kie") if secret in repr(seen)] == []
    assert seen.hidden > 0


def test_a_failure_shows_no_secret_either(world: World) -> None:
    """A URL with a token in it fails without it."""
    world.environment = {"TOKEN": "c0rrect-horse-battery"}
    for url in ("http://127.0.0.1:9/?a=${TOKEN}", "http://${TOKEN}.invalid/", "http://10.0.0.1/${TOKEN}"):
        seen = look(world, url=url, expect=["status == 200"])
        assert seen.could_not
        assert "horse" not in repr(seen)


def test_long_and_odd_output_is_kept_short_and_clean(serve: Serve, world: World) -> None:
    """The beginning of the text, its length, a digest of all of it; no half characters."""
    body = ('{"a": "\\ud800", "b": "' + "x" * 5000 + '"}').encode() + b"\xff"
    seen = look(world, url=serve(reply(200, body)).url(), expect=["status == 200"])
    assert seen.output is not None
    assert seen.output.endswith(f"({len(body)} characters)")
    seen = look(world, url=serve(reply(200, b'{"a": "\\ud800"}')).url(), expect=["jsonpath $.a == x"])
    assert "\\ud800" in seen.asserted[0]
    assert seen.asserted[0].encode()


@pytest.mark.parametrize(
    ("body", "value"),
    [('{"v": 12.50}', Value(n=Decimal("12.50"))), ('{"v": "2026-01-20"}', Value(text="2026-01-20")), ('{"v": true}', None)],
)
def test_a_capture_called_value_is_the_value_of_the_look(serve: Serve, world: World, body: str, value: Value | None) -> None:
    """So that a claim about a number can cite it."""
    seen = look(world, url=serve(json(body)).url(), expect=["status == 200"], capture={"value": "jsonpath $.v"})
    assert seen.value == value


def test_a_wait_ends_when_the_looks_are_stopped(serve: Serve, world: World) -> None:
    """Ctrl-C does not wait for a pause between steps."""
    world.stop.set()
    seen = look(world, url=serve(reply()).url(), wait=60, expect=["status == 200"])
    assert seen.could_not == "interrupted"


def test_captures_of_every_type_become_text(serve: Serve, world: World) -> None:
    """As JSON writes them; long decimals in full."""
    server = serve(json('{"yes": true, "no": null, "small": 0.10, "huge": 1e40, "text": "a"}'))
    fields = ("yes", "no", "small", "huge", "text")
    look(
        world,
        steps=[
            {"url": server.url(), "capture": {name: f"jsonpath $.{name}" for name in fields}},
            {
                "url": server.url(),
                "method": "POST",
                "body": " ".join(f"{{{{{name}}}}}" for name in fields),
                "expect": ["status == 200"],
            },
        ],
    )
    assert server.asked[1].body == b"true null 0.10 1E+40 a"


def test_a_request_body_can_hold_anything(serve: Serve, world: World) -> None:
    """Lists and tables are filled in however deep; a content type that is given stays."""
    server = serve(reply())
    world.environment = {"WHO": "ann-who-asks"}
    look(
        world,
        url=server.url(),
        method="POST",
        json={"a": [{"b": "${WHO}"}, 1, True]},
        headers={"content-type": "application/x"},
        expect=["status == 200"],
    )
    assert server.asked[0].body == b'{"a": [{"b": "ann-who-asks"}, 1, true]}'
    assert server.asked[0].headers["content-type"] == "application/x"


@pytest.mark.parametrize(("size", "count"), [("2 kB", 2000), ("2 KiB", 2048), ("3 MB", 3_000_000), (512, 512), ("7", 7)])
def test_sizes_and_spans_are_read_as_people_write_them(size: object, count: int) -> None:
    """With and without a unit."""
    step = read_probe(
        {"url": "http://a", "expect": "status == 200", "max_body": size, "timeout": "1.5 min", "wait": "20ms"}
    ).steps[0]
    assert (getattr(step, "max_body", 0), step.timeout, step.wait) == (count, 90, 0.02)


def test_expectations_and_captures_may_be_given_ready_made() -> None:
    """What was read once is not read again."""
    once = read_probe({"url": "http://a", "expect": "status == 200", "capture": {"x": "status"}}).steps[0]
    again = read_probe({"url": "http://a", "expect": once.expect, "capture": dict(once.capture)}).steps[0]
    assert (again.expect, again.capture) == (once.expect, once.capture)


def test_a_kind_says_what_it_asks_how_it_looks_and_how_it_is_typed() -> None:
    """One that leaves any of that out cannot be made, and no base can; the rest it may leave to the base."""
    from handoff.observe.probes._step import Step

    said = {
        "asked": lambda self, world: "the tide",
        "look": lambda self, world: None,
        "of_words": classmethod(lambda cls, words: {}),
    }
    whole = type("Whole", (Step,), dict(said))(kind="tide")
    assert (whole.peer, whole.window(World.__new__(World)), whole.also_expected) == ("", None, ())
    for lacking in said:
        part = type("Part", (Step,), {name: one for name, one in said.items() if name != lacking})
        with pytest.raises(TypeError, match=rf"abstract.*\b{lacking}\b"):
            part(kind="tide")
    with pytest.raises(TypeError, match="abstract"):
        Step(kind="tide")


def test_the_level_of_a_probe_that_should_tell_what_serves() -> None:
    """It says how that is asked; how expectations are written is another matter."""
    raw = {"url": "http://a", "expect": ["status == 200"], "level": "serving"}
    with pytest.raises(BadInput) as caught:
        probes_of(Project(), Service(id="web", probes=(raw,)))
    assert "told by any probe with capture = { commit = … }" in caught.value.message
    assert caught.value.hint == "correct the probe"

"""Prometheus: one number or can't tell. What is empty is not 0."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from handoff.model.observation import ProbeSeen
from handoff.model.value import Value
from handoff.observe.probe import read_probe
from handoff.observe.probes._step import World
from tests.observe.probes.asking import ask
from tests.observe.stage import Asked, Stage, reply

Serve = Callable[..., Stage]


def vector(*values: str) -> str:
    series = ",".join(
        f'{{"metric": {{"i": "{number}"}}, "value": [1768910400, "{value}"]}}' for number, value in enumerate(values)
    )
    return f'{{"status": "success", "data": {{"resultType": "vector", "result": [{series}]}}}}'


def matrix(*values: str) -> str:
    samples = ",".join(f'[{1768910000 + number}, "{value}"]' for number, value in enumerate(values))
    return f'{{"status": "success", "data": {{"resultType": "matrix", "result": [{{"metric": {{}}, "values": [{samples}]}}]}}}}'


def query(world: World, url: str, *expect: str, **fields: Any) -> ProbeSeen:
    return ask(world, "prometheus", *expect, level="outcome", url=url, **{"query": "up", **fields})


@pytest.mark.parametrize(
    ("body", "expect", "outcome"),
    [
        (vector("1"), "value == 1", "passed"),
        (vector("0"), "value == 0", "passed"),
        (vector("0.1"), "value == 0.1", "passed"),
        (vector("1e3"), "value == 1000", "passed"),
        (vector("2"), "value == 1", "failed"),
        (vector(), "value == 0", "unclear"),
        (vector(), "value <= 0", "unclear"),
        (vector(), "series == 0", "unclear"),
        (vector(), "values count == 0", "unclear"),
        (vector("NaN"), "value == 0", "unclear"),
        (vector("NaN"), "value <= 0", "unclear"),
        (vector("+Inf"), "value > 0", "unclear"),
        (vector("-Inf"), "value < 0", "unclear"),
        (vector("what"), "value == 0", "unclear"),
        (vector("1", "1"), "value == 1", "unclear"),
        (vector("1", "1"), "series == 2", "passed"),
        (vector("1", "1"), "jsonpath $.data.result[*].value[1] contains 1x", "failed"),
        ('{"status": "success", "data": {"resultType": "scalar", "result": [1768910400, "5"]}}', "value == 5", "passed"),
        ('{"status": "success", "data": {"resultType": "string", "result": [1768910400, "5"]}}', "value == 5", "passed"),
        ('{"status": "success", "data": {"resultType": "new", "result": 1}}', "value == 5", "unclear"),
        ('{"status": "success", "data": {"resultType": "vector", "result": [{"histogram": []}]}}', "value == 0", "unclear"),
        (vector("1").replace('"data"', '"warnings": ["one of two stores is gone"], "data"'), "value == 1", "unclear"),
        (vector("1").replace('"data"', '"infos": ["a hint"], "data"'), "value == 1", "passed"),
    ],
)
def test_one_number_or_cannot_tell(serve: Serve, world: World, body: str, expect: str, outcome: str) -> None:
    """Empty, not-a-number, several series, histograms and partial answers tell no number."""
    seen = query(world, serve(reply(200, body.encode())).url(), expect)
    assert seen.outcome == outcome, seen
    assert seen.could_not is None


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (400, '{"status": "error", "errorType": "bad_data", "error": "parse error at char 3"}', "parse error at char 3"),
        (502, "<html>Bad gateway</html>", "the answer (status 502) cannot be read"),
        (200, "[]", "prometheus: status 200"),
        (200, '{"status": "success"}', "prometheus: status 200"),
    ],
)
def test_an_error_is_no_answer(serve: Serve, world: World, status: int, body: str, told: str) -> None:
    """What it said, in one line."""
    seen = query(world, serve(reply(status, body.encode())).url(), "value == 0")
    assert seen.could_not is not None
    assert told in seen.could_not


def test_a_range_is_asked_with_its_ends(serve: Serve, world: World) -> None:
    """From so long ago until now, in steps; the last number is the value."""
    server = serve(reply(200, matrix("3", "1", "2").encode()))
    seen = query(
        world, server.url("/prom/"), "value == 2", "values max == 3", "values min == 1", "samples == 3", range="10m", step=30
    )
    assert (seen.outcome, seen.value) == ("passed", Value(n=Decimal(2)))
    assert seen.window is not None
    assert seen.window.length == timedelta(minutes=10)
    parts = urlsplit(server.asked[0].path)
    end = str(int(seen.window.end.timestamp()))
    assert parts.path == "/prom/api/v1/query_range"
    assert {key: value[0].partition(".")[0] for key, value in parse_qs(parts.query).items()} == {
        "query": "up", "start": str(int(end) - 600), "end": end, "step": "30",
    }  # fmt: skip


def test_a_window_is_written_into_the_query_and_kept(serve: Serve, world: World) -> None:
    """So that nobody can claim an hour for a query of five minutes; traffic is asked over the same stretch."""

    def respond(asked: Asked) -> bytes:
        return reply(200, vector("0" if "error" in asked.path else "9417").encode())

    server = serve(respond)
    seen = query(
        world, server.url(), "value == 0", "population > 0", query="sum(increase(errors_total[{{window}}]))", window="1h",
        population="sum(increase(requests_total[{{window}}]))",
    )  # fmt: skip
    assert (seen.outcome, seen.population) == ("passed", Value(n=9417))
    assert seen.window is not None
    assert seen.window.length == timedelta(hours=1)
    assert seen.asked == "prometheus sum(increase(errors_total[3600s]))"
    assert "3600s" in server.asked[1].path


def test_no_traffic_is_not_no_errors(serve: Serve, world: World) -> None:
    """An empty population cannot be told."""
    server = serve(lambda asked: reply(200, (vector("0") if "error" in asked.path else vector()).encode()))
    seen = query(world, server.url(), "value == 0", "population > 0", query="errors", population="requests")
    assert (seen.outcome, seen.population) == ("unclear", None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"range": "1h", "window": "1h", "query": "x[{{window}}]"}, "a range or a window, not both"),
        ({"window": "1h"}, "the query does not use its window"),
        ({"query": "x[{{window}}]"}, "but the probe sets no window"),
        ({"range": "100d", "step": 1}, "more than 10,000 steps"),
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused(fields: dict[str, Any], told: str) -> None:
    """Before anything is asked."""
    with pytest.raises(ValueError, match=r".") as caught:
        read_probe(
            {"kind": "prometheus", "level": "outcome", "url": "http://a", "query": "up", "expect": ["value == 1"], **fields}
        )
    assert told in str(caught.value)


def test_a_token_is_sent_and_not_shown(serve: Serve, world: World) -> None:
    """As for any request."""
    world.environment = {"PROM_TOKEN": "c0rrect-horse-battery"}
    server = serve(reply(200, vector("1").encode()))
    seen = query(world, server.url(), "value == 1", headers={"Authorization": "Bearer ${PROM_TOKEN}"})
    assert server.asked[0].headers["authorization"] == "Bearer c0rrect-horse-battery"
    assert "horse" not in repr(seen)


def test_a_real_prometheus_answers(world: World, metrics: str) -> None:
    """Instant, range, window, an empty vector and a wrong query against the real thing."""
    world.now = datetime.now(UTC)
    assert query(world, metrics, "value == 1", "series == 1").outcome == "passed"
    assert query(world, metrics, "values min == 1", "samples > 1", range="30s", step=1).outcome == "passed"
    assert query(world, metrics, "value > 0", query="count_over_time(up[{{window}}])", window="1m").outcome == "passed"
    assert query(world, metrics, "value == 0", query='up{job="nobody"}').outcome == "unclear"
    assert query(world, metrics, "value == 0", query="vector(0) / vector(0)").outcome == "unclear"
    assert query(world, metrics, "value == 5", query="scalar(vector(5))").outcome == "passed"
    wrong = query(world, metrics, "value == 0", query="sum(")
    assert wrong.could_not is not None
    assert "parse error" in wrong.could_not

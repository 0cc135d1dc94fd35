"""A Prometheus query, at an instant or over a range. An empty result is "can't tell", never 0."""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlencode

from pydantic import Field, model_validator

from handoff.errors import CouldNotLook
from handoff.model.times import Window
from handoff.observe.assertions import Answer
from handoff.observe.exact_json import CannotTell, read_json
from handoff.observe.http import Limits
from handoff.observe.probes._step import CAPTURED, Seconds, Step, World, since, url_host


class Prometheus(Step):
    """Ask the HTTP API. With `range`, every `step` of the stretch that ends now; else one instant.

    `window` is the stretch that an instant query looks back over, written as `{{window}}` in it. `population` is a second
    query of the same stretch: how much traffic there was.
    """

    kind: Literal["prometheus"] = "prometheus"
    url: str
    query: str
    population: str | None = None
    range_: Annotated[Seconds | None, Field(alias="range", gt=0)] = None
    step: Annotated[Seconds, Field(gt=0)] = 15
    window_: Annotated[Seconds | None, Field(alias="window", gt=0)] = None
    headers: Mapping[str, str] = {}
    ca: str | None = None

    queries: ClassVar[frozenset[str]] = frozenset(
        {"value", "values", "samples", "series", "population", "jsonpath", "duration"}
    )

    @model_validator(mode="after")
    def _check_stretch(self) -> Prometheus:
        used = "window" in CAPTURED.findall(self.query)
        if self.range_ is not None and self.window_ is not None:
            raise ValueError("a query has a range or a window, not both")
        if self.window_ is not None and not used:
            raise ValueError("the query does not use its window: write [{{window}}] in it")
        if self.window_ is None and used:
            raise ValueError("the query uses {{window}}, but the probe sets no window")
        if self.range_ is not None and self.range_ / self.step > 10_000:
            raise ValueError("a range of more than 10,000 steps is more than Prometheus gives: use a longer step")
        return self

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        if len(words) != 2:
            raise ValueError("it wants a URL and a query, as in https://prometheus.example 'sum(up)'")
        return {"url": words[0], "query": words[1]}

    @property
    def peer(self) -> str:
        return url_host(self.url)

    def asked(self, world: World) -> str:
        return f"prometheus {self._filled(self.query, world)}"

    def window(self, world: World) -> Window | None:
        span = self.range_ or self.window_
        return None if span is None else world.stretch(span)

    def _filled(self, query: str, world: World) -> str:
        if self.window_ is not None:
            query = CAPTURED.sub(lambda match: f"{round(self.window_ or 0)}s" if match[1] == "window" else match[0], query)
        return world.fill(query)

    def look(self, world: World) -> Answer:
        started = time.monotonic()
        document, facts = self._ask(self.query, world, self.range_)
        if self.population is not None:
            # Over the same stretch, as one number at its end.
            facts["population"] = self._ask(self.population, world, None)[1]["value"]
        return Answer(facts=facts | {"duration": since(started)}, body=document)

    def _ask(self, query: str, world: World, range: float | None) -> tuple[bytes, dict[str, Any]]:
        asked: dict[str, str] = {"query": self._filled(query, world)}
        stretch = world.stretch(range or 0)
        start, end = (f"{instant.timestamp():.0f}" for instant in (stretch.start, stretch.end))
        asked |= {"time": end} if range is None else {"start": start, "end": end, "step": f"{self.step:g}"}
        path = "query" if range is None else "query_range"
        url = f"{world.fill(self.url, quoted=True).rstrip('/')}/api/v1/{path}?{urlencode(asked)}"
        headers = [(name, world.fill_secret(name, value)) for name, value in self.headers.items()]
        client = world.client.trusting(str(world.root / self.ca)) if self.ca else world.client
        got = client.request("GET", url, headers=headers, limits=Limits(read=self.timeout, total=self.timeout, body=16 << 20))
        try:
            told = read_json(got.body)
        except CannotTell as reason:
            raise CouldNotLook(
                f"prometheus: the answer (status {got.status}) cannot be read: {reason}", "check the URL"
            ) from None
        if not isinstance(told, dict) or told.get("status") != "success" or not isinstance(told.get("data"), dict):
            said = told.get("error", f"status {got.status}") if isinstance(told, dict) else f"status {got.status}"
            raise CouldNotLook(f"prometheus: {' '.join(str(said).split())}", "correct the query")
        if told.get("warnings"):
            partial = CannotTell(f"the answer is not whole: {'; '.join(map(str, told['warnings']))}")
            return got.body, dict.fromkeys(("value", "values", "samples", "series"), partial)
        return got.body, facts_of_result(told["data"])


def facts_of_result(data: Mapping[str, Any]) -> dict[str, Any]:
    """`series`, `samples`, `values` and `value` of a result (scalar, vector or matrix); what is not there can't be told."""
    kind, result = data.get("resultType"), data.get("result")
    if kind in ("scalar", "string") and isinstance(result, list) and len(result) == 2:
        series = [[result]]
    elif kind == "vector" and isinstance(result, list):
        series = [[one["value"]] for one in result if "value" in one]
        if len(series) < len(result):
            return dict.fromkeys(
                ("value", "values", "samples", "series"), CannotTell("the result holds histograms, not numbers")
            )
    elif kind == "matrix" and isinstance(result, list):
        series = [one.get("values", []) for one in result]
    else:
        return dict.fromkeys(
            ("value", "values", "samples", "series"), CannotTell(f"the result is a {kind}, which tells no number")
        )
    if not any(series):
        empty = CannotTell("the result is empty: nothing was measured there, which is not 0")
        return dict.fromkeys(("value", "values", "samples", "series"), empty)
    facts: dict[str, Any] = {"series": len(series), "samples": sum(map(len, series))}
    if len(series) > 1:
        many = CannotTell(f"the result has {len(series)} series, not one: aggregate it, as in sum(…)")
        return facts | {"value": many, "values": many}
    try:
        numbers = [_number(str(sample[1])) for sample in series[0]]
    except CannotTell as reason:
        return facts | {"value": reason, "values": reason}
    return facts | {"value": numbers[-1], "values": numbers}


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CannotTell(f"{text!r} is no number") from None
    if not number.is_finite():
        raise CannotTell(f"{text} is no finite number: nothing was divided by nothing, or a limit was passed")
    return number

"""The page about probes: how to declare them, how expectations are written, and every kind with its keys, from the code."""

from __future__ import annotations

import inspect
from typing import Any

from handoff.observe.assertions import ALWAYS_THERE, OF_CONTENT
from handoff.observe.filters import FILTERS, WITH_ARGUMENT
from handoff.observe.predicates import OF_NUMBERS, PREDICATES, WITHOUT_VALUE
from handoff.observe.probes import kinds, step_class
from handoff.observe.probes._step import Step

_ABOUT = """\
<!-- Written by `make docs`; edit docs/probes.py. -->
# Looking at services

A probe is a way to ask a service, declared in `handoff.toml`. `handoff observe --live` and `handoff check --live` run all of
them and keep what they saw in the session (`check` in the open ones, or in those that are named, and it returns 4 when
something could not be looked at); `handoff verify` runs them again for a session that was handed over, and
names the command where only a `handoff run` had shown something;
`handoff probe worker/predict` runs one. Nothing that is declared is asked before you trust the project (`handoff trust`), and
addresses that only you can reach (loopback, private networks) stay closed until your own settings open them.

```toml
[[services]]
id = "worker"
url = "https://worker.example.com"

[[services.probes]]
id = "page"                                   # level: live, because it only looks at the status
expect = ["status == 200", "duration < 2s", "days > 14"]

[[services.probes]]
id = "predict"
level = "functional"                          # a call of the capability, with an assertion on the result
path = "/predict"
method = "POST"
json = { player = "smith", points = 20.5 }
headers = { Authorization = "Bearer ${WORKER_TOKEN}" }
expect = ["status == 200", 'jsonpath $.model == "v7"', "jsonpath $.predictions count >= 1"]
capture = { revision = "jsonpath $.revision" }

[[services.probes]]
id = "rows-arrive"
level = "outcome"                             # the effect, where users read it
[[services.probes.steps]]
kind = "sql"
url = "${DATABASE_URL}"
query = "select count(*) from predictions"
capture = { before = "value" }
[[services.probes.steps]]
method = "POST"
path = "/run"
expect = ["status == 202"]
[[services.probes.steps]]
kind = "sql"
wait = "5s"
url = "${DATABASE_URL}"
query = "select count(*) from predictions"
expect = ["value delta before >= 1"]

[[services.probes]]
id = "no-errors"
level = "outcome"
kind = "prometheus"
url = "https://prometheus.example.com"
query = "sum(increase(worker_errors_total[{{window}}]))"
population = "sum(increase(worker_requests_total[{{window}}]))"
window = "1h"
expect = ["value == 0", "population > 0"]
```

## Levels
A probe says what it is meant to show: `live` (it answers), `ready` (it says that its dependencies are there), `functional` (the
capability does what it should), `outcome` (the effect arrived). One that asserts nothing that must be *in* the answer shows
`live`, whatever its path is called: it is lowered, and the look says why. Without `level` it is `live`; commands, databases and
metrics must say. A probe that asserts nothing at all is an error.

## How a look comes out
**passed** when everything holds, **failed** when something does not, **unclear** when that cannot be told: a place that is not
there, a wrong type, not-a-number, an answer that is not JSON. *Unclear is never a pass and never zero.* A look that could not
be taken (time-out, refused, a body without end) says what, where and what to do. What was seen stands inside what was
expected: `status == 200 (saw 503)`.

Numbers are compared exactly: `0.1` is a decimal, a whole number may have any length. Text is never taken for a number; the
filter `number` reads it. Regular expressions are RE2's, paths are JSONPath of RFC 9535.

## Secrets and captures
`${NAME}` is an environment variable, the only place for a secret. `{{name}}` is what an earlier step captured; in a URL it
fills a place and never adds one, in a query of a database it is bound as `:name`. Captures called `revision`, `commit` and
`value` go into the observation; a `commit` shows which one serves. Secrets are taken out of everything before it is kept or
shown.

## Expectations
`QUERY [FILTER …] [not] PREDICATE [VALUE]`. Text with blanks is quoted; a bare number, `true`, `false` and `null` are what
they look like. As a table:
`{ query = "jsonpath", argument = "$.a", filters = ["count"], predicate = ">=", value = 1, not = false }`.
"""


def _queries() -> str:
    told = {
        "status": "the HTTP status",
        "header": "`header NAME`",
        "body": "the text",
        "bytes": "its length",
        "jsonpath": "`jsonpath PATH`: one value, or a list for a path that can select several",
        "regex": "`regex PATTERN`: its first group",
        "duration": "milliseconds; `2s` is read",
        "url": "where the answer came from in the end",
        "redirects": "how many led there",
        "days": "whole days left on the certificate",
        "expires": "when it ends",
        "names": "the names that it bears",
        "subject": "whom it is for",
        "issuer": "who signed it",
        "chain": "whether it leads to an authority that is trusted",
        "name": "whether it bears the name that was asked",
        "protocol": "the version of TLS",
        "connected": "whether the port accepts",
        "answers": "the records, sorted",
        "rcode": "the DNS response code",
        "ttl": "seconds the records may be kept",
        "exit": "the exit code",
        "stderr": "standard error",
        "value": "the one value, or the last of a range",
        "values": "all of a range",
        "population": "how much there was to look at",
        "series": "how many series",
        "samples": "how many samples",
    }
    known = sorted({query for kind in kinds() for query in step_class(kind).queries})
    rows = [f"| `{query}` | {told[query]} | {_kinds_with(query)} |" for query in known]
    return "\n".join(["| query | gives | kinds |", "|---|---|---|", *rows])


def _kinds_with(query: str) -> str:
    return ", ".join(kind for kind in kinds() if query in step_class(kind).queries)


def _words() -> str:
    filters = ", ".join(f"`{name}` ({WITH_ARGUMENT[name]})" if name in WITH_ARGUMENT else f"`{name}`" for name in FILTERS)
    predicates = ", ".join(f"`{name}`" for name in PREDICATES)
    return (
        f"Filters: {filters}.\n\nPredicates: {predicates}. {_listed(WITHOUT_VALUE)} take no value;"
        f" {_listed(OF_NUMBERS)} compare numbers.\n\nAbout the content are {_listed(OF_CONTENT)};"
        f" always there are {_listed(ALWAYS_THERE)}."
    )


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _kind(kind: str) -> str:
    made = step_class(kind)
    about = inspect.cleandoc(made.__doc__ or "")
    keys = ", ".join(_key(name, field) for name, field in made.model_fields.items() if name not in Step.model_fields)
    highest = f" It shows no more than `{made.highest}`." if made.highest else ""
    return f"### {kind}\n{about}{highest}\n\nKeys: {keys}."


def _key(name: str, field: Any) -> str:
    key = field.alias or name
    if field.is_required():
        return f"**`{key}`**"
    return f"`{key}`" if field.default in (None, (), {}, "") else f"`{key}` ({field.default})"


def probes_page() -> str:
    """The whole page."""
    shared = ", ".join(_key(name, field) for name, field in Step.model_fields.items() if name != "kind")
    parts = [
        _ABOUT,
        _queries(),
        "",
        _words(),
        "",
        "## Kinds",
        f"`kind` is `http` when it is left out. Every kind has {shared}; bold keys are required.",
        "",
        "\n\n".join(_kind(kind) for kind in kinds()),
        "",
    ]
    return "\n".join(parts)

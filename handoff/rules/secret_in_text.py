"""Something in the record looks like a secret.

A record travels with its repository. Take the secret out, and give out a new one: what was once committed stays in the history.
The message never repeats it.

Bad:
    - kind: evidence
      id: call
      at: "12:40"
      via: http
      asked: "curl -H 'Authorization: Bearer 9f8e7d6c5b4a39281706f5e4d3c2b1a0' https://api.example/orders"
      summary: One order

Good:
    - kind: evidence
      id: call
      at: "12:40"
      via: http
      asked: "curl -H 'Authorization: Bearer $TOKEN' https://api.example/orders"
      summary: One order
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.lookup import Lookup
from handoff.model.place import Place
from handoff.rules._prose import texts_of
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "error"
HINT = "take it out, and give out a new one: what was committed stays in the history"

# What each sort is called, a part of a word in lower case that every one of them holds, and its shape.
_SHAPES = (
    ("a private key", "key-----", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    ("an AWS access key", "akia", r"AKIA(?<![A-Z0-9]AKIA)[A-Z2-7]{16}(?![A-Z0-9])"),
    ("an AWS session key", "asia", r"ASIA(?<![A-Z0-9]ASIA)[A-Z2-7]{16}(?![A-Z0-9])"),
    *(("a GitHub token", f"gh{kind}_", rf"gh{kind}_[A-Za-z0-9]{{36,}}") for kind in "pousr"),
    ("a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9_]{60,}\b"),
    ("a GitLab token", "glpat-", r"glpat-[A-Za-z0-9_-]{20,}"),
    ("a Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,}\b"),
    ("a Slack webhook", "hooks.slack.com", r"hooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{20,}"),
    ("a Google API key", "aiza", r"AIza[A-Za-z0-9_-]{35}"),
    ("a Stripe key", "k_live_", r"\b[rs]k_live_[A-Za-z0-9]{20,}\b"),
    ("an API key", "sk-", r"sk-(?<!\wsk-)(?:ant-|proj-)?[A-Za-z0-9_-]{32,}"),
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}\b"),
    ("a PyPI token", "pypi-age", r"pypi-AgE[A-Za-z0-9_-]{50,}"),
    ("a JSON web token", "eyj", r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    (
        "an authorization header",
        "authorization",
        r"(?i:\bauthorization['\"]?\s*[:=]\s*['\"]?(?:bearer|basic|token)\s+(?![$<{*x…])[A-Za-z0-9._~+/=-]{16,})",
    ),
    ("a password in an address", "@", r"://(?<=[a-z0-9+.-]://)[^\s/:@'\"<>]{1,100}:(?![$<{*x…])[^\s/@'\"<>]{4,100}@"),
    *(
        (
            "a password or key",
            word,
            rf"(?i:\b{word}['\"]?\s*[:=]\s*['\"]?(?![$<{{*x….]|(?:[\w-]*(?:test|dummy|fake|sample)|none|null|true|false|required|redacted|changeme|example|your)\b|\w+[.(\[])"
            r"(?=[^\s'\"]{0,200}\d)(?=[^\s'\"]{0,200}[a-z])[^\s'\",;)`]{12,})",
        )
        for word in ("password", "passwd", "secret_key", "api_key", "api-key", "apikey", "access_token", "client_secret")
    ),
)
_LOOKUP = Lookup([((word,), None) for _, word, _ in _SHAPES])

# What an example writes where the secret would stand, and an address of the author's own machine.
_STANDS_FOR_ONE = expression(
    r"(?i:://[^:]+:(?:[\w-]{0,40}pass(?:word|wd)?|pwd|secret|user(?:name)?|token|key)\d{0,3}@|-(?:your|test|example|fake|dummy)[-_])"
    r"|/(?:X{8,}|x{8,})$|T0{6,}/|://([^:/]+):\1@|:\[[A-Za-z_ -]+\]@|^AKIA\w+EXAMPLE$"
    r"|(?i:(?:bearer|basic|token)\s+[\w.-]{0,40}(?:your|fake|invalid|dummy|example|sample|placeholder)|[:=]\s*['\"]?your[\w-]{0,20}pass)"
)
_LOCAL = expression(r"(?:localhost|127\.0\.0\.1|host\.docker\.internal)(?=[:/\s'\"`]|$)")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for where, text in _texts(record):
        small = record.small_source or text.casefold()
        for index in _LOOKUP.held(small):
            name, word, shape = _SHAPES[index]
            for match in re.finditer(shape, text):
                if _STANDS_FOR_ONE.search(match[0]) or (word == "@" and _LOCAL.match(text, match.end())):
                    continue
                place, subject = where(match.start())
                yield Remark(place, f"this looks like {name}", HINT, subject)


def _texts(record: Record) -> Iterator[tuple[Callable[[int], tuple[Place, str]], str]]:
    """Every text with a function that tells the place of an offset in it: the file as a whole, else the events' fields."""
    source, path = record.facts.source, record.session.place.path
    if source:
        yield lambda offset: (Place(path, source.count("\n", 0, offset) + 1), ""), source
        return
    for event in record.session.events:
        for field, text in texts_of(event):
            yield _always(event.place.of(field), event.id), text


def _always(place: Place, subject: str) -> Callable[[int], tuple[Place, str]]:
    return lambda _: (place, subject)

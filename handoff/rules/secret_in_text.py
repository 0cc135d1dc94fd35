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
from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._prose import texts_of
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "error"
HINT = "take it out, and give out a new one: what was committed stays in the history"

_SHAPES = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "an AWS access key": r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])",
    "a GitHub token": r"\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}\b",
    "a GitLab token": r"\bglpat-[A-Za-z0-9_-]{20,}\b",
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}\b",
    "a Slack webhook": r"https://hooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{20,}",
    "a Google API key": r"\bAIza[A-Za-z0-9_-]{35}\b",
    "a Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{20,}\b",
    "an OpenAI or Anthropic key": r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b",
    "an npm or PyPI token": r"\bnpm_[A-Za-z0-9]{36}\b|\bpypi-AgE[A-Za-z0-9_-]{50,}",
    "a JSON web token": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    "an authorization header": r"(?i:\bauthorization['\"]?\s*[:=]\s*['\"]?(?:bearer|basic|token)\s+"
    r"(?![$<{*x…])[A-Za-z0-9._~+/=-]{16,})",
    "a password in an address": r"\b[a-z][a-z0-9+.-]*://[^\s/:@'\"<>]+:(?![$<{*x…])[^\s/@'\"<>]{4,}@",
    "a password": r"(?i:\b(?:password|passwd|secret[_-]?key|api[_-]?key|access[_-]?token|client[_-]?secret)"
    r"['\"]?\s*[:=]\s*['\"]?"
    r"(?![$<{*x….]|(?:none|null|true|false|required|redacted|changeme|example|your)\b|\w+[.(\[])"
    r"(?=[^\s'\"]*\d)(?=[^\s'\"]*[a-z])[^\s'\",;)]{12,})",
}
_FOUND = re.compile("|".join(f"({shape})" for shape in _SHAPES.values()))
_NAMES = tuple(_SHAPES)
# No group inside a shape captures, so the number of the group is the number of the shape.
_HINTS = re.compile(
    r"-----BEGIN|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|AIza|k_live_|sk-|npm_|pypi-|eyJ|authorization|://[^\s/]*@"
    r"|passw|secret|api[_-]?key|token",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    for place, subject, text in _texts(record_of(judgement)):
        match = _FOUND.search(text)
        if match is not None and match.lastindex is not None:
            yield Remark(place, f"this looks like {_NAMES[match.lastindex - 1]}", HINT, subject)


def _texts(record: Record) -> Iterator[tuple[Place, str, str]]:
    if record.facts.source:
        if _HINTS.search(record.facts.source):
            for number, text in enumerate(record.facts.source.split("\n"), 1):
                if _HINTS.search(text):
                    yield Place(record.session.place.path, number, 1), "", text
        return
    for event in record.session.events:
        for field, text in texts_of(event):
            yield event.place.of(field), event.id, text

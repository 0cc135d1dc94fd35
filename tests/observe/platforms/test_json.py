"""A platform of one's own: facts by JSONPath, nothing guessed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from handoff.model.observation import ServingSeen, Share
from handoff.observe.exact_json import CannotTell, read_json
from handoff.observe.platforms import read_platform
from tests.observe.platforms.shapes import NEW_DIGEST, SHA

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)
VERSION = json.dumps(
    {
        "version": "v41",
        "git": {"sha": SHA.upper()},
        "image": f"r/q@{NEW_DIGEST}",
        "status": "OK",
        "busy": False,
        "since": "2026-01-20T16:50:00Z",
    }
)
FACTS = {
    "revision": "$.version", "commit": "$.git.sha", "digest": "$.image", "ready": "$.status", "current": "$.busy",
    "created": "$.since", "latest_ready": "$.version",
}  # fmt: skip


def _read(text: str, facts: dict[str, str] = FACTS, **settings: str) -> ServingSeen:
    platform = read_platform({"kind": "json", "url": "https://x.example/version", "facts": facts, **settings}, "quotes")
    seen = platform.read({"document": read_json(text)}, NOW)
    assert isinstance(seen, ServingSeen)
    return seen


def test_one_document_that_says_what_serves() -> None:
    """Facts come from where the configuration says; that the share was assumed is said."""
    seen = _read(VERSION)
    assert seen.shares == (Share(revision="v41", percent=Decimal(100), digest=NEW_DIGEST, commit=SHA),)
    assert (seen.ready, seen.current, seen.latest_ready) == (True, False, "v41")
    assert seen.created == datetime(2026, 1, 20, 16, 50, tzinfo=UTC)
    assert seen.conditions == ("share: not asked for; the revision that answered counts as all of it",)


def test_several_revisions_with_their_shares() -> None:
    """With `each`, the facts of a revision begin at it; decimals are exact."""
    text = '{"traffic": [{"rev": 105, "part": 99.9}, {"rev": "00104", "part": 0.1}]}'
    facts = {"revision": "$.rev", "percent": "$.part"}
    seen = _read(text, facts, each="$.traffic[*]")
    assert [(share.revision, share.percent) for share in seen.shares] == [("105", Decimal("99.9")), ("00104", Decimal("0.1"))]
    assert seen.conditions == ()


@pytest.mark.parametrize(
    ("text", "facts", "each", "why"),
    [
        ("{}", {"revision": "$.version"}, None, "no revision at"),
        ('{"version": ""}', {"revision": "$.version"}, None, "no revision at"),
        ('{"version": {"a": 1}}', {"revision": "$.version"}, None, "is no text"),
        ('{"version": true}', {"revision": "$.version"}, None, "is no text"),
        ('{"t": []}', {"revision": "$.r"}, "$.t[*]", "selects nothing"),
        ('{"t": [{"r": "a"}, {"r": "b"}]}', {"revision": "$.r"}, "$.t[*]", "no path for percent"),
        ('{"t": [{"r": "a", "p": "100"}]}', {"revision": "$.r", "percent": "$.p"}, "$.t[*]", "is no number"),
        ('{"t": [{"r": "a", "p": true}]}', {"revision": "$.r", "percent": "$.p"}, "$.t[*]", "is no number"),
        ('{"t": [{"r": "a"}]}', {"revision": "$.r", "percent": "$.p"}, "$.t[*]", "nothing at"),
        ('{"t": [{"r": "a", "p": 40}]}', {"revision": "$.r", "percent": "$.p"}, "$.t[*]", "add up to 40 %"),
    ],
)
def test_what_is_missing_or_of_another_type_cannot_be_told(
    text: str, facts: dict[str, str], each: str | None, why: str
) -> None:
    """Never 0 and never a pass."""
    with pytest.raises(CannotTell, match=why):
        _read(text, facts, **({"each": each} if each else {}))


def test_facts_that_are_not_there_are_unknown() -> None:
    """Everything but the revision may be missing; words that mean neither yes nor no stay open."""
    seen = _read('{"version": "v1", "git": {"sha": "main"}, "status": "so-so", "since": "yesterday", "busy": 3}')
    assert (seen.ready, seen.current, seen.created) == (None, None, None)
    assert (seen.shares[0].commit, seen.shares[0].digest) == (None, None)
    assert _read('{"version": "v1", "status": "DOWN"}').ready is False


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"facts": {"revision": "$.v"}}, "needs either url or command"),
        ({"url": "https://x", "command": ["x"], "facts": {"revision": "$.v"}}, "needs either url or command"),
        ({"url": "https://x", "facts": {"commit": "$.v"}}, "need a path for revision"),
        ({"url": "https://x", "facts": {"revison": "$.v"}}, "did you mean 'revision'"),
        ({"url": "https://x", "facts": {"zzz": "$.v"}}, "known are revision"),
        ({"url": "https://x", "facts": {"revision": "v"}}, "no JSONPath"),
        ({"url": "https://x", "facts": {"revision": "$.v"}, "each": "t"}, "no JSONPath"),
        ({"url": "https://x", "facts": "$.v"}, "it is a table"),
        ({"url": "https://x"}, "'facts' is missing"),
    ],
)
def test_wrong_settings_are_told(raw: dict[str, Any], why: str) -> None:
    """One sentence each that says what to write."""
    with pytest.raises(ValueError, match=why):
        read_platform({"kind": "json", **raw}, "quotes")

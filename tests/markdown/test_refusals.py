"""Outputs that say that something is down or broken, beside claims that it is up, works or is fixed."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under

_ASKED = "$ curl -s http://pier.example/berths"


def _beside(claim: str, *output: str, heading: str = "Ferry gateway") -> str:
    return answers(under(heading, claim, "", "```console", *output, "```")).get(5, "no claim")


@pytest.mark.parametrize(
    "claim", ["The pier gateway is up and healthy.", "The ferry list is working again.", "Status: ✅ FIXED"]
)
@pytest.mark.parametrize(
    "output",
    [
        ("503",),
        ("HTTP/1.1 502 Bad Gateway", "Server: pier"),
        ('{"error": "KeyError: \'berth\'"}',),
        ("Traceback (most recent call last):", '  File "ferry.py", line 3, in <module>', "KeyError: 'berth'"),
        (
            "* Connected to pier.example port 80",
            "> GET /berths HTTP/1.1",
            "< HTTP/1.1 503 Service Unavailable",
            "< Server: pier",
        ),
        ('{"title": "No berth", "status": 500}',),
        ('{"detail": "the tide table is gone"}',),
        ('{"berth": 4, "success": false}',),
    ],
)
def test_an_output_that_says_that_it_is_broken_speaks_against_the_claim_over_it(claim: str, output: tuple[str, ...]) -> None:
    """Whoever quotes a 503 has not shown that the gateway is up."""
    assert _beside(claim, _ASKED, *output) == "refuted"


def test_a_refusal_that_may_be_meant_shows_nothing_and_refutes_nothing() -> None:
    """A gateway that wants to know who asks answers."""
    assert _beside("The pier gateway works.", _ASKED, '{"error": "unauthorized"}') == "unsupported"
    assert _beside("The pier gateway works.", _ASKED, "HTTP/1.1 401 Unauthorized") == "unsupported"
    assert _beside("The pier gateway works.", _ASKED, '{"detail": "Not authenticated"}') == "unsupported"


def test_a_claim_of_a_refusal_is_shown_by_it() -> None:
    """Strangers are to be turned away."""
    blocked = '{"error": "Request blocked", "code": "WAF_01"}'
    assert _beside("**The firewall of the pier is active:**", _ASKED, blocked) == "supported"
    assert _beside("Blocking strangers works, they get 401.", _ASKED, "HTTP/1.1 401 Unauthorized") == "supported"


@pytest.mark.parametrize("heading", ["Symptom", "Before", "Problem", "Root cause", "Error"])
def test_what_a_symptom_looked_like_speaks_against_nothing(heading: str) -> None:
    """What was broken is told there, and that it is not any more."""
    assert _beside("Status: ✅ FIXED", _ASKED, "HTTP/1.1 502 Bad Gateway", heading=heading) != "refuted"


def test_of_a_whole_exchange_the_last_answer_counts() -> None:
    """A page that moved is found at its new place."""
    moved = ("> GET /berths HTTP/1.1", "< HTTP/1.1 301 Moved Permanently", "> GET /berth HTTP/1.1", "< HTTP/1.1 200 OK")
    assert _beside("The pier gateway is healthy.", _ASKED, *moved) == "supported"
    assert _beside("The pier gateway is healthy.", _ASKED, *moved[:3], "< HTTP/1.1 404 Not Found") == "unsupported"


def test_one_good_answer_among_several_leaves_the_output_as_it_is() -> None:
    """An output with both is about both."""
    assert _beside("The pier gateway is healthy.", _ASKED, '{"status": "ok"}', _ASKED, "503") == "supported"


def test_an_output_behind_which_another_stands_speaks_against_nothing() -> None:
    """The first may be how it was, and the second how it is."""
    fences = ("```console", _ASKED, "503", "```", "", "```console", _ASKED, '{"status": "ok"}', "```")
    assert answers(under("Ferry gateway", "The pier gateway is healthy.", "", *fences))[5] != "refuted"


@pytest.mark.parametrize("claim", ["Commit 4fa1c07 is deployed to the pier.", "✅ The fix of 4fa1c07 is live on the pier."])
def test_what_names_another_commit_shows_nothing_of_the_one_that_is_claimed(claim: str) -> None:
    """The page that tells what serves is the very place where one sees that it is something else."""
    assert _beside(claim, _ASKED, '{"version": "2.1", "commit": "4fa1c0799d"}') == "supported"
    assert _beside(claim, _ASKED, '{"version": "2.1", "commit": "99d07e1b22"}') == "unsupported"
    assert _beside(claim, _ASKED, "git_sha=99d07e1b22") == "unsupported"


def test_a_refusal_shows_no_roll_out() -> None:
    """Whatever was rolled out, nobody got at it."""
    assert _beside("✅ Deployed the berth list to the pier.", _ASKED, "HTTP/1.1 502 Bad Gateway") == "unsupported"

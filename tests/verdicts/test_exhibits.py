"""What the tool saw, as evidence: every look says what it shows, of what, and when, and nothing more than it saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from handoff.model.claim import Exhibit
from handoff.model.events import Evidence
from handoff.model.observation import CiSeen, CommitSeen, ProbeSeen, RepositorySeen, RunSeen, TestCounts
from handoff.model.place import Place
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.verdicts.exhibits import from_evidence, from_observation

AT = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
HOUR = Window(AT - timedelta(hours=1), AT)
SHA = "aaaaaaa1"
PROBE = ProbeSeen(id="p", at=AT, service="shop", probe="front", level="live", asked="GET /", outcome="passed", status=200,
                  asserted=("status == 200", "body has a cart"), output="ok", digest="sha256:" + "0" * 32, revision="r2",
                  commit=SHA, window=HOUR, population=Value(n=Decimal(7)), value=Value(n=Decimal(0)))  # fmt: skip
RUN = RunSeen(id="r", at=AT, subject="shop", level="functional", argv=("/usr/bin/order", "a b"), directory=".", commit=SHA,
              milliseconds=9, exit=0, output="order 17", digest="sha256:" + "1" * 32)  # fmt: skip
CI = CiSeen(id="c", at=AT, repo="main", run="7", commit=SHA, completed=True, succeeded=True, finished=AT - timedelta(minutes=5))
COMMIT = CommitSeen(id="g", at=AT, repo="main", asked=SHA, exists=True, sha=SHA + "f" * 32, subject="fix: it", on_default=True)


def seen(look: object, **more: object) -> Exhibit:
    exhibit = from_observation(replace(look, **more))  # type: ignore[type-var]
    assert exhibit is not None
    assert exhibit.source == replace(look, **more)  # type: ignore[type-var]
    return exhibit


def test_a_probe() -> None:
    """All that the answer said of itself, and each of its assertions."""
    assert seen(PROBE) == Exhibit(
        id="p", subject="shop", level="live", strength="observed", passed=True, at=AT, check="probe shop/front",
        text="status == 200; body has a cart", revision="r2", commit=SHA, digest=PROBE.digest, window=HOUR,
        population=Value(n=Decimal(7)), value=Value(n=Decimal(0)),
    )  # fmt: skip
    assert seen(PROBE, asserted=()).text == "ok"
    assert seen(PROBE, asserted=(), output=None).text == "GET /"
    assert seen(PROBE, outcome="failed").passed is False
    unclear = seen(PROBE, outcome="unclear")
    assert (unclear.passed, unclear.could_not) == (None, "status == 200; body has a cart")
    assert seen(PROBE, outcome="unclear", asserted=()).could_not == "GET / gave no clear answer"
    assert seen(PROBE, outcome="unclear", could_not="timed out").could_not == "timed out"


def test_what_people_quoted() -> None:
    """All that its author says of it, and where; a document's reader has told quotations from statements already."""
    told = Evidence(
        id="e", summary="ran", via="command", subject="shop", level="functional", asked="order  'a b' c", output="17", at=AT,
        revision="r2", commit=SHA, digest="sha256:" + "0" * 32, environment="test", window=HOUR, population=Value(n=Decimal(7)),
        value=Value(n=Decimal(0)), explanation="the test fails there", place=Place("session.yaml", 7),
    )  # fmt: skip
    exhibit = from_evidence(told, prose=False)
    assert exhibit == Exhibit(
        id="e", subject="shop", level="functional", strength="quoted", passed=True, at=AT, check="command order a b c",
        text="17", revision="r2", commit=SHA, digest=told.digest, environment="test", window=HOUR,
        population=told.population, value=told.value, explanation="the test fails there",
    )  # fmt: skip
    assert (exhibit.source, exhibit.place) == (told, told.place)
    kept = replace(told, file="evidence/kept.txt", output=None)
    assert [from_evidence(one, prose=False).strength for one in (kept, replace(kept, digest=None))] == ["imported", "statement"]
    bare = Evidence(id="e", summary="ran", asked="order 'a b' c")
    assert (from_evidence(bare, prose=False).strength, from_evidence(bare, prose=True).strength) == ("statement", "quoted")
    assert (from_evidence(bare, prose=False).text, from_evidence(bare, prose=False).check) == ("ran", "order 'a b' c")
    assert from_evidence(replace(bare, via="command", asked="say 'a"), prose=False).check == "command say 'a"


def test_a_run() -> None:
    """The command is the check; a tree with changes is bound to no commit; counts of tests say more than an exit code."""
    assert seen(RUN) == Exhibit(
        id="r", subject="shop", level="functional", strength="observed", passed=True, at=AT, check="command /usr/bin/order a b",
        text="order 17", commit=SHA, digest=RUN.digest,
    )  # fmt: skip
    assert seen(RUN, output=None).text == "/usr/bin/order a b"
    assert seen(RUN, dirty=True).commit is None
    assert seen(RUN, level=None).level is None
    tests = TestCounts(passed=9, failed=0)
    assert seen(RUN, level=None, tests=tests).level == "tests-passed"
    assert seen(RUN, tests=tests).passed is True
    assert seen(RUN, tests=replace(tests, failed=1)).passed is False
    assert seen(RUN, tests=replace(tests, errors=1)).passed is False
    assert seen(RUN, exit=None).passed is False
    assert seen(RUN, exit=3).passed is False


@pytest.mark.parametrize(
    ("argv", "blind"), [(("/bin/echo", "ok"), "echo"), (("true",), "true"), (("order",), ""), (("/echo/order",), ""), ((), "")]
)
def test_a_program_that_cannot_fail_shows_nothing(argv: tuple[str, ...], blind: str) -> None:
    """Whatever folder it lies in."""
    told = f"{blind} comes out the same whatever the world is like, so it shows nothing" if blind else None
    assert seen(RUN, argv=argv).could_not == told


def test_a_shell_that_ends_as_something_else_shows_nothing_by_how_it_ended() -> None:
    """Counts, and the commit that a look at what serves prints, are read from what was printed."""
    piped = ("sh", "-c", "curl -fsS URL | head")
    told = "the shell ends as `head` does, whatever became of what it asks, so it shows nothing"
    assert seen(RUN, argv=piped).could_not == told
    assert seen(RUN, argv=piped, tests=TestCounts(passed=9, failed=0)).could_not is None
    assert seen(RUN, argv=piped, level="serving").could_not is None
    assert seen(RUN, argv=("sh", "-c", "set -o pipefail; curl -fsS URL | head")).could_not is None
    complaining = ("sh", "-c", "curl -fsS URL | jq -e .score")
    assert seen(RUN, argv=complaining).could_not == told.replace("head", "jq")
    assert (seen(RUN, argv=complaining, exit=1).could_not, seen(RUN, argv=complaining, exit=1).passed) == (None, False)
    assert seen(RUN, argv=("sh", "-c", "echo w-2"), level="serving").could_not == told.replace("head", "echo")


def test_a_run_of_ci() -> None:
    """Bound to a commit it counts as performed again; not completed, or with required jobs left out, it cannot tell."""
    assert seen(CI) == Exhibit(
        id="c", subject=None, level="tests-passed", strength="reperformed", passed=True, at=CI.finished, check="ci main/7",
        text="CI run 7", commit=SHA,
    )  # fmt: skip
    assert seen(CI, commit=None).strength == "observed"
    assert seen(CI, finished=None).at == AT
    assert seen(CI, succeeded=False).passed is False
    running = seen(CI, completed=False)
    assert (running.passed, running.could_not) == (None, "CI run 7 is not completed")
    partly = seen(CI, skipped=("lint", "e2e"))
    assert (partly.passed, partly.could_not) == (None, "CI run 7 skipped lint, e2e")


def test_a_commit() -> None:
    """On the default branch, itself or as the same change, it is merged; why git could not tell is told where it could not."""
    assert seen(COMMIT) == Exhibit(
        id="g", subject=COMMIT.sha, level="merged", strength="observed", passed=True, at=AT, check=f"git main {SHA}",
        text="fix: it", commit=COMMIT.sha,
    )  # fmt: skip
    assert seen(COMMIT, on_default=False).level == "committed"
    assert seen(COMMIT, on_default=False, equivalent_on_default=True).level == "merged"
    gone = seen(COMMIT, exists=False, sha=None, subject=None, could_not="no such object")
    assert (gone.subject, gone.text, gone.passed, gone.commit, gone.could_not) == (SHA, SHA, False, None, None)
    assert seen(COMMIT, exists=None, could_not="shallow clone").could_not == "shallow clone"


def test_what_only_informs_is_no_evidence() -> None:
    """The state of a repository shows no claim."""
    assert from_observation(RepositorySeen(id="x", at=AT, repo="main")) is None


@pytest.mark.parametrize(
    ("words", "level", "shows"),
    [
        ("curl -fsS -X POST http://shop/orders -d @order.json", "functional", "functional"),
        ("curl -fsS http://shop/orders/17", "functional", "functional"),
        ("/usr/bin/curl --fail http://shop/orders/17", "outcome", "outcome"),
        ("curl -s http://shop/orders/17", "functional", "live"),
        ("/usr/bin/curl -s http://shop/orders/17", "functional", "live"),
        ("curl -s -o /dev/null http://shop/orders/17", "ready", "live"),
        ("curl -fsS http://shop/health", "functional", "live"),
        ("curl -fsS http://shop/api/healthz?full=1", "outcome", "live"),
        ("curl -fsS http://shop/readyz", "ready", "ready"),
        ("curl -fsS -d up http://shop/status", "functional", "functional"),
        ("curl -fsS http://shop/healthy-recipes/17", "functional", "functional"),
        ("curl -s http://shop/version", "deployed", "deployed"),
        ("wget -q http://shop/health", "functional", "functional"),
    ],
)
def test_a_request_that_takes_any_answer_shows_an_answer(words: str, level: str, shows: str) -> None:
    """`curl` succeeds whatever comes back unless it is told to fail, and a health page is not the work."""
    assert seen(RUN, argv=tuple(words.split()), level=level).level == shows


@pytest.mark.parametrize(
    ("level", "output", "commit"),
    [
        ("functional", "commit bbbbbbb2", SHA),
        ("serving", "commit bbbbbbb2", "bbbbbbb2"),
        ("deployed", "commit bbbbbbb2", "bbbbbbb2"),
        ("serving", "up", None),
        ("deployed", None, None),
    ],
)
def test_a_run_that_asks_what_runs_elsewhere_is_about_the_commit_that_it_prints(
    level: str, output: str | None, commit: str | None
) -> None:
    """That of its work tree says nothing of what serves."""
    assert seen(RUN, level=level, output=output).commit == commit

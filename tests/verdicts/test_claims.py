"""Which claims each kind of event makes, and what it hands on to them."""

from __future__ import annotations

import pytest

from handoff.model.claim import Claim
from handoff.model.events import AnyEvent
from handoff.verdicts import claims_of, judge
from tests.corpus import facts


def _made(*lines: str) -> tuple[tuple[Claim, ...], tuple[AnyEvent, ...]]:
    session = facts("events:\n" + "".join(f"  - {line}\n" for line in lines)).session
    return claims_of(session), session.events


@pytest.mark.parametrize(
    ("event", "claims"),
    [
        ("{id: n, kind: note, at: 12:00, summary: noted}", []),
        ("{id: k, kind: commit, sha: aaaaaaa1, summary: s}", [("k/committed", "k", "committed", "s", "aaaaaaa1", ())]),
        ("{id: f, kind: fix, state: proposed, evidence: [e], summary: s}", []),
        ("{id: f, kind: fix, state: applied, evidence: [e], summary: s}", []),
        ("{id: f, kind: fix, state: deployed, evidence: [e], summary: s}",
         [("f/deployed", "f", "deployed", "s", None, ("e",))]),
        ("{id: f, kind: fix, state: verified, evidence: [e], summary: s}", [("f/fixed", "f", "fixed", "s", None, ("e",))]),
        ("{id: f, kind: fix, state: guarded, evidence: [e], summary: s}", [("f/fixed", "f", "fixed", "s", None, ("e",))]),
        ("{id: d, kind: deployment, service: shop, result: failed, summary: s}", []),
        ("{id: d, kind: deployment, service: shop, commit: aaaaaaa1, result: succeeded, evidence: [e], summary: s}",
         [("d/deployed", "shop", "deployed", "s", "aaaaaaa1", ("e",))]),
        ("{id: c, kind: closing, of: step, state: dropped, why: no, summary: s}", []),
        ("{id: c, kind: closing, of: step, state: done, evidence: [e], summary: s}",
         [("c/complete", "step", "complete", "s", None, ("e",))]),
    ],
)  # fmt: skip
def test_what_an_event_claims(event: str, claims: list[tuple[object, ...]]) -> None:
    """Its id, what it is about, what it says of it, in which words, on which commit, and on what evidence."""
    made, events = _made(event)
    told = [(one.id, one.subject, one.predicate, one.text, one.commit, one.evidence) for one in made]
    assert told == claims
    # Only a commit of which nothing is said stands there as one of a list.
    assert [one.lists for one in made] == [one.predicate == "committed" for one in made]
    assert all(one.event == events[0].id and one.as_of == events[0].when and one.place == events[0].place for one in made)


def test_a_dated_commit_claims_its_time_as_well() -> None:
    """As a value that git can be asked for."""
    (_, when), _ = _made("{id: k, kind: commit, at: 12:00, sha: aaaaaaa1, summary: s}")
    assert (when.id, when.subject, when.predicate, when.commit) == ("k/time", "k", "value", "aaaaaaa1")
    assert when.text == "commit aaaaaaa1 was made at 2026-01-20T12:00Z"
    assert when.value is not None
    assert (when.value.text, when.value.unit, when.value.basis) == ("2026-01-20T12:00Z", "time", "commit:aaaaaaa1")


def test_what_a_commit_is_said_to_change_is_claimed_as_well() -> None:
    """As a value of its own, in the singular where there is one."""
    (_, one), _ = _made("{id: k, kind: commit, sha: aaaaaaa1aaaaaaa1, files: 1, insertions: 1, deletions: 1, summary: s}")
    assert (one.id, one.subject, one.predicate, one.commit) == ("k/numbers", "k", "value", "aaaaaaa1aaaaaaa1")
    assert one.text == "commit aaaaaaa1aaaa has 1 file, 1 line added, 1 line removed"
    assert one.value is not None
    assert (one.value.unit, one.value.basis) == ("numbers", "commit:aaaaaaa1aaaaaaa1")
    (_, two), _ = _made("{id: k, kind: commit, sha: aaaaaaa1, files: 2, insertions: 0, summary: s}")
    assert two.text == "commit aaaaaaa1 has 2 files, 0 lines added"


def test_a_roll_out_claims_the_revision_and_image_that_it_names() -> None:
    """Both are what evidence is held against."""
    digest = f"sha256:{'0' * 64}"
    (made,), _ = _made(
        f'{{id: d, kind: deployment, service: s, revision: r2, digest: "{digest}", result: succeeded, summary: s}}'
    )
    assert (made.revision, made.digest) == ("r2", digest)


SEEN = "".join(
    f'{{"kind": "commit", "id": "git-{sha}", "at": "2026-01-20T18:00:00+00:00", "repo": "main", "asked": "{sha}", '
    f'"exists": true, "sha": "{sha}", "subject": "a subject", "files": []}}\n'
    for sha in ("1111111", "2222222", "3333333")
)


def test_a_list_of_commits_is_no_share_of_what_is_claimed() -> None:
    """Each is judged, and a wrong one counts; one that git has and of which nothing is said counts for nothing."""
    said = "events:\n  - {id: works, kind: claim, at: 12:00, subject: shop, predicate: live, summary: up}\n"
    bare = "  - {id: a, kind: commit, sha: 1111111, summary: one}\n  - {id: b, kind: commit, sha: 2222222, summary: two}\n"
    stated = "  - {id: c, kind: commit, sha: 3333333, subject: a subject, summary: three}\n"
    wrong = "  - {id: d, kind: commit, sha: 4444444, summary: four}\n"
    judged = judge(facts(said + bare + stated + wrong, SEEN))
    assert [(verdict.claim.event, verdict.answer) for verdict in judged.verdicts if verdict.answer == "supported"] == [
        ("a", "supported"),
        ("b", "supported"),
        ("c", "supported"),
    ]
    assert (len(judged.verdicts), judged.counts["supported"], judged.listed) == (5, 3, 2)
    assert judge(facts(said + stated, SEEN)).listed == 0
    # One that is dated says when: that is a claim of its own.
    dated = judge(facts(said + "  - {id: a, kind: commit, at: 12:00, sha: 1111111, summary: one}\n", SEEN))
    assert (len(dated.verdicts), dated.listed) == (3, 1)


def test_what_a_claim_says_is_what_is_judged() -> None:
    """Every field of it, and by what a line of prose was taken for one."""
    (made,), (event,) = _made(
        "{id: c, kind: claim, at: 12:00, as_of: 11:00, subject: shop, predicate: all-of, each: live, members: [a, b], "
        "value: 2 of 2, window: 09:00/10:00, revision: r2, commit: aaaaaaa1, scope: production, modality: inferred, "
        "evidence: [e], summary: s, x-why: a tick}"
    )
    fields = "subject predicate each members value window revision commit scope modality evidence place as_of"
    assert [getattr(made, name) for name in fields.split()] == [getattr(event, name) for name in fields.split()]
    assert (made.id, made.event, made.text, made.mark) == ("c", "c", "s", "a tick")
    (plain,), (event,) = _made("{id: c, kind: claim, at: 12:00, subject: shop, predicate: live, summary: s}")
    assert (plain.mark, plain.as_of) == ("", event.when)

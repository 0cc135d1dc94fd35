"""`check` of a document that we made finds the claims of its record, with the verdicts that were printed beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from handoff.markdown import read_markdown
from handoff.model.events import Commit
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.model.observation import CommitSeen
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.verdicts import judge

from ...verdicts.random_worlds import facts as worlds
from .sessions import FOLDERS, START, Printed, of_folder, printed, random_sessions


def read_again(text: str) -> Judgement:
    """The document alone, judged as a document."""
    session = read_markdown(text, "HANDOFF.md", Project())
    return judge(Facts(session=session, project=Project(), as_of=START, source=text))


def answers(judgement: Judgement) -> dict[str, tuple[str, frozenset[str], str]]:
    """What is said of each claim: the answer, its reasons, and of which predicate."""
    return {one.claim.id: (one.answer, frozenset(one.reasons), one.claim.predicate) for one in judgement.verdicts}


def assert_same(given: Printed) -> None:
    assert answers(read_again(given.text)) == answers(given.judgement)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_document_is_judged_as_its_session(folder: Path) -> None:
    """The golden and the shipped sessions."""
    assert_same(of_folder(folder))


@given(worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_of_any_world_is_judged_as_its_session(facts: Facts) -> None:
    """Sessions in which everything that the judge looks at can meet everything else."""
    assert_same(printed(facts))


@given(random_sessions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_claimed_the_answers_come_back(facts: Facts) -> None:
    """Any text in any field."""
    given = printed(facts)
    again = {one.claim.id: (one.answer, frozenset(one.reasons)) for one in read_again(given.text).verdicts}
    assert again == {one.claim.id: (one.answer, frozenset(one.reasons)) for one in given.judgement.verdicts}


def test_a_verdict_that_was_changed_by_hand_is_not_believed() -> None:
    """The counts of the front matter no longer fit, so nothing of it counts as supported."""
    text = next(of_folder(folder).text for folder in FOLDERS if "double" in folder.name)
    better = text.replace("- **refuted** (later-refuted, irrelevant-level): Payments", "- **supported**: Payments")
    assert better != text
    assert "supported" not in {one.answer for one in read_again(better).verdicts}


def test_commits_that_are_only_listed_are_counted_apart_and_found_again() -> None:
    """The front matter counts claims as the headline does; the verdicts beside them are still believed."""
    sha = "69e5697ab12"
    look = CommitSeen(id="g", at=START, repo="r", asked=sha, exists=True, sha=sha, subject="Mend it", commit_time=START)
    session = Session(
        id="2026-01-20-x", title="x", started=START, ended=START, events=(Commit(id="c", summary="Mend it", sha=sha),)
    )
    given = printed(Facts(session=session, project=Project(), as_of=START, observations=(look,)))
    assert given.judgement.listed == 1
    assert "claims: {total: 0, supported: 0," in given.text
    assert "listed-commits: 1}" in given.text
    assert [one.answer for one in read_again(given.text).verdicts] == ["supported"]

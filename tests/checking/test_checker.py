"""Many documents: two processes give what one gives, and a document that does not load takes no other with it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.checking import checker
from handoff.checking.checker import check_all
from handoff.checking.documents import Document, documents
from handoff.checking.request import Judged, Lost, Request
from handoff.errors import UsageError
from handoff.model.project import Project
from tests.cli.test_check import BARE, INVERTED, _session

WISHES = Request(as_of=datetime(2026, 1, 21, 18, 0, tzinfo=UTC))


@pytest.fixture
def many(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Forty sessions, every seventh broken, every third continuing the one before."""
    monkeypatch.chdir(project)
    for number in range(40):
        record = _session(project, f"2026-01-20-s{number:02}", INVERTED, BARE)
        text = record.read_text()
        if number % 3 == 2:
            record.write_text(text.replace("events:", f"previous: 2026-01-20-s{number - 1:02}\nevents:"))
        if number % 7 == 0:
            record.write_text(text.replace("kind: note", "kind: nte"))
    return documents([], project)


def test_two_processes_give_what_one_gives(many: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same results in the same order."""
    monkeypatch.setattr(checker, "_processors", lambda: 1)
    alone = list(check_all(many, WISHES))
    monkeypatch.setattr(checker, "_processors", lambda: 2)
    monkeypatch.setattr(checker, "PAYS", 1)
    assert list(check_all(many, WISHES)) == alone
    assert [isinstance(one, Lost) for one in alone] == [number % 7 == 0 for number in range(40)]


def test_few_documents_start_no_process(many: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting one costs more than forty small sessions."""
    monkeypatch.setattr(checker, "_on_two", None)
    assert len(list(check_all(many, WISHES))) == 40


def test_stopping_early_stops_the_processes(many: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller that wants no more gets its prompt back."""
    monkeypatch.setattr(checker, "_processors", lambda: 2)
    monkeypatch.setattr(checker, "PAYS", 1)
    results = check_all(many, WISHES)
    next(results)
    results.close()  # type: ignore[attr-defined]


def test_what_is_kept_of_a_document_is_what_reports_need(many: list[Document]) -> None:
    """Verdicts, findings, words and source stay; events, observations and links would only fill the memory."""
    judged = next(one for one in check_all(many[1:2], WISHES) if isinstance(one, Judged))
    one = judged.checked
    assert one is not None
    facts = one.judgement.facts
    assert facts.session.title == "Worker brought back"
    assert "The pipeline ran" in facts.source
    assert (facts.session.events, facts.observations, facts.linked, one.judgement.exhibits) == ((), (), (), ())
    assert one.judgement.case is None
    assert [verdict.answer for verdict in one.judgement.verdicts] == ["refuted", "unsupported"]


def test_a_wrong_rule_name_ends_the_check(many: list[Document]) -> None:
    """It is the command line that is wrong, not a document."""
    with pytest.raises(UsageError, match="no-such-rule"):
        list(check_all(many, Request(as_of=WISHES.as_of, select=("no-such-rule",))))


def test_documents_that_vanished_are_lost_one_by_one(tmp_path: Path) -> None:
    """A file that is gone by the time it is read is told, and the size of the rest is still counted."""
    gone = [Document(str(tmp_path / f"{number}.yaml"), "session", Project(root=str(tmp_path))) for number in range(2)]
    assert [one.exit_code for one in check_all(gone, WISHES) if isinstance(one, Lost)] == [3, 3]

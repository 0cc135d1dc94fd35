"""The package of formats: discovery, the schema, and what holds for every format."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import handoff.report
from handoff.report import Options, Unread, check_schema, formats, report
from tests.report.samples import AS_OF, CLEAN, FINDINGS, HOSTILE, checked, finding, verdict

PATH = "\x1b]0;owned\x07 \x9b31m\udc80\r\n,:%.md"  # a name that a file system can hold
HOSTILE_DOCUMENT = checked(
    (verdict("x", "refuted", 3, "over-claim", why=(HOSTILE,), help=HOSTILE, text=HOSTILE, subject=HOSTILE),),
    (finding("r", "error", 4, HOSTILE, hint=HOSTILE, subject=HOSTILE, waived=HOSTILE), finding("r", "error", 4, HOSTILE)),
    title=HOSTILE,
    source=HOSTILE * 3,
    path=PATH,
)


def test_the_formats_of_the_contract_are_there() -> None:
    """Text leads, because it is the default."""
    assert formats()[0] == "text"
    assert set(formats()) == {"text", "json", "sarif", "junit", "github", "gitlab"}


def test_dropping_a_file_in_adds_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module with one function is all that a new format needs."""
    (tmp_path / "tally.py").write_text(
        "def as_tally(checked, as_of, options):\n    return f'{len(checked)} at {as_of:%H:%M}\\n'\n"
    )
    monkeypatch.setattr(handoff.report, "__path__", [*handoff.report.__path__, str(tmp_path)])
    assert "tally" in formats()
    assert report("tally", [CLEAN], AS_OF) == "1 at 18:00\n"
    sys.modules.pop("handoff.report.tally")


def test_the_schema_is_a_schema() -> None:
    """What `handoff schema --of check` prints is valid JSON Schema, draft 2020-12."""
    Draft202012Validator.check_schema(json.loads(check_schema()))


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_that_a_terminal_acts_on_comes_out(format: str, colour: bool) -> None:
    """Escapes, bells, C1 controls and marks that reorder text in a record are spelled out in every format."""
    lost = Unread(path=PATH, problems=(HOSTILE,))
    text = report(format, [HOSTILE_DOCUMENT], AS_OF, Options(colour=colour, unread=(lost,)))
    for code in ("1", "2", "31", "32", "33", "35", "36"):
        text = text.replace(f"\x1b[{code}m", "").replace(f"\x1b[1;{code}m", "")
    text = text.replace("\x1b[0m", "")
    assert not set(text) & set("\x00\x07\x1b\r\x7f\x9b\u202e\ud800\udc80")
    text.encode("utf-8")


@pytest.mark.parametrize("format", formats())
def test_nothing_to_report_is_a_whole_report(format: str) -> None:
    """No document, and a document without claims and findings, are reported too."""
    for documents in ([], [checked((), ())]):
        assert report(format, documents, AS_OF).endswith("\n")


@pytest.mark.parametrize("format", formats())
def test_the_same_input_gives_the_same_bytes(format: str) -> None:
    """A report holds no clock and no order that changes."""
    assert report(format, [checked(), CLEAN], AS_OF) == report(format, [checked(), CLEAN], AS_OF)


@pytest.mark.parametrize("format", ["json", "gitlab", "sarif"])
@given(text=st.text())
@settings(max_examples=60)
def test_any_text_survives_in_json(format: str, text: str) -> None:
    """Whatever a record holds, the output is JSON; the contract's own format gives the very text back."""
    document = checked((verdict("x", "refuted", 3, text=text, why=(text,)),), (finding("r", "error", 1, text),))
    data = json.loads(report(format, [document], AS_OF))
    if format == "json":
        assert data["verdicts"][0]["text"] == text
        assert data["findings"][0]["message"] == text


def test_a_finding_speaks_for_the_verdict_that_it_tells() -> None:
    """Where places are few, a claim and the finding about it are shown once; a claim without a finding is shown."""
    for format in ("github", "gitlab"):
        text = report(format, [checked()], AS_OF)
        assert text.count("boxes are ticked") == 1
        assert "claim-unsupported" in text
        assert "claim-refuted" in report(format, [checked(findings=())], AS_OF)


def test_a_milder_finding_does_not_hide_a_refuted_claim() -> None:
    """A note about a claim is no substitute for the word that it is refuted."""
    mild = checked(findings=(finding("no-owner", "info", 31, "no owner", subject="all-done"),))
    assert "claim-refuted" in report("gitlab", [mild], AS_OF)


def test_waived_findings_are_left_to_the_formats_that_can_say_so() -> None:
    """Annotations and code quality entries have no word for waived; JSON, SARIF, JUnit and text say who waived it."""
    for format in formats():
        text = report(format, [checked()], AS_OF)
        assert ("the source is like this" in text) == (format not in ("github", "gitlab")), format
    assert any(one.waived for one in FINDINGS)


@pytest.mark.parametrize("format", ["github", "junit", "gitlab", "sarif", "text"])
def test_advice_is_one_sentence(format: str) -> None:
    """The blanks that part a command from the remark behind it are no matter of a report."""
    advised = verdict("a", "unsupported", 20, "no-evidence", help="handoff run -- call   (when the cause is gone)")
    assert "   (when" not in report(format, [checked((advised,), ())], AS_OF)

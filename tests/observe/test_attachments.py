"""Files as evidence: what they say, and what they only seem to say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from handoff.errors import BadInput
from handoff.observe.attachments import Attachment, read_attachment

SHA = "3f2a9c1d0b4e5f60718293a4b5c6d7e8f9012345"


def _json(document: Any) -> bytes:
    return json.dumps(document).encode()


def _sarif(results: Any = None, **run: Any) -> bytes:
    tool = {"driver": {"name": "linter"}}
    return _json({"version": "2.1.0", "runs": [{"tool": tool, "results": [] if results is None else results, **run}]})


def _result(level: str | None = "error", **more: Any) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": "a.py"}, "region": {"startLine": 7}}}
    made = {"ruleId": "R1", "message": {"text": "bad"}, "locations": [place], **more}
    return made if level is None else {**made, "level": level}


def test_a_test_report() -> None:
    """Counts, what failed, and when it says that it was made; a wall time without offset says nothing."""
    cases = "".join(f"<testcase name='t{number}'><failure message='no'/></testcase>" for number in range(25))
    found = read_attachment(
        f"<testsuite timestamp='2026-01-20T16:40:00Z'><testcase name='ok'/>{cases}</testsuite>".encode(), "r.xml"
    )
    assert (found.sort, found.via, found.level, found.outcome) == ("junit", "test-run", "tests-passed", "failed")
    assert (found.passed, found.total, found.observed) == (1, 26, datetime(2026, 1, 20, 16, 40, tzinfo=UTC))
    assert found.output.splitlines()[:2] == ["1 passed, 25 failed, 0 errors, 0 skipped", "failure: t0: no"]
    assert found.output.endswith("… and 5 more")
    empty = read_attachment(b"<testsuite timestamp='2026-01-20T16:40:00'/>", "r.xml")
    assert (empty.outcome, empty.observed) == ("unclear", None)
    assert read_attachment(b"<testsuite><testcase/></testsuite>", "r").outcome == "passed"
    assert read_attachment(b"<testsuite><testcase name='e'><error/></testcase></testsuite>", "r").output.endswith("error: e")


def test_a_health_body() -> None:
    """Status, checks, service and release; the oldest check is as old as the whole. Concerns are no clear answer."""
    checks = {
        "db:responseTime": [
            {"status": "pass", "time": "2026-01-20T16:40:00Z"},
            {"status": "warn", "time": "2026-01-20T16:39:00Z"},
        ],
        "disk": {"output": "full"},
        "odd": [3],
    }
    found = read_attachment(_json({"status": "PASS", "serviceId": "portal", "releaseId": "r7", "checks": checks}), "h.json")
    assert (found.sort, found.via, found.level, found.outcome) == ("health", "http", "ready", "passed")
    assert (found.subject, found.revision) == ("portal", "r7")
    assert found.observed == datetime(2026, 1, 20, 16, 39, tzinfo=UTC)
    assert found.output.splitlines()[1:] == ["db:responseTime: pass", "db:responseTime: warn", "disk: no status: full"]
    for status, outcome in (("warn", "unclear"), ("fail", "failed"), ("down", "failed"), ("up", "passed")):
        assert read_attachment(_json({"status": status, "output": "x"}), "h").outcome == outcome
    assert read_attachment(_json({"status": "ok"}), "h", "health").summary == "Health of h: ok"
    with pytest.raises(BadInput, match="which health\\+json does not know"):
        read_attachment(_json({"status": "fine"}), "h.json", "health")


def test_a_report_of_findings() -> None:
    """Errors and warnings count, notes and suppressed ones do not; a run that did not look has found nothing out."""
    assert read_attachment(_sarif(), "s").outcome == "passed"
    notes = [_result("note"), _result("none"), _result(suppressions=[{"kind": "inSource"}])]
    assert read_attachment(_sarif(notes), "s").outcome == "passed"
    found = read_attachment(_sarif([_result(), _result(None)]), "s.sarif")
    assert (found.sort, found.via, found.level, found.outcome) == ("sarif", "command", None, "failed")
    assert found.summary == "Report of linter: 2 findings"
    assert found.output.splitlines()[1:] == ["error: R1: a.py:7: bad", "warning: R1: a.py:7: bad"]
    assert read_attachment(_sarif([_result(locations=[])] * 25), "s").output.endswith("… and 5 more")
    alone = {"physicalLocation": {"artifactLocation": {"uri": "a.py"}}}
    assert "error: R1: a.py: bad" in read_attachment(_sarif([_result(locations=[alone])]), "s").output
    broken = [{"executionSuccessful": False, "endTimeUtc": "2026-01-20T16:40:00Z"}]
    found = read_attachment(_sarif(invocations=broken, versionControlProvenance=[{"revisionId": SHA.upper()}]), "s")
    assert (found.outcome, found.commit) == ("unclear", SHA)
    assert found.observed == datetime(2026, 1, 20, 16, 40, tzinfo=UTC)
    assert read_attachment(_json({"version": "2.1.0", "runs": [{"tool": {}}]}), "s").outcome == "unclear"
    assert read_attachment(_sarif(versionControlProvenance=[{"revisionId": "main"}]), "s").commit is None
    with pytest.raises(BadInput, match="holds no runs"):
        read_attachment(_json({"version": "2.1.0", "runs": []}), "s")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"just text", "notes.md", Attachment("file", ".md", "file", "File notes.md", output="just text")),
        (b"\x89PNG\0", "a/b.PNG", Attachment("file", ".png", "screenshot", "File a/b.PNG")),
        (b'{"a": 1}', "x.json", Attachment("file", ".json", "file", "File x.json", output='{"a": 1}')),
        (b'{"status": "ok"}', "x.json", Attachment("file", ".json", "file", "File x.json", output='{"status": "ok"}')),
        (b"{broken", ".hidden", Attachment("file", ".txt", "file", "File .hidden", output="{broken")),
        (b"\xff", "x.very-long", Attachment("file", ".txt", "file", "File x.very-long")),
    ],
)
def test_any_other_file(data: bytes, name: str, expected: Attachment) -> None:
    """It is kept as it is and claims nothing."""
    assert read_attachment(data, name) == expected


@pytest.mark.parametrize(
    ("data", "sort", "why"),
    [
        (b"{broken", "sarif", "not JSON"),
        (b"text", "health", "is no JSON object"),
        (b"text", "junit", "is no XML"),
        (b'{"a": 1, "a": 2}', "health", "twice"),
    ],
)
def test_a_file_that_is_not_what_it_is_said_to_be(data: bytes, sort: Any, why: str) -> None:
    """One line with the file's name."""
    with pytest.raises(BadInput, match=f"^f: .*{why}|^f:1:1: {why}"):
        read_attachment(data, "f", sort)

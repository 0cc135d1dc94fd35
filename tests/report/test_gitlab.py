"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import Any

from handoff.model.judgement import Checked
from handoff.report import Options, report
from tests.report.samples import AS_OF, CLEAN, PATH, checked, finding


def _entries(documents: list[Checked]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(report("gitlab", documents, AS_OF, Options(root="/repo", here="/repo")))
    for entry in entries:
        # The whole of what docs.gitlab.com, "Code Quality report format", asks for.
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert entry["location"]["lines"]["begin"] >= 1
    return entries


def test_entries_are_what_gitlab_reads() -> None:
    """Gravest first; levels become severities; a refuted claim is critical."""
    assert [(entry["check_name"], entry["severity"]) for entry in _entries([checked(path=f"./{PATH}")])] == [
        ("over-claim", "critical"),
        ("claim-unsupported", "minor"),
        ("irrelevant-level", "minor"),
        ("unpinned-revision", "minor"),
        ("no-owner", "info"),
    ]
    assert _entries([checked(findings=())])[0]["severity"] == "critical"


def test_nothing_wrong_is_an_empty_array() -> None:
    """GitLab wants an array, also an empty one."""
    assert report("gitlab", [CLEAN], AS_OF) == "[]\n"


def test_no_two_entries_share_a_fingerprint() -> None:
    """GitLab shows one entry a fingerprint: documents of the same name keep theirs apart."""
    same = checked((), (finding("r", "error", 1, "x"), finding("r", "error", 2, "x")))
    names = [entry["fingerprint"] for entry in _entries([same, same])]
    assert len(set(names)) == 4

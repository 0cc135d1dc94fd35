"""Fingerprints name a finding for platforms and baselines."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handoff.model.finding import Finding, fingerprint, fingerprinted
from handoff.model.place import Place


def _finding(
    message: str, line: int = 1, rule: str = "stale", subject: str = "worker", path: str = "a/session.yaml"
) -> Finding:
    return Finding(rule=rule, level="warning", message=message, subject=subject, place=Place(path, line, 1))


def _names(*findings: Finding, path: str | None = None) -> list[str]:
    return [one.fingerprint for one in fingerprinted(findings, path)]


def test_a_fingerprint_stays_when_lines_move() -> None:
    """Fifty lines inserted above, and a message that names its own line, change nothing."""
    before = _names(_finding("see line 41", 41), _finding("see line 60", 60), _finding("other", 70))
    after = _names(_finding("see line 91", 91), _finding("see line 110", 110), _finding("other", 120))
    assert before == after
    assert len(set(before)) == 3


def test_equal_findings_are_told_apart_by_their_order_in_the_file() -> None:
    """The first of two equal remarks keeps its name whatever order the rules yield them in."""
    first, second = _finding("same", 10), _finding("same", 20)
    assert _names(first, second) == list(reversed(_names(second, first)))
    assert len(set(_names(first, second))) == 2


def test_rule_path_subject_and_words_make_the_name() -> None:
    """Changing any of them changes the fingerprint."""
    base = _finding("same")
    others = [
        replace(base, rule="weak"),
        replace(base, subject="portal"),
        replace(base, message="else"),
        _finding("same", path="b"),
    ]
    names = [_names(one)[0] for one in [base, *others]]
    assert len(set(names)) == len(names)


def test_the_name_of_the_document_replaces_the_path_as_given() -> None:
    """A check from another folder, with another relative path, gives the same fingerprint."""
    assert _names(_finding("x", path="sessions/s/session.yaml"), path="s") == _names(
        _finding("x", path="../s/session.yaml"), path="s"
    )


@given(st.text(), st.text(), st.text(), st.text(), st.integers(1, 5))
def test_any_text_has_a_fingerprint(rule: str, path: str, subject: str, message: str, ordinal: int) -> None:
    """Hostile text too, lone surrogates among it: 32 hexadecimal digits, the same every time."""
    name = fingerprint(rule, path, subject, message, ordinal)
    assert name == fingerprint(rule, path, subject, f"  {message}\n", ordinal)
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")


def test_everything_else_of_a_finding_stays() -> None:
    """Fingerprinting names the document and touches nothing else."""
    one = _finding("x")
    assert replace(fingerprinted([one])[0], document="") == one

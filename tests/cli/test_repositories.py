"""Sessions that lie in another repository of the project continue, cite and correct those of this one."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CONFIGURATION, Handoff

AS_OF = ("--as-of", "2026-01-24T18:00Z")
CLAIM = """\
format: 1
id: 2026-01-20-here
title: Here
timezone: UTC
started: 2026-01-20T09:00Z
ended: 2026-01-20T18:00Z
events:
  - {id: call, kind: evidence, at: 12:00, via: command, level: functional, subject: worker, asked: go, output: ok, summary: C}
  - {id: works, kind: claim, at: 12:05, subject: worker, predicate: functional, evidence: [call], summary: Worker works}
"""
AGAIN = """\
format: 1
id: 2026-01-23-again
title: Again
timezone: UTC
started: 2026-01-23T09:00Z
ended: 2026-01-23T18:00Z
previous: 2026-01-20-here
events:
  - {id: still, kind: claim, at: 10:00, subject: Prediction worker, predicate: functional, summary: Worker still works}
"""
CORRECTION = """\
format: 1
id: 2026-01-21-there
title: There
timezone: UTC
started: 2026-01-21T09:00Z
ended: 2026-01-21T18:00Z
events:
  - {id: log, kind: evidence, at: 09:10, via: log, subject: worker, output: refused, summary: Log}
  - {id: no, kind: correction, at: 09:15, corrects: 2026-01-20-here#works, is: it refuses, evidence: [log], summary: It did not}
"""


def _put(root: Path, text: str) -> Path:
    folder = root / "sessions" / text.split("\n")[1].removeprefix("id: ")
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(text)
    return folder


def test_a_correction_in_another_repository_reaches_the_claim(project: Path, handoff: Handoff) -> None:
    """The claim is refuted with the correction's place, in the check and in the document; what was kept is not used."""
    (project / "handoff.toml").write_text(f'{CONFIGURATION}\n[[repositories]]\nid = "other"\npath = "../other"\n')
    _put(project, CLAIM)
    assert "supported      worker: functional" in handoff("check", *AS_OF).out
    handoff("render", "2026-01-20-here")
    folder = _put(project.parent / "other", CORRECTION)
    ran = handoff("check", *AS_OF)
    assert ran.code == 1
    assert "REFUTED        worker: functional  [later-refuted]" in ran.out
    assert "corrected by 2026-01-21-there#no: it refuses" in ran.out
    assert "2026-01-21-there" not in handoff("list").out
    assert handoff("render", "2026-01-20-here", "--check").code == 1
    (folder / "session.yaml").write_text(CORRECTION.replace(", evidence: [log]", ""))
    assert "INCONCLUSIVE   worker: functional  [disputed]" in handoff("check", *AS_OF).out


def test_what_was_corrected_there_and_is_said_again_here_is_told(project: Path, handoff: Handoff) -> None:
    """A restatement under another name of the service, one session later, names the correction."""
    (project / "handoff.toml").write_text(f'{CONFIGURATION}\n[[repositories]]\nid = "other"\npath = "../other"\n')
    _put(project.parent / "other", CLAIM)
    _put(project.parent / "other", CORRECTION)
    _put(project, AGAIN)
    told = handoff("check", *AS_OF).out
    assert "the same was claimed in 2026-01-20-here#works and corrected by 2026-01-21-there#no" in told


def test_of_two_sessions_with_one_id_the_own_one_is_meant(project: Path, handoff: Handoff) -> None:
    """A repository that is not there, and one that holds the same session, change nothing."""
    repositories = '[[repositories]]\nid = "other"\npath = "../other"\n[[repositories]]\nid = "gone"\npath = "../gone"\n'
    (project / "handoff.toml").write_text(f"{CONFIGURATION}\n{repositories}")
    _put(project, CLAIM)
    _put(project.parent / "other", CLAIM.replace("output: ok", "exit: 1, output: refused"))
    assert "supported      worker: functional" in handoff("check", *AS_OF).out

"""Evidence as the judge sees it, made from what people quoted and from what the tool saw."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from contextlib import suppress

from handoff.model.build import commit_told
from handoff.model.claim import Exhibit
from handoff.model.events import Event, Evidence
from handoff.model.expression import expression
from handoff.model.observation import AnyObservation, CiSeen, CommitSeen, Observation, ProbeSeen, RunSeen
from handoff.model.predicates import Level
from handoff.model.program import PRINTED, program_of, unheard
from handoff.model.project import Strength
from handoff.verdicts.levels import level_of
from handoff.verdicts.polarity import passed


def from_evidence(event: Evidence, prose: bool) -> Exhibit:
    """A piece of quoted evidence.

    `prose`: it was read out of a Markdown document, whose reader already told quotations from mere statements.
    """
    return Exhibit(
        id=event.id,
        subject=event.subject,
        level=level_of(event),
        strength=_strength(event, prose),
        passed=passed(event),
        at=event.when,
        check=_check(event.via, event.asked),
        text=event.output or event.summary,
        revision=event.revision,
        commit=event.commit,
        digest=event.digest,
        environment=event.environment,
        window=event.window,
        population=event.population,
        value=event.value,
        explanation=event.explanation,
        could_not=_shows_nothing(event),
        source=event,
        place=event.place,
    )


def _strength(event: Evidence, prose: bool) -> Strength:
    """Principle 6: with a digest of what is kept it is an imported record, with output a quotation, else a statement.

    A digest of something that nobody holds can be held against nothing, so it makes what was typed no better.
    """
    if event.via == "statement":
        return "statement"
    if event.digest and event.file:
        return "imported"
    return "quoted" if event.output or prose else "statement"


def _check(via: str | None, asked: str | None) -> str:
    """What was asked, written alike for the same question; a command is its words, however they were quoted for the shell."""
    if not asked:
        return ""
    words = asked.split()
    if via == "command" and any(mark in asked for mark in "'\"\\"):
        with suppress(ValueError):
            words = shlex.split(asked)
    return " ".join(words if via is None else (via, *words))


def from_observation(look: AnyObservation) -> Exhibit | None:
    """A piece of evidence that the tool took itself; None for looks that only inform (ancestry, repositories, serving)."""
    match look:
        case ProbeSeen():
            return Exhibit(
                id=look.id,
                subject=look.service,
                level=look.level,
                strength="observed",
                passed={"passed": True, "failed": False, "unclear": None}[look.outcome],
                at=look.at,
                check=f"probe {look.service}/{look.probe}",
                text="; ".join(look.asserted) or look.output or look.asked,
                revision=look.revision,
                commit=look.commit,
                digest=look.digest,
                window=look.window,
                population=look.population,
                value=look.value,
                could_not=look.could_not or (_unclear(look) if look.outcome == "unclear" else None),
                source=look,
            )
        case RunSeen():
            return Exhibit(
                id=look.id,
                subject=look.subject,
                level=_run_level(look),
                strength="observed",
                passed=_run_passed(look),
                at=look.at,
                check=f"command {' '.join(look.argv)}",
                text=look.output or " ".join(look.argv),
                commit=_run_commit(look),
                digest=look.digest,
                could_not=look.could_not or _shows_nothing(look),
                source=look,
            )
        case CiSeen():
            return Exhibit(
                id=look.id,
                subject=None,
                level="tests-passed",
                strength="reperformed" if look.commit else "observed",
                passed=look.succeeded if look.completed and not look.skipped else None,
                at=look.finished or look.at,
                check=f"ci {look.repo}/{look.run}",
                text=f"CI run {look.run}",
                commit=look.commit,
                could_not=look.could_not or _ci_unclear(look),
                source=look,
            )
        case CommitSeen():
            level: Level = "merged" if look.on_default or look.equivalent_on_default else "committed"
            return Exhibit(
                id=look.id,
                subject=look.sha or look.asked,
                level=level,
                strength="observed",
                passed=look.exists,
                at=look.at,
                check=f"git {look.repo} {look.asked}",
                text=look.subject or look.asked,
                commit=look.sha,
                could_not=look.could_not if look.exists is None else None,
                source=look,
            )
    return None


def _unclear(look: ProbeSeen) -> str:
    return "; ".join(look.asserted) or f"{look.asked} gave no clear answer"


# What a shell reads as more than one command with its words.
_SHELL = expression(r"[|&;<>$`\n]")


def cannot_fail(exhibit: Exhibit) -> bool:
    """Whether evidence is a command that comes out the same whatever the world is like."""
    return _shows_nothing(exhibit.source) is not None


def _command(source: Event | Observation | None) -> Sequence[str]:
    """The words of a command that was run or quoted; nothing for any other look, nor for what a shell takes apart."""
    if isinstance(source, RunSeen):
        return source.argv
    quoted = source.asked if isinstance(source, Evidence) and source.via == "command" else None
    return quoted.split() if quoted and not _SHELL.search(quoted) else ()


def _shows_nothing(source: Event | Observation | None) -> str | None:
    """Why a command shows nothing by how it ended; None for one that may, and for what its output tells."""
    run = source if isinstance(source, RunSeen) else None
    read = run is not None and (run.tests is not None or run.level in PRINTED)
    told = unheard(_command(source), run.exit if run is not None else None, read)
    return f"{told}, so it shows nothing" if told else None


_FAILING = expression(r"-[A-Za-z]*f[A-Za-z]*|--fail(?:-with-body)?")
_SENDING = expression(r"-[A-Za-z]*[dFTX].*|--(?:data|form|json|upload-file|request)\b.*")
_HEALTH_PAGE = expression(r"[^?#]*/(?:health\w*|live\w*|ready\w*|ping|alive|heartbeat|_?status|up)/?(?:[?#].*)?", re.IGNORECASE)
_WORKING = ("ready", "functional", "outcome")


def _run_level(look: RunSeen) -> Level | None:
    """What a command shows at most: `curl` that takes any answer for a success, or asks a health page, shows an answer only."""
    level: Level | None = look.level or ("tests-passed" if look.tests else None)
    if level not in _WORKING or program_of(look.argv) != "curl":
        return level
    words = look.argv[1:]
    if not any(_FAILING.fullmatch(word) for word in words):
        return "live"
    asked = any(_HEALTH_PAGE.fullmatch(word) for word in words) and not any(_SENDING.fullmatch(word) for word in words)
    return "live" if asked and level != "ready" else level


def _run_commit(look: RunSeen) -> str | None:
    """The commit that a run is about: of its work tree, or, where it was asked what runs elsewhere, the one that it printed."""
    if look.level in PRINTED:
        return commit_told(look.output or "")
    return None if look.dirty else look.commit


def _run_passed(look: RunSeen) -> bool | None:
    if look.exit is None:
        return False
    if look.tests is not None and (look.tests.failed or look.tests.errors):
        return False
    return look.exit == 0


def _ci_unclear(look: CiSeen) -> str | None:
    if not look.completed:
        return f"CI run {look.run} is not completed"
    if look.skipped:
        return f"CI run {look.run} skipped {', '.join(look.skipped)}"
    return None

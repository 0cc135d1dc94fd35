"""The cheapest thing that would support a claim, as a command where there is one."""

from __future__ import annotations

import shlex

from handoff.model.claim import Verdict
from handoff.model.events import Evidence
from handoff.verdicts.case import COLLECTION, Case
from handoff.verdicts.levels import shows
from handoff.verdicts.reasons import REASONS

_LOOK = {
    "live": "-- curl -fsS URL",
    "ready": "-- curl -fsS URL   (a readiness page that asks its dependencies)",
    "functional": "-- COMMAND   (one that calls the capability and fails when the result is wrong)",
    "outcome": "-- COMMAND   (one that reads the effect where users read it)",
    "tests-passed": "-- COMMAND   (the test run)",
}


def advice(case: Case, verdict: Verdict) -> str:
    """What would support the claim; empty when it is supported."""
    if verdict.answer in ("supported", "not-applicable"):
        return ""
    reasons, claim = set(verdict.reasons), verdict.claim
    if case.facts.session.origin == "markdown":
        return _written_evidence(claim.predicate)
    if reasons & {
        "later-refuted",
        "inverted-range",
        "over-claim",
        "open-items",
        "arithmetic",
        "stats-mismatch",
        "subject-mismatch",
        "vacuous",
    }:
        return REASONS[verdict.reasons[0]].remedy
    if reasons & {"time-mismatch", "unbound", "dangling", "circular", "unknown-commit"}:
        return REASONS[verdict.reasons[0]].remedy
    if claim.predicate in ("committed", "merged"):
        return "handoff observe"
    if claim.predicate == "value":
        return "handoff observe" if "could-not-look" in reasons else REASONS["unbound"].remedy
    if claim.predicate in ("deployed", "serving"):
        return _serving_advice(case, verdict)
    if claim.predicate == "absent":
        return (
            f"handoff event evidence SUMMARY --via log --subject {claim.subject} --asked QUERY --output TEXT "
            f"--window START/END --population N   (a window after the last change, with traffic in it)"
        )
    if claim.predicate == "fixed":
        return _fixed_advice(case, verdict)
    subject = claim.subject
    if claim.predicate == "all-of" or subject == COLLECTION:
        level = claim.each or claim.predicate
        each = ", ".join(case.inventory)
        return f"for each of {each}: handoff run --about SERVICE --level {level} {_LOOK.get(level, '-- COMMAND')}"
    if (service := case.facts.project.service(subject)) and any(
        shows(probe.get("level"), claim.predicate) for probe in service.probes
    ):
        return "handoff observe --live"
    level = claim.predicate if claim.predicate in _LOOK else "functional"
    look = (
        _LOOK[level].replace("URL", service.url)
        if (service := case.facts.project.service(subject)) and service.url
        else _LOOK[level]
    )
    return f"handoff run --about {shlex.quote(subject)} --level {level} {_again(case, verdict) or look}"


def _again(case: Case, verdict: Verdict) -> str:
    """The command that was cited, to be run again under the tool's eyes; only where its level is not the trouble."""
    if set(verdict.reasons) & {"irrelevant-level", "not-discriminating"}:
        return ""
    for id in verdict.evidence:
        event = case.events.get(id)
        if isinstance(event, Evidence) and event.via == "command" and event.asked:
            return f"-- {event.asked}"
    return ""


def _serving_advice(case: Case, verdict: Verdict) -> str:
    claim = verdict.claim
    if "unknown-revision" in verdict.reasons:
        return f"name the revision of {claim.subject} that the platform shows, with its commit or digest"
    if case.project_has_platform(claim.subject):
        return "handoff observe --live"
    declared = case.facts.project.service(claim.subject) is not None
    return (
        f"handoff event evidence SUMMARY --via platform --subject {shlex.quote(claim.subject)} --level {claim.predicate} "
        f"--asked COMMAND --output TEXT   (what the platform prints of the revision that serves)"
        + (f", or declare the platform of {claim.subject} in handoff.toml" if declared else "")
    )


def _fixed_advice(case: Case, verdict: Verdict) -> str:
    claim, reasons = verdict.claim, set(verdict.reasons)
    services = [case.canonical(name) for bug in case.bugs_of(claim) for name in bug.services]
    about = shlex.quote(services[0] if services else claim.subject)
    parts = []
    if "not-in-source-control" in reasons:
        parts.append("name the commits of the fix, or describe it under out_of_git with its undo")
    if "unknown-revision" in reasons:
        parts.append(f"add the commit or digest to the deployment of {about}")
    if reasons - {"not-in-source-control", "unknown-revision", "could-not-look"}:
        parts.append(f"handoff run --about {about} --level functional -- COMMAND   (the one that failed while it was broken)")
    elif "could-not-look" in reasons:
        parts.append("handoff observe")
    return "; then ".join(parts)


def _written_evidence(predicate: str) -> str:
    return {
        "committed": "name the commit",
        "merged": "name the commit or the pull request",
        "fixed": "name the commit, and show the failing case passing",
        "deployed": "name the revision, build or image that was rolled out",
        "serving": "show which revision the platform serves",
        "live": "show the request and the status that came back",
        "ready": "show the readiness check and what it said",
        "functional": "show a call of the capability and its result",
        "outcome": "show the effect where users see it: a query and its result",
        "tests-passed": "show the command and the counts that it printed",
        "absent": "show the query, its window and its result",
        "complete": "show a count that a reader can repeat, or name the open items",
    }.get(predicate, "show what was run and what came back")

"""Principle 9: when is something fixed? The check that failed passes now, on a revision that contains the fix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Deployment, Fix, NextStep
from handoff.model.observation import Share
from handoff.verdicts.case import Case
from handoff.verdicts.identity import unpinned
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.weighing import weigh


def judge_fixed(case: Case, claim: Claim) -> Verdict:
    """The verdict on `fixed`, and on `resolved` of a bug."""
    weighed = weigh(case, claim, further=lambda exhibit: _was_red(case, exhibit), shown=lambda _: True)
    ruling = Ruling.after(weighed)
    for fix in _fixes_or_none(case, claim):
        _in_source_control(case, claim, fix, ruling)
    _delivered(case, claim, ruling)
    if weighed.answer == "supported" and not ruling.reasons:
        return weighed
    services = {case.canonical(name) for bug in case.bugs_of(claim) for name in bug.services}
    steps = sorted({item.id for name in services for item in case.open_by_service.get(name, ()) if isinstance(item, NextStep)})
    ruling.add(f"still open on the same services: {', '.join(steps)}" if steps else "")
    if weighed.answer == "refuted" or ruling.reasons & {"fix-not-contained", "unknown-commit"}:
        return ruling.settle("refuted")
    return ruling.settle("unsupported" if weighed.answer == "unsupported" else "inconclusive")


def _was_red(case: Case, green: Exhibit) -> Iterable[tuple[str, str]]:
    """The same check must have failed before: otherwise nobody knows that it can fail."""
    history = case.history(green)
    if history is None or not history.failed_before(green):
        yield "not-reproduced", f"{green.id}: this check is not shown failing before the fix"


def _fixes(case: Case, claim: Claim) -> list[Fix]:
    subject = case.events.get(claim.subject)
    if isinstance(subject, Fix):
        return [subject]
    return [fix for bug in case.bugs_of(claim) for fix in case.fixes_by_bug.get(bug.id, ())]


def _fixes_or_none(case: Case, claim: Claim) -> Sequence[Fix | None]:
    """The fixes behind a claim; one None when the record has no fix, so that what is missing is still said."""
    return _fixes(case, claim) or [None]


def _commits(claim: Claim, fix: Fix | None) -> tuple[str, ...]:
    return fix.commits if fix is not None and fix.commits else (claim.commit,) if claim.commit else ()


def _in_source_control(case: Case, claim: Claim, fix: Fix | None, ruling: Ruling) -> None:
    commits = _commits(claim, fix)
    if not commits and (fix is None or fix.out_of_git is None):
        ruling.hold("not-in-source-control", "no commit holds the fix, and the record does not say that it lives outside git")
    for sha in commits:
        look = case.commit(sha)
        if look is None:
            ruling.hold("could-not-look", f"git was not asked for {sha}: run `handoff observe`")
        elif look.exists is False:
            ruling.hold("unknown-commit", f"{look.repo} does not have {sha}", look.id)
        elif look.exists is None:
            ruling.hold("could-not-look", look.could_not or f"git could not tell whether it has {sha}", look.id)
        elif not (look.branches or look.on_default or look.on_remote or look.equivalents):
            ruling.hold("not-in-source-control", f"{sha} is on no branch: nothing keeps it", look.id)


def _delivered(case: Case, claim: Claim, ruling: Ruling) -> None:
    """Every service that the bug hits must run a commit that contains the fix."""
    commits = [sha for fix in _fixes_or_none(case, claim) for sha in _commits(claim, fix)]
    for service in sorted({case.canonical(name) for bug in case.bugs_of(claim) for name in bug.services}):
        running = _running(case, service)
        if running is None:
            if commits and service in case.inventory:
                ruling.hold("unknown-revision", f"nothing says which commit {service} runs")
        elif running.commit is not None:
            for sha in commits:
                _contained(case, service, running.commit, sha, ruling)
        elif running.digest is None:
            name = running.revision or "without a revision"
            if commits or unpinned(name):
                ruling.hold("unknown-revision", f"nothing says which commit {service} {name} was built from")


def _contained(case: Case, service: str, running: str, sha: str, ruling: Ruling) -> None:
    contained = case.contains(running, sha)
    if contained is False:
        ruling.hold("fix-not-contained", f"{service} runs {running[:12]}, which does not contain {sha[:12]}")
    elif contained is None:
        ruling.hold("could-not-look", f"nobody could tell whether {running[:12]} of {service} contains {sha[:12]}")


def _running(case: Case, service: str) -> Share | Deployment | None:
    """What a service runs: the platform's word before the record's."""
    made = case.deployments.get(service)
    return case.served(service) or (made[-1] if made else None)

"""Principle 9: when is something fixed? The check that failed passes now, on a revision that contains the fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Bug, Deployment, Fix, NextStep
from handoff.model.observation import Share
from handoff.model.times import written
from handoff.verdicts.case import Case
from handoff.verdicts.identity import same_commit, unpinned
from handoff.verdicts.recovery import mended
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.running import Sighting, ran_at, seen_running
from handoff.verdicts.strength import least_for
from handoff.verdicts.times import clock_text
from handoff.verdicts.weighing import weigh

# What bears no name at all pins nothing either.
_NAMELESS = "none"
# How many looks a sentence names.
_FEW = 3


def as_fixed(case: Case, claim: Claim) -> Claim | None:
    """What is said where a bug is closed, complete or resolved: that it is fixed. None for a claim that says anything else."""
    if claim.predicate == "fixed":
        return claim
    of_bug = claim.predicate in ("complete", "resolved") and isinstance(case.event(claim.subject), Bug)
    return replace(claim, predicate="fixed") if of_bug else None


def judge_fixed(case: Case, claim: Claim) -> Verdict:
    """The verdict on `fixed`."""
    ruling, never_red = Ruling(claim), list[Exhibit]()

    def further(green: Exhibit) -> Iterable[tuple[str, str]]:
        if not _was_red(case, claim, green):
            never_red.append(green)
            yield "not-reproduced", ""  # one sentence tells of all of them
        yield from _defects_of(case, claim, green)

    weighed = weigh(case, claim, further=further, shown=lambda _: True, ruling=ruling)
    if weighed.answer != "supported":
        _tell_never_red(claim, never_red, ruling)
    if "#" in claim.subject and case.event(claim.subject) is None:
        ruling.hold("could-not-look", f"{claim.subject} is not at hand: nobody can tell which commits and services it has")
    for fix in _fixes_or_none(case, claim):
        _in_source_control(case, claim, fix, ruling)
    _delivered(case, claim, ruling)
    if weighed.answer == "supported" and not ruling.reasons:
        return ruling.settle("supported", *weighed.why)
    steps = sorted(
        {
            item.id
            for name in _services(case, claim)
            for item in case.open_by_service.get(name, ())
            if isinstance(item, NextStep)
        }
    )
    ruling.add(f"still open on the same services: {', '.join(steps)}" if steps else "")
    if weighed.answer == "refuted" or ruling.reasons & {"fix-not-contained", "unknown-commit"}:
        return ruling.settle("refuted")
    return ruling.settle("unsupported" if weighed.answer == "unsupported" else "inconclusive")


def _defects_of(case: Case, claim: Claim, green: Exhibit) -> Iterable[tuple[str, str]]:
    yield from _ran_already(case, claim, green)
    yield from _passed_before_it_ran(case, claim, green)
    if case.goes_on(claim):
        yield from _known_before(case, claim, green)


def _was_red(case: Case, claim: Claim, green: Exhibit) -> bool:
    """The same check must have failed before: otherwise nobody knows that it can fail."""
    history = case.history(green)
    return (history is not None and history.failed_before(green)) or case.failed_elsewhere_before(claim, green)


def _tell_never_red(claim: Claim, looks: Sequence[Exhibit], ruling: Ruling) -> None:
    """Of looks that were never red one sentence; those that ask what serves were taken for something else."""
    checks = [one.id for one in looks if one.id in claim.evidence or one.level not in ("deployed", "serving")]
    named = sorted(checks, key=lambda name: (name not in claim.evidence, name))
    if len(named) == 1:
        ruling.hold("not-reproduced", f"{named[0]}: this check is not shown failing before the fix")
    elif named:
        more = f" and {len(named) - _FEW} more" if len(named) > _FEW else ""
        told = f"{', '.join(named[:_FEW])}{more}: none of these checks is shown failing before the fix"
        ruling.hold("not-reproduced", told)
    elif looks and ruling.reasons == {"not-reproduced"}:
        ruling.hold("not-reproduced", "no check is shown that failed before the fix and passes now")


def _known_before(case: Case, claim: Claim, green: Exhibit) -> Iterable[tuple[str, str]]:
    """Principles 4 and 8 over the sessions that had the bug before: to begin a new one makes no look better."""
    broken = [begun for bug in case.bugs_of(claim) if (begun := bug.started or bug.detected or bug.at) is not None]
    for one in case.before:
        session, history = one.facts.session.id, one.history(green)
        changed = one.last_change(case.names_in(session, claim))
        if changed is None:
            continue
        if green.at is not None and green.at < changed:
            yield "predates-change", f"{green.id} is older than the last change in {session}, at {written(changed)}"
        ended = mended(one, green, case.names_in(session, claim), min(broken)) if broken else None
        passed = history.passed_between(min(broken), ended) if history is not None and ended else None
        if passed is not None:
            told = f"the same check also passed at {written(passed)} in {session}, while it was broken"
            yield "not-discriminating", f"{green.id}: {told}"


def _fixes_or_none(case: Case, claim: Claim) -> Sequence[Fix | None]:
    """The fixes behind a claim; one None when the record has no fix, so that what is missing is still said."""
    return case.fixes_of(claim) or [None]


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
    for _, one in deliveries(case, claim):
        ruling.take(one)


def deliveries(case: Case, claim: Claim) -> Iterator[tuple[str, Ruling]]:
    """What holds against each service that has to run the fix.

    Every service that the bug hits must be seen to run a commit that contains the fix; that it does so is not for its author
    to say. One that is built from other folders than a commit changes need not run that commit.
    """
    commits = _all_commits(case, claim)
    services = _services(case, claim)
    behind = case.before if case.goes_on(claim) else ()
    for service in services:
        wanted = _wanted(case, claim, service, services)
        if commits and not wanted:
            continue
        ruling = Ruling(claim)
        made = [one for there in (*behind, case) for one in there.deployments.get(service, ())]
        made.sort(key=lambda one: (one.when is not None, one.when))
        seen = seen_running(case, service, least_for(claim.predicate, case.policy)) if commits else ()
        if not commits:
            _nameless(case, service, made, ruling)
        elif not seen:
            _unseen(case, service, made, wanted, ruling)
        else:
            _seen(case, service, seen[-1], made, wanted, ruling)
        yield service, ruling


def _all_commits(case: Case, claim: Claim) -> list[str]:
    return [sha for fix in _fixes_or_none(case, claim) for sha in _commits(claim, fix)]


def _wanted(case: Case, claim: Claim, service: str, services: Sequence[str]) -> list[str]:
    """The commits that a service has to run."""
    return [sha for sha in _all_commits(case, claim) if service in _built_from(case, sha, services)]


def _built_from(case: Case, sha: str, services: Sequence[str]) -> Sequence[str]:
    """Those of the services that a commit changes; all of them where nobody can tell, or where it changes none of them."""
    look = case.commit(sha)
    return [service for service in services if look is None or case.changes(look, service)] or services


def _services(case: Case, claim: Claim) -> list[str]:
    return sorted({case.canonical(name) for bug in case.bugs_of(claim) for name in bug.services})


def _nameless(case: Case, service: str, made: Sequence[Deployment], ruling: Ruling) -> None:
    """What was mended outside git has to run on something that bears a name. One more roll-out gives none to the others."""
    share = case.served(service)
    for running in made if share is None else (share,):
        if not running.commit and not running.digest and unpinned(running.revision or _NAMELESS):
            ruling.hold("unknown-revision", _unbuilt(service, running))


def _seen(case: Case, service: str, seen: Sighting, made: Sequence[Deployment], commits: Sequence[str], ruling: Ruling) -> None:
    """The newest look at what runs; what was rolled out after it may be another commit."""
    ruling.cite(seen.id)
    since = [one for one in made if one.when is not None and seen.at < one.when]
    if other := [one for one in since if not (one.commit and same_commit(one.commit, seen.commit))]:
        ruling.hold(
            "predates-change", f"{seen.id} saw {service} run {seen.commit[:12]}, and {other[-1].id} was rolled out later"
        )
        return
    for sha in commits:
        _contained(case, f"{service} runs", seen.commit, sha, ruling)


def _unseen(case: Case, service: str, made: Sequence[Deployment], commits: Sequence[str], ruling: Ruling) -> None:
    """Nothing looked at the commit that runs. What the record says of it can only speak against the fix."""
    share, last = case.served(service), next(reversed(made), None)
    if share is not None:
        ruling.hold("unknown-revision", f"the platform does not say which commit {service} {share.revision} was built from")
    elif last is None:
        ruling.hold("unknown-revision", f"nothing says which commit {service} runs")
    elif last.commit is None:
        ruling.hold("unknown-revision", _unbuilt(service, last))
    else:
        told = f"{last.id} says that {service} runs {last.commit[:12]}, and nothing looked at what it runs"
        ruling.hold("unknown-revision", told)
        for sha in commits:
            _contained(case, f"{last.id} rolled out", last.commit, sha, ruling)


def _unbuilt(service: str, running: Share | Deployment) -> str:
    return f"nothing says which commit {service} {running.revision or 'without a revision'} was built from"


def _contained(case: Case, running: str, commit: str, sha: str, ruling: Ruling) -> None:
    contained = case.contains(commit, sha)
    if contained is False:
        ruling.hold("fix-not-contained", f"{running} {commit[:12]}, which does not contain {sha[:12]}")
    elif contained is None:
        ruling.hold("could-not-look", f"{running} {commit[:12]}; nobody could tell whether that contains {sha[:12]}")


def _ran_already(case: Case, claim: Claim, green: Exhibit) -> Iterable[tuple[str, str]]:
    """What already ran when the check failed is not what mended it; what was done outside git beside it may be."""
    behind = (case, *case.before) if case.goes_on(claim) else (case,)
    histories = (one.history(green) for one in behind)
    failures = (history.last_failure_before(green) for history in histories if history is not None)
    red = max((when for when in failures if when is not None), default=None)
    fixes = _fixes_or_none(case, claim)
    if red is None or any(fix is not None and fix.out_of_git is not None for fix in fixes):
        return
    services = _services(case, claim)
    for service in services:
        commits = _wanted(case, claim, service, services)
        ran = ran_at(behind, service, red, least_for(claim.predicate, case.policy))
        if ran is not None and commits and all(case.contains(ran.commit, sha) for sha in commits):
            same = all(same_commit(ran.commit, sha) for sha in commits)
            held = "the commit of the fix" if same else f"which holds {', '.join(sha[:12] for sha in commits)}"
            failed = clock_text(red, case.facts.session.zone)
            yield "already-running", f"{ran.id} saw {service} run {ran.commit[:12]}, {held}, and the check failed at {failed}"


def _passed_before_it_ran(case: Case, claim: Claim, green: Exhibit) -> Iterable[tuple[str, str]]:
    """Principle 8 where looks tell when the fix came: what passed before that was no work of it.

    It came with the last change that is not later than the first look, after the check had failed, that saw it run.
    """
    history, least = case.history(green), least_for(claim.predicate, case.policy)
    if history is None:
        return
    red, services = history.last_failure_before(green), _services(case, claim)
    begun = [(bug.id, when) for bug in case.bugs_of(claim) if (when := bug.started or bug.detected or bug.at) is not None]
    for (bug, start), service in product(begun, services):
        commits = _wanted(case, claim, service, services)
        seen = (one for one in seen_running(case, service, least) if one.at > (red or start))
        first = next((one for one in seen if commits and all(case.contains(one.commit, sha) for sha in commits)), None)
        came = case.last_change(frozenset((service, bug)), first.at) if first is not None else None
        passed = history.passed_between(start, came) if came is not None else None
        if first is not None and passed is not None:
            told = f"the same check also passed at {written(passed)}, before {first.id} saw {service} run the fix"
            yield "not-discriminating", f"{green.id}: {told}"
            return

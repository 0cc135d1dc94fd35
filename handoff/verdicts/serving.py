"""Which code runs: a claim of `deployed` or `serving` against what the platform says (principles 3 and 9).

What was read from the platform ranks above what the author cites; without such a look the evidence is weighed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from handoff.model.claim import Answer, Claim, Exhibit, Verdict
from handoff.model.events import Deployment
from handoff.model.observation import RunSeen, ServingSeen, Share
from handoff.model.times import written
from handoff.verdicts.case import Case
from handoff.verdicts.freshness import limit_for
from handoff.verdicts.identity import same_commit, unpinned
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.running import seen_running
from handoff.verdicts.weighing import weigh

_DENYING = frozenset({"contradicted", "wrong-revision", "fix-not-contained"})


def judge_serving(case: Case, claim: Claim) -> Verdict:
    """The verdict on `deployed` or `serving`."""
    look, replaced = case.serving.get(case.canonical(claim.subject)), replaced_by(case, claim)
    if replaced is not None and (then := _refuted_in_its_time(case, claim, replaced)):
        return then
    if look is None or replaced is not None:
        verdict = weigh(case, claim, further=lambda exhibit: _not_of_it(claim, exhibit, replaced))
        if verdict.answer == "supported" and look is not None:
            ruling = Ruling(claim, evidence=dict.fromkeys((*verdict.evidence, look.id)))
            ruling.hold("could-not-look", "the platform was looked at after another deployment took its place")
            return ruling.settle("inconclusive")
        verdict = _seen_otherwise(case, verdict) if claim.predicate == "serving" and claim.commit else verdict
        if claim.revision and unpinned(claim.revision):
            return _unpinned(claim, verdict)
        return verdict
    ruling = Ruling(claim)
    ruling.cite(look.id)
    if look.could_not:
        ruling.hold("could-not-look", f"{look.id}: {look.could_not}")
        return ruling.settle("inconclusive")
    changed = claim.as_of if claim.predicate == "deployed" else case.last_change(case.subjects_of(claim))
    if changed and look.at < changed:
        ruling.hold("predates-change", f"{look.id} was taken before the change at {written(changed)}")
        return ruling.settle("inconclusive")
    limit = limit_for("serving", case.policy)
    if limit and case.as_of - look.at > limit:
        ruling.hold("stale", f"{look.id} was taken at {written(look.at)}")
        return ruling.settle("inconclusive")
    if claim.revision and unpinned(claim.revision):
        ruling.hold("unknown-revision", f"{claim.revision!r} names no revision; {_serves(look)}")
        return ruling.settle("inconclusive")
    _compare(case, claim, look, ruling)
    if ruling.reasons & _DENYING:
        return ruling.settle("refuted")
    if ruling.reasons:
        return ruling.settle("inconclusive")
    late = _only_later(case, claim, look)
    verdict = ruling.settle("supported", *([late] if late else ()), _serves(look))
    return replace(verdict, late=late) if late else verdict


def _only_later(case: Case, claim: Claim, look: ServingSeen) -> str:
    """That a claim is so by another roll-out than the one of which it was said: the platform had denied it before that."""
    made = [one for one in case.deployments.get(case.canonical(claim.subject), ()) if one.id != claim.event and one.when]
    for then in _looks_between(case, claim, look.at):
        ruling = Ruling(claim)
        _compare(case, claim, then, ruling)
        between = [one for one in made if one.when and then.at < one.when <= look.at]
        if ruling.reasons & _DENYING and between:
            return f"{then.id} saw otherwise after it was said, before {between[0].id}: {_serves(then)}"
    return ""


def _looks_between(case: Case, claim: Claim, end: datetime) -> list[ServingSeen]:
    """What the platform said from the time at which something was claimed up to, not including, `end`, oldest first."""
    if claim.as_of is None:
        return []
    service = case.canonical(claim.subject)
    looks = (one for one in case.facts.observations if isinstance(one, ServingSeen) and not one.could_not)
    known = (one for one in looks if case.canonical(one.service) == service and case.known(one.at))
    return sorted((one for one in known if claim.as_of <= one.at < end), key=lambda one: (one.at, one.id))


def _named_by(claim: Claim, exhibit: Exhibit) -> Iterable[tuple[str, str]]:
    """What was run to learn what serves has to name it: that it ran says no more than that something serves."""
    look = exhibit.source
    if not isinstance(look, RunSeen) or exhibit.commit is not None:
        return
    wanted = [name for name in (claim.revision, claim.commit, claim.digest) if name]
    if wanted and not any(name in (look.output or "") for name in wanted):
        yield "unknown-revision", f"{exhibit.id} does not print {' or '.join(wanted)}"


def _seen_otherwise(case: Case, verdict: Verdict) -> Verdict:
    """The verdict where no platform was asked, and the newest look of the tool at what serves saw another commit.

    A commit that contains the one that is claimed denies nothing, and neither does what was rolled out after it was said.
    """
    claim = verdict.claim
    seen = seen_running(case, case.canonical(claim.subject), "observed")[-1:]
    changed = case.last_change(case.subjects_of(claim))
    if verdict.answer == "refuted" or not seen or claim.commit is None or same_commit(seen[0].commit, claim.commit):
        return verdict
    if changed and (seen[0].at < changed or (claim.as_of and claim.as_of < changed)):
        return verdict
    contained = case.contains(seen[0].commit, claim.commit)
    if contained:
        return verdict
    ruling = Ruling.after(verdict)
    saw = f"{seen[0].id} saw {claim.subject} run {seen[0].commit[:12]}"
    if contained is None:
        told = f"{saw}; nobody could tell whether that contains {claim.commit[:12]}"
        ruling.hold("could-not-look", told, seen[0].id)
        return ruling.settle("inconclusive")
    ruling.hold("fix-not-contained", f"{saw}, which does not contain {claim.commit[:12]}", seen[0].id)
    return ruling.settle("refuted")


def _unpinned(claim: Claim, verdict: Verdict) -> Verdict:
    """Principle 3: a word such as `latest` cannot be supported, only asked about."""
    answer: Answer = verdict.answer if verdict.answer in ("refuted", "unsupported") else "inconclusive"
    ruling = Ruling.after(verdict)
    ruling.hold("unknown-revision", f"{claim.revision!r} names no revision: nobody can tell which code that is")
    return ruling.settle(answer)


def replaced_by(case: Case, claim: Claim) -> Deployment | None:
    """The later roll-out that took the place of the one that is claimed, by the record itself; None while there is none."""
    event = case.events.get(claim.event)
    made = case.deployments.get(case.canonical(claim.subject), [])
    if claim.predicate != "deployed" or not isinstance(event, Deployment) or event not in made:
        return None
    return next(iter(made[made.index(event) + 1 :]), None)


def _refuted_in_its_time(case: Case, claim: Claim, replaced: Deployment) -> Verdict | None:
    """What the platform said of a roll-out before another took its place still speaks against it; None where it does not.

    It does not speak for it: then the note of one more roll-out would choose the look by which this one is judged.
    """
    if replaced.when is None or (claim.revision and unpinned(claim.revision)):
        return None
    then = _looks_between(case, claim, replaced.when)
    if not then:
        return None
    look, ruling = then[-1], Ruling(claim)
    ruling.cite(look.id)
    _compare(case, claim, look, ruling)
    if not ruling.reasons & _DENYING:
        return None
    return ruling.settle("refuted")


def _not_of_it(claim: Claim, exhibit: Exhibit, replaced: Deployment | None) -> Iterable[tuple[str, str]]:
    """Why a look shows nothing of what was rolled out: it does not name it, or is of what took its place."""
    yield from _named_by(claim, exhibit)
    if replaced is None or replaced.when is None or exhibit.at is None or exhibit.at < replaced.when:
        return
    told = f"{exhibit.text} {exhibit.source.output}" if isinstance(exhibit.source, RunSeen) else exhibit.text
    of_it = bool(claim.revision) and exhibit.revision == claim.revision
    of_it |= bool(claim.commit and exhibit.commit and same_commit(claim.commit, exhibit.commit))
    if not of_it and not any(name in told for name in (claim.revision, claim.commit, claim.digest) if name):
        yield "wrong-revision", f"{exhibit.id} was taken after {replaced.id} took its place"


def outlived(claim: Claim, look: ServingSeen) -> bool:
    """Whether what serves is another revision that became ready later: both may be right."""
    if claim.predicate != "deployed" or claim.revision is None or _named(claim, look) or _same_digest(claim, look):
        return False
    return look.ready_at is not None and claim.as_of is not None and look.ready_at > claim.as_of


def _serves(look: ServingSeen) -> str:
    shares = ", ".join(f"{share.revision} with {share.percent} %" for share in look.shares if share.percent) or "no revision"
    return f"{look.platform} serves {shares} (seen {written(look.at)})"


def _compare(case: Case, claim: Claim, look: ServingSeen, ruling: Ruling) -> None:
    if look.current is False:
        ruling.hold("could-not-look", "the platform has not acted on the newest configuration yet")
    if untold := [name for name, told in (("ready", look.ready), ("current", look.current)) if told is None]:
        them = " or ".join(untold)
        ruling.hold("could-not-look", f"{look.id} looked, and {look.platform} does not tell whether the revision is {them}")
    share = _named(claim, look)
    if share is None and claim.revision and not _same_digest(claim, look):
        if outlived(claim, look) and look.ready_at:
            later = f"{_serves(look)}, ready since {written(look.ready_at)}, which is later"
            ruling.hold("could-not-look", f"{later}: without a digest nobody can tell what {claim.revision} was")
        else:
            ruling.hold("contradicted", f"it says {claim.revision}; {_serves(look)}")
        return
    if share is not None:
        _enough_traffic(case, claim, look, share, ruling)
    if look.ready is False and (share is None or look.latest_ready != share.revision):
        ruling.hold("contradicted", f"the service is not ready: {'; '.join(look.conditions) or 'no condition given'}")
    served = share or max(look.shares, key=lambda one: one.percent, default=None)
    if served is None or not served.percent:
        ruling.hold("contradicted", "no revision gets any traffic")
        return
    _same_code(case, claim, served, ruling)


def _named(claim: Claim, look: ServingSeen) -> Share | None:
    return next((share for share in look.shares if share.revision == claim.revision), None)


def _same_digest(claim: Claim, look: ServingSeen) -> bool:
    """Whether all that serves is the very image that is claimed, under whatever name."""
    serving = [share for share in look.shares if share.percent]
    return claim.digest is not None and bool(serving) and all(share.digest == claim.digest for share in serving)


def _enough_traffic(case: Case, claim: Claim, look: ServingSeen, share: Share, ruling: Ruling) -> None:
    event = case.events.get(claim.event)
    wanted = event.traffic if isinstance(event, Deployment) and event.traffic is not None else None
    if not share.percent and wanted != Decimal(0):
        ruling.hold("contradicted", f"{share.revision} gets no traffic; {_serves(look)}")
    elif wanted is not None and share.percent < wanted:
        ruling.hold("contradicted", f"{share.revision} gets {share.percent} % of the traffic, not {wanted} %")


def _same_code(case: Case, claim: Claim, served: Share, ruling: Ruling) -> None:
    if claim.digest:
        if served.digest is None:
            ruling.hold("could-not-look", f"the platform does not say which image {served.revision} runs")
        elif served.digest != claim.digest:
            ruling.hold("wrong-revision", f"{served.revision} runs {served.digest}, not {claim.digest}")
            return
        else:
            return
    if not claim.commit:
        if not claim.revision and not claim.digest:
            ruling.hold("unknown-revision", f"the claim names no revision, commit or digest; {served.revision} is what serves")
        return
    if served.commit is None:
        ruling.hold("could-not-look", f"the platform does not say which commit {served.revision} was built from")
        return
    if same_commit(served.commit, claim.commit):
        return
    contained = case.contains(served.commit, claim.commit)
    if contained is None:
        ruling.hold(
            "could-not-look", f"nobody could tell whether {served.commit[:12]}, which serves, contains {claim.commit[:12]}"
        )
    elif not contained:
        ruling.hold(
            "fix-not-contained",
            f"{served.revision} was built from {served.commit[:12]}, which does not contain {claim.commit[:12]}",
        )

"""What has become of a session's claims since it was handed over: two judgements of one record, side by side. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.judgement import Judgement
from handoff.model.observation import AnyObservation, RepositorySeen, RunSeen, ServingSeen
from handoff.model.times import written
from handoff.verdicts.advice import repeated
from handoff.verdicts.aggregates import is_aggregate

# In the order in which a reader wants them.
State = Literal["drifted", "corrected", "refuted", "not-looked", "holds", "never-shown"]
STATES: tuple[State, ...] = ("drifted", "corrected", "refuted", "not-looked", "holds", "never-shown")

# Reasons that say that nobody could see, and not that something is wrong.
_BLIND = frozenset({"could-not-look", "stale", "predates-change"})
# What can change by itself, so that only a new look shows that it still holds; a commit or a number stays what it is.
_PASSING = frozenset(
    {"live", "ready", "functional", "outcome", "serving", "deployed", "tests-passed", "fixed", "resolved", "absent", "all-of"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A claim then and now. `seen_then` and `seen_now` are sentences about the looks behind each verdict."""

    claim: Claim
    state: State
    then: Verdict
    now: Verdict
    seen_then: tuple[str, ...] = ()
    seen_now: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    """Ids of the new looks that bear on it."""
    do: str = ""
    """How to look, where that was not done: what would support it, or what showed it then taken again."""


def fates(then: Judgement, now: Judgement, fresh: Collection[str]) -> list[Fate]:
    """What became of every claim. `fresh` are the ids of the looks that were taken just now."""
    return [_fate(verdict, then, now, fresh) for verdict in now.verdicts]


def _fate(verdict: Verdict, then: Judgement, now: Judgement, fresh: Collection[str]) -> Fate:
    before = then.verdict(verdict.claim.id) or verdict
    mine = _bearing(verdict, now, fresh)
    state = _state(before, verdict, mine, now, fresh)
    if state == "drifted":
        mine = _against(mine, now) or mine
    silent = tuple(_silence(id, now, fresh) for id in verdict.evidence if id not in fresh)
    return Fate(
        claim=verdict.claim,
        state=state,
        then=before,
        now=verdict,
        seen_then=_told(before, then),
        seen_now=silent if state == "not-looked" and verdict.answer == "supported" and not mine else _told(verdict, now, mine),
        looks=tuple(mine),
        do=(verdict.would_support or _again(verdict, now, fresh)) if state == "not-looked" else "",
    )


def _silence(id: str, now: Judgement, fresh: Collection[str]) -> str:
    """That a look was not taken again; and when the tree that it ran on is not the one that lies there now."""
    looks = now.facts.observations
    run = next((look for look in looks if look.id == id and isinstance(look, RunSeen)), None)
    tips = (
        look.tip for look in looks if look.id in fresh and isinstance(look, RepositorySeen) and run and look.repo == run.repo
    )
    tip = next((tip for tip in tips if tip), None)
    moved = f"; it ran at {run.commit[:10]}, now it is {tip[:10]}" if run and run.commit and tip and run.commit != tip else ""
    return f"{id} was not asked again{moved}"


def _again(verdict: Verdict, now: Judgement, fresh: Collection[str]) -> str:
    """The looks that showed it and were not taken again."""
    old = [exhibit for exhibit in now.exhibits if exhibit.id in verdict.evidence and exhibit.id not in fresh]
    return "; then ".join(filter(None, dict.fromkeys(repeated(exhibit, verdict.claim) for exhibit in old)))


def _state(before: Verdict, after: Verdict, mine: Collection[str], now: Judgement, fresh: Collection[str]) -> State:
    passing = after.claim.predicate in _PASSING or _by_command(after, now)
    if after.answer == "supported" and passing and not _shown_again(after, now, fresh):
        # What showed it was not asked again, so nobody knows whether it would come out the same today.
        return "not-looked"
    if after.answer in ("supported", "not-applicable"):
        return "holds"
    if after.answer == "refuted" and before.answer != "refuted":
        # Somebody has said so already, and no new look says anything else.
        return "corrected" if "later-refuted" in after.reasons and not _against(mine, now) else "drifted"
    if after.answer == "refuted":
        return "refuted"
    if before.answer == "supported":
        # It was shown then; now it is not, without being refuted: somebody must look, for nobody could.
        return "not-looked"
    failed = any(look.could_not for look in now.facts.observations if look.id in mine)
    return "not-looked" if failed and _BLIND & set(after.reasons) else "never-shown"


def _by_command(after: Verdict, now: Judgement) -> bool:
    """Whether a command shows it: what it says of the tree, the tests or a count, it said of them when it ran."""
    return any(isinstance(exhibit.source, RunSeen) for exhibit in now.exhibits if exhibit.id in after.evidence)


def _shown_again(after: Verdict, now: Judgement, fresh: Collection[str]) -> bool:
    """Whether new looks alone show it. One does; of what is said of several services at once, each needs one."""
    about = {exhibit.id: exhibit.subject for exhibit in now.exhibits}
    about |= {look.id: look.service for look in now.facts.observations if isinstance(look, ServingSeen)}
    again = {about.get(id) for id in after.evidence if id in fresh}
    if {verdict.claim.event for verdict in now.verdicts} & set(after.evidence):
        # What it rests on is told for itself.
        return False
    return bool(again) and (not is_aggregate(after.claim) or {about.get(id) for id in after.evidence} <= again)


def _bearing(verdict: Verdict, now: Judgement, fresh: Collection[str]) -> list[str]:
    """The new looks that the verdict rests on, or that are about the claim's subject."""
    service = now.facts.project.service(verdict.claim.subject)
    names = {verdict.claim.subject} | (set(service.names) if service else set())
    about = [look.id for look in now.facts.observations if look.id in fresh and getattr(look, "service", None) in names]
    return list(dict.fromkeys([*(id for id in verdict.evidence if id in fresh), *about]))


def _against(mine: Collection[str], now: Judgement) -> list[str]:
    """Those of the new looks that did not come out as the claim says; what serves is a sentence of its own."""
    bad = {exhibit.id for exhibit in now.exhibits if exhibit.passed is False}
    serving = {look.id for look in now.facts.observations if isinstance(look, ServingSeen)}
    return [id for id in mine if id in bad] or [id for id in mine if id in serving]


def _told(verdict: Verdict, judgement: Judgement, more: Collection[str] = ()) -> tuple[str, ...]:
    exhibits = {exhibit.id: exhibit for exhibit in judgement.exhibits}
    looks = {look.id: look for look in judgement.facts.observations}
    ids = dict.fromkeys([*more, *([] if more else verdict.evidence)])
    said = [_sentence(id, exhibits.get(id), looks.get(id)) for id in ids]
    return tuple(one for one in said if one) or tuple(verdict.why[:2])


def _sentence(id: str, exhibit: Exhibit | None, look: AnyObservation | None) -> str:
    if look is not None and look.could_not:
        return f"{id} ({written(look.at)}): could not look: {look.could_not}"
    if exhibit is not None:
        when = f" ({written(exhibit.at)})" if exhibit.at else ""
        return f"{id}{when}: {' '.join(exhibit.text.split())[:300]}"
    if look is not None and look.kind == "serving":
        shares = ", ".join(f"{share.revision} {share.percent} %" for share in look.shares)
        return f"{id} ({written(look.at)}): serves {shares or 'no revision'}"
    return ""

"""What evidence says, in a sentence: for a claim and against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.model.claim import Claim, Exhibit
from handoff.model.events import Evidence
from handoff.model.observation import RunSeen
from handoff.verdicts.polarity import failure_in
from handoff.verdicts.strength import enough
from handoff.verdicts.times import clock_text

if TYPE_CHECKING:
    from handoff.verdicts.case import Case


def support_sentence(case: Case, exhibit: Exhibit) -> str:
    """What was shown, by what and when."""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    strength = case.strength_of(exhibit)
    again = ", performed again" if strength == "reperformed" else ""
    how = f"seen by the tool{again}" if enough(strength, "observed") else "quoted"
    return f"{exhibit.id}{when}, {how}{_beside_commit(exhibit)}: {brief(exhibit.text)}"


def _beside_commit(exhibit: Exhibit) -> str:
    """What ran on a work tree that differs from its commit shows nothing of that commit alone (principle 3)."""
    source = exhibit.source
    if not isinstance(source, RunSeen) or not source.dirty:
        return ""
    beside = f" beside {source.commit[:10]}" if source.commit else ""
    return f", on a tree with uncommitted files{beside}"


def against_sentence(case: Case, exhibit: Exhibit) -> str:
    """What speaks against the claim, in its own words."""
    source = exhibit.source
    told = failure_in(source.output) if isinstance(source, Evidence) and source.output else ""
    if not told and isinstance(source, Evidence):
        told = f"HTTP {source.status}" if source.status else f"exit code {source.exit}" if source.exit else ""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    return f"{exhibit.id}{when} speaks against it: {brief(told or exhibit.text)}{_no_match(case, exhibit)}"


def _no_match(case: Case, exhibit: Exhibit) -> str:
    """That the same check passed later only by what somebody typed, which takes back nothing that is stronger."""
    history = case.history(exhibit)
    typed = history.weaker_pass_after(exhibit) if history is not None else None
    if typed is None:
        return ""
    seen = "the tool saw" if enough(exhibit.strength, "observed") else "a kept record shows"
    return f"; that it passed later, {typed.id} only quotes, and a quotation does not take back what {seen}"


def late_sentence(case: Case, claim: Claim, supporting: Iterable[Exhibit], mended: Iterable[Exhibit]) -> str:
    """That a claim which is shown now was not so when it was said: the newest look before it had failed, nothing had been
    changed since, and nothing showed it until later. Whoever read the claim then was told something else than what was seen.

    A fix is left out: it is said before it is seen, and its check was red by its nature.
    """
    said = claim.as_of
    if said is None or claim.predicate in ("fixed", "resolved") or any(one.at is None or one.at <= said for one in supporting):
        return ""
    changed = case.last_change(case.subjects_of(claim))
    red: dict[str, datetime] = {}
    for one in mended:
        history = case.history(one)
        failed = history.last_failure(said) if history is not None else None
        if not (history and failed) or (changed and failed < changed <= said):
            continue
        # What passed at the very time at which it was said was seen then: records tell minutes.
        if not history.passed_between(failed, said) and history.passes_from(said) != said:
            red[one.check] = failed
    shown = [at for one in supporting if (history := case.history(one)) and (at := history.passes_from(said))]
    if not red or not shown:
        return ""
    zone = case.facts.session.zone
    check, failed = max(red.items(), key=lambda item: (item[1], item[0]))
    last = f"{brief(check, 60)} had failed at {clock_text(failed, zone)}"
    return f"not so when it was said, at {clock_text(said, zone)}: {last}; shown since {clock_text(min(shown), zone)}"


def nothing_sentence(case: Case, claim: Claim) -> str:
    """That nothing is offered; and what looks at the level of the claim without saying at what."""
    told = "nothing is offered that a reader could check"
    found = nameless(case, claim)
    if not found:
        return told
    names, more = ", ".join(found[:3]), f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{told}: {names}{more} of {claim.predicate} {'say' if len(found) > 1 else 'says'} not of what"


def nameless(case: Case, claim: Claim) -> tuple[str, ...]:
    """The evidence of the very level of a claim that names no subject, so that nobody knows whether it is about the claim's."""
    return case.once(
        ("nameless", claim.predicate),
        lambda: tuple(
            one.id
            for one in case.exhibits.values()
            if one.subject is None and one.level == claim.predicate and one.could_not is None and case.known(one.at)
        ),
    )


def brief(text: str, limit: int = 140) -> str:
    """One line of a text, cut with a mark."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"

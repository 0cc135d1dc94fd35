"""Principle 12: a number is recomputed from what it is bound to; a bare number is unbound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import KINDS, AnyEvent
from handoff.model.frozen import dataclass
from handoff.model.observation import CommitSeen, RunSeen
from handoff.model.times import Clock, Window, written
from handoff.model.value import Value
from handoff.verdicts.case import Case
from handoff.verdicts.commits import counted
from handoff.verdicts.offers import offered
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.times import clock_text, reconciliation, spoken

_MINUTE = timedelta(minutes=1)
_NO_START = "the record does not say when the session started"
_UNITS = {
    "s": timedelta(seconds=1), "sec": timedelta(seconds=1), "second": timedelta(seconds=1),
    "min": _MINUTE, "minute": _MINUTE, "m": _MINUTE,
    "h": timedelta(hours=1), "hour": timedelta(hours=1), "hr": timedelta(hours=1),
    "d": timedelta(days=1), "day": timedelta(days=1),
}  # fmt: skip


@dataclass(frozen=True)
class Computed:
    """What a number comes to when it is computed again, and a sentence that says from what."""

    value: Decimal
    source: str
    of: Decimal | None = None


def unit_length(unit: str | None) -> timedelta | None:
    """The length of a unit of time, singular or plural; None for any other unit."""
    if not unit:
        return None
    word = unit.split()[0].casefold()
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def judge_value(case: Case, claim: Claim) -> Verdict:
    """The verdict on a claim of a number, a length, a date or a range."""
    ruling = Ruling(claim)
    if claim.window is not None and claim.window.inverted:
        window = claim.window
        ruling.hold(
            "inverted-range", f"it runs from {written(window.start)} to {written(window.end)}: the end comes before the start"
        )
        return ruling.settle("refuted")
    value = claim.value
    if value is None:
        ruling.hold("unbound", "it states no value")
        return ruling.settle("unsupported")
    if value.unit == "time" and value.basis and value.basis.startswith("commit:"):
        return _commit_time(case, value, value.basis.removeprefix("commit:"), ruling)
    if value.unit == "time" and value.basis in case.events and value.text is not None:
        return _event_time(case, case.events[value.basis], value.text, ruling)
    if _about_session(claim, value):
        return _session_time(case, value, ruling)
    if unknown := _no_kind(value.basis or ""):
        ruling.hold("unbound", unknown)
        return ruling.settle("unsupported")
    found = computed(case, claim, value)
    stated = value.n if value.n is not None else value.percent
    if found is None or stated is None:
        return _from_evidence(case, claim, value, ruling)
    if found.of is not None and value.of is not None and found.of != value.of:
        ruling.hold("arithmetic", f"it says {value}; {found.source} are {found.of} in all")
        return ruling.settle("refuted")
    if stated == found.value:
        return ruling.settle("supported", f"computed again: {found.source} give {found.value}")
    ruling.hold("arithmetic", f"it says {value}; {found.source} give {found.value}")
    return ruling.settle("refuted")


def computed(case: Case, claim: Claim, value: Value) -> Computed | None:
    """The number computed again from the claim's window or basis; None when neither says how."""
    length = unit_length(value.unit)
    if claim.window is not None and length is not None and value.n is not None:
        return Computed(_in_units(claim.window.length, length, value.n), str(claim.window))
    basis = value.basis
    if not basis:
        return None
    if basis.startswith("commit:"):
        return _commit_number(case, basis.removeprefix("commit:").split()[0], value.unit, value.n)
    if basis.startswith("tag:"):
        return _items_number(case, case.tagged(basis, claim), basis, value)
    if "kind:" in basis:
        chosen = select(case, basis)
        return Computed(Decimal(len(chosen)), f"the record's {basis} ({', '.join(event.id for event in chosen) or 'none'})")
    if all(word in case.events for word in basis.split()):
        return _items_number(case, [case.events[word] for word in basis.split()], basis, value)
    return None


def _no_kind(basis: str) -> str:
    """What is wrong with a selection of a kind that no event has: it would give 0, whatever the record holds."""
    wrong = _wrong_kind(basis)
    if wrong is None:
        return ""
    near = _kind_of(wrong)
    told = f"`kind:{near}` may be meant" if near else f"the kinds are {', '.join(KINDS)}"
    return f"there is no kind {wrong!r} of event; {told}"


def kind_meant(value: Value) -> str:
    """The kind of event that a basis should name and does not; empty where nobody can tell."""
    return _kind_of(value.unit or "") if value.basis == "session" else _kind_of(_wrong_kind(value.basis or "") or "")


def _wrong_kind(basis: str) -> str | None:
    asked = (word.removeprefix("kind:") for word in basis.split() if word.startswith("kind:"))
    return next((name for name in asked if name not in KINDS), None)


def _kind_of(word: str) -> str:
    """The kind of event that a word names, in the singular or the plural; empty where it names none."""
    name = "-".join(word.casefold().split())
    return next((one for one in (name, name.removesuffix("s"), name.removesuffix("es")) if one in KINDS), "")


def select(case: Case, basis: str) -> list[AnyEvent]:
    """The events that a selection names: `kind:bug severity:critical` means every condition holds."""
    wanted = [word.partition(":")[::2] for word in basis.split()]
    return [
        event
        for event in case.facts.session.events
        if all(_matches(getattr(event, field.replace("-", "_"), None), value) for field, value in wanted)
    ]


def _matches(have: object, wanted: str) -> bool:
    return wanted in have if isinstance(have, tuple) else have is not None and str(have) == wanted


def _items_number(case: Case, items: Sequence[AnyEvent], basis: str, value: Value) -> Computed | None:
    if not items:
        return None
    total = Decimal(len(items))
    if value.of is not None or value.percent is not None:
        done = Decimal(sum(case.is_done(item) for item in items))
        if value.percent is not None and value.n is None:
            return Computed(done * 100 / total, f"{done} of {total} items of {basis}")
        return Computed(done, f"the done items of {basis}", of=total)
    return Computed(total, f"the items of {basis}")


def _commit_number(case: Case, sha: str, unit: str | None, stated: Decimal | None) -> Computed | None:
    look = case.commit(sha)
    if look is None or look.files is None or unit is None:
        return None
    word = unit.casefold()
    whole, own = counted(look.files), counted(case.touched(look))
    place = 0 if word.startswith("file") else 2 if "delet" in word or "remov" in word else 1
    if place == 1 and not ("insert" in word or "add" in word):
        return None
    # The author may count the records of sessions that the commit takes along, or leave them out.
    count = own[place] if stated == own[place] else whole[place]
    return Computed(Decimal(count), f"git's numbers for {sha}")


def _in_units(length: timedelta, unit: timedelta, like: Decimal) -> Decimal:
    """A length in units, with as many digits as the number that it is held against."""
    exact = Decimal(length.total_seconds()) / Decimal(unit.total_seconds())
    try:
        return exact.quantize(Decimal(f"{like:f}"))
    except InvalidOperation:
        return exact  # more digits than anybody measures


def _from_evidence(case: Case, claim: Claim, value: Value, ruling: Ruling) -> Verdict:
    exhibits = [exhibit for exhibit in offered(case, claim, ruling) if exhibit.id in claim.evidence]
    held = [(exhibit, seen) for exhibit in exhibits if (seen := _value_of(exhibit)) is not None]
    for exhibit, seen in held:
        if not _same(seen, value):
            ruling.hold("arithmetic", f"it says {value}; {exhibit.id} came to {seen}", exhibit.id)
        elif exhibit.strength == "statement":
            ruling.hold("weak", f"{exhibit.id} states {seen} without what came back", exhibit.id)
    if any(not _same(seen, value) and exhibit.strength != "statement" for exhibit, seen in held):
        return ruling.settle("refuted")
    good = [(exhibit, seen) for exhibit, seen in held if _same(seen, value) and exhibit.strength != "statement"]
    if good and "arithmetic" not in ruling.reasons:
        ruling.cite(*(exhibit.id for exhibit, _ in good))
        ruling.drop()
        return ruling.settle("supported", f"{good[0][0].id} came to {good[0][1]}")
    if held:
        return ruling.settle("inconclusive")
    what = "neither a basis, a window nor evidence with a value says how to compute it again"
    if exhibits:
        ruling.hold("unbound", what, *(exhibit.id for exhibit in exhibits))
        return ruling.settle("inconclusive")
    if value.basis and value.basis.startswith("commit:"):
        ruling.hold("could-not-look", _not_counted(case, value.basis.removeprefix("commit:").split()[0], value.unit))
        return ruling.settle("inconclusive")
    ruling.hold("unbound", what)
    return ruling.settle("unsupported")


def _not_counted(case: Case, sha: str, unit: str | None) -> str:
    look = case.commit(sha)
    if look is None or not look.exists:
        return _not_seen(look, sha)
    if look.files is None:
        return look.could_not or f"git could not count the changes of {sha}"
    return f"git counts files and lines of {sha}, no {unit or 'bare numbers'}"


def _value_of(exhibit: Exhibit) -> Value | None:
    """The number that evidence holds: its own, or the tests that a run passed."""
    if exhibit.value is None and isinstance(exhibit.source, RunSeen) and exhibit.source.tests is not None:
        return Value(n=Decimal(exhibit.source.tests.passed), unit="passed")
    return exhibit.value


def _same(seen: Value, stated: Value) -> bool:
    return (seen.n, seen.percent, seen.text) == (stated.n, stated.percent, stated.text)


# --- times ------------------------------------------------------------------------------------------------------------


def _commit_time(case: Case, value: Value, sha: str, ruling: Ruling) -> Verdict:
    look = case.commit(sha)
    if look is None or look.commit_time is None:
        ruling.hold("could-not-look", _not_seen(look, sha))
        return ruling.settle("inconclusive")
    try:
        stated = _read_time(case, value.text or "", look.commit_time)
    except ValueError as error:
        ruling.hold("unbound", str(error))
        return ruling.settle("inconclusive")
    known = [time for time in (look.commit_time, look.author_time) if time is not None]
    ruling.cite(look.id)
    if any(abs(stated - time) <= case.policy.tolerance for time in known):
        return ruling.settle("supported", f"git has {clock_text(known[0], case.facts.session.zone)}")
    zone = case.facts.session.zone
    shift = reconciliation(stated, known[0], case.policy.tolerance)
    sentence = (
        f"git has {clock_text(known[0], zone)} ({written(known[0])} where it was made); "
        f"stated is {clock_text(stated, zone)}, {spoken(stated - known[0])} {'later' if stated > known[0] else 'earlier'}"
    )
    ruling.hold("time-mismatch", sentence + (f": {shift}" if shift else ""))
    return ruling.settle("refuted")


def _read_time(case: Case, text: str, near: datetime) -> datetime:
    """An instant from text; a wall time is one of the session's zone, on the day of the time that it is held against."""
    return Clock(case.facts.session.zone, _in_zone(case, near).date()).read(text)


def _in_zone(case: Case, instant: datetime) -> datetime:
    zone = case.facts.session.zone
    return instant.astimezone(zone) if zone else instant


def _event_time(case: Case, event: AnyEvent, stated: str, ruling: Ruling) -> Verdict:
    """Two times that the record states for one thing must agree; a wall time is read in the session's zone."""
    if event.when is None:
        ruling.hold("unbound", f"{event.id} has no time")
        return ruling.settle("inconclusive")
    zone = case.facts.session.zone
    try:
        said = _read_time(case, stated, event.when)
    except ValueError as error:
        ruling.hold("unbound", str(error))
        return ruling.settle("inconclusive")
    if abs(said - event.when) <= case.policy.tolerance:
        return ruling.settle("supported", f"{event.id} is recorded at {clock_text(event.when, zone)}")
    gap = abs(said - event.when)
    whole = ", whole hours, as when two zones are mixed" if gap % timedelta(hours=1) == timedelta(0) else ""
    sentence = f"{event.id} is recorded at {clock_text(event.when, zone)}, this says {clock_text(said, zone)}"
    # Two statements of one author: that they disagree is certain, which of them is wrong is not.
    ruling.hold("time-mismatch", f"{sentence}: {spoken(gap)} apart{whole}")
    return ruling.settle("inconclusive")


def _not_seen(look: CommitSeen | None, sha: str) -> str:
    if look is None:
        return f"git was not asked for {sha}: run `handoff observe`"
    return look.could_not or (f"git does not say when {sha} was made" if look.exists else f"git does not have {sha}")


def _about_session(claim: Claim, value: Value) -> bool:
    if value.basis is not None or claim.subject != "session":
        return value.basis == "session"
    # What names its own stretch of time, or a number of something else with its source, is not the length of the session.
    return claim.window is None and (unit_length(value.unit) is not None or not claim.evidence)


def session_window(case: Case) -> Window | None:
    """From the session's start to its end, as stated; None while one of them is missing."""
    session = case.facts.session
    return Window(session.started, session.ended) if session.started and session.ended else None


def strays(case: Case) -> list[tuple[CommitSeen, datetime]]:
    """Commits that the record says were made in the session, and that git dates outside of it."""
    return case.once(("strays",), lambda: _strays(case))


def _strays(case: Case) -> list[tuple[CommitSeen, datetime]]:
    window = session_window(case)
    if window is None:
        return []
    slack = case.policy.tolerance
    found = []
    for claim in case.claims:
        if not (claim.predicate == "value" and claim.value and claim.value.unit == "time" and claim.commit and claim.as_of):
            continue
        look = case.commit(claim.commit)
        if look is None or look.commit_time is None:
            continue
        if window.holds(claim.as_of) and not (window.start - slack <= look.commit_time <= window.end + slack):
            found.append((look, claim.as_of))
    return found


def _session_time(case: Case, value: Value, ruling: Ruling) -> Verdict:
    session, zone = case.facts.session, case.facts.session.zone
    window = session_window(case)
    outside = strays(case)
    hint = ""
    for look, stated in outside:
        known = look.commit_time or stated
        shift = reconciliation(stated, known, case.policy.tolerance)
        hint = f"{look.id}: git dates {look.asked} {clock_text(known, zone)}, outside the session" + (
            f"; {shift}" if shift else ""
        )
        ruling.cite(look.id)
    if value.text is not None:
        return _session_date(case, value.text, outside, hint, ruling)
    length = unit_length(value.unit)
    if length is None:
        counted = f"{value.unit!r} is no unit of time" if value.unit else "it has no unit"
        kind = _kind_of(value.unit or "")
        other = f"`basis: kind:{kind}` counts those of the record" if kind else "and no other basis is named"
        ruling.hold("unbound", f"{counted}, so the session's times do not give it{'; ' if kind else ', '}{other}")
        return ruling.settle("unsupported")
    if window is None or value.n is None:
        lacking = [name for name, there in (("start", session.started), ("end", session.ended)) if not there]
        ruling.hold("unbound", f"the session has no {' and no '.join(lacking)}" if lacking else "it states no number")
        return ruling.settle("unsupported")
    if window.inverted:
        ruling.hold("inverted-range", f"the session runs from {written(window.start)} to {written(window.end)}")
        return ruling.settle("refuted")
    found = _in_units(window.length, length, value.n)
    if found != value.n:
        ruling.hold("arithmetic", f"it says {value}; from {session.id}'s start to its end are {found} {value.unit}")
        return ruling.settle("refuted")
    if hint:
        ruling.hold("time-mismatch", f"it follows from the stated start and end, but those do not fit git; {hint}")
        return ruling.settle("inconclusive")
    return ruling.settle("supported", f"from {written(window.start)} to {written(window.end)} are {spoken(window.length)}")


def _session_date(case: Case, stated: str, outside: list[tuple[CommitSeen, datetime]], hint: str, ruling: Ruling) -> Verdict:
    days = {_in_zone(case, look.commit_time).date().isoformat() for look, _ in outside if look.commit_time is not None}
    if days and stated not in days:
        ruling.hold("time-mismatch", f"git dates the session's commits {', '.join(sorted(days))}; {hint}")
        return ruling.settle("refuted")
    day = case.facts.session.day
    if day is None or day.isoformat() != stated:
        ruling.hold(*(("arithmetic", f"it says {stated}; the session started on {day}") if day else ("unbound", _NO_START)))
        return ruling.settle("refuted" if day else "inconclusive")
    if any(look.commit_time for look in _own_commits(case)):
        return ruling.settle("supported", "git dates the session's commits on that day")
    ruling.hold("could-not-look", "no commit of the session was looked at, so nothing but the record dates it")
    return ruling.settle("inconclusive")


def _own_commits(case: Case) -> list[CommitSeen]:
    looks = (case.commit(claim.commit) for claim in case.claims if claim.predicate == "committed" and claim.commit)
    return [look for look in looks if look is not None]

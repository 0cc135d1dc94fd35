"""Principle 10: nothing was seen. That needs a query, a window wholly after the change and over, and traffic in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.times import Window, written
from handoff.verdicts.case import Case
from handoff.verdicts.weighing import weigh


def judge_absent(case: Case, claim: Claim) -> Verdict:
    """The verdict on `absent`."""
    return weigh(
        case,
        claim,
        further=lambda exhibit: _searched(case, claim, exhibit),
        shown=lambda exhibit: exhibit.id in claim.evidence or _is_search(exhibit),
        read=_read,
    )


def _is_search(exhibit: Exhibit) -> bool:
    return exhibit.window is not None and exhibit.value is not None


def _read(exhibit: Exhibit) -> Exhibit:
    """A count above zero is a sighting, whatever else the evidence says."""
    if exhibit.value is not None and exhibit.value.n:
        return replace(exhibit, passed=False)
    return exhibit


def _searched(case: Case, claim: Claim, exhibit: Exhibit) -> Iterable[tuple[str, str]]:
    if not exhibit.check:
        yield "unbound", f"{exhibit.id} does not say what was searched for"
    window = exhibit.window or claim.window
    changed = case.last_change(case.subjects_of(claim))
    if window is None:
        yield "unbound", f"{exhibit.id} does not say which window was searched"
    elif changed and window.start < changed:
        yield (
            "window-too-early",
            f"{exhibit.id} searched from {written(window.start)}; the last change was at {written(changed)}",
        )
    if window is not None and (open_end := _not_over(case, window, exhibit)):
        yield "window-not-over", open_end
    population = exhibit.population
    if population is None or not population.n:
        held = "nothing was there to see" if population is not None else "it does not say how much there was to see"
        yield "no-population", f"{exhibit.id}: {held}"


def _not_over(case: Case, window: Window, exhibit: Exhibit) -> str:
    """Why the window was not searched to its end; the empty text where it was. That it is over by now makes no look longer."""
    if exhibit.at is not None and window.end > exhibit.at + case.policy.tolerance:
        return f"{exhibit.id} was taken at {written(exhibit.at)}, before its window was over at {written(window.end)}"
    if not case.known(window.end):
        return f"the window of {exhibit.id} ends at {written(window.end)}, which had not come"
    return ""

"""What people told beside the facts: impact, decisions, learnings and notes, from our own documents."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from handoff.markdown.rendered.bugs import by_event
from handoff.markdown.rendered.changes import lone_fix
from handoff.markdown.rendered.inline import CODE, plain
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.page import behind_list, from_line, listed, text_of
from handoff.markdown.rendered.times import STAMP
from handoff.model.events import AnyEvent, Decision, Impact, Learning, NextStep, Note, RootCause
from handoff.model.expression import expression
from handoff.model.value import read_value

_IMPACT = expression(
    rf"\*\*(?P<summary>.*)\*\* \((?P<id>{CODE})\)(?:; hurt: (?P<audience>.*?))?(?:; by (?P<bugs>{CODE}(?:, {CODE})*))?"
    rf"(?:; (?P<window>{STAMP} to {STAMP}) \([^()]*\))?(?:; amount (?P<amount>.*?))?"
    r" \((?P<basis>measured|estimated|unknown|not said how it is known)(?:; (?P<by>.*))?\)$"
)
_DECISION = expression(rf"\*\*(?P<summary>.*)\*\* \((?P<id>{CODE})\)(?:: (?P<back>can|cannot) be taken back)?$")
_LEARNING = expression(rf"(?P<summary>.*) \((?P<id>{CODE})\)(?: → (?P<action>{CODE}))?$")
_WENT = {"**What went wrong**": "wrong", "**What went well**": "well", "**Where we were lucky**": "lucky", "**Besides**": None}
# Kinds that may be told nowhere but on the timeline or among the notes.
_ONLY_TOLD = ("note", "fix", "root-cause")
_NAMED = expression(r"(?P<kind>[a-z-]+) `(?P<id>[^`]+)`$")


def read_narrative(ledger: Ledger) -> None:
    """Adds impact, decisions and learnings; then notes, and whatever else only the timeline or the notes tell."""
    _impacts(ledger)
    _decisions(ledger)
    _learnings(ledger)
    _notes(ledger)


def _impacts(ledger: Ledger) -> None:
    lines, ids = ledger.page.of("Impact"), list[str]()
    for entry in listed(lines):
        line, match = entry.line, _IMPACT.match(entry.line.text)
        if match is None:
            continue
        given: dict[str, Any] = {"basis": match["basis"]} if match["basis"] in ("measured", "estimated", "unknown") else {}
        if amount := line.said(match["amount"]):
            with suppress(ValueError):
                given["amount"] = read_value(amount)
        ids += line.codes(match["id"])
        ledger.add(
            Impact(
                id=ids[-1],
                summary=line.said(match["summary"]) or "…",
                audience=line.said(match["audience"]),
                bugs=line.codes(match["bugs"]),
                window=ledger.times.window(match["window"]),
                evidence=line.cited(match["by"]),
                **given,
            )
        )
    _details(ledger, ids, behind_list(lines))


def _details(ledger: Ledger, ids: list[str], lines: list[str]) -> None:
    for id, text in by_event(["", *ids], lines):
        if (event := ledger.found.get(id)) is not None:
            ledger.add(replace(event, details=text_of(text)))


def _decisions(ledger: Ledger) -> None:
    lines, ids = ledger.page.of("Decisions"), list[str]()
    for entry in listed(lines):
        line, match = entry.line, _DECISION.match(entry.line.text)
        if match is None:
            continue
        ids += line.codes(match["id"])
        ledger.add(
            Decision(
                id=ids[-1],
                summary=line.said(match["summary"]) or "…",
                question=entry.field("Question"),
                chosen=entry.field("Chosen"),
                why=entry.field("Why"),
                alternatives=tuple(entry.fields("Not chosen")),
                reversible={"can": True, "cannot": False}.get(match["back"] or ""),
            )
        )
    _details(ledger, ids, behind_list(lines))


def _learnings(ledger: Ledger) -> None:
    lines, ids, last = ledger.page.of("Learnings"), list[str](), list[str]()
    for label, went in _WENT.items():
        here = from_line(lines, label)
        for entry in listed(here):
            line, match = entry.line, _LEARNING.match(entry.line.text)
            if match is None:
                continue
            ids += line.codes(match["id"])
            action = next(iter(line.codes(match["action"])), None)
            ledger.add(
                Learning(
                    id=ids[-1],
                    summary=line.said(match["summary"]) or "…",
                    went=went,  # type: ignore[arg-type]  # one of them
                    lesson=entry.field("Lesson"),
                    action=action,
                )
            )
            last = behind_list(here)
    _details(ledger, ids, last)


def _notes(ledger: Ledger) -> None:
    """A part has the text of the event that it names; an event that nothing else told stands here or on the timeline only."""
    for title, lines in ledger.page.parts("Notes"):
        number = next((number for number, line in enumerate(lines) if line.strip()), None)
        match = _NAMED.match(lines[number]) if number is not None else None
        if match is None or number is None:
            continue
        details = text_of(lines[number + 1 :])
        known = ledger.found.get(match["id"])
        if known is None and match["kind"] not in _ONLY_TOLD:
            continue
        known = replace(known or _told(ledger, match["kind"], match["id"]), summary=plain(title))
        ledger.add(replace(known, how=details) if isinstance(known, NextStep) else replace(known, details=details))
    for id, rows in ledger.times.happenings.items():
        if id not in ledger.found and rows[0].kind.partition(",")[0] in _ONLY_TOLD:
            ledger.add(replace(_told(ledger, rows[0].kind, id), summary=rows[0].text))


def _told(ledger: Ledger, kind: str, id: str) -> AnyEvent:
    name, _, how = kind.partition(", ")
    if name == "fix":
        return lone_fix(ledger, id)
    if name == "root-cause":
        row = ledger.times.of(id)
        how = how or (row.kind.partition(", ")[2] if row else "")
        sure = how if how in ("confirmed", "suspected", "ruled-out") else None
        return RootCause(id=id, summary=id, verdict=sure)  # type: ignore[arg-type]  # one of them
    return Note(id=id, summary=id)

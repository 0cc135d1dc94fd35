"""What a session corrects, and who took it over, from our own documents."""

from __future__ import annotations

from handoff.markdown.rendered.inline import CODE
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.page import listed
from handoff.markdown.rendered.times import FULL
from handoff.model.events import Acknowledgement, Correction
from handoff.model.expression import expression

_CORRECTION = expression(
    rf"(?P<summary>.*) \((?P<id>{CODE})\): this session corrects (?P<event>{CODE})"
    rf"(?: of (?:\[(?P<session>[^\]]+)\]\([^()\s]*\)|(?P<absent>{CODE})|(?P<other>.*) \({CODE}\)))?\.$"
)
_TAKEN = expression(rf"\*\*(?P<summary>.*)\*\* \((?P<id>{CODE})\)(?:; by (?P<by>.*?))?(?:; (?P<at>{FULL}))?$")


def read_corrections(ledger: Ledger) -> None:
    """Adds the corrections that this session makes; those that others make about it are theirs."""
    for title, lines in ledger.page.parts("Do not rely on"):
        for entry in listed(lines) if title == "Corrections" else ():
            line, match = entry.line, _CORRECTION.match(entry.line.text)
            if match is None:
                continue
            event = line.codes(match["event"])[0]
            absent = match["absent"]
            session = line.codes(absent)[0] if absent else line.said(match["session"] or match["other"])
            shown = next((one for one in entry.under if one.startswith("- Shown by: ")), "")
            ledger.add(
                Correction(
                    id=line.codes(match["id"])[0],
                    summary=line.said(match["summary"]) or "…",
                    corrects=f"{session}#{event}" if session else event,
                    was=entry.field("It said"),
                    now=entry.field("True is"),
                    evidence=type(line)(shown).cited(type(line)(shown).text),
                )
            )


def read_acknowledgements(ledger: Ledger) -> None:
    """Adds what receivers said."""
    for entry in listed(ledger.page.of("Taken over")):
        line, match = entry.line, _TAKEN.match(entry.line.text)
        if match is not None:
            ledger.add(
                Acknowledgement(
                    id=line.codes(match["id"])[0],
                    summary=line.said(match["summary"]) or "…",
                    at=ledger.times.read(match["at"]),
                    by=line.said(match["by"]),
                    restatement=entry.field("Understood"),
                    questions=tuple(entry.fields("Still unclear")),
                )
            )

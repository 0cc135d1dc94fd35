"""Next steps and what was closed, from our own documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handoff.markdown.rendered.inline import CODE, Line, plain
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.page import fences, listed, outside, text_of, up_to
from handoff.markdown.rendered.times import FULL
from handoff.model.events import Bug, Closing, Command, NextStep
from handoff.model.expression import expression
from handoff.model.identifiers import REFERENCE, SLUG

_SHORT = expression(
    rf"(?P<summary>.*) \((?P<id>{CODE})(?:, (?P<estimate>(?!owner |due |overdue since |handed on ).*?))?"
    rf"(?:, owner (?P<owner>.*?))?(?:, (?:due|overdue since) (?P<due>{FULL}))?(?:, handed on [\w ]+)?"
    r"(?:; first (?P<first>.*))?\)$"
)
_CLOSED = expression(
    rf"(?P<of>{CODE})(?: (?P<what>.*))?: \*\*(?P<state>done|dropped)\*\* \((?P<id>{CODE})(?:; [^()]*)?\): (?P<summary>.*)$"
)
_ELSEWHERE = expression(rf"(?P<of>{CODE}) (?P<what>.*): \*\*(?:done|dropped)\*\* in \[.*\]\(.*\) \({CODE}(?:, {FULL})?\): .*$")
_PRIORITY = expression(r"priority (-?\d+)$")
_DUE = expression(rf"(?:due|overdue since) (?P<due>{FULL})$")
_TOLD = ("**Why:** ", "**First:** ")


def read_steps(ledger: Ledger) -> None:
    """Adds the steps, and the closings with the steps that they close."""
    for title, lines in ledger.page.parts("What to do next"):
        if title == "Closed in this session":
            for entry in listed(lines):
                if (match := _CLOSED.match(entry.line.text)) is not None:
                    _closed(ledger, entry.line, match, entry.field("Why"))
        elif title == "Closed in other sessions":
            for entry in listed(lines):
                if (match := _ELSEWHERE.match(entry.line.text)) is not None:
                    _step_or_known(ledger, entry.line, match)
        elif title in ("", "Also open"):
            for entry in listed(lines):
                if (match := _SHORT.match(entry.line.text)) is not None:
                    _short(ledger, entry.line, match)
        else:
            _step(ledger, title, lines)


def _step(ledger: Ledger, title: str, lines: list[str]) -> None:
    head = next((number for number, line in enumerate(lines) if line.startswith("`")), None)
    if head is None:
        return
    line = Line(lines[head])
    words = line.text.split(" · ")
    owner = next((line.said(word[6:]) for word in words[1:] if word.startswith("owner ")), None)
    due = next((match["due"] for word in words[1:] if (match := _DUE.match(word))), None)
    priority = _PRIORITY.match(words[1]) if len(words) > 1 else None
    if priority:
        del words[1]
    rest = [one for one in words[1:] if not one.startswith(("owner ", "nobody owns it", "handed on ")) and not _DUE.match(one)]
    body = lines[head + 1 :]
    before = up_to(body, "**Done when:**", last=True)
    how = [one for one in up_to(before, "**Run:**", last=True) if not one.startswith(_TOLD)]
    why = next((plain(one[9:]) for one, quoted in outside(before) if one.startswith("**Why:** ") and not quoted), None)
    first = next((one[11:].removesuffix(" must be done.") for one in before if one.startswith("**First:** ")), "")
    ledger.add(
        NextStep(
            id=(line.codes(words[0]) or ("",))[0],
            summary=plain(title),
            priority=int(priority[1]) if priority else None,
            estimate=line.said(rest[0]) if rest else None,
            owner=owner,
            due=ledger.times.read(due),
            why=why,
            how=text_of(how),
            commands=tuple(_commands(before[len(up_to(before, "**Run:**", last=True)) + 1 :])),
            success_criteria=tuple(one.line.said(one.line.text) or "" for one in listed(_behind_last(body, before))),
            blocked_by=_ids(first),
        )
    )


def _behind_last(body: Sequence[str], before: Sequence[str]) -> list[str]:
    return list(body[len(before) + 1 :])


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(word for word in map(plain, (text or "").split(", ")) if SLUG.fits(word))


def _commands(lines: list[str]) -> Iterator[Command]:
    """Each fence, with what is to be expected behind it."""
    rest = lines
    while (found := next(fences(rest), None)) is not None:
        quoted = [number for number, (_, inside) in enumerate(outside(rest)) if inside]
        end = next((number for number in quoted if number + 1 not in quoted), len(rest))
        rest = rest[end + 1 :]
        after = next((line for line in rest if line.strip()), "")
        yield Command(run=found[1], expect=plain(after[8:]) if after.startswith("Expect: ") else None)


def _short(ledger: Ledger, line: Line, match: re.Match[str]) -> None:
    ledger.add(
        NextStep(
            id=line.codes(match["id"])[0],
            summary=line.said(match["summary"]) or "…",
            estimate=line.said(match["estimate"]),
            owner=line.said(match["owner"]),
            due=ledger.times.read(match["due"]),
            blocked_by=_ids(match["first"]),
        )
    )


def _closed(ledger: Ledger, line: Line, match: re.Match[str], why: str | None) -> None:
    id, of = line.codes(match["id"])[0], line.codes(match["of"])[0]
    if not REFERENCE.fits(of):
        return
    claim = ledger.claimed(id, "complete")
    summary = line.said(match["summary"]) or "…"
    evidence = ledger.known(claim.evidence) if claim else ()
    ledger.add(
        Closing(id=id, summary=summary, at=claim.at if claim else None, of=of, state=match["state"], why=why, evidence=evidence)  # type: ignore[arg-type]  # the pattern knows both
    )
    _step_or_known(ledger, line, match)


def _step_or_known(ledger: Ledger, line: Line, match: re.Match[str]) -> None:
    """What was closed, as a step, when no other section tells what it was."""
    of = line.codes(match["of"])[0]
    known = ledger.found.get(of)
    if (what := line.said(match["what"])) and not isinstance(known, Bug) and ledger.times.of(of) is None and known is None:
        ledger.add(NextStep(id=of, summary=what))

"""Bugs with their causes and fixes, from our own documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, get_args

from handoff.markdown.rendered.inline import CODE, Line, plain
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.page import behind_list, fences, from_line, listed, outside, text_of, up_to
from handoff.model.events import Bug, Fix, RootCause, Severity, Snippet
from handoff.model.expression import expression
from handoff.model.identifiers import SHA, SLUG

_CAUSE = expression(
    rf"\*\*(?P<verdict>[\w -]+)\*\*: (?P<summary>.*) \((?P<id>{CODE}); (?P<words>.*?;? ?)(?:shown by (?P<by>.*)|no evidence)\)$"
)
_FIX = expression(rf"(?P<summary>.*) \((?P<id>{CODE}); (?:said to be (?P<state>[\w-]+)|no state); (?P<where>.*)\)$")
_FILE = expression(rf"{CODE}:$")
_SEVERITIES: tuple[str, ...] = get_args(Severity)
_VERDICTS = ("confirmed", "suspected", "ruled-out")
_ROLES = ("cause", "trigger", "contributing")


def read_bugs(ledger: Ledger) -> None:
    """Adds every bug, cause and fix of the section about bugs."""
    for title, lines in ledger.page.parts("Bugs"):
        head = next((Line(line) for line in lines if " · " in line), None)
        words = head.text.split(" · ") if head is not None else []
        if head is None or len(words) < 4:
            continue
        id = (head.codes(words[3]) or ("",))[0]
        _bug(ledger, id, plain(title), head, words, lines)
        causes = up_to(from_line(lines, "**Cause**"), "**Fix**")
        for entry in listed(causes):
            if (match := _CAUSE.match(entry.line.text)) is not None:
                _cause(ledger, id, entry.line, match)
        _details(ledger, [one.id for one in ledger.of(RootCause) if one.bug == id], behind_list(causes))
        fixes = up_to(from_line(lines, "**Fix**"), "**Verification**")
        for entry in listed(fixes):
            if (match := _FIX.match(entry.line.text)) is not None:
                _fix(ledger, id, entry.line, match)
        _details(ledger, [one.id for one in ledger.of(Fix) if id in one.bugs], behind_list(fixes))


def _bug(ledger: Ledger, id: str, title: str, head: Line, words: list[str], lines: list[str]) -> None:
    body = up_to(lines, "**Cause**")[next(number for number, line in enumerate(lines) if " · " in line) + 1 :]
    symptoms = from_line(body, "**Symptoms**")
    noticed = next((head.said(word[11:]) for word in words[4:] if word.startswith("noticed by ")), None)
    begun = ledger.times.of(id, f"Begins: {title}")
    ledger.add(
        Bug(
            id=id,
            summary=title,
            severity=words[0] if words[0] in _SEVERITIES else None,  # type: ignore[arg-type]  # one of the four
            services=tuple(word for word in map(plain, words[1].split(", ")) if SLUG.fits(word)),
            symptoms=tuple(entry.line.said(entry.line.text) or "" for entry in listed(symptoms)),
            started=begun.at if begun else None,
            detected_by=noticed,
            details=text_of(behind_list(symptoms) if symptoms else body),
        )
    )


def _cause(ledger: Ledger, bug: str, line: Line, match: re.Match[str]) -> None:
    words = match["words"].rstrip("; ").split("; ")
    role = next((word for word in words if word in _ROLES), None)
    given: dict[str, Any] = {
        "verdict": match["verdict"] if match["verdict"] in _VERDICTS else None,
        "role": role,
        "factor": next((word for word in words if word and word != role), None),
    }
    summary = line.said(match["summary"]) or "…"
    ledger.add(RootCause(id=line.codes(match["id"])[0], summary=summary, bug=bug, evidence=line.cited(match["by"]), **given))


def _fix(ledger: Ledger, bug: str, line: Line, match: re.Match[str]) -> None:
    id, state = line.codes(match["id"])[0], match["state"]
    known = ledger.found.get(id)
    if isinstance(known, Fix):
        ledger.add(replace(known, bugs=(*known.bugs, bug)))
        return
    claim = ledger.claimed(id, "fixed") or ledger.claimed(id, "deployed")
    ledger.add(
        Fix(
            id=id,
            summary=line.said(match["summary"]) or "…",
            bugs=(bug,),
            state=state,  # type: ignore[arg-type]  # as the record had it
            commits=tuple(sha for sha in line.codes(match["where"]) if SHA.fits(sha)),
            evidence=ledger.known(claim.evidence) if claim else (),
        )
    )


def _details(ledger: Ledger, ids: Sequence[str], lines: list[str]) -> None:
    """Gives texts to the events that they are about: where there are several, a line says which."""
    for id, text in by_event(ids, lines):
        event = ledger.found[id]
        if isinstance(event, Fix):
            ledger.add(
                replace(event, details=event.details or text_of(_before_code(text)), code=event.code or tuple(_code(text)))
            )
        else:
            ledger.add(replace(event, details=text_of(text)))


def by_event(ids: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The texts behind a list of events, cut at the lines that say which event comes next."""
    heads = {f"On `{id}`:": id for id in ids}
    here, kept = (ids[0] if len(ids) == 1 else ""), list[str]()
    for line, quoted in outside(lines):
        if not quoted and line in heads:
            if here and text_of(kept):
                yield here, kept
            here, kept = heads[line], []
        else:
            kept.append(line)
    if here and text_of(kept):
        yield here, kept


def _before_code(lines: list[str]) -> list[str]:
    for number, (line, quoted) in enumerate(outside(lines)):
        if not quoted and _is_file(line, lines[number + 1 :]):
            return lines[:number]
    return lines


def _is_file(line: str, behind: list[str]) -> bool:
    after = next((one for one in behind if one.strip()), "")
    return after.startswith("```") and _FILE.fullmatch(Line(line).text) is not None


def _code(lines: list[str]) -> Iterator[Snippet]:
    """Code before and after, as far as the difference shows it."""
    for number, (line, quoted) in enumerate(outside(lines)):
        if quoted or not _is_file(line, lines[number + 1 :]):
            continue
        language, text = next(fences(lines[number + 1 :]), ("", ""))
        file = Line(line).codes(Line(line).text)[0]
        if language != "diff":
            yield Snippet(file=file, language=language or None, after=text or None)
            continue
        shown = text.split("\n")
        before, after = ["\n".join(one[1:] for one in shown if one[:1] in marks) for marks in (" -", " +")]
        yield Snippet(file=file, before=before, after=after)

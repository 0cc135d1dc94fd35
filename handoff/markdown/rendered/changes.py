"""Commits, deployments and what was changed outside git, from our own documents."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any, get_args, get_type_hints

from handoff.markdown.rendered.inline import CODE, Line, plain
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.page import Entry, fences, from_line, listed
from handoff.markdown.rendered.times import STAMP
from handoff.model.events import Change, Commit, Deployment, Fix, OutOfGit
from handoff.model.expression import expression
from handoff.model.identifiers import DIGEST, SHA, SLUG

_OUTSIDE = expression(
    rf"\*\*(?P<what>.*)\*\* \((?P<id>{CODE})(?:, {STAMP})?\)(?: on (?P<on>[^;]*))?"
    r"(?:; before: (?P<old>.*?))?(?:; now: (?P<new>.*))?$"
)
_TYPES: tuple[str, ...] = get_args(get_args(get_args(get_type_hints(Change, include_extras=True)["type"])[0])[0])
_NOT_CLAIMED = expression(r"(succeeded|failed|rolled-back|unknown), not claimed$")
_AS_STATED = expression(r"(.*) \(as stated\)")
_NOBODY = "**nobody says how**"


def read_changes(ledger: Ledger) -> None:
    """Adds commits, deployments and changes; fixes get their part outside git."""
    _commits(ledger)
    _deployments(ledger)
    for title, lines in ledger.page.parts("What changed"):
        if title == "Outside git":
            for entry in listed(lines):
                _outside(ledger, entry)


def _commits(ledger: Ledger) -> None:
    """Each commit is claimed to be there; what its author stated of it stands in the table where git was not asked."""
    rows: dict[str, dict[str, Line]] = {}
    for row in ledger.page.rows("What changed", "Commit", "Subject", "Files", "+", "−", "Where"):
        rows[row["Commit"].said(row["Commit"].text) or ""] = row
    for id, claim in ledger.claims.items():
        if not id.endswith("/committed") or claim.commit is None or not SHA.fits(claim.commit):
            continue
        given: dict[str, Any] = {}
        subject = None
        stated = rows.get(claim.commit[:10])
        if stated is not None and stated["Where"].text == "git was not asked":
            told = _AS_STATED.match(stated["Subject"].text)
            subject = stated["Subject"].said(told[1]) if told else None
            for name, column in (("files", "Files"), ("insertions", "+"), ("deletions", "−")):
                with suppress(ValueError):
                    given[name] = int(stated[column].text)
        base = id.removesuffix("/committed")
        ledger.add(Commit(id=base, summary=claim.summary, at=claim.at, sha=claim.commit, subject=subject, **given))


def _deployments(ledger: Ledger) -> None:
    undo = _undo(ledger)
    for row in ledger.page.rows("What changed", "Deployed", "Revision", "Before", "From", "Over at", "Claim"):
        names = row["Deployed"]
        service, id = names.said(names.text.partition(" (")[0]) or "", (names.codes(names.text) or ("",))[0]
        if not SLUG.fits(service):
            continue
        claim = ledger.claimed(id, "deployed")
        said = {name: row[name].said(row[name].text) or "" for name in ("Revision", "Before")}
        rows = ledger.times.happenings.get(id, [])
        begun = next((one.at for one in rows if one.text == f"Roll-out of {service} begins"), None)
        told = next((one.text for one in rows if one.text != f"Roll-out of {service} begins"), None)
        origin = row["From"].codes(row["From"].text)
        result = _NOT_CLAIMED.match(row["Claim"].text)
        ledger.add(
            Deployment(
                id=id,
                summary=claim.summary if claim else told or f"{service} deployed",
                at=ledger.times.read(row["Over at"].text),
                service=service,
                revision=claim.revision if claim else (said["Revision"] if said["Revision"] != "**UNPINNED**" else None),
                previous_revision=said["Before"] if said["Before"] != "?" else None,
                commit=next(filter(SHA.fits, origin), None),
                digest=next(filter(DIGEST.fits, origin), None),
                started=begun,
                result="succeeded" if claim else result[1] if result else None,  # type: ignore[arg-type]  # one of them
                undo=undo.get(id),
                evidence=ledger.known(claim.evidence) if claim else (),
            )
        )


def _undo(ledger: Ledger) -> dict[str, str]:
    lines = ledger.page.of("What changed")
    heads = [line for line in lines if line.startswith("Take ") and line.endswith(" back with:")]
    return {id: next(fences(from_line(lines, head)), ("", ""))[1] for head in heads for id in Line(head).codes(Line(head).text)}


def _outside(ledger: Ledger, entry: Entry) -> None:
    line = entry.line
    match = _OUTSIDE.match(line.text)
    if match is None:
        return
    id, what = line.codes(match["id"])[0], line.said(match["what"]) or "…"
    undo = entry.field("Undo")
    undo = undo if undo != _NOBODY else None
    if isinstance(fix := ledger.found.get(id), Fix) or ledger.claimed(id, "fixed") or _is_fix(ledger, id):
        out = OutOfGit(what=what, how=entry.field("How"), undo=undo)
        if isinstance(fix, Fix):
            ledger.add(replace(fix, out_of_git=out))
        else:
            ledger.add(lone_fix(ledger, id, out))
        return
    sort = next((one for one in _TYPES if what.startswith(f"{one}: ")), None)
    row = ledger.times.of(id)
    if row is not None and row.text == what:
        sort = None
    ledger.add(
        Change(
            id=id,
            summary=what[len(sort) + 2 :] if sort else what,
            type=sort,  # type: ignore[arg-type]  # one of them
            services=tuple(word for word in map(plain, (match["on"] or "").split(", ")) if SLUG.fits(word)),
            old=line.said(match["old"]),
            new=line.said(match["new"]),
            undo=undo,
        )
    )


def _is_fix(ledger: Ledger, id: str) -> bool:
    return bool((row := ledger.times.of(id)) and row.kind == "fix") or f"fix `{id}`" in ledger.page.of("Notes")


def lone_fix(ledger: Ledger, id: str, out: OutOfGit | None = None) -> Fix:
    """A fix that is for no bug of its record: its claim, the timeline or a note has its words."""
    claim = ledger.claimed(id, "fixed") or ledger.claimed(id, "deployed")
    row = ledger.times.of(id)
    summary = claim.summary if claim else row.text if row else out.what if out else id
    state = ("verified" if claim.predicate == "fixed" else "deployed") if claim else None
    evidence = ledger.known(claim.evidence) if claim else ()
    return Fix(id=id, summary=summary, state=state, out_of_git=out, evidence=evidence)  # type: ignore[arg-type]  # as claimed

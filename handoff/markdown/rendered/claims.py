"""The claims of our own documents, each with the verdict that was printed beside it: what `check` reads of them.

The front matter marks them. Their prose is made from the record, so only their lists of claims and evidence are read. Whoever
changes a verdict by hand leaves counts behind that do not fit; then no "supported" of the document is believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any, get_args

from handoff.markdown.document import Document
from handoff.markdown.rendered.evidence import read_evidence
from handoff.markdown.rendered.inline import CODE, Line, plain
from handoff.markdown.rendered.page import outside
from handoff.model.claim import Answer
from handoff.model.clock import Clock
from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.place import Place
from handoff.model.predicates import Predicate
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.times import Window, read_window
from handoff.model.value import Value, read_value

_FIELD = expression(r"^(document|id|title|date|timezone|claims|source|as_of|generator):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_COUNT = expression(r"([a-z-]+): (\d+)")
_ANSWERS = "|".join(get_args(Answer))
_PREDICATE = rf"(?:{'|'.join(map(re.escape, get_args(Predicate)))})(?![\w-])"
_VERDICT = rf"(?P<answer>{_ANSWERS})"
_REASONS = r"(?: \((?P<reasons>[\w-]+(?:, [\w-]+)*)\))?"
_CLAIM = expression(rf"- \*\*{_VERDICT}\*\*{_REASONS}: ")
_ID = expression(rf" \((?P<id>{CODE}): ")
_BOX = expression(rf"- \[[ x]\] \*\*(?P<text>.*)\*\*: {_VERDICT}{_REASONS} \((?P<id>{CODE})(?:, .*)?\)$")
_SAYS = expression(
    rf"(?P<subject>{CODE}|.*) (?P<predicate>{_PREDICATE})(?: (?P<each>{_PREDICATE}))?(?: (?P<value>{CODE}))?(?P<bound>, .*)?$"
)
_BOUND = expression(rf", (text|unit|revision|commit|basis|window|scope|modality|as of) ({CODE})")
_SECTION = expression(r"## (.+?)\s*$")


def marks_of(document: Document) -> Mapping[str, str] | None:
    """The front matter of a document that this tool made; None for any other document."""
    found = {key: _value_of(value) for key, value in _FIELD.findall(document.front)}
    return found if found.get("generator", "").startswith("handoff ") and "document" in found else None


def _value_of(text: str) -> str:
    """A scalar of the front matter, which is written as JSON writes texts."""
    if text.startswith('"'):
        import json

        with suppress(ValueError):
            return str(json.loads(text))
    return text.strip("\"'")


def read_rendered(document: Document, front: Mapping[str, str], path: str, project: Project) -> Session:
    """The session of which a document was made, as far as its lists tell: claims with their verdicts, and evidence."""
    lines = document.text.split("\n")
    found = list(_claims(lines, path))
    if not counted(front, found):
        found = [_doubted(event) for event in found]
    title = document.title
    return Session(
        id=front.get("id", PurePath(path).stem),
        title=front.get("title") or (title.text if title else PurePath(path).stem),
        timezone=front.get("timezone") or project.timezone,
        events=(*read_evidence(lines, path), *found),
        extra={"x-rendered": dict(front)},
        place=Place(path, 1, 1),
        origin="markdown",
    )


def trusted(document: Document, front: Mapping[str, str], path: str) -> bool:
    """Whether the verdicts of a document are those that were printed, by the counts in its front matter."""
    return counted(front, list(_claims(document.text.split("\n"), path)))


def _claims(lines: list[str], path: str) -> Iterator[ClaimEvent]:
    title, why = "", list[str]()
    held: ClaimEvent | None = None
    for number, (line, quoted) in enumerate(outside([*lines, "## "]), 1):
        if held is not None and line.startswith("  - "):
            why.append(plain(line[4:]))
            continue
        if held is not None:
            yield _with_reasons(held, why)
            held, why = None, []
        if quoted:
            continue
        if section := _SECTION.match(line):
            title = section[1]
        elif title == "Every claim" and line.startswith("- **"):
            held = _listed(Line(line), Place(path, number, 1))
        elif title == "Claims" and line.startswith("- ["):
            held = _boxed(Line(line), Place(path, number, 1))


def _listed(line: Line, place: Place) -> ClaimEvent | None:
    match = _CLAIM.match(line.text)
    # Text of the record has its backticks escaped, so the last id in brackets is ours.
    id = next(reversed(list(_ID.finditer(line.text))), None)
    if match is None or id is None or id.start() < match.end():
        return None
    says, cited, *_ = (*line.text[id.end() :].split("; "), "")
    return ClaimEvent(
        id=line.codes(id["id"])[0],
        summary=line.said(line.text[match.end() : id.start()]) or "…",
        evidence=line.cited(cited),
        extra=_stated_by(match),
        place=place,
        **_said(line, says, line.codes(id["id"])[0]),
    )


def _said(line: Line, says: str, id: str) -> dict[str, Any]:
    """The fields of a claim in the tool's own words."""
    match = _SAYS.match(says)
    if match is None:
        return {"subject": id, "predicate": "complete"}
    rest = match["bound"] or ""
    subject, predicate, each = line.said(match["subject"]) or "…", match["predicate"], match["each"]
    if each is None and match["subject"].endswith(" all-of"):
        # A subject with a bar in it is printed as text, and text takes as much as it can.
        subject, predicate, each = subject.removesuffix(" all-of"), "all-of", predicate
    bound = {name: line.said(code) for name, code in _BOUND.findall(rest)}
    return {
        "subject": subject, "predicate": predicate, "each": each,
        "value": _value(line.said(match["value"]), bound), "window": _window(bound.get("window")),
        "revision": bound.get("revision"), "commit": bound.get("commit"), "scope": bound.get("scope"),
        "modality": bound.get("modality"), "at": _instant(bound.get("as of")),
        "members": line.codes(rest.partition(", members ")[2]),
    }  # fmt: skip


def _boxed(line: Line, place: Place) -> ClaimEvent | None:
    match = _BOX.match(line.text)
    if match is None:
        return None
    id = line.codes(match["id"])[0]
    text = line.said(match["text"]) or "…"
    return ClaimEvent(id=id, summary=text, subject=id, predicate="complete", extra=_stated_by(match), place=place)


def _stated_by(match: re.Match[str]) -> dict[str, object]:
    reasons = match["reasons"].split(", ") if match["reasons"] else []
    return {
        "x-why": "a claim of a document made by this tool",
        "x-stated": {"verdict": match["answer"], "reasons": reasons, "why": []},
    }


def _with_reasons(event: ClaimEvent, why: list[str]) -> ClaimEvent:
    return replace(event, extra={**event.extra, "x-stated": {**stated(event), "why": why}})


def _value(text: str | None, bound: Mapping[str, str | None]) -> Value | None:
    basis = bound.get("basis")
    if text is None:
        return Value(text=bound.get("text"), unit=bound.get("unit"), basis=basis) if bound.get("text") or basis else None
    with suppress(ValueError):
        return replace(read_value(text), basis=basis)
    return Value(text=text, basis=basis)


def _window(text: str | None) -> Window | None:
    with suppress(ValueError):
        return read_window(text or "", Clock())
    return None


def _instant(text: str | None) -> datetime | None:
    with suppress(ValueError):
        return Clock().read(text or "")
    return None


def counted(front: Mapping[str, str], found: list[ClaimEvent]) -> bool:
    """Whether the counts of the front matter are those of the list."""
    told = {name: int(number) for name, number in _COUNT.findall(front.get("claims", "")) if int(number)}
    # Listed commits stand apart there, and in the list among the claims.
    if listed := told.pop("listed-commits", 0):
        told |= {name: told.get(name, 0) + listed for name in ("total", "supported")}
    counts = Counter(str(stated(event)["verdict"]) for event in found)
    return told == {**counts, **({"total": len(found)} if found else {})}


def stated(event: ClaimEvent) -> Mapping[str, object]:
    """The verdict that was printed beside a claim: `verdict`, `reasons`, `why`."""
    found = event.extra["x-stated"]
    return found if isinstance(found, Mapping) else {}


def _doubted(event: ClaimEvent) -> ClaimEvent:
    if stated(event)["verdict"] != "supported":
        return event
    doubt = {
        "verdict": "unsupported",
        "reasons": ["no-evidence"],
        "why": ["the counts in the front matter do not fit the list: the document was changed by hand"],
    }
    return replace(event, extra={**event.extra, "x-stated": doubt})

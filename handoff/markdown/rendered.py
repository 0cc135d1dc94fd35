"""Our own documents read back: the claims of a HANDOFF.md or CHECKLIST.md, each with the verdict that was printed beside it.

The front matter marks them. Their prose is made from the record, so only their lists of claims and evidence are read. Whoever
changes a verdict by hand leaves counts behind that do not fit; then no "supported" of the document is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import get_args

from handoff.markdown.document import Document
from handoff.model.claim import Answer
from handoff.model.events import AnyEvent, ClaimEvent, Evidence
from handoff.model.place import Place
from handoff.model.predicates import Level, Predicate
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.value import Value, read_value

_FIELD = re.compile(r"^(document|id|title|date|claims|source|as_of|generator):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_COUNT = re.compile(r"([a-z-]+): (\d+)")
_ANSWERS = "|".join(get_args(Answer))
_PREDICATES: tuple[str, ...] = get_args(Predicate)
_CLAIM = re.compile(rf"- \*\*(?P<answer>{_ANSWERS})\*\*(?: \((?P<reasons>[\w-]+(?:, [\w-]+)*)\))?: (?P<rest>.*)\)$")
_ID = re.compile(r" \(`(?P<id>[^`]+)`: ")
_BOX = re.compile(
    rf"- \[[ x]\] \*\*(?P<text>.*)\*\*: (?P<answer>{_ANSWERS})(?: \((?P<reasons>[\w-]+(?:, [\w-]+)*)\))?"
    r" \(`(?P<id>[^`]+)`(?:, .*)?\)$"
)
_SAYS = re.compile(rf"(?P<subject>.*?) (?P<predicate>{'|'.join(map(re.escape, _PREDICATES))})(?![\w-])(?: (?P<value>.*))?$")
_REVISION = re.compile(r"^(?P<value>.*?) ?\((?P<revision>[^()]*)\)$")
_EVIDENCE_ROW = re.compile(r"\| `(?P<id>[^`]+)`[^|]*\| (?P<rest>.*) \|$")
_CELL = re.compile(r"(?<!\\)\|")
_TICKS = re.compile("`+")
_ENTITIES = {"&lt;": "<", "&amp;": "&"}
_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:lt|amp);|`+")
_SECTION = re.compile(r"^## (.+?)\s*$")
_LEVELS: tuple[str, ...] = get_args(Level)


def marks_of(document: Document) -> Mapping[str, str] | None:
    """The front matter of a document that this tool made; None for any other document."""
    found = {key: value.strip("\"'") for key, value in _FIELD.findall(document.front)}
    return found if found.get("generator", "").startswith("handoff ") and "document" in found else None


def read_rendered(document: Document, front: Mapping[str, str], path: str, project: Project) -> Session:
    """The session of which a document was made, as far as its lists tell: claims with their verdicts, and evidence."""
    lines = document.text.split("\n")
    found = list(_claims(lines, path))
    if not _counted(front, found):
        found = [_doubted(event) for event in found]
    title = document.title
    return Session(
        id=front.get("id", PurePath(path).stem),
        title=front.get("title") or (title.text if title else PurePath(path).stem),
        timezone=project.timezone,
        events=(*_evidence(lines, path), *found),
        extra={"x-rendered": dict(front)},
        place=Place(path, 1, 1),
        origin="markdown",
    )


def plain(text: str) -> str:
    """What a rendered line says: its escapes taken back, code spans opened (CommonMark 0.31, sections 2.4 and 6.1)."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    pieces: list[str] = []
    begin = 0
    while (mark := _MARK.search(text, begin)) is not None:
        pieces.append(text[begin : mark.start()])
        begin = mark.end()
        if not mark[0].startswith("`"):
            pieces.append(_ENTITIES.get(mark[0], mark[0][-1]))
            continue
        closing = runs.get(len(mark[0]), [])
        place = bisect_left(closing, begin)
        if place == len(closing):
            pieces.append(mark[0])
            continue
        span = text[begin : closing[place]]
        pieces.append(span[1:-1] if span[0] == span[-1] == " " and span.strip() else span)
        begin = closing[place] + len(mark[0])
    return "".join((*pieces, text[begin:]))


def sections(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """The lines of a document with the title of the section that each stands in and its number, fences left out."""
    title, fence = "", ""
    for number, line in enumerate(lines, 1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark is not None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            if match := _SECTION.match(line):
                title = match[1]
            yield title, number, line


def _claims(lines: list[str], path: str) -> Iterator[ClaimEvent]:
    why: list[str] = []
    held: tuple[re.Match[str], re.Match[str] | None, int] | None = None
    for title, number, line in (*sections(lines), ("", len(lines) + 1, "")):
        if held is not None and line.startswith("  - "):
            why.append(plain(line[4:]))
            continue
        if held is not None:
            yield _claim(*held, why, path)
            held, why = None, []
        if title == "Every claim" and (match := _CLAIM.match(line)):
            ids = list(_ID.finditer(match["rest"]))
            if ids:
                held = match, ids[-1], number
        elif title == "Claims" and (match := _BOX.match(line)):
            held = match, None, number


def _claim(match: re.Match[str], id: re.Match[str] | None, number: int, why: list[str], path: str) -> ClaimEvent:
    reasons = match["reasons"].split(", ") if match["reasons"] else []
    stated = {"verdict": match["answer"], "reasons": reasons, "why": why}
    extra: dict[str, object] = {"x-why": "a claim of a document made by this tool", "x-stated": stated}
    place = Place(path, number, 1)
    if id is None:
        return ClaimEvent(
            id=match["id"], summary=plain(match["text"]), subject=match["id"], predicate="complete", extra=extra, place=place
        )
    says, *rest = re.split(r"; (?=no evidence|`|\[|inherited)", match["rest"][id.end() :])
    evidence = re.findall(r"`([^`]+)`", rest[0]) if rest else []
    parts = _SAYS.match(plain(says))
    value, revision, each = parts["value"] if parts else None, None, None
    if value and parts and parts["predicate"] == "all-of":
        each, _, value = value.partition(" ")
    if value and (pinned := _REVISION.match(value)):
        value, revision = pinned["value"], pinned["revision"]
    return ClaimEvent(
        id=id["id"],
        summary=plain(match["rest"][: id.start()]),
        subject=parts["subject"] if parts else id["id"],
        predicate=parts["predicate"] if parts else "complete",  # type: ignore[arg-type]  # the pattern knows the predicates
        value=_value(value),
        each=each,  # type: ignore[arg-type]  # a predicate, as the document was made
        revision=revision,
        evidence=tuple(evidence),
        extra=extra,
        place=place,
    )


def _value(text: str | None) -> Value | None:
    if not text:
        return None
    try:
        return read_value(text)
    except ValueError:
        return Value(text=text)


def _evidence(lines: list[str], path: str) -> Iterator[AnyEvent]:
    for title, number, line in sections(lines):
        if title != "Evidence" or not (match := _EVIDENCE_ROW.match(line)):
            continue
        cells = [plain(cell.strip()) for cell in _CELL.split(match["rest"])]
        if len(cells) < 4:
            continue
        _, level, asked, came_back = cells[:4]
        yield Evidence(
            id=match["id"],
            summary=f"{asked}: {came_back}"[:200],
            level=level if level in _LEVELS else None,  # type: ignore[arg-type]  # it is one of them
            asked=asked if asked != "not said" else None,
            output=came_back if came_back != "nothing" else None,
            place=Place(path, number, 1),
        )


def _counted(front: Mapping[str, str], found: list[ClaimEvent]) -> bool:
    stated = {name: int(number) for name, number in _COUNT.findall(front.get("claims", "")) if int(number)}
    counts = Counter(str(_stated(event)["verdict"]) for event in found)
    return stated == {**counts, **({"total": len(found)} if found else {})}


def _stated(event: ClaimEvent) -> Mapping[str, object]:
    stated = event.extra["x-stated"]
    return stated if isinstance(stated, Mapping) else {}


def _doubted(event: ClaimEvent) -> ClaimEvent:
    if _stated(event)["verdict"] != "supported":
        return event
    stated = {
        "verdict": "unsupported",
        "reasons": ["no-evidence"],
        "why": ["the counts in the front matter do not fit the list: the document was changed by hand"],
    }
    return replace(event, extra={**event.extra, "x-stated": stated})

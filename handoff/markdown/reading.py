"""A Markdown document read into the shape of a session: every claim and every piece of evidence with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from handoff.markdown.blocks import read_blocks
from handoff.markdown.candidates import candidate
from handoff.markdown.document import Document, Statement
from handoff.markdown.evidence import Exhibit
from handoff.markdown.linking import Link, link
from handoff.markdown.mojibake import repaired
from handoff.markdown.offers import Offers
from handoff.markdown.showing import shown
from handoff.markdown.structure import Structure, structure_of
from handoff.model.events import AnyEvent, ClaimEvent, Evidence, Via
from handoff.model.identifiers import slug_of
from handoff.model.place import Place
from handoff.model.predicates import WORDS, Level, Predicate
from handoff.model.project import Project
from handoff.model.session import Session

_PREDICATES: Mapping[str, Predicate] = {
    "any": "complete", "done": "complete", "fix": "fixed", "merge": "merged", "deploy": "deployed", "build": "built",
    "up": "live", "live": "live", "work": "functional", "ready": "functional", "test": "tests-passed", "resolve": "resolved",
    "absent": "absent", "exist": "exists",
}  # fmt: skip
_VIA: Mapping[str, Via] = {
    "commit": "git", "pull-request": "git", "ci-run": "ci", "build": "ci", "revision": "platform", "image": "platform",
    "http": "http", "test-count": "test-run", "named-test": "test-run", "output": "command", "command": "command",
    "query": "query", "measure": "metric", "log": "log", "excerpt": "file", "code-place": "file", "path": "file",
    "receipt": "platform", "digest": "platform", "version": "statement",
}  # fmt: skip
# A claim's words, for its id and its text.
_MOST = 400


def read_markdown(text: str, path: str, project: Project) -> Session:
    """What a Markdown document says, as a session with origin "markdown".

    Claims carry in `extra` why they were taken for claims (`x-why`), evidence that comes near without counting (`x-near`),
    and what contradicts them (`x-contradicted`). Line numbers are those of the file. Raises nothing: every text is a
    document.
    """
    mended = repaired(text)
    document = read_blocks(mended.text)
    structure = structure_of(document, path, project)
    reading = _Reading(document, path, structure)
    reading.read()
    extra: dict[str, object] = dict(structure.extra)
    if mended.lines:
        extra["x-mis-decoded"] = {"table": mended.table, "lines": len(mended.lines), "first": mended.lines[0]}
    return Session(
        id=structure.id,
        title=structure.title or PurePath(path).stem,
        timezone=structure.timezone,
        started=structure.started,
        ended=structure.ended,
        by=structure.by,
        repo=structure.repo,
        events=tuple(reading.events),
        extra=extra,
        place=Place(path, 1, 1, structure.lines),
        origin="markdown",
    )


class _Reading:
    """Turns candidates and their evidence into events, in the order of the document."""

    def __init__(self, document: Document, path: str, structure: Structure) -> None:
        self.document, self.path, self.structure = document, path, structure
        self.events: list[AnyEvent] = []
        self.offers = Offers(document)
        self.ids: dict[str, int] = {}
        self.known: dict[int, str] = {}

    def read(self) -> None:
        by_line = self.structure.by_line
        for statement in self.document.statements:
            self.events += by_line.pop(statement.line, ())
            found = candidate(statement) or shown(statement, self.offers)
            if found is not None:
                linked = link(found, self.offers)
                if linked.supported or not found.quiet:
                    self._claim(linked)
        for events in by_line.values():
            self.events += events

    def _claim(self, linked: Link) -> None:
        found = linked.candidate
        statement = found.statement
        evidence = () if linked.lacking else tuple(self._evidence(one) for one in linked.offered)
        extra: dict[str, object] = {"x-why": "; ".join(dict.fromkeys(found.why))}
        if linked.lacking and linked.offered:
            extra["x-mixed"] = f"“{linked.lacking[0].word}” has nothing behind it, though other parts of the line have"
        if linked.near:
            extra["x-near"] = [f"“{exhibit.text}” in line {exhibit.line}: {why}" for exhibit, why in linked.near[:3]]
        part = linked.lacking[0] if linked.lacking else found.assertions[0]
        text = _text(statement)
        self.events.append(
            ClaimEvent(
                id=self._id(text, statement.line),
                summary=text,
                subject=_subject(statement),
                predicate=WORDS.get(part.word, _PREDICATES[part.need]) if part.need != "any" else "complete",
                modality="inferred" if found.hedged else None,
                value=self.structure.values.get(statement.order),
                evidence=evidence,
                tags=("checklist",) if found.mark == "box" else (),
                extra=extra,
                place=Place(self.path, statement.line),
            )
        )

    def _evidence(self, exhibit: Exhibit) -> str:
        if (known := self.known.get(id(exhibit))) is not None:
            return known
        where = f"{exhibit.kind}-{exhibit.line}"
        self.known[id(exhibit)] = made = self._free(where)
        commit = _commit(exhibit)
        self.events.append(
            Evidence(
                id=made,
                summary=exhibit.text or exhibit.kind,
                via=_VIA[exhibit.kind],
                level=_LEVELS.get(exhibit.kind, "functional"),
                outcome=None if exhibit.output else "passed",
                output=exhibit.output or None,
                commit=commit,
                extra={"x-kind": exhibit.kind},
                place=Place(self.path, exhibit.line),
            )
        )
        return made

    def _id(self, text: str, line: int) -> str:
        return self._free(slug_of(text) if text.isascii() else f"line-{line}" if (slug := slug_of(text)) == "event" else slug)

    def _free(self, slug: str) -> str:
        number = self.ids.get(slug, 0) + 1
        self.ids[slug] = number
        if number == 1:
            return slug
        return self._free(f"{slug}-{number}")


_LEVELS: Mapping[str, Level] = {
    "commit": "committed", "pull-request": "merged", "ci-run": "tests-passed", "build": "built", "revision": "deployed",
    "image": "deployed", "http": "live", "test-count": "tests-passed", "named-test": "tests-passed", "excerpt": "exists",
    "code-place": "exists", "path": "exists", "receipt": "deployed",
}  # fmt: skip


def _commit(exhibit: Exhibit) -> str | None:
    text = exhibit.text.lower()
    return text if exhibit.kind == "commit" and text.isalnum() else None


def _text(statement: Statement) -> str:
    raw = " ".join(statement.raw.split())
    return raw if len(raw) <= _MOST else raw[: _MOST - 1].rstrip() + "…"


def _subject(statement: Statement) -> str:
    """What the claim is about, in the document's words: a field's name, a row's first cell, the section, or the document."""
    if statement.kind == "row" and statement.cells:
        return statement.cells[0] or statement.section.title or "session"
    if statement.kind == "heading":
        return statement.text if statement.section.level > 1 else "session"
    if statement.key and statement.section.level > 1:
        return statement.key if statement.key.lower() not in {"status", "state", "result"} else statement.section.title
    return statement.section.title if statement.section.level > 1 else "session"

"""A Markdown document read into the shape of a session: every claim and every piece of evidence with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePath

from handoff.markdown import exhibits, marks
from handoff.markdown.blocks import read_blocks
from handoff.markdown.candidates import candidate
from handoff.markdown.contradiction import Contradictions
from handoff.markdown.document import Document, Statement
from handoff.markdown.exhibits import Exhibit
from handoff.markdown.header import TIME_COLUMN
from handoff.markdown.keys import NAMELESS
from handoff.markdown.linking import Link, link
from handoff.markdown.mojibake import Repaired, repaired
from handoff.markdown.offers import Offers
from handoff.markdown.outline import Outline
from handoff.markdown.rendered import marks_of, read_rendered
from handoff.markdown.sentences import CODE, LINK, opened
from handoff.markdown.showing import shown
from handoff.markdown.structure import structure_of
from handoff.markdown.weightless import weightless
from handoff.model.events import AnyEvent, ClaimEvent, Commit, Evidence, Via
from handoff.model.expression import expression
from handoff.model.place import Place
from handoff.model.predicates import WORDS, Level, Predicate
from handoff.model.project import Project
from handoff.model.session import Session

_PREDICATES: Mapping[str, Predicate] = {
    "done": "complete", "count": "complete",
    "fix": "fixed", "merge": "merged", "deploy": "deployed", "build": "built", "up": "live", "live": "live",
    "work": "functional", "ready": "functional", "test": "tests-passed", "resolve": "resolved", "absent": "absent",
}  # fmt: skip
# What a tick beside evidence says, by the evidence.
_TICKED: Mapping[str, Predicate] = {
    exhibits.COMMIT: "committed", exhibits.PULL: "merged", exhibits.HTTP: "live", exhibits.TESTS: "tests-passed",
    exhibits.RUN: "tests-passed", exhibits.NAMED_TEST: "tests-passed", exhibits.REVISION: "deployed",
    exhibits.IMAGE: "deployed", exhibits.BUILD: "built", exhibits.FILE: "exists",
    exhibits.DEPLOYMENT: "deployed",
}  # fmt: skip
_VIA: Mapping[str, Via] = {
    exhibits.COMMIT: "git", exhibits.PULL: "git", exhibits.RUN: "ci", exhibits.BUILD: "ci", exhibits.REVISION: "platform",
    exhibits.IMAGE: "platform", exhibits.HTTP: "http", exhibits.TESTS: "test-run", exhibits.NAMED_TEST: "test-run",
    exhibits.OUTPUT: "command", exhibits.QUERY: "query", exhibits.MEASURE: "metric", exhibits.LOG: "log",
    exhibits.EXCERPT: "file", exhibits.CODE_PLACE: "file", exhibits.RECEIPT: "platform", exhibits.DIGEST: "platform",
    exhibits.CHECK: "metric", exhibits.SIGHT: "metric", exhibits.FILE: "file", exhibits.VALUES: "metric",
    exhibits.DEPLOYMENT: "platform",
}  # fmt: skip
_LEVELS: Mapping[str, Level] = {
    exhibits.COMMIT: "committed", exhibits.PULL: "merged", exhibits.RUN: "tests-passed", exhibits.BUILD: "built",
    exhibits.REVISION: "deployed", exhibits.IMAGE: "deployed", exhibits.HTTP: "live", exhibits.TESTS: "tests-passed",
    exhibits.NAMED_TEST: "tests-passed", exhibits.EXCERPT: "exists", exhibits.CODE_PLACE: "exists",
    exhibits.RECEIPT: "deployed", exhibits.FILE: "exists", exhibits.VALUES: "exists", exhibits.DEPLOYMENT: "deployed",
}  # fmt: skip
_HEAD = expression(r"([^:|]{3,60}?)\s+[-–—]\s")
_NUMBERED = expression(r"^\W{0,8}\d+(?:\.\d+){0,5}[.):]?\s+")
_REQUEST = expression(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s{1,3}`?/\w")
# How much of a statement becomes the claim's text.
_MOST = 400
_LONGEST_NAME = 96


def read_markdown(text: str, path: str, project: Project) -> Session:
    """What a Markdown document says, as a session with origin "markdown".

    Claims carry in `extra` why they were taken for claims (`x-why`), which part of them lacks evidence (`x-mixed`), evidence
    that comes near without counting (`x-near`), what stands there and is no evidence (`x-weightless`), and what in the
    document speaks against them (`x-contradicted`). Line numbers are those of the file. Raises nothing: every text is a
    document.
    """
    mended = repaired(text)
    document = read_blocks(mended.text)
    if "generator" in document.front and (front := marks_of(document)) is not None:
        return read_rendered(document, front, path, project)
    session = session_of(document, structure_of(document, path, project), mis_decoded(text, mended))
    document.let_go()
    return session


def mis_decoded(text: str, mended: Repaired) -> Mapping[str, object]:
    """What a session is told of lines that had been decoded with the wrong table; nothing when there are none."""
    if not mended.lines:
        return {}
    first = mended.lines[0]
    wrong, right = (lines.split("\n")[first - 1].strip()[:_LONGEST_NAME] for lines in (text, mended.text))
    return {"x-mis-decoded": {"table": mended.table, "lines": list(mended.lines), "wrong": wrong, "right": right}}


def session_of(document: Document, outline: Outline, extra: Mapping[str, object]) -> Session:
    """The session that a document tells of, with its claims and their evidence."""
    events = _Reading(document, outline).events()
    if outline.running:
        extra = {**extra, "x-running": outline.running}
    return Session(
        id=outline.id,
        title=outline.title or PurePath(outline.path).stem,
        timezone=outline.timezone,
        started=outline.started,
        ended=outline.ended,
        by=outline.by,
        repo=outline.repo,
        events=tuple(events),
        extra=extra,
        place=Place(outline.path, 1, 1, outline.lines),
        origin="markdown",
    )


def as_meant(text: str, session: Session) -> str:
    """The text that a session was read from, with what had been decoded with the wrong table put right."""
    return repaired(text).text if "x-mis-decoded" in session.extra else text


class _Reading:
    """Turns candidates and their evidence into events, in the order of the document."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document, self.outline = document, outline
        self.offers = Offers(document)
        self.contradictions = Contradictions(document)
        self.made: list[AnyEvent] = []
        self.known: dict[Exhibit, str] = {}

    def events(self) -> list[AnyEvent]:
        by_line = dict(self.outline.by_line)
        statements = self.document.statements
        # One question to all of them and then the next is a tenth quicker than all questions to one.
        said = [candidate(one) for one in statements]
        found = [one or shown(statement, self.offers) for statement, one in zip(statements, said, strict=True)]
        links = [link(one, self.offers) if one is not None else None for one in found]
        for statement, linked in zip(statements, links, strict=True):
            if by_line:
                self.made += by_line.pop(statement.line, ())
            if linked is not None and (linked.supported or not linked.candidate.quiet):
                self._claim(linked)
        for events in by_line.values():
            self.made += events
        return self.made

    def _claim(self, linked: Link) -> None:
        found = linked.candidate
        statement = found.statement
        extra: dict[str, object] = {"x-why": ", ".join(dict.fromkeys(found.why))}
        if linked.lacking and linked.offered:
            extra["x-mixed"] = f"“{linked.lacking[0].word}” has nothing behind it, though other parts of the line have"
        if linked.near:
            near = (f"“{_quoted(exhibit)}” in line {exhibit.line}: {why}" for exhibit, why in _each_once(linked.near))
            extra["x-near"] = list(islice(dict.fromkeys(near), 3))
        if linked.lacking and not linked.near and (stands := weightless(statement)):
            extra["x-weightless"] = stands
        if against := self.contradictions.against(found):
            extra["x-contradicted"] = against
        predicate = _predicate(linked)
        if predicate == "committed" and not linked.lacking and self._is_commit(statement):
            # The event of that line makes this very claim.
            return
        offered = () if linked.lacking else tuple(self._evidence(one) for one in linked.offered)
        text = _text(statement)
        self.made.append(
            ClaimEvent(
                id=self.outline.name(text if text.isascii() or text[:_MOST].strip("# ").isascii() else statement.text),
                summary=text,
                subject=self.outline.subjects.get(statement.order) or _subject(statement),
                predicate=predicate,
                modality="inferred" if found.hedged else None,
                value=self.outline.values.get(statement.order),
                evidence=offered,
                tags=("checklist",) if found.mark == "box" else (),
                extra=extra,
                place=self.outline.place(statement.line),
            )
        )

    def _is_commit(self, statement: Statement) -> bool:
        return any(isinstance(event, Commit) for event in self.outline.by_line.get(statement.line, ()))

    def _evidence(self, exhibit: Exhibit) -> str:
        made = self.known.get(exhibit)
        if made is None:
            self.known[exhibit] = made = self.outline.name(f"{exhibit.kind} {exhibit.line}")
            self.made.append(
                Evidence(
                    id=made,
                    summary=_quoted(exhibit) or exhibit.kind,
                    via=_VIA[exhibit.kind],
                    level=_LEVELS.get(exhibit.kind, "functional"),
                    outcome=None if exhibit.output else "passed",
                    output=exhibit.output or None,
                    commit=_commit(exhibit),
                    extra={"x-kind": exhibit.kind},
                    place=self.outline.place(exhibit.line),
                )
            )
        return made


def _predicate(linked: Link) -> Predicate:
    """What is claimed: by the status word that lacks evidence, else the first; of a mere tick, by what stands beside it."""
    part = linked.lacking[0] if linked.lacking else linked.candidate.assertions[0]
    if part.need != "any":
        return WORDS.get(part.word, _PREDICATES[part.need])
    near = [one.kind for one in linked.offered] or [one.kind for one, _ in linked.near]
    # A tick beside a request says that it is answered as it should be.
    bare: Predicate = "functional" if _REQUEST.search(linked.candidate.statement.raw) else "complete"
    return next((_TICKED[kind] for kind in near if kind in _TICKED), bare)


def _commit(exhibit: Exhibit) -> str | None:
    text = exhibit.text.lower()
    return text if exhibit.kind == exhibits.COMMIT and text.isalnum() else None


def _text(statement: Statement) -> str:
    raw = " ".join(statement.raw[: 2 * _MOST].split())
    return raw if len(raw) <= _MOST else raw[: _MOST - 1].rstrip() + "…"


def _each_once(near: Iterable[tuple[Exhibit, str]]) -> Iterator[tuple[Exhibit, str]]:
    """What comes near, without what is a part of another one in its line, found by another pattern: the same thing twice."""
    found = list(near)
    for exhibit, why in found:
        if not any(
            one is not exhibit and one.line == exhibit.line and other == why and exhibit.text in one.text != exhibit.text
            for one, other in found
        ):
            yield exhibit, why


def _quoted(exhibit: Exhibit) -> str:
    """The words of a piece of evidence; where only an end of a code span is quoted, without its mark."""
    text, found = exhibit.text, exhibit.statement
    if found is not None and (CODE in text or LINK in text):
        # A cell that is nothing but code is in every other one.
        for cell, raw in sorted(zip(found.cells, found.raw_cells, strict=False), key=lambda pair: -len(pair[0])):
            if CODE in cell or LINK in cell:
                text = text.replace(cell, opened(cell, cell, raw), 1)
        text = opened(text, found.text, found.raw)
    return text.replace("`", "") if text.count("`") % 2 else text


def _subject(statement: Statement) -> str:
    """What the claim is about, in the document's words: a field's name, a row's first cell, the section, or the document."""
    section = statement.section
    heading = section.heading if section.level > 1 else None
    title = _named(opened(heading.text, heading.text, heading.raw)) if heading is not None else ""
    if statement.table is not None:
        # A row of a timeline is about what happened, not about its time.
        first = statement.table.headers and TIME_COLUMN.match(statement.table.headers[0]) is not None
        cells = list(zip(statement.cells, statement.raw_cells, strict=False))[1 if first else 0 :]
        cell = next((opened(cell, cell, raw) for cell, raw in cells if cell), "")
        return _named(cell) if cell else title or "session"
    if statement.kind == "heading":
        return title or "session"
    if statement.key and section.level > 1 and statement.key.lower() not in NAMELESS:
        return _named(opened(statement.key, statement.text, statement.raw))
    if statement.item is not None and (head := _HEAD.match(marks.without_ticks(statement.text))):
        return _named(opened(head[1], statement.text, statement.raw))
    return title or "session"


def _named(text: str) -> str:
    """A heading, cell or key as the name of a subject: without ticks and numbers."""
    return _NUMBERED.sub("", marks.without_ticks(text)).strip(" :#")[:_LONGEST_NAME].rstrip() or "session"

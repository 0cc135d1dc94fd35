"""Documents judged and linted one by one, on two processes when that pays."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.checking.documents import Document
from handoff.checking.inputs import Learnt
from handoff.checking.request import Judged, Lost, Request
from handoff.checking.showing import without_secrets
from handoff.checking.validity import Watch
from handoff.errors import BadRecord, HandoffError, UsageError
from handoff.model.facts import Facts
from handoff.model.judgement import Checked, Judgement
from handoff.model.observation import CommitSeen
from handoff.report import Unread, piece

if TYPE_CHECKING:
    from handoff.model.project import Project
    from handoff.rules import Result
    from handoff.store import Library

# Bytes of documents from which a second process saves more time than it costs to start, and how many documents are looked at
# at a time.
PAYS = 400_000
_CHUNK = 16


class Checker:
    """Checks documents; sessions that several of them link to are read once."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._libraries: dict[tuple[str | None, str], Library] = {}

    def check(self, documents: Sequence[Document]) -> list[Judged | Lost]:
        """The documents judged and linted; what is wrong with a file that cannot be. Raises UsageError for no rule's name.

        Each step is taken for all of them before the next, which is quicker than all steps for each of them.
        """
        from handoff.rules import run
        from handoff.verdicts import judge

        watches = [Watch(self.request.as_of) for _ in documents]
        read = [self._read(document, watch.instant) for document, watch in zip(documents, watches, strict=True)]
        judgements = [judge(facts) for facts in read if isinstance(facts, Facts)]
        results = [run(judgement, self.request.select, self.request.ignore) for judgement in judgements]
        told = iter(zip(judgements, results, strict=True))
        return [
            facts if isinstance(facts, Lost) else self._judged(document, watch, *next(told))
            for document, watch, facts in zip(documents, watches, read, strict=True)
        ]

    def _read(self, document: Document, as_of: datetime) -> Facts | Lost:
        try:
            return self._facts(document, as_of)
        except UsageError:
            raise
        except HandoffError as error:
            problems = tuple(error.problems) if isinstance(error, BadRecord) else (str(error),)
            return Lost(unread=Unread(path=document.path, problems=problems), exit_code=error.exit_code)

    def _judged(self, document: Document, watch: Watch, judgement: Judgement, told: Result) -> Judged:
        facts = judgement.facts
        # Reports need the source and the words; everything else would only fill the memory when there are many documents.
        bare = replace(facts.session, events=())
        spare = replace(facts, session=bare, as_of=self.request.as_of, observations=(), linked=())
        checked = Checked(
            path=document.path,
            kind=document.kind,
            judgement=replace(judgement, facts=spare, exhibits=(), case=None),
            findings=told.findings,
            not_run=told.not_run,
        )
        pieces = self.request.pieces
        checked = without_secrets(checked, judgement)
        return Judged(
            checked=checked if pieces is None else None,
            piece=piece(pieces, checked, self.request.options) if pieces is not None else None,
            since=watch.since,
            until=watch.until,
            cited=_cited(facts) if document.kind == "markdown" else (),
            learnt=Learnt(bare.id, bare.previous, tuple(one.session.id for one in facts.linked)),
        )

    def _facts(self, document: Document, as_of: datetime) -> Facts:
        if document.kind == "session":
            return self._library(document.project).facts_of(Path(document.path), as_of)
        return self._markdown(document, as_of)

    def _library(self, project: Project) -> Library:
        from handoff.store import Library

        ground = (project.path, project.root)
        if ground not in self._libraries:
            self._libraries[ground] = Library(project, self.request.held.get(ground))
        return self._libraries[ground]

    def _markdown(self, document: Document, as_of: datetime) -> Facts:
        from handoff.markdown import as_meant, read_markdown
        from handoff.store.source import decoded, read_bytes

        given = document.content
        text = decoded(read_bytes(Path(document.path)) if given is None else given, document.path)
        session = read_markdown(text, document.path, document.project)
        facts = Facts(session=session, as_of=as_of, project=document.project, source=as_meant(text, session))
        return facts if self.request.repository is None else self._seen_by_git(facts, self.request.repository)

    def _seen_by_git(self, facts: Facts, repository: str) -> Facts:
        from handoff.observe.git import look_at_repositories

        project = with_repository(facts.project, repository)
        seen = look_at_repositories(facts.session, project, self.request.as_of)
        return replace(facts, project=project, observations=tuple(seen))


def _cited(facts: Facts) -> tuple[CommitSeen, ...]:
    """What git said of the commits that were asked for by the names that a document has for them."""
    return tuple(look for look in facts.observations if isinstance(look, CommitSeen) and look.asked != look.sha)


def with_repository(project: Project, path: str) -> Project:
    """The project with the git repository at an absolute path as its only one."""
    from handoff.model.identifiers import slug_of
    from handoff.model.project import Repository

    return replace(project, repositories=(Repository(id=slug_of(Path(path).name), path=path),))


def check_all(documents: Sequence[Document], request: Request) -> Iterator[Judged | Lost]:
    """Every document, in the order given, each as soon as it and those before it are done."""
    if len(documents) < 2 or _size(documents) < PAYS or _processors() < 2:
        checker = Checker(request)
        for start in range(0, len(documents), _CHUNK):
            yield from checker.check(documents[start : start + _CHUNK])
        return
    yield from _on_two(documents, request)


def _on_two(documents: Sequence[Document], request: Request) -> Iterator[Judged | Lost]:
    from concurrent.futures import ProcessPoolExecutor

    # The first one here, so that what it imports is there before the processes part.
    yield from Checker(request).check(documents[:1])
    chunks = [documents[start : start + _CHUNK] for start in range(1, len(documents), _CHUNK)]
    pool = ProcessPoolExecutor(2, initializer=_begin, initargs=(request,))
    try:
        for checked in pool.map(_check_chunk, chunks):
            yield from checked
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_here: list[Checker] = []


def _begin(request: Request) -> None:
    _here[:] = [Checker(request)]
    gc.freeze()


def _check_chunk(documents: Sequence[Document]) -> list[Judged | Lost]:
    return _here[0].check(documents)


def _size(documents: Sequence[Document]) -> int:
    total = 0
    for document in documents:
        try:
            total += Path(document.path).stat().st_size
        except OSError:
            continue
        if total >= PAYS:
            break
    return total


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

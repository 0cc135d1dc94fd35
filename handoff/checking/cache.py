"""The pieces of a report: kept ones of documents that have not changed, new ones of all others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.checking.cache_rows import Rows, Said
from handoff.checking.inputs import Inputs, Known, digest, program, whole
from handoff.checking.request import Judged, Lost, Request
from handoff.report import Options, Piece

if TYPE_CHECKING:
    from handoff.checking.documents import Document
    from handoff.model.project import Project

Checks = Callable[[Sequence["Document"], Request], Iterable[Judged | Lost]]


def pieces_of(
    documents: Sequence[Document], request: Request, format: str, options: Options, check: Checks
) -> tuple[list[Piece], list[Lost]]:
    """What the format says of every document, in order, and the documents that could not be read.

    `check` judges those of which nothing is kept that still holds.
    """
    look = f"{format} {int(options.quiet)} {int(options.colour)} {options.width}"
    asked, here = _digest_of(request), os.getcwd()  # noqa: PTH109 - a text is wanted
    with Rows() as kept:
        inputs = _inputs(documents, kept)
        keys = [inputs[_ground(one.project)].of(one, asked) for one in documents]
        known = [
            None if key is None else kept.said(whole(one.path, here), look, key, request.as_of)
            for one, key in zip(documents, keys, strict=True)
        ]
        missing = [one for one, piece in zip(documents, known, strict=True) if piece is None]
        if not missing:
            return [piece for piece in known if piece is not None], []
        # What is judged are the very bytes that the digests are of.
        held = {ground: content for ground, one in inputs.items() if (content := one.held) is not None}
        judged = list(check(missing, replace(request, pieces=format, options=options, held=held)))
        before = [key for key, piece in zip(keys, known, strict=True) if piece is None]
        _keep(kept, look, asked, missing, before, judged, inputs, request.as_of)
    fresh = iter(judged)
    results = [piece if piece is not None else next(fresh) for piece in known]
    return _sorted(results)


def _sorted(results: Iterable[Piece | Judged | Lost]) -> tuple[list[Piece], list[Lost]]:
    pieces: list[Piece] = []
    lost: list[Lost] = []
    for result in results:
        if isinstance(result, Lost):
            lost.append(result)
        elif isinstance(result, Judged):
            assert result.piece is not None  # noqa: S101 - pieces were asked for
            pieces.append(result.piece)
        else:
            pieces.append(result)
    return pieces, lost


def _keep(
    kept: Rows,
    look: str,
    asked: bytes,
    documents: Sequence[Document],
    before: Sequence[bytes | None],
    judged: Sequence[Judged | Lost],
    inputs: dict[tuple[str | None, str], Inputs],
    as_of: datetime,
) -> None:
    good = [
        (one, key, result) for one, key, result in zip(documents, before, judged, strict=True) if isinstance(result, Judged)
    ]
    told = {one.path: result.learnt for one, _, result in good if one.kind == "session"}
    for one in inputs.values():
        one.learn(told)
    said = []
    for document, was, result in good:
        own = inputs[_ground(document.project)]
        key = own.of(document, asked)
        # A Markdown file may have been written to while it was judged; what was said of it is then not kept.
        if key is None or result.piece is None or (document.kind == "markdown" and key != was):
            continue
        path = whole(document.path, own.here)
        said.append(Said(path=path, key=key, since=result.since, until=result.until, piece=result.piece))
    records = {
        record.path: Known(record.digest, record.own, record.ids) for one in inputs.values() for record in one.records.values()
    }
    kept.keep(look, said, records, as_of.toordinal())


def _inputs(documents: Sequence[Document], kept: Rows) -> dict[tuple[str | None, str], Inputs]:
    """The inputs of each project that the documents belong to; its records are read only when one of them is a session."""
    with_sessions = {_ground(one.project) for one in documents if one.kind == "session"}
    found = {}
    for ground, project in {_ground(one.project): one.project for one in documents}.items():
        found[ground] = Inputs(project, kept.records, ground in with_sessions)
    return found


def _ground(project: Project) -> tuple[str | None, str]:
    return (project.path, project.root)


def _digest_of(request: Request) -> bytes:
    offset = str(request.as_of.utcoffset())
    words = ("\0".join(names) for names in ((offset,), request.select, request.ignore))
    return digest(program(), *(word.encode("utf-8", "surrogateescape") for word in words))

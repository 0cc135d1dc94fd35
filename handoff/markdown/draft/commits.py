"""Commits that a document lists under a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from handoff.markdown.document import Document, Statement
from handoff.markdown.outline import Outline, summary
from handoff.markdown.patterns import SHA
from handoff.model.events import Commit
from handoff.model.expression import expression

_HEADING = expression(r"\W{0,8}(?:(?:git|key|new|recent|related|main|all)\s+)?commits?\b.{0,40}", re.IGNORECASE)
# The marks around a hash at the beginning of an item, the address that it links to, and what parts it from its words.
_BEFORE, _BEHIND = expression(r"[\W_]*"), expression(r"[`*_\]]*(?:\([^()\s]*\))?[`*_)]*\s*(?:[:—–-]+\s*)?")


def commits(document: Document, outline: Outline, known: Container[int]) -> Iterator[Commit]:
    """Every item that begins with a hash; `known` are the lines of which the reader made a commit already."""
    for section in document.root.within():
        if section.heading is None or _HEADING.fullmatch(section.title) is None:
            continue
        for statement in section.statements:
            sha = _leading(statement)
            if sha is not None and statement.line not in known:
                words = statement.raw[sha.end() :]
                behind = _BEHIND.match(words)
                text = words[behind.end() :] if behind is not None else words
                yield Commit(
                    id=outline.name(f"commit {sha[0]}"),
                    summary=summary(text if text.strip() else f"commit {sha[0]}"),
                    sha=sha[0],
                    place=outline.place(statement.line),
                )


def _leading(statement: Statement) -> re.Match[str] | None:
    item = statement.item
    if item is None or item.statements[0] is not statement:
        return None
    start = _BEFORE.match(statement.raw)
    return SHA.match(statement.raw, start.end() if start is not None else 0)

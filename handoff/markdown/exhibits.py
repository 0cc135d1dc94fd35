"""A piece of evidence as a document shows it, and the kinds that there are."""

from __future__ import annotations

from dataclasses import dataclass

from handoff.markdown.document import Statement

COMMIT, PULL, RUN, BUILD, REVISION, IMAGE = "commit", "pull-request", "ci-run", "build", "revision", "image"
HTTP, TESTS, OUTPUT, QUERY, MEASURE = "http", "test-count", "output", "query", "measure"
LOG, EXCERPT, CODE_PLACE, RECEIPT, NAMED_TEST, DIGEST = "log", "excerpt", "code-place", "receipt", "named-test", "digest"
CHECK, FILE, VALUES, DEPLOYMENT, SIGHT = "check", "file", "before-after", "deployment", "sight"
# What is quoted of a piece of evidence.
QUOTED = 120


@dataclass(slots=True, eq=False)
class Exhibit:
    """One piece of evidence: its kind, its words, its line, and the statement or fence that holds it.

    `output` is what a command printed or a log said, when a fence shows it; `refused` that it says that something is down or
    broken.
    """

    kind: str
    text: str
    line: int
    statement: Statement | None = None
    output: str = ""
    refused: bool = False

"""Which statements of a document are status claims."""

from __future__ import annotations

from handoff.markdown.claims import Candidate, hinted
from handoff.markdown.document import Statement
from handoff.markdown.headings import of_heading
from handoff.markdown.prose import of_sentence
from handoff.markdown.rows import answered, of_row


def candidate(statement: Statement) -> Candidate | None:
    """The claim that a statement makes, or None. Evidence is not looked at here."""
    if statement.kind == "row":
        return of_row(statement) if hinted(statement.text, True) or answered(statement) else None
    if not statement.boxed and not hinted(statement.text, statement.kind == "heading"):
        return None
    return of_heading(statement) if statement.kind == "heading" else of_sentence(statement)

"""Which statements of a document are status claims."""

from __future__ import annotations

from handoff.markdown.claims import Candidate, hinted
from handoff.markdown.document import Statement
from handoff.markdown.headings import of_heading
from handoff.markdown.prose import of_sentence
from handoff.markdown.rows import of_row


def candidate(statement: Statement) -> Candidate | None:
    """The claim that a statement makes, or None. Evidence is not looked at here."""
    if not statement.boxed and not hinted(statement.text, statement.kind != "sentence"):
        return None
    if statement.kind == "row":
        return of_row(statement)
    return of_heading(statement) if statement.kind == "heading" else of_sentence(statement)

"""What a document says beside its claims: header, timelines, bugs, deployments, steps, learnings, numbers."""

from __future__ import annotations

from handoff.markdown.bugs import read_bugs
from handoff.markdown.document import Document
from handoff.markdown.entries import read_entries
from handoff.markdown.figures import read_figures
from handoff.markdown.header import read_header
from handoff.markdown.outline import Outline
from handoff.markdown.steps import read_steps
from handoff.model.project import Project


def structure_of(document: Document, path: str, project: Project) -> Outline:
    """Everything of a document that is no claim and no evidence, in the order that it is needed in."""
    outline = Outline(path)
    read_header(document, outline, project)
    read_entries(document, outline)
    read_bugs(document, outline)
    read_steps(document, outline)
    read_figures(document, outline)
    outline.by_line = dict(sorted(outline.by_line.items()))
    return outline

"""Judged sessions to Markdown through templates/; the same facts give the same bytes."""

from handoff.render.documents import (
    Documents,
    file_name,
    judged_at,
    made_from,
    render_checklist,
    render_handoff,
    render_template,
    same,
    settled_at,
)
from handoff.render.pages import names

__all__ = [
    "Documents",
    "file_name",
    "judged_at",
    "made_from",
    "names",
    "render_checklist",
    "render_handoff",
    "render_template",
    "same",
    "settled_at",
]

"""Judged sessions to Markdown through templates/; the same facts give the same bytes."""

from handoff.render.documents import (
    file_name,
    judged_at,
    render_checklist,
    render_handoff,
    render_template,
    same,
    settled_at,
)
from handoff.render.pages import names

__all__ = [
    "file_name",
    "judged_at",
    "names",
    "render_checklist",
    "render_handoff",
    "render_template",
    "same",
    "settled_at",
]

"""Documents of ours that somebody changed: whatever is left of them is read, and the draft loads."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.markdown.draft import draft_of
from handoff.model.project import Project
from handoff.store.load import parse_session
from handoff.store.write import session_text

from .sessions import FOLDERS, of_folder

LINES = [line for folder in FOLDERS for line in of_folder(folder).text.split("\n")]
FRONT = '---\ndocument: "handoff"\nid: "2026-03-03-x"\ntitle: "x"\ndate: "2026-03-03"\ngenerator: "handoff 0.1.0"\n---\n'
PIECES = st.one_of(
    st.sampled_from(LINES), st.sampled_from(["", "`", "|", " (`a`: ", "- **", "## Bugs", "### x", "```", "On `a`:"])
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A golden document with a stretch taken out and other lines put in, some of them cut short."""
    lines = of_folder(draw(st.sampled_from(FOLDERS))).text.split("\n")
    start = draw(st.integers(8, len(lines)))
    put_in = draw(st.lists(st.tuples(PIECES, st.integers(0, 60)).map(lambda cut: cut[0][: cut[1]] or cut[0]), max_size=8))
    return "\n".join([*lines[:start], *put_in, *lines[start + draw(st.integers(0, 40)) :]])


@given(damaged() | st.lists(PIECES, max_size=30).map(lambda lines: FRONT + "\n".join(lines)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_document_is_still_read(text: str) -> None:
    """Nothing that stands in it ends in a traceback or in a record that does not load."""
    draft = draft_of(text, "HANDOFF.md", Project(), date(2026, 3, 3))
    assert parse_session(session_text(draft.session, draft.remarks, draft.head), "s", Project()).events == draft.session.events

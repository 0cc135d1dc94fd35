"""The documents of whole sessions, compared byte by byte. `HANDOFF_UPDATE_GOLDEN=1` writes them again: read the difference."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.model.judgement import Judgement
from handoff.render import Documents, file_name, settled_at
from handoff.rules import findings_of
from handoff.store import Library
from handoff.verdicts import judge

from .build import GOLDEN, LATER
from .gfm import headings, spans, tokens, types

SESSIONS = sorted(path.parent for path in GOLDEN.glob("*/sessions/*/session.yaml"))
TEMPLATES = ("handoff", "checklist", "brief")


@cache
def documents(folder: Path) -> Documents:
    project = load_project(folder)
    library = Library(project)
    facts = library.facts_of(folder, settled_at(library.facts_of(folder, LATER), LATER))
    judgement: Judgement = judge(facts)
    return Documents(judgement, findings_of(judgement))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("folder", SESSIONS, ids=lambda folder: folder.name)
def test_a_session_gives_these_bytes(folder: Path, template: str) -> None:
    """The document of a session is the one that lies beside it."""
    text, file = documents(folder).render(template), folder / file_name(template)
    if os.environ.get("HANDOFF_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text


ALLOWED = {
    *(f"{name}_{end}" for name in (
        "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "em", "strong", "s", "link", "heading",
        "table", "thead", "tbody", "tr", "th", "td",
    ) for end in ("open", "close")),
    "inline", "text", "code_inline", "softbreak", "hardbreak", "fence",
}  # fmt: skip


def body(text: str) -> str:
    """A document without its front matter."""
    assert text.startswith("---\n")
    return text.partition("\n---\n")[2]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("folder", SESSIONS, ids=lambda folder: folder.name)
def test_a_document_is_plain_gfm(folder: Path, template: str) -> None:
    """One title, an outline without gaps, tables whose rows are as wide as their heads, no HTML, no image, no rule."""
    text = body(documents(folder).render(template))
    assert types(text) <= ALLOWED
    levels = [level for level, _ in headings(text)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    # markdown-it fills short rows up, so count the bars of the source too.
    for token in tokens(text):
        if token.type == "table_open" and token.map:
            lines = text.split("\n")[token.map[0] : token.map[1]]
            assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
    assert all(str(token.attrs["href"]) for token in spans(tokens(text)) if token.type == "link_open")


def test_the_same_facts_give_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Another process, hash seed, time zone, folder and language make no difference."""
    folder = SESSIONS[0].parent / "2026-03-08-double-charges"
    env = dict(os.environ) | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C", "XDG_CACHE_HOME": str(tmp_path / "c")}
    for name in ("SOURCE_DATE_EPOCH", "HANDOFF_SESSION"):
        env.pop(name, None)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "handoff", "render", str(folder), "--output", "-"],
            cwd=folder.parent.parent,
            env=env,
            capture_output=True,
            check=True,
        )
        assert done.stdout == documents(folder).render("handoff").encode()

"""Nothing of a document is lost in its draft, and every draft loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .drafts import loaded, made, missing

SHARED = Path(__file__).parents[4] / "shared"
REAL = [*sorted(SHARED.glob("corpus/docs/*.md")), *sorted(SHARED.glob("seed/*.txt"))]
AWKWARD = {
    "no headings": "One line.\n\nAnother, **done** ✅.\n",
    "front matter": "---\nstatus: complete\nowner: kim\n---\n# T\n\ntext\n",
    "rules below headings": "Title\n=====\n\ntext\n\nPart one\nof two\n--------\n\nmore\n",
    "windows": "# T\r\n\r\n- ✅ all tests pass\r\n- more\r\n",
    "byte order mark": "\ufeff# T\n\ntext\n",
    "text before a title": "before\n\n# T\n\nafter\n",
    "line breaks": "# T\n\n**Date:** 2026-01-02  \n**Branch:** `main`  \n\ntext  \n",
    "numbered claims among others": "# T\n\n1. ✅ Tests pass\n2. And this\n3. ✅ Deployed\n",
    "numbered claims": "# T\n\n## Results\n\n1. ✅ Tests pass\n2. ✅ Deployed\n",
    "claims with parts": "# T\n\n- ✅ Deployed\n  - to both zones\n  - ✅ tests pass\n",
    "a link in a claim": "# T\n\n- ✅ Deployed, see [the log](logs/a.md)\n",
    "a link in a heading": "# T\n\n## Part [one](a.md)\n\ntext\n",
    "code that is a table": "# T\n\n| a | b |\n|---|---|\n| `x \\| y` | ✅ |\n",
    "tables": "# T\n\n## Status\n\n| Service | Status |\n|---|---|\n| shop | ✅ works |\n\nafter\n",
    "commands with comments": "# T\n\n## Next steps\n\n### Priority 1: Deploy\n\n```bash\n# first\nmake a \\\n  b\n```\n",
    "commands": "# T\n\n## Next steps\n\n### Priority 1: Deploy\n\n**Why:** because\n\n```bash\nmake a\n```\n\nThen rest.\n",
    "an open fence": "# T\n\n```\ncode\n\n## no heading\n",
    "quotes": "# T\n\n> ✅ all done\n\n- > quoted\n",
    "html": "# T\n\n<!-- a note -->\n<details>\n\n✅ Fixed\n\n</details>\n",
    "yaml in the text": "# T\n\nevents:\n  - id: x\n\n# a comment\n\n--- \n",
    "a comment in the comment": "# T\n\n- ✅ Fixed “# look: x\u2028y”\n",
    "characters that YAML has no place for": "# T\n\nbell \x07 and \x85 line\n\n## next \x1b[31m\n\ntext\n",
    "a very long line": "# T\n\n- ✅ Deployed " + "word " * 400 + "\n",
    "the same heading twice": "# T\n\n## A\n\none\n\n## A\n\ntwo\n",
    "only a heading": "# T\n",
    "mis-decoded": "# T\n\n- ‚úÖ Tests pass\n\nCaf√©\n",
    "another language": "# Übergabe\n\n## Ergebnis\n\nAlles läuft. 全部完成。\n",
}  # fmt: skip

INLINE = st.sampled_from(
    ["✅ Tests pass", "Deployed as `shop-00042-abc`", "**Status:** works", "plain words", "`code` _and_ more", "a | b",
     "[x](y.md)", "HTTP 200 on `/health`", "Fixed in 3f9c2d7e", "11:20 - 12:55", "100% complete",
     "\\*", "# x", "- [ ]", "…", "é 日本 😀"]
)  # fmt: skip
TITLES = st.sampled_from(
    ["Bug #1: broken", "Next steps", "Priority 1: Merge (30 min)", "Decisions", "Impact", "Statistics", "Timeline"]
)
MARKS = st.sampled_from(["", "- ", "1. ", "  - ", "   - ", "> ", "- [ ] ", "- [x] ", "\t", "    "])
LINE = st.one_of(
    st.builds("{}{}".format, MARKS, INLINE),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), INLINE | TITLES),
    st.sampled_from(["", "", "---", "===", "```", "```bash", "~~~", "| a | b |", "|---|---|", "| ✅ | works |",
                     "**Why:** because", "**Symptoms:**",
                     "**Severity:** high", "<!-- x", "-->", "- 11:20 began", "Files modified: 3  "]),
)  # fmt: skip


def assert_whole(text: str) -> None:
    draft = made(text)
    session = loaded(draft)
    assert missing(text, session) == []
    assert session.events == draft.session.events
    assert session.summary == draft.session.summary


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_documents(text: str) -> None:
    """Whatever Markdown allows."""
    assert_whole(text)


@given(st.lists(LINE, max_size=25).map("\n".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_documents(text: str) -> None:
    """Lines of every sort in any order."""
    assert_whole(text)


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    """A draft of anything can be loaded."""
    draft = made(text)
    assert loaded(draft).events == draft.session.events


@pytest.mark.skipif(not REAL, reason="the corpus is not here")
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_real_documents(file: Path) -> None:
    """Documents as people write them."""
    assert_whole(file.read_text(encoding="utf-8"))

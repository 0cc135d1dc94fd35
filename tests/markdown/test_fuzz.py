"""Nothing that can be written makes the reader fail, hang, grow without bound, or answer differently the second time.

`make prove` reads a million documents; a sample is read always.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.errors import HandoffError
from handoff.markdown import as_meant
from handoff.model.events import ClaimEvent
from handoff.model.facts import Facts
from handoff.rules import run
from handoff.store.source import decoded
from handoff.verdicts import judge
from tests.markdown.documents import AT, read
from tests.markdown.random_documents import document, noise, raw_bytes

PROVE = bool(os.environ.get("HANDOFF_PROVE"))
# A million in a hundred parts, so that two workers share them and every dot says that one more hundredth was read.
EACH = 10_000 if PROVE else 600
PARTS = {"pieces": 80, "signs": 10, "bytes": 10} if PROVE else {"pieces": 2, "signs": 1, "bytes": 1}
fuzz = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
pytestmark = pytest.mark.prove


def _looked_over(text: str) -> None:
    """What must hold of every text."""
    session = read(text)
    lines = as_meant(text, session).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert len({event.id for event in session.events}) == len(session.events)
    assert len(session.events) <= 4 * len(text) + 4
    for event in session.events:
        assert 1 <= event.place.line <= lines
        assert event.summary
        assert "\n" not in event.summary
        assert len(event.summary) <= 400
        if isinstance(event, ClaimEvent):
            assert len(event.evidence) <= 12


def _text(kind: str, random: Random) -> str | None:
    """Pieces: headings, lists, tables, fences, fields and sentences, in any order and half broken. Signs: markup without
    sense, control characters, line ends of all kinds. Bytes: what may be no text at all; None if it is refused in one line."""
    if kind == "pieces":
        return document(random)
    if kind == "signs":
        return noise(random)
    try:
        return decoded(raw_bytes(random), "docs/PIER.md")
    except HandoffError:
        return None


@pytest.mark.parametrize(("kind", "part"), [(kind, part) for kind, parts in PARTS.items() for part in range(parts)])
def test_whatever_is_written_is_read(kind: str, part: int) -> None:
    """Ten thousand texts of one kind; each has a seed of its own, which is told with what fails."""
    for seed in range(part * EACH, (part + 1) * EACH):
        text = _text(kind, Random(seed))
        try:
            if text is not None:
                _looked_over(text)
        except Exception as problem:
            problem.add_note(f"while reading {kind} of seed {seed}: {text!r}")
            raise


@settings(fuzz, max_examples=20_000 if PROVE else 100)
@given(
    st.text(max_size=300) | st.lists(st.sampled_from(["- ", "# ", "| ", "`", "[x] ", "\n", "works ", "✅ ", "a"])).map("".join)
)
def test_any_text(text: str) -> None:
    """Every character there is; hypothesis looks for the shortest that fails."""
    _looked_over(text)


@settings(fuzz, max_examples=2_000 if PROVE else 60)
@given(st.integers(min_value=0))
def test_every_document_can_be_judged_and_reads_the_same_twice(seed: int) -> None:
    """Verdicts and rules take whatever was read, and a second reading gives the very same."""
    text = document(Random(seed))
    first, second = read(text), read(text)
    assert first == second
    assert [event.extra for event in first.events] == [event.extra for event in second.events]
    judgement = judge(Facts(session=first, as_of=AT, source=as_meant(text, first)))
    claims = {event.id for event in first.events if isinstance(event, ClaimEvent)}
    assert claims <= {verdict.claim.event for verdict in judgement.verdicts}
    assert run(judgement).findings == run(judge(Facts(session=second, as_of=AT, source=as_meant(text, second)))).findings

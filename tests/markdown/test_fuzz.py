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
# Each case is so many documents of one seed, because making a case costs hypothesis more than reading one costs us.
EACH = 100
CASES = 10_000 if PROVE else 12
fuzz = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
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


@fuzz
@given(st.integers(min_value=0))
def test_documents_of_known_pieces(seed: int) -> None:
    """Headings, lists, tables, fences, fields and sentences, in any order and half broken."""
    random = Random(seed)
    for _ in range(EACH):
        _looked_over(document(random))


@fuzz
@given(st.integers(min_value=0))
def test_heaps_of_signs(seed: int) -> None:
    """Markup without sense, control characters, line ends of all kinds. A third as many, and all bytes besides."""
    random = Random(seed)
    for _ in range(EACH // 4):
        _looked_over(noise(random))
    for _ in range(EACH // 4):
        try:
            text = decoded(raw_bytes(random), "docs/PIER.md")
        except HandoffError:
            continue
        _looked_over(text)


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

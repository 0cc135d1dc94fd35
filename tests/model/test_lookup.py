"""What is looked for in one pass is what is found one by one, and no expression is passed over that would match."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.markdown import evidence, observed
from handoff.model import lookup
from handoff.model.lookup import Lookup, needs_of
from tests.markdown.random_documents import SIGNS, document

LOOKUPS = (evidence._LOOKUP, observed._MAY_LOOK, observed._MAY_BE_WRITTEN)
LOOKS = [look for one in LOOKUPS for look in one.looks]
PATTERNS = list({pattern: 0 for _, pattern in LOOKS if pattern is not None})
WORDS = (
    *dict.fromkeys(word for words, _ in LOOKS for word in words),
    "é",
    "完了",
    ".",
    "\\",
    "a.b",
    "\x00",
    "\n",
    " ",
)


def quick(looks: Sequence[lookup.Look]) -> Lookup:
    """A lookup that has been asked often."""
    made = Lookup(looks)
    for text in (" " * (lookup._PAYS + 1), ""):
        made.held(text)
    assert made._quick is not None
    return made


def test_finds_the_words_that_are_there() -> None:
    random, looks = Random(3), [((word, f"{word}!"), None) for word in WORDS]
    looked = quick(looks)
    for _ in range(300):
        text = document(random).lower()
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(WORDS) + "".join(random.choices((*SIGNS, "\ud800"), k=3)) + text[at:]
        assert looked.held(text) == Lookup(looks).held(text) == [at for at, word in enumerate(WORDS) if word in text], text


@pytest.mark.parametrize("of", LOOKUPS)
def test_passes_over_no_look_that_finds_something(of: Lookup) -> None:
    random, looked = Random(4), quick(of.looks)
    for _ in range(150):
        for line in document(random).split("\n"):
            low = line.lower()
            held, asked = looked.held(low), Lookup(of.looks).held(low)
            assert held == [at for at in asked if at in held]
            for at in set(asked) - set(held):
                pattern = of.looks[at][1]
                assert pattern is not None
                assert not pattern.search(line), line


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:40])
def test_what_matches_holds_what_is_needed(pattern: re.Pattern[str]) -> None:
    sets = needs_of(pattern)
    if not sets:
        return

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    def check(text: str) -> None:
        low = text.lower()
        assert lookup._ODD.search(low) or all(any(word in low for word in wanted) for wanted in sets), text

    check()


def test_letters_that_lower_does_not_tell_are_odd() -> None:
    every = "".join(filter(str.isalpha, map(chr, range(sys.maxunicode + 1))))
    known = {
        letter for pattern in PATTERNS for wanted in needs_of(pattern) for word in wanted for letter in word if letter.isalpha()
    }
    for letter in sorted(known):
        for other in re.findall(letter, every, re.IGNORECASE):
            assert other.lower() == letter or lookup._ODD.match(other), (letter, other)

"""Words that are looked for in one pass are those that are found one by one."""

from __future__ import annotations

from random import Random

import pytest

from handoff.markdown import lookup
from handoff.markdown.evidence import _LOOKUP
from handoff.markdown.lookup import Lookup
from tests.markdown.random_documents import SIGNS, document

WORDS = (*_LOOKUP.words, "é", "完了", ".", "\\", "(", "a.b", "\x00", "\n", "tests", " ")


def one_by_one(words: tuple[str, ...], text: str) -> list[int]:
    return [place for place, word in enumerate(words) if word in text]


def test_finds_what_is_there() -> None:
    random, looked = Random(3), Lookup(WORDS)
    for _ in range(lookup._PAYS + 400):
        text = document(random).lower()
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(WORDS) + "".join(random.choices(SIGNS, k=3)) + text[at:]
        assert looked.held(text) == one_by_one(WORDS, text), text
    assert looked._set is not None
    assert looked.held("") == []


@pytest.mark.parametrize("word", WORDS)
def test_finds_each_word_alone(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_PAYS", 0)
    looked = Lookup(WORDS)
    for text in ("", word, f"x{word}", f"{word}\ud800"):
        assert looked.held(text) == one_by_one(WORDS, text)

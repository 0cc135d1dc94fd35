"""Which of many words a text holds, told in one go.

To ask for one word after the other is quickest for a few texts. For many, RE2 looks for all words in one pass, which takes a
tenth of the time; loading it takes as long as some hundred texts do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Texts after which RE2 has been worth loading.
_PAYS = 600


class Lookup:
    """Looks for words in texts."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._asked = 0
        self._set: Any = None

    def held(self, text: str) -> list[int]:
        """The places in `words` of those that the text holds, in order."""
        if self._set is not None:
            try:
                return sorted(self._set.Match(text) or ())
            except UnicodeEncodeError:
                # A lone half of a pair, which no encoding has.
                pass
        elif self._asked < _PAYS:
            self._asked += 1
        else:
            self._set = _set_of(self.words)
        return [index for index, word in enumerate(self.words) if word in text]


def _set_of(words: Sequence[str]) -> Any:
    import re2  # type: ignore[import-untyped]  # the library ships no stubs

    made = re2.Set.SearchSet()
    for word in words:
        made.Add(re2.escape(word))
    made.Compile()
    return made

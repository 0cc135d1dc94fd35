"""The text was decoded with the wrong character set: `‚úÖ` where a tick was, `Ã©` for é.

UTF-8 was read as Mac Roman, Latin-1 or Windows-1252 and saved again. Ticks and crosses, dashes and names are then lost on
readers and on tools.

Bad:
    - {kind: note, id: phases, at: "12:40", summary: "Phase 1 scrapers ‚úÖ"}

Good:
    - {kind: note, id: phases, at: "12:40", summary: "Phase 1 scrapers ✅, naïve café, «état» l’été, NÃO"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._prose import texts_of
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "warning"
_CODECS = ("mac_roman", "cp1252")


def _shown(first: int, last: int, codec: str) -> str:
    """The characters that bytes become in a single-byte set; bytes that the set leaves open come as control characters."""
    found = {bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(first, last + 1)}
    return "".join(re.escape(char) for char in sorted(found))


@cache
def _traces(codec: str) -> re.Pattern[str]:
    """UTF-8 of signs that handoffs are full of (é, dashes, quotes, ticks, arrows, emoji) as the set shows it."""
    after = f"[{_shown(0x80, 0xBF, codec)}]"
    two, three, four = (f"[{_shown(*lead, codec)}]" for lead in ((0xC2, 0xC3), (0xE2, 0xE2), (0xF0, 0xF0)))
    mark = f"{_shown(0xEF, 0xEF, codec)}[{_shown(0xB8, 0xB8, codec)}{_shown(0xBB, 0xBB, codec)}]"
    return expression(f"{two}{after}|{three}{after}{{2}}|{mark}{after}|{four}{_shown(0x9F, 0x9F, codec)}{after}{{2}}")


_FIRST = {codec: bytes([0xC2, 0xC3, 0xE2, 0xEF, 0xF0]).decode(codec) for codec in _CODECS}


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    mended = record.session.extra.get("x-mis-decoded")
    if isinstance(mended, Mapping):
        # A document is judged as it was meant; its reader says what it had to put right.
        yield _of_document(record, mended)
        return
    source = record.facts.source
    codecs = [codec for codec, first in _FIRST.items() if not source or any(char in source for char in first)]
    lines = [line for line in _texts(record) if not line[2].isascii()] if codecs else []
    for codec in codecs:
        found = [
            (place, subject, match[0], good)
            for place, subject, text in lines
            if (match := _traces(codec).search(text)) and (good := _mended(match[0], codec))
        ]
        if found:
            place, subject, bad, good = found[0]
            more = f", and {len(found) - 1} more line{'s' * (len(found) > 2)}" if len(found) > 1 else ""
            said = f"mis-decoded text: {bad!r} was {good!r} (UTF-8 read as {codec}){more}"
            yield Remark(place, said, "decode the file again from its original", subject)
            return


def _of_document(record: Record, mended: Mapping[str, Any]) -> Remark:
    lines = mended["lines"]
    more = f", and {len(lines) - 1} more line{'s' * (len(lines) > 2)}" if len(lines) > 1 else ""
    said = f"mis-decoded text: “{mended['wrong']}” was “{mended['right']}” (UTF-8 read as {mended['table']}){more}"
    return Remark(Place(record.session.place.path, lines[0], 1), said, "decode the file again from its original")


def _mended(text: str, codec: str) -> str:
    """What the characters were. The shapes let nothing through that is not whole UTF-8."""
    return b"".join(char.encode(codec) if ord(char) > 0x9F else bytes([ord(char)]) for char in text).decode("utf-8")


def _texts(record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every line of the file; the texts of the events when the file is not at hand."""
    if record.facts.source:
        for number, text in enumerate(record.facts.source.split("\n"), 1):
            yield Place(record.session.place.path, number, 1), "", text
        return
    for event in record.session.events:
        for field, text in texts_of(event):
            yield event.place.of(field), event.id, text

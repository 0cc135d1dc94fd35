"""A tick stands beside “likely”, “should work” or “untested”.

The tick says that somebody looked, the words say that nobody did; readers believe the tick. Look, or take the tick away.

Bad:
    - {kind: note, id: phases, at: "12:40", summary: "✅ Phase 1-4: likely succeeded"}

Good:
    - {kind: note, id: phases, at: "12:40", summary: "Phase 1-4: likely succeeded, not looked at"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "warning"

_TICKS = ("✅", "✔", "☑", "✓", "🟢", "💯", "[x]", "[X]", "check_mark:")
_TICK = re.compile(r"✅|✔|☑|✓|🟢|💯|\[[xX]\](?!\()|:(?:white|heavy)_check_mark:")
_HEDGE = re.compile(
    r"\b(?:(?:very |most )?likely(?! (?:causes?|culprits?|reasons?|root|candidates?|suspects?|explanations?))"
    r"|probably|presumably|hopefully"
    r"|should (?:now )?(?:be (?:ok|okay|fine|good|fixed|working|live|up|done|resolved|healthy|ready)|work|pass|hold)"
    r"|seems? (?:to (?:be )?(?:work|ok|fine|good|healthy|fixed)\w*|ok|fine|good)"
    r"|appears to (?:be )?(?:work|ok|fine|healthy|fixed)\w*"
    r"|i think|i believe|untested|unverified|not (?:yet )?(?:tested|verified|checked|confirmed)|in theory|tbc)\b(?!-)",
    re.IGNORECASE,
)
_CROSS = re.compile(r"❌|✗|✘|⚠|🟡|❓")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    source = record.facts.source
    if source and not any(tick in source for tick in _TICKS):
        return
    for line in record.lines:
        if _TICK.search(line.text) and (hedge := _HEDGE.search(line.bare)) and not _CROSS.search(line.text):
            said = f"a tick beside “{hedge[0]}”: “{line.text.strip()[:120]}”"
            yield Remark(line.place, said, "look and say what was seen, or take the tick away", line.subject)

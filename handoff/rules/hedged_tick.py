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

from handoff.model.expression import expression
from handoff.model.finding import FindingLevel
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "warning"

_TICKS = ("✅", "✔", "☑", "✓", "🟢", "💯", "[x]", "[X]", "check_mark:")
_TICK = expression(r"✅|✔|☑|✓|🟢|💯|\[[xX]\](?!\()|:(?:white|heavy)_check_mark:")
_HEDGE = expression(
    r"(?<!less )(?<!more )\b(?:(?:very |most )?likely"
    r"(?! (?:causes?|culprits?|reasons?|root|candidates?|suspects?|explanations?|to\b|broken|fail|down|missing))"
    r"|probably|presum(?:ably|ed)|hopefully"
    r"|should (?:now )?(?:be (?:ok|okay|fine|good|fixed|working|live|up|done|resolved|healthy|ready)|work|pass|hold)"
    r"|seems? (?:to (?:be )?(?:work|ok|fine|good|healthy|fixed)\w*|ok|fine|good)"
    r"|appears to (?:be )?(?:work|ok|fine|healthy|fixed)\w*"
    r"|i think|i believe|(?<=[(,;–—-] )untested|(?<=[(])untested|but untested|unverified"
    r"|not (?:yet )?(?:tested|verified|checked|confirmed)|in theory|tbc)\b(?!-)",
    re.IGNORECASE,
)
# The hedge says of the state itself that it is not known.
_WORK = expression(
    r"\b(?:likely|probably|presumably) (?:succeeded|works?|worked|working|done|fixed|ok|okay|fine|yes|happened|passed"
    r"|complete\w*|healthy)\b"
    r"|\([^()]{0,30}\b(?:untested|unverified|not (?:yet )?(?:tested|verified|checked|confirmed))\b",
    re.IGNORECASE,
)
# A line that also shows a cross, a wait or an arrow tells of more than one state.
_MORE = expression(r"❌|✗|✘|⚠|🟡|❓|⏳|🔄|→|➜|->|\b(?:expected|scenario|if|once|when)\b", re.IGNORECASE)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for line in record.lines_with(_TICKS):
        # A line that ends in a colon names a case that may come up, and what it introduces.
        if not _TICK.search(line.text) or _MORE.search(line.text) or line.text.rstrip(" *_").endswith(":"):
            continue
        for part in line.bare.split("|"):
            if _TICK.search(part) and (hedge := _HEDGE.search(part)):
                said = f"a tick beside “{hedge[0]}”: “{line.text.strip()[:120]}”"
                # Documents tick lists of arguments and answers as well, and hedge in them.
                level: FindingLevel | None = None if record.is_record or _WORK.search(part) else "info"
                yield Remark(line.place, said, "look and say what was seen, or take the tick away", line.subject, level)
                break

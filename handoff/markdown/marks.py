"""Ticks, crosses and other marks, and the small phrases that take their meaning away: pledges, legends, answers."""

from __future__ import annotations

import re

from handoff.markdown import translations
from handoff.markdown.words import CROSSES, IMPERATIVES, TICKS, UNSPACED
from handoff.model.expression import expression

_TICKS = "".join(sorted(TICKS))
TICK = expression(f"[{_TICKS}]")
TICK_FIRST = expression(rf"^(?:[^\w\s{_TICKS}]{{0,4}}\s*)?(?:\d+[.)]\s*)?(?:[^\w\s]\s*){{0,4}}?[{_TICKS}]\ufe0f?\s*")
TICK_LAST = expression(rf"[{_TICKS}]\ufe0f?\W{{0,8}}$")
CROSS = expression(
    "[" + "".join(sorted(CROSSES)) + r"]|🟢\W{0,3}(?:low|minor|basse|faible|bas|baja|bassa|niedrig|priority|priorit|risk)"
    r"|^\W{0,8}🟢[^\n]{0,120}\((?:low|minor|info)\b",
    re.IGNORECASE,
)
_PLEDGE = expression(
    r"^\W{0,8}(?:never|always|do not|don'?t|must|should|avoid|only|keep|please"
    r"|no more(?! (?:\w+ ){0,2}(?:errors?|failures?|issues?|crash\w*|warnings?|duplicates?|timeouts?|leaks?))"
    r"|remember|use|prefer|can|will|would"
    r"|if|when"
    rf"|to|{translations.RULES})\b",
    re.IGNORECASE,
)
_UNSPACED_PLEDGE = expression(translations.UNSPACED_RULES)
WISHED = expression(r"\b(?:will|would|should|must|'ll|to be|needs? to|going to|shall|might)\b", re.IGNORECASE)
HEDGE = expression(
    r"\b(?:likely|probably|presumably|apparently|appears?|seems?|should be|assumed|hopefully|i think|maybe|possibly)\b",
    re.IGNORECASE,
)
LEGEND_LINE = expression(rf"[{_TICKS}]\s*(?:=|means\b|:\s*(?:pass|done|complete|yes|good|ok)\b)", re.IGNORECASE)
ANNOUNCEMENT = expression(r"^\W{0,8}(?:what|here|how|which)\b.*[:：]\W*$", re.IGNORECASE)
ANSWER = expression(r"^\W{0,8}(?:yes|no|sí|oui|ja|sì|sim)\b\W*$", re.IGNORECASE)
YES = expression(r"^\W{0,8}(?:yes|y|sí|sì|oui|ja|sim)\b", re.IGNORECASE)
LINK_ONLY = expression(r"^\W{0,8}\[[^\]]*\]\([^)]*\)\W*$")
PLACEHOLDER = expression(
    r"\[(?:your|insert|name|date|todo|tbd|x{2,}|\.\.\.|[\w -]{2,30}\|)[^\]\n]{0,200}\]|\b(?:TBD|YYYY|(?-i:XXX))\b|\{\{|<your"
    r"|(?<=\S\s)\[(?-i:[A-Z])\]",
    re.IGNORECASE,
)
BOLD_FIRST = expression(r"^(?:[^\w\s*]\s*)?\*\*[^*\n]{3,80}\*\*")
# The letters of languages that write no spaces: most texts have none.
UNSPACED_LETTER = expression(r"[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")
# Finished, fixed, succeeded in these, at the end of a clause.
_UNSPACED_DONE = expression(
    UNSPACED + r"(?=[）)」。、，；：,.!！|]|[(（](?!\s?\d{1,2}(?:\.\d+)?\s?%)|\s(?![A-Za-z]|[후시때전뒤]\b)|$)"
)
# What in the same clause takes it back.
_UNSPACED_NOT = expression(r"是否|能否|无法|未能|没有|尚未|不能|未|できない|できず|しない|않|못|ไม่|ยัง")
# What makes a wish, a condition or something to look after of its whole clause; and where a clause begins.
_UNSPACED_WISHED = expression(
    r"确保|確保|保证|等待|需要|应该|應該|应当|如果|若是|请|請|祝|以确认|以確認|直到|即可|才能|避免|ควร|(?<!ถูก)ต้อง|ให้|หาก|ถ้า|เพื่อ|จะ|รอ|เมื่อ"
    r"|并非|並非|而非|不(?:是|把|将|會|会|代表|等于|等於|意味|证明|證明|表示|保证|保證|构成|構成|说明|說明)"
    r"|^\W{0,4}(?:\d+[.、)]\s?)?(?:检查|檢查|确认|確認)(?!结果|結果|事項|項目|済)[^\W\d_]{0,2}\s?\S{3}"
)
_CLAUSE = expression(r"[。；;！!？?，、：:,]")
# Not yet, not whole, not good: what a status cell says of an open item.
OPEN = expression(
    r"\b(?:no|not|open|pending|backlog|todo|to do|wip|in progress|ongoing|blocked|failed|fail|failing|deferred|planned"
    r"|disabled|ready to (?:begin|start)"
    r"|broken|partial\w*|needs?|awaiting|waiting|waived|skipped|n/?a|none|unknown|tbd|delayed|stopped|dead|degraded|missing"
    r"|scheduled|draft|removed|replaced|queued|investigating|monitoring|review|started|upcoming|future|optional|low|medium"
    r"|high"
    rf"|critical|untested|unverified|{translations.OPEN})\b|(?:{translations.UNSPACED_OPEN})",
    re.IGNORECASE,
)
# What beside a tick says that not all of it is done.
UNFINISHED = expression(
    r"\b(?:not|pending|todo|to do|wip|in progress|ongoing|blocked|fail(?:ed|ing)?|deferred|planned|broken|partial\w*|mostly"
    r"|needs?|awaiting|waiting|skipped|n/?a|unknown|tbd|delayed|missing|scheduled|draft|queued|upcoming|future|optional"
    r"|untested|unverified|see below)\b",
    re.IGNORECASE,
)
BROKE = expression(r"\b(?:crash\w*|fail(?:s|ed|ing|ures?)?|broke|broken|errors?|outage)\b", re.IGNORECASE)
_FIRST_WORD = expression(r"[^\W\d_][\w'-]*")
_BLANKS = ("[", "{{", "<your", "tbd", "yyyy", "xxx")


# What was done, in front of what it was done to; with "of" behind it, it only says which.
_UNSPACED_FIRST = expression(
    r"(?:^|[。；，：:\s])已(?:经|全部|成功)?(?:修复|解决|部署|上线|合并|恢复|验证|完成|修正)(?=[^\W\d_])(?![^。；，：:]{0,40}[的之])"
)


def unspaced_done(text: str) -> str:
    """The word for done at the end of a clause, in languages that write no spaces; nothing where it is taken back."""
    done = _UNSPACED_DONE.search(text) if not text.isascii() and UNSPACED_LETTER.search(text) else None
    if done is None and not text.isascii() and (first := _UNSPACED_FIRST.search(text)):
        return "" if _UNSPACED_WISHED.search(text) else first[0].strip("。；，：: ")
    if done is None or text.rstrip(":：") == done[0] != text:
        return ""
    before = text[: done.start()]
    wished = _UNSPACED_NOT.search(before[-8:]) or _UNSPACED_WISHED.search(_CLAUSE.split(before)[-1])
    return "" if wished else done[0]


def blank(text: str) -> bool:
    """Whether a text is a template with blanks to fill in."""
    low = text.lower()
    return any(word in low for word in _BLANKS) and PLACEHOLDER.search(text) is not None


def without_ticks(text: str) -> str:
    """The text without its ticks."""
    return TICK.sub(" ", text).replace("\ufe0f", "").strip()


def pledged(text: str) -> bool:
    """Whether a text is a rule, a pledge or a condition: what to do always, or never, or if."""
    return _PLEDGE.match(text) is not None or (not text.isascii() and _UNSPACED_PLEDGE.search(text) is not None)


def imperative(text: str) -> bool:
    """Whether a text begins with a word of command. "COMPLETE:" is a label."""
    first = _FIRST_WORD.search(text[:120])
    if first is None or first[0].lower() not in IMPERATIVES:
        return False
    return not (first[0].isupper() and text[first.end() : first.end() + 1] == ":")


def ticked(text: str) -> bool:
    """Whether there is a tick anywhere in the text."""
    return not text.isascii() and TICK.search(text) is not None


def crossed(text: str) -> bool:
    """Whether there is a cross, a warning or a sign of work in progress anywhere in the text."""
    return not text.isascii() and CROSS.search(text) is not None

"""That there are none of what nobody wants, and that nothing came to harm: "no errors found", "no data was lost"."""

from __future__ import annotations

import re

from handoff.markdown.tokens import words_in
from handoff.markdown.words import CONDITIONS, MODALS
from handoff.model.expression import expression

_GOVERNING = MODALS | CONDITIONS
_BAD = (
    r"(?:errors?|warnings?|regressions?|failures|vulnerabilities|violations|issues|problems|breaking changes|crash(?:es)?"
    r"|conflicts|data loss|downtime|blockers|disruptions?|deadlocks|mismatches|leaks|leakage|corruption|duplicates"
    r"|discrepancies|outages|breakages?|exceptions|anomalies|exposures?|bypass(?:es)?|degradations?|leftovers|remnants"
    r"|(?:failing|failed|broken|flaky) (?:tests?|checks?|builds?|links?|jobs?))"
)
_SEEN = r"(?:found|detected|remaining|left|remain|reported|introduced|observed|seen|occurred|encountered|present|possible)"
_LOOKED_FOR = expression(rf"\b{_SEEN}\b", re.IGNORECASE)
_WHERE = (
    r"(?:\s+(?:in|on|across|from|during|for|at|with|after|since)\s"
    r"(?!(?:the )?(?:next|coming|following)\b)[^,;:.]{1,60})?\W{0,4}"
)
# What is left of a thing that was taken out.
_TRACES = r"(?:references|usages|imports|traces|mentions)"
# What nobody is glad to have none of.
_WANTED = (
    r"(?!(?:[\w-]+\s){0,3}?(?:time|budgets?|credits?|quotas?|space|disk|memory|room|capacity|tokens?|options?|choices?|doubts?"
    r"|questions?)\b)"
)
# Nothing but that there are none. A digit is what a check counted, unless it is said to have been found.
_ABSENT = expression(
    r"\W{0,8}(?:[a-z][\w -]{1,60}\s(?:confirm(?:s|ed)|verif(?:ies|ied)|show(?:s|ed)|found|report(?:s|ed))\s(?:that\s)?"
    r"|(?:there (?:were|was|are|have been)|we (?:saw|had|see|have seen|observed))\s)?"
    rf"(?:no|no more|zero)\s+(?:(?!(?:known|other|open|for|to|with)\b)[a-z/-]+,?\s+){{0,5}}?{_BAD}"
    rf"(?:\s+(?:were|was|are|is|have been|has been))?(?:\s+{_SEEN})?{_WHERE}"
    rf"|\W{{0,8}}(?:[^,;:()]{{1,60}},\s){{0,3}}0\s+(?:[a-z-]+\s+){{0,2}}?{_BAD}\s+{_SEEN}{_WHERE}"
    rf"|\W{{0,8}}(?:there (?:were|was|are) )?(?:no|no more|zero)\s+{_WANTED}(?:(?!(?:known|other|open)\b)[\w./-]+\s+){{1,4}}?"
    rf"(?:{_TRACES}|(?:{_TRACES}\s)?(?:are\s|is\s)?(?:left|remaining|remains?)){_WHERE}",
    re.IGNORECASE,
)
_DASH = expression(r"\s[-–—]\s")
_THINGS = (
    r"(?:data|information|passwords?|keys?|tokens?|records?|rows?|funds?|money|customers?|users?|messages?|orders?|transactions?|credentials?|secrets?"
    r"|files?)"
)
# That nothing was lost or got out, at the beginning of its clause.
_UNHARMED = expression(
    rf"(?:^|[,;:—–(]\s)\W{{0,8}}(?:(?:no|zero)\s+(?:[a-z-]+\s+){{0,3}}?{_THINGS}(?:(?:,\s[a-z-]+){{0,4}},?\s+(?:or|and)(?:\s[a-z-]+){{1,3}})?"
    r"(?:\s+(?:was|were|is|are|has been|have been))?\s+"
    r"(?:lost|leaked|exposed|exfiltrated|compromised|corrupted|stolen|accessed)"
    r"|(?:we|they|it|this|the \w+)\s(?:did not|didn't|have not|has not)\s(?:lose|lost|leak|leaked|expose|exposed|corrupt)\s"
    r"any"
    r"|(?:(?:there (?:is|was)|we (?:found|have|saw|see))\s)?"
    r"no\s(?:evidence|signs?|indications?)\s(?:of|that)\s[^,;:—–()]{0,60}?"
    r"(?:compromis\w+|exfiltrat\w+|access\w*|abuse\w*|misuse\w*|leak\w*|loss|lost|breach\w*|tamper\w+|intrusion|corrupt\w+))"
    r"\b[^,;:—–()]{0,80}",
    re.IGNORECASE,
)
# A nought by itself, and not one in another number.
_NOUGHT = expression(r"0(?<![^\W_].)\b")
# Where one of these could be: "no new errors", and the field "Errors: 0".
_MAYBE = expression(
    rf"\b(?:no|zero|0|without)\s(?:[\w/-]{{1,30}},?\s){{0,5}}?(?:{_BAD}|{_TRACES}|left|remain(?:s|ing)?)\b"
    rf"|{_BAD}(?:\s\w{{1,20}})?[\s*_]{{0,4}}:[\s*_]{{0,6}}(?:0|none|zero)\b",
    re.IGNORECASE,
)


def none_left(text: str) -> str:
    """Why a text says nothing but that there are none of what nobody wants, in words; nothing when it does not."""
    if _ABSENT.fullmatch(text) is None and not _ends_with_none(text):
        return ""
    # What somebody looked for, or what did not come about, is said of an incident too.
    return "no harm" if _LOOKED_FOR.search(text) else "none"


def _ends_with_none(text: str) -> bool:
    """Whether what was looked at stands in front of a dash, and that nothing was found behind it."""
    last = _DASH.split(text, 1)[1:]
    return bool(last) and _LOOKED_FOR.search(last[0]) is not None and _ABSENT.fullmatch(last[0]) is not None


def unharmed(text: str) -> str:
    """The words that say that nothing was lost or got out; nothing when no clause does."""
    said = _UNHARMED.search(text)
    if said is None or not _GOVERNING.isdisjoint(words_in(text[: said.end()])):
        return ""
    return said[0].strip(" ,;:—–(")


def absence_possible(words: list[str], text: str) -> bool:
    """A quick look whether a text with such words could say that there are none."""
    if not (
        "no" in words
        or "without" in words
        or "zero" in words
        or "any" in words
        or "none" in words
        or ("0" in text and _NOUGHT.search(text))
    ):
        return False
    return _MAYBE.search(text) is not None or (("no" in words or "zero" in words or "any" in words) and unharmed(text) != "")

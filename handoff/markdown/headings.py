"""Headings that claim: they name a subject and a state. A heading that only sorts what stands under it claims nothing."""

from __future__ import annotations

import re

from handoff.markdown import marks
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Statement
from handoff.markdown.grammar import Assertion, assertions
from handoff.markdown.keys import OPTION, of_a_fault
from handoff.markdown.purposes import DESIGN, EXPECTATION, FAULT, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import heading_role, own_role, role_above, wished_for
from handoff.markdown.sentences import CODE, LINK
from handoff.markdown.words import ACTS, ADVERBS, BUCKET_WORDS, CHANGES, STATES, TOPICS, VERBS
from handoff.model.expression import expression

_NUMBERED = expression(r"^\W{0,8}\d+(?:\.\d+){0,5}[.):]?\s+")
_SETTLED = expression(
    r"\b(?:done|complete|completed|fixed|resolved|merged|shipped|deployed|verified|passed|success)\b(?:\s?\([^()]{0,40}\))?\W*$",
    re.IGNORECASE,
)
# "After the first week (piers mended)": what will be so then.
_LATER = expression(r"\W{0,8}after (?:[\w-]+ ){0,4}?(?:day|week|month|hour|phase|sprint|step|stage)s?\b[^:]*$", re.IGNORECASE)
# Arrows in front of what is over are an ornament; what is under way has them too.
_TURNING = expression(r"^\W{0,4}🔄")
# How things stand with what a heading names, behind it in brackets.
_IN_BRACKETS = expression(r"\w\W{1,4}\(([^()]{3,40})\)\W*$")
_NEARLY = expression(
    r"\b(?:nearly|almost|mostly|partially|partly)\s[a-z]|\bhalf[ -](?:done|complete|finished|ready)|\bpartial\W{0,8}$",
    re.IGNORECASE,
)
_WHAT = frozenset({"what", "what's", "qué", "cosa", "что", "was", "wat", "neler"})
_WHICH = (["o", "que"], ["lo", "que"], ["ce", "qui"], ["ce", "que"], ["ciò", "che"])
# Where something was done, behind the word that says so: "DEPLOYED to production".
_WHERETO = expression(
    r"(?<=ed)\s(?:to|in|on|onto|into)\s(?:the\s)?(?:production|prod|staging|main|master|live|trunk|server)\W*$", re.IGNORECASE
)
_NUMBERED_THING = expression(
    r"\b(?:bug|issue|task|step|phase|milestone|item|fix|action|ticket|problem|sprint)\s?#?\d+[a-z]?\b[^,;]{0,40}?"
    r"\b(?:fixed|resolved|done|complete|completed|finished|verified|merged|closed|deployed|shipped|passed)\W*$",
    re.IGNORECASE,
)
_FIRST_PART = expression(r"[;,\ue000–—]")
_OVER = [[word] for word in (*ACTS, *STATES)]
_WORD = expression(r"[^\W\d_][\w'-]*")
_SILENT = (PLAN, INSTRUCTION, EXPECTATION, LESSON, LEGEND, REASON)


def of_heading(statement: Statement) -> Candidate | None:
    """The claim that a heading makes, or None."""
    text = statement.text
    if text.rstrip().endswith("?") or _LATER.match(text) or marks.LEGEND_LINE.search(text) or OPTION.match(text):
        return None
    ticked = marks.ticked(text)
    if marks.crossed(_TURNING.sub("", text) if _SETTLED.search(text) else text) and (not ticked or "🟢" in text):
        return None
    bare = _NUMBERED.sub("", marks.without_ticks(text))
    section = statement.section
    above = role_above(section)
    closed = (
        above == PLAN and ticked and (marks.TICK_LAST.search(text) is not None or _WORD.findall(bare.lower())[-1:] in _OVER)
    )
    silent = (above in _SILENT and not closed and not _says_its_status(bare, ticked, above)) or (
        above in (FAULT, SYMPTOM, DESIGN) and not ticked
    )
    if silent and not (above in (PLAN, FAULT, SYMPTOM, DESIGN) and _SETTLED.search(bare)):
        return None
    aside = _IN_BRACKETS.search(bare)
    standing = _standing(aside[1], ticked and marks.TICK_FIRST.match(text) is None) if aside else []
    if own_role(section) in (EXPECTATION, INSTRUCTION, LEGEND, LESSON, REASON) and not (ticked and standing):
        return None
    head, _, tail = bare.partition(":")
    if of_a_fault(head, tail):
        return None
    if tail.strip() and not ticked and heading_role(head) == PLAN and not _SETTLED.search(tail):
        # "Next session: live trial" says what comes.
        return None
    found = assertions(tail, "status", head) if tail.strip() else []
    if not found and not standing and not (CODE in tail or LINK in tail) and is_bucket(_remark(bare)):
        return None
    found = found or assertions(bare, "heading")
    strong = [one for one in found if not one.weak] or standing
    if own_role(section) == PLAN and not strong:
        return None
    if ticked and not strong and _NEARLY.search(bare):
        return None
    if ticked and not marks.WISHED.search(bare) and not marks.pledged(bare) and not wished_for(statement):
        return Candidate(statement, strong or found[:1] or [Assertion("tick", "any", "tick")], "tick", ["tick in a heading"])
    if not strong:
        return None
    return Candidate(statement, strong, "", ["heading that names a subject and a state", *(one.why for one in strong)])


def _says_its_status(bare: str, ticked: bool, above: str) -> bool:
    """Whether a heading in a guide is a status all the same: "Status: ready for boarding", "✅ Fixed: the pier lookup"."""
    head, _, tail = bare.partition(":")
    return above == INSTRUCTION and bool(
        (head.strip().lower() == "status" and tail.strip()) or (ticked and head.strip().lower() in ACTS and tail.strip())
    )


def _remark(heading: str) -> str:
    """A heading without the brackets behind it, when they say nothing of how things stand."""
    aside = _IN_BRACKETS.search(heading)
    if (
        aside is None
        or re.search(r"[\d%]", aside[1])
        or any(word in STATES or word in ACTS for word in _WORD.findall(aside[1].lower()))
    ):
        return heading
    return heading[: aside.start() + 1]


def _standing(aside: str, ticked: bool) -> list[Assertion]:
    """How a heading's subject stands by the brackets behind it, when they hold a word for that and adverbs only, or a tick."""
    words = _FIRST_PART.split(aside.lower())[0].split()
    said = [word for word in words if word not in ADVERBS]
    told = [one for one in assertions(aside, "item") if not one.weak]
    if told and re.search(r"\d\s?/\s?\d|\ball\b", aside):
        return told
    if len(said) != 1 or not (said[0] in VERBS or ((ticked or len(words) > 1) and (said[0] in ACTS or said[0] in CHANGES))):
        return []
    return [Assertion(said[0], ACTS.get(said[0]) or VERBS.get(said[0], "done"), f"“{aside.strip()}” in brackets", sort="act")]


def is_bucket(heading: str) -> bool:
    """Whether a heading only sorts what stands under it ("Completed", "What works"): it names no subject."""
    words = [word.lower() for word in _WORD.findall(_WHERETO.sub("", heading[:400]))]
    if not words:
        return False
    status = {word for word in words if word in STATES or word in ACTS or word in VERBS or word in CHANGES}
    if words[-1] in TOPICS or words[0] in _WHAT or words[:2] in _WHICH:
        return True
    if _NUMBERED_THING.search(heading[:400]):
        # "Bug 3 – fixed", "Step 2 verified".
        return False
    if "is" in words or "are" in words or (words[0] == "ready" and heading.isupper()):
        return False
    if len(words) > 1 and words[-1] in {"complete", "successful", "ready", "operational"} and not words[-2].endswith("s"):
        return False
    if "all" in words and words[-1] in status and "tasks" not in words:
        return False
    return not any(word not in BUCKET_WORDS and word not in status and not word.endswith("ly") for word in words)

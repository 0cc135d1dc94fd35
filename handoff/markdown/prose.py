"""Sentences and list items that claim: by a status word that stands as a predicate, a tick, a box, a field's status.

What takes the words back (the role of the section, a question, a pledge, a legend, a wish that introduces them) is asked
before what they say is believed.
"""

from __future__ import annotations

import re

from handoff.markdown import keys, languages, marks
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Statement
from handoff.markdown.grammar import Assertion, Position, assertions
from handoff.markdown.headings import is_bucket
from handoff.markdown.purposes import DONE, EXPECTATION, INSTRUCTION, LEGEND, LESSON, PLAIN, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import (
    introduction,
    is_step,
    labelled,
    role_above,
    role_of,
    signs_are_bullets,
    ticks_tell,
    wished_for,
)
from handoff.markdown.tokens import unquoted
from handoff.markdown.words import LOOKED
from handoff.model.expression import expression

_SILENT = frozenset({EXPECTATION, INSTRUCTION, LEGEND, LESSON, REASON, SYMPTOM})
# Reasons of the grammar that speak of something done, rather than of how something stands.
_ACTED = ("passive", "verb in front", "and", "past tense", "status word")
_BUILT = ("passive", "participle", "verb in front", "past tense", "status", "outcome", "went well", "and")
_GAIN = expression(rf"\b{languages.GAINS}\b", re.IGNORECASE)
# A value in quotes and in code, with what it means.
_DEFINED = expression(r"""[\s*_]{0,4}`(['"])\w[\w -]{0,40}\1`[\s*_]{0,4}[:–—-]""")
# A number or a whole makes a report of what only sorts.
_OF_ALL = expression(r"\d|\ball\b|[✅✔☑✓]", re.IGNORECASE)
_ASIDES = expression(r"\s[-–—]\s|\(")
# A name of a word or two with its tick behind a dash: "Build - ✅ no new warnings".
_NAME_THEN_TICK = expression(r"\W{0,4}[A-Z]\w+(?: \w+)?\s[-–—→]\s?[✅✔☑✓]")
_DID = expression(r"\W{0,8}(?:ran|built|made|wrote|sent|[a-z]{2,20}ed)\b", re.IGNORECASE)
_ASKED = expression(r"[?？][^\w✅✔☑✓]{0,8}$")
_RETROSPECT = expression(r"\b(?:went|worked|did|go|do) (?:\w+ )?(?:well|right|great|smoothly)\b", re.IGNORECASE)
# An adjective of praise and what it praises, without a verb.
_PRAISE = expression(
    r"(?:very |good and )?(?:quick|fast|rapid|prompt|early|timely|clear|clean|simple|easy|smooth|good|great|excellent|strong"
    r"|solid|thorough|comprehensive|coordinated|transparent|proactive|responsive|careful|safe|structured"
    r"|immediate|effective|efficient|detailed|useful|helpful|close|calm|open)(?: (?!\w+ed\b)[\w/&-]+){1,5}",
    re.IGNORECASE,
)
_BRACKETS = expression(r"\([^()]*\)")
_OF_STATUS = expression(r"\b(?:status|state|health)\b", re.IGNORECASE)
_CURT = 3
# What an incident left as it was.
_UNTOUCHED = expression(r"\b(?:remained|remains|stayed|stays)\W", re.IGNORECASE)
_EARLIER = expression(r"\bhad (?:\w+ )?been\W{1,3}$", re.IGNORECASE)
# One of two to be struck out.
_EITHER = expression(r"[✅✔☑✓]\ufe0f?[^/|❌]{0,20}[/|]\s?[❌✗✘]")
_ITALICS = expression(r"\*[^*\n]{1,100}\*|_[^_\n]{1,100}_")
_HAPPENED = expression(r"\bwhat happened\b", re.IGNORECASE)
# Behind an address in brackets stands how it is now, wherever it is listed.
_ASIDE = expression(r"\((?:now )?(?:live|deployed|working|running|active|healthy|online|verified)\)\W*$", re.IGNORECASE)
_TRIAL = expression(r"\b(?:test|tests|testing|verification|validation|check|checks|checklist)\b", re.IGNORECASE)
_SETTLED_NOW = expression(
    r"\b(?:has|have) been (?:fixed|resolved|deployed|merged|completed|verified|released)\b"
    r"|\b(?:is|are) (?:now )?(?:complete|completed|fixed|resolved|deployed|done)\b"
    r"|\b(?:was|were) (?:\w+ed successfully|successfully \w+ed)\b"
)
_ALL_WELL = expression(
    r"\b(?:work(?:s|ing)?|correct(?:ly)?|healthy|fixed|resolved|restored|properly|successful(?:ly)?|recovered|up|live)\b",
    re.IGNORECASE,
)


def of_sentence(statement: Statement) -> Candidate | None:
    """The claim that a sentence or list item makes, or None."""
    boxed = statement.boxed
    text = statement.text
    if _under_an_open_box(statement) or _says_nothing(statement, boxed):
        return None
    ticked = marks.ticked(unquoted(text))
    bare = marks.without_ticks(text) if ticked else text
    if not boxed and not (_tick_counts(statement, bare) if ticked else _uncrossed(statement)):
        return None
    mark = "box" if boxed else "tick" if ticked else ""
    role = PLAIN if statement.footer or _heads_document(statement) else role_of(statement.section)
    if role not in _SILENT:
        role = labelled(statement) or role
    if _claims_nothing_there(statement, role, mark):
        return None
    found, why = _asserted(statement, bare, mark)
    if not found and (done := marks.unspaced_done(text)):
        found = [Assertion(done, "done", f"“{done}” at the end of a clause")]
    remaining = _left_by_role(statement, role, mark, found)
    if remaining is None:
        return None
    if mark == "tick" and remaining and wished_for(statement):
        remaining = []
    if mark != "box" and is_step(statement):
        if mark == "tick" and (
            _names_nothing(bare)
            or (_TRIAL.search(statement.section.titles) and not any(one.sort == "act" and one.start for one in remaining))
        ):
            # "Done! ✅" ends the steps; "Ring the bell (done)" is one that was taken.
            return None
        if not mark and not marks.imperative(text):
            # Between commands stands what is to be seen then.
            remaining = [one for one in remaining if one.sort != "state"]
    strong = [one for one in remaining if not one.weak]
    if mark:
        if mark == "tick" and not remaining and (found or wished_for(statement)):
            return None
        reason = "box ticked" if mark == "box" else "tick"
        strong = strong or remaining[:1] or [Assertion(mark, "any", reason)]
        why.insert(0, reason)
    elif not strong:
        return None
    hedged = marks.HEDGE.search(bare) is not None
    return Candidate(statement, strong, mark, why + [one.why for one in strong], hedged)


def _names_nothing(bare: str) -> bool:
    """Whether it says that something is done and not what: "Done!", "All done"."""
    return len(bare.split()) < _CURT and is_bucket(bare)


def _under_an_open_box(statement: Statement) -> bool:
    """Whether its item or one that it belongs to is still to be done."""
    item = statement.item
    while item is not None and not item.open:
        item = None if item.checked else item.parent
    return item is not None


def _heads_document(statement: Statement) -> bool:
    """Whether it is the status in the header of a document: the title says what the document is about, not what for."""
    return statement.section.level == 1 and bool(statement.key) and keys.STATUS.search(statement.key) is not None


def _says_nothing(statement: Statement, boxed: bool) -> bool:
    """An announcement, a question, a legend, a template's blank, a mere link."""
    text = statement.text
    if text.endswith(":") and not _OF_ALL.search(text) and is_bucket(text):
        # "Issues found and resolved:" sorts what stands under it.
        return True
    if marks.ANNOUNCEMENT.match(text) or _ASKED.search(text) or marks.blank(text):
        return True
    if marks.ticked(text) and (marks.LEGEND_LINE.search(text) or _EITHER.search(text)):
        return True
    if statement.item is not None and statement.first and _DEFINED.match(statement.raw):
        return True
    return not boxed and marks.LINK_ONLY.match(statement.raw) is not None


def _uncrossed(statement: Statement) -> bool:
    text = statement.text
    return not marks.crossed(text) or not (marks.CROSS.search(text[:4]) or marks.CROSS.match(statement.value))


def _tick_counts(statement: Statement, bare: str) -> bool:
    """Whether the tick says that something is done: no mixed board, no answer to a question, no pledge, no step to take."""
    text = statement.text
    first = marks.TICK_FIRST.match(text)
    if not first and marks.crossed(text) and not (statement.key and marks.TICK_FIRST.match(statement.value)):
        return False
    question = text.find("?")
    tick = marks.TICK.search(text)
    if tick is not None and 0 <= question < tick.start() and not (first and first.end() > question):
        return False
    wished = marks.WISHED.search(bare)
    if wished and wished[0].lower() in {"will", "must", "'ll"}:
        # What will come of it stands behind a dash or in brackets.
        wished = marks.WISHED.search(_ASIDES.split(bare.lstrip(" *_(-–—"), 1)[0])
    if first and bare.startswith(("→", "->", "=>", "=")):
        # The sign itself is spoken of.
        return False
    if marks.pledged(bare) or wished or marks.ANSWER.match(bare) or marks.YES.match(bare):
        return False
    first = first or marks.TICK_FIRST.match(statement.value)
    told = statement.value if statement.key else bare
    if not first and marks.imperative(told) and not marks.TICK_LAST.search(text) and not _NAME_THEN_TICK.match(text):
        return False
    key = statement.key
    return not key or not (
        keys.of_a_fault(key, statement.value)
        or keys.UNTICKABLE.fullmatch(key)
        or keys.rates(key, marks.without_ticks(statement.value))
        or (marks.YES.match(marks.without_ticks(statement.value)) and not keys.asks_how_it_stands(key))
    )


def _asserted(statement: Statement, text: str, mark: str) -> tuple[list[Assertion], list[str]]:
    position = _position(statement, text)
    if statement.key:
        value = marks.without_ticks(statement.value) if mark else statement.value
        if len(value.split()) <= _CURT and _OF_STATUS.search(statement.section.title):
            # Under "Ferry status" every short value is one: "Night ferry: good".
            position = "status"
        return keys.assertions_of(statement.key, value, bool(mark), position, statement.quoted)
    opening = statement.opening
    if opening is not None and opening is not statement and keys.EXPLAINING.fullmatch(opening.key):
        return [], []
    return assertions(text, "status" if mark else position), []


def _position(statement: Statement, text: str) -> Position:
    if statement.item is not None and (statement.first or len(text) < 100):
        return "item"
    if (
        _ITALICS.fullmatch(statement.raw)
        or (len(text) < 60 and statement.first)
        or len(text.split(None, 7)) <= 6
        or marks.BOLD_FIRST.match(statement.raw)
    ):
        return "item"
    return "prose"


def _of_the_author(statement: Statement) -> bool:
    """Whether a quoted block is a box of the author's own: it tells of a status, or begins with a label in bold."""
    if statement.key and keys.OF_THE_AUTHOR.search(statement.key):
        return True
    opening = statement.opening
    return opening is not None and bool(opening.key) and opening.raw.startswith("**")


def stretch(text: str, one: Assertion) -> int:
    """How many words the stretch between commas has in which a status word stands."""
    begin = max(one.start, text.rfind(",", one.start, one.at) + 1)
    comma = text.find(",", one.at, one.end)
    return len(text[begin : comma if comma >= 0 else one.end].split())


def _claims_nothing_there(statement: Statement, role: str, mark: str) -> bool:
    """Whether a statement is no claim where it stands, whatever it says; asked before it is read, which takes much longer."""
    if role == LEGEND or (not mark and ((statement.quoted and not _of_the_author(statement)) or wished_for(statement))):
        return True
    if mark or role not in (INSTRUCTION, EXPECTATION, REASON) or _is_status_field(statement, role):
        return False
    if role == INSTRUCTION and _ASIDE.search(statement.text):
        return False
    return not _SETTLED_NOW.search(statement.text)


def _left_by_role(statement: Statement, role: str, mark: str, found: list[Assertion]) -> list[Assertion] | None:
    """What the role of the section leaves of the assertions; None when the statement is no claim by its tick either."""
    if mark == "box":
        return found
    if found and role not in (PLAIN, DONE) and _is_status_field(statement, role):
        return found
    if mark == "tick":
        if role == PLAN and not found and signs_are_bullets(statement):
            return None
        if role == INSTRUCTION and found:
            # A step to take is no finished act, however it is ticked.
            done = ("act", "change", "well") if _DID.match(statement.text) else ("act", "change")
            return [one for one in found if one.sort in done] if marks.TICK_FIRST.match(statement.text) else found
        if not found and _praised(statement):
            return None
        if role == PLAN and not found and statement.item is not None and not ticks_tell(statement.section):
            return None
        if role == SYMPTOM and _HAPPENED.search(statement.section.title):
            return found
        if role == INSTRUCTION and role_above(statement.section) == DONE and not marks.imperative(statement.text):
            # "Commands" under "Files changed" are a kind of file.
            return found
        gained = role == LESSON or (role == REASON and _GAIN.search(statement.section.title))
        if (gained and any(one.sort in ("state", "act", "verb", "well") for one in found)) or (
            role == REASON and any(one.sort == "act" for one in found)
        ):
            # What stands there as a benefit or an insight can, a status said in words is one.
            return found
        return None if role in (EXPECTATION, LESSON, SYMPTOM, REASON, INSTRUCTION) else found
    text = statement.text
    match role:
        case "plan":
            # In a plan only what is plainly said to be over counts: "was merged", or a short "parser done"; and what its
            # running text, which lists no wishes, says to be so.
            told = statement.item is None and not statement.key
            value = statement.value if statement.key and all(one.end <= len(statement.value) for one in found) else text
            return [
                one
                for one in found
                if (
                    one.sort == "act" and not one.weak and (_over(one, value) or (told and one.why.startswith("verb in front")))
                )
                or (one.why.startswith("state ") and _told_beside(one, statement))
                or (one.sort in ("verb", "well") and (statement.item is None or not statement.first))
            ]
        case "instruction" if _ASIDE.search(text):
            return found
        case "instruction" | "expectation" | "reason":
            # It says that it is settled now, else it were not asked.
            return [one for one in found if one.why.startswith(("passive", "state", "and", "went well"))]
        case "lesson":
            return [
                one
                for one in found
                if one.why.startswith("no harm")
                or (one.need in ("fix", "resolve") and one.why.startswith(("verb in front", "passive")))
            ]
        case "symptom":
            return [
                one
                for one in found
                if (one.why.startswith(("passive", "and", "no harm")) and not _had_been(one, text))
                or (one.why.startswith("went well") and one.word in ("as", "without", "with"))
                or (one.need in ("fix", "resolve") and one.why.startswith(_ACTED))
                or one.word == "back"
            ]
        case "fault":
            return [
                one
                for one in found
                if (
                    one.why.startswith((*_ACTED, "went well", "present tense", "no longer", "no harm"))
                    or one.need in ("fix", "resolve")
                    or (one.why.startswith("state") and _UNTOUCHED.search(text, one.start, one.at))
                    or (
                        one.why.startswith(("participle", "state", "status word at"))
                        and text[one.start : one.at].lower().lstrip().startswith("all ")
                    )
                )
                and (one.word not in LOOKED or _ALL_WELL.search(text) or text.lower().startswith("all "))
            ]
        case "design":
            return [one for one in found if one.why.startswith(_BUILT)]
        case _:
            return found


def _is_status_field(statement: Statement, role: str) -> bool:
    """Whether a field says of the thing itself how it stands, whatever its section is for: "Status: now operational"."""
    return keys.of_a_status(statement.key) and role not in (LEGEND, INSTRUCTION, LESSON, REASON)


def _praised(statement: Statement) -> bool:
    """Whether it praises something listed as what went well: "✅ Quick detection" reports nothing that is done."""
    if not _PRAISE.fullmatch(_BRACKETS.sub("", marks.without_ticks(statement.text)).strip("*_ .!")):
        return False
    label = introduction(statement)
    return any(_RETROSPECT.search(title) for title in (statement.section.title, label.text if label is not None else ""))


def _told_beside(one: Assertion, statement: Statement) -> bool:
    """Whether a state in a plan is no wish of its list: it stands in running text, or behind what is to be done."""
    return statement.item is None or (one.need in ("ready", "done") and (one.start > 0 or not statement.first))


def _had_been(one: Assertion, text: str) -> bool:
    """Whether what was rolled out or merged before an incident is told as how it came about."""
    return one.need in ("merge", "deploy") and _EARLIER.search(text, one.start, one.at) is not None


def _over(one: Assertion, text: str) -> bool:
    if one.why.startswith(("passive", "past tense")):
        return True
    return stretch(text, one) <= 4 or (one.why.startswith("verb in front") and one.start > 0)

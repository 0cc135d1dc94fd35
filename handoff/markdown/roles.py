"""What a section is for, by its heading, and what introduces a statement: a plan, a lesson or a legend claims nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from handoff.markdown import languages, marks, translations
from handoff.markdown.document import Section, Statement
from handoff.markdown.purposes import (
    ADJECTIVES,
    DESIGN,
    DONE,
    EXPECTATION,
    FAULT,
    INSTRUCTION,
    OF_THEIR_KIND,
    PLAIN,
    PLAN,
    REASON,
    ROWS,
    SYMPTOM,
)
from handoff.markdown.words import ACTS, AUXILIARIES, IMPERATIVES, PREPOSITIONS, TICKS
from handoff.model.expression import expression

# Signs of what is open.
_OPEN_MARKS = expression(r"[❌⏳🚧⬜☐🔜]")
_UNSPACED = tuple((role, expression(pattern)) for role, pattern in translations.UNSPACED)
_UNSPACED_SETTLED = expression(translations.UNSPACED_SETTLED)
_UNSPACED_SOLVED = expression(translations.UNSPACED_SOLVED)
_DONE_MARKS = expression(r"完了|完成|済み|已修复|已解决|완료")
_DONE_WORDS = languages.ACTS.keys()
_OVER = {word for word, need in languages.ACTS.items() if need in ("done", "fix", "resolve")}
_DIGIT = expression(r"\d")
_ORNAMENT = expression(r"^\W+")
_REACHED = expression(r"[✅✔☑✓]|\b(?:met|achieved|verified|validated|passed|status|results?)\b", re.IGNORECASE)
_VERDICT = expression(r":\W{0,8}(?:ready|go|approved|passed|complete|completed|shipped)\b")
_SETTLED = expression(r"[✅✔☑✓]|\b(?:fixed|resolved|solved|closed|eliminated|none)\b")

# A plan or a procedure was carried out when its heading ends, or begins, with a word that says so.
_CARRIED_OUT = expression(
    r"^\W*(?:\d+[\d.]{0,8}\W{1,3})?(?:completed|executed|finished|implemented|delivered|achieved|reached|verified milestones)\b"
    r"|\b(?:completed|executed|verified|implemented|done|achieved|finished|performed|reached|tested|used|run|carried out)"
    r"(?: (?:(?:in |during )?this session|today|tonight|so far))?"
    r"(?:\s?\([^()]{0,60}\))?\W*$"
)
_NOT_CARRIED_OUT = expression(
    r"\b(?:be|must|should|not|no|never|when|once|until|after|before|if|how|what|yet|still|remaining|being|partly|partially"
    r"|needs?|left)\b"
)
_HANDED_OVER = expression(r"\b(?:hand-?(?:off|over)|status|report|summary)\b", re.IGNORECASE)
_MAY_END = frozenset({PLAN, INSTRUCTION, EXPECTATION, FAULT, SYMPTOM})
_ABOUT = frozenset({PLAN, INSTRUCTION, FAULT, SYMPTOM, DESIGN, REASON})
_GAINED = expression(r"\b(?:achieved|realized|realised|delivered|gained)\W*$")

_LEAD_WISHES = expression(
    r"\b(?:expect\w*|should|you(?:'ll| will| would)|will|ensure|make sure|must|need(?:s|ed)? to|before\b.{0,80}\bcheck"
    r"|to verify|tests? (?:now )?(?:covers?|checks?|exercises?|asserts?)"
    r"|to test|to check|verify|check that|criteria|require[sd]?|when|if|once|after (?:this|these|you|that|the)|guarantees?"
    r"|steps?"
    rf"|options?|todo|to do|because|justified|{languages.GAINS}|why)\b",
    re.IGNORECASE,
)
_LEAD_DONE = expression(
    r"^\W{0,8}all\b[^:]{0,80}\b(?:\w{2,20}ed|present|met|built)\W{0,8}$"
    r"|\b(?:is|are|was|were|has|have|now|done|completed|verified|fixed|resolved)\b[^:]{0,200}:?$",
    re.IGNORECASE,
)
_LEAD_WILL = expression(r"\b(?:will|should|must|because|justified)\b", re.IGNORECASE)
_PICTURE = expression(r"[\U0001F300-\U0001FAFF]")
# A word of command, or the infinitive that says the same in French, Spanish, Portuguese, Italian.
_COMMAND = expression(
    r"[^\w`]{1,8}(?:(?:"
    + "|".join(sorted(IMPERATIVES))
    + r")\b|[^\W\d_]{2,20}(?:er|ir|ar|re) (?:les?|la|los|las|el|il|lo|os?|as?|une?|una|um|avec|con|com|que)\b|\w{2,20}er l')",
    re.IGNORECASE,
)
# How it was, behind what a heading names.
_WAS_ONCE = expression(r"\((?:was|previously|formerly)\b[^()]{0,60}\)", re.IGNORECASE)
_LEAD_TELLS = expression(r"\W{0,8}what (?:was|were|is|has been|i|we) (?:\w+ ){0,2}?\w+ed\b(?! to\b)", re.IGNORECASE)
_LEAD_OVER = expression(r"\W{0,8}(?:completed?|done|verified|confirmed|validated|tested|fixed|resolved)\s?:", re.IGNORECASE)
_LEAD_GOVERNED = expression(r"\W{0,8}(?:once|when|if|whenever|as soon as)\b", re.IGNORECASE)
_UNSPACED_LEAD = expression(translations.UNSPACED_LEADS)
_LEAD_SHOWS = frozenset({"example", "examples"})
_LEAD_ABLE = expression(r"\b(?:can|could|able to|every time|each time|whenever)\b", re.IGNORECASE)
_LEAD_TRIED = expression(r"\b(?:verified|confirmed|tested|validated|checked)\b", re.IGNORECASE)
_GUIDE = expression(
    r"\b(?:guide|quick ?start|tutorial|runbook|playbook|manual|how[- ]to|cheat ?sheet|template)\b|手順書|ガイド|指南|가이드",
    re.IGNORECASE,
)
_REPORT = expression(
    r"[✅✔☑✓]|报告|報告|レポート|보고서|总结|\b(?:status|report|summary|complete\w*|done|handoff|session|results?|progress)\b",
    re.IGNORECASE,
)
_LONGEST = 400
# A label is no longer than this.
_LABEL = 40


# Of such things a heading does not say whether they were made or are wished for.
_MADE_OR_WISHED = expression(
    r"^(?!.*\b(?:future|planned|possible|potential|next|later|proposed|suggested|recommended)\b).*\b(?:enhance|improve)ments?\b",
    re.IGNORECASE,
)
_CHANGES_MADE = expression(r"\bchanges?(?! (?:needed|required|planned|proposed|to))\b", re.IGNORECASE)
_UNMARKED = expression(r"^[^\w`\ue000]+")
_WORD = expression(r"[^\W\d]\w*")
_NEXT_WORD = expression(r"[ -][^\W\d]")
# The row that a word gives by itself; and for words that only a phrase gives a meaning, rows with the phrase.
_ROW_OF: dict[str, int] = {}
_PHRASES_OF: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
# What reports is asked last, in whatever language the rest is.
_ROWS = (*ROWS[:-1], *translations.ROWS, ROWS[-1])
_TRANSLATED = range(len(ROWS) - 1, len(_ROWS) - 1)
for _rank, _row in enumerate(_ROWS):
    for _word in _row.words.split():
        _ROW_OF.setdefault(_word, _rank)
    for _words, _pattern in _row.phrases:
        _phrase = expression(_pattern)
        for _word in _words.split():
            _PHRASES_OF.setdefault(_word, []).append((_rank, _phrase))


def own_role(section: Section) -> str:
    """The role that a section's own heading gives it; nothing when it says none."""
    if section.own_role is None:
        section.own_role = heading_role(section.title)
    return section.own_role


def role_of(section: Section) -> str:
    """What a section is for, by its own heading or the nearest above that says so."""
    if section.role is None:
        own = own_role(section)
        above = section.parent
        if own in _ABOUT and section.level == 1 and _HANDED_OVER.search(section.title):
            # "Handover for the next session", "Status of the login flow" tell what is so today.
            own = PLAIN
        if not own or (own == FAULT and above is not None and above.level > 1 and _SETTLED.search(above.title.lower())):
            # Each bug under "Bugs fixed" is told with its fix.
            own = role_above(section)
        elif own == PLAN and above is not None and _MADE_OR_WISHED.search(section.title) and _was_done(above):
            # "Changes made" holds for "Enhancements of the map" under it.
            own = DONE
        elif own == DONE and role_above(section) == EXPECTATION and not _REACHED.search(section.title):
            # "Success criteria" hold for "Phase 1: import complete" under them, until it says that they were met.
            own = EXPECTATION
        section.role = own
    return section.role


def _was_done(section: Section) -> bool:
    """Whether a section is for what was done, or for changes, which are not wishes any more."""
    return section.level > 1 and (role_of(section) == DONE or _CHANGES_MADE.search(section.title) is not None)


def role_above(section: Section) -> str:
    """A section is for what the one above it is for. A title hands down only that the whole document is a guide: else it
    says what the document is about, not what its parts are for."""
    above = section.parent
    if above is None:
        return PLAIN
    if above.statements and above.statements[-1].introduces and _wishes(above.statements[-1].text):
        # "You can now:" in front of the sections.
        return REASON
    if above.level > 1:
        return role_of(above)
    return INSTRUCTION if _GUIDE.search(above.title) and not _REPORT.search(above.title) else PLAIN


@lru_cache(maxsize=4096)
def heading_role(title: str) -> str:
    """The role that a heading's text gives to what stands under it."""
    low = _WAS_ONCE.sub("", title[:_LONGEST]).lower()
    if not low:
        return PLAIN
    first = len(_ROWS)
    words = [(match[0], match.end()) for match in _WORD.finditer(low)]
    for index, (word, end) in enumerate(words):
        if (rank := _ROW_OF.get(word, first)) < first and not _only_says_which(rank, words, index, low[end:]):
            first = rank
        for rank, phrase in _PHRASES_OF.get(word, ()):
            if rank < first and phrase.search(low):
                first = rank
    if first == len(_ROWS):
        return _unspaced_role(title) or (DONE if any(word in _DONE_WORDS for word, _ in words) else PLAIN)
    role = _ROWS[first].role
    if _ended({word for word, _ in words}, role):
        return DONE
    # A tick in front of "Next steps" is an ornament; behind it, or in front of "Priority 1", it says that it was done.
    said = _ORNAMENT.sub("", low) if role == PLAN and not _DIGIT.search(low) else low
    if role == REASON and _GAINED.search(low):
        return DONE
    if role in (PLAN, INSTRUCTION) and _CARRIED_OUT.search(said) and not _NOT_CARRIED_OUT.search(said):
        return DONE
    return DONE if role in (FAULT, SYMPTOM, PLAN) and (_SETTLED.search(said) or _VERDICT.search(said)) else role


@lru_cache(maxsize=1024)
def translated_role(name: str) -> str:
    """The role that the name of a field has in another language: "Próximo paso" is a plan, "期待結果" an expectation."""
    low = name[:_LONGEST].lower()
    first = len(_ROWS)
    for word in _WORD.findall(low):
        ranks = [_ROW_OF.get(word, first)]
        ranks += [rank for rank, phrase in _PHRASES_OF.get(word, ()) if phrase.search(low)]
        first = min(first, *(rank for rank in (*ranks, first) if rank in _TRANSLATED or rank == first))
    return _ROWS[first].role if first < len(_ROWS) else _unspaced_role(name)


def _unspaced_role(title: str) -> str:
    """The role that a heading gives in a language without spaces, or by a sign."""
    if title.isascii():
        return PLAIN
    role = next((role for role, pattern in _UNSPACED if pattern.search(title)), PLAIN)
    if role == INSTRUCTION and marks.ticked(title):
        role = PLAIN
    if role in _MAY_END and (_UNSPACED_SETTLED.search(title) or (role in (FAULT, SYMPTOM) and _UNSPACED_SOLVED.search(title))):
        return DONE
    if role == PLAIN and _OPEN_MARKS.search(title):
        return PLAN
    return role or (DONE if _DONE_MARKS.search(title) else PLAIN)


def _ended(words: set[str], role: str) -> bool:
    """Whether a heading of another language says that the trouble is over, the plan carried out, the criterion met."""
    if role in (FAULT, SYMPTOM) and not translations.SOLUTIONS.isdisjoint(words):
        return True
    return role in _MAY_END and not _OVER.isdisjoint(words) and languages.NEGATIONS.isdisjoint(words)


def _only_says_which(rank: int, words: list[tuple[str, int]], index: int, rest: str) -> bool:
    """Whether a word only says of what kind or of what a heading's subject is: "error handler", "Fichiers de règles"."""
    if rank in _TRANSLATED:
        return index > 0 and words[index - 1][0] in translations.OF
    return _modifies(words[index][0], words[index + 1 :], rest)


def _modifies(word: str, following: list[tuple[str, int]], rest: str) -> bool:
    """Whether a noun only says of what kind the next one is: an "error handler" is no error, a "problem resolution" none
    either. Adjectives count wherever they stand, and some heads ("error messages", "risk analysis") are of their kind."""
    if word in ADJECTIVES or not following or not _NEXT_WORD.match(rest):
        return False
    head = following[0][0]
    return not (
        head.endswith("ed")
        or head in PREPOSITIONS
        or head in translations.OF
        or head in AUXILIARIES
        or head in OF_THEIR_KIND
        or head in ACTS
    )


def labelled(statement: Statement) -> str:
    """The role that a label gives to the list under it: "Root cause:" in front of a list is as good as a heading."""
    lead = introduction(statement)
    if lead is None or not lead.introduces:
        return PLAIN
    if _LEAD_TELLS.match(lead.text) and role_of(statement.section) == PLAN:
        # "What was verified today:" under "Deferred to the spring".
        return DONE
    if len(lead.text) > _LABEL:
        return PLAIN
    role = heading_role(lead.text)
    return role if role != DONE else PLAIN


def ticks_tell(section: Section) -> bool:
    """Whether a tick sets one item of a section apart from another; where every item has one, they are bullets."""
    if section.ticks_tell is None:
        firsts = [one for one in section.statements if one.item is not None and one.item.statements[0] is one]
        ticked = sum(marks.ticked(one.text) for one in firsts)
        section.ticks_tell = len(firsts) < 2 or ticked < len(firsts)
    return section.ticks_tell


def signs_are_bullets(statement: Statement) -> bool:
    """Whether a ticked command stands among commands that have a picture each ("✅ Try it, 🚀 Roll it out, 📝 Tell the crew"):
    then the tick says no more than they do."""
    item = statement.item
    if item is None or not _COMMAND.match(statement.text):
        return False
    beside = [one for one in statement.section.statements if one.item is not None and one.item.statements[0] is one]
    # Of what was nothing but markup no text is left.
    firsts = {one.text[0] for one in beside if one.text and one.item and one.item.parent is item.parent}
    signs = {first for first in firsts if not first.isalnum()}
    pictures = [sign for sign in signs if _PICTURE.match(sign)]
    return bool(pictures) and len(signs - TICKS) > 1


def is_step(statement: Statement) -> bool:
    """Whether a statement stands in a numbered list that is a procedure: most of its items begin with a word of command."""
    item, section = statement.item, statement.section
    while item is not None and item.parent is not None:
        item = item.parent
    if item is None or item.number is None:
        return False
    if section.steps is None:
        tops = [one for one in section.statements if one.item is not None and one.item.parent is None]
        firsts = [one.text for one in tops if one.item and one.item.number is not None and one.item.statements[0] is one]
        commands = sum(marks.imperative(_UNMARKED.sub("", text)) for text in firsts)
        section.steps = len(firsts) > 2 and 3 * commands >= 2 * len(firsts)
    return section.steps


def wished_for(statement: Statement) -> bool:
    """Whether what introduces the statement makes it a wish, an instruction, an example or one of several reasons."""
    lead = introduction(statement)
    if lead is None:
        return False
    return _wishes(lead.text, lead.introduces)


@lru_cache(maxsize=1024)
def _wishes(lead: str, introduces: bool = True) -> bool:
    text = lead[-_LONGEST:]
    if text.strip("*_: ").lower() in _LEAD_SHOWS:
        return True
    if _LEAD_OVER.match(text):
        # "Done: a trial to check for loose ropes:"
        return False
    if _LEAD_GOVERNED.match(text):
        # "Once the map is complete, try these:"
        return True
    if introduces and _LEAD_ABLE.search(text) and not _LEAD_TRIED.search(text):
        return True
    if _wished_abroad(text):
        return True
    return bool(_LEAD_WISHES.search(text)) and not (_LEAD_DONE.search(text) and not _LEAD_WILL.search(text))


def _wished_abroad(text: str) -> bool:
    """The same in other languages: a condition or a purpose in front, or what ought to be, can or will be."""
    if not text.isascii() and _UNSPACED_LEAD.search(text):
        return True
    words = [match[0] for match in _WORD.finditer(text.lower())]
    return bool(words) and (
        (words[0] in languages.CONDITIONS and words[0] != "se")
        or words[0] in languages.PURPOSES
        or not translations.WISHES.isdisjoint(words)
    )


def introduction(statement: Statement) -> Statement | None:
    """The sentence that introduces the statement's list or table: its parent item, or what ends in a colon before it."""
    item = statement.item
    if item is not None and item.parent is not None and item.parent.statements:
        return item.parent.statements[0]
    lead = statement.lead
    if lead is None or lead.block == statement.block or lead.section is not statement.section or not lead.introduces:
        return None
    if item is not None or statement.table is not None:
        return lead
    # A paragraph behind a list is no part of what introduced the list.
    return lead if statement.first and statement.block == lead.block + 1 else None

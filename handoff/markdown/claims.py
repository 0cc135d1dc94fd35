"""Which statements of a document are status claims, and why: the marks and words that make them so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handoff.markdown import exclusions
from handoff.markdown.blocks import Statement
from handoff.markdown.exclusions import (
    DESIGN,
    EXPECTATION,
    FAULT,
    INSTRUCTION,
    LEGEND,
    LESSON,
    PLAN,
    REASON,
    SYMPTOM,
    own_role,
    role_of,
    wished_for,
)
from handoff.markdown.grammar import Assertion, Position, assertions
from handoff.markdown.words import ACTS, CHANGES, CROSSES, IMPERATIVES, OUTCOMES, STATES, TICKS, UNSPACED, VERBS, WELL

if TYPE_CHECKING:
    from handoff.markdown.evidence import Exhibit


@dataclass(slots=True, eq=False)
class Candidate:
    """A statement taken for a claim: what it asserts, by which mark, and the reasons in words."""

    statement: Statement
    assertions: list[Assertion]
    mark: str = ""
    why: list[str] = field(default_factory=list)
    hedged: bool = False
    # Worth saying only when its evidence stands beside it.
    quiet: bool = False


# One of these must be in a statement before anything else is asked of it.
_STEMS = sorted(
    {word[:5] for table in (STATES, ACTS, VERBS, OUTCOMES) for word in table}
    | set(WELL)
    | {"rolled", "place", "back", "sign", "went", "now"}
)
_HINT = re.compile(
    "["
    + "".join(sorted(TICKS))
    + "]|"
    + "|".join(map(re.escape, _STEMS))
    + r"|100\s?%|\d\s?(?:/|of)\s?\d|\b0\s?%|\bno\b|expected|[\u3040-\u9fff\uac00-\ud7a3]",
    re.IGNORECASE,
)

_TICK_FIRST = re.compile(rf"^(?:[^\w\s{''.join(TICKS)}]*\s*)?(?:\d+[.)]\s*)?(?:[^\w\s]\s*)*?[{''.join(TICKS)}]\ufe0f?\s*")
_TICK = re.compile("[" + "".join(sorted(TICKS)) + "]")
_CROSS = re.compile(
    "[" + "".join(sorted(CROSSES)) + "]|🟢\\W*(?:low|minor|basse|faible|bas|baja|bassa|niedrig|priority|priorit|risk)",
    re.IGNORECASE,
)
_PLEDGE = re.compile(
    r"^\W*(?:never|always|do not|don'?t|must|should|avoid|only|keep|no more|please|remember|use|prefer|can|will|would|if|when|to)\b",
    re.IGNORECASE,
)
_WISHED = re.compile(r"\b(?:will|would|should|must|'ll|to be|needs? to|going to|shall|might)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:likely|probably|presumably|apparently|appears?|seems?|should be|assumed|hopefully|i think|maybe|possibly)\b",
    re.IGNORECASE,
)
_LEGEND_LINE = re.compile(rf"[{''.join(TICKS)}]\s*(?:=|means\b|:\s*(?:pass|done|complete|yes|good|ok)\b)", re.IGNORECASE)
_UNSPACED = re.compile(UNSPACED + r"(?=[\s）)」。、,.!！|]|$)")
_ANNOUNCEMENT = re.compile(r"^\W*(?:what|here|how|which)\b.*[:：]\W*$", re.IGNORECASE)
_ANSWER = re.compile(r"^\W*(?:yes|no|sí|oui|ja|sì|sim)\b\W*$", re.IGNORECASE)
_LINK_ONLY = re.compile(r"^\W*\[[^\]]*\]\([^)]*\)\W*$")
_PLACEHOLDER = re.compile(
    r"\[(?:your|insert|name|date|todo|tbd|x{2,}|\.\.\.)[^\]]*\]|\b(?:TBD|YYYY|XXX)\b|\{\{|<your", re.IGNORECASE
)

_STATUS_KEY = re.compile(
    r"\b(?:status|state|result|results|outcome|verdict|conclusion|progress|overall|health|build|tests?|testing|deployment|deploy|"
    r"compilation|typecheck|lint|linting|gate|verification|validation|resolution|migration|backfill|phase \w+|stato|estado|statut|"
    r"risultato|resultado|ergebnis|install|smoke)\b",
    re.IGNORECASE,
)
_OTHER_KEY = re.compile(
    r"^\W*(?:why|impact|root causes?|problems?|symptoms?|goals?|expected.*|severity|risks?.*|workarounds?|lessons?|errors?|reasons?|causes?|"
    r"recommend\w*|next.*|previous.*|old .*|former.*|original.*|.*\besperad\w*|.*\battes\w*|.*\berwartet\w*|to-?do|plans?|hypothesis|questions?|before|blockers?|depends.*|note|notes|warning|caveats?|scope|purpose|"
    r"what happened|issue|bugs?|limitations?|when|if|prerequisites?|action|trigger|detection|background|context|commands?|usage|"
    r"location|path|file|files|branch|url|repository|platform|how|how to.*|verify|check|test steps|example|reality|options?|owner|"
    r"mitigation plan|todo|success criteria|acceptance criteria|target|description|duration|author|date|time|last .*|updated?|version)\W*$",
    re.IGNORECASE,
)
_NO_STATUS_KEY = re.compile(
    r"^\W*(?:reasons?|why|notes?|examples?|pros?|cons?|options?|before|previous.*|benefits?|expected.*)\W*$", re.IGNORECASE
)
_OPTION_KEY = re.compile(r"^\W*(?:option|op[çc][ãa]o|opción|alternative|approach|variant)\s+\w+", re.IGNORECASE)
_EXPLAINING = re.compile(
    r"^\W*(?:why|impact|root causes?|problems?|symptoms?|lessons?|reasons?|causes?|risks?|workarounds?|hypothesis|what happened|example|background|context)\W*$",
    re.IGNORECASE,
)
_METRIC_KEY = re.compile(
    r"\b(?:availability|uptime|success(?: rate)?|pass rate|coverage|completion|health|errors?(?: rate)?|failure(?:s| rate)?|data loss|downtime)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^\W*100(?:\.0+)?\s?%")
_NOTHING = re.compile(r"^\W*(?:0(?:\.0+)?\s?%|zero\b|none\b)", re.IGNORECASE)
_DATE_OR_NAME = re.compile(
    r"^\W*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./ ]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\W|@|by\b|https?:|\ue001|\ue000\W*$|$)",
    re.IGNORECASE,
)

_STATUS_HEADER = re.compile(
    r"^\W*(?:status|state|result|results|outcome|verdict|pass(?:ed|ing)?\??|works?\??|working\??|worked\??|fixed\??|done\??|completed?\??|"
    r"validated.*|verified.*|tested\??|ready\??|health(?:y)?|deployed\??|live\??|check|progress|resolution|test result|current status|"
    r"stato|estado|statut|build|tests? status|.*\bstatus\b.*|confirmed\??|resolved\??|implemented\??|[✅✓✔]|)\W*$",
    re.IGNORECASE,
)
_YES_HEADER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"fix|resolv", re.IGNORECASE), "fix"),
    (re.compile(r"deploy|live|release", re.IGNORECASE), "deploy"),
    (re.compile(r"test|pass", re.IGNORECASE), "test"),
    (re.compile(r"work|valid|verif|confirm|ready|health", re.IGNORECASE), "work"),
    (re.compile(r"done|complet|implement", re.IGNORECASE), "done"),
)
_PROSE_HEADER = re.compile(
    r"\b(?:event|action|what|description|notes?|details?|fix|resolution|outcome|change|update|comments?|milestone|activity|evidence|remarks?|evento|acción|azione|finding|summary)\b",
    re.IGNORECASE,
)
_YES = re.compile(r"^\W*(?:yes|y|sí|sì|oui|ja|sim)\b", re.IGNORECASE)
_OPEN_CELL = re.compile(
    r"\b(?:no|not|open|pending|backlog|todo|to do|wip|in progress|ongoing|blocked|failed|fail|failing|deferred|planned|disabled|broken|partial\w*|needs?|"
    r"awaiting|waiting|waived|skipped|n/?a|none|unknown|tbd|delayed|stopped|dead|degraded|missing|scheduled|draft|removed|replaced|planned|queued|"
    r"investigating|monitoring|review|started|upcoming|future|optional|low|medium|high|critical|untested|unverified)\b",
    re.IGNORECASE,
)

_GENERIC = frozenset(
    """task tasks item items work works issue issues bug bugs fix fixes feature features change changes test tests step steps goal goals
    objective objectives thing things milestone milestones phase phases deliverable deliverables action actions improvement improvements
    measure measures what was were is are has have we i we've i've you it this that these session today week so far already now the a an
    of in and to for with by been done all key major main recent summary status list section work what's which our my everything
    accomplishments accomplishment achievements achievement results result success successes checks check scenarios successfully new
    excellent good great solution solutions conclusion conclusions actually really finally files file code updates update highlights criteria problems problem components systems areas requirements que obiettivi objetivos
    immediate short-term long-term high medium low priority current checklist verification validation report documentation tested""".split()
)
_TOPICS = frozenset("status summary checklist report results conclusion conclusions notes overview timeline criteria".split())
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def candidate(statement: Statement) -> Candidate | None:
    """The claim that a statement makes, or None. Evidence is not looked at here."""
    text = statement.text
    box = (
        statement.first and statement.item is not None and statement.item.statements[0] is statement and statement.item.checkbox
    )
    if not box and not _HINT.search(text):
        return None
    if statement.kind == "row":
        return _row(statement)
    if statement.kind == "heading":
        return _heading(statement)
    return _sentence(statement, bool(box))


def _sentence(statement: Statement, boxed: bool) -> Candidate | None:
    text = statement.text
    item = statement.item
    if boxed and item is not None and item.open:
        return None
    if item is not None and statement.item is item and item.open:
        return None
    if _ANNOUNCEMENT.match(text) or text.rstrip("*_ )").endswith("?") or _LEGEND_LINE.search(text) or _PLACEHOLDER.search(text):
        return None
    if _LINK_ONLY.match(statement.raw) and not boxed:
        return None
    ticked = bool(_TICK.search(text))
    crossed = bool(_CROSS.search(text))
    mark = "box" if boxed else ""
    bare = text
    if ticked:
        first = _TICK_FIRST.match(text)
        question = text.find("?")
        if crossed and not first and not (statement.key and _TICK_FIRST.match(statement.value)):
            return None
        if question >= 0 and not (first and first.end() > question) and question < text.find(_TICK.search(text)[0]):  # type: ignore[index]  # ticked
            return None
        bare = _TICK.sub(" ", text).replace("\ufe0f", "").strip()
        if (_PLEDGE.match(bare) or _WISHED.search(bare) or _ANSWER.match(bare)) and not boxed:
            return None
        if not first and imperative(bare) and not statement.key:
            return None
        mark = mark or "tick"
    elif crossed and (_CROSS.search(text[:4]) or _CROSS.match(statement.value)) and not boxed:
        return None
    if (
        mark == "tick"
        and statement.key
        and (_NO_STATUS_KEY.match(statement.key) or _YES.match(_TICK.sub(" ", statement.value).strip("\ufe0f ")))
    ):
        return None
    role = "" if statement.footer else role_of(statement.section)[0]
    found, why = _assertions(statement, bare, mark)
    if not found and (done := _UNSPACED.search(text)):
        found = [Assertion(done[0], "done", f"“{done[0]}” at the end of a clause", 0, len(text))]
    reason = _excluded(statement, role, mark, found)
    if reason:
        return None
    if not mark and statement.lead is not None and not any(one.word == "status" for one in found):
        # Nothing that a wish introduces is a claim unless it carries a mark of its own.
        found = [one for one in found if not wished_for(statement)]
    strong = [one for one in found if not one.weak]
    if mark in ("box", "tick"):
        if mark == "tick" and wished_for(statement):
            return None
        why.insert(0, "box ticked" if mark == "box" else "tick")
        found = strong or found[:1] or [Assertion(mark, "any", why[0], 0, len(text))]
    elif not strong:
        return None
    else:
        found = strong
    return Candidate(statement, found, mark, why + [one.why for one in found], bool(_HEDGE.search(bare)))


def _assertions(statement: Statement, text: str, mark: str) -> tuple[list[Assertion], list[str]]:
    key, value = statement.key, statement.value
    position: Position = "item" if statement.item is not None and (statement.first or len(text) < 100) else "prose"
    if (len(text) < 60 and statement.first or len(text.split()) <= 6) and position == "prose":
        position = "item"
    opening = statement.opening
    if not key and opening is not None and opening is not statement and _EXPLAINING.match(opening.key):
        return [], []
    if not key:
        return assertions(text, "status" if mark in ("tick", "box") else position), []
    if re.fullmatch(r"ready (?:for|to)", key.lower()) and value and not _OPEN_CELL.match(value):
        return [Assertion("ready", "work", f"“{key}: {value[:30]}”", 0, len(text))], []
    if _OTHER_KEY.match(key) or _OPTION_KEY.match(key):
        return ([] if not mark else assertions(value, "status", key)), []
    value = _TICK.sub(" ", value).strip() if mark else value
    why = []
    if _METRIC_KEY.search(key):
        if _WHOLE.match(value) and not re.search(r"error|fail|loss|down", key.lower()):
            return [Assertion("100 %", "done", f"“{key}: 100 %”", 0, len(text))], []
        if _NOTHING.match(value) and re.search(r"error|fail|loss|down", key.lower()):
            return [Assertion("0 %", "absent", f"“{key}: {value[:12]}”", 0, len(text))], []
    short = len(value.split()) <= 6
    if _STATUS_KEY.search(key) or mark:
        found = assertions(value, "status", key)
        if _STATUS_KEY.search(key) and found:
            why.append(f"status field “{key}”")
    else:
        found = assertions(value, "value" if short and not statement.quoted else position, key)
    if key.split()[-1].lower() in STATES and (key.split()[-1].isupper() or len(key.split()) > 2):
        return [*assertions(key, "item"), *found], why
    if _status_word(key):
        if _DATE_OR_NAME.match(value) or len(value.split()) < 2:
            found = [one for one in found if not one.weak] if value and not _DATE_OR_NAME.match(value) else []
        else:
            found = [*assertions(key, "status"), *found]
    elif len(key.split()) > 2:
        found = [*assertions(key, "item"), *found]
    return found, why


def _status_word(key: str) -> bool:
    words = _WORD.findall(key.lower())
    return bool(words) and len(words) <= 2 and words[0] in ACTS


def _stretch(statement: Statement, one: Assertion) -> int:
    """How many words the stretch between commas has in which a status word stands."""
    text = statement.value if statement.key and one.end <= len(statement.value) else statement.text
    begin = max(one.start, text.rfind(",", one.start, one.at) + 1)
    comma = text.find(",", one.at, one.end)
    return len(text[begin : comma if comma >= 0 else one.end].split())


_SETTLED_NOW = re.compile(
    r"\b(?:has|have) been (?:fixed|resolved|deployed|merged|completed|verified|released)\b|\b(?:is|are) (?:now )?(?:complete|completed|fixed|resolved|deployed|done)\b"
)
_ACTED = ("passive", "verb in front", "and", "past tense", "status word")


def _excluded(statement: Statement, role: str, mark: str, found: list[Assertion]) -> str:
    if role == LEGEND:
        return "a legend"
    if statement.quoted and not mark and not (statement.key and _STATUS_KEY.search(statement.key)):
        return "a quotation"
    if mark == "box":
        return ""
    if mark == "tick" and role == INSTRUCTION and found and not _TICK_FIRST.match(statement.text):
        return ""
    if mark == "tick":
        return f"under a heading of {role}" if role in (EXPECTATION, LESSON, SYMPTOM, REASON, INSTRUCTION) else ""
    if role == PLAN:
        # In a plan only what is plainly said to be over counts: "was merged", or a short "parser done".
        found[:] = [
            one
            for one in found
            if one.sort == "act"
            and not one.weak
            and (
                one.why.startswith("passive")
                or _stretch(statement, one) <= 3
                or one.why.startswith("past tense")
                or (one.why.startswith("verb in front") and one.start > 0)
            )
        ]
        return "" if found else "a plan"
    if role in (INSTRUCTION, EXPECTATION, REASON):
        found[:] = [
            one for one in found if one.why.startswith(("passive", "state", "and")) and _SETTLED_NOW.search(statement.text)
        ]
        return "" if found else f"under a heading of {role}"
    if role == LESSON:
        found[:] = [one for one in found if one.need in ("fix", "resolve") and one.why.startswith(("verb in front", "passive"))]
        return "" if found else "a lesson"
    if role == SYMPTOM:
        found[:] = [one for one in found if one.need in ("fix", "resolve") and one.why.startswith(_ACTED) or one.word == "back"]
        return "" if found else "the description of a fault"
    if role == FAULT:
        found[:] = [one for one in found if one.why.startswith((*_ACTED, "went well")) and not one.weak]
        return "" if found else "the description of a fault"
    if role == DESIGN:
        found[:] = [
            one
            for one in found
            if one.why.startswith(("passive", "participle", "verb in front", "past tense", "status", "outcome"))
        ]
        return "" if found else "a description of how it is built"
    return ""


def _heading(statement: Statement) -> Candidate | None:
    text = statement.text
    if text.rstrip().endswith("?") or _LEGEND_LINE.search(text):
        return None
    bare = re.sub(r"^\W*\d+(?:\.\d+)*[.):]?\s+", "", _TICK.sub(" ", text)).strip()
    ticked = bool(_TICK.search(text))
    if _CROSS.search(text) and (not ticked or "🟢" in text):
        return None
    section = statement.section
    parent = section.parent
    role, _ = role_of(parent) if parent is not None else ("", None)
    if role in (PLAN, INSTRUCTION, EXPECTATION, LESSON, LEGEND, DESIGN, REASON) or (role in (FAULT, SYMPTOM) and not ticked):
        settled = role == PLAN and re.search(
            r"\b(?:done|complete|completed|fixed|resolved|merged|shipped|deployed)\b\W*$", bare, re.IGNORECASE
        )
        if not settled:
            return None
    head, _, tail = bare.partition(":")
    if (is_bucket(bare) and not (tail.strip() and assertions(tail, "status", head))) or own_role(section) in (
        EXPECTATION,
        INSTRUCTION,
        LEGEND,
        LESSON,
        REASON,
    ):
        return None
    found: list[Assertion] = []
    if tail.strip():
        found = assertions(tail, "status", head)
    found = found or assertions(bare, "heading")
    strong = [one for one in found if not one.weak]
    if ticked and not _WISHED.search(bare) and not _PLEDGE.match(bare) and not wished_for(statement):
        found = strong or found[:1] or [Assertion("tick", "any", "tick", 0, len(text))]
        return Candidate(statement, found, "tick", ["tick in a heading"])
    if not strong:
        return None
    return Candidate(statement, strong, "", ["heading that names a subject and a state", *(one.why for one in strong)])


def is_bucket(heading: str) -> bool:
    """Whether a heading only sorts what stands under it ("Completed", "What works"): it names no subject."""
    words = [word.lower() for word in _WORD.findall(heading)]
    status = [word for word in words if word in STATES or word in ACTS or word in VERBS or word in CHANGES]
    rest = [word for word in words if word not in _GENERIC and word not in status and not word.endswith("ly")]
    if words and words[-1] in _TOPICS:
        return True
    if len(words) > 1 and words[-1] in {"complete", "successful", "ready", "operational"} and not words[-2].endswith("s"):
        return False
    if "all" in words and status and words[-1] in status and "tasks" not in words:
        return False
    return bool(words) and not rest


def _row(statement: Statement) -> Candidate | None:
    table = statement.table
    assert table is not None
    role, _ = role_of(statement.section)
    if role in (LEGEND, EXPECTATION, INSTRUCTION, REASON):
        return None
    headers = table.headers
    if any(exclusions._role(header) == LEGEND or header.lower() in {"symbol", "icon", "meaning"} for header in headers):
        return None
    found: list[Assertion] = []
    why: list[str] = []
    mark = ""
    judged = 0
    for index, cell in enumerate(statement.cells):
        header = headers[index] if index < len(headers) else ""
        if index == 0 and len(statement.cells) > 1 and not _TICK.search(cell):
            continue
        if _STATUS_HEADER.match(header) and cell.strip():
            judged += 1
            part, reason = _status_cell(header, cell)
            if part:
                found += part
                why.append(reason)
                mark = mark or ("tick" if _TICK.search(cell) else "status")
    claim, shown = _evidenced(statement)
    if claim and shown and not judged:
        return Candidate(statement, claim, "evidence", ["a row that says what shows it"], quiet=claim[0].word == "evidence")
    if judged and not found and any(_OPEN_CELL.search(cell) or _CROSS.search(cell) for cell in statement.cells[1:]):
        return None
    if not found and role not in (PLAN, SYMPTOM, DESIGN, LESSON):
        ticks = [
            cell
            for cell in statement.cells[1:]
            if _TICK_FIRST.match(cell) and not _CROSS.search(cell) and not _OPEN_CELL.search(cell)
        ]
        if ticks and re.search(
            r"status|test|verif|valid|result|progress|check|matrix",
            " ".join(one.title for one in statement.section.chain()),
            re.IGNORECASE,
        ):
            found.append(Assertion("tick", "any", "tick in a cell", 0, 0))
            mark = "tick"
    prose: list[Assertion] = []
    if role not in (PLAN, DESIGN, LESSON) and not _CROSS.search(" ".join(statement.cells)):
        for index, cell in enumerate(statement.cells):
            header = headers[index] if index < len(headers) else ""
            if _PROSE_HEADER.search(header) and not _STATUS_HEADER.match(header) and _HINT.search(cell):
                for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\ue000])", cell):
                    if not sentence.rstrip().endswith("?"):
                        prose += [one for one in assertions(_TICK.sub(" ", sentence), "item") if not one.weak]
        if role in (FAULT, SYMPTOM):
            prose = [one for one in prose if one.why.startswith(_ACTED)]
    found += prose
    if not found:
        return None
    return Candidate(statement, found, mark, why + [one.why for one in prose])


_EVIDENCE_HEADER = re.compile(r"\b(?:evidence|proof|proven by|verified by|verification|how verified)\b", re.IGNORECASE)


def _evidenced(statement: Statement) -> tuple[list[Assertion], bool]:
    """The claim of a row whose table has a column for what shows it."""
    assert statement.table is not None
    for header, cell in zip(statement.table.headers, statement.cells, strict=False):
        if _EVIDENCE_HEADER.search(header) and cell.strip():
            found = [one for one in assertions(statement.cells[0], "item") if not one.weak]
            return found or [Assertion("evidence", "any", f"a column “{header}”", 0, 0)], True
    return [], False


def _status_cell(header: str, cell: str) -> tuple[list[Assertion], str]:
    ticked = bool(_TICK.search(cell))
    if _CROSS.search(cell):
        return [], ""
    bare = _TICK.sub(" ", cell).strip()
    if _YES.match(bare):
        for pattern, need in _YES_HEADER:
            if pattern.search(header):
                return [Assertion("yes", need, f"“{header} {cell[:20]}”", 0, 0)], f"“{bare[:20]}” under “{header}”"
        return [], ""
    found = [one for one in assertions(bare, "status", header) if not _OPEN_CELL.search(bare[: one.start + 1] or "")]
    first = bare.split()[0].lower().strip("*_.,;:") if bare.split() else ""
    if not found and not ticked:
        return [], ""
    if found and not ticked and found[0].start > 0 and _OPEN_CELL.match(bare):
        return [], ""
    if not found or all(one.weak for one in found):
        if ticked and not _OPEN_CELL.search(bare):
            return [
                Assertion("tick", found[0].need if found else "any", "tick in a status cell", 0, 0)
            ], f"tick under “{header}”"
        if not found or first not in CHANGES:
            return [], ""
    return found, f"“{bare[:30]}” under “{header}”"


def imperative(text: str) -> bool:
    """Whether a text begins with a word of command."""
    first = _WORD.search(text.lower())
    return bool(first) and first[0] in IMPERATIVES if first else False


_SHOWING = {"test-count": "test", "ci-run": "test", "named-test": "work", "query": "done", "receipt": "done"}
_FAILED = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|errors?|broke|broken|crash\w*|red|missing|not|no|never|skipped|to do|todo)\b", re.IGNORECASE
)
_GOOD = re.compile(r"\b(?:pass(?:ed|es|ing)?|green|succe\w+|ok|valid|match(?:es|ed)?|clean|retained|returns?)\b", re.IGNORECASE)


def shown(statement: Statement, exhibits: Sequence[Exhibit]) -> Candidate | None:
    """A statement that claims by showing: a run's count, a named test with its outcome, a digest that matches."""
    if statement.kind == "heading" or not exhibits or statement.quoted or (statement.item is not None and statement.item.open):
        return None
    if role_of(statement.section)[0] in (PLAN, INSTRUCTION, EXPECTATION, LEGEND, LESSON, SYMPTOM, REASON):
        return None
    text = statement.text
    if imperative(text) or _FAILED.search(text) or _WISHED.search(text):
        return None
    for exhibit in exhibits:
        need = _SHOWING.get(exhibit.kind, "")
        if exhibit.kind == "named-test" and len(text.split()) < 6:
            continue
        if exhibit.kind == "measure" and re.search(r"match|identical|equal", exhibit.text):
            need = "work"
        if need and (exhibit.kind in ("named-test", "measure") or _GOOD.search(text) or exhibit.kind == "test-count"):
            return Candidate(
                statement,
                [Assertion(exhibit.kind, need, f"shown by “{exhibit.text[:60]}”", 0, len(text))],
                "shown",
                [f"a {exhibit.kind} is given"],
                quiet=True,
            )
    return None

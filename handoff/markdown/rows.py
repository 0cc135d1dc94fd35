"""Table rows that claim: by a status column, a tick, a column of evidence, or what an event cell says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from handoff.markdown import keys, marks, shapes
from handoff.markdown.claims import Candidate, hinted
from handoff.markdown.document import PROOF, Statement, Table
from handoff.markdown.grammar import Assertion, assertions
from handoff.markdown.purposes import DESIGN, EXPECTATION, FAULT, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import heading_role, role_of
from handoff.markdown.shapes import STATUS_HEADER
from handoff.markdown.words import ACTS, CHANGES, FAINT_STATES, LOOKED, STATES
from handoff.model.expression import expression

_STATUS = expression(
    r"\W{0,8}(?:status|state|result|results|outcome|verdict|pass(?:ed|ing)?\??|pass ?/ ?fail"
    r"|works?\??|working\??|worked\??|fixed\??|done\??"
    r"|completed?\??|validated.*|verified.*|tested\??|ready\??|health(?:y)?|deployed\??|live\??|check|progress|resolution"
    r"|test result|build|.*\b(?:status|state)\b.*|confirmed\??|resolved\??|conclusion|disposition|closure|health check"
    r"|implemented\??|merged\??|shipped\??|released\??|after|now|[✅✓✔]|)\W{0,8}"
    r"|.*\b(?:stato|esito|risultato|estado|resultado|statut|état|etat|résultat|zustand|ergebnis|stand|статус|состояние|результат"
    r"|durum|durumu|sonuç|sonuc|stan|wynik|resultaat|hasil|kondisi)\b.*|.*(?:状态|状態|狀態|结果|結果|結論|상태|결과|สถานะ|الحالة).*",
    re.IGNORECASE,
)
# How things were, are to be, or would be in the best case.
_OF_ANOTHER_TIME = expression(
    r"\b(?:target|desired|expected|expect|ideal|goal|future|planned|required|previous|prior|old|initial|original|objetivo|deseado"
    r"|desejado|esperad[oa]|attendue?|souhaitée?|cible|soll|ziel|erwartet\w{0,2}|atteso|attesa|previsto|ожидаем\w{2}|beklenen"
    r"|hedef|oczekiwan\w|verwacht\w?|diharapkan)\b|目标|目標|预期|預期|期望|期待|想定|예상|목표|ที่คาด",
    re.IGNORECASE,
)
# A column of commits; what stands beside one is its subject.
_COMMITTED = expression(r"\W{0,8}(?:commits?|sha|hash|commit (?:sha|hash|id)|revision)\W{0,8}", re.IGNORECASE)
_UNLOOKED = expression(
    r"\b(?:untested|unverified|unvalidated|not (?:yet )?(?:tested|verified|validated|exercised))\b", re.IGNORECASE
)
_YES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fix", expression(r"fix|resolv", re.IGNORECASE)),
    ("deploy", expression(r"deploy|live|release", re.IGNORECASE)),
    ("test", expression(r"test|pass", re.IGNORECASE)),
    ("work", expression(r"work|valid|verif|confirm|ready|health", re.IGNORECASE)),
    ("done", expression(r"done|complet|implement", re.IGNORECASE)),
)
_PROSE = expression(
    r"\b(?:event|action|what|description|notes?|details?|fix|resolution|outcome|changes?|updates?|comments?|milestone|activity"
    r"|evidence|remarks?|detalhes|detalles|dettagli|détails|hinweise?|bemerkung(?:en)?|notas?|açıklama|описание|примечание|evento|acción|azione|finding|summary)\b",
    re.IGNORECASE,
)
_CHECKED = expression(r"status|test|verif|valid|result|progress|check|matrix", re.IGNORECASE)
# A column of nothing but these, and of words for what is open, says how things stand whatever is written over it.
_SETTLED = (ACTS.keys() | STATES.keys() | {"pass", "passes", "ok", "success", "works"}) - FAINT_STATES
_FIRST_OF_CELL = expression(r"[^\W\d_][\w'-]*")
_SHORT_CELL = 8
# What was confirmed on the way to a cause is no good news.
_FINDING = expression(r"\b(?:findings?|diagnosis|observations?)\b", re.IGNORECASE)
_ANSWER = expression(r"\W{0,4}(?:[xXyY]|[Yy]es|YES)\W{0,4}")
_ALL_OF_IT = expression(r"\W{0,4}(?:100\s?%|(?!1/)(\d{1,6})\s?/\s?\1)(?:\s?\(100\s?%\))?\W{0,4}")
_CAME_OUT = expression(r"\W{0,4}(?:actual|achieved|measured|reached|observed)(?: \w{1,12})?\W{0,4}", re.IGNORECASE)
# All of them, and what was done with them.
_ALL_DONE = expression(
    r"\W{0,4}(?!1/)(\d{1,6})\s?(?:/|of)\s?\1\s[^|.;]{0,30}?\b(?:succeeded|passed|passing|completed?|done|verified|migrated|deployed|ok"
    r"|successful|healthy|working|fixed|resolved|closed|merged)\b",
    re.IGNORECASE,
)
# A word behind a tick at the end of a cell.
_TICK_THEN = expression(r"[✅✔☑✓]\ufe0f?\s{0,3}([^\W\d_]{2,20})\W{0,4}$")
_LETTER = expression(r"[^\W\d_]")
_ABLE = expression(
    r"\b(?:support\w*|requir\w*|free|pro|has|have|can|includ\w*|availab\w*|allow\w*|enabled|optional|needed|uses?)\b",
    re.IGNORECASE,
)
# Columns that say what a word for a state means.
_DEFINES = expression(r"\W{0,8}(?:meaning|description|definition|when|condition|trigger|action|response)\W{0,8}", re.IGNORECASE)
_NOW = expression(r"\W{0,8}(?:after|now)\W{0,8}", re.IGNORECASE)
# A box that is ticked in a cell.
_BOX = expression(r"\W{0,4}[xX]\W{0,4}")
# Columns for the values of what the first column names.
_VALUES = expression(
    r"\W{0,8}(?:values?|details?|info(?:rmation)?|data|answer|content|valor(?:es)?|detalles?|detalhes?|wert|angabe|details"
    r"|valeur|détails?|valore|dettagli[oi]?|waarde|wartość|значение|değer|nilai|)\W{0,8}",
    re.IGNORECASE,
)
_SENTENCE = expression(r"(?<=[.!?])\s+(?=[A-Z\ue000])")
_ACTED = ("passive", "verb in front", "and", "past tense", "status word")


@lru_cache(maxsize=1024)
def is_status(header: str) -> bool:
    """Whether a column with this header holds how things stand."""
    return _STATUS.fullmatch(header) is not None and not _OF_ANOTHER_TIME.search(header)


def judging(table: Table) -> frozenset[int]:
    """The columns of a table that hold how things stand: by what is written over them, or because every cell says just that."""
    if table.judging is None:
        ticked_off = _ticked_off(table)
        table.judging = frozenset(
            index
            for index, header in enumerate(table.headers)
            if is_status(header)
            or index == ticked_off
            or (index and _tells_states([row.cells[index] for row in table.rows if index < len(row.cells)]))
        )
    return table.judging


def _ticked_off(table: Table) -> int:
    """The column of a table that holds nothing but ticks and what is no tick, when it is the last one and the only one.
    Several of them compare; a header that says what a thing can or has asks no status."""
    last = len(table.headers) - 1
    if last < 1 or _ABLE.search(table.headers[last]):
        return -1
    marked = {index for row in table.rows for index, cell in enumerate(row.cells) if marks.ticked(cell) or marks.crossed(cell)}
    only = all(len(row.cells) > last and not _LETTER.search(row.cells[last]) for row in table.rows)
    return last if marked == {last} and only and len(table.rows) > 1 else -1


def _tells_states(cells: list[str]) -> bool:
    """Whether the cells of a column say nothing but whether something is settled or open, and one that it is settled."""
    firsts = [match[0] for cell in cells if (match := _FIRST_OF_CELL.search(cell.lower()))]
    settled = sum(first in _SETTLED for first in firsts)
    if not settled or len(firsts) < 2 or any(len(cell.split()) > _SHORT_CELL for cell in cells):
        return False
    return all(first in _SETTLED or marks.OPEN.match(first) for first in firsts)


@lru_cache(maxsize=1024)
def _is_prose(header: str) -> bool:
    return _PROSE.search(header) is not None and not is_status(header)


def answered(row: Statement) -> bool:
    """Whether a row says by a mere "y" or "x" how something stands."""
    if row.table is None or not any(len(cell) < _SHORT_CELL and _ANSWER.fullmatch(cell) for cell in row.cells[1:]):
        return False
    return not judging(row.table).isdisjoint(range(1, len(row.cells)))


def of_row(row: Statement) -> Candidate | None:
    """The claim that a table row makes, or None."""
    role = role_of(row.section)
    headers = row.table.headers if row.table is not None else ()
    if role == LEGEND or _explains_symbols(headers):
        return None
    if role == EXPECTATION and not any(_CAME_OUT.fullmatch(header) for header in headers[1:]):
        # Beside a criterion may stand what came out.
        return None
    cells = list(zip(headers, row.cells, strict=False))
    columns = judging(row.table) if row.table is not None else frozenset()
    judged, found, why, mark = _judged(cells, columns)
    if role in (INSTRUCTION, REASON):
        # Commands, rules and gains have a state too; nothing else in such a table is said to be so.
        return Candidate(row, found, mark, why) if found and any(is_status(header) and header for header in headers) else None
    if not found and not judged and role not in (PLAN, DESIGN, LESSON, SYMPTOM):
        found, why, mark = _field(cells) or _stated_with_a_tick(cells)
    if not judged and (shown := _shown(cells)) is not None:
        quiet = shown[0].word == "evidence"
        return Candidate(row, shown, "evidence", ["a row that says what shows it"], quiet=quiet)
    if any(
        index in columns and header and marks.OPEN.match(cell.lstrip("*_ ")) and not keys.NONE_LEFT.match(cell)
        for index, (header, cell) in enumerate(cells)
        if index
    ):
        return None
    if judged and not found and any(marks.OPEN.search(cell) or marks.crossed(cell) for cell in row.cells[1:]):
        return None
    if not found and role not in (PLAN, SYMPTOM, DESIGN, LESSON) and _ticked(row):
        found, mark = [Assertion("tick", "any", "tick in a cell")], "tick"
    if any(PROOF.search(header) or header.lower() == "details" for header, cell in cells if cell.strip()):
        # "Verified" beside what was looked at: any such thing shows it.
        found = [replace(one, need="any") if one.word in LOOKED else one for one in found]
    prose = _told(cells, role)
    if not found and not prose:
        return None
    return Candidate(row, found + prose, mark, why + [one.why for one in prose])


def _field(cells: list[tuple[str, str]]) -> tuple[list[Assertion], list[str], str] | None:
    """What a row says in a table of names and values: as much as a field does."""
    if len(cells) != 2 or not _VALUES.fullmatch(cells[1][0]) or not cells[0][1] or not cells[1][1].strip():
        return None
    key, value = marks.without_ticks(cells[0][1]), cells[1][1]
    if marks.crossed(value) or marks.OPEN.match(value) or keys.UNTICKABLE.fullmatch(key):
        return None
    ticked = marks.TICK_FIRST.match(value) is not None
    bare = marks.without_ticks(value)
    whole = (marks.YES.match(bare) or _ALL_OF_IT.fullmatch(bare)) and keys.asks_how_it_stands(key)
    counted = keys.counts_what_is_over(key, bare)
    if (all_of := _ALL_DONE.match(bare)) and not _ABLE.search(key):
        return [Assertion(all_of[0], "count", f"all of all: “{all_of[0]}”", sort="number")], [f"“{bare[:20]}”"], ""
    if not (ticked or whole or counted or keys.STATUS.search(key)):
        return None
    if (whole or counted) and not ticked:
        found = [one for one in assertions(key, "status") if not one.weak]
        return found, [f"“{key[:30]}: {bare[:20]}”"], ""
    found, why = keys.assertions_of(key, bare, ticked, "value", False)
    found = [one for one in found if not one.weak]
    if not found and ticked and (not bare or marks.YES.match(bare)):
        found = [Assertion("tick", "any", f"tick behind “{key[:30]}”")]
    return (found, [*why, *(one.why for one in found)], "tick" if ticked else "") if found else None


def _stated_with_a_tick(cells: list[tuple[str, str]]) -> tuple[list[Assertion], list[str], str]:
    """A tick with a word for how things stand, in whatever column: "✅ green"."""
    for header, cell in cells[1:]:
        if marks.ticked(cell) and (marks.TICK_FIRST.match(cell) or marks.TICK_LAST.search(cell)) and not marks.crossed(cell):
            bare = marks.without_ticks(cell)
            first = _FIRST_OF_CELL.match(bare.lower())
            if _ALL_OF_IT.fullmatch(bare):
                return [Assertion(bare, "count", f"tick and “{bare}”", sort="number")], [f"tick and “{bare}”"], "tick"
            if first is not None and len(bare.split()) <= _SHORT_CELL and (first[0] in STATES or first[0] in ACTS):
                found = [one for one in assertions(bare, "status", header) if not one.weak]
                if found:
                    return found, [f"tick and “{bare[:20]}”"], "tick"
    for _, cell in cells[1:]:
        behind = None if cell.isascii() or marks.crossed(cell) else _TICK_THEN.search(cell)
        if behind is not None and (behind[1].lower() in STATES or behind[1].lower() in ACTS):
            # "4 (ropes) ✅ COMPLETE".
            found = [one for one in assertions(behind[1], "status") if not one.weak]
            return found, [f"tick and “{behind[1]}”"], "tick" if found else ""
    return [], [], ""


def _explains_symbols(headers: tuple[str, ...]) -> bool:
    # A "key" in front of a status is a name.
    return any(
        low in {"symbol", "icon", "meaning"} or (low != "key" and heading_role(low) == LEGEND)
        for low in (header.lower() for header in headers)
    )


def _judged(cells: list[tuple[str, str]], columns: frozenset[int]) -> tuple[bool, list[Assertion], list[str], str]:
    """What the status columns say: whether there are any, what they assert, why, and by which mark."""
    found: list[Assertion] = []
    why: list[str] = []
    judged, mark = False, ""
    compared = any(shapes.BEFORE_HEADER.fullmatch(header) for header, _ in cells)
    for index, (header, cell) in enumerate(cells):
        named = index == 0 and len(cells) > 1 and not marks.ticked(cell) and not _leads(cells)
        if named or not cell.strip() or index not in columns:
            continue
        judged = True
        part, reason = _status_cell(header, cell)
        if compared and _NOW.fullmatch(header) and not marks.ticked(cell):
            # Beside how it was stands how it is made now: "Matches the quay", "Good" as before.
            part = [one for one in part if one.sort in ("state", "act")]
        if part:
            found += part
            why.append(reason)
            mark = mark or ("tick" if marks.ticked(cell) else "status")
    return judged, found, why, mark


def _leads(cells: list[tuple[str, str]]) -> bool:
    """Whether the status of a row stands in front of what it is the status of: "DONE | Belt"."""
    (header, first), (_, second) = cells[0], cells[1]
    return (
        STATUS_HEADER.fullmatch(header) is not None
        and (first.isupper() or first.lower() in ACTS)
        and len(second) > 2
        and second[0].isalpha()
        and not _DEFINES.fullmatch(cells[1][0])
    )


def _status_cell(header: str, cell: str) -> tuple[list[Assertion], str]:
    if marks.crossed(cell):
        return [], ""
    ticked = marks.ticked(cell)
    bare = marks.without_ticks(cell) if ticked else cell
    if marks.YES.match(bare) or _BOX.fullmatch(bare):
        need = next((need for need, pattern in _YES if pattern.search(header)), "")
        return ([Assertion("yes", need, f"“{header} {cell[:20]}”")], f"“{bare[:20]}” under “{header}”") if need else ([], "")
    found = [one for one in assertions(bare, "status", header) if not marks.OPEN.search(bare[: one.start + 1])]
    if not found and (done := marks.unspaced_done(bare)):
        found = [Assertion(done, "done", f"“{done}” in a status cell")]
    if _UNLOOKED.search(bare) and not ticked:
        # "Wired but untested".
        found = [one for one in found if one.sort not in ("change", "outcome")]
    if not found and (none := keys.NONE_LEFT.match(bare)):
        found = [Assertion("no", "absent", f"“{none[0].strip()}”")]
    if not ticked and (not found or (found[0].start > 0 and marks.OPEN.match(bare))):
        return [], ""
    if not found or all(one.weak for one in found):
        if ticked and not marks.UNFINISHED.search(bare):
            need = found[0].need if found else "any"
            return [Assertion("tick", need, "tick in a status cell")], f"tick under “{header}”"
        first = bare.split(None, 1)[0].lower().strip("*_.,;:") if bare.strip() else ""
        if not found or first not in CHANGES:
            return [], ""
    return found, f"“{bare[:30]}” under “{header}”"


def _shown(cells: list[tuple[str, str]]) -> list[Assertion] | None:
    """The claim of a row whose table has a column for what shows it."""
    for header, cell in cells:
        if cell.strip() and PROOF.search(header):
            found = [one for one in assertions(cells[0][1], "item") if not one.weak]
            return found or [Assertion("evidence", "any", f"a column “{header}”")]
    return None


def _ticked(row: Statement) -> bool:
    """Whether a tick stands in another column of a table that is about how things stand, and not about what they can.
    A row of ticks and crosses is a board of what is there and what is not."""
    if any(marks.crossed(cell) for cell in row.cells[1:]):
        return False
    return any(
        marks.ticked(cell)
        and marks.TICK_FIRST.match(cell)
        and not marks.OPEN.search(cell)
        and not marks.UNFINISHED.search(cell)
        for cell in row.cells[1:]
    ) and bool(_CHECKED.search(row.section.titles))


def _told(cells: list[tuple[str, str]], role: str) -> list[Assertion]:
    """What cells of running text say: events, actions, notes."""
    if role in (PLAN, DESIGN, LESSON) or any(marks.crossed(cell) for _, cell in cells):
        return []
    if cells and _COMMITTED.fullmatch(cells[0][0]):
        return []
    found: list[Assertion] = []
    for header, cell in cells:
        if not _is_prose(header) or not hinted(cell):
            continue
        for sentence in _SENTENCE.split(cell):
            if not sentence.rstrip().endswith("?") and not marks.BROKE.search(sentence):
                said = [one for one in assertions(marks.without_ticks(sentence), "item") if not one.weak]
                found += [one for one in said if not (_FINDING.search(header) and one.word in LOOKED)]
    if role in (FAULT, SYMPTOM):
        return [one for one in found if one.why.startswith(_ACTED)]
    return found

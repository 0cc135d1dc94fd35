"""The value that somebody saw when they looked: a number with a unit, a name with its value, a count, words on a screen.

A bare value is as likely a limit, a setting or a wish. It counts where the words around it say that someone looked: in the
statement, in what introduces it, in the heading above it, or in the header of its column.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from handoff.markdown import marks
from handoff.markdown.document import Statement
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression
from handoff.model.lookup import Lookup

_VALUED = expression(r"[\d`\"“]|\s'")
_WITHOUT_SIGN = expression(r"\bempty\b|, [^,\n]{2,80} (?:all|both) ")
# Words that say that someone looked, in a statement; and in what stands above it.
_LOOK = expression(
    r"\b(?:verified|confirm(?:s|ed)|validated|checked|tested|measured|observed|inspected|audited|probed|seen|saw|proven|smoke"
    r"|re-?ran|actual|results?|(?-i:PASS)|passed|succe\w+|correctly|loaded|returned|reported|showed|detected|came back"
    r"|verifiziert|geprüft|gemessen|bestätigt|getestet|validad[oa]s?|validée?s?|vérifiée?s?|verificad[oa]s?|confirmad[oa]s?|testad[oa]s?"
    r"|probad[oa]s?|verificat[oaie]|terverifikasi|проверено|подтверждено)\b|验证|確認|検証",
    re.IGNORECASE,
)
_ABOVE = expression(
    r"\b(?:verif(?:y|ied|ication)|validat(?:ed|ion)|check(?:s|ed)?|confirmed|results?|measured?|measurements?|observed"
    r"|observations?|smoke|pass(?:ed)?|evidence|proof|findings|tested|endpoint tests|audit(?! (?:log|trail|event|table)))\b"
    r"|结果|結果|返回|결과",
    re.IGNORECASE,
)
# Columns that hold what was seen; the others say what a thing is called, what was put in, what was wished, who and when.
_SIGHT = expression(
    r"\b(?:status|state|results?|outcome|actual|observed|observations?|output|measured?|evidence|proof|verified|verification"
    r"|validated|validation|checked|confirmed|details?|notes?|remarks?|comments?|findings?|value|found|response|events?|current|achieved)\b",
    re.IGNORECASE,
)
# Columns whose bare numbers were measured; and a cell that holds nothing else.
_MEASURED = expression(
    r"\b(?:actual|observed|measured?|value|found|count|current|achieved|scores?|results?|atual|réel)\b|结果|結果|返回|결과|实际|実際|실제",
    re.IGNORECASE,
)
_RESULT = expression(
    r"\W{0,4}(?:results?|actual(?: results?| value)?|observed(?: value)?|output|response|returned|resultado|résultat|ergebnis"
    r"|结果|返回值?|実際|結果|결과)\W{0,4}",
    re.IGNORECASE,
)
_SEEN_THERE = expression(r"\b(?:actual|observed|measured|response|atual|réel)\b|实际|実際|실제", re.IGNORECASE)
# Columns for what was to come out: then a tick is the verdict on the number beside it.
_WISHED = expression(
    r"\b(?:targets?|expected|goals?|limit|threshold|required|budget|alvo|meta|objetivo|obiettivo|ziel|soll|cible|objectif)\b"
    r"|目标|目標|목표",
    re.IGNORECASE,
)
_NUMBER = expression(
    r"[\s*`]{0,4}(?:\d[\d,.]{0,12}|\[\s?[-+]?\d[\d.]{0,12},\s?[-+]?\d[\d.]{0,12}\s?\])(?:\s?/\s?100\b)?(?:\s?(?!h\b|hrs?\b|hours?|d\b|days?|weeks?|min)[a-zA-Z]{1,10})?[\s*`]{0,4}"
)
# A verdict in words, beside which a bare number was measured.
_VERDICT = expression(
    r"\b(?:pass(?:ed)?|match(?:es)?|clean|ok|verified|confirmed|valid|equal|identical|met|exceeds|perfect|within)\b",
    re.IGNORECASE,
)
# Columns whose very name says that it was measured, counted or read off; a verdict beside such a value is a verdict on it.
_READ_OFF = expression(
    r"\((?:ms|µs|s|sec|[kKMG]B|fps|rps)\)|\b(?:(?:data )?rows?|records?|columns|entries|registros|installed .{0,20}version)\b"
    r"|记录数|行数|条数",
    re.IGNORECASE,
)
_TIMED = expression(r"[\s*~]{0,4}\d[\d,.]{0,12}\s?(?:ms|µs|s|[kKMG]i?B|fps|rps)[\s*]{0,4}")
_PLANNED = expression(
    r"\b(?:time-?outs?|limits?|intervals?|cache|ttl|estimat\w+|planned|max\w*|min\w*|every|windows?|retention|duration|effort)\b"
    r"|^\W{0,4}versions?\b",
    re.IGNORECASE,
)
_FIGURE = expression(r"[\s*`]{0,4}v?\d[\d,.]{0,16}(?:\s?[^\W\d_]{1,10})?[\s*`]{0,4}")
# What stands before a number that was set and not seen.
_SET = expression(
    r"\b(?:limit\w*|max(?:imum)?|min(?:imum)?|up to|at least|at most|less than|more than|under|below|above|over|timeouts?"
    r"|threshold|every|each|target\w*|cap(?:ped)?|budget|expected|default\w*|than|need\w*|require\w*|should|must)\b[^.;|\n]{0,20}$"
    r"|[<>≤≥~]\s?$",
    re.IGNORECASE,
)
_N = r"\d[\d,]{0,12}(?:\.\d{1,9})?"
_UNIT = r"(?:ms|µs|μs|px|[kKMG]i?B|bytes?|fps|rps|qps|req/s|k?Hz|dB|lines?)"
_THINGS = (
    r"(?:rows?|records?|hits?|results?|match(?:es)?|entries|documents?|occurrences?|files?|tables?|items?|users?|messages?"
    r"|events?|tools?|routes?|pages?|nodes?|pods?|containers?|products?|contacts?|orders?|jobs?|tests?)"
)
# How a value is written: signs of which one must be there, and the form.
_WRITTEN: tuple[tuple[str, str], ...] = (
    # A number with its unit; a time that something took; a small number.
    (
        "0123456789",
        rf"(?<![\w.-]){_N}\s?{_UNIT}\b(?!/)|(?<![\w.-])\d{{1,6}}\.\d{{1,6}}\s?s\b|(?<![\d.])\d\.\d{{3,9}}(?![\d.]*%)",
    ),
    ("0123456789", rf"\b(?:in|took|within|after)\s~?{_N}\s?(?:s|sec|seconds)\b"),
    # What it was and what it became.
    ("→>", rf"(?<![\d./%])(?<!\d[–-]){_N}\s?\w{{0,8}}\s?(?:→|->|=>)\s?\*{{0,2}}{_N}(?![\d.]{{0,9}}\.?\d|\s?%)"),
    # A name with its value; what is written in capitals is a setting. The same number on both sides.
    (
        "=",
        r"(?<![\w?&-])(?!(?-i:[A-Z]{1,40}_))[A-Za-z_][\w.-]{0,40}\s?={1,2}\s?(?:-?\d|[\"'][^\"'\n]|true\b|false\b|null\b"
        r"|nil\b)|(?<![\w?&`/-])[a-z_]\w{1,30}=[a-z]\w{1,30}(?=[\s,;)]|$)|(?<![\d/.])(\d[\d,]{2,12})\s?=\s?\1\b|\(n\s?=\s?\d",
    ),
    # In code: a name with its value, a name before it, a value alone, a quoted one.
    (
        "`",
        r"`(?!(?-i:[A-Z]{1,40}_))[\w.-]{2,40}(?:={1,2}[^`\s]{1,40}|:\s(?!\d{1,4}[smhd]`)[^`\n]{1,80})`"
        r"|`[\w.-]{2,40}` (?:is |now |= |holds )?`?-?\d[\d.,]{0,12}(?![\w%/-])|(?<=\w[:\s])`\d[\d,.]{0,12}`"
        r"|(?<=[:=]\s)`[\"'][^`\n]{1,60}[\"']`",
    ),
    # What a thing printed that was asked for its name, with a number and a blank in it.
    (
        "`",
        r"\b(?:show(?:s|ed|ing)?|print(?:s|ed|ing)?|report(?:s|ed|ing)|reads?|says)\b[^`\n]{0,40}[:\s]`(?=[^`\n]*\d)[^`\n]{2,60}\s[^`\n]{1,100}`",
    ),
    # Counts of several things behind a colon; one count that was looked at.
    (":", r":\s\d[\d,]{0,9}\s(?!(?:pass|fail|skip|tests?\b))[a-z][a-z-]{1,24}(?:\s[a-z-]{2,20})?,\s\d[\d,]{0,9}\s[a-z]"),
    ("0123456789", r"\b(?:counts?|totals?|rows?|records?)\s(?:verified|confirmed|checked)[\s:*`]{1,5}\d[\d,]*(?![\d,]*[%/])"),
    # Names and numbers in a row; a state as a platform prints it.
    (",;/", r"(?<=[a-z]\s)\d[\d,]{0,12}\s?[,;/]\s?[a-z][\w-]{1,30}\s\d"),
    (
        "0123456789",
        r"(?-i:\b(?:ACTIVE|RUNNING|READY|SUCCESS|SUCCEEDED|HEALTHY|COMPLETED|OK|UP))`?\s(?:at|with|in)\s\w{1,20}\s\d",
    ),
    # How many came back.
    (
        "0123456789",
        r"\b(?:found|returned|returns|loaded|received|detected|retrieved|fetched|extracted|matched|filled|showed|shows|reported"
        r"|contains?|counted|yielded|got|gave|imported|exported|parsed|wrote|inserted|sent|indexed|scanned|rendered|produced"
        r"|processed|ingested|stored|saved|enqueued|queued|delivered|decoded|emitted|spawned|served|uploaded|downloaded|recorded"
        r"|captured|listening on(?: port)?)\s(?:exactly\s|all\s|only\s)?(?![45]\d\d\b)\d[\d,]{0,12}(?![\d,]{0,9}[%/+]|\s%)\b",
    ),
    (
        "0123456789",
        rf"(?<![\d/.]){_N}\s{_THINGS}\s(?:found|returned|loaded|matched|retrieved|inserted|processed|read|detected|listed|discovered)\b",
    ),
    ("0123456789", r"(?<![\d/.,])\d[\d,]{0,12}\s(?:[\w-]{2,20}\s){0,2}?(?:hits?|matches|occurrences)\b"),
    ("`", r"\b(?:rows?|records?|reply|answer|result|response|value|state|body)\s`[{\[][^`\n]{0,60}\d[^`\n]{0,60}[}\]]`"),
    # What it was against what was wished; where something went; how long it took; words in capitals as an output has them.
    (":=", r"\b(?:actual(?:ly)?|observed|measured)\s?[:=]\s?`?-?\d"),
    (
        "`",
        r"\b(?:routed|resolved|redirected|mapped|switched|pointed|landed|fell back|classified|dispatched)\s"
        r"(?:to|on|at|as)\s`[^`\n]",
    ),
    (":", rf"\b(?:duration|elapsed|run ?time)\W{{1,6}}{_N}\s?(?:ms|s|sec|seconds|min|minutes)\b"),
    (
        "ACEILNOPRSTU",
        r"\b(?:returns?|returned|reports?|reported|shows?|showed|answers?|answered)\s(?:as\s)?`?"
        r"(?-i:(?!JSON|HTML|XML|CSV|PDF|HTTP)[A-Z]{4,})\b",
    ),
    (
        "ae",
        r"\b(?:returns?|returned)\s(?:an\s)?empty\s(?:array|list|result|object|set)\b"
        r"|,\s[^,;.|\n]{2,40},\s[^;.|\n]{2,80}?\b(?:all|both)\s(?:return|appear|resolve|show)(?:ed|s)?\b",
    ),
    # What came of what was put in; what came back.
    ("→>", r"(?:→|->|=>)\s?[\"“][^\"”\n]{1,80}[\"”]"),
    ("0123456789", r"\b\d[\d.,]{0,12}\s(?:[a-z]{2,20}\s)?came back\b|\bcame back\s(?:as |with |at )?`?\d"),
    (
        "'",
        r"\b(?:outputs?|outputted|prints?|printed|returns?|returned|yields?|yielded|evaluates? to)\s'[^'\n]{1,60}'",
    ),
    (
        "0123456789",
        r"\bpass(?:ed)?[*_]{0,3}[,:;—–]\s\d[\d,]{0,9}\s(?!(?:of|skip\w*|fail\w*|errors?|warnings?|pending|ignored|deselected|xfail\w*|tests?|times?|h|hours?|min\w*|days?|weeks?)\b)[a-z]{3,}",
    ),
    # Words that stood there; an answer in JSON.
    (
        '"“',
        r"\b(?:shows?|showed|displays?|displayed|reads?|says|said|text|replied|reported|returned|responded|appears|message|alert"
        r"|toast|banner|highlights)\b[^.\n\"“]{0,40}[\"“][^\"”\n]{3,200}[\"”]|\{\s?\"\w{1,40}\":",
    ),
)
_FORMS = tuple((frozenset(signs), expression(form, re.IGNORECASE)) for signs, form in _WRITTEN)
_MAY_LOOK, _MAY_BE_WRITTEN = Lookup([((), _LOOK)]), Lookup([((), form) for _, form in _FORMS])
# A cell that quotes what stood there.
_QUOTATION = expression(r"[\s*]{0,4}[\"“`](?=[^\"”`\n]{0,60}\s)[^\"”`\n]{6,200}[\"”`][\s*]{0,4}")
_QUOTED_IN = expression(r"[\"“](?=[^\"”\n]{0,60}\s)[^\"”\n]{6,200}[\"”]")
# The rest of a number whose first digit was enough.
_DIGITS = expression(r"(?<=\d)[\d.,]{0,20}\d")
_TRIES, _SHOWN = 4, 120


def value_of(statement: Statement) -> str:
    """The value that a statement says was seen; nothing when it holds none, or does not say that anyone looked."""
    if not _may_hold(statement.raw):
        return ""
    if statement.table is not None:
        return _of_row(statement)
    if statement.key and marks.ticked(statement.raw):
        said = marks.without_ticks(statement.raw).rpartition(":")[2].strip()[:_SHOWN]
        if _read_off(statement.key, said):
            return said
    if _looked_above(statement) or _says_looked_itself(statement.text[:LONGEST]):
        return _value(statement.raw[:LONGEST])
    return ""


def _may_hold(text: str) -> bool:
    if _VALUED.search(text):
        return True
    return ("empty" in text or "," in text) and _WITHOUT_SIGN.search(text) is not None


@lru_cache(maxsize=1024)
def _column(header: str) -> tuple[bool, bool, bool]:
    """Of a column: whether it says that someone looked, whether it holds what was seen, whether its numbers were measured."""
    there = _SEEN_THERE.search(header) is not None
    return there or _ABOVE.search(header) is not None, _SIGHT.search(header) is not None, _MEASURED.search(header) is not None


def _of_row(row: Statement) -> str:
    if row.table is None:
        return ""
    columns = [_column(header) for header in row.table.headers]
    ticked, wished = marks.ticked(row.raw), any(_WISHED.search(header) for header in row.table.headers)
    judged = _VERDICT.search(row.text) or (ticked and wished)
    # What is held against what was wished, and judged, was measured.
    looked = any(looked for looked, _, _ in columns) or _looked_above(row) or (wished and judged is not None and judged)
    if (marks.ticked(row.raw) or _VERDICT.search(row.text)) and not marks.crossed(row.raw):
        for header, cell in zip(row.table.headers[1:], row.raw_cells[1:], strict=False):
            if _read_off(header, cell[:_SHOWN]):
                return cell[:_SHOWN].strip()
    for header, (there, sight, measured), cell in zip(row.table.headers[1:], columns[1:], row.raw_cells[1:], strict=False):
        if not (sight or measured) or not _may_hold(cell) or not (looked or _LOOK.search(cell)):
            continue
        # A tick in a column of its own is the verdict on the result beside it.
        given = ticked and not marks.ticked(cell) and _RESULT.fullmatch(header)
        if measured and (judged or given) and _NUMBER.fullmatch(cell[:_SHOWN]):
            return cell[:_SHOWN].strip()
        if sight and (found := _value(cell[:LONGEST])):
            return found
        if sight and (quoted := (_QUOTED_IN.search(cell[:LONGEST]) if there else _QUOTATION.fullmatch(cell[:_SHOWN]))):
            return quoted[0].strip()
    return ""


def _says_looked_itself(text: str) -> bool:
    return bool(_MAY_LOOK.held(text.lower())) and _LOOK.search(text) is not None


def _read_off(name: str, value: str) -> bool:
    """Whether a column or field holds what somebody measured, counted or read off."""
    if _PLANNED.search(name) or _WISHED.search(name):
        return False
    return _TIMED.fullmatch(value) is not None or (_READ_OFF.search(name) is not None and _FIGURE.fullmatch(value) is not None)


def _value(text: str) -> str:
    signs = frozenset(text)
    for index in _MAY_BE_WRITTEN.held(text.lower()):
        needed, form = _FORMS[index]
        if needed.isdisjoint(signs):
            continue
        for match in islice(form.finditer(text), _TRIES):
            # "20 px+" is the least that it may be.
            if text[match.end() : match.end() + 1] != "+" and not _SET.search(text, max(0, match.start() - 40), match.start()):
                return (match[0] + (_DIGITS.match(text, match.end()) or [""])[0])[:_SHOWN]
    return ""


def looked(heading: str) -> bool:
    """Whether a heading is the verdict of a look at what stands under it."""
    return _LOOK.search(heading) is not None or _ABOVE.search(heading) is not None


def looked_under(statement: Statement) -> bool:
    """Whether what introduces a statement says that someone looked: "Verification: …"."""
    lead = statement.lead
    return lead is not None and lead.introduces and lead.section is statement.section and _says_looked(lead.text[:LONGEST])


def _looked_above(statement: Statement) -> bool:
    return looked_under(statement) or _says_looked(statement.section.title)


@lru_cache(maxsize=1024)
def _says_looked(above: str) -> bool:
    return _ABOVE.search(above) is not None

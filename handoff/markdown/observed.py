"""The value that somebody saw when they looked: a number with a unit, a name with its value, a count, words on a screen.

A bare value is as likely a limit, a setting or a wish. It counts where the words around it say that someone looked: in the
statement, in what introduces it, in the heading above it, or in the header of its column.
"""

from __future__ import annotations

import re
from functools import lru_cache

from handoff.markdown.document import Statement
from handoff.markdown.tokens import LONGEST

_MAY_HOLD = re.compile(r"[\d`\"“]")
# Words that say that someone looked, in a statement; and in what stands above it.
_LOOK = re.compile(
    r"\b(?:verified|confirm(?:s|ed)|validated|checked|tested|measured|observed|inspected|audited|probed|seen|saw|proven"
    r"|smoke|re-?ran|actual(?:ly)?|results?|(?-i:PASS)|passed|succe\w+|correctly|loaded|returned|reported|showed|came back)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:verif(?:y|ied|ication)|validat(?:ed|ion)|check(?:s|ed)?|confirmed|results?|measured?|measurements?|observed"
    r"|observations?|smoke|pass(?:ed)?|evidence|proof|findings|test results|tested)\b",
    re.IGNORECASE,
)
# Columns that hold what was seen; the others say what a thing is called, what was put in, what was wished, who and when.
_SIGHT = re.compile(
    r"\b(?:status|state|results?|outcome|actual|observed|observations?|output|measured?|evidence|proof|verified|verification"
    r"|validated|validation|checked|confirmed|details?|notes?|remarks?|comments?|findings?|value|found|response|events?)\b",
    re.IGNORECASE,
)
# What stands before a number that was set and not seen.
_SET = re.compile(
    r"\b(?:limit\w*|max(?:imum)?|min(?:imum)?|up to|at least|at most|less than|more than|under|below|above|over|timeouts?|threshold"
    r"|every|each|target\w*|cap(?:ped)?|budget|expected|default\w*|than|need\w*|require\w*|should|must)\b[^.;|\n]{0,20}$"
    r"|[<>≤≥~]\s?$",
    re.IGNORECASE,
)
_UNIT = r"(?:ms|µs|μs|px|[kKMG]i?B|bytes?|fps|rps|qps|req/s|k?Hz|dB|lines?)"
_THINGS = r"(?:rows?|records?|hits?|results?|match(?:es)?|entries|documents?|occurrences?|files?|tables?|items?|users?|messages?|events?)"
_VALUE = re.compile(
    rf"(?<![\w.-])\d[\d,.]*\s?{_UNIT}\b(?!/)"
    r"|\b(?:in|took|within|after)\s~?\d[\d.,]*\s?(?:s|sec|seconds)\b"
    r"|(?<![\d./%])\d[\d,]*(?:\.\d+)?\s?\w{0,8}\s?(?:→|->|=>)\s?\*{0,2}\d[\d,]*(?:\.\d+)?(?![\d.]*\.?\d|\s?%)"
    r"|(?<![\w?&-])(?!(?-i:[A-Z]+_))[A-Za-z_][\w.-]{0,40}\s?={1,2}\s?(?:-?\d|[\"'][^\"'\n]|true\b|false\b|null\b|nil\b)"
    r"|(?<![\w?&`/-])[a-z_]\w{1,30}=[a-z]\w{1,30}(?=[\s,;)]|$)"
    r"|`[\w.-]{2,40}` (?:is |now |= |holds )?`?-?\d[\d.,]*(?![\w%/-])"
    r"|[:=]\s?`[\"'][^`\n]{1,60}[\"']`"
    r"|`(?![A-Z]+_)[\w.-]{2,40}={1,2}[^`\s]{1,40}`"
    r"|`[\w.-]{2,40}:\s(?!\d+[smhd]`)[^`\n]{1,80}`"
    r"|\w[:\s]{1,2}`\d[\d,.]*`"
    r"|\b[a-z][\w-]{1,30}\s\d[\d,]*\s?[,;/]\s?[a-z][\w-]{1,30}\s\d"
    r"|\b(?:found|returned|returns|loaded|received|detected|retrieved|fetched|extracted|matched|filled|showed|shows|reported"
    r"|contains?|counted|yielded|got|gave)\s(?:exactly\s|all\s|only\s)?\d[\d,]*(?!\s?[%/]|[\d,]*\+)\s\w"
    rf"|(?<![\d/.])\d[\d,]{{0,12}}\s{_THINGS}\s(?:found|returned|loaded|matched|retrieved|inserted|processed|read)\b"
    r"|(?<![\d.])\d\.\d{3,}(?![\d.]*%)"
    r"|\b(?:shows?|showed|displays?|displayed|reads?|says|said|text|replied|reported|returned|responded|appears|message|alert"
    r"|toast|banner|highlights)\b[^.\n\"“]{0,40}[\"“][^\"”\n]{3,}[\"”]",
    re.IGNORECASE,
)
_TRIES, _SHOWN = 4, 120


def value_of(statement: Statement) -> str:
    """The value that a statement says was seen; nothing when it holds none, or does not say that anyone looked."""
    if not _MAY_HOLD.search(statement.raw):
        return ""
    if statement.table is not None:
        return _of_row(statement)
    found = _value(statement.raw[:LONGEST])
    if found and (_LOOK.search(statement.text) or _looked_above(statement)):
        return found
    return ""


def _of_row(row: Statement) -> str:
    headers = row.table.headers if row.table is not None else ()
    looked = any(_ABOVE.search(header) for header in headers) or _looked_above(row)
    for header, cell in zip(headers[1:], row.raw_cells[1:], strict=False):
        if (looked or _LOOK.search(cell)) and _SIGHT.search(header) and (found := _value(cell[:LONGEST])):
            return found
    return ""


def _value(text: str) -> str:
    for tried, match in enumerate(_VALUE.finditer(text)):
        if tried == _TRIES:
            break
        if not _SET.search(text, max(0, match.start() - 40), match.start()):
            return match[0][:_SHOWN]
    return ""


def _looked_above(statement: Statement) -> bool:
    lead = statement.lead
    if lead is not None and lead.introduces and lead.section is statement.section and _ABOVE.search(lead.text[:LONGEST]):
        return True
    return _says_looked(statement.section.title)


@lru_cache(maxsize=1024)
def _says_looked(title: str) -> bool:
    return _ABOVE.search(title) is not None

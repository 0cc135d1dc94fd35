"""How what was measured is told: values, digests, queries with what came back, a value before and behind a change."""

from __future__ import annotations

import re

from handoff.model.expression import expression

# Measured values, in parts: a value behind a name and "=", and what stands in words.
ASSIGNED = expression(
    r"(?<![\w?&-])(?![A-Z]{1,40}_|n=\d{1,3}(?![\d,.]))[A-Za-z_][\w.]{0,40}"
    r"(?:\s=\s[-+−±]?\d{1,9}\.\d[\w.,%]*|={1,2}(?:-?\d(?!\d{0,5}\.\d{1,5}\.\d)[\w.,%]*|true\b|false\b|nil\b|null\b)"
    r"|==[a-z_]\w*(?=[\s,;).]|$))"
    # Of a thing in brackets, and of two numbers.
    r"|(?<=[)⟩\]])\s=\s[-+−±]?\d{1,9}\.\d[\w.,%]*|\b\d[\d,]{0,9}\s?/\s?\d[\d,]{0,9}\s=\s[01]?\.\d{2,9}\b",
    re.IGNORECASE,
)
# What stands before a value that was not there.
NOT_SO = expression(
    r"\b(?:never|not|without|instead of|rather than|fail(?:s|ed)? to|missing|lacks?)\b[^.,;|\n]{0,24}$|n't\s[^.,;|\n]{0,20}$",
    re.IGNORECASE,
)
PERCENTILE = expression(
    r"\bp(?:50|90|95|99)\b(?!\W{1,3}(?:under|below|less|target|limit|budget|at most))"
    r"[^\dp≤≥<>]{0,12}\d",
    re.IGNORECASE,
)
SCIENTIFIC = expression(r"(?<![\w.-])\d(?:\.\d{1,9})?e-?\d{1,3}(?![\w.])", re.IGNORECASE)
SAME_DIGEST = expression(
    r"\b(?:md5|sha-?\d+|checksums?|digests?|hash(?:es)?)\b[^.;]{0,60}\b(?:match|matched|equal|identical)", re.IGNORECASE
)
# What was compared by a digest, said the other way round.
DIGESTED = expression(
    r"\b(?:match(?:es|ed)?|equal|identical)\b[^;]{0,200}?\b(?:md5|sha-?\d+|checksums?|digests?|byte length|byte-for-byte)\b",
    re.IGNORECASE,
)
# The digest itself, at which two things meet; forty letters may be a commit.
AT_A_DIGEST = expression(
    r"\b(?:match(?:es|ed)?|equals?|identical|same)\b[^;|]{0,80}?(?<![\w-])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![\w-])", re.IGNORECASE
)
# What a comparison left over.
DIFFERED = expression(
    r"\bonly (?:\w{1,20} )?(?:differences?|discrepanc(?:y|ies)|mismatch(?:es)?|deviations?) (?:was|were)\b", re.IGNORECASE
)
# An endpoint with the fields of its answer behind it in brackets: "Health check: ok (database: up, queue: 3 waiting)".
_FIELD = r"[a-z_ ]{2,24}: [^(),\n]{1,40}"
_NUMBERED = r"[a-z_ ]{2,24}: [^(),\n\d]{0,20}\d[^(),\n]{0,20}(?:,\d{3}[^(),\n]{0,40})?"
FIELDS_GIVEN = expression(
    r"\b(?:endpoints?|health ?-?checks?|healthz?|readyz?|ping|probe|status page|api)\b[^()|\n]{0,60}"
    rf"\((?:(?:{_FIELD}, ){{1,6}}{_NUMBERED}(?:, {_FIELD}){{0,6}}|{_NUMBERED}(?:, {_FIELD}){{1,6}})\)",
    re.IGNORECASE,
)
# A value before a change and behind it: "from `50` to `200`", "`A` → `B`", "512 MB → 16 MB"; and the new one alone, in code.
_VALUE = r"(?:`[^`\n]{1,80}`|\*{0,2}\d[\d,.]{0,12}\s?(?:[kMG]i?B|m?s|min|px|lines|rows|tests)?\*{0,2})(?!\s?%)"
BEFORE_AFTER = expression(
    rf"\bfrom\s+{_VALUE}\s+(?:to|→|->|=>)\s+{_VALUE}|(?:`[^`\n]{{1,80}}`|\d\s?(?:[kMG]i?B|lines|ms|min|s))\s?(?:→|->"
    rf"|=>)\s?{_VALUE}"
    r"|\bbefore:?\s\d[\d,.]{0,12}(?!\d|\s?%)[^.;\n]{0,30}?,\s(?:and\s)?after:?\s\d[\d,.]{0,12}(?!\d|\s?%)"
    r"|\b(?:changed|updated|set|raised|lowered|increased|reduced"
    r"|bumped)\b[^.;`\n]{0,40}\bto:?\**\s+`[^`\n]{0,40}[=\d][^`\n]{0,80}`",
    re.IGNORECASE,
)
VERSIONS = expression(r"[✅✔✓].{0,200}`v?\d[\w.-]{0,20}`\s?(?:→|->|=>)\s?`v?\d")
STEPS_ON = expression(r"\s{0,3}(?:→|->|=>)")
GREPPED = expression(r"\bgrep\b[^.;]{0,60}\b(?:0|zero)\b", re.IGNORECASE)
OBSERVED = expression(
    r"\b(?:listing|query|count|read-?back|scan|probe|check|response|inspection|call|lookup)\b[^.;|]{0,60}"
    r"\b(?:show(?:s|ed)|return(?:s|ed)|gave|reported|printed|found)\b[^.;|]{0,80}?(?:`[^`\n]{1,80}`|\b\d)",
    re.IGNORECASE,
)
# What was run once more, or tried out, and what came of it by number.
RUN_AGAIN = expression(
    r"\b(?:re-?runs?|re-?ran|replay(?:ed)?|dry[- ]?run|back-?tests?|(?:live|smoke|trial|test) run)\b[^.;|]{0,100}?"
    r"\b(?:produced|yielded|gave|returned|wrote|found|showed|reported|loaded|matched|printed)\b[^.;|]{0,40}?\b\d",
    re.IGNORECASE,
)
# A field that came back with its value: "returns status: healthy".
RETURNED = expression(
    r"\b(?:return(?:s|ed)|respond(?:s|ed) with|answer(?:s|ed) with)\s[`\"{]{0,3}[a-z_]{2,24}[\"`]?[:=]\s?[`\"]?\w",
    re.IGNORECASE,
)
# How well two things agree, by a measure that has a name.
AGREEMENT = expression(
    r"\b(?:corr(?:elation)?|cos(?:ine)?(?: sim\w*)?|rmse|mae|mse|psnr|ssim|iou|mape"
    r"|(?:max|rel|abs)\w* (?:\w+ )?(?:diff|err)\w*)"
    r"(?:\s(?:of|was|is))?\s?[=:≥≤<>~≈]{0,2}\s?\d{1,4}(?:\.\d|e-)",
    re.IGNORECASE,
)
# That none of so many went wrong.
NONE_OF = expression(
    r"(?<![\w.])0\s[a-z][\w-]{1,20}\b[^.;|\n]{0,60}?\b(?:across|over|of|out of|in|from|among|after)\s"
    r"(?:all\s)?~?\d[\d,]{1,12}\s[a-z]{3}",
    re.IGNORECASE,
)
# How things stand, as a platform prints it.
PRINTED_STATE = expression(r"\b(?:state|status|ready_?state|phase|conclusion)[=:]\s?[`\"]?(?-i:[A-Z]{4,})\b", re.IGNORECASE)
MEMORY = expression(r"0x[0-9a-f]{4,}`?\s?[:=]\s?[\"`\w]", re.IGNORECASE)
# In prose, somebody selects something from a menu.
QUERY = expression(
    r"(?:(?-i:\bSELECT\b)|`\s?select\b|\bselect (?:\*|distinct\b|count\b))[^|]{3,400}?\bfrom\b"
    r"|\bcount\(\*?\w*\)|\bselect count\b",
    re.IGNORECASE,
)
# A file looked into: how long it is, and what was found in it.
LOOKED_INTO = expression(
    r"\b\d[\d,]{0,6} lines\b[^|\n]{0,40}?\b(?:contains?|exports?|shows?|defines?|includes?|substantive)\b", re.IGNORECASE
)
RESOLVED_TO = expression(r"\b(?:dns|resolv(?:es|ing|ed))\b[^.;|\n]{0,60}?\b\d{1,3}(?:\.\d{1,3}){3}\b", re.IGNORECASE)
# A query told in words, with what came back.
ASKED = expression(
    r"\b(?:quer(?:y|ies)|search(?:es)?|grep|scans?|look-?ups?|listings?|read-?backs?|probes?|count)\b(?:[^.;|]"
    r"|\.(?=\S)){0,160}?"
    r"\b(?:return(?:s|ed)?|gave|give|show(?:s|ed)?|found|finds?|yield(?:s|ed)?|match(?:es|ed)?|confirms?"
    r"|contains?)\b(?:[^.;|]|\.(?=\S)){0,60}?"
    r"\b(?:0|zero|no|\d[\d,]{0,12})\s+(?:[\w.-]{1,30}\s+){0,2}?(?:hits?|rows?|results?|match(?:es)?|records?|documents?|entries"
    r"|occurrences?|spans?|references?)\b",
    re.IGNORECASE,
)

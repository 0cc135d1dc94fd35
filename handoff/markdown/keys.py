"""What the name of a field says about its value: `Status: …` holds a status, `Why: …` never does."""

from __future__ import annotations

import re

from handoff.markdown.grammar import Assertion, Position, assertions
from handoff.markdown.marks import OPEN, YES, imperative
from handoff.markdown.purposes import EXPECTATION, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import translated_role
from handoff.markdown.shares import a_share
from handoff.markdown.tokens import tokens_of
from handoff.markdown.words import ACTS, FAULTS, LOOKED, STATES
from handoff.model.expression import expression

STATUS = expression(
    r"\b(?:status|state|result|results|outcome|verdict|conclusion|progress|overall|health|build|tests?|testing|deployment"
    r"|deploy"
    r"|compilation|typecheck|lint|linting|gate|verification|validation|resolution|migration|backfill|phase \w+|stato|estado"
    r"|statut|risultato|resultado|ergebnis|état|résultats?|zustand|статус|состояние|результаты?|durumu?|sonuç|wynik|resultaat"
    r"|trạng thái|install|smoke)\b|状态|状態|狀態|结果|結果|상태|결과|สถานะ|ผลลัพธ์|الحالة",
    re.IGNORECASE,
)
# Fields of a quote that the author of the document wrote, in a box of its own.
OF_THE_AUTHOR = expression(rf"^\W{{0,4}}update\b|{STATUS.pattern}", re.IGNORECASE)
NAMELESS = frozenset(
    {"status", "state", "result", "results", "outcome", "verdict", "overall", "overall status", "current status"}
)
"""Names of fields that say nothing about what their value is about."""
VOUCHING = frozenset(
    {"response", "http", "http status", "http response", "status code", "response code", "output", "evidence", "proof", "log",
     "logs", "commit", "commits", "committed in", "commit hash", "sha", "hash", "pr", "pull request", "merge request",
     "build id", "run id", "ci run", "deployment id", "revision", "image", "image tag", "query", "verified by", "verified with",
     "verification", "test result", "tests", "test output", "content length", "transaction", "tx", "tx hash"}
)  # fmt: skip
"""Names of fields that hold what shows the field before them."""
# Keys whose value is no claim without a tick of its own.
_OTHER = expression(
    r"\W{0,8}(?:why(?: .*)?|impact|root causes?|problems?|symptoms?|goals?|expected.*|severity|risks?.*|workarounds?|lessons?"
    r"|errors?|reasons?|causes?|recommend.*|next.*|previous.*|old .*|former.*|original.*|initial.*|default.*|desired.*|planned"
    r"|scheduled|(?:possible|allowed|valid|accepted) .*|statuses|values"
    r"|.*\besperad\w*|.*\battes\w*|.*\berwartet\w*"
    r"|to-?do|plans?|approach|strategy|rationale|intent"
    r"|hypothesis|questions?|before|blockers?|depends.*|note|notes|warning|caveats?|scope|purpose|what happened"
    r"|issue|bugs?|limitations?|when|if|prerequisites?|action|trigger|detection|background|context|commands?|usage|location"
    r"|path"
    r"|file|files|branch|url|repository|platform|how|how to.*|verify|check|test steps|example|reality|options?|owner"
    r"|mitigation plan|success criteria|acceptance criteria|target|description|duration|author|date|time"
    r"|last (?!(?:deploy|deployment|rollout|release|task|session|work|action|step|milestone)\b).*|updated?"
    r"|version)\W{0,8}",
    re.IGNORECASE,
)
OPTION = expression(
    r"\W{0,8}(?:option|op[çc][ãa]o|opción|alternative|approach|variant|path|scenario|case)\s+(?:\w|\d+)\b", re.IGNORECASE
)
# Keys whose ticks mean something else than done; a green sign beside a degree is the lowest one.
UNTICKABLE = expression(
    r"\W{0,8}(?:recommended .*|(?:.* )?confidence(?: level)?|priority|severity|risk(?: level)?|urgency|importance"
    r"|targets?|goals?|objectives?|aims?|purpose|effort|complexity|difficulty|criticality|prioridade|prioridad|priorité|priorità|priorität|dringlichkeit|gravité|gravidade|gravedad|correct|wrong|right|good|bad|do|don'?t|incorrect|reasons?|why|notes?|examples?|pros?|cons?|options?|before"
    r"|antes|avant|vorher|prima|voorheen|раньше|до|önce|sebelumnya|之前|修复前|以前|이전"
    r"|previous.*|benefits?|expected.*)\W{0,8}",
    re.IGNORECASE,
)
EXPLAINING = expression(
    r"\W{0,8}(?:why(?: .*)?|impact|root causes?|problems?|symptoms?|lessons?|reasons?|causes?|risks?|workarounds?|hypothesis"
    r"|what happened|example|background|context)\W{0,8}",
    re.IGNORECASE,
)
_METRIC = expression(
    r"\b(?:availability|uptime|success(?: rate)?|pass rate|coverage|completion|health|readiness|progress|compliance"
    r"|errors?(?: rate)?|failure(?:s| rate)?|data loss|downtime|regressions?|blockers|violations|vulnerabilities|conflicts"
    r"|crashes)\b",
    re.IGNORECASE,
)
_AIMED_AT = expression(r"\b(?:targets?|goals?|expected|required|threshold|minimum|slo|sla)\b", re.IGNORECASE)
# A number of things that is no time, no rate and no part of a whole.
_SOME = expression(r"\W{0,4}(?!0\b)\d{1,6}(?![\d.:/%-]|\s?(?:%|/|of\b|out\b|h\b|hours?\b|min|days?\b|weeks?\b))")
_DATED = expression(r"\W{0,8}(?:\d{4}-|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", re.IGNORECASE)
_UNWANTED = expression(r"error|fail|loss|down|regression|blockers|violations|vulnerabilit|conflicts|crashes", re.IGNORECASE)
_WHOLE = expression(r"\W{0,8}100(?:\.0+)?\s?%")
_NOTHING = expression(
    r"\W{0,8}(?:0(?:\.0+)?\s?%|0(?:\s?(?:min|minutes|s|seconds|h|hours))?\W{0,4}(?:$|\()|zero\b|none\b)", re.IGNORECASE
)
_DATE_OR_NAME = expression(
    r"\W{0,8}(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]|(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\W|@|by\b"
    r"|\ue000\W*$|$)",
    re.IGNORECASE,
)
_DEGREE = expression(
    r"\W{0,8}(?:(?:very |medium[- ]|moderate(?:ly)?[- ])?(?:high|medium|moderate|low)(?: to high)?"
    r"|alt[oa]|baj[oa]|baix[oa]|medi[oa]|médi[oa]|élevée?|faible|moyenne?|haute|basse|hoch|niedrig|mittel|gering|bass[oa]|высок\w{2}|низк\w{2}|средн\w{2}|yüksek"
    r"|düşük|orta|tinggi|rendah|sedang|wysoki|wysoka|niski[e]?|niska|średni[ae]?|hoog|laag|cao|thấp|高|低|中|높음|낮음|보통|สูง|ต่ำ)\W{0,8}",
    re.IGNORECASE,
)
_UNTICKABLE_ROLES = frozenset({PLAN, EXPECTATION, LESSON, REASON})
_SILENT = frozenset({PLAN, EXPECTATION, LESSON, SYMPTOM, REASON})
_ADVICE = expression(r"\W{0,8}(?:recommend|suggest|propos|next|advice|advis)", re.IGNORECASE)
_FOUND = expression(r"\W{0,8}(confirmed|verified|validated|reproduced|proven|yes)\W{0,8}", re.IGNORECASE)
_OUTCOME_FIRST = expression(
    r"(?:pass|passed|ok|done|green)(?:$|[\s.,;:(]{1,3}(?:$|at|on|in|with|for|and|\W|\d))", re.IGNORECASE
)
_N_OF_N = expression(r"\W{0,4}(\d{1,6})\s?(?:/|of|out of)\s?\1\b")
# What was done with the commit that the list names.
_OF_A_COMMIT = frozenset({"push", "pushed", "git push", "merge", "merged"})
RATES = frozenset({"pass rate", "success rate", "test pass rate", "test success rate"})
"""Names of fields that say how many of the tests passed which their list counts."""
# What has to come out for which decision.
_QUALITIES = ("readiness", "compatibility", "correctness", "stability")
_CRITERIA = frozenset({"PASS", "FAIL", "GO", "NO-GO", "NO GO"})
_NOW = expression(r"\W{0,8}(?:impact|notes?|workaround)\W{0,8}", re.IGNORECASE)
_MENDED = expression(r"\W{0,4}(?:fixed|fixes|resolved|solved|eliminated|restored|repaired|corrected)\b", re.IGNORECASE)
_NO_IMPACT = expression(r"\W{0,4}none\s{0,2}[-–—(]", re.IGNORECASE)
# When it was written, and behind that how it then stood.
_AS_OF = expression(r"\W{0,8}(?:last )?(?:updated?|modified|revised|date|edited)\W{0,8}", re.IGNORECASE)
_BEHIND_A_DATE = expression(r"([^—–(]{0,40}\d[^—–(]{0,20}[—–(].{4,400})", re.DOTALL)
# "0 errors" where a status stands.
NONE_LEFT = expression(
    r"\W{0,4}(?:0|no|none|zero)\s+(?:\w+\s+)?(?:errors?|warnings?|regressions?|failures?|failed|vulnerabilities|violations|issues"
    r"|findings|mismatches|conflicts|problems)\b(?! (?:yet|known))",
    re.IGNORECASE,
)
_TOOLS = frozenset(
    {"mypy", "ruff", "tsc", "eslint", "clippy", "pylint", "flake8", "pyright", "ci", "typecheck", "type check", "vet"}
)
# What such a field names stands like that.
_HOW_THEY_STAND = frozenset({"working", "works", "what works", "what is working", "what's working", "operational", "healthy"})
_READY = expression(r"ready (?:for|to)", re.IGNORECASE)


def names_nothing(key: str) -> bool:
    """Whether a field says how the thing stands that its list is about: "Status", "Site status"."""
    low = key.lower()
    return low in NAMELESS or low in _OF_A_COMMIT or low.endswith((" status", " state", " health"))


def of_a_status(key: str) -> bool:
    """Whether a field is named for nothing but how something stands: "Status", "Build status"."""
    low = key.lower()
    return low == "status" or low.endswith(" status")


def assertions_of(key: str, value: str, marked: bool, position: Position, quoted: bool) -> tuple[list[Assertion], list[str]]:
    """What a field asserts, by its key and its value, and the reasons that lie in its key.

    `marked`: it carries a tick or a ticked box. `position` is where its value stands when it is long.
    """
    if _READY.fullmatch(key) and value and not OPEN.match(value):
        return [Assertion("ready", "work", f"“{key}: {value[:30]}”")], []
    if _OTHER.fullmatch(key) or OPTION.match(key) or translated_role(key) in _SILENT:
        # What an impact or a note says to be so *now* is a report.
        low = f" {value.lower()}"
        told = assertions(value, position, key) if _NOW.match(key) and (" now " in f"{low} " or _NO_IMPACT.match(value)) else []
        if _AS_OF.fullmatch(key) and (stood := _BEHIND_A_DATE.match(value)):
            told = assertions(stood[1], "item", key)
        if _NOW.match(key) and _MENDED.match(value):
            # "Impact: Resolved the leak".
            told = assertions(value, position, key)
        if key.lower() == "action" and " successfully" in low:
            told = assertions(value, position, key)
        return (assertions(value, "status", key) if marked else told), []
    if _METRIC.search(key) and not _AIMED_AT.search(key) and (measured := _metric(key, value)):
        return measured, []
    if (STATUS.search(key) or key.lower() in _TOOLS) and (none := NONE_LEFT.match(value)):
        return [Assertion("no", "absent", f"“{key}: {none[0].strip()}”"), *assertions(value, "status", key)], []
    if of_a_fault(key, value) or key in _CRITERIA or key.lower().endswith(" by"):
        return [], []
    if YES.match(value) and asks_how_it_stands(key):
        return assertions(key, "status") or [Assertion("yes", "work", f"“{key}”")], [f"“{key}: {value[:20]}”"]
    why: list[str] = []
    if STATUS.search(key) or marked or position == "status" or _OUTCOME_FIRST.match(value):
        found = assertions(value, "status", key)
        if found and STATUS.search(key):
            why.append(f"status field “{key}”")
    else:
        found = assertions(value, "value" if len(value.split()) <= 6 and not quoted else position, key)
    return _of_the_key(key, value, found), why


def asks_how_it_stands(key: str) -> bool:
    """Whether a field is answered by yes or no with how something stands: "Deployment ready", "Tests passing"."""
    if key.lower().endswith(_QUALITIES):
        return True
    return any(one.sort in ("state", "act", "verb") and not one.weak for one in assertions(key, "status"))


def rates(key: str, value: str) -> bool:
    """Whether a field gives a degree, or what is advised, and no status: "Confidence: high", "Recommended action: …"."""
    if translated_role(key) in _UNTICKABLE_ROLES:
        return True
    return _DEGREE.fullmatch(value) is not None or (_ADVICE.match(key) is not None and imperative(value))


def counts_what_is_over(key: str, value: str) -> bool:
    """Whether a field says how many of what nobody wants, or of what had to be done, are over: "Blockers fixed: 2"."""
    words = key.lower().split()
    if len(words) < 2 or words[-1] not in ACTS or not words[-2].endswith("s"):
        return False
    return _SOME.match(value) is not None and not (_DATE_OR_NAME.match(value) and _DATED.match(value))


def of_a_fault(key: str, value: str) -> bool:
    """Whether a field says that a fault was found: "CI failure: confirmed"; and what is "reproduced" is one."""
    found = _FOUND.fullmatch(value)
    if key[:8].lower().startswith(("no ", "zero ")):
        return False
    return found is not None and (found[1].lower() == "reproduced" or not FAULTS.isdisjoint(key.lower().split()))


def _metric(key: str, value: str) -> list[Assertion]:
    unwanted = _UNWANTED.search(key) is not None
    if _WHOLE.match(value) and not unwanted:
        return [Assertion("100 %", "done", f"“{key}: 100 %”")]
    if _NOTHING.match(value) and unwanted:
        return [Assertion("0 %", "absent", f"“{key}: {value[:12]}”")]
    return []


def _of_the_key(key: str, value: str, found: list[Assertion]) -> list[Assertion]:
    """What the key itself asserts: "Gate GREEN: …", "Performance verified: …", "Fixed: …"."""
    words = key.split()
    last = words[-1].lower()
    if value[:1].isdigit() and a_share(tokens_of(value[:40]).low[:3]):
        # "Suites passing: 2/6" tells how far it is.
        return found
    if key.lower() in _HOW_THEY_STAND and len(value.split()) > 1 and not _DATE_OR_NAME.match(value) and not found:
        return [Assertion(last, "work", f"“{key}: {value[:30]}”")]
    if last in STATES and (words[-1].isupper() or len(words) > 2):
        return [*assertions(key, "item"), *found]
    if last in ACTS and 1 < len(words) <= 4 and value and not value[0].isdigit():
        found = [*assertions(key, "item"), *found]
    if words[0].lower() in ACTS and words[1:] and words[-1].lower() in {"in", "via"} and value:
        return [*assertions(key, "item"), *found]
    if words[0].lower() in ACTS and len(words) <= 2:
        if _DATE_OR_NAME.match(value) and not _N_OF_N.match(value):
            return []
        if len(value.split()) < 2 and not (key.isupper() and value):
            return [one for one in found if not one.weak]
        if words[0].lower() in LOOKED and not assertions(f"{key} {value}", "item"):
            # What was confirmed is a fault.
            return []
        return [*assertions(key, "status"), *found]
    return [*assertions(key if value else f"{key}:", "item"), *found] if len(words) > 2 else found

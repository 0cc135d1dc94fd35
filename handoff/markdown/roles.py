"""What a section is for, by its heading, and what introduces a statement: a plan, a lesson or a legend claims nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from handoff.markdown.document import Section, Statement

PLAN, INSTRUCTION, EXPECTATION, LESSON, FAULT, SYMPTOM, REASON, DESIGN, LEGEND, DONE, PLAIN = (
    "plan", "instruction", "expectation", "lesson", "fault", "symptom", "reason", "design", "legend", "done", "",
)  # fmt: skip

_INSTRUCTIONS = (
    r"how to\b|\busage\b|\binstructions?\b|quick ?start|quick (?:commands|reference|links)|getting started|\bset-?up guide"
    r"|\binstall(?:ation)?\b|\bcommands?\b|steps (?:to|for)\b|verification steps|\bprocedures?\b|\brunbook|troubleshoot"
    r"|\bguide(?:s|lines?)?\b|\bconventions?\b|\brules?\b|best practices|\bprerequisites?\b|\brequirements?\b|\bworkflow\b"
    r"|walkthrough|\btips\b|deployment (?:steps|instructions|path|options?|guide)|\brollback\b|\bcontacts?\b|\bresources\b"
    r"|\breferences\b|recommended|what (?:you )?(?:should|need)|\bguardrails\b|update workflow|\brelated\b|see also"
    r"|\bfurther reading\b"
)
_PLANS = (
    r"\bnext\b|to-?do\b|\bupcoming\b|\bfuture\b|\broad-?map\b|\bplan(?:s|ned)?\b|\bpending\b|\bremaining\b|\boutstanding\b"
    r"|\bbacklog\b|what'?s left|left to do|still (?:needs?|to|open)|\bfollow-?\s?ups?\b|\bmilestones?\b|\brecommend|\bsuggest"
    r"|\bpropos|\bopen (?:questions?|items?|issues?|tasks?|risks?)\b|\bdeferred\b|not (?:yet|done|started)|\blater\b"
    r"|\baction items?\b|\baction plan|\benhancements?\b|needed\b|\bpriorit(?:y|ies) \d|in progress|ongoing"
    r"|\bwork remaining\b|before (?:deploy|merg|launch|go)|(?:short|medium|long)[ -]term"
    r"|prossimi|pr[óo]xim[oa]s|prochaine|n[äa]chste|\bobjecti(?:fs|vos)\b|obiettivi(?!.*(?:completati|raggiunti))|pendiente"
    r"|[àa] faire|por hacer|da fare|offen\b"
)
# The first that matches wins; a heading that none matches takes the role of the one above it.
_ROLES: tuple[tuple[str, str], ...] = (
    (LEGEND, r"^(?:\W*(?:status |symbol )?(?:legend|key|symbols?|notation|leyenda|legende)\W*)$"),
    (
        DONE,
        r"\bcomplian(?:ce|t)\b|\b(?:criteria|goals?|objectives?|targets?|requirements?)\b.*\b(?:met|achieved|passed"
        r"|satisfied|status)\b",
    ),
    (
        EXPECTATION,
        r"\bexpect|\bshould\b|what to (?:look|watch|expect)|\b(?:acceptance|success|exit) criteria\b|definition of done"
        r"|\bguarantee|\btargets?\b|success looks",
    ),
    (
        INSTRUCTION,
        r"\btest(?:ing)? (?:plan|steps|procedures?|instructions?|guide|scenarios?|strategy)\b|\bhow to\b|\bjourney\b"
        r"|\b(?:user|data|auth\w*|login|request|new|old|happy|main|test) flow\b|\bflow (?:diagram|steps|chart)"
        r"|^\W*(?:the )?flow\b",
    ),
    (
        REASON,
        r"^\W*why\b|\breasons?\b|\bbenefits?\b|\badvantages?\b|\brationale\b|\bwhy (?:it|this|we|i)\b|what (?:you|to|should"
        r"|can)\b",
    ),
    (
        LESSON,
        r"\blessons?\b|\blearn(?:ed|t|ings?)\b|take-?aways?|\binsights?\b|retrospective|\bprinciples?\b|what i'd do",
    ),
    (PLAN, _PLANS),
    (INSTRUCTION, _INSTRUCTIONS),
    (
        SYMPTOM,
        r"\broot causes?\b|\bsymptoms?\b|\bproblems?\b|\bcauses?\b|went (?:wrong|poorly|badly)|\bbefore\b|\btriggers?\b"
        r"|what (?:broke|happened(?! (?:this|in|today|last|since|during))|failed|didn)",
    ),
    (
        FAULT,
        r"\bimpacts?\b|\binvestigat|\bfindings?\b|known (?:issues?|bugs?|limitations?|problems?|gaps?)|\blimitations?\b"
        r"|\bfailures?\b|\berrors?\b|\bbugs?\b|\bissues?\b|\brisks?\b|caveats?|\bconcerns?\b|\bdetection\b|contributing"
        r"|gotchas?"
        r"|false positives?|\bbroken\b|not working|\bunverified\b",
    ),
    (
        DESIGN,
        r"\barchitecture\b|\bdesign\b|how (?:it|this|the) .*works?|how it\b|\bstructure\b|\bstack\b|\bfile (?:map|structure"
        r"|list)"
        r"|tech(?:nical|nology)? (?:stack|details|specs?|specifications?)|(?:key|critical|important) (?:files|links|docs)"
        r"|\bendpoints?\b|\bflows?\b|\bglossary\b|\bbackground\b|\bmotivation\b|\bdecisions?\b|\boptions?\b|\bcomparison\b"
        r"|\balternatives\b|\bwhat .* does\b|important\b.*\?|\bscope\b|\bconsiderations?\b|example|\bstrateg",
    ),
    (
        DONE,
        r"\bdone\b|\bcomplet|\baccomplish|\bachiev|\bfinished\b|\bdelivered\b|\bshipped\b|\bfixe?[sd]\b|\bresolved\b"
        r"|\bimplemented\b|\bverif(?:ied|ication)\b|\bvalidat|\bworking\b|\bworks\b|what (?:we|i|was)|\bapplied\b|\bstatus\b"
        r"|\bstate\b|\bresults?\b|\btests?\b|\bchanges\b|\bsummary\b|went (?:well|right)|\bhealth\b|\bprogress\b|\bdeploy"
        r"|\btimeline\b|\bresolution\b|\bconclusion\b|\bcheck",
    ),
)
_OPEN_MARKS = re.compile(r"[❌⏳🚧⬜☐🔜]")
_SETTLED = re.compile(r"[✅✔☑✓]|\b(?:fixed|resolved|solved|closed|eliminated|none)\b")

_LEAD_WISHES = re.compile(
    r"\b(?:expect\w*|should|you(?:'ll| will| would)|will|ensure|make sure|must|need(?:s|ed)? to|before\b.{0,80}\bcheck"
    r"|to verify"
    r"|to test|to check|verify|check that|criteria|require[sd]?|when|if|once|after (?:this|these|you|that|the)|guarantees?"
    r"|steps?"
    r"|options?|todo|to do|because|benefits?|why)\b",
    re.IGNORECASE,
)
_LEAD_DONE = re.compile(
    r"\b(?:is|are|was|were|has|have|now|done|completed|verified|fixed|resolved)\b[^:]{0,200}:?$", re.IGNORECASE
)
_LEAD_WILL = re.compile(r"\b(?:will|should|must|because)\b", re.IGNORECASE)
_LEAD_SHOWS = frozenset({"evidence", "example", "examples", "proof"})
_LONGEST = 400


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(pattern)) for role, pattern in _ROLES)


def own_role(section: Section) -> str:
    """The role that a section's own heading gives it; nothing when it says none."""
    if section.role is None:
        section.role = heading_role(section.title)
    return section.role


def role_of(section: Section) -> str:
    """What a section is for, by its own heading or the nearest above that says so."""
    one: Section | None = section
    while one is not None:
        if one.level <= 1 and one.parent is not None and one is not section:
            # The document's title says what the document is about, not what its parts are for.
            return PLAIN
        if role := own_role(one):
            return role
        one = one.parent
    return PLAIN


@lru_cache(maxsize=4096)
def heading_role(title: str) -> str:
    """The role that a heading's text gives to what stands under it."""
    low = title[:_LONGEST].lower()
    if not low:
        return PLAIN
    for role, pattern in _patterns():
        if pattern.search(low):
            if role in (FAULT, SYMPTOM, PLAN) and _SETTLED.search(low):
                return DONE
            return role
    return PLAN if _OPEN_MARKS.search(title) else PLAIN


def wished_for(statement: Statement) -> bool:
    """Whether what introduces the statement makes it a wish, an instruction, an example or one of several reasons."""
    lead = introduction(statement)
    if lead is None:
        return False
    text = lead.text[-_LONGEST:]
    if text.strip("*_: ").lower() in _LEAD_SHOWS:
        return True
    return bool(_LEAD_WISHES.search(text)) and not (_LEAD_DONE.search(text) and not _LEAD_WILL.search(text))


def introduction(statement: Statement) -> Statement | None:
    """The sentence that introduces the statement's list or table: its parent item, or what ends in a colon before it."""
    item = statement.item
    if item is not None and item.parent is not None and item.parent.statements:
        return item.parent.statements[0]
    lead = statement.lead
    if lead is None or lead.block == statement.block or lead.section is not statement.section or not lead.introduces:
        return None
    return lead if item is not None or statement.table is not None or statement.first else None

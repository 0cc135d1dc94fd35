"""Why a line is no claim: the role of the section it stands in, and what introduces it."""

from __future__ import annotations

import re

from handoff.markdown.blocks import Section, Statement

PLAN, INSTRUCTION, EXPECTATION, LESSON, FAULT, SYMPTOM, REASON, DESIGN, LEGEND, DONE, PLAIN = (
    "plan", "instruction", "expectation", "lesson", "fault", "symptom", "reason", "design", "legend", "done", "",
)  # fmt: skip

# The first that matches wins; a heading that none matches takes the role of the one above it.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (LEGEND, re.compile(r"^(?:\W*(?:status |symbol )?(?:legend|key|symbols?|notation|leyenda|legende)\W*)$")),
    (EXPECTATION, re.compile(
        r"\bexpect|\bshould\b|what to (?:look|watch|expect)|\b(?:acceptance|success|exit) criteria\b(?!.*\b(?:met|achieved|status)\b)"
        r"|definition of done|\bguarantee|\btargets?\b|success looks"
    )),
    (INSTRUCTION, re.compile(r"\btest(?:ing)? (?:plan|steps|procedures?|instructions?|guide|scenarios?|strategy)\b|\bhow to\b|\b(?:user|data|auth\w*|login|request|new|old|happy|main|test) flow\b|\bflow (?:diagram|steps|chart)|^\W*(?:the )?flow\b|\bjourney\b")),
    (REASON, re.compile(r"^\W*why\b|\breasons?\b|\bbenefits?\b|\badvantages?\b|\brationale\b|\bwhy (?:it|this|we|i)\b|what (?:you|to|should|can)\b")),
    (LESSON, re.compile(r"\blessons?\b|\blearn(?:ed|t|ings?)\b|take-?aways?|\binsights?\b|retrospective|\bprinciples?\b|what i'd do")),
    (PLAN, re.compile(
        r"\bnext\b|to-?do\b|\bupcoming\b|\bfuture\b|\broad-?map\b|\bplan(?:s|ned)?\b|\bpending\b|\bremaining\b|\boutstanding\b"
        r"|\bbacklog\b|what'?s left|left to do|still (?:needs?|to|open)|\bfollow-?\s?ups?\b|\bmilestones?\b|\brecommend|\bsuggest|\bpropos"
        r"|\bopen (?:questions?|items?|issues?|tasks?|risks?)\b|\bdeferred\b|not (?:yet|done|started)|\blater\b"
        r"|\baction items?\b|\baction plan|\benhancements?\b|prossimi|pr[óo]xim[oa]s|prochaine|n[äa]chste|needed\b|\bobjecti(?:fs|vos)\b|obiettivi(?!.*(?:completati|raggiunti))|pendiente|[àa] faire|por hacer|da fare|offen\b"
        r"|\bpriorit(?:y|ies) \d|in progress|ongoing|\bwork remaining\b|before (?:deploy|merg|launch|go)|(?:short|medium|long)[ -]term"
    )),
    (INSTRUCTION, re.compile(
        r"how to\b|\busage\b|\binstructions?\b|quick ?start|quick (?:commands|reference|links)|getting started|\bset-?up guide|\binstall(?:ation)?\b"
        r"|\bcommands?\b|steps (?:to|for)\b|verification steps|test(?:ing)? (?:plan|steps|procedures?|instructions?|guide|scenarios?|strategy)|\bprocedures?\b|\brunbook"
        r"|troubleshoot|\bguide(?:s|lines?)?\b|\bconventions?\b|\brules?\b|best practices|\bprerequisites?\b|\brequirements?\b|\bworkflow\b"
        r"|walkthrough|\btips\b|deployment (?:steps|instructions|path|options?|guide)|\brollback\b|\bcontacts?\b|\bresources\b|\breferences\b"
        r"|recommended|what (?:you )?(?:should|need)|\bguardrails\b|update workflow|\brelated\b|see also|\bfurther reading\b"
    )),
    (SYMPTOM, re.compile(
        r"\broot causes?\b|\bsymptoms?\b|\bproblems?\b|\bcauses?\b|went (?:wrong|poorly|badly)|what (?:broke|happened(?! (?:this|in|today|last|since|during))|failed|didn)|\bbefore\b|\btriggers?\b"
    )),
    (FAULT, re.compile(
        r"\bimpacts?\b|known (?:issues?|bugs?|limitations?|problems?|gaps?)|\blimitations?\b|\bfailures?\b|\berrors?\b|\bbugs?\b|\bissues?\b|\brisks?\b|caveats?"
        r"|\bconcerns?\b|\bdetection\b|contributing|gotchas?|false positives?|\bbroken\b|not working|\bunverified\b"
    )),
    (DESIGN, re.compile(
        r"\barchitecture\b|\bdesign\b|how (?:it|this|the) .*works?|how it\b|\bstructure\b|tech(?:nical|nology)? (?:stack|details|specs?|specifications?)"
        r"|\bstack\b|\bfile (?:map|structure|list)|(?:key|critical|important) (?:files|links|docs)|\bendpoints?\b|\bflows?\b|\bglossary\b|\bbackground\b"
        r"|\bmotivation\b|^\W*why\b|\brationale\b|\bdecisions?\b|\bbenefits?\b|\badvantages?\b|\boptions?\b|\bcomparison\b|\balternatives\b"
        r"|\bwhat .* does\b|important\b.*\?|\bscope\b|\bconsiderations?\b|example|\bstrateg"
    )),
    (DONE, re.compile(
        r"\bdone\b|\bcomplet|\baccomplish|\bachiev|\bfinished\b|\bdelivered\b|\bshipped\b|\bfixe?[sd]\b|\bresolved\b|\bimplemented\b"
        r"|\bverif(?:ied|ication)\b|\bvalidat|\bworking\b|\bworks\b|what (?:we|i|was)|\bapplied\b|\bstatus\b|\bstate\b|\bresults?\b|\btests?\b"
        r"|\bchanges\b|\bsummary\b|went (?:well|right)|\bhealth\b|\bprogress\b|\bdeploy|\btimeline\b|\bresolution\b|\bconclusion\b|\bcheck"
    )),
)  # fmt: skip
_OPEN_MARKS = re.compile(r"[❌⏳🚧⬜☐🔜]")
_SETTLED = re.compile(r"[✅✔☑✓]|\b(?:fixed|resolved|solved|closed|eliminated|none)\b")

_LEAD_WISHES = re.compile(
    r"\b(?:expect\w*|should|you(?:'ll| will| would)|will|ensure|make sure|must|need(?:s|ed)? to|before\b.*\bcheck|to verify|to test|to check"
    r"|verify|check that|criteria|require[sd]?|when|if|once|after (?:this|these|you|that|the)|guarantees?|steps?|options?|todo|to do|because|benefits?|why)\b",
    re.IGNORECASE,
)
_LEAD_DONE = re.compile(r"\b(?:is|are|was|were|has|have|now|done|completed|verified|fixed|resolved)\b[^:]*:?$", re.IGNORECASE)


def own_role(section: Section) -> str:
    """The role that a section's own heading gives it."""
    if section.role is None:
        section.role = _role(section.title)
    return section.role


def role_of(section: Section) -> tuple[str, Section | None]:
    """What a section is for, and the section whose heading says so."""
    for one in section.chain():
        if one.level <= 1 and one.parent is not None and one is not section:
            # The document's title says what the document is about, not what its parts are for.
            return PLAIN, None
        if role := own_role(one):
            return role, one
    return PLAIN, None


def _role(title: str) -> str:
    low = title.lower()
    if not low:
        return PLAIN
    for role, pattern in _ROLES:
        if pattern.search(low):
            if role in (FAULT, SYMPTOM, PLAN) and _SETTLED.search(low):
                return DONE
            return role
    return PLAN if _OPEN_MARKS.search(title) else PLAIN


def wished_for(statement: Statement) -> str:
    """Why what introduces the statement makes it a wish, an instruction or a list of reasons; empty when it does not."""
    lead = introduction(statement)
    if lead is None:
        return ""
    text = lead.text
    if _LEAD_WISHES.search(text) and not (
        _LEAD_DONE.search(text) and not re.search(r"\b(?:will|should|must|because)\b", text.lower())
    ):
        return f"introduced by “{text[-60:]}”"
    return ""


def introduction(statement: Statement) -> Statement | None:
    """The sentence that introduces the statement's list or table: its parent item, or what ends in a colon before it."""
    item = statement.item
    if item is not None and item.parent is not None and item.parent.statements:
        return item.parent.statements[0]
    lead = statement.lead
    if (
        lead is not None
        and lead.block != statement.block
        and (item is not None or statement.table is not None or statement.first)
    ):
        return lead if lead.text.rstrip("*_ ").endswith((":", "：")) and lead.section is statement.section else None
    return None

"""What the words of a heading say that its section is for. Tables only; the first row of which something matches wins."""

from __future__ import annotations

from typing import NamedTuple

from handoff.markdown.wordlist import wordlist

PLAN, INSTRUCTION, EXPECTATION, LESSON, FAULT, SYMPTOM, REASON, DESIGN, LEGEND, DONE, PLAIN = (
    "plan", "instruction", "expectation", "lesson", "fault", "symptom", "reason", "design", "legend", "done", "",
)  # fmt: skip


class Row(NamedTuple):
    """A role with the words that give it, and phrases: a pattern asked when one of the words in front of it is there."""

    role: str
    words: str = ""
    phrases: tuple[tuple[str, str], ...] = ()


ADJECTIVES = wordlist(
    """expect expects expected expecting should guaranteed recommended recommends suggested suggests proposed proposes
    planned next todo upcoming future pending remaining outstanding deferred later needed ongoing related supported
    broken unverified known contributing before"""
)
"""Words of these rows that mean the same in front of any noun."""

OF_THEIR_KIND = wordlist(
    """statement statements summary description descriptions details detail overview analysis analyses list lists log
    logs message messages report reports section notes note assessment register table reference references used
    identified found encountered discovered observed items item tasks steps step areas points plan plans guide
    instructions questions and or the a an"""
)
"""Heads that are what their modifier is: an error message tells an error."""

ROWS: tuple[Row, ...] = (
    Row(
        LEGEND,
        "",
        (
            (
                "legend key symbol symbols notation leyenda legende",
                r"^\W{0,8}(?:status |symbol )?(?:legend|key|symbols?|notation|leyenda|legende)\W{0,8}$",
            ),
        ),
    ),
    Row(
        DONE,
        "compliance compliant readiness",
        (
            ("findings", r"\bkey findings\b"),
            ("stands stand", r"\bwhere (?:it|this|we|things)(?: all| now)? stands?\b"),
            (
                """criteria goal goals objective objectives target targets requirement requirements outcomes expectations
                prerequisites""",
                r"\b(?:criteria|goals?|objectives?|targets?|requirements?|outcomes|expectations|prerequisites)\b.*\b(?:met|achieved"
                r"|passed|satisfied|fulfilled|reached|confirmed|status|verif\w+|validat\w+)\b",
            ),
        ),
    ),
    Row(
        EXPECTATION,
        """expect expects expected expecting expectation expectations should guarantee guarantees guaranteed target
        targets""",
        (
            ("what", r"\bwhat to (?:look|watch|expect)"),
            ("esperar aspettarsi", r"\b(?:qué|que|cosa) (?:esperar|aspettarsi)\b"),
            ("watch look", r"\b(?:watch|look) (?:out )?for\b"),
            ("criteria", r"\b(?:acceptance|success|exit) criteria\b"),
            ("success", r"\b(?:indicators|signs) of success\b|\bsuccess (?:indicators|signs)\b"),
            ("definition", r"\bdefinition of done"),
            ("when", r"\b(?:done|complete|completed|finished|ready|successful|over) when\b"),
            ("looks look", r"\b(?:success|done|good|finished)\W{1,3}looks?\b"),
        ),
    ),
    Row(
        INSTRUCTION,
        "",
        (
            ("journey", r"\b(?:user|customer|visitor|buyer) journey|^\W{0,8}(?:the )?journey\W{0,8}$"),
            ("test testing", r"\btest(?:ing)? (?:plan|steps|procedures?|instructions?|guide|scenarios?|strategy)\b"),
            ("how where", r"\b(?:how|where) to\b"),
            ("как cómo comment nasıl jak wie como", r"^\W{0,8}(?:как|cómo|comment|nasıl|jak|wie man|como [a-zà-ú]+[aei]r)\b"),
            ("if when", r"^\W{0,8}(?:if you|when)\b"),
            (
                "flow",
                r"\b(?:user|data|auth\w*|login|request|new|old|happy|main|test) flow\b|\bflow (?:diagram|steps|chart)"
                r"|^\W{0,8}(?:the )?flow\b",
            ),
        ),
    ),
    Row(
        REASON,
        """reason reasons benefit benefits advantage advantages rationale supported avantages bénéfices ventajas beneficios
        vantagens benefícios vantaggi benefici vorteile voordelen korzyści zalety преимущества переваги""",
        (
            ("why", r"^\W{0,8}why\b|\bwhy (?:it|this|we|i)\b"),
            ("por", r"^\W{0,8}por qu[eé]\b"),
            ("pourquoi perché warum waarom почему dlaczego", r"^\W{0,8}(?:pourquoi|perché|warum|waarom|почему|dlaczego)\b"),
            ("what", r"^\W{0,8}(?:\d+\W{1,3})?what (?:you|(?:not )?to|should|can)\b(?!.*\bnext\b)|\bwhat .* does\b"),
            ("available", r"^\W{0,8}available \w"),
            ("vs versus compared", r"^\W{0,8}(?:vs|versus|compared (?:to|with))\b"),
            # What somebody can do, or a thing is able to.
            (
                "can puede pueden pode podem peut peuvent kann können può possono",
                r"\b(?:can|puede|pueden|pode|podem|peut|peuvent"
                r"|kann|können|può|possono)(?: now)?\W{0,8}$",
            ),
        ),
    ),
    Row(
        LESSON,
        """lesson lessons learned learnt learning learnings takeaway takeaways insight insights retrospective
        retrospectives principle principles trap traps pitfall pitfalls""",
        (("take", r"\btake-?aways?"), ("what", r"\bwhat i'd do")),
    ),
    Row(
        PLAN,
        """next todo upcoming future roadmap plan plans planned pending remaining outstanding backlog milestone
        milestones recommend recommends recommended recommendation recommendations suggest suggests suggested
        suggestion suggestions propose proposed proposes proposal proposals deferred later enhancement enhancements
        needed ongoing followup followups""",
        (
            ("do", r"\bto[- ]do\b"),
            ("complete finish", r"^\W{0,8}to (?:complete|finish)\b"),
            ("road", r"\broad-map\b"),
            ("left", r"what'?s left|\bleft to do"),
            ("still", r"\bstill (?:needs?|to|open)"),
            ("follow", r"\bfollow[- ]{0,2}ups?\b"),
            ("open", r"\bopen (?:questions?|items?|issues?|tasks?|risks?)\b"),
            ("not", r"\bnot (?:yet|done|started)"),
            ("action", r"\baction items?\b|\baction plan"),
            ("priority priorities", r"\bpriorit(?:y|ies) \d"),
            ("progress", r"\bin progress"),
            ("before", r"\bbefore (?:deploy|merg|launch|go)"),
            ("term", r"\b(?:short|medium|long)[ -]term"),
        ),
    ),
    Row(
        INSTRUCTION,
        """usage instruction instructions quickstart install installation command commands procedure procedures runbook
        runbooks troubleshoot troubleshooting guide guides guideline guidelines convention conventions rule rules
        prerequisite prerequisites requirement requirements workflow walkthrough walkthroughs tips rollback
        recommended guardrails""",
        (
            ("quick", r"\bquick ?start|\bquick (?:commands|reference|links)"),
            ("getting", r"\bgetting started"),
            ("steps", r"\bsteps (?:to|for)\b|\bverification steps"),
            ("best", r"\bbest practices"),
            ("deployment", r"\bdeployment (?:steps|instructions|path|options?|guide)"),
            ("what", r"\bwhat (?:you )?(?:should|need)"),
            ("see", r"\bsee also"),
            ("further", r"\bfurther reading\b"),
        ),
    ),
    Row(
        SYMPTOM,
        "symptom symptoms problem problems cause causes before trigger triggers background motivation",
        (
            ("went", r"\bwent (?:wrong|poorly|badly)"),
            ("caused", r"^\W{0,8}(?:this|that|which|it|what) (?:\w+ )?caused\b"),
            ("what", r"\bwhat (?:actually |really )?(?:broke|happened(?! (?:this|in|today|last|since|during))|failed|didn)"),
        ),
    ),
    Row(
        FAULT,
        """impact impacts investigate investigated investigating investigation investigations finding findings limitation
        limitations failure failures error errors bug bugs issue issues risk risks caveat caveats concern concerns
        detection contributing gotcha gotchas broken unverified""",
        (("known", r"\bknown gaps?"), ("false", r"\bfalse positives?"), ("not", r"\bnot working")),
    ),
    Row(
        DESIGN,
        """related resources references architecture design structure stack endpoint endpoints flow flows glossary decision
        decisions option options comparison alternatives scope consideration considerations example examples strategy
        strategies strategic""",
        (
            ("how", r"\bhow (?:it|this|the) .*works?|\bhow it\b"),
            ("file", r"\bfile (?:map|structure|list)"),
            ("tech technical technology", r"\btech(?:nical|nology)? (?:stack|details|specs?|specifications?)"),
            ("key critical important", r"\b(?:key|critical|important) (?:files|links|docs)|\bimportant\b.*\?"),
        ),
    ),
    Row(
        DONE,
        """created modified added deliverables done complete completed completes completing completion completeness
        accomplish accomplished accomplishment
        accomplishments achieve achieved achievement achievements finished delivered shipped fixes fixed resolved
        implemented verified verification validate validated validation validations working works applied status state
        result results test tests changes summary health progress deploy deploys deployed deploying deployment
        deployments timeline resolution conclusion check checks checked checking checklist checklists checkpoint""",
        (("what", r"\bwhat (?:we|i|was)"), ("went", r"\bwent (?:well|right)")),
    ),
)

"""Claims read out of a Markdown document.

Its reader has already decided, by section and kind, which evidence is offered for which claim; what is left to judge is
whether the document contradicts itself and whether what it cites speaks for the claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.expression import expression
from handoff.verdicts.case import Case
from handoff.verdicts.commits import called_commit
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.sentences import against_sentence, support_sentence

_FAILED = expression(
    r"\b[1-9]\d{0,5} (?:tests? )?(?:failed|failures?|failing)\b|\bFAILED \((?:failures|errors)=", re.IGNORECASE
)


def is_prose(case: Case, claim: Claim) -> bool:
    """Whether a document's claim is judged by what the document offers: it states no number, and git was not asked for it."""
    if "x-stated" in case.events[claim.event].extra:
        return True
    if claim.commit is not None:
        return case.commit(claim.commit) is None
    return claim.value is None and claim.window is None


def judge_prose(case: Case, claim: Claim) -> Verdict:
    """The verdict on one claim of a Markdown document."""
    ruling = Ruling(claim)
    notes: Mapping[str, object] = case.events[claim.event].extra
    if isinstance(stated := notes.get("x-stated"), Mapping):
        return _as_printed(ruling, stated)
    if claim.commit is not None:
        # A hash shows that something was committed; when it was, only git can tell.
        if claim.value is not None:
            ruling.hold("could-not-look", f"git was not asked when {claim.commit} was made: run `handoff check --repo PATH`")
            return ruling.settle("not-applicable")
        return ruling.settle("supported", f"it names commit {claim.commit}; git was not asked for it")
    if contradiction := notes.get("x-contradicted"):
        ruling.hold("contradicted", str(contradiction))
        return ruling.settle("refuted")
    exhibits = [case.exhibits[id] for id in claim.evidence if id in case.exhibits]
    exhibits = [one for one in exhibits if not _no_commit(case, claim, one)]
    ruling.cite(*(exhibit.id for exhibit in exhibits))
    for exhibit in exhibits:
        if exhibit.passed is False and _counts_failures(exhibit):
            ruling.hold("contradicted", against_sentence(case, exhibit))
        elif exhibit.passed is False:
            ruling.add(f"{exhibit.id} has a line of failure in it; whether it is the very thing that is meant, nobody can tell")
    exhibits = [one for one in exhibits if one.passed is not False]
    seen = [look for one in exhibits if one.commit and (look := case.commit(one.commit)) is not None]
    for look in seen:
        told = look.could_not or f"{look.repo} does not have {look.asked}"
        if look.exists is False and any(other.exists for other in seen):
            # One commit behind the claim is there; whether the other was meant to stand behind it, nobody can tell.
            ruling.add(told)
        elif look.exists is False:
            ruling.hold("unknown-commit", told, look.id)
    if ruling.reasons:
        return ruling.settle("refuted")
    if exhibits:
        there = next(one for one in exhibits if one.commit is None or _is_there(case, one.commit))
        return ruling.settle("supported", support_sentence(case, there))
    near = notes.get("x-near")
    if near:
        ruling.hold("irrelevant-level", "; ".join(map(str, near)) if isinstance(near, list | tuple) else str(near))
    ruling.hold("no-evidence", str(notes.get("x-mixed") or "nothing in its section is offered that a reader could check"))
    if isinstance(stands := notes.get("x-weightless"), list | tuple):
        ruling.add(f"what stands there does not count: {'; '.join(map(str, stands))}")
    return ruling.settle("unsupported")


def _counts_failures(exhibit: Exhibit) -> bool:
    """Whether something failed by count, or by its author's word. A document quotes a log also to show what was caught."""
    source = exhibit.source
    output = source.output if isinstance(source, Evidence) else None
    return not output or _FAILED.search(output) is not None


def _is_there(case: Case, commit: str) -> bool:
    return (look := case.commit(commit)) is None or look.exists is not False


def _no_commit(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether a hash is none of a commit: git does not have it, and nothing calls it one."""
    look = case.commit(exhibit.commit) if exhibit.commit else None
    return look is not None and look.exists is False and not called_commit(f"{claim.text} {exhibit.text}")


def _as_printed(ruling: Ruling, stated: Mapping[str, Any]) -> Verdict:
    """The verdict that stands beside the claim in a document which this tool made of a judged record."""
    ruling.reasons.update(stated["reasons"])
    ruling.cite(*ruling.claim.evidence)
    return ruling.settle(stated["verdict"], *stated["why"])


def written_evidence(predicate: str) -> str:
    """What a document would have to show for a claim of this predicate."""
    return {
        "committed": "name the commit",
        "merged": "name the commit or the pull request",
        "fixed": "name the commit, and show the failing case passing",
        "deployed": "name the revision, build or image that was rolled out",
        "serving": "show which revision the platform serves",
        "live": "show the request and the status that came back",
        "ready": "show the readiness check and what it said",
        "functional": "show a call of the capability and its result",
        "outcome": "show the effect where users see it: a query and its result",
        "tests-passed": "show the command and the counts that it printed",
        "absent": "show the query, its window and its result",
        "complete": "show a count that a reader can repeat, or name the open items",
    }.get(predicate, "show what was run and what came back")

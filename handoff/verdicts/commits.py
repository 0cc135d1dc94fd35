"""A claim about a commit: git is asked, and its word is final (principles 12 and 17)."""

from __future__ import annotations

import re

from handoff.model.claim import Claim, Verdict
from handoff.model.events import Commit
from handoff.model.expression import expression
from handoff.model.observation import CommitSeen
from handoff.verdicts.case import Case
from handoff.verdicts.identity import is_commit
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.weighing import weigh

# Words by which a line of prose says that a string of hexadecimal digits is a commit; builds, agents and keys have such, too.
_CALLED = expression(r"\b(?:commit\w*|sha|hash\w*|merged?|push(?:ed)?|cherry-?pick\w*|revert\w*|head|git)\b", re.IGNORECASE)


def called_commit(text: str) -> bool:
    """Whether a text says that what it names is a commit (principle 17: else nobody can tell that it is a wrong one)."""
    return _CALLED.search(text) is not None


def judge_commit(case: Case, claim: Claim) -> Verdict:
    """The verdict on `committed` or `merged`."""
    sha = claim.commit or claim.subject
    if not is_commit(sha):
        return weigh(case, claim)
    ruling = Ruling(claim)
    look = case.commit(sha)
    if look is None:
        ruling.hold("could-not-look", f"git was not asked for {sha}: run `handoff observe`")
        return ruling.settle("inconclusive")
    ruling.cite(look.id)
    if look.exists is None:
        ruling.hold("could-not-look", look.could_not or f"git could not tell whether it has {sha}")
        return ruling.settle("inconclusive")
    if not look.exists and case.facts.session.origin == "markdown" and not called_commit(claim.text):
        ruling.hold("could-not-look", f"{look.repo} does not have {sha}, and nothing says that it is a commit")
        return ruling.settle("inconclusive")
    if not look.exists:
        ruling.hold("unknown-commit", look.could_not or f"{look.repo} does not have {sha}")
        return ruling.settle("refuted")
    event = case.events.get(claim.event)
    if isinstance(event, Commit):
        _compare(event, look, ruling)
        if ruling.reasons - {"could-not-look"}:
            return ruling.settle("refuted")
        if ruling.reasons:
            return ruling.settle("inconclusive")
    if claim.predicate == "merged" and not _merged(look, ruling):
        return ruling.settle("refuted" if "contradicted" in ruling.reasons else "inconclusive")
    subject = f": {look.subject}" if look.subject else ""
    return ruling.settle("supported", f"git has {(look.sha or sha)[:12]}{subject}{_numbers(look)}")


def _numbers(look: CommitSeen) -> str:
    if look.files is None:
        return ""
    return f" ({len(look.files)} file{'s' * (len(look.files) != 1)}, +{look.insertions} −{look.deletions})"


def _compare(event: Commit, look: CommitSeen, ruling: Ruling) -> None:
    if (
        event.subject is not None
        and look.subject is not None
        and " ".join(event.subject.split()) != " ".join(look.subject.split())
    ):
        ruling.hold("subject-mismatch", f"git has the subject {look.subject!r}")
    files = None if look.files is None else len(look.files)
    for what, stated, counted in (
        ("files", event.files, files),
        ("lines added", event.insertions, look.insertions),
        ("lines removed", event.deletions, look.deletions),
    ):
        if stated is not None and files is None:
            ruling.hold("could-not-look", look.could_not or "git could not count its changes")
        elif stated is not None and stated != counted:
            ruling.hold("stats-mismatch", f"it says {stated} {what}; git counts {counted}")


def _merged(look: CommitSeen, ruling: Ruling) -> bool:
    if look.on_default or look.equivalent_on_default:
        return True
    if look.on_default is None:
        ruling.hold("could-not-look", look.could_not or "git could not tell whether the default branch has it")
    else:
        ruling.hold("contradicted", f"the default branch does not have it; it is on {', '.join(look.branches) or 'no branch'}")
    return False

"""A claim about a commit: git is asked, and its word is final (principles 12 and 17)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handoff.model.claim import Claim, Verdict
from handoff.model.events import Commit
from handoff.model.expression import expression
from handoff.model.observation import CommitSeen, FileChange
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
    # What was only taken over is checked again, or is as it was.
    look = case.commit(sha, elsewhere=claim.modality != "carried")
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
    if isinstance(event, Commit) and _other_subject(event, look):
        ruling.hold("subject-mismatch", f"git has the subject {look.subject!r}")
        return ruling.settle("refuted")
    if claim.predicate == "merged" and not _merged(look, ruling):
        return ruling.settle("refuted" if "contradicted" in ruling.reasons else "inconclusive")
    subject = f": {look.subject}" if look.subject else ""
    return ruling.settle("supported", f"git has {(look.sha or sha)[:12]}{subject}{_numbers(look)}")


def _numbers(look: CommitSeen) -> str:
    if look.files is None:
        return ""
    return f" ({len(look.files)} file{'s' * (len(look.files) != 1)}, +{look.insertions} −{look.deletions})"


def _other_subject(event: Commit, look: CommitSeen) -> bool:
    if event.subject is None or look.subject is None:
        return False
    return " ".join(event.subject.split()) != " ".join(look.subject.split())


def judge_numbers(case: Case, claim: Claim) -> Verdict:
    """The verdict on how much a commit is said to change.

    Records of sessions count or not, as its author counted: a commit of the work often takes its record along.
    """
    ruling = Ruling(claim)
    event, look = case.events.get(claim.event), case.commit(claim.commit or claim.subject)
    if not isinstance(event, Commit) or look is None or not look.exists:
        ruling.hold("could-not-look", _unseen(look, claim.commit or claim.subject))
        return ruling.settle("inconclusive")
    ruling.cite(look.id)
    if look.files is None:
        ruling.hold("could-not-look", look.could_not or "git could not count its changes")
        return ruling.settle("inconclusive")
    all_of_it, work = counted(look.files), counted(case.touched(look))
    stated = (event.files, event.insertions, event.deletions)
    for what, said, whole, own in zip(("files", "lines added", "lines removed"), stated, all_of_it, work, strict=True):
        if said not in (None, whole, own):
            beside = f", {own} without the records of sessions" if own != whole else ""
            ruling.hold("stats-mismatch", f"it says {said} {what}; git counts {whole}{beside}")
    if ruling.reasons:
        return ruling.settle("refuted")
    beside = "; without the records of sessions {} file{}, +{} −{}".format(work[0], "s" * (work[0] != 1), *work[1:])
    return ruling.settle("supported", f"git counts {_numbers(look).strip(' ()')}{beside if work != all_of_it else ''}")


def counted(changes: Sequence[FileChange]) -> tuple[int, int, int]:
    """How many files, lines added and lines removed; binary files have no lines."""
    return len(changes), sum(one.added or 0 for one in changes), sum(one.deleted or 0 for one in changes)


def _unseen(look: CommitSeen | None, sha: str) -> str:
    if look is None:
        return f"git was not asked for {sha}: run `handoff observe`"
    return look.could_not or (
        f"{look.repo} does not have {sha}" if look.exists is False else f"git could not tell whether it has {sha}"
    )


def _merged(look: CommitSeen, ruling: Ruling) -> bool:
    if look.on_default or look.equivalent_on_default:
        return True
    if look.on_default is None:
        ruling.hold("could-not-look", look.could_not or "git could not tell whether the default branch has it")
    else:
        ruling.hold("contradicted", f"the default branch does not have it; it is on {', '.join(look.branches) or 'no branch'}")
    return False

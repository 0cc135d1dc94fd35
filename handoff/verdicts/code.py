"""Principles 3 and 15: whether a claim and what is held against it speak of the same code."""

from __future__ import annotations

from collections.abc import Collection

from handoff.model.claim import Claim, Exhibit
from handoff.verdicts.case import Case
from handoff.verdicts.identity import same_commit
from handoff.verdicts.strength import enough


def elsewhere(claim: Claim, exhibit: Exhibit) -> str:
    """How evidence is bound to other code than the claim speaks of; empty when it is bound to none, or to the same."""
    if claim.digest and exhibit.digest and claim.digest == exhibit.digest:
        return ""
    if claim.revision and exhibit.revision and claim.revision != exhibit.revision:
        return f"{exhibit.id} looked at revision {exhibit.revision}, not {claim.revision}"
    if claim.commit and exhibit.commit and not same_commit(claim.commit, exhibit.commit):
        return f"{exhibit.id} looked at commit {exhibit.commit[:12]}, not {claim.commit[:12]}"
    return ""


def about_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims of one predicate speak of the same place and code, as far as both say of what they speak."""
    commits = (one.commit, other.commit)
    return (
        _agree((one.scope or "").casefold(), (other.scope or "").casefold())
        and _agree(one.revision, other.revision)
        and _agree(one.digest, other.digest)
        and (not all(commits) or same_commit(str(one.commit), str(other.commit)))
    )


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def denied(cases: Collection[Case], claim: Claim, exhibit: Exhibit) -> bool:
    """Whether the tool looked at what serves and saw a commit that does not contain the one that is claimed to.

    Then that is no other code which was looked at by mistake: it is what denies the claim. Not so where something was rolled
    out after the claim was made and up to the look, for that may be what was seen. `cases` are the sessions that may tell.
    """
    when, said = exhibit.at, claim.as_of
    if claim.predicate not in ("deployed", "serving") or exhibit.level != "serving" or not exhibit.passed:
        return False
    if not (exhibit.commit and claim.commit) or not enough(exhibit.strength, "observed"):
        return False
    if when is None or said is None or when < said or exhibit.subject is None:
        return False
    for case in cases:
        service = case.canonical(claim.subject)
        made = (one for one in case.deployments.get(service, ()) if one.id != claim.event)
        if service != case.canonical(exhibit.subject) or any(one.when is None or said <= one.when <= when for one in made):
            return False
    told = (case.contains(exhibit.commit, claim.commit) for case in cases)
    return next((one for one in told if one is not None), None) is False

"""Principle 3: identity beats time. Which revision or commit is meant, and is evidence bound to it?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from handoff.model.claim import Claim, Exhibit
from handoff.model.expression import expression
from handoff.model.identifiers import SHA

if TYPE_CHECKING:
    from handoff.verdicts.case import Case

_UNPINNED = expression(
    r"(?:latest|current|newest|stable|edge|nightly|head|tip|main|master|trunk|develop|prod|production|n/?a|none|unknown|tbd|\?+|-+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def unpinned(revision: str) -> bool:
    """Whether a revision is a word that names no revision."""
    return _UNPINNED.fullmatch(revision.strip()) is not None


def same_commit(one: str, other: str) -> bool:
    """Whether two commit ids, either of them shortened, can name the same commit."""
    return one.startswith(other) or other.startswith(one)


def is_commit(name: str | None) -> TypeGuard[str]:
    """Whether a name can be the id of a commit."""
    return name is not None and SHA.fits(name)


def wrong_identity(case: Case, claim: Claim, exhibit: Exhibit) -> tuple[str, str] | None:
    """Evidence bound to another revision, commit or digest does not count, however recent: the reason, and its sentence."""
    if exhibit.revision:
        if unpinned(exhibit.revision):
            return "unknown-revision", f"{exhibit.id} names its revision {exhibit.revision!r}, which pins nothing"
        wanted = claim.revision or case.deployed_revision(case.subjects_of(claim))
        if wanted and exhibit.revision != wanted:
            return "wrong-revision", f"{exhibit.id} looked at revision {exhibit.revision}, not {wanted}"
    if claim.commit and exhibit.commit and not same_commit(exhibit.commit, claim.commit):
        return "wrong-revision", f"{exhibit.id} looked at commit {exhibit.commit[:12]}, not {claim.commit[:12]}"
    return None


def bound(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether the evidence is tied to the very revision or commit that the claim names, or that the platform serves.

    That the record says so of a deployment is not enough: then the mere note of a deployment could support a claim. And a
    fix is seen where it runs, after it got there.
    """
    if claim.predicate in ("fixed", "resolved"):
        return False
    if exhibit.revision and (share := case.served(case.canonical(claim.subject))):
        return share.revision == exhibit.revision
    if claim.revision and exhibit.revision == claim.revision:
        return True
    return bool(claim.commit and exhibit.commit and same_commit(claim.commit, exhibit.commit))

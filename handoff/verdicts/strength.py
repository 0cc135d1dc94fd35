"""Principle 6: each predicate needs a least strength of evidence; strength does not add up."""

from __future__ import annotations

from handoff.model.claim import Claim, Exhibit
from handoff.model.predicates import Predicate
from handoff.model.project import STRENGTHS, Policy, Strength

# What is enough when handoff.toml says nothing. Git and the platform are asked about themselves; the rest may be quoted.
_LEAST: dict[Predicate, Strength] = {"committed": "observed", "merged": "observed", "serving": "observed"}
_RANK: dict[Strength, int] = {strength: rank for rank, strength in enumerate(STRENGTHS)}
_NEEDS = {
    "statement": "a statement",
    "quoted": "the output that came back",
    "imported": "a record that is kept with its digest (`handoff attach`)",
    "observed": "the tool's own look",
    "reperformed": "the check seen failing and then passing, somebody else's look at the same commit, or CI of the commit",
}
_HAS = {"statement": "a statement without what came back", "observed": "the tool's own look, taken once"}


def rank(strength: Strength) -> int:
    """The place of a strength among all of them, the weakest first."""
    return _RANK[strength]


def enough(have: Strength, least: Strength) -> bool:
    """Whether a strength reaches the least that is asked for."""
    return _RANK[have] >= _RANK[least]


def least_for(predicate: Predicate, policy: Policy) -> Strength:
    """The least strength that evidence for this predicate must have."""
    return policy.strength.get(predicate) or _LEAST.get(predicate, "quoted")


def too_weak(claim: Claim, exhibit: Exhibit, strength: Strength, least: Strength) -> tuple[str, str] | None:
    """Evidence that is weaker than its claim needs: the reason, and its sentence."""
    if enough(strength, least):
        return None
    return "weak", f"{exhibit.id} is {_HAS.get(strength, strength)}; {claim.predicate} needs {_NEEDS[least]}"

"""When is a claim supported? Pure functions from facts to verdicts."""

from handoff.verdicts.case import Case, case_of
from handoff.verdicts.claims import claims_of
from handoff.verdicts.identity import same_commit, unpinned
from handoff.verdicts.judge import judge
from handoff.verdicts.reasons import REASONS, Reason

__all__ = ["REASONS", "Case", "Reason", "case_of", "claims_of", "judge", "same_commit", "unpinned"]

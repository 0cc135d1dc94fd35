"""The closed list of reason codes: what each means, and what would turn the verdict.

Order matters: it is the order in which the reasons of a verdict are told, the gravest first.
"""

from __future__ import annotations

from handoff.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason code. `principle` is the number of the rule in docs/design.md, "When is a claim supported?"."""

    code: str
    principle: int
    meaning: str
    remedy: str


_ALL = (
    Reason("later-refuted", 15, "A linked session holds a correction of this claim, with evidence.",
           "Make the claim again after the cause is gone, with evidence that is younger than the correction."),
    Reason("contradicted", 7, "Evidence about the same subject says the opposite.",
           "Run the check that failed again and let it pass, or say in its `explanation` why it is none, with `outcome`."),
    Reason("unknown-commit", 12, "The repository was asked and does not have this commit.",
           "Cite a commit that exists, or name the repository that has it in handoff.toml."),
    Reason("stats-mismatch", 12, "The numbers stated for the commit are not the ones that git counts.",
           "Take the numbers from git, or leave them out: the tool fills them in."),
    Reason("subject-mismatch", 12, "The subject line stated for the commit is not the one in git.",
           "Quote the subject as git has it, or leave it out."),
    Reason("fix-not-contained", 9, "The commit that was deployed does not contain the commit of the fix.",
           "Deploy a commit that contains the fix, and look again."),
    Reason("inverted-range", 13, "The range ends before it starts.",
           "Correct the ends; a range over midnight needs dates, two zones need offsets."),
    Reason("time-mismatch", 13, "A stated time is not the one that git or the platform has.",
           "Correct the time or its zone; the message says which shift would reconcile it."),
    Reason("over-claim", 11, "More is claimed complete than the named items show.",
           "Close the open items, or claim what they add up to."),
    Reason("open-items", 11, "Something on the same subject is still open.",
           "Close it with `handoff done`, or drop it with a reason."),
    Reason("arithmetic", 12, "The number is not the one that follows from what it is computed from.",
           "Correct the number or its basis."),
    Reason("dangling", 1, "The claim cites something that is not in the record.",
           "Cite an event, an observation, or a short form such as commit:… or url:…."),
    Reason("unknown-revision", 3, "The revision is not pinned: a word such as `latest` names no revision.",
           "Name the revision, commit or digest that the platform shows."),
    Reason("wrong-revision", 3, "The evidence is bound to another revision, commit or digest than the claim.",
           "Look again at the revision that the claim speaks of."),
    Reason("predates-change", 4, "The evidence is older than the last change of its subject.",
           "Look again now that the change is in."),
    Reason("irrelevant-level", 5, "The evidence shows less than the claim says: a page that answers is no work done.",
           "Call the capability itself and assert on the result."),
    Reason("not-discriminating", 8, "What is shown was also true while the thing was broken.",
           "Use a check that failed while it was broken."),
    Reason("already-running", 9, "The fix was in what already ran while the check failed, so it is not what mended it.",
           "Name the commit that mended it, or describe under out_of_git what was done beside the code."),
    Reason("not-reproduced", 9, "No check is shown that failed before and passes after.",
           "Run the check that showed the fault again and cite both runs."),
    Reason("not-in-source-control", 9, "The fix names no commit, and does not say that it lives outside git.",
           "Name its commits, or describe it under out_of_git with how to undo it."),
    Reason("window-too-early", 10, "The window that was searched is not wholly after the change.",
           "Search a window that begins after the last change."),
    Reason("window-not-over", 10, "The window was not searched to its end: it was not over when somebody looked.",
           "Search again when the window is over, or one that ends before the look."),
    Reason("no-population", 10, "Nothing says that there was anything to see: silence without traffic shows nothing.",
           "State the population: how many requests, rows or runs the window holds."),
    Reason("vacuous", 11, "The claim is about all members of an empty or undeclared set.",
           "Declare the set: services in handoff.toml, items by tag or id."),
    Reason("unbound", 12, "The number is not tied to anything from which it could be computed again.",
           "Give it a basis, a window, or evidence that holds the value."),
    Reason("weak", 6, "The evidence is weaker than this predicate needs: a statement is no capture.",
           "Quote what came back, or let the tool look: `handoff run`, `handoff observe`."),
    Reason("stale", 4, "The evidence is older than its limit.",
           "Look again: `handoff verify`."),
    Reason("rests-on-weak", 14, "The claim rests on another claim that is not supported.",
           "Support the claim at the bottom first."),
    Reason("circular", 14, "The claim rests on itself.",
           "Cite something outside the circle."),
    Reason("carried", 15, "Carried over from an earlier session and not checked again.",
           "Look again: `handoff verify`."),
    Reason("disputed", 15, "A correction of this claim has no evidence of its own, or was itself corrected.",
           "Give the correction evidence, or look again."),
    Reason("could-not-look", 17, "The tool could not look, so nobody can tell.",
           "Remove the cause that is named, then look again."),
    Reason("wrong-subject", 2, "The evidence offered is about another subject, environment or repository.",
           "Look at the subject of the claim."),
    Reason("no-evidence", 1, "Nothing is offered that a reader could check.",
           "Cite evidence, or let the tool look."),
)  # fmt: skip

REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}
_RANK = {code: rank for rank, code in enumerate(REASONS)}


def ranked(codes: set[str]) -> tuple[str, ...]:
    """The codes, gravest first."""
    return tuple(sorted(codes, key=_RANK.__getitem__))

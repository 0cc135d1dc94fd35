"""Principles 1 to 8 on one claim: collect what is offered, find the defect of each piece, and weigh the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast, get_args

from handoff.model.claim import Answer, Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.identifiers import split_reference
from handoff.model.predicates import Level
from handoff.model.project import STRENGTHS
from handoff.model.times import written
from handoff.verdicts.case import COLLECTION, Case, same_commit, unpinned
from handoff.verdicts.exhibits import enough, from_observation
from handoff.verdicts.levels import denies, shows
from handoff.verdicts.polarity import broken_like_this, failure_in
from handoff.verdicts.reasons import ranked
from handoff.verdicts.times import clock_text, spoken

Further = Callable[[Exhibit], Iterable[tuple[str, str]]]
Shown = Callable[[Exhibit], bool]


@dataclass
class Ruling:
    """A verdict in the making: reasons with their sentences are noted as they are found, the answer is settled last."""

    claim: Claim
    reasons: set[str] = field(default_factory=set)
    evidence: list[str] = field(default_factory=list)
    _told: dict[str, str] = field(default_factory=dict)

    @classmethod
    def after(cls, verdict: Verdict) -> Ruling:
        """A ruling that goes on where a verdict stopped; what made it supported is not told again."""
        ruling = cls(verdict.claim, set(verdict.reasons), list(verdict.evidence))
        if verdict.answer != "supported":
            gravest = verdict.reasons[0] if verdict.reasons else "no-evidence"
            ruling._told = dict.fromkeys(verdict.why, gravest)
        return ruling

    def hold(self, code: str, sentence: str, *evidence: str) -> None:
        """Note a reason, the sentence that tells it, and the evidence that it came from."""
        self.reasons.add(code)
        if sentence:
            self._told.setdefault(sentence, code)
        self.cite(*evidence)

    def add(self, sentence: str) -> None:
        """Note something that a reader should know and that is no reason."""
        if sentence:
            self._told.setdefault(sentence, "")

    def sentences(self, code: str) -> list[str]:
        """What was noted for one reason."""
        return [sentence for sentence, noted in self._told.items() if noted == code]

    def drop(self) -> None:
        """Forget every reason: something better was found."""
        self.reasons.clear()
        self._told.clear()

    def cite(self, *evidence: str) -> None:
        """Note evidence that was looked at."""
        self.evidence.extend(id for id in evidence if id not in self.evidence)

    def settle(self, answer: Answer, *first: str) -> Verdict:
        """The verdict: the sentences given here first, then what was noted, the gravest reason before the others."""
        reasons = ranked(self.reasons)
        order = {code: place for place, code in enumerate(reasons)}
        noted = sorted(self._told, key=lambda sentence: order.get(self._told[sentence], len(order)))
        return Verdict(
            claim=self.claim,
            answer=answer,
            reasons=() if answer == "supported" else reasons,
            evidence=tuple(self.evidence),
            why=tuple(dict.fromkeys((*first, *noted))),
        )


def offered(case: Case, claim: Claim, ruling: Ruling) -> list[Exhibit]:
    """What is offered for a claim: what it cites, and what the record and the tool hold about its subject (principle 1)."""
    found: dict[str, Exhibit] = {}
    for reference in claim.evidence:
        exhibit = resolve(case, reference) or _resting(case, reference, ruling)
        if exhibit is not None:
            found[exhibit.id] = exhibit
    subjects = case.subjects_of(claim)
    nearby = case.about(subjects)
    if claim.revision:
        nearby += case.about(subjects, claim.revision)
    for exhibit in nearby:
        found.setdefault(exhibit.id, exhibit)
    if claim.commit:
        for exhibit in case.about(frozenset({claim.commit})):
            found.setdefault(exhibit.id, exhibit)
    return list(found.values())


def resolve(case: Case, reference: str) -> Exhibit | None:
    """The evidence that a reference names, or None when it names no evidence (another event, or nothing at all)."""
    scheme, rest = split_reference(reference)
    if scheme == "event":
        return case.exhibits.get(reference)
    if scheme == "commit" and (look := case.commit(rest)) is not None:
        return from_observation(look)
    return Exhibit(
        id=reference,
        subject=None,
        level="committed" if scheme == "commit" else None,
        strength="statement",
        passed=True,
        commit=rest if scheme == "commit" else None,
        text=reference,
    )


def _resting(case: Case, reference: str, ruling: Ruling) -> Exhibit | None:
    """Principles 14 and 15: what another claim lends to this one. A claim is as good as the weakest that it rests on."""
    if "#" in reference:
        ruling.hold("carried", f"it rests on {reference}{case.bottom(reference)}; that was not checked again here", reference)
        return None
    claims = case.claims_by_event.get(reference, [])
    if not claims:
        if reference in case.events:
            return Exhibit(
                id=reference, subject=None, level=None, strength="statement", passed=True, text=case.events[reference].summary
            )
        if reference not in case.observations:
            ruling.hold("dangling", f"it cites {reference}, which is not in the record")
        return None
    for claim in claims:
        verdict = case.ask(claim)
        if verdict is None:
            ruling.hold("circular", f"it rests on {reference}, which rests on it", reference)
            return None
        if verdict.answer != "supported":
            ruling.hold("rests-on-weak", f"it rests on {claim.id}, which is {verdict.answer}", reference)
            return None
    level = claims[0].predicate
    known = level in get_args(Level)
    return Exhibit(
        id=reference,
        subject=None,
        level=cast(Level, level) if known else None,
        strength="observed",
        passed=True,
        at=claims[0].as_of,
        text=claims[0].text,
        revision=claims[0].revision,
        commit=claims[0].commit,
    )


def weigh(
    case: Case,
    claim: Claim,
    *,
    further: Further = lambda _: (),
    shown: Shown | None = None,
    read: Callable[[Exhibit], Exhibit] = lambda exhibit: exhibit,
) -> Verdict:
    """The verdict on a claim by principles 1 to 8.

    `further` adds what a predicate asks beyond them, `shown` says which evidence is of the right level when the ladders do
    not, `read` reads the outcome of evidence in the light of the claim.
    """
    ruling = Ruling(claim)
    reaches: Shown = shown or (lambda exhibit: shows(exhibit.level, claim.predicate))
    cited = set(claim.evidence)
    supporting: list[Exhibit] = []
    against: list[Exhibit] = []
    for exhibit in map(read, offered(case, claim, ruling)):
        if exhibit.at is not None and exhibit.at > case.horizon:
            continue  # taken after the instant that is judged: nobody knew it then
        if foreign := _foreign(case, claim, exhibit):
            if exhibit.id in cited:
                ruling.hold("wrong-subject", foreign, exhibit.id)
        elif exhibit.could_not is not None:
            if exhibit.id not in cited and case.superseded(exhibit):
                continue  # asked again, it answered
            ruling.hold("could-not-look", f"{exhibit.id}: {exhibit.could_not}", exhibit.id)
        elif exhibit.passed is False:
            if not case.superseded(exhibit) and _speaks_against(claim, exhibit, exhibit.id in cited, shown):
                against.append(exhibit)
            elif exhibit.id in cited:
                ruling.hold("irrelevant-level", f"{exhibit.id} failed, and says nothing for {claim.predicate}", exhibit.id)
        elif exhibit.id in cited or reaches(exhibit) or _same_ladder(exhibit, claim):
            defects = [*_defects(case, claim, exhibit, reaches), *further(exhibit)]
            if exhibit.passed is None:
                defects.append(("could-not-look", f"{exhibit.id}: its author calls the outcome unclear"))
            if not defects:
                supporting.append(exhibit)
            for code, sentence in defects:
                ruling.hold(code, sentence, exhibit.id)
    return _settle(case, ruling, supporting, against)


def _speaks_against(claim: Claim, exhibit: Exhibit, cited: bool, shown: Shown | None) -> bool:
    """Refutation flows up: what failed on the same rung or below. What its author cites for the claim speaks at any level."""
    if denies(exhibit.level, claim.predicate) or (shown is not None and shown(exhibit)):
        return True
    return cited and not shows(exhibit.level, claim.predicate)


def _same_ladder(exhibit: Exhibit, claim: Claim) -> bool:
    return shows(exhibit.level, claim.predicate) or denies(exhibit.level, claim.predicate)


def _settle(case: Case, ruling: Ruling, supporting: list[Exhibit], against: list[Exhibit]) -> Verdict:
    standing = [exhibit for exhibit in against if _current(case, ruling.claim, exhibit)]
    for exhibit in against:
        ruling.hold("contradicted", against_sentence(case, exhibit), exhibit.id)
    if standing:
        ruling.cite(*(exhibit.id for exhibit in supporting))
        return ruling.settle("refuted")
    if against:
        ruling.hold("not-reproduced", "the check that failed was not run again", *(exhibit.id for exhibit in against))
        return ruling.settle("inconclusive")
    if supporting and not ruling.reasons & {"rests-on-weak", "circular"}:
        best = max(supporting, key=lambda exhibit: (STRENGTHS.index(case.strength_of(exhibit)), exhibit.at is not None))
        blocked = ruling.sentences("could-not-look")
        ruling.drop()
        ruling.evidence = [exhibit.id for exhibit in supporting]
        return ruling.settle("supported", support_sentence(case, best), *blocked)
    if ruling.reasons - {"wrong-subject", "dangling"}:
        return ruling.settle("inconclusive")
    ruling.hold("no-evidence", "nothing is offered that a reader could check")
    return ruling.settle("unsupported")


def support_sentence(case: Case, exhibit: Exhibit) -> str:
    """What was shown, by what and when."""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    strength = case.strength_of(exhibit)
    again = ", performed again" if strength == "reperformed" else ""
    how = f"seen by the tool{again}" if enough(strength, "observed") else "quoted"
    return f"{exhibit.id}{when}, {how}: {brief(exhibit.text)}"


def against_sentence(case: Case, exhibit: Exhibit) -> str:
    """What speaks against the claim, in its own words."""
    source = exhibit.source
    told = failure_in(source.output) if isinstance(source, Evidence) and source.output else ""
    if not told and isinstance(source, Evidence):
        told = f"HTTP {source.status}" if source.status else f"exit code {source.exit}" if source.exit else ""
    when = f" at {clock_text(exhibit.at, case.facts.session.zone)}" if exhibit.at else ""
    return f"{exhibit.id}{when} speaks against it: {brief(told or exhibit.text)}"


def brief(text: str, limit: int = 140) -> str:
    """One line of a text, cut with a mark."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _foreign(case: Case, claim: Claim, exhibit: Exhibit) -> str:
    """Principle 2: why the evidence is about something else, or the empty text."""
    if claim.scope and exhibit.environment and claim.scope.casefold() != exhibit.environment.casefold():
        return f"{exhibit.id} is about {exhibit.environment}, the claim about {claim.scope}"
    if exhibit.subject is None or case.facts.session.origin == "markdown":
        return ""
    subject = case.canonical(exhibit.subject)
    subjects = case.subjects_of(claim)
    if subject in subjects or subject in (COLLECTION, claim.id, claim.event):
        return ""
    if any(same_commit(subject, known) for known in (claim.commit, claim.subject) if known and len(known) >= 7):
        return ""
    if claim.predicate in ("complete", "resolved") and not subjects & set(case.inventory):
        return ""
    return f"{exhibit.id} is about {subject}, the claim about {claim.subject}"


def _defects(case: Case, claim: Claim, exhibit: Exhibit, reaches: Shown) -> Iterable[tuple[str, str]]:
    """Why evidence that passed does not carry the claim, principle by principle."""
    if wrong := _identity(case, claim, exhibit):
        yield wrong
    elif stale := _freshness(case, claim, exhibit):
        yield stale
    if not reaches(exhibit):
        said = f"shows {exhibit.level}" if exhibit.level else "does not say at what level it looks"
        yield "irrelevant-level", f"{exhibit.id} {said}; the claim says {claim.predicate}"
    least = case.strength_for(claim.predicate)
    if not enough(strength := case.strength_of(exhibit), least):
        yield "weak", f"{exhibit.id} is {_HAS.get(strength, strength)}; {claim.predicate} needs {_NEEDS[least]}"
    if claim.predicate in ("fixed", "ready", "functional", "outcome", "resolved") and (
        told := _undiscerning(case, claim, exhibit)
    ):
        yield "not-discriminating", told


_NEEDS = {
    "statement": "a statement",
    "quoted": "the output that came back",
    "imported": "a record with its digest and source",
    "observed": "the tool's own look",
    "reperformed": "the check seen failing and then passing, somebody else's look at the same commit, or CI of the commit",
}


_HAS = {"statement": "a statement without what came back", "observed": "the tool's own look, taken once"}


def _identity(case: Case, claim: Claim, exhibit: Exhibit) -> tuple[str, str] | None:
    """Principle 3: evidence bound to another revision, commit or digest does not count, however recent."""
    wanted = claim.revision or _deployed_revision(case, claim)
    if exhibit.revision and unpinned(exhibit.revision):
        return "unknown-revision", f"{exhibit.id} names its revision {exhibit.revision!r}, which pins nothing"
    if wanted and exhibit.revision and exhibit.revision != wanted:
        return "wrong-revision", f"{exhibit.id} looked at revision {exhibit.revision}, not {wanted}"
    if claim.commit and exhibit.commit and not same_commit(exhibit.commit, claim.commit):
        return "wrong-revision", f"{exhibit.id} looked at commit {exhibit.commit[:12]}, not {claim.commit[:12]}"
    return None


def _deployed_revision(case: Case, claim: Claim) -> str | None:
    """The revision that a service should be running: the platform's word before the record's."""
    for service in sorted(case.subjects_of(claim)):
        if (look := case.serving.get(service)) and look.shares and not look.could_not:
            return max(look.shares, key=lambda share: share.percent).revision
        if service in case.deployments and service in case.inventory:
            revision = case.deployments[service][-1].revision
            if revision and not unpinned(revision):
                return revision
    return None


def _bound(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether the evidence is tied to the very revision or commit that the claim names, or that the platform serves.

    That the record says so of a deployment is not enough: then the mere note of a deployment could support a claim. And a
    fix is seen where it runs, after it got there.
    """
    if claim.predicate in ("fixed", "resolved"):
        return False
    if exhibit.revision and (look := case.serving.get(case.canonical(claim.subject))) and look.shares and not look.could_not:
        return max(look.shares, key=lambda share: share.percent).revision == exhibit.revision
    if claim.revision and exhibit.revision == claim.revision:
        return True
    return bool(claim.commit and exhibit.commit and same_commit(claim.commit, exhibit.commit))


def _freshness(case: Case, claim: Claim, exhibit: Exhibit) -> tuple[str, str] | None:
    """Principle 4: younger than the last change of the subject, and not older than its limit."""
    if case.facts.session.origin == "markdown" or exhibit.at is None:
        return None
    changed = case.last_change(case.subjects_of(claim))
    bound = _bound(case, claim, exhibit)
    if changed and exhibit.at < changed and not bound:
        return (
            "predates-change",
            f"{exhibit.id} was taken {spoken(changed - exhibit.at)} before the last change at {written(changed)}",
        )
    limit = case.limit_for(claim.predicate)
    if limit and case.as_of - exhibit.at > limit:
        # Its instant and not its age: what is said must not change with every minute that passes.
        seen = clock_text(exhibit.at, case.facts.session.zone)
        return "stale", f"{exhibit.id} is of {seen}; {claim.predicate} keeps for {spoken(limit)}"
    return None


def _current(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether evidence against a claim still holds: strong enough, of the right revision, and not from before a change.

    It does not age: what was seen to fail has failed until the check passes.
    """
    if not enough(exhibit.strength, "quoted") or _identity(case, claim, exhibit):
        return False
    aged = _freshness(case, claim, exhibit)
    return aged is None or aged[0] == "stale"


def _undiscerning(case: Case, claim: Claim, exhibit: Exhibit) -> str:
    """Principle 8: why the evidence would have come out the same while the thing was broken, or the empty text."""
    history = case.history(exhibit)
    for bug in case.bugs_of(claim):
        if symptom := broken_like_this(exhibit, bug):
            return f"{exhibit.id} shows what was also seen while {bug.id} was broken: {brief(symptom)}"
        broken = case.broken_while(bug)
        if history is not None and broken and (passed := history.passed_between(*broken)):
            return f"{exhibit.id}: the same check also passed at {written(passed)}, while {bug.id} was broken"
    return ""

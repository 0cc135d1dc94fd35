"""What is wrong in a check as one list: the findings that stand and the claims that are not supported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handoff.model.claim import Answer, Claim, Verdict
from handoff.model.finding import FINDING_LEVELS, Finding, FindingLevel, fingerprint
from handoff.model.frozen import dataclass
from handoff.model.judgement import Checked
from handoff.model.place import Place
from handoff.report._locations import relative
from handoff.report._options import Options

# The kind of remark that a verdict makes where a platform knows nothing but errors, warnings and notes.
LEVELS: dict[Answer, FindingLevel] = {"refuted": "error", "unsupported": "warning", "inconclusive": "info"}
_RANKS: dict[FindingLevel, int] = {level: rank for rank, level in enumerate(FINDING_LEVELS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of trouble. `verdict` is there when it tells of a claim that is not supported."""

    rule: str
    level: FindingLevel
    message: str
    hint: str
    subject: str
    place: Place
    fingerprint: str
    waived: str = ""
    verdict: Verdict | None = None

    @property
    def refutes(self) -> bool:
        """Whether it says as an error that a claim is refuted."""
        return self.level == "error" and self.verdict is not None and self.verdict.answer == "refuted"


def headline(claim: Claim) -> str:
    """What a claim says, in the fewest words: subject, predicate, value or window, revision."""
    said = f"{claim.predicate} {claim.each}" if claim.each else claim.predicate
    amount = claim.value if claim.value is not None else claim.window
    if amount is not None:
        said = str(amount) if claim.predicate == "value" else f"{said} {amount}"
    revision = f" ({claim.revision})" if claim.revision else ""
    return f"{claim.subject}: {said}{revision}"


def stated(claim: Claim) -> Place:
    """Where the words of a claim stand: the summary of its event, else the event."""
    return claim.place.of("summary")


def waivers(checked: Checked) -> dict[str, str]:
    """By claim, who answers for it, why and until when: of claims that have findings, all of them waived."""
    said: dict[str, set[str]] = {}
    for finding in checked.findings:
        said.setdefault(finding.subject, set()).add(finding.waived)
    return {subject: "; ".join(sorted(reasons)) for subject, reasons in said.items() if subject and "" not in reasons}


def of_findings(checked: Checked) -> Iterator[Problem]:
    """The findings of one document, waived ones too."""
    for one in checked.findings:
        yield Problem(
            rule=one.rule,
            level=one.level,
            message=one.message,
            hint=one.hint,
            subject=one.subject,
            place=one.place if one.place.path else replace(one.place, path=checked.path),
            fingerprint=one.fingerprint,
            waived=one.waived,
        )


def of_verdicts(checked: Checked, path: str) -> Iterator[Problem]:
    """The claims of one document that are refuted, unsupported or inconclusive. `path` goes into the fingerprints."""
    seen: dict[str, int] = {}
    waived = waivers(checked)
    for verdict in checked.judgement.verdicts:
        level = LEVELS.get(verdict.answer)
        if level is None:
            continue
        known = verdict.claim.id in checked.known
        claim = verdict.claim
        place = stated(claim)
        rule = f"claim-{verdict.answer}"
        # Ids of a Markdown document may come from its lines; its words stay when lines move.
        name = claim.text if checked.kind == "markdown" else claim.event
        alike = f"{name} {headline(claim)}"
        seen[alike] = seen.get(alike, 0) + 1
        if known:
            continue
        yield Problem(
            rule=rule,
            level=level,
            message=_told(verdict),
            hint=" ".join(verdict.would_support.split()),
            subject=claim.id,
            place=place if place.path else replace(place, path=checked.path),
            fingerprint=fingerprint(rule, path, name, headline(claim), seen[alike]),
            waived=waived.get(claim.id, ""),
            verdict=verdict,
        )


def _told(verdict: Verdict) -> str:
    claim = verdict.claim
    because = "; ".join(verdict.why) or ", ".join(verdict.reasons)
    words = f"“{claim.text}” ({headline(claim)}) is {verdict.answer}"
    return f"{words}: {because}" if because else words


def repeats(finding: Finding, verdict: Verdict) -> bool:
    """Whether a finding passes on what a verdict says."""
    return any(sentence in finding.message for sentence in verdict.why)


def tells(finding: Finding, verdict: Verdict) -> bool:
    """Whether a claim that is not supported needs no second telling: a finding about it repeats the verdict, or is as grave."""
    level = LEVELS.get(verdict.answer)
    if level is None or finding.subject not in (verdict.claim.id, verdict.claim.event):
        return False
    return repeats(finding, verdict) or _RANKS[finding.level] <= _RANKS[level]


def each_once(checked: Checked, options: Options) -> Iterator[Problem]:
    """What is wrong in one document, waived or not: a claim that is not supported by the findings that tell it, at their
    levels; by itself, at the level of its answer, only where no rule does.
    """
    doubted: dict[str, list[Verdict]] = {}
    for verdict in checked.judgement.verdicts:
        if verdict.answer in LEVELS:
            for subject in {verdict.claim.id, verdict.claim.event}:
                doubted.setdefault(subject, []).append(verdict)
    told: set[str] = set()
    found = []
    for finding, problem in zip(checked.findings, of_findings(checked), strict=True):
        meant = [verdict for verdict in doubted.get(finding.subject, ()) if tells(finding, verdict)]
        told.update(verdict.claim.id for verdict in meant)
        found.append(replace(problem, verdict=meant[0]) if meant else problem)
    yield from (one for one in of_verdicts(checked, relative(checked.path, options)) if one.subject not in told)
    yield from found


def standing(checked: Checked, options: Options) -> Iterator[Problem]:
    """What a platform with few places shows of one document: nothing that is waived."""
    yield from (problem for problem in each_once(checked, options) if not problem.waived)


def gravest_first(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings before notes; refuted claims lead the errors; otherwise the order stays."""
    return sorted(problems, key=lambda one: (_RANKS[one.level], not one.refutes))

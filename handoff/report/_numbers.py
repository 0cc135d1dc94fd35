"""The numbers of a check, and the sentence that says them so that nobody can read too much into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from handoff.model.claim import ANSWERS
from handoff.model.finding import Finding
from handoff.model.judgement import Checked

_SHORT = {"error": "error", "warning": "warning", "info": "note"}


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(checked: Iterable[Checked]) -> dict[str, int]:
    """Claims by answer, and the errors and warnings that stand (waived ones do not count)."""
    answers: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for one in checked:
        answers.update(one.judgement.counts)
        levels.update(finding.level for finding in one.findings if not finding.waived)
    by_answer = {answer.replace("-", "_"): answers[answer] for answer in ANSWERS}
    return {"claims": answers.total(), **by_answer, "errors": levels["error"], "warnings": levels["warning"]}


def documents(checked: Iterable[Checked]) -> list[Checked]:
    """The sessions and Markdown files; the configuration, which may have findings of its own, is no document."""
    return [one for one in checked if one.kind != "project"]


def of_claims(checked: Sequence[Checked]) -> str:
    """`3 of 14 claims supported (1 refuted, 6 inconclusive, 4 unsupported)`; says so when there are no claims at all."""
    numbers = summary(checked)
    claims, supported = numbers["claims"], numbers["supported"]
    if not claims:
        return "no claims, so nothing is verified"
    if supported == claims:
        return "the one claim is supported" if claims == 1 else f"all {claims} claims supported"
    rest = [f"{numbers[answer.replace('-', '_')]} {answer}" for answer in ANSWERS[1:] if numbers[answer.replace("-", "_")]]
    if claims == 1:
        return f"the one claim is {rest[0].removeprefix('1 ')}"
    return f"{supported or 'none'} of {claims} claims supported ({', '.join(rest)})"


def of_findings(findings: Iterable[Finding]) -> str:
    """`2 errors, 9 warnings, 1 note (1 waived)`; empty when there is nothing at all."""
    standing: Counter[str] = Counter()
    waived = 0
    for one in findings:
        if one.waived:
            waived += 1
        else:
            standing[one.level] += 1
    said = ", ".join(counted(standing[level], noun) for level, noun in _SHORT.items() if standing[level])
    if waived:
        said = f"{said or 'no findings'} ({waived} waived)"
    return said


def of_document(one: Checked) -> str:
    """The numbers of one document."""
    claims = of_claims([one]) if one.kind != "project" else ""
    return "; ".join(part for part in (claims, of_findings(one.findings)) if part)

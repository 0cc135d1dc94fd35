"""The report as JUnit XML: a document is a suite, a claim is a test case, and so is a finding that tells of no claim.

A supported claim passes, a refuted one fails, an inconclusive one is an error, an unsupported one is skipped with its reason,
or fails with `strict` or where a rule calls that an error. Any other finding fails when it is an error, and is skipped with
its message otherwise; with `strict` a warning fails too. What is waived is skipped and says who waived it, and so is a claim
that a baseline holds. The shape is the one of Jenkins' junit-10.xsd, which other readers accept as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as Tree

from handoff.model.claim import Verdict
from handoff.model.finding import Finding
from handoff.model.judgement import Checked
from handoff.report._options import PLAIN, Options, Unread
from handoff.report._problems import headline, repeats, stated, tells, waivers
from handoff.report._visible import visible
from handoff.report._written import stamp


def as_junit(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """One `testsuites` element, a suite a document; a document that could not be read is a suite with one error."""
    root = Tree.Element("testsuites", name="handoff")
    for one in checked:
        suite = Tree.SubElement(root, "testsuite", name=visible(one.path), timestamp=stamp(as_of), time="0")
        waived = waivers(one)
        told: dict[str, list[Finding]] = {}
        for finding in one.findings:
            told.setdefault(finding.subject, []).append(finding)
        passed_on: set[int] = set()
        for verdict in one.judgement.verdicts:
            about = {verdict.claim.id, verdict.claim.event}
            its = [finding for subject in about for finding in told.get(subject, ()) if tells(finding, verdict)]
            passed_on.update(map(id, its))
            strict = options.strict or any(finding.level == "error" and not finding.waived for finding in its)
            more = [f"{it.rule} ({it.level}): {it.message}" for it in its if not repeats(it, verdict)]
            known = "known: it is in the baseline" if verdict.claim.id in one.known else ""
            _claim(suite, one, verdict, strict, known or _answered(waived.get(verdict.claim.id, "")), more)
        for finding in one.findings:
            if id(finding) not in passed_on:
                _finding(suite, one, finding, options.strict)
        _count(suite)
    for lost in options.unread:
        _unread(Tree.SubElement(root, "testsuite", name=visible(lost.path), timestamp=stamp(as_of), time="0"), lost)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'


def _answered(waived: str) -> str:
    return f"waived: {waived}" if waived else ""


def _claim(suite: Tree.Element, one: Checked, verdict: Verdict, strict: bool, excused: str, more: Sequence[str]) -> None:
    claim = verdict.claim
    case = _case(suite, one.id, f"{claim.id} ({headline(claim)})")
    codes = ", ".join(verdict.reasons)
    message = f"{verdict.answer}: {codes}" if codes else verdict.answer
    where = f"{claim.place.path or one.path}:{stated(claim).line}: {claim.text}"
    body = "\n".join(
        (
            where,
            *verdict.why,
            *more,
            *((f"would support: {' '.join(verdict.would_support.split())}",) if verdict.would_support else ()),
        )
    )
    match verdict.answer:
        case "refuted" | "inconclusive" | "unsupported" if excused:
            _outcome(case, "skipped", f"{message}; {excused}", body, verdict.answer)
        case "refuted":
            _outcome(case, "failure", message, body, verdict.answer)
        case "inconclusive":
            _outcome(case, "error", message, body, verdict.answer)
        case "unsupported":
            _outcome(case, "failure" if strict else "skipped", message, body, verdict.answer)
        case "not-applicable":
            _outcome(case, "skipped", message, body, verdict.answer)
        case _:
            pass


def _finding(suite: Tree.Element, one: Checked, finding: Finding, strict: bool) -> None:
    case = _case(suite, f"{one.id}.{finding.rule}", f"{finding.rule} {finding.subject} {finding.fingerprint[:8]}")
    body = "\n".join(part for part in (f"{finding.place}: {finding.message}", finding.hint) if part)
    fails = finding.level == "error" or (strict and finding.level == "warning")
    message = f"waived: {finding.waived}" if finding.waived else f"{finding.level}: {finding.message}"
    _outcome(case, "failure" if fails and not finding.waived else "skipped", message, body, finding.rule)


def _unread(suite: Tree.Element, lost: Unread) -> None:
    case = _case(suite, lost.path, "can be read")
    _outcome(case, "error", "could not be read", "\n".join(lost.problems), "unread")
    _count(suite)


def _case(suite: Tree.Element, group: str, name: str) -> Tree.Element:
    return Tree.SubElement(suite, "testcase", classname=visible(group), name=visible(" ".join(name.split())), time="0")


def _outcome(case: Tree.Element, kind: str, message: str, body: str, type: str) -> None:
    outcome = Tree.SubElement(case, kind, type=type, message=visible(message))
    outcome.text = visible(body)


def _count(suite: Tree.Element) -> None:
    suite.set("tests", str(len(suite)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for case in suite if case.find(kind) is not None)))

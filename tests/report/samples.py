"""A judged session made by hand: one claim for each answer, findings of each level, hostile text on request."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from handoff.model.claim import Answer, Claim, Verdict
from handoff.model.facts import Facts
from handoff.model.finding import Finding, FindingLevel, NotRun, fingerprinted
from handoff.model.judgement import Checked, Judgement
from handoff.model.place import Place
from handoff.model.session import Session
from handoff.model.value import Value

AS_OF = datetime(2026, 1, 21, 18, 0, tzinfo=UTC)
PATH = "sessions/2026-01-20-worker/session.yaml"
SOURCE = "".join(f"    summary: line {number} of the record\n" for number in range(1, 61))


def claim(id: str, line: int, **more: object) -> Claim:
    given = {"subject": "worker", "predicate": "functional", "text": f"The words of {id}", "event": id, **more}
    return Claim(id=id, place=Place(PATH, line, 5, {"summary": line + 1}), **given)  # type: ignore[arg-type]


def verdict(
    id: str, answer: Answer, line: int, *reasons: str, why: tuple[str, ...] = (), help: str = "", **more: object
) -> Verdict:
    return Verdict(claim=claim(id, line, **more), answer=answer, reasons=reasons, why=why, would_support=help)


def finding(rule: str, level: FindingLevel, line: int, message: str, **more: str) -> Finding:
    return Finding(rule=rule, level=level, message=message, place=Place(PATH, line, 5), **more)  # type: ignore[arg-type]


VERDICTS = (
    Verdict(claim=claim("page-answers", 10, predicate="live"), answer="supported", evidence=("health-200",)),
    verdict(
        "worker-works", "inconclusive", 20, "irrelevant-level", why=("health-200 shows live, the claim says functional",),
        help="`handoff run --about worker --level functional -- curl -sf https://worker.example/predict`",
    ),
    verdict("all-done", "refuted", 30, "over-claim", why=("7 of 11 boxes are ticked",), subject="session",
            predicate="complete", value=Value(percent=Decimal(95))),
    verdict("scrapers-fixed", "unsupported", 40, "no-evidence", why=("nothing is cited",), help="cite evidence"),
    verdict("old-portal", "not-applicable", 50),
)  # fmt: skip
FINDINGS = (
    finding("irrelevant-level", "warning", 20, "“The words of worker-works”: health-200 shows live, the claim says functional",
            subject="worker-works", hint="call the worker"),
    finding("over-claim", "error", 30, "“The words of all-done”: 7 of 11 boxes are ticked", subject="all-done"),
    finding("unpinned-revision", "warning", 42, "revision “Latest” names no revision", subject="deploy-1",
            hint="name the revision"),
    finding("no-owner", "info", 55, "next step “scale” has no owner", subject="scale"),
    finding("mis-decoded", "warning", 56, "√ö is mis-decoded", waived="Ana: the source is like this, until 2026-12-31"),
)  # fmt: skip


def checked(
    verdicts: tuple[Verdict, ...] = VERDICTS,
    findings: tuple[Finding, ...] = FINDINGS,
    path: str = PATH,
    kind: str = "session",
    title: str = "Worker brought back",
    source: str = SOURCE,
    not_run: tuple[NotRun, ...] = (),
    id: str = "2026-01-20-worker",
) -> Checked:
    """One checked document; its findings get their fingerprints."""
    origin = "markdown" if kind == "markdown" else "record"
    session = Session(id=id, title=title, place=Place(path, 1, 1), origin=origin)  # type: ignore[arg-type]
    facts = Facts(session=session, as_of=AS_OF, source=source)
    return Checked(
        path=path,
        kind=kind,
        judgement=Judgement(facts=facts, verdicts=verdicts),
        findings=fingerprinted(findings, id),
        not_run=not_run,
    )


CLEAN = checked(VERDICTS[:1], ())
HOSTILE = (
    "\x1b]0;owned\x07 \x9b31m \u202egnp.exe \x00 \ud800 ]]> <script>alert(1)</script> | `x` %0A::error::pwn\r\n::warning::more"
)

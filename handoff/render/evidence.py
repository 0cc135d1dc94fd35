"""What stands behind the claims, and the commands with which anybody can look again."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.judgement import Judgement
from handoff.model.observation import CiSeen, CommitSeen, ProbeSeen, RunSeen, ServingSeen
from handoff.model.place import Place
from handoff.model.predicates import SERVICE_LADDER
from handoff.verdicts import Case
from handoff.verdicts.aggregates import is_aggregate
from handoff.verdicts.exhibits import cannot_fail
from handoff.verdicts.subjects import foreign

from .escaping import Markdown, advice, code, visible

_LONG = 160
# Levels at which a thing is looked at while it runs; tests and commits are looks at its code.
RUNNING = frozenset({*SERVICE_LADDER, "deployed", "serving"})


class Piece(NamedTuple):
    """A piece of evidence as a document lists it. `seen_by` is the strength: stated, quoted, imported, observed …

    `what` is its summary where a person wrote it down, else the sort of look; `via` the way of looking and `bound` what else it
    says of itself, where a person wrote it down.
    `came_back` falls back on the summary, `returned` does not.
    """

    id: str
    what: str
    seen_by: str
    via: str
    subject: str
    bound: Markdown
    level: str
    asked: str
    came_back: str
    returned: str
    at: datetime | None
    place: Place | None


def pieces(judgement: Judgement, case: Case) -> tuple[Piece, ...]:
    """What people wrote down, in order, then the newest looks of the tool and older ones that some verdict used."""
    return tuple(map(_piece, listed(judgement, case)))


def listed(judgement: Judgement, case: Case) -> tuple[Exhibit, ...]:
    """The evidence that a document lists: an older look at a commit says nothing that the newest does not."""
    shown = {id for verdict in judgement.verdicts for id in (*verdict.evidence, *verdict.claim.evidence)}
    shown |= {look.id for look in case.looks if not isinstance(look, CommitSeen)}
    return tuple(exhibit for exhibit in case.exhibits.values() if isinstance(exhibit.source, Evidence) or exhibit.id in shown)


def _piece(exhibit: Exhibit) -> Piece:
    source = exhibit.source
    written = source if isinstance(source, Evidence) else None
    failed = f"could not look: {exhibit.could_not}" if exhibit.could_not else ""
    return Piece(
        id=exhibit.id,
        what=written.summary if written else _what(exhibit),
        seen_by="stated" if exhibit.strength == "statement" else exhibit.strength,
        via=(written.via or "") if written else "",
        subject="" if isinstance(source, CommitSeen) else exhibit.subject or "",
        bound=_bound(written) if written else Markdown(""),
        level=exhibit.level or "",
        asked=asked(exhibit),
        came_back=failed or _answer(exhibit, exhibit.text),
        returned=failed or _answer(exhibit, (written.output or "") if written else exhibit.text),
        at=exhibit.at,
        place=exhibit.place if written else None,
    )


def _what(exhibit: Exhibit) -> str:
    """What sort of look the tool took, and how a run came out."""
    match exhibit.source:
        case RunSeen(dirty=dirty):
            came_out = "shows nothing" if exhibit.could_not else "passed" if exhibit.passed else "failed"
            # What lies in the work tree is not what a service runs.
            beside = ", on a tree with uncommitted files" if dirty and exhibit.level not in RUNNING else ""
            return f"run, {came_out}{beside}"
        case ProbeSeen(probe=name):
            return f"probe {name}"
        case CommitSeen():
            return "commit"
        case CiSeen():
            return "run of CI"
        case _:
            return ""


def _bound(written: Evidence) -> Markdown:
    named = {
        "outcome": written.outcome, "value": written.value, "window": written.window, "population": written.population,
        "revision": written.revision, "commit": written.commit, "environment": written.environment,
    }  # fmt: skip
    return Markdown("".join(f", {name} {code(one)}" for name, one in named.items() if one is not None))


def asked(exhibit: Exhibit) -> str:
    """What was run or asked, as a person would type it."""
    match exhibit.source:
        case Evidence(asked=asked):
            return asked or ""
        case RunSeen(argv=argv):
            return shlex.join(argv)
        case ProbeSeen(asked=asked):
            return asked
        case CommitSeen(asked=sha):
            return f"git show --stat {sha}"
        case _:
            return exhibit.check


def _answer(exhibit: Exhibit, text: str) -> str:
    source = exhibit.source
    parts: list[str] = []
    if isinstance(source, Evidence | ProbeSeen) and source.status is not None:
        parts.append(f"HTTP {source.status}")
    if isinstance(source, Evidence | RunSeen) and source.exit is not None:
        parts.append(f"exit {source.exit}")
    if isinstance(source, RunSeen) and source.tests is not None:
        parts.append(f"{source.tests.passed} passed, {source.tests.failed + source.tests.errors} failed")
    if exhibit.value is not None:
        parts.append(str(exhibit.value))
    said = " ".join(visible(text).split())
    parts = [part for part in parts if part not in said]
    if said and not any(said in part for part in parts):
        parts.append(said if len(said) <= _LONG else f"{said[: _LONG - 1]}…")
    return ": ".join(parts)


class Again(NamedTuple):
    """A command and the claims on which it bears."""

    run: str
    claims: tuple[str, ...]


def commands(judgement: Judgement, case: Case) -> tuple[Again, ...]:
    """The commands that the evidence names and that were run for a subject, each once; those that only ask git come last."""
    bearing: dict[str, list[str]] = {}
    about_git: dict[str, list[str]] = {}
    for verdict in judgement.verdicts:
        for id in dict.fromkeys((*verdict.claim.evidence, *verdict.evidence)):
            if (exhibit := _found(case, id)) and (line := runnable(exhibit)):
                found = about_git if isinstance(exhibit.source, CommitSeen) else bearing
                found.setdefault(line, []).append(verdict.claim.id)
    # What was run for a subject shows something of it, though a later look made the verdict: the red and the green of a fix.
    for exhibit in case.exhibits.values():
        if isinstance(exhibit.source, RunSeen) and exhibit.source.subject and not cannot_fail(exhibit):
            about = case.canonical(exhibit.source.subject)
            claims = [one.claim.id for one in judgement.verdicts if case.canonical(one.claim.subject) == about]
            if claims:
                bearing.setdefault(runnable(exhibit), claims)
    bearing |= {line: claims for line, claims in about_git.items() if line not in bearing}
    return tuple(Again(run, tuple(dict.fromkeys(claims))) for run, claims in bearing.items())


def _found(case: Case, id: str) -> Exhibit | None:
    """A piece of evidence by its id, or by `session#id` where a linked session holds it, as for a claim that was taken over."""
    if id in case.exhibits:
        return case.exhibits[id]
    session, mark, name = id.partition("#")
    linked = next((one for one in case.facts.linked if mark and one.session.id == session), None)
    if linked is None:
        return None
    exhibit = case.once(("exhibits of", session), lambda: Case(linked).exhibits).get(name)
    return replace(exhibit, id=id) if exhibit is not None else None


def runnable(exhibit: Exhibit) -> str:
    """A command line that looks again, or nothing: a request becomes a curl, a log or a query needs its own tool."""
    line = asked(exhibit).strip()
    method, _, url = line.partition(" ")
    via = exhibit.source.via if isinstance(exhibit.source, Evidence) else ""
    if method in {"GET", "HEAD"} and url.startswith(("http://", "https://")):
        return f"curl -fsS {'-I ' if method == 'HEAD' else ''}{shlex.quote(url.split()[0])}"
    if line.startswith(("http://", "https://")):
        return f"curl -fsS {shlex.quote(line.split()[0])}"
    if isinstance(exhibit.source, RunSeen | CommitSeen) or via in {"command", "test-run", "git", "platform"}:
        return line
    return ""


_EXPECT = {
    "committed": "the commit exists",
    "merged": "the commit is on the default branch",
    "built": "the build has succeeded for this commit",
    "live": "an answer with status 200",
    "ready": "ready, and every dependency with it",
    "functional": "the call succeeds and its result is right",
    "outcome": "the effect is there where users read it",
    "tests-passed": "every test passes",
    "fixed": "the check that failed while it was broken passes",
    "resolved": "the symptom is gone",
    "absent": "no hit, in a window with traffic",
    "complete": "nothing is left open",
    "exists": "it is there",
}


def expectation(claim: Claim) -> str:
    """What whoever looks should see if the claim holds."""
    match claim.predicate:
        case "deployed" | "serving":
            what = claim.revision or claim.commit or "the revision that is meant"
            return f"{claim.subject} {'runs' if claim.predicate == 'deployed' else 'sends its traffic to'} {what}"
        case "value":
            return str(claim.value) if claim.value is not None else "the number that is stated"
        case "all-of":
            each = _EXPECT.get(claim.each or "", claim.each or "it holds")
            return f"for each of {claim.subject}: {each}"
        case "complete" if claim.value is not None:
            return f"{claim.value} of the items done"
        case predicate:
            return _EXPECT.get(predicate, predicate)


class Box(NamedTuple):
    """A line of the checklist: a claim, how to look, what to expect, what was seen and when. Ticked only when supported.

    How to look is a command to run, or else advice. `computed` is what the judge computed where there is nothing to be seen.
    `elsewhere` are the ids of what was seen of something else; it is told last, and is no way to look.
    """

    claim: Claim
    ticked: bool
    verdict: str
    run: str
    advice: Markdown
    expect: str
    seen: tuple[Piece, ...]
    computed: str
    late: str = ""
    elsewhere: tuple[str, ...] = ()


def boxes(judgement: Judgement, case: Case) -> tuple[Box, ...]:
    """One box a claim, in the order of the record."""
    return tuple(_box(case, verdict) for verdict in judgement.verdicts)


def _box(case: Case, verdict: Verdict) -> Box:
    claim = verdict.claim
    offered = [one for id in dict.fromkeys((*claim.evidence, *verdict.evidence)) if (one := _found(case, id)) is not None]
    elsewhere = [exhibit for exhibit in offered if _of_something_else(case, claim, exhibit)]
    offered = [exhibit for exhibit in offered if exhibit not in elsewhere]
    return Box(
        claim=claim,
        ticked=verdict.answer == "supported",
        verdict=verdict.answer,
        run=_command(case, verdict, offered),
        advice=_advice(verdict),
        expect=expectation(claim),
        seen=tuple(_piece(exhibit) for exhibit in (*offered, *elsewhere)),
        computed=verdict.why[0] if verdict.why else "",
        late=verdict.late,
        elsewhere=tuple(exhibit.id for exhibit in elsewhere),
    )


def _of_something_else(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether evidence of how a service is concerns another one; a figure, a list or a commit may rest on anything."""
    of_a_service = claim.predicate in RUNNING or claim.predicate in ("tests-passed", "absent", "fixed")
    return of_a_service and not is_aggregate(claim) and bool(foreign(case, claim, exhibit))


def _command(case: Case, verdict: Verdict, offered: list[Exhibit]) -> str:
    """The command that was used, if it looks at what is claimed; else one that the claim itself points at."""
    claim = verdict.claim
    for exhibit in offered:
        if (line := runnable(exhibit)) and (verdict.answer == "supported" or exhibit.level == claim.predicate):
            return line
    if verdict.answer == "supported" and any(isinstance(case.observations.get(id), ServingSeen) for id in verdict.evidence):
        return "handoff observe --live"
    basis = claim.value.basis or "" if claim.value else ""
    sha = claim.commit or basis.removeprefix("commit:")
    service = case.facts.project.service(claim.subject)
    if claim.predicate in ("committed", "merged") or basis.startswith("commit:"):
        return f"git show --stat {shlex.quote(sha or claim.subject)}"
    if claim.predicate == "live" and service and service.url:
        return f"curl -fsS {shlex.quote(service.url)}"
    # A query or a search: what was asked is the best that there is, though it needs a tool of its own.
    return next((text for exhibit in offered if verdict.answer == "supported" and (text := asked(exhibit))), "")


def _advice(verdict: Verdict) -> Markdown:
    if verdict.would_support:
        return advice(verdict.would_support)
    if verdict.claim.predicate == "value" and verdict.answer == "supported":
        return advice("`handoff check` computes it again")
    return Markdown("")

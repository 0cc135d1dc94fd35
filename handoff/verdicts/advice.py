"""The cheapest thing that would support a claim, as a command where there is one.

Words in capitals are for the reader to fill in; what stands in brackets at the end says how. Several steps are taken in
their order. A step may uncover the next one: advice is for the verdict as it stands.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Bug, Closing, Evidence, Fix
from handoff.model.observation import CommitSeen, ProbeSeen, RunSeen
from handoff.model.predicates import Level
from handoff.verdicts.case import Case
from handoff.verdicts.fixes import as_fixed, deliveries
from handoff.verdicts.identity import is_commit, unpinned
from handoff.verdicts.levels import shows
from handoff.verdicts.polarity import untold
from handoff.verdicts.prose import written_evidence
from handoff.verdicts.quantities import kind_meant, unit_length
from handoff.verdicts.reasons import REASONS
from handoff.verdicts.running import seen_running
from handoff.verdicts.sentences import nameless
from handoff.verdicts.serving import outlived, replaced_by
from handoff.verdicts.strength import least_for
from handoff.verdicts.subjects import COLLECTION

_LOOK = {
    "live": "-- curl -fsS URL",
    "ready": "-- curl -fsS URL   (a readiness page that asks its dependencies)",
    "functional": "-- COMMAND   (one that calls the capability and fails when the result is wrong)",
    "outcome": "-- COMMAND   (one that reads the effect where users read it)",
    "tests-passed": "-- COMMAND   (the test run)",
    "unbound": "-- COMMAND   (a test run that prints how many passed; --report names a JUnit report that it writes)",
    "deployed": "-- COMMAND   (one that prints the revision that was rolled out)",
    "serving": "-- COMMAND   (one that prints the revision that serves)",
}
_LIVE = "handoff observe --live"
_AGAIN = (
    "let `handoff run` see the check fail before the change and pass after it, let somebody else run it on the same commit, "
    "or cite a run of CI that is bound to the commit"
)
_OR_AGAIN = "or ask again in a way that can be repeated"
# The record itself has to be put right: no look would turn these.
_EDITED = frozenset(
    {
        "inverted-range",
        "arithmetic",
        "stats-mismatch",
        "subject-mismatch",
        "vacuous",
        "time-mismatch",
        "circular",
        "unknown-commit",
    }
)


# What is wrong with a fix and not with the check that shows it.
_NOT_OF_THE_CHECK = frozenset(
    {"not-in-source-control", "unknown-revision", "fix-not-contained", "could-not-look", "already-running"}
)


def advice(case: Case, verdict: Verdict) -> str:
    """What would support the claim; empty when it is supported."""
    if verdict.answer in ("supported", "not-applicable"):
        return ""
    reasons, claim = set(verdict.reasons), verdict.claim
    if case.facts.session.origin == "markdown":
        return written_evidence(claim.predicate)
    if reasons & {"later-refuted", "disputed"} and claim.predicate != "value":
        again = f"handoff event claim SUMMARY --subject {shlex.quote(claim.subject)} --predicate {claim.predicate}"
        return f"{_look(case, verdict)}; then {again}   (when the cause is gone)"
    if "open-items" in reasons and (left := _left(case, claim)):
        return f"for each of {', '.join(left)}: handoff done ID --evidence REFERENCE"
    if reasons & (_EDITED | {"later-refuted", "over-claim", "open-items"}):
        return REASONS[verdict.reasons[0]].remedy
    if "rests-on-weak" in reasons and (weak := _weak(case, claim)):
        return f"first support {', '.join(weak)}"
    return _look(case, verdict)


def _left(case: Case, claim: Claim) -> list[str]:
    """What is open and has to be closed before the claim of completeness is true."""
    items = case.items_of(claim)
    if items is not None:
        return [item.id for item in items if not case.is_done(item)]
    return case.open_about(claim)


def _weak(case: Case, claim: Claim) -> list[str]:
    verdicts = (case.ask(below) for below in case.rests_on(claim))
    return [one.claim.id for one in verdicts if one is not None and one.answer != "supported"]


def _look(case: Case, verdict: Verdict) -> str:
    """The look that would show what is claimed."""
    claim, reasons = verdict.claim, set(verdict.reasons)
    if fixed := as_fixed(case, claim):
        return _fixed_advice(case, replace(verdict, claim=fixed))
    if claim.predicate in ("committed", "merged"):
        return _commit_advice(claim, reasons)
    if claim.predicate == "value":
        return _counting_advice(case, claim) if "could-not-look" in reasons else _number_advice(case, verdict)
    if claim.predicate == "absent":
        return _absent_advice(case, verdict)
    if "weak" in reasons and least_for(claim.predicate, case.policy) == "reperformed":
        return _AGAIN
    again = _again(case, verdict) or _outcomes(case, verdict)
    if claim.predicate in ("deployed", "serving"):
        return again or _serving_advice(case, verdict)
    if claim.predicate == "complete" and isinstance(case.events.get(claim.event), Closing):
        cited = f"(cite under {claim.event} what shows that it was done: the id of evidence, or commit:SHA)"
        return again or f"handoff edit {case.facts.session.id}   {cited}"
    if claim.predicate == "all-of" or claim.subject == COLLECTION:
        level = claim.each or ("ready" if claim.predicate == "all-of" else claim.predicate)
        each = ", ".join(case.all_services)
        return f"for each of {each}: handoff run --about SERVICE --level {level} {_LOOK.get(level, '-- COMMAND')}"
    service = case.facts.project.service(claim.subject)
    if service and any(shows(probe.get("level"), claim.predicate) for probe in service.probes):
        # What a probe shows takes no failure of another check back.
        if (failed := _again(case, verdict)) and failed != _LIVE:
            return failed
        return f"{_LIVE}{_only_it(case, verdict)}"
    if again:
        return again
    if "no-evidence" in reasons and (found := nameless(case, claim)):
        cited = f"(cite {' or '.join(found[-2:])} under {claim.event} if it is about {claim.subject})"
        return f"handoff edit {case.facts.session.id}   {cited}"
    wanted = _level_for(claim)
    untold = "unbound" in reasons
    look = _LOOK.get("unbound" if untold else wanted, "-- COMMAND").replace(
        "URL", service.url if service and service.url else "URL"
    )
    return _run(claim.subject, wanted, ("" if untold else _quoted_command(case, verdict)) or look)


def _counting_advice(case: Case, claim: Claim) -> str:
    """A number of a commit is asked of git once more, unless git has said already that it knows no such commit."""
    basis = claim.value.basis if claim.value and claim.value.basis else ""
    sha = claim.commit or basis.removeprefix("commit:").split(" ")[0]
    look = case.commit(sha) if is_commit(sha) else None
    if look is None or look.exists is not False:
        return "handoff observe"
    return "cite a commit that git has, or name the repository that has this one in handoff.toml; then handoff observe"


def _number_advice(case: Case, verdict: Verdict) -> str:
    """A number that nothing is said of wants a look that holds it; one that is wrong, or of the record's own, is put right."""
    claim, gravest = verdict.claim, REASONS[verdict.reasons[0]]
    if gravest.code != "unbound":
        return gravest.remedy
    edit = f"handoff edit {case.facts.session.id}"
    value = claim.value
    if value is None or value.unit == "time" or (claim.subject == "session" and unit_length(value.unit)):
        return f"{edit}   (give {claim.event} a value that the record holds, with its basis, or a window)"
    if kind := kind_meant(value):
        return f"{edit}   (give the value of {claim.event} `basis: kind:{kind}`)"
    of = f"--subject {shlex.quote(claim.subject)} --asked COMMAND --output TEXT --value {shlex.quote(str(value))}"
    then = f"(cite under {claim.event} the id that was printed; what the record itself counts wants a basis)"
    return f"handoff event evidence SUMMARY --via command {of}; then {edit}   {then}"


def _run(subject: str, level: str, command: str) -> str:
    return f"handoff run --about {shlex.quote(subject)} --level {level} {command}"


def _quoted_command(case: Case, verdict: Verdict) -> str:
    """The command that was cited, to be run again under the tool's eyes; only where what it looks at is not the trouble."""
    if set(verdict.reasons) & {"irrelevant-level", "not-discriminating", "wrong-subject"}:
        return ""
    for id in verdict.evidence:
        event = case.events.get(id)
        if isinstance(event, Evidence) and event.via == "command" and event.asked and not case.exhibits[id].could_not:
            return f"-- {event.asked}"
    return ""


def _again(case: Case, verdict: Verdict) -> str:
    """What failed, asked again in the same way: only the same check supersedes a failure (principle 7)."""
    if "contradicted" not in verdict.reasons:
        return ""
    seen = (case.exhibits.get(id) or case.elsewhere(id) for id in verdict.evidence)
    failed = [exhibit for exhibit in seen if exhibit is not None and exhibit.passed is False and not case.superseded(exhibit)]
    return "; then ".join(
        dict.fromkeys(
            repeated(exhibit, verdict.claim)
            or f"say in the explanation of {exhibit.id} why it is no failure, and its outcome, {_OR_AGAIN}"
            for exhibit in failed
        )
    )


def _only_it(case: Case, verdict: Verdict) -> str:
    """That no other look takes the failure of a probe back (principle 7), with the name of the probe."""
    seen = (case.exhibits.get(id) for id in verdict.evidence)
    failed = (one for one in seen if one is not None and one.passed is False and not case.superseded(one))
    probes = dict.fromkeys(one.source.probe for one in failed if isinstance(one.source, ProbeSeen))
    if not probes:
        return ""
    return f"   (probe {', '.join(probes)} has to pass itself: no other look takes its failure back)"


def _outcomes(case: Case, verdict: Verdict) -> str:
    """What is explained and lacks nothing but its outcome; run again it would show the same failure."""
    if set(verdict.reasons) != {"could-not-look"}:
        return ""
    cited = (case.events.get(id) for id in verdict.evidence)
    lacking = [event.id for event in cited if isinstance(event, Evidence) and untold(event)]
    return f"say the outcome of {', '.join(lacking)}, {_OR_AGAIN}" if lacking else ""


def repeated(exhibit: Exhibit, claim: Claim) -> str:
    """The command that takes a look again in the same way; empty where nobody knows how it was taken."""
    subject, level = exhibit.subject or claim.subject, exhibit.level or _level_for(claim)
    match exhibit.source:
        case ProbeSeen():
            return _LIVE
        case CommitSeen():
            return "handoff observe"
        case RunSeen(argv=argv):
            return _run(subject, level, f"-- {shlex.join(argv)}")
        case Evidence(via="command", asked=str(asked)) if asked and exhibit.at and exhibit.subject:
            return _run(subject, level, f"-- {asked}")
        case Evidence(via=via, asked=str(asked)) if asked and exhibit.at and exhibit.subject:
            how = f" --via {via}" if via else ""
            of = f"--subject {shlex.quote(subject)} --level {level} --asked {shlex.quote(asked)}"
            return f"handoff event evidence SUMMARY{how} {of} --output TEXT"
    return ""


def _level_for(claim: Claim) -> str:
    """At what level to look for a claim: its own, or the work itself where its predicate is none."""
    return claim.predicate if claim.predicate in get_args(Level) else "functional"


def _commit_advice(claim: Claim, reasons: set[str]) -> str:
    if "contradicted" in reasons:
        return "merge it into the default branch; then handoff observe"
    if "could-not-look" not in reasons:
        return f"name the commit of {claim.event} under `commit:`; then handoff observe"
    return "handoff observe"


def _absent_advice(case: Case, verdict: Verdict) -> str:
    cited = [event for event in map(case.events.get, verdict.evidence) if isinstance(event, Evidence)]
    asked, via = next(((event.asked, event.via) for event in cited if event.asked), ("QUERY", None))
    of = f"--subject {shlex.quote(verdict.claim.subject)} --asked {shlex.quote(asked)}"
    return (
        f"handoff event evidence SUMMARY --via {via or 'log'} {of} "
        f"--output TEXT --value 0 --window START/END --population N   (a window after the last change, with traffic in it)"
    )


def _serving_advice(case: Case, verdict: Verdict) -> str:
    claim = verdict.claim
    service = case.canonical(claim.subject)
    nameless = unpinned(claim.revision) if claim.revision else not (claim.commit or claim.digest)
    if gone := _gone(case, service, verdict):
        return gone
    if "unknown-revision" in verdict.reasons and nameless:
        told = f"name the revision of {claim.subject} that the platform shows, with its commit or digest"
        return f"{told}; it serves {share.revision}" if (share := case.served(service)) else told
    if untold := _untold(case, service, claim):
        return untold
    if service in case.serving or case.project_has_platform(claim.subject):
        refuted = verdict.answer == "refuted"
        return f"roll it out, or correct the claim; then {_LIVE}" if refuted else _LIVE
    if "fix-not-contained" in verdict.reasons and (seen := seen_running(case, service, "observed")):
        again = repeated(case.exhibits[seen[-1].id], claim)
        return f"roll it out and start it again, or correct the claim; then {again}"
    if "could-not-look" in verdict.reasons and "wrong-revision" in verdict.reasons:
        return "handoff observe"
    others = (case.exhibits.get(id) for id in verdict.evidence if "wrong-revision" in verdict.reasons)
    if asked := [one for one in others if one is not None and isinstance(one.source, RunSeen) and one.commit]:
        # The same question brings the same answer until something else runs.
        return f"roll it out and start it again, or correct the claim; then {repeated(asked[-1], claim)}"
    return _run(claim.subject, claim.predicate, _quoted_command(case, verdict) or _LOOK[claim.predicate])


def _gone(case: Case, service: str, verdict: Verdict) -> str:
    """What is left to do where something else runs by now, so that no new look shows what was rolled out; else nothing."""
    claim, look = verdict.claim, case.serving.get(service)
    after = replaced_by(case, claim)
    nothing = f"no look shows any more what ran before; correct the claim of {claim.event}, or let it stand as it is"
    if after is None:
        if look is None or look.could_not or verdict.answer != "inconclusive" or not outlived(claim, look):
            return ""
        share = case.served(service)
        same = (
            f"name the digest of {claim.revision}, if {share.revision} runs the same image   " if share and share.digest else ""
        )
        return f"{same}({nothing})" if same else nothing
    if look is not None or not (claim.revision and not unpinned(claim.revision)):
        return f"{after.id} took its place: {nothing}"
    bound = f"--subject {shlex.quote(claim.subject)} --level deployed --revision {shlex.quote(claim.revision)}"
    quoted = f"handoff event evidence SUMMARY --via platform {bound} --asked COMMAND --output TEXT --at TIME"
    return f"{quoted}   (what was seen before {after.id} took its place; else {nothing})"


def _untold(case: Case, service: str, claim: Claim) -> str:
    """What the platform would have to tell, where it was looked at and does not: looking once more would tell no more."""
    look = case.serving.get(service)
    if look is None or look.could_not or not case.project_has_platform(service):
        return ""
    facts = [name for name, told in (("ready", look.ready), ("current", look.current)) if told is None]
    share = case.served(service)
    if claim.commit and not claim.digest and share is not None and share.commit is None:
        facts.append("commit")
    if not facts:
        return ""
    them = f"{', '.join(facts[:-1])} and {facts[-1]}" if len(facts) > 1 else facts[0]
    if look.platform == "json":
        told = f"map {them} under facts of the platform of {service} in handoff.toml   (docs/evidence.md, A platform)"
    else:
        told = f"let {look.platform} tell {them} of {service}   (docs/evidence.md, A platform)"
    return f"{told}; then {_LIVE}"


def _fixed_advice(case: Case, verdict: Verdict) -> str:
    claim, reasons = verdict.claim, set(verdict.reasons)
    session, mark, _ = claim.subject.rpartition("#")
    if mark and case.event(claim.subject) is None:
        return f"bring the record of {session} back, or correct what the claim is about: handoff edit {case.facts.session.id}"
    services = [case.canonical(name) for bug in case.bugs_of(claim) for name in bug.services]
    about = services[0] if services else claim.subject
    parts = []
    if "not-in-source-control" in reasons:
        parts.append(_kept_advice(case, claim))
    for service, lacks in sorted(deliveries(case, claim), key=lambda one: "fix-not-contained" not in one[1].reasons):
        if lacks.reasons & {"unknown-revision", "fix-not-contained", "predates-change"}:
            parts.append(_serving_look(case, service, "fix-not-contained" in lacks.reasons))
    if "already-running" in reasons:
        parts.append(REASONS["already-running"].remedy.rstrip("."))
    if reasons - _NOT_OF_THE_CHECK:
        parts += _red_then_green(case, verdict, about)
    if reasons & {"could-not-look", "unknown-revision", "fix-not-contained"} and parts[-1:] != [_LIVE]:
        parts.append("handoff observe")
    return "; then ".join(dict.fromkeys(parts))


def _kept_advice(case: Case, claim: Claim) -> str:
    """Where to say what holds a fix: in the fix, in whichever session it stands, or in one that is not recorded yet."""
    session, mark, _ = claim.subject.rpartition("#")
    if mark and session != case.facts.session.id and isinstance(case.event(claim.subject), Fix):
        return f"handoff edit {session}   (name the commits of the fix, or describe it under out_of_git with its undo)"
    bugs = [claim.subject] if isinstance(case.event(claim.subject), Bug) else [bug.id for bug in case.bugs_of(claim)]
    if case.fixes_of(claim) or not bugs:
        return "name the commits of the fix, or describe it under out_of_git with its undo"
    mended = " ".join(f"--bugs {shlex.quote(bug)}" for bug in bugs)
    return f"handoff event fix SUMMARY {mended} --commits SHA   (or --out-of-git WHAT, for what no commit holds)"


def _serving_look(case: Case, service: str, anew: bool) -> str:
    """A look at which commit runs: no roll-out that somebody wrote down is one."""
    first = f"roll out a commit of {service} that contains the fix; then " if anew else ""
    share = case.served(service)
    if case.project_has_platform(service) and (share is None or share.commit):
        return f"{first}{_LIVE}"
    printing = "(one that prints the commit that runs, such as its version page)"
    return first + _run(service, "serving", f"-- COMMAND   {printing}")


def _red_then_green(case: Case, verdict: Verdict, about: str) -> Iterable[str]:
    """The same check, failing before and passing now (principle 9)."""
    claim = verdict.claim
    if again := _again(case, verdict):
        return (again,)
    blunt = {case.exhibits[id].check for id in verdict.evidence if id in case.exhibits}
    blunt = blunt if "not-discriminating" in verdict.reasons else set()
    heard = list(case.about(case.subjects_of(claim)).values())
    if case.goes_on(claim):
        heard += [one for there in case.before for one in there.about(case.names_in(there.facts.session.id, claim)).values()]
    seen = (one for one in heard if one.passed is False and one.check and one.at)
    red = next((one for one in seen if one.check not in blunt), None)
    if red is not None:
        return (f"{repeated(red, claim)}   (it failed while it was broken)",)
    before = "--asked COMMAND --exit 1 --output TEXT --at TIME   (how it failed)"
    return (
        f"handoff event evidence SUMMARY --via command --subject {shlex.quote(about)} --level functional {before}",
        _run(about, "functional", "-- COMMAND   (the one that failed while it was broken)"),
    )

"""The documents of a session: what a judged session looks like to somebody who has four minutes.

The same judgement gives the same text: nothing here reads a clock, and everything that is sorted is sorted stably.
Templates hold the words; this module holds what they may speak of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from handoff import __version__
from handoff.model.events import (
    Acknowledgement,
    AnyEvent,
    Bug,
    Decision,
    Deployment,
    Fix,
    Impact,
    Learning,
    NextStep,
    Note,
    RootCause,
)
from handoff.model.facts import Facts
from handoff.model.finding import FINDING_LEVELS, Finding
from handoff.model.judgement import Judgement
from handoff.model.times import Clock, has_come, written
from handoff.verdicts import Case, case_of
from handoff.verdicts.times import spoken

from . import bugs, changes, claims, evidence, services, sessions, statistics, steps, timeline
from .escaping import link
from .pages import Press
from .running import running
from .wall import wall_of

# The file that a template writes beside the record.
FILES = {"handoff": "HANDOFF.md", "checklist": "CHECKLIST.md"}


class Documents:
    """Every document of one judged session; what they speak of is gathered once.

    `templates` is the project's own folder of templates, if it has one; `cache` a folder for compiled templates.
    """

    def __init__(
        self,
        judgement: Judgement,
        findings: Sequence[Finding],
        templates: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        self._press = Press(templates, cache)
        self._data = data_of(judgement, findings)

    def render(self, name: str) -> str:
        """A document by the name of its template: a file `NAME.md.j2` of the project's templates, else a shipped one.

        Raises UsageError for an unknown name, BadInput with file and line for a broken template.
        """
        return self._press.page(name, self._data)


def render_template(name: str, judgement: Judgement, findings: Sequence[Finding], templates: Path | None = None) -> str:
    """One document. See `Documents.render`."""
    return Documents(judgement, findings, templates).render(name)


def render_handoff(judgement: Judgement, findings: Sequence[Finding], templates: Path | None = None) -> str:
    """HANDOFF.md. See `Documents.render`."""
    return render_template("handoff", judgement, findings, templates)


def render_checklist(judgement: Judgement, findings: Sequence[Finding], templates: Path | None = None) -> str:
    """CHECKLIST.md. See `Documents.render`."""
    return render_template("checklist", judgement, findings, templates)


def file_name(template: str) -> str:
    """The name of the file that a template writes: HANDOFF.md, CHECKLIST.md, BRIEF.md."""
    return FILES.get(template, f"{template.upper()}.md")


def data_of(judgement: Judgement, findings: Sequence[Finding]) -> dict[str, object]:
    """Everything that a template may speak of. Texts are raw: whatever is printed is escaped on the way out."""
    facts, session = judgement.facts, judgement.facts.session
    case = case_of(judgement)
    all = claims.standings(judgement, findings)
    views = bugs.bugs(judgement, case)
    rows = services.services(judgement, case)
    commits = changes.commits(case)
    return {
        "facts": facts,
        "session": session,
        "judgement": judgement,
        "wall": wall_of(session),
        "generator": f"handoff {__version__}",
        "as_of": written(facts.as_of),
        "source": claims.source_name(judgement),
        "digest": digest_of(facts),
        "day": session.day.isoformat() if session.day else None,
        "duration": spoken(session.ended - session.started) if session.started and session.ended else None,
        "counts": judgement.counts,
        "totals": claims.totals(judgement),
        "status": claims.status(judgement.counts, judgement.listed),
        "claims": all,
        "doubtful": claims.groups(judgement),
        "steps": steps.open_steps(case),
        "closed": steps.closed_steps(case),
        "closed_elsewhere": [(case.events[id], one) for id, one in steps.closed_elsewhere(facts).items()],
        "commits": commits,
        "deployments": changes.deployments(judgement),
        "outside": changes.outside_git(case),
        "running": tuple(running(case)),
        "services": rows,
        "unpinned": tuple(row.id for row in rows if row.revision is None),
        "bugs": views,
        "impacts": tuple(session.of(Impact)),
        "timeline": timeline.rows(judgement, case),
        "drawing": timeline.drawing(judgement, case, wall_of(session), views),
        "decisions": tuple(session.of(Decision)),
        "learnings": tuple(session.of(Learning)),
        "acknowledgements": tuple(session.of(Acknowledgement)),
        "details": _details(case),
        "earlier": sessions.earlier(judgement),
        "later": sessions.later(judgement),
        "corrections": sessions.corrections(judgement),
        "statistics": statistics.statistics(judgement, case, findings, views),
        "findings": claims.remarks(findings, all),
        "levels": {level: sum(f.level == level and not f.waived for f in findings) for level in FINDING_LEVELS},
        "evidence": evidence.pieces(judgement, case),
        "again": evidence.commands(judgement, case),
        "boxes": evidence.boxes(judgement, case),
        # Words that templates need besides filters.
        "verdict_words": claims.verdict_words,
        "cited": claims.cited,
        "line": lambda place: claims.line_link(judgement, place),
        "session_link": sessions.session_link,
        "difference": bugs.shown_code,
        "counted": statistics.counted,
        "link_to_source": link(claims.source_name(judgement)),
    }


# Kinds whose details stand where the event itself is told; causes and fixes are told with their bug.
_TOLD = (Bug, NextStep, Decision, Impact, Learning)
# Kinds whose words stand nowhere but on the timeline, when they have a time.
_TIMED = (Note, RootCause, Fix, Deployment)


def _details(case: Case) -> tuple[AnyEvent, ...]:
    """Events with a text of their own that no other section tells, and those that nothing else tells."""
    return tuple(event for event in case.facts.session.events if not _told(case, event))


def _told(case: Case, event: AnyEvent) -> bool:
    if isinstance(event, _TOLD) or _told_with_bug(case, event):
        return True
    if event.details:
        return False
    if isinstance(event, Deployment) and event.result == "succeeded":
        return True
    return not isinstance(event, _TIMED) or event.when is not None


def _told_with_bug(case: Case, event: AnyEvent) -> bool:
    named = event.bugs if isinstance(event, Fix) else (event.bug,) if isinstance(event, RootCause) else ()
    return any(isinstance(case.events.get(bug or ""), Bug) for bug in named)


def settled_at(facts: Facts, now: datetime) -> datetime:
    """The instant for which a session's documents are judged unless somebody names one: the newest that the facts know of.

    That is the newest of the session's end, its events, what the tool saw, and what later sessions correct about it. So
    rendering twice gives the same bytes, and a document does not change because time passes. Whole seconds, rounded up.
    A time after `now` does not count: somebody mistyped it, and nothing can be judged for an instant that has not come.
    That another session closes a step is told, but makes nothing here older.
    """
    session = facts.session
    known = [
        session.started,
        session.ended,
        *(event.when for event in session.events),
        *(look.at for look in facts.observations),
        sessions.newest_word(Judgement(facts=facts, verdicts=()), now),
    ]
    newest = max((instant for instant in known if instant is not None and has_come(instant, now)), default=None)
    if newest is None:
        return facts.as_of
    return newest + timedelta(microseconds=-newest.microsecond % 1_000_000)


_AS_OF = re.compile(r'^as_of: "([^"\n]+)"$', re.MULTILINE)
_GENERATOR = re.compile(r'^generator: "[^"\n]*"$|handoff \d+\.\d+\S*(?= from \[)', re.MULTILINE)


_DIGEST = re.compile(r'^source: "(sha256:[0-9a-f]{64})"$', re.MULTILINE)


def digest_of(facts: Facts) -> str:
    """The digest of the record that a document was made from."""
    return f"sha256:{sha256(facts.source.encode('utf-8', 'surrogatepass')).hexdigest()}"


def made_from(document: str, facts: Facts) -> bool:
    """Whether a rendered document was made from this very record."""
    found = _DIGEST.search(document.partition("\n---\n")[0])
    return found is not None and found[1] == digest_of(facts)


def judged_at(document: str) -> datetime | None:
    """The instant for which a rendered document was judged, from its front matter; None when it names none."""
    head = document.partition("\n---\n")[0]
    found = _AS_OF.search(head)
    try:
        return Clock(None).read(found[1]) if found else None
    except ValueError:
        return None


def same(document: str, again: str) -> bool:
    """Whether two renderings say the same; the version of the tool that wrote them does not count."""
    return _GENERATOR.sub("", document.replace("\r\n", "\n")) == _GENERATOR.sub("", again)

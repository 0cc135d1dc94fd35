"""A revision is named by a word that pins nothing: `latest`, `current`, `main`.

Tomorrow the same word means another thing, and the evidence then belongs to nobody knows what. Name the revision, commit or
digest as the platform prints it. An image tag `:latest` in the command of a deployment is the same.

Bad:
    - {kind: deployment, id: roll-out, at: "11:40", service: worker, revision: latest, summary: Rolled out}

Good:
    - {kind: deployment, id: roll-out, at: "11:40", service: worker, revision: 00007-z6m, summary: Rolled out}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Deployment
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.identity import unpinned

FAMILY = "evidence"
LEVEL = "warning"
HINT = "name the revision, commit or digest that the platform shows"

_LATEST_IMAGE = expression(r"(?<=[\w/.-]):latest(?![\w.-])")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    told = set()
    for event in record.session.having("revision"):
        if event.revision and unpinned(event.revision):
            told.add(event.id)
            yield at(event, "revision", f"“{event.summary}” names its revision {event.revision!r}, which pins nothing", HINT)
    for deployment in record.of(Deployment):
        if deployment.digest is None and _LATEST_IMAGE.search(deployment.command or ""):
            yield at(
                deployment, "command", f"“{deployment.summary}” deploys an image by the tag `latest`, which pins nothing", HINT
            )
    running = record.session.extra.get("x-running")
    for name, revision, line in running if isinstance(running, list) and not record.is_record else ():
        # A document's table of what runs rolls nothing out, and names revisions all the same.
        if unpinned(revision):
            place = Place(record.session.place.path, line, 1)
            yield Remark(place, f"“{name}” names its revision {revision!r}, which pins nothing", HINT)
    for verdict in record.because("unknown-revision"):
        if verdict.claim.event not in told:
            yield Remark(verdict.claim.place, f"“{verdict.claim.text}”: {'; '.join(verdict.why)}", HINT, verdict.claim.id)

"""The configuration or a waiver names a rule that there is not.

It sets or waives nothing, and nobody would notice.

Bad:
    toml: |
      [rules]
      unpined-revision = "off"
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}

Good:
    toml: |
      [rules]
      unpinned-revision = "off"
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._catalogue import catalogue
from handoff.rules._remark import Remark
from handoff.rules._waivers import granted

FAMILY = "completeness"
LEVEL = "warning"


def review(judgement: Judgement, _findings: tuple[Finding, ...]) -> Iterator[Remark]:
    ids = [one.id for one in catalogue()]
    project = judgement.facts.project
    for name in project.rules:
        if name not in ids:
            place = Place(project.file, project.rule_lines.get(name, 1))
            yield Remark(place, f"[rules] names {name!r}, and there is no such rule", _hint(name, ids))
    for one in granted(judgement)[0]:
        if not any(fnmatchcase(id, one.waiver.rule) for id in ids):
            said = f"a waiver by {one.waiver.who} names {one.waiver.rule!r}, and there is no such rule"
            yield Remark(one.place, said, _hint(one.waiver.rule, ids), one.event or "")


def _hint(name: str, ids: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, ids, 1)
    return f"did you mean {near[0]!r}?" if near else "`handoff rules` lists them"

"""Examples of rules as real projects: YAML of a rule's documentation written to disk and read back through the real loader.

An example is a list of events, or a mapping of `events` with any of: `session` (keys of the header, null takes one out),
`observed` (looks), `toml` (the text of handoff.toml), `linked` (other sessions), `as_of`.
"""

from __future__ import annotations

import json
import re
import textwrap
from datetime import datetime
from pathlib import Path
from typing import Any

from handoff.config import load_project
from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.model.nodes import plain
from handoff.model.times import Clock
from handoff.rules import Result, run
from handoff.store.facts import facts_of
from handoff.store.yaml import read_nodes
from handoff.verdicts import judge

HEADER = {
    "format": "1",
    "id": "2026-01-20-example",
    "title": "Example",
    "timezone": "America/New_York",
    "started": "2026-01-20T09:00-05:00",
    "ended": "2026-01-20T13:00-05:00",
}
AS_OF = "2026-01-20T18:00Z"


def judged(text: str, folder: Path) -> Judgement:
    """The judgement of an example that is written into an empty folder."""
    text = textwrap.dedent(text).strip()
    if text.startswith("-"):
        text = "events:\n" + textwrap.indent(text, "  ")
    example: dict[str, Any] = plain(read_nodes(text + "\n", "example"))  # type: ignore[assignment]
    (folder / "handoff.toml").write_text(example.get("toml") or "", encoding="utf-8")
    header = {key: value for key, value in (HEADER | example.get("session", {})).items() if value != "null"}
    path = _write(folder, header, text, example.get("observed", []))
    for other in example.get("linked", []):
        lines = "events:\n" + "\n".join(f"  - {json.dumps(event, ensure_ascii=False)}" for event in other.pop("events"))
        _write(folder, HEADER | {"ended": "2026-01-19T13:00-05:00"} | other, lines, [])
    return judge(facts_of(path, load_project(folder), as_of(example.get("as_of", AS_OF))))


def _write(folder: Path, header: dict[str, Any], text: str, looks: list[Any]) -> Path:
    path = folder / "sessions" / header["id"]
    path.mkdir(parents=True)
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items())
    (path / "session.yaml").write_text(
        head + text[re.search("^events:", text, re.MULTILINE).start() :] + "\n", encoding="utf-8"
    )
    if looks:
        (path / "observed.jsonl").write_text("".join(json.dumps(look) + "\n" for look in looks), encoding="utf-8")
    return path


def as_of(text: str) -> datetime:
    """The instant that an example is judged for."""
    return Clock().read(text)


def told(text: str, folder: Path, rule: str) -> list[Finding]:
    """What one rule says of an example; it is asked for by name, so that it runs though it may be off."""
    return [finding for finding in ran(text, folder, rule).findings if finding.rule == rule]


def ran(text: str, folder: Path, *select: str) -> Result:
    """What rules say of an example: all that are on, or the ones that are named."""
    return run(judged(text, folder), select)

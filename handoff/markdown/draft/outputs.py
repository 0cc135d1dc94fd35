"""Outputs that stand under their command: "$ pytest" and what it printed, in one block or in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handoff.markdown.document import Document, Fence
from handoff.model.expression import expression

_SHELL = frozenset({"bash", "sh", "shell", "console", "zsh", "shell-session", "terminal"})
_PLAIN = frozenset({"", "text", "txt", "plaintext", "output", "console", "json", "log"})
_PROMPT = expression(r"\s*\$ +(\S.*)")
# A program that runs tests, as a whole line; what it prints ends in counts.
_RUNNER = expression(
    r"\s*((?:\w+=\S+ )*(?:(?:python3?|uv|poetry|bundle|npx|docker|docker-compose)\b.*\b)?"
    r"(?:pytest|tox|nox|unittest|rspec|jest|vitest|mocha|phpunit|npm (?:run )?test|npm t|yarn test|pnpm test|go test|cargo test"
    r"|make (?:test|check)|mvn (?:\S+ )*test|gradle (?:\S+ )*test|dotnet test|ctest|swift test|mix test)(?:[ :]\S.*)?)\s*"
)
_COUNTS = expression(
    r"\b\d+ (?:passed|failed|passing|failing|errors?|examples?|tests?)\b|\btests?:? +\d+|^ok\b|^Ran \d+ test",
    re.IGNORECASE | re.MULTILINE,
)
_OUTPUT = expression(r"\W*(?:output|result|response|returns?|prints?|printed|gives?)\W*", re.IGNORECASE)
_COMMAND = expression(r"(?:\W*(?:command|run|ran|running)\W*)?`([^`\n]+)`\W*", re.IGNORECASE)


class Printed(NamedTuple):
    """A command and what it printed, at the line of the block that shows it."""

    line: int
    command: str
    output: str


def outputs(document: Document) -> Iterator[Printed]:
    """Every command of which the document shows what it printed."""
    before: Fence | None = None
    for fence in document.fences:
        if (found := _in_one(fence) or _under(fence, before)) is not None:
            yield found
        before = fence


def _in_one(fence: Fence) -> Printed | None:
    """One block that begins with a prompt, or with a run whose counts follow, and goes on without one."""
    first, _, rest = fence.text.strip("\n").partition("\n")
    command = _PROMPT.fullmatch(first) or (_bare_run(first, rest) if fence.language in _SHELL | _PLAIN else None)
    if command is None or not rest.strip() or any(_PROMPT.match(line) for line in rest.split("\n")):
        return None
    return Printed(fence.line, command[1].strip(), rest.strip("\n"))


def _bare_run(first: str, rest: str) -> re.Match[str] | None:
    """A command without a prompt, when what follows are the counts of a run and no more commands."""
    if _COUNTS.search(rest) is None or any(_RUNNER.fullmatch(line) for line in rest.split("\n")):
        return None
    return _RUNNER.fullmatch(first)


def _under(fence: Fence, before: Fence | None) -> Printed | None:
    """A block under one that holds a single command, or under a line that is nothing but a command."""
    if fence.language not in _PLAIN or not fence.text.strip() or _PROMPT.match(fence.text):
        return None
    lead = fence.lead
    if before is not None and before.language in _SHELL and before.section is fence.section and before.item is fence.item:
        said = lead is None or lead is before.lead or _OUTPUT.fullmatch(lead.text) is not None
        lines = [line for line in before.text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
        if said and len(lines) == 1:
            prompt = _PROMPT.fullmatch(lines[0])
            return Printed(fence.line, (prompt[1] if prompt else lines[0]).strip(), fence.text.strip("\n"))
    if lead is None or (before is not None and before.lead is lead):
        return None
    command = _COMMAND.fullmatch(lead.raw)
    # One word in backticks is as often a name.
    if command is None or " " not in command[1]:
        return None
    return Printed(fence.line, command[1].strip(), fence.text.strip("\n"))

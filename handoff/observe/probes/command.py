"""A command: run without a shell in a clean environment, its exit code and output held against what is expected."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from handoff.errors import CouldNotLook
from handoff.observe.assertions import Answer
from handoff.observe.body import MIB
from handoff.observe.command import run_command
from handoff.observe.environment import clean_environment
from handoff.observe.exact_json import CannotTell
from handoff.observe.probes._step import REFERENCE, Size, Step, World


def _words(given: Any) -> Any:
    words = shlex.split(given) if isinstance(given, str) else given
    if not words:
        raise ValueError("a command has at least one word")
    return words


class Command(Step):
    """Run a program; `body` is its standard output. `environment` names variables to hand on; `directory` is in the project.

    A program that a signal ended has no exit code; one that was stopped at a limit gave no answer.
    """

    kind: Literal["command"] = "command"
    command: Annotated[tuple[str, ...], BeforeValidator(_words)]
    directory: str = "."
    environment: tuple[str, ...] = ()
    max_output: Size = MIB
    timeout: Annotated[float, Field(gt=0, le=600)] = 60

    queries: ClassVar[frozenset[str]] = frozenset({"exit", "body", "bytes", "stderr", "jsonpath", "regex", "duration"})

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        return {"command": words}

    def asked(self, world: World) -> str:
        return shlex.join(world.fill(word) for word in self.command)

    def look(self, world: World) -> Answer:
        directory = (world.root / self.directory).resolve()
        if not directory.is_relative_to(Path(world.root).resolve()):
            raise CouldNotLook(f"{self.directory} lies outside the project", "name a folder inside it")
        argv = [world.fill(word) for word in self.command]
        names = {*self.environment, *(name for word in self.command for name in REFERENCE.findall(word))}
        for name in self.environment:
            world.fill(f"${{{name}}}")
        done = run_command(
            argv,
            directory=directory,
            environment=clean_environment(world.root, sorted(names)),
            timeout=self.timeout,
            limit=self.max_output,
            stop=world.stop,
        )
        if done.stopped:
            raise CouldNotLook(f"{argv[0]}: {done.stopped}", "give it more time or let it say less")
        exit = CannotTell(f"it was ended by {done.signal}") if done.exit is None else done.exit
        return Answer(
            facts={"exit": exit, "stderr": done.stderr.decode(errors="replace"), "duration": done.milliseconds},
            body=done.stdout,
        )

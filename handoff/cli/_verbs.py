"""A group of verbs that says itself which verb may be meant, once: what typer and click say of it depends on their versions."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from handoff.errors import UsageError
from handoff.model.fields import meant


class Verbs(TyperGroup):
    """The verbs of `handoff`, or the kinds of `handoff event`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb that the words begin with. Raises UsageError with the nearest one when there is none."""
        word = args[0]
        if not ctx.resilient_parsing and not word.startswith("-") and self.get_command(ctx, word) is None:
            known = self.list_commands(ctx)
            raise UsageError(f"there is no command {word!r}{meant(word, known)}", f"`{ctx.command_path} --help` lists them")
        return super().resolve_command(ctx, args)

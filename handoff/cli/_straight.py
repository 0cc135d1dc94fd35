"""The straight lane of `handoff event`: a line that is well-formed beyond doubt is read here, without typer.

Anything else (help, an unknown or abbreviated option, `--option=value`, a value that begins with a dash) is left to typer,
which reads it by its own rules and has every usage error. Both lanes take their options from one table, `_entry.options_of`.
"""

from __future__ import annotations

from handoff.model.events import KINDS

from ._entry import options_of


def read_straight(words: list[str]) -> tuple[str, str, dict[str, list[str]], str | None, str | None] | None:
    """Kind, summary, options, session and id of `KIND SUMMARY --option value …`; None when typer should read the line."""
    if len(words) < 2 or len(words) % 2 or words[0] not in KINDS or any(word.startswith("-") for word in words[1::2]):
        return None
    kind, summary = words[:2]
    options = options_of(kind)
    given: dict[str, list[str]] = {}
    apart: dict[str, str] = {}
    for name, text in zip(words[2::2], words[3::2], strict=True):
        if name in ("--session", "--id"):
            apart[name] = text
        elif name in options:
            given.setdefault(name, []).append(text)
        else:
            return None
    return kind, summary, given, apart.get("--session"), apart.get("--id")

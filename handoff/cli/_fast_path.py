"""The fast path of verbs that must be quick: a line that is well-formed beyond doubt is read here, without typer.

Anything else (help, an unknown, abbreviated or joined option, a value that begins with a dash) is left to typer, which
reads it by its own rules and has every usage error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def read_words(
    words: Sequence[str], flags: Mapping[str, str], valued: Mapping[str, str], many: Collection[str] = ()
) -> tuple[list[str], dict[str, list[str]]] | None:
    """The arguments, and the values of each option by name; None when typer should read the line.

    `flags` and `valued` give the name of each option; only the names in `many` may be given twice. A flag's value is "yes".
    """
    arguments: list[str] = []
    given: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            arguments.append(word)
            continue
        name = flags.get(word) or valued.get(word)
        value = "yes" if word in flags else next(rest, "-")
        if name is None or not word or value.startswith("-") or (name in given and name not in many):
            return None
        given.setdefault(name, []).append(value)
    return (arguments, given) if all(arguments) else None

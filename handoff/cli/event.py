"""`handoff event KIND SUMMARY …`: one sub-command a kind, its options from the fields of the kind's class."""

from __future__ import annotations

import inspect
import sys
from typing import Annotated, Any, Optional

import typer

from handoff.errors import UsageError
from handoff.model.events import KINDS
from handoff.model.fields import Slot

from ._recording import options_of, record_event
from ._verbs import Verbs

Session = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation when it runs
    typer.Option("--session", metavar="SESSION", help="The session: id, path, a part of its id, or `last`."),
]
_METAVARS = {
    "int": "NUMBER", "rank": "NUMBER", "number": "NUMBER", "yes": "true|false", "time": "TIME", "deadline": "TIME|DAY",
    "window": "START/END", "value": "VALUE",
}  # fmt: skip


def group() -> typer.Typer:
    """The sub-commands, and `--batch` for many events at once."""
    made = typer.Typer(
        cls=Verbs,
        help="Append one event to the record; prints its id. Times are RFC 3339, or wall time in the session's zone.",
        no_args_is_help=True,
        invoke_without_command=True,
        rich_markup_mode=None,
    )
    made.callback()(_batch)
    for kind in KINDS:
        made.command(kind, help=inspect.cleandoc(KINDS[kind].__doc__ or ""))(_command(kind))
    return made


def _batch(
    context: typer.Context,
    batch: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation when it runs
        typer.Option("--batch", metavar="FILE|-", help="Append the events of a YAML list or of JSON lines, all or none."),
    ] = None,
    session: Session = None,
) -> None:
    if context.invoked_subcommand is not None:
        if batch or session:
            raise UsageError("--batch and --session before a kind make no sense", "put --session behind the summary")
        return
    if batch is None:
        raise UsageError("which kind of event?", f"one of {', '.join(KINDS)}, or --batch FILE")
    from ._batch import record_batch

    sys.stdout.write("".join(f"{id}\n" for id in record_batch(batch, session)))


def _command(kind: str) -> Any:
    """The function that typer calls for a kind, with a parameter for every option."""
    options = {slot.name: option for option, slot in options_of(kind).items()}

    def command(summary: str, session: str | None = None, id: str | None = None, **texts: Any) -> None:
        given = {options[name]: list(_listed(text)) for name, text in texts.items() if text is not None}
        sys.stdout.write(record_event(kind, summary, given, session, id) + "\n")

    parameters = [
        _parameter(
            "summary", Annotated[str, typer.Argument(metavar="SUMMARY", help="One line that says what happened.")], None
        ),
        *(_option(slot) for slot in options_of(kind).values()),
        _parameter("session", Session),
        _parameter(
            "id",
            Annotated[Optional[str], typer.Option("--id", metavar="ID", help="The id; made from the summary when left out.")],  # noqa: UP045
        ),
    ]
    # typer reads a function's parameters from its signature, and their types from its annotations.
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # any callable may carry one
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _listed(text: Any) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [text]


def _parameter(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    if name == "summary":
        return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=annotation)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _option(slot: Slot) -> inspect.Parameter:
    words = list(slot.shape.choices)
    told = f"{'Required: ' if slot.required else ''}{slot.help if slot.required else slot.help[:1].upper() + slot.help[1:]}"
    option = typer.Option(
        slot.option,
        metavar=metavar_of(slot),
        help=f"{told}. Repeat it for several." if slot.many else f"{told}.",
        autocompletion=(lambda incomplete: [word for word in words if word.startswith(incomplete)]) if words else None,
    )
    if slot.many:
        return _parameter(slot.name, Annotated[Optional[list[str]], option])  # noqa: UP045
    return _parameter(slot.name, Annotated[Optional[str], option])  # noqa: UP045


def metavar_of(slot: Slot) -> str:
    """What stands for the value of an option in its help."""
    shape = slot.shape
    if shape.choices:
        return "|".join(shape.choices)
    if shape.form is not None:
        return shape.form.name.upper().replace(" ", "-")
    if shape.sort == "record":
        return str(getattr(shape.of, "short", "JSON")).upper()
    return _METAVARS.get(shape.sort, "TEXT")

"""`handoff schema`: the formats as JSON Schema."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from handoff.errors import UsageError


def schema(
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="KIND|observation|check",
            help="One kind of event, a line of observed.jsonl, or `check --format json`.",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of session.yaml, or of what --of names."""
    from handoff.model.events import KINDS
    from handoff.model.fields import meant
    from handoff.report import check_schema
    from handoff.store.schema import kind_schema, observation_schema, record_schema

    if of == "check":
        text = check_schema().rstrip("\n")
    elif of == "observation":
        text = _text(observation_schema())
    elif of is None:
        text = _text(record_schema())
    elif of in KINDS:
        text = _text(kind_schema(of))
    else:
        known = (*KINDS, "observation", "check")
        raise UsageError(f"--of: {of!r} is not one of {', '.join(known)}{meant(of, known)}")
    sys.stdout.write(text + "\n")


def _text(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2)

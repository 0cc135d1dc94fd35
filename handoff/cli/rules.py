"""`handoff rules`: every rule that there is, one line each."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer


def rules(
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How the list is written.")] = "text",
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only these: ids, families, globs.")] = None,
) -> None:
    """List the rules: id, level and what each one says. `handoff explain ID` tells all about one."""
    from handoff.config import load_project
    from handoff.rules import FAMILIES, chosen

    from ._options import here

    listed = chosen(load_project(here()), tuple(select or ()))
    if format == "json":
        import json

        table = [
            {
                "id": rule.id,
                "family": rule.family,
                "level": level,
                "default": rule.level if rule.enabled else "off",
                "title": rule.title,
            }
            for rule, level in listed
        ]
        sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=2) + "\n")
        return
    width = max((len(rule.id) for rule, _ in listed), default=0)
    blocks = []
    for family, question in FAMILIES.items():
        lines = [f"  {rule.id:{width}}  {level:7}  {rule.title}" for rule, level in listed if rule.family == family]
        if lines:
            blocks.append("\n".join([f"{family}: {question}", *lines]))
    sys.stdout.write("\n\n".join(blocks) + "\n")

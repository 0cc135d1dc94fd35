"""`handoff explain`: all about one rule or reason code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.errors import UsageError

if TYPE_CHECKING:
    from handoff.rules import Rule
    from handoff.verdicts import Reason


def explain(
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="Rule ids and reason codes, as `check` prints them.")],
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is written.")] = "text",
) -> None:
    """Explain a rule or a reason code: what it means, an example of each side, and what would turn it."""
    from handoff.rules import catalogue
    from handoff.verdicts import REASONS

    rules = {rule.id: rule for rule in catalogue()}
    told = []
    for name in names:
        rule, reason = rules.get(name), REASONS.get(name)
        if rule is None and reason is None:
            raise UsageError(f"there is no rule and no reason code {name!r}", _near(name, [*rules, *REASONS]))
        told.append((name, rule, reason))
    if format == "json":
        import json

        sys.stdout.write(json.dumps([_plain(*one) for one in told], ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.write("\n".join(block for _, rule, reason in told for block in _blocks(rule, reason)))


def _near(name: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 3, 0.5)
    return f"did you mean {' or '.join(map(repr, close))}?" if close else "`handoff rules` lists the rules"


def _blocks(rule: Rule | None, reason: Reason | None) -> list[str]:
    import textwrap

    blocks = []
    if reason is not None:
        blocks.append(
            f"{reason.code}: a reason code (principle {reason.principle} of docs/design.md)\n\n"
            f"  {reason.meaning}\n\nWhat would turn the verdict:\n\n  {reason.remedy}\n"
        )
    if rule is not None:
        level = rule.level if rule.enabled else f"{rule.level}, off by default"
        parts = [f"{rule.id}: a rule ({rule.family}, {level})", textwrap.indent(f"{rule.title}\n\n{rule.text}".strip(), "  ")]
        for word, examples in (("It fires on:", rule.bad), ("It is silent on:", rule.good)):
            parts += [word, *(textwrap.indent(example, "  ") for example in examples)]
        blocks.append("\n\n".join(parts) + "\n")
    return blocks


def _plain(name: str, rule: Rule | None, reason: Reason | None) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": name}
    if rule is not None:
        plain["rule"] = {
            "family": rule.family,
            "level": rule.level if rule.enabled else "off",
            "title": rule.title,
            "text": rule.text,
            "bad": list(rule.bad),
            "good": list(rule.good),
        }
    if reason is not None:
        plain["reason"] = {"principle": reason.principle, "meaning": reason.meaning, "remedy": reason.remedy}
    return plain

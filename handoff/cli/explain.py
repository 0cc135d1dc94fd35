"""`handoff explain`: all about one rule, reason code or claim."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.cli._claims import Explained, claim_json, claim_lines, claim_names, claims_named
from handoff.cli._surroundings import say
from handoff.errors import UsageError

if TYPE_CHECKING:
    from handoff.rules import Rule
    from handoff.verdicts import Reason


# What each verdict says of its claim, as the README has it. Reports that know rules only call them `claim-VERDICT`.
MEANING = {
    "supported": "what was looked at shows it, and would have come out differently if it were not so",
    "refuted": "what was looked at shows the opposite",
    "inconclusive": "something was offered, and it does not carry the claim: too old, too little, about something else",
    "unsupported": "nothing was offered that a reader could check",
    "not-applicable": "there is nothing to judge: an expectation, a plan",
}


def explain(
    names: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Rule ids, reason codes, verdicts, and claims: EVENT or SESSION#EVENT.")
    ],
    session: Annotated[
        str | None, typer.Option("--session", metavar="SESSION", help="Where EVENT is. Default: the newest session.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="TIME", help="Judge a claim for this instant. Default: now.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is written.")] = "text",
) -> None:
    """Explain a rule, a reason code, a verdict, or why a claim is judged as it is: in the words of its record, with lines.

    Of a rule it tells an example of each side, of a reason code what would turn the verdict. What nobody knows is named on
    stderr, the rest is explained, and the exit code is 2.
    """
    from handoff.rules import catalogue
    from handoff.verdicts import REASONS

    rules = {rule.id: rule for rule in catalogue()}
    told, unknown = [], []
    for name in names:
        rule, reason = rules.get(name), REASONS.get(name)
        try:
            answer = name.removeprefix("claim-")
            known = rule is not None or reason is not None
            claims = claims_named(name, session, as_of) if not known else []
            if not known and not claims and answer not in MEANING:
                ids = [*rules, *REASONS, *MEANING, *claim_names(name, session)]
                raise UsageError(f"there is no rule, reason code, verdict or claim {name!r}", _near(name, ids))
        except UsageError as error:
            unknown.append(error)
            continue
        told.append((name, rule, reason, claims))
    for problem in unknown:
        say(f"handoff: {problem}")
    _write(told, format)
    if unknown:
        raise typer.Exit(unknown[0].exit_code)


def _write(told: list[tuple[str, Rule | None, Reason | None, list[Explained]]], format: str) -> None:
    if format == "json":
        import json

        plain = [_plain(name, rule, reason) | _plain_claims(claims) for name, rule, reason, claims in told]
        sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return
    blocks = [
        (*_blocks(name, rule, reason, claims), *("\n".join((*claim_lines(one), "")) for one in claims))
        for name, rule, reason, claims in told
    ]
    sys.stdout.write("\n".join(block for some in blocks for block in some))


def _plain_claims(claims: Sequence[Explained]) -> dict[str, Any]:
    return {"claims": [claim_json(one) for one in claims]} if claims else {}


def _near(name: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 3, 0.5)
    return f"did you mean {' or '.join(map(repr, close))}?" if close else "`handoff rules` lists the rules"


def _blocks(name: str, rule: Rule | None, reason: Reason | None, claims: Sequence[Explained]) -> list[str]:
    import textwrap

    blocks = []
    if rule is None and reason is None and not claims:
        answer = name.removeprefix("claim-")
        listed = "\n".join(f"  {word.ljust(15)}{meaning}" for word, meaning in MEANING.items() if word != answer)
        blocks.append(f"{answer}: a verdict on a claim\n\n  {MEANING[answer]}\n\nThe other verdicts:\n\n{listed}\n")
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
    if rule is None and reason is None and (meaning := MEANING.get(name.removeprefix("claim-"))):
        plain["verdict"] = {"meaning": meaning}
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

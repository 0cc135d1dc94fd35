"""Cases beyond the examples: what a rule must also say, and above all what it must not say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handoff.model.nodes import plain
from handoff.rules import rule
from handoff.store.yaml import read_nodes
from tests.rules.example import ran

HERE = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One record, one rule, and what the rule has to say of it."""

    rule: str
    case: str
    record: str
    says: tuple[str, ...] = ()
    not_run: str = ""
    needs: tuple[str, ...] = ()


def cases() -> list[Case]:
    found = []
    for file in sorted(HERE.glob("*.yaml")):
        text = "cases:\n" + "".join(f"  {line}\n" for line in file.read_text(encoding="utf-8").splitlines())
        listed: Any = plain(read_nodes(text, str(file)))
        for one in listed["cases"]:
            says = one.get("says", [])
            assert ("silent" in one) + ("says" in one) + ("not_run" in one) == 1, one["case"]
            found.append(
                Case(
                    rule=one["rule"],
                    case=one["case"],
                    record=one["record"],
                    says=tuple([says] if isinstance(says, str) else says),
                    not_run=one.get("not_run", ""),
                    needs=tuple(one.get("needs", [])),
                )
            )
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}: {case.case}")
def test_case(case: Case, tmp_path: Path) -> None:
    """The rule says exactly as many things as the case lists, each with these words; or it is silent; or it could not run."""
    rule(case.rule)
    result = ran(case.record, tmp_path, case.rule, *case.needs)
    told = [finding.message for finding in result.findings if finding.rule == case.rule]
    assert len(told) == len(case.says), told
    for words in case.says:
        assert any(words in message for message in told), (words, told)
    skipped = [one.reason for one in result.not_run if one.rule == case.rule]
    if case.not_run:
        assert any(case.not_run in reason for reason in skipped), skipped
    else:
        assert not skipped

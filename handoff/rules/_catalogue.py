"""The rules that there are: every module of this package whose name does not begin with '_' is one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable
from functools import cache
from types import ModuleType
from typing import Literal, cast

from handoff.errors import UsageError
from handoff.model.expression import expression
from handoff.model.finding import Finding, FindingLevel, NotRun
from handoff.model.frozen import dataclass
from handoff.model.judgement import Judgement
from handoff.rules._remark import Remark

Family = Literal["evidence", "time", "git", "numbers", "completeness", "text", "cross-session"]
FAMILIES: dict[Family, str] = {
    "evidence": "Does what is cited show what is claimed?",
    "time": "Do the stated times agree with each other?",
    "git": "Does git say the same?",
    "numbers": "Do counts, shares and durations follow from what they are made of?",
    "completeness": "Does the next reader find what they need?",
    "text": "What the words themselves give away.",
    "cross-session": "What earlier and later sessions know.",
}

Check = Callable[[Judgement], Iterable[Remark | NotRun]]
Review = Callable[[Judgement, tuple[Finding, ...]], Iterable[Remark | NotRun]]
_SECTION = expression(r"^(Bad|Good):\n((?:[ \t]+\S.*\n|\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `review` replaces `check` in the few rules that speak of the findings of all others."""

    id: str
    family: Family
    level: FindingLevel
    enabled: bool
    doc: str
    check: Check | None = None
    review: Review | None = None

    @property
    def title(self) -> str:
        """The first line of its documentation."""
        return self.doc.partition("\n")[0]

    @property
    def text(self) -> str:
        """Its documentation without title and examples."""
        return _SECTION.sub("", self.doc.partition("\n")[2] + "\n").strip()

    @property
    def bad(self) -> tuple[str, ...]:
        """YAML that it fires on."""
        return self._examples("Bad")

    @property
    def good(self) -> tuple[str, ...]:
        """YAML that it is silent on."""
        return self._examples("Good")

    def _examples(self, kind: str) -> tuple[str, ...]:
        import textwrap

        return tuple(textwrap.dedent(body).strip() for found, body in _SECTION.findall(self.doc + "\n") if found == kind)


def _read(module: ModuleType) -> Rule:
    return Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"),
        family=cast("Family", module.FAMILY),
        level=cast("FindingLevel", module.LEVEL),
        enabled=cast("bool", getattr(module, "ENABLED", True)),
        doc=(module.__doc__ or "").strip(),
        check=getattr(module, "check", None),
        review=getattr(module, "review", None),
    )


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule, in the order of their ids."""
    package = importlib.import_module("handoff.rules")
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_"))
    return tuple(_read(importlib.import_module(f"handoff.rules.{name}")) for name in names)


def rule(id: str) -> Rule:
    """The rule with this id. Raises UsageError with the nearest id when there is none."""
    found = next((one for one in catalogue() if one.id == id), None)
    if found is None:
        import difflib

        near = difflib.get_close_matches(id, [one.id for one in catalogue()], 1, 0.5)
        raise UsageError(f"there is no rule {id!r}", f"did you mean {near[0]!r}?" if near else "`handoff rules` lists them")
    return found

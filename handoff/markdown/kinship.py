"""Which statements of a section speak of one thing: the fields beside a status, the branches of a list, a list of commits."""

from __future__ import annotations

import re

from handoff.markdown.document import Item, Statement
from handoff.markdown.keys import VOUCHING, names_nothing
from handoff.markdown.words import TICKS
from handoff.model.expression import expression

# Fields for what came back.
RESULTS = frozenset({"result", "results", "output", "returned", "response"})
# Fields that tell more of the thing that their list is about.
DETAILS = frozenset({"detail", "details", "notes", "note", "summary", "findings", "comment", "comments"})
OUTPUTS = frozenset({"output", "response", "test output", "log", "logs"})
# Fields for the commits of the thing that their list is about.
_COMMITS = frozenset({"commit", "commits", "commit hash", "committed in", "commit final", "final commit"})
# Fields for the tests; and fields for another check on the same code.
_CHECKS = frozenset({"tests", "test result", "test output"})
_OF_A_CHECK = expression(
    r"\b(?:lint\w*|type ?-?check\w*|types?|build|compil\w+|coverage|format\w*|typescript|tests?|testing|audit|security)\b",
    re.IGNORECASE,
)
# How much of a line is asked whether commits follow.
_HEAD = 80


def siblings(one: Statement, other: Statement) -> bool:
    """Whether they are two ticks of a paragraph, branches of a list or rows of a table: each speaks of a thing of its own."""
    if one.block == other.block and one.table is None and one.text[:1] in TICKS and other.text[:1] in TICKS:
        return True
    if one.table is not None or other.table is not None:
        return one.table is other.table
    if one.item is None or other.item is None or lists_commits(other):
        return False
    return _in_two_branches(one.item, other.item, of_commits=other.key.lower() in _COMMITS)


def beside(status: Statement, other: Statement) -> bool:
    """Whether a statement is another field beside a status, or stands under one."""
    if other.kind != "sentence" or other.section is not status.section or other.key.lower() == status.key.lower():
        return False
    if status.item is None or other.item is None:
        return bool(other.key) or (status.item is other.item and other.block == status.block)
    top = _at_the_height_of(status.item, other.item)
    if top is None:
        return False
    return (top.number is None) == (status.item.number is None) and bool(top.statements and top.statements[0].key)


def lists_commits(statement: Statement) -> bool:
    """Whether it stands in a list of the commits that a section speaks of, under a line that says so."""
    lead = statement.lead
    return statement.item is not None and lead is not None and lead.introduces and "commits" in lead.raw[:_HEAD].lower()


def _in_two_branches(one: Item, other: Item, of_commits: bool) -> bool:
    """Whether neither of two items stands under the other. A field for the commits of a list tells of all that is under it."""
    above, outwards = _upwards(one), _upwards(other)
    if one in outwards or other in above:
        return False
    return not of_commits or all(item.parent is not other.parent for item in above[1:])


def _upwards(item: Item) -> list[Item]:
    """An item and those that it stands under, outwards."""
    found = [item]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def vouches(other: Statement, statement: Statement, keys: frozenset[str]) -> bool:
    """Whether a field is there to show what the field before it says, and no check beside another check."""
    low = other.key.lower()
    return low in keys and not (low in _CHECKS and _OF_A_CHECK.search(statement.key))


def of_another_field(one: Statement, other: Statement) -> bool:
    """Whether they are two fields of which each has a thing of its own: "Unit tests: …", "Browser tests: …"."""
    if not one.key or not other.key or names_nothing(one.key):
        return False
    low = other.key.lower()
    return low not in VOUCHING and low not in RESULTS and low not in OUTPUTS and low not in DETAILS


def _at_the_height_of(one: Item, other: Item) -> Item | None:
    """The item that holds the other one and stands in the list of the first; None when there is none."""
    while other.parent is not one.parent:
        if other.parent is None:
            return None
        other = other.parent
    return other

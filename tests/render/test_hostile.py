"""A record whose every free text tries to be more than text gives the same document, only with other words in it."""

from __future__ import annotations

import dataclasses
import os
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from handoff.config import load_project
from handoff.model.facts import Facts
from handoff.model.fields import slots_of
from handoff.model.finding import Finding
from handoff.model.place import Place
from handoff.render import Documents
from handoff.store import Library
from handoff.verdicts import judge

from .build import GOLDEN, NOON
from .gfm import headings, rows, spans, tokens, types
from .test_golden import ALLOWED, body
from .texts import ANY

LONG = 5000 if os.environ.get("HANDOFF_PROVE") else 20


@cache
def golden() -> Facts:
    folder = GOLDEN / "shop" / "sessions" / "2026-03-08-double-charges"
    return Library(load_project(folder)).facts_of(folder, NOON)


def poisoned(thing: Any, poison: str) -> Any:
    """The same record with the poison in every free text of it."""
    changed: dict[str, Any] = {}
    for slot in slots_of(type(thing)).values():
        value = getattr(thing, slot.name)
        if slot.shape.sort == "text" and slot.shape.form is None and value:
            changed[slot.name] = tuple(f"{one} {poison}" for one in value) if slot.many else f"{value} {poison}"
        elif slot.shape.sort == "record" and value is not None:
            changed[slot.name] = tuple(poisoned(one, poison) for one in value) if slot.many else poisoned(value, poison)
    return dataclasses.replace(thing, **changed)


def documents(poison: str) -> dict[str, str]:
    facts = golden()
    session = poisoned(dataclasses.replace(facts.session, events=()), poison)
    session = dataclasses.replace(session, events=tuple(poisoned(event, poison) for event in facts.session.events))
    judgement = judge(dataclasses.replace(facts, session=session))
    found = Finding(rule="x", level="error", message=f"m {poison}", hint=f"h {poison}", place=Place(session.place.path, 3))
    made = Documents(judgement, [found, dataclasses.replace(found, waived=f"w {poison}")])
    return {name: made.render(name) for name in ("handoff", "checklist", "brief")}


@cache
def outline(name: str) -> list[tuple[int, bool]]:
    return shape(documents("word")[name])


def shape(text: str) -> list[tuple[int, bool]]:
    """The levels of the headings, and which of them are ours word by word."""
    return [(level, level == 2) for level, _ in headings(body(text))]


@given(ANY)
@settings(max_examples=LONG, suppress_health_check=list(HealthCheck), deadline=None)
@pytest.mark.prove
@example("\n---\n# x\n<b>|`](http://a.b) ![x](http://c.d) www.e.f")
@example("```\n\n| a | b |\n|---|---|\n[x]: http://a.b\n\n<!--")
@example("`")
@example("\\")
@example("|")
@example("\u202e\u2028\x1b[31m")
def test_no_text_of_a_record_changes_the_shape_of_a_document(poison: str) -> None:
    """Headings, tables and front matter stay, nothing but text, code, emphasis and safe links comes in, whatever is written."""
    for name, text in documents(poison).items():
        front = text.partition("\n---\n")[0].split("\n")
        assert front[0] == "---"
        assert all(re.fullmatch(r'[a-z_]+: ("([^"\\]|\\.)*"|\{[a-z0-9:, -]*\}|\d+)', line) for line in front[1:])
        assert types(body(text)) <= ALLOWED
        assert shape(text) == outline(name)
        assert {len(row) for row in rows(body(text))} <= {2, 3, 4, 5, 6, 7}
        for token in spans(tokens(body(text))):
            if token.type == "link_open":
                assert re.match(r"https?://|mailto:|(?![a-z]*:)(?!/)", str(token.attrs["href"]), re.IGNORECASE)
            assert "\u202e" not in token.content
            assert "\x1b" not in token.content
        drawings = [token for token in tokens(body(text)) if token.type == "fence" and token.info == "mermaid"]
        assert len(drawings) <= 1
        for drawing in drawings:
            for line in drawing.content.split("\n")[3:]:
                assert re.fullmatch(r"    section \w+|    \d\d\.\d\d [^:;#%{}<>\[\]|\"`\\&^~$]* :[a-z0-9, :-]+|", line)

"""`handoff schema`: the formats as JSON Schema."""

from __future__ import annotations

import json

import pytest
from jsonschema.validators import validator_for

from handoff.store.schema import kind_schema, observation_schema, record_schema

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


@pytest.mark.parametrize(
    ("words", "made"),
    [([], record_schema()), (["--of", "next-step"], kind_schema("next-step")), (["--of", "observation"], observation_schema())],
)
def test_what_is_printed(words: list[str], made: object, handoff: Handoff) -> None:
    """The record, one kind of event, or a line of observations."""
    ran = handoff("schema", *words)
    assert (ran.code, json.loads(ran.out), ran.err) == (0, made, "")


def test_the_schema_of_a_check(handoff: Handoff) -> None:
    """What `check --format json` promises."""
    made = json.loads(handoff("schema", "--of", "check").out)
    validator_for(made).check_schema(made)
    assert "verdicts" in json.dumps(made)


def test_an_unknown_format(handoff: Handoff) -> None:
    """The nearest name is offered."""
    ran = handoff("schema", "--of", "nte")
    assert (ran.code, ran.out) == (2, "")
    assert "'nte' is not one of note," in ran.err
    assert "(did you mean 'note'?)" in ran.err

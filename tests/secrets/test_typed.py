"""What people type: secrets are hidden, sentences about secrets are left."""

from __future__ import annotations

import pytest

from handoff.secrets.glance import known_in, may_hold
from handoff.secrets.typed import Typed

from .test_redactor import SHAPES

# A password of plain words cannot be told from a sentence; nothing that a program makes looks like that.
_WORDS = {"YAML"}


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - _WORDS))
def test_what_is_a_secret_in_an_output_is_one_in_a_record(name: str) -> None:
    """The same code hides it, says of what sort it was, and the cheap look before it sees that there may be one."""
    text, secrets = SHAPES[name]
    typed = Typed()
    shown = typed.text(text)
    assert not [secret for secret in secrets if secret in shown], shown
    assert typed.kinds
    assert may_hold(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cookie: consent banner is broken since 5834f94, not on shop-00042",
        "Token: expired at noon, nobody rotated it",
        "the api key: nobody knows who owns it",
        "Authorization: gateway rejects orders of shop-00042-xyz",
        "Password: reset mails come twice",
    ],
)
def test_a_sentence_about_a_secret_stays(sentence: str) -> None:
    """What is taken out of a record is gone for good, so words that a person would write are left."""
    assert Typed().text(sentence) == sentence


def test_a_secret_within_such_a_sentence_does_not() -> None:
    """A sentence is looked through by itself."""
    assert Typed().text("Cookie: consent banner is broken with token=abc123 set") == (
        "Cookie: consent banner is broken with token=[hidden: token] set"
    )
    assert Typed().text("password: letmein") == "password: [hidden: password]"


def test_lines_stay_where_they_are() -> None:
    """A key of several lines is hidden, and what stands below it keeps the number of its line."""
    text = f"{SHAPES['PEM'][0]}\nlast"
    assert Typed().lines(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "One more thing happened",
        "Import runs in one transaction",
        "3 of 14 orders came through",
        "Shop 1.8.2 rolled out as shop-00042",
        "5834f94f1c2d3e4f5a6b7c8d9e0f",
    ],
)
def test_most_of_what_is_typed_needs_no_close_look(text: str) -> None:
    """A plain summary is told apart without the price of loading what looks closely."""
    assert not may_hold(text)


def test_a_value_of_the_environment_is_known_by_the_name_of_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable whose name says that it is secret; what does not stand in the text is not looked at."""
    monkeypatch.setenv("SHOP_DB_PASSWORD", "correct horse battery")
    monkeypatch.setenv("SHOP_GREETING", "good morning all")
    assert known_in(["it says correct horse battery and good morning all"]) == {"SHOP_DB_PASSWORD": "correct horse battery"}

"""One table of fields: keys, options, help, and texts read alike wherever they come from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from handoff.model.events import KINDS, Bug, Command, Correction, Fix, OutOfGit
from handoff.model.fields import HIDDEN, READ, meant, nearest, slots_of
from handoff.model.project import Project, Waiver
from handoff.model.session import Session
from handoff.model.times import Clock, Window
from handoff.model.value import Value

CLOCK = Clock(ZoneInfo("America/New_York"), date(2026, 1, 20))


def test_every_field_that_people_fill_is_there() -> None:
    """In the order of the class, by its key in files, with help; what the loader fills is not."""
    for kind in KINDS.values():
        slots = slots_of(kind)
        names = [name for name in kind.__dataclass_fields__ if name not in HIDDEN and not name.startswith("__")]
        assert [slot.name for slot in slots.values()] == names
        assert all(slot.help for slot in slots.values())
    assert list(slots_of(Session))[:3] == ["format", "id", "title"]


def test_a_key_may_differ_from_its_name() -> None:
    """`is` is what people write; options are written with dashes."""
    assert slots_of(Correction)["is"].name == "now"
    assert (slots_of(Bug)["detected_by"].option, slots_of(Correction)["is"].option) == ("--detected-by", "--is")


def test_what_is_required_and_what_repeats() -> None:
    """A field without a default is required; a tuple repeats; commas part what never holds one."""
    slots = slots_of(Bug)
    assert [slot.key for slot in slots.values() if slot.required] == ["id", "summary"]
    assert [slot.key for slot in slots.values() if slot.many] == ["tags", "services", "symptoms"]
    assert [slot.key for slot in slots.values() if slot.splits] == ["tags", "services"]
    assert slots["severity"].shape.choices == ("critical", "high", "medium", "low")


def test_a_bare_text_may_stand_for_a_record() -> None:
    """The class names the field; one that names none says what it wants."""
    assert slots_of(Fix)["out_of_git"].shape.read("the flag", CLOCK) == OutOfGit(what="the flag")
    assert slots_of(KINDS["next-step"])["commands"].shape.read("ls -l", CLOCK) == Command(run="ls -l")
    with pytest.raises(ValueError, match="'x' stands where keys with values belong: file, language, before, after"):
        slots_of(Fix)["code"].shape.read("x", CLOCK)
    with pytest.raises(ValueError, match="'x' stands where keys with values belong"):
        slots_of(Project)["rules"].shape.read("x", CLOCK)


@pytest.mark.parametrize(
    ("sort", "text", "value"),
    [
        ("text", " 00105 ", " 00105 "),
        ("int", "1,234", 1234),
        ("int", "−5", -5),
        ("number", "12.5 %", Decimal("12.5")),
        ("yes", "Yes", True),
        ("yes", "false", False),
        ("time", "11:28", datetime(2026, 1, 20, 16, 28, tzinfo=UTC)),
        ("time", "1:05 PM", datetime(2026, 1, 20, 18, 5, tzinfo=UTC)),
        ("time", "2026-01-21 23:59:59.5-08:00", datetime(2026, 1, 22, 7, 59, 59, 500000, tzinfo=UTC)),
        ("day", "2026-01-31", date(2026, 1, 31)),
        ("span", "90 s", timedelta(seconds=90)),
        ("span", "1.5h", timedelta(minutes=90)),
        ("span", "4w", timedelta(weeks=4)),
        ("value", "6 of 7 services", Value(n=Decimal(6), of=Decimal(7), unit="services")),
        ("window", "07:41/08:54", Window(datetime(2026, 1, 20, 12, 41, tzinfo=UTC), datetime(2026, 1, 20, 13, 54, tzinfo=UTC))),
    ],
)
def test_texts_become_values(sort: str, text: str, value: object) -> None:
    """The way people write them."""
    assert READ[sort](text, CLOCK) == value


@pytest.mark.parametrize(
    ("sort", "text", "said"),
    [
        ("int", "1.5", "'1.5' is no whole number"),
        ("int", "1e99", "'1e99' is no whole number"),
        ("int", "many", "'many' is no number"),
        ("number", "nan", "'nan' is no finite number"),
        ("yes", "perhaps", "'perhaps' is neither true nor false"),
        ("time", "11", "'11' is no time"),
        ("time", "13:00 PM", "hour must be in 1..12 with AM or PM"),
        ("time", "2026-01-20T11:00+25:00", "is no offset"),
        ("time", "2026-02-30T11:00", "there is no such day"),
        ("deadline", "2026-02-30", "there is no such day"),
        ("rank", "high", "write 1 for what comes first"),
        ("day", "tomorrow", "'tomorrow' is no date"),
        ("span", "soon", "'soon' is no length of time"),
        ("window", "07:41", "'07:41' is no window"),
        ("value", "  ", "an empty value says nothing"),
    ],
)
def test_texts_that_are_no_values(sort: str, text: str, said: str) -> None:
    """The error names the text and what is wanted."""
    with pytest.raises(ValueError, match=said):
        READ[sort](text, CLOCK)


def test_dates_of_a_waiver_and_the_nearest_word() -> None:
    """A close word is offered, a distant one is not."""
    assert slots_of(Waiver)["until"].shape.read("2026-01-31", CLOCK) == date(2026, 1, 31)
    assert meant("hihg", ["high", "low"]) == " (did you mean 'high'?)"
    assert meant("purple", ["high", "low"]) == ""


def test_names_that_differ_only_in_a_number_are_no_slip() -> None:
    """They name different things of a sort, and whoever takes the proposal cites another look."""
    assert nearest("run-curl-77", ["run-curl-5", "run-curl"]) == ""
    assert nearest("run-crul-5", ["run-curl-5", "run-make"]) == "run-curl-5"
    assert nearest("run-curl-5", ["run-curl-5"]) == "run-curl-5"

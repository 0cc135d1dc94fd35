"""Documents of judged sessions: what silence would mislead about is said, and they can be read by machines again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
import yaml

from handoff.model.events import Acknowledgement, Bug, Change, ClaimEvent, Correction, Deployment, NextStep, Note, RootCause
from handoff.model.facts import Facts
from handoff.model.finding import Finding
from handoff.model.observation import ServingSeen
from handoff.model.place import Place
from handoff.render import (
    file_name,
    judged_at,
    made_from,
    render_checklist,
    render_handoff,
    render_template,
    same,
    settled_at,
)
from handoff.render.sessions import corrections, earlier, later

from .build import at, by_hand, facts, judged, session, verdict
from .gfm import headings

EMPTY = judged()


def test_an_empty_session_says_what_it_does_not_know() -> None:
    """No claim, no step, no time: each is said, and nothing else pads the document."""
    text = render_handoff(judged(started=None, ended=None, timezone=None, services=()), ())
    assert "No claim is made in this record, so nothing in it is shown to hold." in text
    assert "there is nothing that it would vouch for" in text
    assert "No step is open in this record." in text
    assert "no time is recorded" in text
    assert [name for level, name in headings(text.partition("\n---\n")[2]) if level == 2] == [
        "Do not rely on", "What to do next", "Services", "Statistics", "How to verify again",
    ]  # fmt: skip


def test_what_must_not_be_disturbed_stands_before_what_is_doubted() -> None:
    """What runs each, then what was changed outside git with where its undo stands; nothing when there is nothing."""
    head = "## Running or left changed: do not disturb"
    events = (
        Note(id="job", summary="The backfill is running", tags=("running",)),
        Note(id="over", summary="It ran", tags=("running",), ended=at(12)),
        Deployment(id="d", summary="Roll-out begun", service="worker", started=at(12)),
        *(Change(id=f"flag-{number}", summary=f"Flag {number} off", undo="flip it") for number in range(6)),
        Change(id="rows", summary="Rows marked"),
    )
    text = render_handoff(judged(*events[:3], events[-1], *events[3:-1]), ())
    told = text.partition(head)[2].partition("\n## ")[0]
    assert told.strip().split("\n")[:3] == [
        "- The backfill is running (`job`)",
        "- the roll-out of worker is not over (`d`): Roll-out begun",
        "- changed outside git, and not taken back in this record: Rows marked (`rows`): nobody says how to take it back",
    ]
    assert "Flag 0 off (`flag-0`): how to take it back stands [below](#outside-git)" in told
    assert told.strip().endswith("- 2 more changes [outside git](#outside-git)")
    assert text.index(head) < text.index("## Do not rely on")
    assert head not in render_handoff(judged(events[1]), ())


def test_what_is_refuted_comes_before_the_next_step() -> None:
    """Named first, with how many more there are; and a bug whose cause is a guess says so where its state is told."""
    step = NextStep(id="n", summary="Write it down", owner="Kim")
    broken = Bug(id="b", summary="Broken", severity="high")
    guess = RootCause(id="r", summary="the disk", bug="b", verdict="suspected")
    wrong = (verdict("refuted", "Orders work"), verdict("refuted", "Mail works", id="m"))
    given = replace(by_hand(*wrong), facts=facts(step, broken, guess))
    top = render_handoff(given, ()).partition("## Do not rely on")[0]
    assert "- **First to do:** settle what is refuted: **Orders work**, and 1 more claim ([why](#do-not-rely-on)).\n" in top
    assert "- **Next step:** Write it down (Kim). 1 step open.\n" in top
    assert "- **Bugs:** Broken (high; **open**, cause only suspected)." in top
    alone = render_handoff(by_hand(verdict("refuted")), ()).partition("## Do not rely on")[0]
    assert "settle what is refuted: **it works** (" in alone
    assert "no step is open" not in alone


def test_a_claim_is_told_at_the_line_that_check_names() -> None:
    """The line of its words, not that of its id."""
    where = Place("sessions/2026-01-21-night/session.yaml", 7, fields={"summary": 9})
    made = by_hand(verdict("refuted"))
    claim = replace(made.verdicts[0].claim, place=where)
    given = replace(made, verdicts=(replace(made.verdicts[0], claim=claim),))
    for text in (render_handoff(given, ()), render_checklist(given, ())):
        assert "line 9" in text
        assert "line 7" not in text


def test_a_session_in_which_all_is_well_says_so() -> None:
    """Silence under "Do not rely on" would be no answer."""
    text = render_handoff(by_hand(verdict("supported")), ())
    assert "**The one claim is supported.**" in text
    assert "\nEvery claim here is supported.\n\n" in text


def test_front_matter_can_be_read_by_machines() -> None:
    """Id, title, date, zone, counts, digest, instant and generator, as YAML."""
    judgement = by_hand(verdict("supported"), verdict("refuted"), title='A "title": #1')
    finding = Finding(rule="r", level="warning", message="m", place=Place())
    text = render_checklist(judgement, (finding,))
    front = yaml.safe_load(text.split("---\n")[1])
    assert front == {
        "document": "checklist",
        "id": "2026-01-21-night",
        "title": 'A "title": #1',
        "date": "2026-01-21",
        "timezone": "America/New_York",
        "claims": {"total": 2, "supported": 1, "refuted": 1, "inconclusive": 0, "unsupported": 0, "not-applicable": 0},
        "findings": {"error": 0, "warning": 1, "info": 0},
        "open_steps": 0,
        "source": "sha256:" + sha256(b"x").hexdigest(),
        "as_of": "2026-01-21T14:00-05:00",
        "generator": front["generator"],
    }
    assert judged_at(text) == judgement.facts.as_of


def test_every_finding_is_in_the_document() -> None:
    """Waived ones with who answers for them; a place in another file is named."""
    found = (
        Finding(rule="one", level="error", message="said `so`", hint="`handoff done x`", place=Place("sessions/o.yaml", 3)),
        Finding(rule="two", level="info", message="m?", place=Place("", 5), waived="N: because, until then"),
        Finding(rule="two", level="info", message="m", place=Place("", 9), waived="N: because, until then"),
    )
    text = render_handoff(EMPTY, found)
    assert "- error `one` at `sessions/o.yaml:3`: said `so`. *`handoff done x`*\n" in text
    assert (
        "- waived `two` at [line 5](2026-01-21-night.yaml#L5)" in text or "- waived `two` at [line 5](session.yaml#L5)" in text
    )
    assert "m? The same at [line 9](session.yaml#L9). Waived: N: because, until then." in text


def linked(*events: Correction, id: str = "2026-01-22-after", previous: tuple[str, ...] = ("2026-01-21-night",)) -> Facts:
    return Facts(session=session(*events, id=id, previous=previous), as_of=at(14))


CORRECTION = Correction(id="not-so", summary="It was not so", corrects="2026-01-21-night#up", now="down", at=at(9, day=22))


UP = ClaimEvent(id="up", summary="It is up", subject="worker", predicate="live")


def test_corrections_by_later_sessions_are_on_the_first_screen() -> None:
    """What a later session says of this one is told with a link; what is not here is not corrected here."""
    foreign = Correction(id="other", summary="o", corrects="2026-01-20-day#up")
    slip = Correction(id="slip", summary="Nothing is called so", corrects="2026-01-21-night#upp", at=at(9, day=22))
    judgement = judged(UP, linked=(linked(CORRECTION, foreign, slip),), previous=("2026-01-20-day",))
    assert earlier(judgement) == ("2026-01-20-day",)
    assert later(judgement) == ("2026-01-22-after",)
    assert [(one.target, one.here) for one in corrections(judgement)] == [("up", False)]
    text = render_handoff(judgement, ())
    assert "- **Corrected since:** `up` by [2026-01-22-after](../2026-01-22-after/HANDOFF.md) (`not-so`).\n" in text
    assert "True is: down." in text
    assert "continues [2026-01-20-day](../2026-01-20-day/HANDOFF.md)" in text


def test_corrections_of_earlier_sessions_are_told() -> None:
    """A session that corrects another says what was and what is; what is not there gets no link."""
    judgement = judged(
        Correction(id="c", summary="It was not 95 %", corrects="2026-01-20-day#done", was="95 %", now="64 %."),
        Correction(id="d", summary="Nor that", corrects="mine"),
    )
    assert [(str(one.where), one.here) for one in corrections(judgement)] == [
        ("`done` of `2026-01-20-day`", True),
        ("`mine`", True),
    ]
    text = render_handoff(judgement, ())
    assert "It was not 95 % (`c`): this session corrects `done` of" in text
    assert "  - It said: 95 %\n  - True is: 64 %.\n" in text
    assert "Corrected since" not in text


def test_takers_are_named() -> None:
    """Who took over, in words of their own."""
    taken = Acknowledgement(id="a", summary="s", by="Ida", restatement="Mine now", questions=("why?", "when?"), at=at(13))
    text = render_handoff(judged(taken, Acknowledgement(id="b", summary="Seen")), ())
    assert (
        "- **s** (`a`); by Ida; 2026-01-21 13:00 UTC-05:00\n  - Understood: Mine now\n  - Still unclear: why?\n"
        "  - Still unclear: when?\n- **Seen** (`b`)\n"
    ) in text


def test_the_instant_that_a_document_is_settled_at() -> None:
    """The newest of end, events, looks and corrections by others; never the clock, in whole seconds, rounded up."""
    now = at(12, day=23)
    assert settled_at(facts(), now) == at(13)
    assert settled_at(facts(Note(id="n", summary="n", at=at(13, 30))), now) == at(13, 30)
    look = ServingSeen(id="s", at=at(15) + timedelta(microseconds=1), service="worker", platform="k")
    assert settled_at(facts(looks=(look,)), now) == at(15, 0, 1)
    assert settled_at(facts(UP, linked=(linked(CORRECTION),)), now) == at(9, day=22)
    assert settled_at(facts(linked=(linked(), linked(id="2026-01-23-x", previous=()))), now) == at(13)
    assert settled_at(facts(started=None, ended=None), now) == at(14)


def test_a_time_that_has_not_come_settles_nothing() -> None:
    """A mistyped time of an event, of the end or of a correction; a look within the second of now has come."""
    now = at(14)
    mistyped = Note(id="n", summary="n", at=at(23, 30))
    assert settled_at(facts(mistyped), now) == at(13)
    assert settled_at(facts(mistyped, ended=at(23)), now) == at(11)
    assert settled_at(facts(UP, linked=(linked(CORRECTION),)), now) == at(13)
    look = ServingSeen(id="s", at=at(14) + timedelta(milliseconds=700), service="worker", platform="k")
    assert settled_at(facts(looks=(look,)), now) == at(14, 0, 1)


def test_a_document_is_compared_without_the_version_that_wrote_it() -> None:
    """An update of the tool alone puts no document out of date; line ends of a checkout do not either."""
    text = render_handoff(EMPTY, ())
    older = text.replace('generator: "handoff ', 'generator: "handoff 0.0.1-').replace(
        "Made by handoff ", "Made by handoff 0.0.1-"
    )
    assert older != text
    assert same(older, text)
    assert same(text.replace("\n", "\r\n"), text)
    assert not same(text.replace("No step", "No steps"), text)


def test_a_document_names_its_record_and_its_instant() -> None:
    """Both are read back from the front matter; what names none gives none."""
    text = render_handoff(EMPTY, ())
    assert made_from(text, EMPTY.facts)
    assert not made_from(text.replace("sha256:", "sha256:0"), EMPTY.facts)
    assert not made_from("no front matter", EMPTY.facts)
    assert judged_at(text) == at(14)
    assert judged_at("no front matter") is None
    assert judged_at('---\nas_of: "yesterday"\n---\n') is None


def test_names_of_files() -> None:
    """The two documents of a session, and one for any other template."""
    assert [file_name(name) for name in ("handoff", "checklist", "brief", "own")] == [
        "HANDOFF.md", "CHECKLIST.md", "BRIEF.md", "OWN.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["handoff", "checklist", "brief"])
def test_a_document_ends_with_one_line_end(name: str) -> None:
    """As every text file should."""
    text = render_template(name, EMPTY, ())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text

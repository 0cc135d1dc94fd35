"""Secrets that people type: none reaches the record, and none that somebody wrote into one reaches a page or a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.report import formats

from .conftest import Handoff

TOKEN = "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + "abcdefghijklmnop"
STAYS = ("5834f94", "0123456789abcdef0123456789abcdef01234567", "shop-00042-xyz", "9d1c7a5e-3b1f-4c2d-8e9f-001122334455")


@pytest.fixture
def record(inside: Handoff, project: Path) -> Path:
    """The record of a new session."""
    return project / inside("new", "Orders", "--tz", "UTC").out.strip() / "session.yaml"


@pytest.mark.parametrize(
    ("words", "secrets"),
    [
        (("note", f"secret token={TOKEN} password=hunter2"), (TOKEN, "hunter2")),
        (("note", "a summary", "--details", f"it said {TOKEN}"), (TOKEN,)),
        (("bug", "Orders fail", "--symptoms", f"Authorization: Bearer {JWT}"), (JWT,)),
        (("evidence", "psql", "--via", "command", "--asked", "psql postgres://app:s3cr3tpw@db/x"), ("s3cr3tpw",)),
        (
            ("claim", "It is up", "--subject", "shop", "--predicate", "live", "--evidence=cmd:curl -u bob:hunter2 x"),
            ("hunter2",),
        ),
        (("change", "Rotated", "--type", "config", "--undo", "export DB_PASSWORD=hunter2"), ("hunter2",)),
    ],
)
def test_a_secret_that_is_typed_is_not_written(
    inside: Handoff, record: Path, words: tuple[str, ...], secrets: tuple[str, ...]
) -> None:
    """Neither into the record nor into the id that is made of a summary, nor is it said on the terminal; its sort is."""
    ran = inside("event", *words)
    assert ran.code == 0
    assert "hidden before it was written: " in ran.err
    told = ran.out + ran.err + record.read_text()
    assert not [secret for secret in secrets if secret in told]
    assert "[hidden: " in record.read_text()


def test_what_the_environment_keeps_secret_is_not_written(inside: Handoff, record: Path) -> None:
    """A value that only the environment gives away."""
    ran = inside("event", "note", "it says correcthorsebattery", env={"SHOP_PASSWORD": "correcthorsebattery"})
    assert ran.err.startswith("handoff: note: hidden before it was written: value of SHOP_PASSWORD;")
    assert "correcthorse" not in record.read_text()


def test_names_are_written_as_they_are(inside: Handoff, record: Path) -> None:
    """Commit ids, digests, revisions and UUIDs are what a record is made of."""
    ran = inside("event", "note", " ".join(STAYS), "--details", f"token of {STAYS[0]}: {STAYS[3]}; sha256:{'0a' * 32}")
    assert (ran.code, ran.err) == (0, "")
    assert not [name for name in STAYS if name not in record.read_text()]


def test_a_batch_and_a_title_hold_no_secret(inside: Handoff, project: Path, record: Path) -> None:
    """The other ways into a record."""
    ran = inside("event", "--batch", "-", stdin=f'{{"kind": "note", "summary": "found {TOKEN}"}}\n')
    assert "hidden before it was written: GitHub token" in ran.err
    inside("new", f"Found {TOKEN}")
    inside("import", "-", stdin=f"# Session 2026-01-20\n\n- ✅ Worker fixed with {TOKEN}\n")
    found = [str(path.relative_to(project)) + path.read_text() for path in project.rglob("*.yaml")]
    assert len(found) == 3
    assert not [text for text in found if TOKEN in text or TOKEN.replace("_", "-") in text]


def by_hand(record: Path) -> None:
    record.write_text(
        record.read_text()
        + "  - id: byhand\n    kind: bug\n    severity: high\n"
        + f'    summary: "The log holds {TOKEN} of the job"\n    symptoms: ["GET https://bob:hunter2x@shop.example/x"]\n'
        + f'  - id: said\n    kind: claim\n    summary: "works with {TOKEN}"\n    subject: worker\n    predicate: functional\n'
    )


@pytest.mark.parametrize("format", formats())
def test_no_report_shows_what_somebody_wrote_by_hand(inside: Handoff, project: Path, record: Path, format: str) -> None:
    """Not the finding that warns of it either, of a record as of a document."""
    by_hand(record)
    ran = inside("check", "--format", format)
    assert "looks like a GitHub token" in ran.out
    assert "looks like a password in an address" in ran.out
    (project / "old.md").write_text(
        f"# Old\n\n- ✅ Worker works with {TOKEN}\n- ✅ Orders: fixed, https://bob:hunter2x@shop.example/x\n"
    )
    told = ran.out + ran.err + inside("check", "--format", format, "old.md").out
    assert TOKEN not in told
    assert "hunter2x" not in told


def test_no_page_shows_what_somebody_wrote_by_hand(inside: Handoff, project: Path, record: Path) -> None:
    """Every verb that tells of a record."""
    by_hand(record)
    inside("render")
    pages = "".join(page.read_text() for page in project.rglob("*.md"))
    assert "hidden: GitHub token" in pages
    asked = (("show",), ("show", "byhand"), ("search", "log"), ("resume",), ("open",), ("explain", "said"), ("list",))
    told = pages + "".join(ran.out + ran.err for ran in (inside(*words) for words in asked))
    assert told.count("hidden: ") > 5
    assert TOKEN not in told
    assert "hunter2x" not in told


def test_no_error_repeats_a_secret(inside: Handoff, record: Path) -> None:
    """A record that does not load is told with the words that are wrong in it."""
    record.write_text(record.read_text().replace("title: Orders", f"title: Orders\ntags: [{TOKEN.upper()}, '{TOKEN} x']"))
    ran = inside("show")
    assert ran.code == 3
    assert "tags" in ran.err
    assert TOKEN not in ran.err

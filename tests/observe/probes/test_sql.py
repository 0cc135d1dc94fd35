"""One value out of a database, and never a write into one."""

from __future__ import annotations

import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.model.observation import ProbeSeen
from handoff.model.value import Value
from handoff.observe.probe import read_probe
from handoff.observe.probes._step import World
from tests.observe.probes.asking import ask


def count(world: World, url: str, query: str, *expect: str, **more: object) -> ProbeSeen:
    world.environment = {"DATABASE_URL": url}
    return ask(world, "sql", *(expect or ("value >= 0",)), level="outcome", url="${DATABASE_URL}", query=query, **more)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file with three rows."""
    made = tmp_path / "rows.db"
    with sqlite3.connect(made) as connection:
        connection.execute("create table rows (n integer, at text, price real, raw blob)")
        connection.executemany(
            "insert into rows values (?, ?, ?, x'00')",
            [(1, "2026-01-20", 0.1), (2, None, 2.5), (12345678901234567, "x", 1e300)],
        )
    connection.close()
    return made


@pytest.mark.parametrize(
    ("query", "expect", "outcome"),
    [
        ("select count(*) from rows", "value == 3", "passed"),
        ("SELECT count(*) FROM rows;", "value == 4", "failed"),
        ("with x as (select max(n) m from rows) select m from x", "value == 12345678901234567", "passed"),
        ("select price from rows where n = 1", "value == 0.1", "passed"),
        ("select at from rows where n = 1", "value == 2026-01-20", "passed"),
        ("select at from rows where n = 1", "value > 5", "unclear"),
        ("select at from rows where n = 2", "value == 0", "unclear"),
        ("select at from rows where n = 2", "value == null", "passed"),
        ("select n from rows where n = 9", "value == 0", "unclear"),
        ("select n from rows where n = 9", "value not exists", "passed"),
        ("select n from rows", "value == 1", "unclear"),
        ("select n, at from rows where n = 1", "value == 1", "unclear"),
        ("select raw from rows where n = 1", "value == 1", "unclear"),
    ],
)
def test_one_value_is_compared(world: World, file: Path, query: str, expect: str, outcome: str) -> None:
    """No row, NULL, several rows or columns and binary data are not 0."""
    seen = count(world, f"sqlite:///{file}", query, expect)
    assert seen.outcome == outcome, seen


def test_the_value_is_in_the_observation(world: World, file: Path) -> None:
    """With what there was to look at, and what was asked."""
    seen = count(world, f"sqlite:///{file}", "select count(*) from rows where n > 1", "value == 2", "population == 3",
                 population="select count(*) from rows")  # fmt: skip
    assert (seen.outcome, seen.value, seen.population) == ("passed", Value(n=2), Value(n=3))
    assert seen.asked == "sql select count(*) from rows where n > 1"


def test_a_file_is_never_written_nor_made(world: World, file: Path, tmp_path: Path) -> None:
    """A wrong path makes no empty database; a query that writes does not."""
    assert "unable to open database" in (count(world, f"sqlite:///{tmp_path}/gone.db", "select 1").could_not or "")
    assert not (tmp_path / "gone.db").exists()
    before = file.read_bytes()
    seen = count(world, f"sqlite:///{file}", "with x as (select 1) insert into rows (n) select 1 from x")
    assert seen.could_not is not None
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"url": "postgresql://a:b@c/d"}, 'the URL of a database is a secret: write url = "${NAME}"'),
        ({"query": "delete from rows"}, "a query is one statement that reads"),
        ({"query": "select 1; drop table rows"}, "a query is one statement that reads"),
        ({"query": "select {{x}}"}, "what varies in a query is bound, not filled in"),
        ({"query": "select '${X}'"}, "bound, not filled in"),
        ({"population": "update rows set n = 1"}, "a query is one statement that reads"),
        ({"window": "1h"}, "the query does not use its window"),
    ],
)
def test_a_query_that_could_write_is_refused(fields: dict[str, str], told: str) -> None:
    """Before anything is asked."""
    raw = {"kind": "sql", "level": "outcome", "url": "${DB}", "query": "select 1", "expect": ["value == 1"], **fields}
    with pytest.raises(ValueError, match=r".") as caught:
        read_probe(raw)
    assert told in str(caught.value)


def test_what_cannot_be_asked_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No URL, another database, no library: each in one line, and no password in it."""
    assert "${DATABASE_URL} holds no database URL" in (count(world, "what", "select 1").could_not or "")
    seen = count(world, "oracle://a:hunter2-hunter2@b/c", "select 1")
    assert "no way is known to ask oracle without the chance of a write" in (seen.could_not or "")
    assert "hunter2" not in repr(seen)
    missing = count(world, "mysql+pymysql://a:hunter2-hunter2@127.0.0.1/c", "select 1")
    assert missing.could_not is not None
    assert "hunter2" not in repr(missing)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert "pip install 'handoff-evidence[sql]'" in (count(world, "sqlite://", "select 1").could_not or "")


def test_a_step_can_bind_what_an_earlier_one_captured(world: World, file: Path) -> None:
    """Bound, so that it can be no part of the query."""
    from handoff.observe.probe import run_probe

    world.environment = {"DATABASE_URL": f"sqlite:///{file}"}
    sql = {"kind": "sql", "url": "${DATABASE_URL}"}
    probe = read_probe({"level": "outcome", "steps": [
        {**sql, "query": "select at from rows where n = 1", "capture": {"day": "value"}},
        {**sql, "query": "select n from rows where at = :day", "expect": ["value == 1"]},
    ]})  # fmt: skip
    assert run_probe(probe, world).outcome == "passed"


def test_postgresql_is_asked_and_not_written(world: World, database: str) -> None:
    """Counts, decimals, times and a window from a real server; a write fails, also one hidden in a query."""
    import psycopg

    plain = database.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("create table if not exists runs (id int, at timestamptz, cost numeric)")
        connection.execute("truncate runs")
        connection.execute(
            "insert into runs values (1, '2026-01-20T11:30Z', 0.10), (2, '2026-01-20T11:50Z', 1e25), (3, '2026-01-19Z', 3)"
        )
    seen = count(
        world,
        database,
        "select count(*) from runs where at between :window_start and :window_end",
        "value == 2",
        "population == 3",
        window="1h",
        population="select count(*) from runs",
    )
    assert seen.outcome == "passed", seen
    assert seen.window is not None
    assert seen.window.length == timedelta(hours=1)
    assert count(world, database, "select max(cost) from runs", "value == 10000000000000000000000000").outcome == "passed"
    assert count(world, database, "select max(at) from runs", "value age >= 600", "value age < 660").outcome == "passed"
    assert count(world, database, "select max(at)::timestamp from runs", "value age > 1").outcome == "unclear"
    assert count(world, database, "select interval '90 seconds'", "value == 90").outcome == "passed"
    assert count(world, database, "select '::1'::inet::text", "value == '::1/128'").outcome == "passed"
    for write in ("with gone as (delete from runs returning 1) select count(*) from gone", "select setval('s', 1)",
                  "select count(*) from runs for update"):  # fmt: skip
        assert count(world, database, write).could_not is not None
    assert count(world, database, "select count(*) from runs", "value == 3").outcome == "passed"


def test_postgresql_says_what_is_wrong(world: World, database: str) -> None:
    """A wrong query, a slow one, a closed port: one line each, the password in none."""
    for query, seconds, told in (
        ("select * from nothing_here", 60, "nothing_here"),
        ("select pg_sleep(60)", 3, "statement timeout"),
    ):
        seen = count(world, database, query, timeout=seconds)
        assert seen.could_not is not None
        assert told in seen.could_not
        assert "\n" not in seen.could_not
        assert "s3cret" not in repr(seen)
    seen = count(world, "postgresql+psycopg://tester:pg-s3cret-word@127.0.0.1:9/postgres", "select 1")
    assert "refused" in (seen.could_not or "")
    assert "s3cret" not in repr(seen)

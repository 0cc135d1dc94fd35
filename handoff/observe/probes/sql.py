"""One number or word out of a database: read-only, one row, one column. Needs SQLAlchemy (the extra `sql`)."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from handoff.errors import CouldNotLook
from handoff.model.times import Window
from handoff.observe.assertions import Answer
from handoff.observe.exact_json import CannotTell, Missing
from handoff.observe.probes._step import CAPTURED, REFERENCE, Seconds, Step, World, since

# How each database is told that nothing may be written and how long a query may take; others are not asked.
_PROMISES: dict[str, tuple[str, ...]] = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {milliseconds}"),
    "mysql": ("SET TRANSACTION READ ONLY", "SET SESSION max_execution_time = {milliseconds}"),
    "mariadb": ("SET TRANSACTION READ ONLY", "SET SESSION max_statement_time = {seconds}"),
    "sqlite": ("PRAGMA query_only = ON",),
}
_CONNECT_LIMIT = {
    "psycopg": "connect_timeout",
    "psycopg2": "connect_timeout",
    "pymysql": "connect_timeout",
    "pg8000": "timeout",
}
_READS = re.compile(r"\s*(?:select|with|values|table|show)\b", re.IGNORECASE)


class Sql(Step):
    """Ask a database. `url` is a reference to an environment variable, whose value is the user's own SQLAlchemy URL.

    `window` is a time span that ends now; the query uses it as `:window_start` and `:window_end`. `population` is a second
    query: how much there was to look at. What an earlier step captured is bound as `:name`.
    """

    kind: Literal["sql"] = "sql"
    url: str
    query: str
    population: str | None = None
    window_: Annotated[Seconds | None, Field(alias="window", gt=0)] = None

    queries: ClassVar[frozenset[str]] = frozenset({"value", "population", "duration"})

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if not REFERENCE.fullmatch(url):
            raise ValueError(
                'the URL of a database is a secret: write url = "${NAME}" and keep it in that environment variable'
            )
        return url

    @field_validator("query", "population")
    @classmethod
    def _check_query(cls, query: str | None) -> str | None:
        if query is None:
            return query
        query = query.strip().removesuffix(";")
        if not _READS.match(query) or ";" in query:
            raise ValueError("a query is one statement that reads (select, with, values, table, show)")
        if CAPTURED.search(query) or REFERENCE.search(query):
            raise ValueError("what varies in a query is bound, not filled in: write :name for what a step captured")
        return query

    @model_validator(mode="after")
    def _check_window(self) -> Sql:
        if self.window_ is not None and not re.search(r":window_(?:start|end)\b", self.query):
            raise ValueError("the query does not use its window: compare with :window_start and :window_end")
        return self

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        if len(words) != 2:
            raise ValueError("it wants a reference to a URL and a query, as in '${DATABASE_URL}' 'select count(*) from runs'")
        return {"url": words[0], "query": words[1]}

    def asked(self, world: World) -> str:
        return f"sql {self.query}"

    def window(self, world: World) -> Window | None:
        return None if self.window_ is None else world.stretch(self.window_)

    def look(self, world: World) -> Answer:
        try:
            import sqlalchemy
        except ImportError:
            raise CouldNotLook("SQLAlchemy is not installed", "run: pip install 'handoff-evidence[sql]'") from None
        written = world.fill(self.url)
        started = time.monotonic()
        try:
            url = sqlalchemy.make_url(written)
        except sqlalchemy.exc.ArgumentError:
            raise CouldNotLook(
                f"{self.url} holds no database URL", "write it as postgresql://user:password@host/name"
            ) from None
        if url.password:
            world.secret["database password"] = str(url.password)
        dialect = url.get_backend_name()
        if dialect not in _PROMISES:
            raise CouldNotLook(f"no way is known to ask {dialect} without the chance of a write", "look in another way")
        bound: dict[str, Any] = dict(world.captured)
        if window := self.window(world):
            bound |= {"window_start": window.start, "window_end": window.end}
        try:
            engine = sqlalchemy.create_engine(
                _read_only(url), poolclass=sqlalchemy.pool.NullPool, connect_args=self._connecting(url)
            )
            with engine.connect() as connection:
                for promise in _PROMISES[dialect]:
                    limits = {"milliseconds": int(self.timeout * 1000), "seconds": self.timeout}
                    connection.exec_driver_sql(promise.format(**limits))
                value = self._scalar(connection, self.query, bound)
                population = None if self.population is None else self._scalar(connection, self.population, bound)
                connection.rollback()
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, OSError) as error:
            raise CouldNotLook(f"{dialect}: {_reason(error)}", "check the query, and that the user may read") from None
        facts = {"value": value, "duration": since(started)}
        return Answer(facts=facts if population is None else facts | {"population": population})

    def _connecting(self, url: Any) -> dict[str, Any]:
        option = _CONNECT_LIMIT.get(url.get_driver_name())
        return {option: max(1, round(min(self.timeout, 10)))} if option else {}

    def _scalar(self, connection: Any, query: str, bound: dict[str, Any]) -> Any:
        import sqlalchemy

        statement = sqlalchemy.text(query)
        wanted = {name: bound[name] for name in statement.compile().params if name in bound}
        result = connection.execute(statement, wanted)
        rows = result.fetchmany(2)
        if not rows:
            return Missing("the query gives no row")
        if len(rows) > 1 or len(rows[0]) != 1:
            return CannotTell(
                f"the query gives {'more than one row' if len(rows) > 1 else f'{len(rows[0])} columns'}, not one value"
            )
        return _plain(rows[0][0])


def _read_only(url: Any) -> Any:
    """A SQLite file is opened for reading only, so that a wrong path makes no file; other databases are promised to later."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return url
    return url.set(database=f"file:{url.database.removeprefix('file:')}", query={"mode": "ro", "uri": "true"})


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | str() | Decimal():
            return value
        case float():
            return Decimal(repr(value))
        case datetime():
            return value if value.tzinfo else CannotTell(f"{value} has no time zone")
        case timedelta():
            return Decimal(str(value.total_seconds()))
        case bytes() | memoryview():
            return CannotTell("the value is binary")
        case _:
            return str(value)


def _reason(error: Exception) -> str:
    inner = getattr(error, "orig", None) or error
    return " ".join(str(inner).split())[:300] or type(inner).__name__

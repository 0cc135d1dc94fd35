"""One question to the world: what every kind of probe has, and what it may use while it asks."""

from __future__ import annotations

import re
import threading
import time
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from handoff.errors import CouldNotLook
from handoff.model.predicates import Level
from handoff.model.project import Service
from handoff.model.times import Window
from handoff.observe.assertions import Answer, Assertion, Query, read_assertion, read_query
from handoff.observe.guard import Guard
from handoff.observe.http import Client

REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
CAPTURED = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)?")
_SECONDS = {"ms": 0.001, "s": 1, None: 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"(\d+)\s*(B|kB|KiB|MB|MiB)?")
_BYTES = {"B": 1, None: 1, "kB": 1000, "KiB": 1024, "MB": 1_000_000, "MiB": 1 << 20}


def _seconds(given: object) -> object:
    if isinstance(given, str):
        if (match := _SPAN.fullmatch(given.strip())) is None:
            raise ValueError(f"{given!r} is no time span: write 10, 500ms, 10s or 15m")
        return float(match[1]) * _SECONDS[match[2]]
    return given


def _size(given: object) -> object:
    if isinstance(given, str):
        if (match := _SIZE.fullmatch(given.strip())) is None:
            raise ValueError(f"{given!r} is no size: write 65536, 64 KiB or 5 MiB")
        return int(match[1]) * _BYTES[match[2]]
    return given


Seconds = Annotated[float, BeforeValidator(_seconds)]
Size = Annotated[int, BeforeValidator(_size), Field(gt=0, le=64 << 20)]
Port = Annotated[int, Field(gt=0, lt=65536)]


@dataclass
class World:
    """What a probe may use while it asks: the door to the network, the environment, what earlier steps kept, the clock.

    `used` gathers the environment variables that a probe referred to and `secret` other values that must not be shown.
    """

    guard: Guard
    client: Client
    root: Path
    environment: Mapping[str, str]
    now: datetime
    stop: threading.Event = field(default_factory=threading.Event)
    captured: dict[str, Any] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    secret: dict[str, str] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def for_probe(self) -> World:
        """A world of its own for one probe, so that what it captures stays with it."""
        return World(self.guard, self.client, self.root, self.environment, self.instant(), self.stop)

    def instant(self) -> datetime:
        """Now: the instant that the command was given, and the time that has passed since."""
        return self.now + timedelta(milliseconds=since(self.started))

    def stretch(self, seconds: float) -> Window:
        """The stretch of time of this length that ends now, on whole seconds."""
        end = self.now.replace(microsecond=0)
        return Window(end - timedelta(seconds=seconds), end)

    def fill(self, text: str, *, quoted: bool = False) -> str:
        """A text with its `${VARIABLE}` and `{{capture}}` filled in. Raises CouldNotLook when one is not there.

        `quoted`: captures come from an answer, so that in a URL they can fill a place but never add one.
        """

        def variable(match: re.Match[str]) -> str:
            value = self.environment.get(match[1])
            if value is None:
                raise CouldNotLook(f"the environment variable {match[1]} is not set", f"run: export {match[1]}=…")
            self.used[match[1]] = value
            return value

        def capture(match: re.Match[str]) -> str:
            if match[1] not in self.captured:
                raise CouldNotLook(f"no earlier step captured {match[1]!r}", "capture it in a step before")
            value = plain_text(self.captured[match[1]])
            return quote(value, safe="") if quoted else value

        return CAPTURED.sub(capture, REFERENCE.sub(variable, text))

    def fill_secret(self, name: str, text: str) -> str:
        """The same for a header: what a step captured and sends there is kept out of sight like a variable's value."""
        for match in CAPTURED.finditer(text):
            if match[1] in self.captured:
                self.secret[f"capture {match[1]} in {name}"] = plain_text(self.captured[match[1]])
        return self.fill(text)


def plain_text(value: Any) -> str:
    """A captured value as it goes into a request."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) < 30 else str(value)
    return str(value)


class Step(BaseModel):
    """What every kind has: expectations, captures, a wait before it, a time limit.

    `queries` are what its answers can be asked; `highest` is the highest level that it can show, None for any.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    kind: str
    expect: tuple[Assertion, ...] = ()
    capture: Mapping[str, Query] = {}
    wait: Annotated[Seconds, Field(ge=0, le=300)] = 0
    timeout: Annotated[Seconds, Field(gt=0, le=600)] = 10

    queries: ClassVar[frozenset[str]] = frozenset()
    highest: ClassVar[Level | None] = None
    # What a value of a time series or a database can be asked for over a stretch of time.
    windowed: ClassVar[bool] = False

    @field_validator("expect", mode="before")
    @classmethod
    def _read_expectations(cls, given: object) -> object:
        listed = given if isinstance(given, list | tuple) else [given]
        return tuple(one if isinstance(one, Assertion) else read_assertion(one, cls.queries) for one in listed)

    @field_validator("capture", mode="before")
    @classmethod
    def _read_captures(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            raise ValueError('captures are a table, as in capture = { job = "jsonpath $.id" }')
        for name in given:
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", str(name)):
                raise ValueError(f"{name!r} is no name for a capture: letters, digits and '_'")
        return {name: one if isinstance(one, Query) else read_query(one, cls.queries) for name, one in given.items()}

    @classmethod
    @abstractmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        """The fields that the words of a command line name, for a look that is asked for once. Raises ValueError."""

    @property
    def peer(self) -> str:
        """The host that is asked, for limits on how much it is asked at a time; empty for none."""
        return ""

    @abstractmethod
    def asked(self, world: World) -> str:
        """What is asked, as a person would write it. Secrets are taken out of it later."""

    @abstractmethod
    def look(self, world: World) -> Answer:
        """Ask. Raises CouldNotLook when there is no answer."""

    def window(self, world: World) -> Window | None:
        """The stretch of time that the answer covers, if it covers one."""
        return None

    @property
    def also_expected(self) -> tuple[Assertion, ...]:
        """What this kind always expects, written or not."""
        return ()


def since(started: float) -> int:
    """Milliseconds since an instant of the monotonic clock."""
    return round((time.monotonic() - started) * 1000)


def only(words: list[str], wants: str) -> str:
    """The one word of a command line. Raises ValueError with what it should be."""
    if len(words) != 1:
        raise ValueError(f"it wants {wants}")
    return words[0]


def host_and_port(word: str, usual: int | None = None) -> dict[str, Any]:
    """Host and port of `host:port` or `[address]:port`. Raises ValueError."""
    match = re.fullmatch(r"\[(?P<v6>[^\]]+)\](?::(?P<p6>\d+))?|(?P<host>[^:]+)(?::(?P<port>\d+))?", word)
    port = (match["p6"] or match["port"]) if match else None
    if match is None or (port is None and usual is None):
        raise ValueError(f"{word!r} is no host and port: write host:5432")
    return {"host": match["v6"] or match["host"], "port": int(port) if port else usual}


def service_of(info: ValidationInfo) -> Service | None:
    """The service that a probe belongs to, whose URL fills in what the probe leaves out."""
    return (info.context or {}).get("service")


def url_host(url: str) -> str:
    """The host of a URL, or the empty text."""
    try:
        return urlsplit(REFERENCE.sub("x", url)).hostname or ""
    except ValueError:
        return ""

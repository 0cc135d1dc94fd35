"""What every platform has: settings, a way to fetch documents safely, and how its JSON is taken apart without guessing."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from handoff.errors import CouldNotLook
from handoff.model.identifiers import slug_of
from handoff.model.observation import CiSeen, ServingSeen
from handoff.model.times import Clock
from handoff.observe.command import run_command
from handoff.observe.environment import clean_environment
from handoff.observe.exact_json import CannotTell, read_json
from handoff.observe.http import Limits
from handoff.observe.probes._step import Seconds, World

Documents = Mapping[str, Any]
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
# What a name may hold that goes into a URL or onto a command line: nothing that either would read in another way.
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=253)]


class Platform(BaseModel):
    """A place that runs things and can say which. `about` is the service or repository that it speaks of.

    `via` is how it is asked: by its own `command`, with the login that the user has there, or by its HTTP `api` with `token`,
    which names an environment variable: `token = "${CLOUD_TOKEN}"`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    about: str
    via: Literal["command", "api"] = "command"
    token: str | None = None
    timeout: Annotated[Seconds, Field(gt=0, le=600)] = 30

    speaks_of: ClassVar[Literal["service", "repository"]] = "service"
    # Variables that its own command needs to find the user's login.
    variables: ClassVar[tuple[str, ...]] = ()

    @property
    def peer(self) -> str:
        """The host that is asked, for limits on how much it is asked at a time; empty when a command asks."""
        return ""

    @property
    def longest(self) -> float:
        """How many seconds it can take at most."""
        return 4 * self.timeout + 5

    @abstractmethod
    def documents(self, world: World) -> Documents:
        """Fetch what `read` needs. Raises CouldNotLook or CannotTell."""

    @abstractmethod
    def read(self, documents: Documents, at: datetime) -> ServingSeen | CiSeen:
        """What the documents say, and nothing that they do not say. Raises CannotTell."""

    def missed(self, reason: str, at: datetime) -> ServingSeen | CiSeen:
        """What stands for a look that failed."""
        return ServingSeen(id=self.look_id, at=at, service=self.about, platform=self.kind, could_not=reason)

    def for_commit(self, commit: str) -> Platform | None:
        """The same platform asked about one commit; None when it is not asked about commits."""
        del commit
        return None

    @property
    def look_id(self) -> str:
        """The id of a look, before the session in which it is kept makes it unique."""
        return slug_of(f"serving {self.about}", 80)

    def from_command(self, world: World, argv: Sequence[str], given: Mapping[str, str] | None = None) -> Any:
        """The JSON that a command of the platform prints. It runs without a shell, in a clean environment, within limits."""
        environment = clean_environment(world.root, self.variables) | dict(given or {})
        done = run_command(argv, directory=world.root, environment=environment, timeout=self.timeout, stop=world.stop)
        shown = " ".join(argv[:3])
        if done.stopped:
            raise CouldNotLook(f"`{shown} …` was stopped: {done.stopped}", "give it a longer timeout")
        if done.exit != 0:
            said = " ".join(done.stderr.decode(errors="replace").split())[:300]
            raise CouldNotLook(f"`{shown} …` failed ({done.signal or f'exit {done.exit}'}): {said or 'it says nothing'}")
        return _read(done.stdout, f"`{shown} …`")

    def from_url(self, world: World, url: str, headers: Iterable[tuple[str, str]] = (), authority: str | None = None) -> Any:
        """The JSON behind a URL, asked for with the platform's token through the guarded client."""
        sent = list(headers)
        if self.token:
            sent.append(("authorization", f"Bearer {world.fill(self.token)}"))
        client = world.client.trusting(authority) if authority else world.client
        answer = client.request("GET", url, headers=sent, limits=Limits(total=self.timeout, body=8 << 20))
        if answer.status != 200:
            hint = "check the token and what it may read" if answer.status in (401, 403, 404) else "look again later"
            raise CouldNotLook(f"GET {answer.url}: HTTP {answer.status}", hint)
        return _read(answer.body, f"GET {answer.url}")


def _read(data: bytes, where: str) -> Any:
    try:
        return read_json(data)
    except CannotTell as error:
        raise CouldNotLook(f"{where}: {error}") from None


def part(text: str) -> str:
    """A text as one part of a URL's path."""
    return quote(text, safe="")


def inside(document: Any, *path: str | int) -> Any:
    """What stands at a path of keys and places; None when any of it is missing."""
    for step in path:
        if isinstance(step, int):
            document = document[step] if isinstance(document, list) and -len(document) <= step < len(document) else None
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def text(document: Any, *path: str | int) -> str | None:
    """The text at a path; None when it is missing, empty or something else."""
    found = inside(document, *path)
    return found if isinstance(found, str) and found else None


def number(document: Any, *path: str | int) -> int | None:
    """The whole number at a path, also when it is written as text, as int64 is in JSON; None when it is missing."""
    found = inside(document, *path)
    if isinstance(found, str) and found.isascii() and found.isdecimal():
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def items(document: Any, *path: str | int) -> list[Any]:
    """The objects of the list at a path."""
    found = inside(document, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def instant(document: Any, *path: str | int) -> datetime | None:
    """The instant at a path; None when it is missing or has no offset."""
    found = text(document, *path)
    try:
        return Clock(None).read(found) if found else None
    except ValueError:
        return None


def digest_of(image: str | None) -> str | None:
    """The digest that an image reference ends with; a tag says nothing about what runs."""
    found = _DIGEST.search(image.lower()) if image else None
    return found[0] if found else None


def commit_of(labels: Iterable[Any], names: Sequence[str]) -> str | None:
    """The commit that one of these labels or annotations names; the first name that is there decides."""
    tables = [one for one in labels if isinstance(one, dict)]
    for name in names:
        for table in tables:
            found = table.get(name)
            if isinstance(found, str) and _COMMIT.fullmatch(found.lower()):
                return found.lower()
    return None


COMMIT_LABELS = (
    "commit-sha", "commit_sha", "commit", "git-commit", "git_commit", "git-sha", "sha", "revision",
    "org.opencontainers.image.revision", "app.kubernetes.io/commit",
)  # fmt: skip


def percent(share: int, total: int) -> Decimal:
    """A share of a total in percent, to a hundredth."""
    return (Decimal(share) * 100 / Decimal(total)).quantize(Decimal("0.01")).normalize() + 0

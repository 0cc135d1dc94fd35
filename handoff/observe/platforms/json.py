"""Any platform that can say in JSON what it serves: the facts are mapped by JSONPath (RFC 9535) in handoff.toml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from handoff.model.fields import meant
from handoff.model.observation import ServingSeen, Share
from handoff.model.times import Clock
from handoff.observe.exact_json import CannotTell, Missing, compile_path, walk
from handoff.observe.platforms._platform import Documents, Platform, digest_of
from handoff.observe.probes._step import World, url_host

# What can be mapped: facts of each revision that serves, and facts of the whole.
_OF_SHARE = ("revision", "percent", "digest", "commit")
_OF_WHOLE = ("latest_ready", "latest_created", "ready", "current", "created", "ready_at")
_YES = {True: True, "true": True, "ready": True, "ok": True, "pass": True, "healthy": True, "up": True}
_NO = {False: False, "false": False, "fail": False, "failed": False, "error": False, "down": False, "unhealthy": False}


def _paths(given: object) -> object:
    if not isinstance(given, Mapping):
        raise ValueError('it is a table, as in facts = { revision = "$.version" }')
    for name, path in given.items():
        if name not in (*_OF_SHARE, *_OF_WHOLE):
            known = (*_OF_SHARE, *_OF_WHOLE)
            raise ValueError(f"unknown fact {name!r}{meant(str(name), known) or ': known are ' + ', '.join(known)}")
        compile_path(str(path))
    return {str(name): str(path) for name, path in given.items()}


class Json(Platform):
    """A document from `url` or from a `command`. `facts` maps each fact to a path; with `each`, a path that selects the
    revisions, the paths of revision, percent, digest and commit begin at each of them.

    Without `percent`, the one revision that answers is taken to carry all of the traffic, and the look says so.
    """

    url: str | None = None
    command: tuple[str, ...] = ()
    each: str | None = None
    facts: Annotated[Mapping[str, str], BeforeValidator(_paths)] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks_one(self) -> Json:
        if (self.url is None) == (not self.command):
            raise ValueError("it needs either url or command")
        if "revision" not in self.facts:
            raise ValueError("facts need a path for revision")
        if self.each is not None:
            compile_path(self.each)
        return self

    @property
    def peer(self) -> str:
        return url_host(self.url or "")

    def documents(self, world: World) -> Documents:
        if self.url is not None:
            return {"document": self.from_url(world, world.fill(self.url))}
        return {"document": self.from_command(world, [world.fill(word) for word in self.command])}

    def read(self, documents: Documents, at: datetime) -> ServingSeen:
        document = documents["document"]
        found: Any = walk(document, self.each) if self.each else [document]
        revisions = found if isinstance(found, list) else [found]
        if not revisions:
            raise CannotTell(f"{self.each} selects nothing")
        if len(revisions) > 1 and "percent" not in self.facts:
            raise CannotTell("more than one revision, and facts have no path for percent")
        shares = tuple(self._share(one) for one in revisions)
        assumed = () if "percent" in self.facts else ("share: not asked for; the revision that answered counts as all of it",)
        total = sum(share.percent for share in shares)
        if total != 100:
            raise CannotTell(f"the parts of its traffic add up to {total} %, not to 100 %")
        return ServingSeen(
            id=self.look_id,
            at=at,
            service=self.about,
            platform=self.kind,
            shares=shares,
            latest_ready=self._text(document, "latest_ready"),
            latest_created=self._text(document, "latest_created"),
            ready=self._yes_or_no(document, "ready"),
            current=self._yes_or_no(document, "current"),
            created=self._instant(document, "created"),
            ready_at=self._instant(document, "ready_at"),
            conditions=assumed,
        )

    def _share(self, revision: Any) -> Share:
        name = self._text(revision, "revision")
        if name is None:
            raise CannotTell(f"there is no revision at {self.facts['revision']}")
        part = Decimal(100)
        if "percent" in self.facts:
            given = walk(revision, self.facts["percent"])
            if isinstance(given, bool) or not isinstance(given, int | Decimal):
                raise CannotTell(f"{self.facts['percent']} is no number")
            part = Decimal(given)
        commit = self._text(revision, "commit")
        return Share(
            revision=name,
            percent=part,
            digest=digest_of(self._text(revision, "digest")),
            commit=commit.lower() if commit and _is_commit(commit) else None,
        )

    def _text(self, document: Any, fact: str) -> str | None:
        """The text of a fact; None when it is not mapped or not there. What is there and is no text can't be told."""
        found = self._found(document, fact)
        if found is None or found == "":
            return None
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise CannotTell(f"{self.facts[fact]} is no text, so {fact} cannot be told")
        return str(found)

    def _found(self, document: Any, fact: str) -> Any:
        if fact not in self.facts:
            return None
        try:
            return walk(document, self.facts[fact])
        except Missing:
            return None

    def _yes_or_no(self, document: Any, fact: str) -> bool | None:
        found = self._found(document, fact)
        key = found.lower() if isinstance(found, str) else found if isinstance(found, bool) else None
        return _YES.get(key, _NO.get(key)) if key is not None else None

    def _instant(self, document: Any, fact: str) -> datetime | None:
        found = self._text(document, fact)
        try:
            return Clock(None).read(found) if found else None
        except ValueError:
            return None


def _is_commit(text: str) -> bool:
    return 7 <= len(text) <= 64 and all(letter in "0123456789abcdef" for letter in text.lower())

"""An HTTP request: status, headers, body, JSON, time, certificate. One that only looks at the status shows `live`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urljoin, urlsplit

from pydantic import Field, ValidationInfo, model_validator

from handoff.observe.assertions import Answer
from handoff.observe.body import MIB
from handoff.observe.certificates import facts_of
from handoff.observe.http import Limits
from handoff.observe.probes._step import CAPTURED, REFERENCE, Size, Step, World, only, service_of, url_host
from handoff.observe.url import read_url

_CREDENTIALS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "api-key", "x-auth-token"})


class Http(Step):
    """Ask a URL. `path` is put to the service's `url`; `json` is sent as JSON, `body` as it stands."""

    kind: Literal["http"] = "http"
    url: str
    method: Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    headers: Mapping[str, str] = {}
    body: str | None = None
    data: Annotated[Any, Field(alias="json")] = None
    redirects: Annotated[int, Field(ge=0, le=5)] = 5
    max_body: Size = MIB
    ca: str | None = None

    queries: ClassVar[frozenset[str]] = frozenset(
        {"status", "url", "redirects", "header", "body", "bytes", "jsonpath", "regex", "duration", "days", "names", "expires"}
    )

    @model_validator(mode="before")
    @classmethod
    def _fill_in_url(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, Mapping):
            return given
        made = dict(given)
        path = made.pop("path", None)
        service = service_of(info)
        if "url" not in made and service is not None and service.url:
            made["url"] = service.url
        if path is not None:
            if not isinstance(path, str) or "url" not in made:
                raise ValueError("a path is a text and wants the service's url")
            made["url"] = urljoin(str(made["url"]), path)
        return made

    @model_validator(mode="after")
    def _check_request(self) -> Http:
        if self.body is not None and self.data is not None:
            raise ValueError("a request has a body or json, not both")
        if CAPTURED.search(self.url.partition("//")[2].partition("/")[0]):
            raise ValueError("what an answer said may not choose the host of the next request")
        read_url(CAPTURED.sub("0", REFERENCE.sub("0", self.url)))
        password = urlsplit(REFERENCE.sub("", self.url)).password
        for name, value in {**self.headers, **({"the URL's user info": password} if password else {})}.items():
            secret = name.casefold() in _CREDENTIALS or value is password
            if secret and not REFERENCE.search(value) and not CAPTURED.search(value):
                raise ValueError(f"{name} holds a secret: write ${{NAME}} and keep the value in that environment variable")
        return self

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        return {"url": only(words, "one URL")}

    @property
    def peer(self) -> str:
        return url_host(self.url)

    def asked(self, world: World) -> str:
        return f"{self.method} {world.fill(self.url, quoted=True)}"

    def look(self, world: World) -> Answer:
        headers = [(name, world.fill_secret(name, value)) for name, value in self.headers.items()]
        body = None if self.body is None else world.fill(self.body).encode()
        if self.data is not None:
            body = json.dumps(_filled(self.data, world), ensure_ascii=False).encode()
            if "content-type" not in {name.casefold() for name, _ in headers}:
                headers.append(("Content-Type", "application/json"))
        url = world.fill(self.url, quoted=True)
        if password := urlsplit(url).password:
            world.secret["password of the URL"] = password
        client = world.client.trusting(str(world.root / self.ca)) if self.ca else world.client
        limits = Limits(
            connect=min(5.0, self.timeout), read=self.timeout, total=self.timeout, body=self.max_body, redirects=self.redirects
        )
        got = client.request(self.method, url, headers=headers, body=body, limits=limits)
        return Answer(
            facts={
                "status": got.status,
                "url": got.url,
                "redirects": len(got.hops),
                "duration": got.milliseconds,
                **facts_of(got.certificate, world.instant()),
            },
            headers=got.headers,
            body=got.body,
            charset=_charset(got.header("content-type")),
        )


def _filled(data: Any, world: World) -> Any:
    if isinstance(data, str):
        return world.fill(data)
    if isinstance(data, Mapping):
        return {name: _filled(value, world) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_filled(value, world) for value in data]
    return data


def _charset(content_type: str | None) -> str:
    from email.message import Message

    message = Message()
    message["Content-Type"] = content_type or ""
    return message.get_content_charset() or "utf-8"

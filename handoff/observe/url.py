"""A URL of HTTP(S), taken apart into everything that decides where a request goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from handoff.observe.guard import ascii_host


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart: everything that decides where a request goes."""

    scheme: str
    host: str
    port: int
    path: str
    user: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def origin(self) -> tuple[str, str, int]:
        """What a credential belongs to."""
        return (self.scheme, self.host, self.port)

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"http": 80, "https": 443}[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def read_url(url: str) -> Target:
    """A URL of HTTP(S). Raises ValueError; the message holds no user info."""
    if any(letter.isspace() or not letter.isprintable() or letter == "\\" for letter in url):
        raise ValueError("a URL has no blanks, backslashes or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"this is no URL: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"looks go to http:// and https:// only, not {parts.scheme or 'without a scheme'}")
    if not parts.hostname:
        raise ValueError("the URL names no host")
    if port == 0:
        raise ValueError("there is no port 0")
    user = (unquote(parts.username or ""), unquote(parts.password or "")) if "@" in parts.netloc else None
    query = f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    path = quote(parts.path or "/", safe=_PATH) + query
    return Target(parts.scheme, ascii_host(parts.hostname), port or {"http": 80, "https": 443}[parts.scheme], path, user)


_PATH = "/%:@!$&'()*+,;=~-._"
_QUERY = f"{_PATH}?[]"

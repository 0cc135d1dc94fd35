"""What stands in a commit besides its changes: parents, people, times, message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from .program import Git

# Full id, parents, author, author's and committer's time, subject, body: NUL cannot stand in any of them.
FIELDS = 7
FORMAT = "--format=%H%x00%P%x00%an <%ae>%x00%ad%x00%cd%x00%s%x00%b"
# Porcelain of git that takes a format also takes these; the sandbox has no configuration that would say otherwise.
PLAIN = (
    "-z",
    "--date=raw",
    "--encoding=UTF-8",
    "--no-color",
    "--no-decorate",
    "--no-notes",
    "--no-show-signature",
    "--no-mailmap",
)
_OFFSET = re.compile(r"([+-])(\d{1,8})")
LONGEST_BODY = 20_000


@dataclass(frozen=True, slots=True)
class Header:
    """One commit's header. Times carry the offset of the person's machine; None when git itself cannot read them."""

    sha: str
    parents: tuple[str, ...]
    author: str
    author_time: datetime | None
    commit_time: datetime | None
    subject: str
    body: str


def records(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The fields of each commit, as they come out of git."""
    rest = b""
    for chunk in chunks:
        fields = (rest + chunk).split(b"\0")
        whole = (len(fields) - 1) // FIELDS * FIELDS
        for start in range(0, whole, FIELDS):
            yield fields[start : start + FIELDS]
        rest = b"\0".join(fields[whole:])


def header_of(fields: list[bytes]) -> Header:
    """The header that a record stands for. Text that is not in the encoding it claims shows U+FFFD, as git's own does."""
    sha, parents, author, authored, committed, subject, body = (field.decode("utf-8", "replace") for field in fields)
    body = body.strip("\n")
    if len(body) > LONGEST_BODY:
        body = f"{body[:LONGEST_BODY]}\n[… {len(body) - LONGEST_BODY} more characters]"
    return Header(sha, tuple(parents.split()), author, instant(authored), instant(committed), subject, body)


def instant(stamp: str) -> datetime | None:
    """The instant of git's raw form, `SECONDS ±HHMM`. An offset that no clock can have leaves the instant, in UTC."""
    seconds, _, offset = stamp.partition(" ")
    try:
        return datetime.fromtimestamp(int(seconds), _zone(offset))
    except (ValueError, OverflowError, OSError):
        return None


@cache
def _zone(offset: str) -> timezone:
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"{offset!r} is no offset")
    digits = int(match[2])
    shift = timedelta(hours=digits // 100, minutes=digits % 100)
    return timezone(shift if match[1] == "+" else -shift) if shift and shift < timedelta(hours=24) else UTC


def read_headers(git: Git, ids: Iterable[str]) -> dict[str, Header]:
    """The headers of some commits without any walk. Raises GitFailed."""
    with git.start("log", "--no-walk=unsorted", "--stdin", "--no-patch", *PLAIN, FORMAT) as running:
        running.feed_all("".join(f"{sha}\n" for sha in ids).encode())
        found = {header.sha: header for header in map(header_of, records(running.chunks()))}
        running.finish()
    return found

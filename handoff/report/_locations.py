"""Where a platform looks for a file: a URI relative to the root of the repository."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from handoff.report._options import Options


def relative(path: str, options: Options) -> str:
    """The path below `options.root` with forward slashes; an absolute path when it lies elsewhere."""
    there = posixpath.normpath(posixpath.join(options.here, path))
    if not options.root or not there.startswith("/"):
        return there
    root = options.root.rstrip("/") + "/"
    return there.removeprefix(root) if there.startswith(root) else there


def uri(path: str) -> str:
    """The path as a URI reference (RFC 3986); a name that is not UTF-8 is percent-encoded byte by byte."""
    reference = quote(path.encode("utf-8", "surrogateescape"), safe="/._-~")
    return f"file://{reference}" if path.startswith("/") else reference

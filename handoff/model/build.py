"""What a program says of the commit that it was built from: read alike by who asks git and by who judges."""

from __future__ import annotations

import re

from .expression import expression

# A name for it before the id, as in `"commit": "69e5697…"` and `git_sha=69e5697`; the id alone on its line, as `git rev-parse
# HEAD` prints it; or the tail of a version, as in `1.8.2+69e5697` and `v1.8.2-3-g69e5697` (git describe). A word of letters
# alone is no id, and what is longer is a digest.
_ID = r"(?=[0-9a-f]*[0-9])([0-9a-f]{7,40})(?![0-9A-Za-z])"
_TOLD = expression(
    rf"(?:commit|sha|revision|head|\brev|\bref)[\w-]{{0,20}}[\"']?[ \t]*[:= ][ \t]*[\"']?{_ID}"
    rf"|^[ \t\"']*{_ID}[ \t\"']*\r?$"
    rf"|\d(?:\+(?:g|sha\.)?|-\d+-g){_ID}",
    re.IGNORECASE | re.MULTILINE,
)


def commit_told(output: str) -> str | None:
    """The one commit that an output says that it is about; None when it names none, or more than one."""
    found: list[str] = []
    for match in _TOLD.finditer(output):
        id = next(part for part in match.groups() if part).lower()
        if not any(id.startswith(known) or known.startswith(id) for known in found):
            found.append(id)
    return found[0] if len(found) == 1 else None

"""The one family of errors that a person can mend: message, hint, exit code.

Anything that is not a `HandoffError` and reaches the top is a bug of ours.
"""

from __future__ import annotations

import errno


class HandoffError(Exception):
    """Base of every error that is told in one line and ends the command.

    `message` says what is wrong and where; `hint` says what to do about it; `exit_code` is what the process returns.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class UsageError(HandoffError):
    """The command line asks for something that does not make sense."""

    exit_code = 2


class BadInput(HandoffError):
    """A file or a value cannot be read as what it should be. Nothing was written."""

    exit_code = 3


class BadRecord(BadInput):
    """One or more places of a file do not load; every one is listed as `path:line:column: what is wrong`."""

    def __init__(self, problems: list[str], hint: str = "") -> None:
        super().__init__("\n".join(problems), hint)
        self.problems = problems


class CouldNotLook(HandoffError):
    """The world could not be asked: no git, no network, no permission, no trust.

    `refused`: the other side itself shut the door, which is an answer; silence is none.
    """

    exit_code = 4
    refused = False


class CouldNotWrite(HandoffError):
    """A file could not be written; the old one stands untouched."""

    exit_code = 4

    @classmethod
    def because(cls, what: str, error: OSError, left: str = "") -> CouldNotWrite:
        """What could not be done, as the system says it, what to do about that, and what is `left` as it was."""
        remedy = _REMEDIES.get(error.errno or 0, "")
        return cls(f"{what}: {error.strerror or error}", "; ".join(part for part in (remedy, left) if part))


_FULL, _CLOSED = "free some space and do it again", "make it writable for you and do it again"
_REMEDIES = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EFBIG: "allow larger files (ulimit -f) and do it again",
    errno.EROFS: _CLOSED, errno.EACCES: _CLOSED, errno.EPERM: _CLOSED,
}  # fmt: skip

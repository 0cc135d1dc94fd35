"""Rendered documents beside a record: replaced whole, never in place of something that the tool did not write."""

from __future__ import annotations

from pathlib import Path

from handoff.errors import BadInput, CouldNotWrite

from .atomic import locked, replace

# The front matter of every rendered document names its generator; nothing that a person writes begins like that.
_OURS = '\ngenerator: "handoff '


def read_document(path: Path) -> str | None:
    """The text of a rendered document; None when there is none. Raises BadInput when it cannot be read."""
    if path.exists() and not path.is_file():
        raise BadInput(f"{path} is no plain file", "remove what is there")
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8", "render it again") from None
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from None


def write_document(path: Path, text: str) -> bool:
    """Put a rendered document in its place, durably; whether it had to change.

    A file that the tool did not render and a link are left alone. Raises CouldNotWrite; the old file then stands.
    """
    if path.is_symlink():
        raise CouldNotWrite(f"{path} is a link, and what it leads to is not ours", "remove the link, or use --output")
    if path.exists() and not path.is_file():
        # A pipe under this name would otherwise be waited for, for ever.
        raise CouldNotWrite(f"{path} is no plain file", "remove what is there, or use --output")
    with locked(path.parent):
        try:
            old = path.read_bytes()
        except FileNotFoundError:
            old = None
        except OSError as error:
            raise CouldNotWrite.because(f"cannot write {path}", error, "the old file stands as it was") from None
        if old == text.encode():
            return False
        if old is not None and not _rendered(old):
            raise CouldNotWrite(f"{path} was not rendered by handoff, so it stays", "move it away, or use --output")
        replace(path, text.encode())
    return True


def _rendered(data: bytes) -> bool:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return text.startswith("---\n") and _OURS in text.partition("\n---\n")[0]

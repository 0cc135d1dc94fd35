"""The `evidence/` folder of a session: captured outputs, named by their digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handoff.errors import CouldNotWrite
from handoff.model.identifiers import DIGEST_PREFIX

from .atomic import locked, replace

FOLDER = "evidence"


def keep_evidence(folder: Path, data: bytes, suffix: str = ".txt") -> tuple[str, str]:
    """Keep bytes (already redacted) with a session; their path relative to its folder, and their digest.

    The same bytes are kept once. Raises CouldNotWrite.
    """
    digest = hashlib.sha256(data).hexdigest()
    file = folder / FOLDER / f"{digest[:16]}{suffix}"
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CouldNotWrite.because(f"cannot make {file.parent}", error) from None
    with locked(file.parent):
        if not file.exists() or file.read_bytes() != data:
            replace(file, data)
    return f"{FOLDER}/{file.name}", DIGEST_PREFIX + digest

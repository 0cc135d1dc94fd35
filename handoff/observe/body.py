"""What an answer brings: unpacked while it comes, within a limit that no bomb and no endless stream gets past."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from handoff.errors import CouldNotLook

MIB = 1 << 20


def unpacked(chunks: Iterable[bytes], headers: Iterable[tuple[str, str]], most: int) -> bytes:
    """The body, decompressed while it comes. Raises CouldNotLook when it is longer than `most` bytes or does not unpack.

    The limit holds for what comes out and for what goes in, so that neither a bomb nor an endless stream fills the memory.
    """
    encodings = [
        part.strip().casefold()
        for name, value in headers
        if name.casefold() == "content-encoding"
        for part in value.split(",")
        if part.strip().casefold() not in ("", "identity")
    ]
    if encodings and encodings not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise CouldNotLook(f"the body comes as {', '.join(encodings)}, which was not asked for", "have it sent as it is")
    unpacker = _Unpacker(encodings[0] == "deflate") if encodings else None
    made, taken = bytearray(), 0
    for chunk in chunks:
        taken += len(chunk)
        made += unpacker.feed(chunk, most + 1 - len(made)) if unpacker else chunk
        if max(taken, len(made)) > most:
            raise CouldNotLook(f"the body is longer than {_size(most)}", "ask for less, or set `max_body`")
    if unpacker and taken and not unpacker.whole:
        raise CouldNotLook("the compressed body ends too early", "look again")
    return bytes(made)


class _Unpacker:
    """gzip and deflate with a limit on what comes out. Some servers send deflate without its zlib frame."""

    def __init__(self, deflate: bool) -> None:
        self._bare_allowed = deflate
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS if deflate else zlib.MAX_WBITS | 16)

    @property
    def whole(self) -> bool:
        """Whether the compressed stream came to its end."""
        return self._unpack.eof

    def feed(self, chunk: bytes, most: int) -> bytes:
        """What comes out of a chunk, at most so many bytes."""
        try:
            made = self._unpack.decompress(chunk, most)
            while self._unpack.eof and self._unpack.unused_data and not self._bare_allowed and len(made) < most:
                rest = self._unpack.unused_data
                self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
                made += self._unpack.decompress(rest, most - len(made))
        except zlib.error:
            if not self._bare_allowed:
                raise CouldNotLook("the compressed body does not unpack", "look again, or ask without compression") from None
            self._bare_allowed = False
            self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            return self.feed(chunk, most)
        return made


def _size(count: int) -> str:
    return f"{count // MIB} MiB" if count >= MIB and count % MIB == 0 else f"{count} bytes"

"""The digest of a patch is the same however the patch is cut into pieces."""

from __future__ import annotations

import hashlib
import itertools

from hypothesis import given
from hypothesis import strategies as st

from handoff.observe.git.equivalence import _HEADER, Digest, _whole_lines

_LINES = st.lists(
    st.sampled_from(
        [
            b"commit " + b"a" * 40,
            b"",
            b"diff --git a/x b/x",
            b"index " + b"1" * 40 + b".." + b"2" * 40 + b" 100644",
            b"index " + b"3" * 40 + b".." + b"4" * 40,
            b"Binary files a/x and b/x differ",
            b"@@ -1,2 +3,4 @@ def f():",
            b"+index " + b"5" * 40 + b".." + b"6" * 40,
            b"+commit " + b"b" * 40,
            b"-old",
            b" same",
        ]
    ),
    max_size=12,
)


def _digests(chunks: list[bytes]) -> list[tuple[bool, bytes]]:
    found: list[Digest] = []
    for text in _whole_lines(chunks):
        first, *others = _HEADER.split(text)
        if found:
            found[-1].add(first)
        for other in others:
            found.append(Digest())
            found[-1].add(other)
    return [(digest.filled, digest.value) for digest in found]


@given(lines=_LINES, cuts=st.lists(st.integers(0, 600), max_size=5))
def test_cutting_changes_nothing(lines: list[bytes], cuts: list[int]) -> None:
    """A pipe may end anywhere: within a line, between an index line and what it speaks of."""
    text = b"".join(line + b"\n" for line in lines)
    edges = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(edges)]
    assert _digests(pieces) == _digests([text])


def _digest(text: bytes) -> bytes:
    digest = Digest()
    digest.add(text)
    return digest.value


_INDEX = b"index " + b"1" * 40 + b".." + b"2" * 40 + b"\n"
_OTHER = b"index " + b"1" * 40 + b".." + b"3" * 40 + b"\n"


def test_places_and_blobs_of_text_do_not_matter_but_those_of_binaries_do() -> None:
    """Only a blob id tells two binary files apart."""
    text, binary = b"@@ -%d,1 +1,1 @@ f\n-a\n+b\n", b"Binary files a and b differ\n"
    assert _digest(_INDEX + text % 1) == _digest(_OTHER + text % 7)
    assert _digest(_INDEX + binary) != _digest(_OTHER + binary)
    assert _digest(text % 1) != hashlib.sha256().digest()

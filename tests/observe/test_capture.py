"""What is kept of an output: readable, capped with a visible mark, without secrets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handoff.observe.capture import HEAD, SHOWN_HEAD, SHOWN_TAIL, TAIL, Channel, Output, excerpt, readable
from handoff.secrets.redactor import Redactor


def test_a_screen_in_the_end() -> None:
    """Colours, titles, progress bars and control characters are gone; lines stay."""
    assert readable("\x1b[31mred\x1b[0m \x1b]0;title\x07x\x1b(B\n") == "red x\n"
    assert readable("10%\r50%\r100%\ndone\r\n") == "100%\ndone\n"
    assert readable("a\x00b\x07\x7f\udc80") == "a\ufffdb\ufffd\ufffd?"
    assert readable("tab\tümlaut\n") == "tab\tümlaut\n"
    assert readable("\x1bP1$r0m\x1b\\x\x1bc") == "x"


def test_a_long_output_keeps_both_ends() -> None:
    """The beginning, a mark that says how much is missing, the end; what is in between is not held in memory."""
    output = Output()
    for number in range(200_000):
        output.add(f"{number:07}\n")
    text = output.text()
    assert output.cut
    assert text.startswith("0000000\n")
    assert text.endswith("0199999\n")
    assert f"[… {1_600_000 - HEAD - TAIL} characters left out here …]" in text
    assert sum(map(len, output._tail)) < 5 * TAIL


@given(st.lists(st.integers(0, HEAD), max_size=8))
def test_nothing_is_lost_below_the_limit(sizes: list[int]) -> None:
    """However the pieces fall, an output that fits is kept whole, and one that does not keeps its ends."""
    output = Output()
    pieces = ["abcdefgh"[number] * size for number, size in enumerate(sizes)]
    for piece in pieces:
        output.add(piece)
    whole = "".join(pieces)
    if len(whole) <= HEAD + TAIL:
        assert output.text() == whole
    else:
        assert output.text().startswith(whole[:HEAD])
        assert output.text().endswith(whole[-TAIL:])


def test_an_excerpt_says_what_it_leaves_out() -> None:
    """Short texts stand whole in an observation, long ones by their ends."""
    assert excerpt("short") == "short"
    made = excerpt("a" * 5_000 + "b" * 10_000)
    assert made.startswith("a" * SHOWN_HEAD)
    assert made.endswith("b" * SHOWN_TAIL)
    assert "6808 characters left out here" in made


def test_bytes_pass_through_unharmed() -> None:
    """What is no UTF-8 comes out as it came, in whatever pieces, when nothing in it is secret."""
    data = bytes(range(256)) * 40 + "ünï\n".encode()
    for size in (1, 7, 4096):
        kept = Output()
        channel = Channel(Redactor(), kept, raw=False, watched=False)
        shown = b"".join(channel.feed(data[at : at + size]) for at in range(0, len(data), size)) + channel.close()
        assert shown == data


def test_raw_shows_all_and_keeps_no_secret() -> None:
    """With `raw` the person sees the very bytes; what is kept is redacted all the same."""
    kept = Output()
    channel = Channel(Redactor(), kept, raw=True, watched=False)
    assert channel.feed(b"token=abc") + channel.idle() + channel.feed(b"def\n") + channel.close() == b"token=abcdef\n"
    assert kept.text() == "token=[hidden: token]\n"


def test_a_pause_lets_a_prompt_out() -> None:
    """A line that waits is shown; a word that may be a secret's beginning is, only to somebody who watches."""
    for watched, shown in ((False, b"name: "), (True, b"name: abcdefghijkl")):
        channel = Channel(Redactor(), Output(), raw=False, watched=watched)
        assert channel.feed(b"name: abcdefghijkl") == b""
        assert channel.waiting
        assert channel.idle() == shown
        assert channel.waiting is not watched
    channel = Channel(Redactor(), Output(), raw=False, watched=True)
    assert channel.feed(b"use ghp_abcd") + channel.idle() == b"use "

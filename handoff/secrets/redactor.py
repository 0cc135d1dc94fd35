"""Secrets taken out of everything before it is written or printed, and how many there were.

A secret's place is taken by what it was: `[hidden: bearer token]`. Hiding again what has been hidden changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .glance import SHORTEST_OF_ENVIRONMENT
from .keys import MARK, Span, compiled, is_secret_key, kind_of_key
from .shapes import merged, shapes_in
from .words import secret_arguments

# A value shorter than this is hidden only where a key announces it: a password "test" would black out half of every output.
SHORTEST_VALUE = 4
# How much of a line, or of a thing that does not end, a stream keeps back before it lets go of it.
LONGEST_HELD = 64 * 1024

_ESCAPE = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
# A last word that holds this may be the beginning of a secret; dots, bars and short words are shown as they come. To somebody
# who types on a terminal, only what looks like nothing else is not shown at once.
_BEGUN = r"://|-----BEG|[A-Za-z0-9_+/=-]{8}"
_SURELY_BEGUN = r"://[^/]*:|-----BEG|gh[pousr]_|github_pat|gl[a-z]{2,5}-|A[KS]IA|eyJ|sk-|xox|SG\.|pypi-|npm_|[srp]k_|AIza|ya29"


class Redactor:
    """Hides secrets, known ones by their value and all others by their shape. `hidden` counts them over its whole life."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        """Know the values of environment variables in use: name → value. Shorter ones than four letters are left alone."""
        self.hidden = 0
        self._values: list[tuple[str, str]] = []
        self.know(values or {})

    def know(self, values: Mapping[str, str]) -> None:
        """Know more values: name → value."""
        for name, value in values.items():
            self._values += [(form, f"value of {name}") for form in _forms(value, SHORTEST_VALUE)]
        # A longer value first, so that one that begins like another is hidden whole.
        self._values = sorted(dict.fromkeys(self._values), key=lambda one: -len(one[0]))

    @classmethod
    def of_environment(cls, environment: Mapping[str, str], used: Iterable[str] = ()) -> Redactor:
        """One that knows the values of the variables `used`, and of every other one whose name says that it is secret."""
        wanted = set(used)
        return cls(
            {
                name: value
                for name, value in environment.items()
                if name in wanted
                or (len(value) >= SHORTEST_OF_ENVIRONMENT and not value.startswith(("/", "~", "./")) and is_secret_key(name))
            }
        )

    def text(self, text: str) -> str:
        """The text without its secrets."""
        spans, _open = self.spans(text)
        return self._without(text, spans) if spans else text

    def data(self, data: Any) -> Any:
        """The same JSON-like data without secrets: what lies under a secret key as a whole, all other text by its shape."""
        if isinstance(data, Mapping):
            return {
                self.text(name) if isinstance(name, str) else name: self._all_hidden(item, kind_of_key(str(name)))
                if isinstance(name, str) and is_secret_key(name)
                else self.data(item)
                for name, item in data.items()
            }
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, Sequence) and not isinstance(data, bytes):
            return [self.data(item) for item in data]
        return data

    def part(self, value: Any, name: str, whole: str, clean: str) -> Any:
        """A part of a text without secrets: what its name or the text around it gives away is hidden in it too.

        `name` is the key or header that it was found under, if any; `clean` is the whole text without its secrets.
        """
        if isinstance(value, str) and value in whole and value not in clean and self.text(value) == value:
            self.hidden += 1
            return f"{MARK}{kind_of_key(name)}]"
        return self.data({name: value})[name] if is_secret_key(name) else self.data(value)

    def headers(self, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """HTTP headers without their secrets."""
        return [(name, self.text(f"{name}: {value}")[len(name) + 2 :]) for name, value in headers]

    def argv(self, argv: Sequence[str]) -> tuple[str, ...]:
        """A command line without its secrets."""
        whole = secret_arguments(argv)
        made = []
        for index, word in enumerate(argv):
            spans, _open = self.spans(word)
            if index in whole:
                start, kind = whole[index]
                if not word.startswith(MARK, start):
                    spans = merged([*spans, (start, len(word), kind)])
            made.append(self._without(word, spans))
        return tuple(made)

    def stream(self) -> Stream:
        """Something that text can be fed to as it comes."""
        return Stream(self)

    def spans(self, text: str) -> tuple[list[Span], int]:
        """Where the secrets of a text stand, and from where on more text could change that."""
        if "\x1b" in text:
            return self._spans_between_escapes(text)
        known: list[Span] = []
        for value, kind in self._values:
            at = text.find(value)
            while at >= 0:
                known.append((at, at + len(value), kind))
                at = text.find(value, at + len(value))
        spans, settled = shapes_in(text)
        if known:
            spans = merged(known + spans)
        if spans:
            # Where something is taken out, a word ends, and what was glued to it may be a secret's beginning.
            more, open_from = shapes_in(_masked(text, spans))
            spans, settled = merged(spans + more), min(settled, open_from)
        # What is open belongs with the whole span that it stands in.
        return spans, next((start for start, end, _kind in spans if start < settled < end), settled)

    def _spans_between_escapes(self, text: str) -> tuple[list[Span], int]:
        """Colours may stand inside what gives a secret away: look at the text without them, then find the places again."""
        pieces, starts, length, at = [], [], 0, 0
        for escape in compiled(_ESCAPE).finditer(text):
            starts.append((length, at))
            pieces.append(text[at : escape.start()])
            length += escape.start() - at
            at = escape.end()
        starts.append((length, at))
        pieces.append(text[at:])

        def place(of: int, ends: bool) -> int:
            # Between two pieces, an end belongs to the one that it closes, a start to the one that it opens.
            first, real = starts[(bisect_left if ends else bisect_right)(starts, of, 1, key=lambda one: one[0]) - 1]
            return real + of - first

        # An escape that is left over now is not one that any terminal would act on.
        spans, settled = self.spans("".join(pieces).replace("\x1b", " "))
        return [(place(start, False), place(end, True), kind) for start, end, kind in spans], place(settled, True)

    def _without(self, text: str, spans: list[Span], start: int = 0, end: int | None = None) -> str:
        """The part of a text from `start` to `end` with marks for the spans, counting those that begin in it."""
        end = len(text) if end is None else end
        pieces = []
        at = start
        for first, last, kind in spans:
            if last <= start or first >= end:
                continue
            pieces.append(text[at : max(first, at)])
            pieces.append(f"{MARK}{kind}]")
            self.hidden += 1
            at = min(last, end)
        pieces.append(text[at:end])
        return "".join(pieces)

    def _all_hidden(self, data: Any, kind: str) -> Any:
        if isinstance(data, Mapping):
            return {name: self._all_hidden(item, kind) for name, item in data.items()}
        if isinstance(data, list | tuple):
            return [self._all_hidden(item, kind) for item in data]
        if data is None or isinstance(data, bool) or data == "" or (isinstance(data, str) and data.startswith(MARK)):
            return data
        self.hidden += 1
        return f"{MARK}{kind}]"


class Stream:
    """Text that is fed piece by piece and comes out without its secrets, whole lines at once.

    A line that has not ended is kept back until it does, or until `idle` says that nothing more is coming for now, as with
    a prompt; then it is let go but for a last word that may be the beginning of a secret.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._held = ""
        # How much of what is held has been let out already, when the rest of its line was still to come.
        self._shown = 0
        self._swallowing = False

    def feed(self, text: str) -> str:
        """What can be let out now that this text has come."""
        if self._swallowing:
            text = self._swallow(text)
        self._held += text
        cut = max(self._held.rfind("\n"), self._held.rfind("\r")) + 1
        if cut <= self._shown and len(self._held) <= LONGEST_HELD:
            return ""
        if not cut:
            return self._let_go()
        spans, settled = self._redactor.spans(self._held[:cut])
        if settled < cut and len(self._held) > LONGEST_HELD:
            return self._let_go()
        # While something is open, what has been let out is still needed to tell what follows.
        return self._out(spans, min(cut, settled), whole_lines=settled >= cut)

    @property
    def waiting(self) -> bool:
        """Whether something is kept back."""
        return len(self._held) > self._shown

    def idle(self, watched: bool = False) -> str:
        """What of an unfinished line can be shown while nothing comes; more of it when somebody watches every letter."""
        if not self.waiting:
            return ""
        spans, _settled = self._redactor.spans(self._held)
        end = len(self._held)
        if spans and spans[-1][1] == end:
            end = spans[-1][0]
        word = max(map(self._held.rfind, " \t\n\r")) + 1
        if compiled(_SURELY_BEGUN if watched else _BEGUN).search(self._held, word):
            end = min(end, word)
        return self._out(spans, end, whole_lines=False)

    def close(self) -> str:
        """The rest."""
        spans, _settled = self._redactor.spans(self._held)
        return self._out(spans, len(self._held))

    def _out(self, spans: list[Span], end: int, whole_lines: bool = True) -> str:
        if end <= self._shown:
            return ""
        made = self._redactor._without(self._held, spans, self._shown, end)
        if whole_lines:
            self._held, self._shown = self._held[end:], 0
        else:
            self._shown = end
        return made

    def _let_go(self) -> str:
        """Too much is held: let it out, and if it ends within a secret, hide the rest of its word when it comes."""
        spans, _settled = self._redactor.spans(self._held)
        self._swallowing = bool(spans) and spans[-1][1] >= len(self._held)
        return self._out(spans, len(self._held))

    def _swallow(self, text: str) -> str:
        rest = compiled(r"[^\s\"'`<>&;,]*").match(text)
        end = rest.end() if rest else 0
        self._swallowing = end == len(text)
        return text[end:]


def _masked(text: str, spans: list[Span]) -> str:
    """The text with something like a mark, but of the same length, in the place of every span."""
    pieces, at = [], 0
    for start, end, _kind in spans:
        pieces += [text[at:start], f"[{' ' * (end - start - 2)}]"[: end - start]]
        at = end
    return "".join([*pieces, text[at:]])


def _forms(value: str, shortest: int) -> list[str]:
    """A value as it may come up again: as it is, in a URL, in JSON, in Base64; a value of several lines line by line."""
    import base64
    import json
    from urllib.parse import quote, quote_plus

    lines = [line for line in value.splitlines() if line.strip()]
    wanted = [value] if len(lines) <= 1 else [value, *(line for line in lines if len(line) >= SHORTEST_OF_ENVIRONMENT)]
    forms: dict[str, None] = {}
    for one in wanted:
        if len(one.strip()) >= shortest:
            encoded = base64.b64encode(one.encode("utf-8", "surrogateescape")).decode()
            for form in (
                one,
                quote(one, safe="", errors="surrogateescape"),
                quote_plus(one, errors="surrogateescape"),
                json.dumps(one)[1:-1],
                json.dumps(one, ensure_ascii=False)[1:-1],
                encoded,
            ):
                forms[form] = None
    return list(forms)

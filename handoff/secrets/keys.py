"""Keys that announce a secret, and where the value after them begins and ends.

Headers, JSON, YAML, query strings, assignments, and the pairs in which libraries print headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

MARK = "[hidden: "
Span = tuple[int, int, str]

# What a key must end with so that its value is a secret. A bare `key` is none; the words before it make it one.
ANNOUNCING = (
    r"(?:pass(?:word|wd|phrase|code)|secret|token|credentials?|pwd|(?:\b|_)pass|_auth|connection[_-]?string"
    r"|(?:api|access|auth|private|signing|encrypt(?:ion)?|account|shared|master|secret|storage|service|webhook|subscription"
    r"|application|app|consumer|session|host|deploy|functions?|license)[_. -]?key(?:[_-]?id)?"
    r"|\bauthorization|\bcookie|[?&](?:key|code|auth|sig(?:nature)?|x-(?:amz|goog)-(?:signature|credential)))"
    r"(?:[_-]?(?:value|string|text|b64|base64|prod(?:uction)?|staging|dev|test|old|new|current|previous|\d{1,2}))?"
)
# Groups of both: the announcing word, what closes its quotation, the sign between key and value.
_KEY = (
    rf"(?i)({ANNOUNCING})(\\{{0,7}}[\"'`]?\]?)"
    r"([ \t]*(?:=>|:=|={1,3}|!==?|:)|,)[ \t]*"
)
# Names of environment variables with the word in their middle (SECRET_KEY_BASE=…), but for those that end like these.
_UPPER_KEY = (
    r"((?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)_[A-Z0-9_]{1,60})"
    r"()(=)"
)
# What a text must hold so that `keyed` finds anything.
FIRST = (_KEY, _UPPER_KEY)
_HARMLESS = (
    r".*_(?:FILE|PATH|UR[LI]|NAME|ID|COUNT|TTL|TYPE|LENGTH|LIMIT|ENABLED|VERSION|DIR|EXPIR(?:Y|ES)|ISSUER|AUDIENCE|ALGORITHM)"
)

# Words that stand where a value could stand and are none.
_NO_VALUE = frozenset((
    "none", "null", "nil", "true", "false", "undefined", "str", "bytes", "int", "bool", "string", "any", "object", "optional",
    "required", "missing", "invalid", "expired", "empty", "unset", "passed", "failed", "ok", "error", "skipped", "latest",
    "is", "are", "was", "not", "redacted", "hidden",
))  # fmt: skip
_REFERENCE = (
    r"\$\{|\$\(|\$[A-Za-z_]|\{\{|%\(|<[A-Za-z_ -]+>|\*{3,}|\.{3}|…|%[A-Za-z_]+%"
    # A word in capitals that says what is to be put in its place: `apiKey=YOUR_KEY`, `Bearer TOKEN`.
    r"|(?:(?:YOUR|MY)[_-](?:[A-Z]+[_-])*[A-Z]+|(?:[A-Z]+_)?(?:TOKEN|KEY|SECRET|PASSWORD))(?=[\s\"'`&)\]},;]|$)"
)
_QUOTE = r"[bruf@]{0,2}(?P<slashes>\\{0,7})(?P<quote>[\"'`])"
_SCHEME = r"(?i:bearer|basic|token|digest|negotiate|apikey|api-key|hawk|dpop|aws4-hmac-sha256|key|ssws|splunk)[ \t]+(?=\S)"
_BLOCK = r"[|>][+-]?\d?[+-]?[ \t]*(?:#[^\n]*)?$"
_INLINE_END = r"[\s\"'`<>&;]|,(?=\s|$)|[)\]}](?=[\s,;)\]}]|$)"
_QUERY_END = r"[\s\"'`<>&#]"
_ANY_QUOTE = r"[\"'`]"
_A_VALUE = r"[:=]\s*\\{0,7}[\"'`]$"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the standard library, compiled when a text first calls for it, because most never do."""
    return re.compile(pattern)


@cache
def linear(pattern: str) -> Any:
    """A pattern as RE2 has it: it searches in time linear in the text, and far faster than the standard library does.

    Raises ValueError when it uses what RE2 lacks (look-around, back-references).
    """
    import re2  # type: ignore[import-untyped]  # the library ships no stubs

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(f"RE2 does not take {pattern!r}: {error}") from None


def narrowed(text: str) -> bytes:
    """The text with one byte a character, so that places found in it are places in the text; secrets are ASCII."""
    return text.encode("ascii", "replace")


def is_secret_key(name: str) -> bool:
    """Whether the value under this key of a mapping, or behind this option, is a secret."""
    return linear(rf"(?i)(?:{ANNOUNCING}|(?:^|[-_])sig(?:nature)?)$").search(narrowed(name)) is not None


def kind_of_key(name: str) -> str:
    """What the value under a secret key is called when it is hidden."""
    name = name.lower()
    for sign, kind in (
        ("authorization", "authorization"), ("_auth", "authorization"), ("cookie", "cookie"), ("pass", "password"),
        ("pwd", "password"), ("token", "token"), ("key", "key"), ("sig", "signature"), ("cred", "credentials"),
        ("connection", "connection string"), ("code", "code"), ("auth", "authorization"),
    ):  # fmt: skip
        if sign in name:
            return kind
    return "secret"


class _Key(NamedTuple):
    """A key found in a text: its announcing word is `[start, end)`, its value may begin at `value`."""

    start: int
    end: int
    value: int
    close: bool
    sign: str
    kind: str


def _keys(text: str, narrow: bytes) -> Iterator[_Key]:
    for pattern in (_KEY, _UPPER_KEY):
        for match in linear(pattern).finditer(narrow):
            start, end = match.span(1)
            sign = match[3].strip().decode()
            if sign == ":" and narrow[match.end() - 1 : match.end() + 1] in (b"::", b":/"):
                continue
            if _in_mark(text, start):
                continue
            if pattern is _UPPER_KEY and compiled(_HARMLESS).fullmatch(text, start, end):
                continue
            start += text[start] in "?&"
            yield _Key(start, end, match.end(), match[2] != b"", sign, kind_of_key(text[start:end]))


def _in_mark(text: str, at: int) -> bool:
    """Whether a place lies in the name of what has been hidden already."""
    mark = text.rfind(MARK, max(0, at - 60), at + len(MARK))
    return mark >= 0 and "]" not in text[mark:at]


def keyed(text: str, narrow: bytes) -> tuple[list[Span], int]:
    """The values after keys that announce a secret, and from where on a value may still be to come."""
    spans: list[Span] = []
    open_from = len(text)
    at = 0
    line = _Line(text)
    for key in sorted(_keys(text, narrow), key=lambda one: one.value):
        if key.start < at:
            continue
        line.go_to(key.value)
        found = _value(text, key, line)
        if found is None:
            continue
        start, end, kind, is_open = found
        if is_open:
            open_from = min(open_from, line.start)
        spans.append((start, end, kind))
        at = end
    return spans, open_from


class _Line:
    """The line that holds the key at hand; found anew only when the next key stands on another one."""

    def __init__(self, text: str) -> None:
        self.text, self.start, self.end = text, 0, -1

    def go_to(self, at: int) -> None:
        """Move on to the line that holds this place, a carriage return at its end aside."""
        if at > self.end:
            self.start = self.text.rfind("\n", 0, at) + 1
            self.end = _line_end(self.text, at)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _name_start(text: str, at: int) -> int:
    """Where the whole name begins whose last part begins at `at`."""
    floor = max(0, at - 80)
    while at > floor and (text[at - 1].isalnum() or text[at - 1] in "_.-"):
        at -= 1
    return at


_Value = tuple[int, int, str, bool]


def _value(text: str, key: _Key, line: _Line) -> _Value | None:
    """The span of a key's value, what it is, and whether more text could make it longer."""
    at = key.value
    name = _name_start(text, key.start)
    before = text[name - 1] if name else "\n"
    line_end = line.end
    if key.sign == ",":
        # A pair of a list, as libraries print headers: ('Authorization', 'Bearer …'). A value before the next key is none:
        # {"status":"pass","version":"1"}
        if not key.close or not compiled(_QUOTE).match(text, at) or compiled(_A_VALUE).search(text, max(0, name - 12), name):
            return None
    elif key.sign == ":" and not key.close and (before in "/\\" or text[name : key.end] == "PASS"):
        # The last part of a path, as in "cat: /run/secrets/token: No such file", or a test that passed: "--- PASS: TestOrder".
        return None
    if at >= line_end or (key.sign == ":" and compiled(_BLOCK).match(text, at, line_end)):
        return _on_next_lines(text, line, key, block=at < line_end) if key.sign == ":" else None
    if text.startswith(MARK, at) or compiled(_REFERENCE).match(text, at):
        return None
    if quote := compiled(_QUOTE).match(text, at):
        return _after_scheme(text, quote.end(), _quoted_end(text, quote, line_end), key.kind)
    if text[at] in "[{(":
        return _listed(text, at, line_end, key.kind)
    end = _bare_end(text, key, line, name, before)
    bare = text[at:end].strip(".,:;!?()'\"").lower()
    if not bare or bare in _NO_VALUE or (key.sign == ":" and bare.isdecimal() and len(bare) <= 4):
        return None
    if text[key.start : key.end].lower() == "pwd" and text[at] in "/~":
        return None
    return _after_scheme(text, at, end, key.kind)


def _after_scheme(text: str, start: int, end: int, kind: str) -> _Value | None:
    """The value without the name of its scheme, which is no secret: `Bearer [hidden: bearer token]`."""
    if kind in ("authorization", "token") and (scheme := compiled(_SCHEME).match(text, start, end)):
        name = scheme[0].strip().lower()
        start = scheme.end()
        kind = {"bearer": "bearer token", "basic": "basic credentials"}.get(name, kind)
    if start >= end or text.startswith(MARK, start) or compiled(_REFERENCE).match(text, start):
        return None
    return start, end, kind, False


def _quoted_end(text: str, quote: re.Match[str], line_end: int) -> int:
    at = quote.end()
    if quote["slashes"]:
        end = text.find(quote["slashes"] + quote["quote"], at, line_end)
        return line_end if end < 0 else end
    while (end := text.find(quote["quote"], at, line_end)) >= 0:
        slashes = 0
        while text[end - 1 - slashes] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return end
        at = end + 1
    return line_end


def _listed(text: str, at: int, line_end: int, kind: str) -> _Value | None:
    """The quoted items of a list on one line; keys inside an object speak for themselves."""
    if text[at] != "[" or text[at + 1 : at + 2] not in ('"', "'"):
        return None
    end = text.find("]", at, line_end)
    return at + 1, line_end if end < 0 else end, kind, False


def _bare_end(text: str, key: _Key, line: _Line, name: int, before: str) -> int:
    """Where a value without quotation marks ends; how it ends depends on what surrounds its key."""
    at, line_end = key.value, line.end
    if before in "?&":
        return _first(_QUERY_END, text, at, line_end)
    if before in "\"'" and not key.close:
        # The whole pair is quoted, as in -H 'Authorization: …'.
        end = text.find(before, at, line_end)
        return line_end if end < 0 else end
    # Only a short lead can be nothing but indentation and marks.
    lead = text[max(line.start, name - 80) : name].strip(" \t\r-*+<>|#$")
    if not lead and key.sign == ":" and key.kind in ("password", "authorization", "cookie"):
        return line_end
    if key.sign == "=" and text[name : key.end].isupper() and lead in ("", "export", "set", "declare -x", "ENV"):
        return line_end
    if key.kind in ("authorization", "cookie"):
        scheme = compiled(_SCHEME).match(text, at, line_end)
        if scheme and scheme[0].lower().startswith(("bearer", "basic", "token")):
            return _first(_INLINE_END, text, scheme.end(), line_end)
        return _first(_ANY_QUOTE, text, at, line_end)
    return _first(_INLINE_END, text, at, line_end)


def _first(pattern: str, text: str, start: int, end: int) -> int:
    found = compiled(pattern).search(text, start, end)
    return found.start() if found else end


def _on_next_lines(text: str, line: _Line, key: _Key, block: bool) -> _Value | None:
    """A value that begins on the line after its key: in quotation marks, or a block of YAML that is deeper in."""
    start = text.find("\n", line.end) + 1
    if start == 0 or (len(text) < start + 200 and not text[start:].strip()):
        return key.value, key.value, key.kind, True
    if not block:
        end = _line_end(text, start)
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        quote = compiled(_QUOTE).match(text, first)
        return _after_scheme(text, quote.end(), _quoted_end(text, quote, end), key.kind) if quote else None
    head = text[line.start : key.start]
    depth = len(head) - len(head.lstrip(" -"))
    at = start
    while at < len(text):
        newline = text.find("\n", at)
        end = len(text) if newline < 0 else newline
        inner = text[at:end]
        if inner.strip() and len(inner) - len(inner.lstrip(" ")) <= depth:
            return (start, at - 1, key.kind, False) if at > start else None
        at = end + 1
    return start, len(text), key.kind, True

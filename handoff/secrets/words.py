"""Secrets that a word before them announces: authorization schemes, and options on a command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .keys import ANNOUNCING, MARK, Span, compiled, is_secret_key, kind_of_key, linear

_SCHEMES = r"(?i)\b(bearer|basic)[ \t]+([a-z0-9._~+/:=-]{6,})"
_PROSE = r"[A-Za-z]?[a-z-]{0,19}[.:=]?"
_OPTION = rf"(?im)(?:^|[\s\"'`\[,(])--?([a-z0-9_.-]{{0,60}}?{ANNOUNCING})(?:[\"'],?)?[ \t]+([^\s-]\S*)"
# A word where an option's value would stand, in help texts and error messages.
_METAVAR = (
    r"[A-Z][A-Z_]*[\]),.:]*|[<\[({$|].*|(?:is|are|was|and|or|to|the|a|an|not|for|with|must|has|in|from|via|flag|option|argument"
    r"|if|as|of|by|string|text|value|required|missing)[,.:;)]*"
)


class _Option(NamedTuple):
    """A short option that takes a secret: glued to it (`-pX`), in the next word, or after the colon of `user:X`."""

    flag: str
    kind: str
    glued: bool
    following: bool
    after_colon: bool = False


_P = _Option("-p", "password", glued=True, following=True)
_P_GLUED = _Option("-p", "password", glued=True, following=False)
_P_FOLLOWING = _Option("-p", "password", glued=False, following=True)
_UPPER_P = _Option("-P", "password", glued=True, following=True)
_TOOLS: dict[str, tuple[_Option, ...]] = {
    **dict.fromkeys(
        ("mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "7z", "7za", "rar"), (_P_GLUED,)
    ),
    **dict.fromkeys(("docker", "podman", "helm", "buildah", "skopeo", "oc", "az"), (_P_FOLLOWING,)),
    **dict.fromkeys(("sshpass", "mongosh", "mongodump", "mongorestore", "cqlsh"), (_P,)),
    **dict.fromkeys(("zip", "unzip", "sqlcmd", "bcp"), (_UPPER_P,)),
    **dict.fromkeys(("ldapsearch", "ldapmodify", "ldapwhoami"), (_Option("-w", "password", glued=True, following=True),)),
    "redis-cli": (_Option("-a", "password", glued=True, following=True),),
    "curl": (
        _Option("-u", "password", glued=True, following=True, after_colon=True),
        _Option("-U", "password", glued=True, following=True, after_colon=True),
        _Option("--user", "password", glued=False, following=True, after_colon=True),
        _Option("--proxy-user", "password", glued=False, following=True, after_colon=True),
        _Option("-b", "cookie", glued=True, following=True),
    ),
    **dict.fromkeys(
        ("http", "https"),
        (
            _Option("-a", "password", glued=False, following=True, after_colon=True),
            _Option("--auth", "password", glued=False, following=True, after_colon=True),
        ),
    ),
    "openssl": tuple(
        _Option(flag, "password", glued=False, following=True) for flag in ("-k", "-K", "-passin", "-passout", "-pass")
    ),
}


@cache
def _programs() -> str:
    names = "|".join(map(re.escape, sorted(_TOOLS, key=len, reverse=True)))
    return rf"(?:^|[^\w.-])({names})[ \t\"']"


def first() -> tuple[str, ...]:
    """What a text must hold so that `schemes` or `option_values` finds anything."""
    return _SCHEMES, _OPTION, _programs()


def schemes(text: str, narrow: bytes) -> Iterator[Span]:
    """`Bearer …` and `Basic …` wherever they stand; a plain word behind them is prose."""
    for match in linear(_SCHEMES).finditer(narrow):
        start, end = match.span(2)
        if match[1].lower() == b"bearer":
            if not compiled(_PROSE).fullmatch(text, start, end):
                yield start, end, "bearer token"
        elif _is_pair(text[start:end]):
            yield start, end, "basic credentials"


def _is_pair(encoded: str) -> bool:
    import base64

    try:
        return b":" in base64.b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError:
        return False


def option_values(text: str, narrow: bytes) -> Iterator[Span]:
    """The words after options such as `--password` in a text, and after the short options of known programs."""
    for match in linear(_OPTION).finditer(narrow):
        start, end = match.span(2)
        value = text[start:end].strip("\"'`,")
        if value and not compiled(_METAVAR).fullmatch(value) and not value.startswith("[hidden"):
            start += text[start:end].index(value)
            yield start, start + len(value), kind_of_key(match[1].decode())
    at = 0
    programs = linear(_programs())
    while call := programs.search(narrow, at):
        end = text.find("\n", call.end())
        at = len(text) if end < 0 else end
        for option in _TOOLS[call[1].decode()]:
            yield from _short_option(text, call.end() - 1, at, option)


def _short_option(text: str, start: int, end: int, option: _Option) -> Iterator[Span]:
    pattern = re.compile(rf"(?<=[ \t\"']){re.escape(option.flag)}(?P<gap>[=\"', \t]*)(?P<value>[^\s\"']+)")
    for match in pattern.finditer(text, start, end):
        if not (option.following if match["gap"].strip("\"'") else option.glued):
            continue
        begin = match.start("value")
        if option.after_colon:
            begin = text.find(":", begin, match.end()) + 1
        if 0 < begin < match.end() and not text.startswith((MARK, "$"), begin):
            yield begin, match.end(), option.kind


def secret_arguments(argv: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Which arguments of a command line hold a secret: index → (where in it the secret begins, kind)."""
    found: dict[int, tuple[int, str]] = {}
    options: tuple[_Option, ...] = ()
    for index, word in enumerate(argv):
        if not word.startswith("-"):
            # A program may be called by another one, as in `sudo mysql …`.
            options += _TOOLS.get(word.rsplit("/", 1)[-1], ())
            continue
        following = argv[index + 1] if index + 1 < len(argv) else ""
        name, equals, value = word.lstrip("-").partition("=")
        if name and is_secret_key(name):
            if value:
                found[index] = (len(word) - len(value), kind_of_key(name))
            elif not equals and following and not following.startswith("-"):
                found[index + 1] = (0, kind_of_key(name))
        for option in options:
            if word == option.flag and option.following:
                where, begin = index + 1, 0
            elif word.startswith(option.flag) and word != option.flag and option.glued:
                where, begin = index, len(option.flag)
            else:
                continue
            whole = argv[where] if where < len(argv) else ""
            begin = whole.find(":", begin) + 1 if option.after_colon else begin
            if begin < len(whole) and (begin or not option.after_colon):
                found[where] = (begin, option.kind)
    return found

"""A cheap look at what somebody types: whether it may hold a secret at all. Most of it does not, and must not wait for RE2."""

from __future__ import annotations

import os
from collections.abc import Iterable

SHORTEST_OF_ENVIRONMENT = 8

# What must stand in a text, in lower case, so that a key, a scheme, an option or a URL could give a secret away …
_KEYS = ("pass", "pwd", "secret", "token", "cred", "auth", "cookie", "connection", "key", "?", "&")
_SIGNS = ("=", ":", ",", "-")
_ALONE = ("bearer", "basic", "private key", "ls0tls1crudjti", "password", "token", "aws", "://")
# … and the programs whose short options take one.
_PROGRAMS = (
    "mysql", "mariadb", "7z", "rar", "docker", "podman", "helm", "buildah", "skopeo", "oc ", "az ", "sshpass", "mongo", "cqlsh",
    "zip", "sqlcmd", "bcp", "ldap", "redis-cli", "curl", "http", "openssl",
)  # fmt: skip
# What the tokens begin with, or hold, that their issuers made easy to know.
_MARKS = (
    "akc", *(f"ap{digit}" for digit in "0123456789abcdef"), "a3t", "abia", "acca", "akia", "asia", "gh", "gl", "gr1348941",
    "-us", "t3blbkfj", "pypi-", "sg.", "hooks.slack.com", "sq0csp-", "k_live_", "k_test_", "aiza", "ya29.", "gocspx-", "sk-",
    "xapp-", "xox", "whsec_", "npm_", "hf_", "hvs.", "hvb.", "hvr.", "_v1_", "shp", "dapi", "eyj",
)  # fmt: skip
# Discord, Telegram, Twilio: nothing but their length is easy to see.
_LONG = 30


def may_hold(text: str) -> bool:
    """Whether a text may hold a secret that its form or what stands around it gives away. False is sure, True is not."""
    small = text.lower()
    if any(word in small for word in _KEYS) and any(sign in small for sign in _SIGNS):
        return True
    if any(word in small for word in _ALONE):
        return True
    if "-" in small and any(word in small for word in _PROGRAMS):
        return True
    words = small.split()
    return "\x1b" in text or any(
        len(word) >= 10 and (len(word) >= _LONG or any(mark in word for mark in _MARKS)) and not word.isalpha()
        for word in words
    )


def known_in(texts: Iterable[str]) -> dict[str, str]:
    """The variables of the environment whose name says that they are secret and whose value stands in one of the texts."""
    held = list(texts)
    found = {
        name: value
        for name, value in os.environ.items()
        if len(value) >= SHORTEST_OF_ENVIRONMENT
        and not value.startswith(("/", "~", "./"))
        and any(value in text for text in held)
    }
    if not found:
        return {}
    from .keys import is_secret_key

    return {name: value for name, value in found.items() if is_secret_key(name)}

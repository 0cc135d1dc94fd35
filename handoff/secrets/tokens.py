"""Secrets that their own form gives away: the shapes of detect-secrets, and a few that it does not know yet.

Only the patterns of the library's plugins are used, with RE2 as their engine. Its checks over the network are never called.
Its plugins for entropy, bare keywords and IP addresses are left out, because they take commit ids, digests and revision
names for secrets, and what they look for by keyword is found by structure here.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .keys import Span, compiled, linear

# Module and class in the library, the kind that is shown, and a rough shape that must be there before the library is loaded,
# because loading it takes longer than starting this tool.
PLUGINS: tuple[tuple[str, str, str, str], ...] = (
    ("artifactory", "ArtifactoryDetector", "Artifactory token", r"AKC[a-zA-Z0-9]{10}|AP[0-9A-F][a-zA-Z0-9]{8}"),
    (
        "aws",
        "AWSKeyDetector",
        "AWS key",
        r"(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|(?i:aws[^\n]{0,20}?(?:key|pw|pass|token))",
    ),
    ("azure_storage_key", "AzureStorageKeyDetector", "Azure storage key", "AccountKey="),
    ("discord", "DiscordBotTokenDetector", "Discord token", r"[MNO][\w-]{23,25}\.[\w-]{6}\."),
    ("github_token", "GitHubTokenDetector", "GitHub token", "gh[pousr]_"),
    ("gitlab_token", "GitLabTokenDetector", "GitLab token", "gl(?:pat|dt|ft|soat|rt|cbt|imt|ptt|agent|oas)-|GR1348941"),
    ("mailchimp", "MailchimpDetector", "Mailchimp key", r"[0-9a-z]{32}-us\d"),
    ("openai", "OpenAIDetector", "OpenAI key", "T3BlbkFJ"),
    ("pypi_token", "PypiTokenDetector", "PyPI token", "pypi-AgE"),
    ("sendgrid", "SendGridDetector", "SendGrid key", r"SG\.[\w-]{22}\."),
    ("slack", "SlackDetector", "Slack token", r"(?i:xox[abpors]-|hooks\.slack\.com)"),
    ("square_oauth", "SquareOAuthDetector", "Square secret", "sq0csp-"),
    ("stripe", "StripeDetector", "Stripe key", "k_live_"),
    ("telegram_token", "TelegramBotTokenDetector", "Telegram token", r"\d{8}:[\w-]{35}"),
    ("twilio", "TwilioKeyDetector", "Twilio key", "(?:AC|SK)[a-z0-9]{32}"),
)
_ROUGH = "|".join(f"(?:{rough})" for _module, _name, _kind, rough in PLUGINS)

# Forms that the library of 2024 does not know, each fixed by its issuer's prefix.
_OWN = (
    r"(?P<github>github_pat_\w{22,})|(?P<google>AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})"
    r"|(?P<anthropic>sk-ant-[\w-]{20,})|(?P<openai>sk-(?:proj|svcacct|admin)-[\w-]{20,})"
    r"|(?P<slack>xapp-\d-[\w-]{20,}|xox[cde][\w.-]{20,})|(?P<stripe>[srp]k_(?:live|test)_\w{16,}|whsec_[\w+/=]{24,})"
    r"|(?P<npm>npm_[A-Za-z0-9]{36})|(?P<hugging_face>hf_[A-Za-z0-9]{30,})|(?P<vault>hv[sbr]\.[\w-]{20,})"
    r"|(?P<digital_ocean>do[opr]_v1_[a-f0-9]{64})|(?P<shopify>shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})"
    r"|(?P<databricks>\bdapi[a-f0-9]{32})|(?P<age>AGE-SECRET-KEY-1[A-Z0-9]{58})|(?P<json_web>eyJ[\w=-]+\.eyJ[\w=-]+(?:\.[\w=-]*)*)"
    r"|(?P<gitlab>gl(?:pat|dt|ft|soat|rt|ptt|oas)-[\w.-]{20,})"
)
# What a form alone must never hide: commit ids, digests, UUIDs.
_IDENTIFIER = r"[0-9a-f]{7,128}|[0-9A-F]{7,128}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# Forms so plain that a part of a longer word would have them too, such as 1737391234:COMMIT and COMMIT-us1.
_PLAIN = ("Mailchimp key", "Telegram token", "Twilio key", "AWS key", "Artifactory token")


def tokens(text: str, narrow: bytes) -> Iterator[Span]:
    """Every word that has the form of a known kind of secret."""
    for match in linear(_OWN).finditer(narrow):
        yield match.start(), match.end(), f"{match.lastgroup.replace('_', ' ')} token"
    if linear(_ROUGH).search(narrow):
        for kind, pattern in _library():
            for match in pattern.finditer(narrow):
                start, end = match.span(1) if kind == "AWS key" and pattern.groups else match.span()
                if _is_secret(text, start, end, kind):
                    yield start, end, kind


def _is_secret(text: str, start: int, end: int, kind: str) -> bool:
    found = text[start:end].strip(" =:\"'\t")
    if compiled(_IDENTIFIER).fullmatch(found) or not any(letter.isdecimal() for letter in found):
        return False
    if kind not in _PLAIN:
        return True
    glued = text[start - 1 : start].isalnum() and text[max(0, start - 2) : start] not in ("\\n", "\\r", "\\t")
    following = text[end : end + 1]
    return not glued and not following.isalnum() and not (kind == "Telegram token" and following in ("_", "-"))


@cache
def _library() -> tuple[tuple[str, Any], ...]:
    return tuple(
        (kind, _compiled(pattern))
        for module, name, kind, _rough in PLUGINS
        for pattern in getattr(importlib.import_module(f"detect_secrets.plugins.{module}"), name).denylist
    )


def _compiled(pattern: re.Pattern[str]) -> Any:
    """A pattern of the library for RE2, which has no look-ahead and no great counts; without them a find may be too long."""
    simpler = re.sub(r"\{(\d+),\d{4,}\}", r"{\1,}", pattern.pattern.replace(r"(?!\w)", ""))
    try:
        return linear(f"(?i){simpler}" if pattern.flags & re.IGNORECASE else simpler)
    except ValueError:
        # A later version of the library may use what RE2 lacks.
        return re.compile(pattern.pattern.encode(), pattern.flags & re.IGNORECASE)

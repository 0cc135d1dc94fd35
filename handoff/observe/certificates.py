"""What a certificate says, as facts that an expectation can be held against."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handoff.observe.exact_json import CannotTell


def facts_of(certificate: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    """`days` left (whole ones, rounded down), `expires`, `names`, `subject` and `issuer` of a certificate that holds."""
    if not certificate or "notAfter" not in certificate:
        reason = CannotTell("there is no certificate that holds")
        return dict.fromkeys(("days", "expires", "names", "subject", "issuer"), reason)
    expires = datetime.fromtimestamp(ssl.cert_time_to_seconds(certificate["notAfter"]), UTC)
    return {
        "days": (expires - now).days,
        "expires": expires,
        "names": [str(name) for _, name in certificate.get("subjectAltName", ())],
        "subject": _name(certificate.get("subject", ())),
        "issuer": _name(certificate.get("issuer", ())),
    }


def _name(parts: Any) -> str:
    return ", ".join(f"{key}={value}" for part in parts for key, value in part)

"""What a claim can say of its subject, the two ladders of levels, and the words that people use for them."""

from __future__ import annotations

from typing import Literal

Predicate = Literal[
    "committed", "merged", "built", "deployed", "serving",
    "live", "ready", "functional", "outcome",
    "tests-passed", "fixed", "absent", "value", "complete", "all-of", "resolved", "exists",
]  # fmt: skip
Level = Literal[
    "committed", "merged", "built", "deployed", "serving",
    "live", "ready", "functional", "outcome",
    "tests-passed", "exists", "statement",
]  # fmt: skip

# Lowest first. Evidence of a level also shows every level below it on its own ladder.
CHANGE_LADDER: tuple[Level, ...] = ("committed", "merged", "built", "deployed", "serving")
SERVICE_LADDER: tuple[Level, ...] = ("live", "ready", "functional", "outcome")

# The one table from the words of status reports to predicates. Longer phrases win over shorter ones.
WORDS: dict[str, Predicate] = {
    "http 200": "live", "200 ok": "live", "up": "live", "up and running": "live", "running": "live", "live": "live",
    "reachable": "live", "responding": "live", "online": "live", "alive": "live",
    "healthy": "ready", "ready": "ready", "available": "ready", "stable": "ready", "operational": "ready",
    "green": "ready", "active": "ready",
    "working": "functional", "works": "functional", "functional": "functional", "verified working": "functional",
    "fully functional": "functional", "works correctly": "functional", "validated": "functional",
    "verified": "functional", "confirmed": "functional",
    "restored": "outcome", "recovered": "outcome",
    "committed": "committed", "pushed": "committed", "merged": "merged", "built": "built",
    "deployed": "deployed", "released": "deployed", "shipped": "deployed", "rolled out": "deployed",
    "serving": "serving", "in production": "serving",
    "tests pass": "tests-passed", "tests passed": "tests-passed", "all tests pass": "tests-passed",
    "tested": "tests-passed", "passing": "tests-passed",
    "fixed": "fixed", "patched": "fixed", "repaired": "fixed",
    "resolved": "resolved", "closed": "resolved", "mitigated": "resolved",
    "complete": "complete", "completed": "complete", "done": "complete", "finished": "complete",
    "migrated": "complete", "implemented": "complete",
    "clean": "absent", "no errors": "absent",
    "exists": "exists", "created": "exists",
}  # fmt: skip

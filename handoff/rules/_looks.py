"""What sort of tool a piece of evidence ran."""

from __future__ import annotations

from functools import lru_cache

from handoff.model.events import Evidence
from handoff.model.expression import expression
from handoff.model.observation import RunSeen

_LINTER = expression(
    r"(?:^|[\s/])(?:ruff|flake8|pylint|mypy|pyright|black|isort|eslint|prettier|biome|tsc --noEmit|golangci-lint|go vet|gofmt"
    r"|cargo (?:clippy|fmt|check)|rubocop|shellcheck|yamllint|hadolint|stylelint|markdownlint)\b"
)
_SEVERAL = expression(r"&&|;|\|\|")


def asked_of(source: object) -> str:
    """The command that a piece of evidence ran, or the empty text."""
    match source:
        case Evidence(asked=str(asked)):
            return asked
        case RunSeen(argv=argv):
            return " ".join(argv)
        case _:
            return ""


def is_linter(source: object, alone: bool = True) -> bool:
    """Whether it ran a linter, formatter or type checker; `alone`: and nothing else beside it."""
    return _runs_linter(asked_of(source), alone)


@lru_cache(maxsize=256)
def _runs_linter(asked: str, alone: bool) -> bool:
    return _LINTER.search(asked) is not None and not (alone and _SEVERAL.search(asked))

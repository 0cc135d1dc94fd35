"""A server on this machine, and a user who lets looks go to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.observe.trust import grant_trust
from tests.cli.conftest import Handoff
from tests.cli.live.worker import Serve
from tests.observe.stage import Respond, Stage


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server with what it answers; it ends with the test."""
    with contextlib.ExitStack() as stack:

        def start(respond: Respond | bytes) -> Stage:
            answer = (lambda _: respond) if isinstance(respond, bytes) else respond
            return stack.enter_context(Stage(answer).open())

        yield start


@pytest.fixture
def allowed(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who lets looks go to this machine."""
    folder = tmp_path / "settings" / "handoff"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[network]\nallowed_networks = ["127.0.0.0/8"]\n')
    return {"XDG_CONFIG_HOME": str(tmp_path / "settings")}


@pytest.fixture
def live(handoff: Handoff, project: Path, allowed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run `handoff WORDS…` as that user; `trust` grants it to the project as it is now."""

    def run(*words: str | Path, **more: object) -> object:
        if words == ("trust",):
            monkeypatch.setenv("XDG_CONFIG_HOME", allowed["XDG_CONFIG_HOME"])
            return grant_trust(load_project(project), datetime.now(UTC))
        return handoff(*words, env={**allowed, **more.pop("env", {})}, **more)  # type: ignore[dict-item, arg-type]

    return run

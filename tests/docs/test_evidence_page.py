"""docs/evidence.md names what there is: every platform with its keys, every option of `handoff run`, every setting."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from handoff.cli.run import run
from handoff.observe.platforms import _class_of, kinds
from handoff.observe.platforms._platform import Platform
from handoff.observe.trust import UserSettings

PAGE = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text()


@pytest.mark.parametrize("kind", kinds())
def test_every_platform_is_there_with_its_keys(kind: str) -> None:
    """A key that is not on the page would not be found by anybody."""
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |")]
    for key in _class_of(kind).model_fields.keys() - Platform.model_fields.keys():
        assert f"`{key}`" in row


def test_settings_and_common_keys_are_there() -> None:
    """All that a user can write into their own settings, and what every platform takes."""
    for key in UserSettings.__dataclass_fields__:
        assert f"\n{key} = " in PAGE
    for key in Platform.model_fields.keys() - {"kind", "about"}:
        assert f"`{key}" in PAGE or f"{key} = " in PAGE


def test_options_of_run_that_the_page_speaks_of_exist() -> None:
    """An example that does not work is worse than none."""
    known = {f"--{name}" for name in inspect.signature(run).parameters}
    assert {"--about", "--level", "--report", "--timeout", "--raw"} <= known
    assert all(option in PAGE for option in ("--about", "--level", "--report", "--timeout", "--raw"))

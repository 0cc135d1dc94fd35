"""Which commands end the same whatever the world is like; where a line for a shell is not simple, nothing is said of it."""

from __future__ import annotations

import pytest

from handoff.model.program import Unmoved, unmoved


@pytest.mark.parametrize(
    ("script", "program"),
    [
        ("curl -fsS URL || true", "true"),
        ("curl -fsS URL||:", ":"),
        ("curl || echo no", "echo"),
        ("curl || exit 0", "exit 0"),
        ("curl && echo ok || echo bad", "echo"),
        ("curl; echo exit $?", "echo"),
        ("curl; true", "true"),
        ("curl; exit 0", "exit 0"),
        ("curl\necho done\n", "echo"),
        ("curl \\\n -f URL || true", "true"),
        ("curl | head -c 200", "head"),
        ("curl | grep x | tail -1 | cat;", "cat"),
        ("curl 2>&1 | tee out.txt", "tee"),
        ("curl | jq -e .x", "jq"),
        ("curl > /dev/null 2>&1 || true", "true"),
        ('curl -d \'{"a": "|"}\' URL | wc -l', "wc"),
        ("set -e; curl || true; echo", "echo"),
        ("set -o pipefail; curl || true", "true"),
    ],
)
def test_a_line_that_ends_as_something_else_does(script: str, program: str) -> None:
    """Whatever became of what it asks; what it printed may still tell something."""
    assert unmoved(("/bin/sh", "-c", script)) == Unmoved(program, mute=False)
    assert unmoved(("bash", "-lc", script, "name")) == Unmoved(program, mute=False)


@pytest.mark.parametrize("script", ["echo w-2", "A=1 echo w-2", "echo a; sleep 1; printf b", "echo ok && date"])
def test_a_line_that_runs_nothing_else_tells_nothing_at_all(script: str) -> None:
    """Nor does what it prints."""
    found = unmoved(("sh", "-c", script))
    assert found is not None
    assert found.mute


@pytest.mark.parametrize(
    "script",
    [
        "curl -fsS URL",
        "curl | grep -q ok",
        "jq -e .x file",
        "set -o pipefail; curl | jq -e .x",
        "curl && echo ok",
        "set -e; curl; echo done",
        "set -euo pipefail; curl | head",
        "curl; test $? -eq 0",
        "curl; exit $?",
        "curl; exit",
        "curl; rc=$?; echo $rc; exit $rc",
        "curl || exit 1; echo ok",
        "curl -d 'a || true' URL",
        "grep -q ';' file",
        "grep -q a\\;true file",
        "cat file",
        "head < file",
        "if curl; then true; fi",
        "curl || { echo no; exit 1; }",
        "(curl) || true",
        "echo $(curl)",
        "! curl | head",
        "curl & true",
        "trap 'exit 1' ERR; curl; echo",
        "curl # || true",
        "cat <<E\nx\nE\ntrue",
        "curl 'x || true",
        "",
    ],
)
def test_a_line_that_may_tell_something(script: str) -> None:
    """How it ends is heard, or nobody knows."""
    assert unmoved(("sh", "-c", script)) is None


@pytest.mark.parametrize(
    "argv",
    [
        ("bash", "-ec", "curl; echo"),
        ("bash", "-e", "-c", "curl; echo"),
        ("bash", "-o", "errexit", "-c", "curl; echo"),
        ("bash", "-eo", "pipefail", "-c", "curl | head"),
        ("bash", "-o", "pipefail", "-c", "curl | head"),
        ("bash", "--norc", "-c", "true"),
        ("bash", "script.sh", "-c", "true"),
        ("bash", "-c"),
        ("sh",),
        ("ssh", "-c", "true"),
        (),
    ],
)
def test_what_the_shell_is_told_counts(argv: tuple[str, ...]) -> None:
    """To end at the first failure, to hear all of a pipe, or to read a file that nobody looked into."""
    assert unmoved(argv) is None


def test_what_complains_of_what_came_in_is_heard() -> None:
    """jq ends well where nothing comes in, so its well-being tells nothing; that it ended badly does. `head` never says so."""
    line = ("sh", "-c", "curl -fsS URL | jq -e .x")
    assert unmoved(line, 0) == unmoved(line) == Unmoved("jq", mute=False)
    assert unmoved(line, 1) is None
    assert unmoved(("sh", "-c", "curl | head"), 1) == Unmoved("head", mute=False)

"""A command as a probe: exit code, output, limits, and nothing of the environment that it was not given."""

from __future__ import annotations

import sys

from handoff.observe.probes._step import World
from tests.observe.probes.asking import ask

PY = sys.executable


def test_exit_code_and_output_are_read(world: World) -> None:
    """Standard output is the body, as text or JSON; standard error is by its side."""
    code = 'import sys; print(\'{"rows": 3}\'); print("warned", file=sys.stderr)'
    seen = ask(
        world, "command", "exit == 0", "jsonpath $.rows == 3", "body contains rows", "stderr contains warned", "duration < 20s",
        command=[PY, "-c", code], level="functional",
    )  # fmt: skip
    assert (seen.outcome, seen.status, seen.level) == ("passed", 0, "functional"), seen
    assert seen.asked.startswith(f"{PY} -c ")


def test_a_command_may_be_written_as_one_line(world: World) -> None:
    """Split as a shell would, run without one."""
    seen = ask(world, "command", "exit == 3", command=f"{PY} -c 'raise SystemExit(3)'")
    assert (seen.outcome, seen.status) == ("passed", 3)
    assert ask(world, "command", "body trim == '; echo x'", command="echo '; echo x'").outcome == "passed"


def test_a_signal_is_no_exit_code(world: World) -> None:
    """What was killed did not say how it came out."""
    seen = ask(world, "command", "exit == 0", command=[PY, "-c", "import os; os.kill(os.getpid(), 9)"])
    assert (seen.outcome, seen.asserted) == ("unclear", ("exit == 0 (can't tell: it was ended by SIGKILL)",))


def test_a_command_ends_at_its_limits(world: World) -> None:
    """Too long or too much is a look that could not be taken."""
    slow = ask(world, "command", "exit == 0", command=[PY, "-c", "import time; time.sleep(60)"], timeout=0.3)
    assert slow.could_not is not None
    assert "timed out after 0.3 s; give it more time" in slow.could_not
    loud = ask(world, "command", "exit == 0", command=[PY, "-c", "print('x' * 99999)"], max_output="1 KiB")
    assert loud.could_not is not None
    assert "1024 bytes of output" in loud.could_not
    assert "no such program" in (ask(world, "command", "exit == 0", command=["no-such-program-here"]).could_not or "")


def test_only_named_variables_are_handed_on(world: World, monkeypatch: object) -> None:
    """By name, or by being written into the command; their values are not shown."""
    import os

    world.environment = os.environ | {"A_TOKEN": "c0rrect-horse-battery", "OTHER": "x"}
    os.environ.update({"A_TOKEN": "c0rrect-horse-battery", "OTHER": "x"})
    try:
        code = "import os, sys; print(os.environ.get('A_TOKEN'), os.environ.get('OTHER'), sys.argv[1:])"
        seen = ask(world, "command", "body contains None", command=[PY, "-c", code, "${A_TOKEN}"])
        assert seen.outcome == "passed", seen
        assert "horse" not in repr(seen)
        named = ask(world, "command", "body contains x", command=[PY, "-c", code], environment=["OTHER"])
        assert named.outcome == "passed", named
    finally:
        del os.environ["A_TOKEN"], os.environ["OTHER"]
    assert "GONE is not set" in (ask(world, "command", "exit == 0", command=["true"], environment=["GONE"]).could_not or "")


def test_the_folder_lies_inside_the_project(world: World) -> None:
    """Where the command runs."""
    (world.root / "inner").mkdir()
    assert ask(world, "command", "body contains inner", command=["pwd"], directory="inner").outcome == "passed"
    seen = ask(world, "command", "exit == 0", command=["pwd"], directory="../..")
    assert seen.could_not == "../.. lies outside the project; name a folder inside it"

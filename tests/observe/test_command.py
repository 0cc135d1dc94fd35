"""Programs run for a look: no shell, a clean environment, ended as a whole at a limit."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from handoff.errors import CouldNotLook
from handoff.observe.command import Finished, run_command
from handoff.observe.environment import clean_environment
from tests.observe.servers import lives


def _run(folder: Path, *argv: str, timeout: float = 60, **more: object) -> Finished:
    return run_command(argv, directory=folder, environment={"PATH": os.environ["PATH"]}, timeout=timeout, **more)  # type: ignore[arg-type]  # passed through


def test_both_outputs_and_the_exit_code(tmp_path: Path) -> None:
    """Kept apart, byte for byte, from the folder that was named."""
    done = _run(tmp_path, "sh", "-c", "pwd; printf '\\377'; echo two >&2; exit 3")
    assert done.stdout == f"{tmp_path}\n".encode() + b"\xff"
    assert (done.stderr, done.exit, done.signal, done.stopped) == (b"two\n", 3, None, None)


def test_there_is_no_shell(tmp_path: Path) -> None:
    """Words are words, whatever they hold."""
    assert _run(tmp_path, "echo", "$HOME; touch x", "*").stdout == b"$HOME; touch x *\n"
    assert list(tmp_path.iterdir()) == []


def test_input_is_what_is_given_or_nothing(tmp_path: Path) -> None:
    """A program that reads gets its input, however long, or the end at once; one that does not read is no trouble."""
    data = os.urandom(1 << 20)
    assert _run(tmp_path, "cat", given=data).stdout == data
    assert _run(tmp_path, "cat").stdout == b""
    assert _run(tmp_path, "true", given=data).exit == 0
    assert _run(tmp_path, "cat", given=b"").stdout == b""


def test_it_has_no_terminal(tmp_path: Path) -> None:
    """It cannot ask a person who is not there."""
    assert _run(tmp_path, "sh", "-c", "exec < /dev/tty").exit != 0


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("no-such-program",), "no such program on PATH"),
        (("./missing",), "No such file"),
        (("/",), "Permission denied"),
        (("sh", "a\0b"), "null byte"),
    ],
)
def test_what_cannot_be_started_is_told(tmp_path: Path, argv: tuple[str, ...], why: str) -> None:
    """One line, no traceback."""
    with pytest.raises(CouldNotLook, match=why):
        _run(tmp_path, *argv)


def test_at_its_time_limit_the_whole_group_goes(tmp_path: Path) -> None:
    """Also what it started, and also what does not want to."""
    body = "trap '' TERM; (trap '' TERM; echo $$; exec sleep 300) & wait"
    done = _run(tmp_path, "sh", "-c", body, timeout=2)
    assert (done.stopped, done.exit, done.signal) == ("timed out after 2 s", None, "SIGKILL")


def test_one_that_closes_its_output_is_timed_all_the_same(tmp_path: Path) -> None:
    """Nothing to read is not the end."""
    done = _run(tmp_path, "sh", "-c", "exec >&- 2>&-; sleep 300", timeout=0.5)
    assert (done.stopped, done.signal) == ("timed out after 0.5 s", "SIGTERM")


def test_too_much_output_is_cut_and_told(tmp_path: Path) -> None:
    """No more is kept than was allowed; exactly that much is fine."""
    done = _run(tmp_path, "yes", limit=10_000)
    assert done.stopped == "more than 10000 bytes of output"
    assert len(done.stdout) == 10_000
    assert _run(tmp_path, "head", "-c", "10000", "/dev/zero", limit=10_000).stopped is None


@pytest.mark.parametrize("body", ["sleep 300", "exec >&- 2>&-; sleep 300"])
def test_it_stops_when_asked_to(tmp_path: Path, body: str) -> None:
    """From another thread, whether it writes or not."""
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert _run(tmp_path, "sh", "-c", body, stop=stop).stopped == "interrupted"


def test_what_it_leaves_behind_is_ended_and_not_waited_for(tmp_path: Path) -> None:
    """A program that is done is done; its children in the background go with it."""
    done = _run(tmp_path, "sh", "-c", "sleep 300 & echo $!")
    assert done.stopped is None
    # It has been killed; how soon the system takes it away is the system's business.
    end = time.monotonic() + 60
    while lives(int(done.stdout)):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few variables, those that are named, and a PATH without relative entries and without the project's own folders."""
    inside = tmp_path / "bin"
    inside.mkdir()
    monkeypatch.setenv("PATH", f"{inside}:.::/usr/bin:relative")
    monkeypatch.setenv("HANDOFF_X", "x")
    monkeypatch.setenv("HANDOFF_Y", "y")
    monkeypatch.setenv("PYTHONPATH", "/evil")
    made = clean_environment(tmp_path, ["HANDOFF_X", "HANDOFF_MISSING"])
    assert made["PATH"] == "/usr/bin"
    assert made["HANDOFF_X"] == "x"
    assert made.keys() & {"HANDOFF_Y", "HANDOFF_MISSING", "PYTHONPATH"} == set()
    monkeypatch.delenv("PATH")
    assert clean_environment()["PATH"]


def test_a_signal_without_a_name(tmp_path: Path) -> None:
    """Realtime signals have numbers only."""
    done = _run(tmp_path, sys.executable, "-c", "import os; os.kill(os.getpid(), 40)")
    assert (done.exit, done.signal) == (None, "signal 40")

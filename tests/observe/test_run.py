"""Commands run for real, on pipes and on terminals of the test's own."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handoff.observe.environment import environment_notes
from tests.observe.servers import lives

RUN = textwrap.dedent(
    """
    import json, os, sys
    from handoff.observe.capture import Output
    from handoff.secrets.redactor import Redactor
    from handoff.observe.run import run_captured
    kept, settings = Output(), json.loads(sys.argv[1])
    where = settings.pop("where")
    try:
        ended = run_captured(sys.argv[2:], Redactor(), kept, **settings)
        told = [ended.exit, ended.signal, ended.late, ended.code]
    except Exception as error:
        told = [type(error).__name__, error.exit_code]
    open(where, "w").write(json.dumps([told, kept.text()]))
    """
)


class Ran:
    """What came of one run: how it ended, what was kept, and what came out of our own streams."""

    def __init__(self, told: list[object], kept: str, out: str = "", err: str = "") -> None:
        self.told, self.kept, self.out, self.err = told, kept, out, err


Start = Callable[..., "subprocess.Popen[bytes]"]


def _attend_to_signals() -> None:
    """Whoever starts the tests may ignore signals, as nohup does; a run that is told of them must not inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a run in a process of its own; `where` is the file that it tells about itself in."""
    with contextlib.ExitStack() as stack:

        def begin(*argv: str, streams: dict[str, object] | None = None, **settings: object) -> subprocess.Popen[bytes]:
            told = json.dumps({"where": str(tmp_path / "told.json"), **settings})
            given: dict[str, Any] = {
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "preexec_fn": _attend_to_signals,
            }
            process = subprocess.Popen([sys.executable, "-c", RUN, told, *argv], **given | (streams or {}))
            # Should a test fail, the run ends with it; pipes are closed in any case.
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield begin


def _told(tmp_path: Path, out: bytes = b"", err: bytes = b"") -> Ran:
    told, kept = json.loads((tmp_path / "told.json").read_text())
    return Ran(told, kept, out.decode(), err.decode())


@pytest.fixture
def run(start: Start, tmp_path: Path) -> Callable[..., Ran]:
    """Run a command on pipes until it has ended."""

    def go(*argv: str, **settings: object) -> Ran:
        process = start(*argv, **settings)
        out, err = process.communicate(timeout=60)
        return _told(tmp_path, out, err)

    return go


def _python(body: str) -> tuple[str, str, str]:
    return sys.executable, "-c", textwrap.dedent(body)


def test_streams_stay_apart_and_are_kept_together(run: Callable[..., Ran]) -> None:
    """What goes to which stream is as without the tool; what is kept has both, in order."""
    body = """
        import array, fcntl, sys, termios, time

        def say(text, stream):
            print(text, file=stream, flush=True)
            unread = array.array("i", [1])
            while unread[0]:
                time.sleep(0.01)
                fcntl.ioctl(stream, termios.FIONREAD, unread)

        say("one", sys.stdout), say("two", sys.stderr), say("three", sys.stdout)
        sys.exit(3)
        """
    ran = run(*_python(body))
    assert (ran.out, ran.err, ran.kept) == ("one\nthree\n", "two\n", "one\ntwo\nthree\n")
    assert ran.told == [3, None, False, 3]


def test_secrets_are_hidden_from_both_and_raw_shows_them(run: Callable[..., Ran]) -> None:
    """Nothing secret is shown or kept; with raw it is shown as it is and still not kept."""
    body = "echo 'Authorization: Bearer abc123def'; echo password=hunter2 >&2"
    ran = run("sh", "-c", body)
    assert "abc123def" not in ran.out + ran.kept
    assert "hunter2" not in ran.err + ran.kept
    ran = run("sh", "-c", body, raw=True)
    assert ran.out == "Authorization: Bearer abc123def\n"
    assert "abc123def" not in ran.kept


def test_standard_input_is_the_users_own(start: Start, tmp_path: Path) -> None:
    """What is piped in reaches the command."""
    process = start("cat", streams={"stdin": subprocess.PIPE})
    out, _ = process.communicate(b"from outside\n", timeout=60)
    assert out == b"from outside\n"
    assert _told(tmp_path).kept == "from outside\n"


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("sh", "-c", "kill -9 $$"), [None, 9, False, 137]),
        (("sh", "-c", "kill -15 $$"), [None, 15, False, 143]),
        (("no-such-program-here",), ["NotStarted", 127]),
        (("/",), ["NotStarted", 126]),
    ],
)
def test_how_it_ended_is_told_as_a_shell_tells_it(run: Callable[..., Ran], argv: tuple[str, ...], told: list[object]) -> None:
    """Signals are 128 and more, what cannot be started is 127 or 126."""
    assert run(*argv).told == told


def test_everything_is_ended_when_its_time_is_up(run: Callable[..., Ran]) -> None:
    """The whole process group goes, also what ignores being asked."""
    body = "trap '' TERM; (trap '' TERM; exec sleep 300) & echo $$ $!; sleep 300; sleep 300"
    ran = run("sh", "-c", body, timeout=2)
    assert ran.told == [None, 9, True, 124]
    pids = [int(line) for line in ran.kept.split()]
    assert len(pids) == 2
    end = time.monotonic() + 60
    while any(map(lives, pids)):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_it_leaves_in_the_background_is_not_waited_for(run: Callable[..., Ran]) -> None:
    """A command that starts something and returns has returned, though the other one holds its output open."""
    ran = run("sh", "-c", "sleep 300 & echo started $!")
    assert ran.told[0] == 0
    # It is still there, so nobody has waited for its end.
    os.kill(int(ran.kept.split()[1]), signal.SIGKILL)


def test_a_reader_that_leaves_ends_the_command_as_without_the_tool(start: Start, tmp_path: Path) -> None:
    """When nobody reads on, the command gets the broken pipe that it would have got."""
    process = start("yes")
    assert process.stdout is not None
    process.stdout.read(100)
    process.stdout.close()
    process.wait(timeout=60)
    assert _told(tmp_path).told == [None, signal.SIGPIPE, False, 128 + signal.SIGPIPE]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_are_passed_on(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    """The command decides what a signal means; what it said until then is kept."""
    body = f"trap 'echo caught; exit 7' {number.name.removeprefix('SIG')}; echo ready; while :; do sleep 0.05; done"
    process = start("sh", "-c", body)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(number)
    assert process.stdout.read() == b"caught\n"
    process.wait(timeout=60)
    assert _told(tmp_path).told == [7, None, False, 7]


def test_a_signal_that_was_ignored_stays_ignored(start: Start, tmp_path: Path) -> None:
    """Under nohup a hang-up ends neither the tool nor the command."""
    body = "echo ready; sleep 0.5; echo still here"
    process = start("sh", "-c", body, streams={"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)})
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    assert process.stdout.read() == b"still here\n"
    process.wait(timeout=60)
    assert _told(tmp_path).told[0] == 0


def _stopped(process: subprocess.Popen[bytes]) -> bool:
    """Wait until our process has stopped; whether it did, and has not ended."""
    _pid, status = os.waitpid(process.pid, os.WUNTRACED)
    return os.WIFSTOPPED(status)


def test_being_stopped_stops_the_command_and_going_on_continues_it(start: Start, tmp_path: Path) -> None:
    """As a job of a shell: both stop, both go on."""
    further = tmp_path / "further"
    # One process: a shell that waits for the start of its child cannot be seen to stop.
    waiting = f"import os, time\nprint(os.getpid(), flush=True)\nwhile not os.path.exists({str(further)!r}): time.sleep(0.05)"
    process = start(sys.executable, "-c", f"{waiting}\nprint('done')")
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.send_signal(signal.SIGTSTP)
    assert _stopped(process)
    end = time.monotonic() + 60
    while Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "T":
        assert time.monotonic() < end, "the command goes on"
    further.touch()
    process.send_signal(signal.SIGCONT)
    assert process.stdout.read() == b"done\n"
    process.wait(timeout=60)
    assert _told(tmp_path).told[0] == 0


def test_a_command_that_stops_itself_stops_us(start: Start, tmp_path: Path) -> None:
    """Whoever continues us continues it."""
    process = start("sh", "-c", "kill -STOP $$; echo done")
    assert _stopped(process)
    process.send_signal(signal.SIGCONT)
    assert process.stdout is not None
    assert process.stdout.read() == b"done\n"
    process.wait(timeout=60)
    assert _told(tmp_path).told[0] == 0


def test_a_closed_stream_of_ours_is_no_trouble(start: Start, tmp_path: Path) -> None:
    """With standard input and error closed, the command runs, and its output is kept."""

    def close() -> None:
        os.close(0)
        os.close(2)

    process = start("sh", "-c", "echo out; echo err >&2", streams={"stdin": None, "stderr": None, "preexec_fn": close})
    out, _ = process.communicate(timeout=60)
    assert out == b"out\n"
    assert sorted(_told(tmp_path).kept.split()) == ["err", "out"]


def test_a_great_output_is_shown_whole_and_kept_by_its_ends(run: Callable[..., Ran]) -> None:
    """Nothing that is left in a pipe when the command has gone is lost."""
    ran = run(*_python("print('\\n'.join(f'{n:07}' for n in range(100_000)))"))
    assert len(ran.out) == 800_000
    assert ran.out.endswith("0099999\n")
    assert ran.kept.endswith("0099999\n")
    assert "characters left out here" in ran.kept


class Terminal:
    """A terminal with the test on its other side."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 101, 0, 0))
        self.text = ""

    def close(self) -> None:
        """Give both sides back."""
        os.close(self.master)
        os.close(self.slave)

    def until(self, wanted: str, seconds: float = 60) -> str:
        """Read until this text has come."""
        end = time.monotonic() + seconds
        while wanted not in self.text:
            assert time.monotonic() < end, f"{wanted!r} did not come, but {self.text!r}"
            if select.select([self.master], [], [], 0.1)[0]:
                self.text += os.read(self.master, 65536).decode(errors="replace")
        return self.text

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self.master, text.encode())


Begin = Callable[..., tuple[Terminal, Callable[[], Ran]]]


@pytest.fixture
def terminal(start: Start, tmp_path: Path) -> Iterator[Begin]:
    """Start a run as the one that a terminal listens to; the terminal, and what gives the result once it has ended."""
    opened: list[Terminal] = []

    def begin(*argv: str, **settings: Any) -> tuple[Terminal, Callable[[], Ran]]:
        made = Terminal()
        opened.append(made)

        def lead() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        on = {"stdin": made.slave, "stdout": made.slave, "stderr": made.slave, "preexec_fn": lead}
        streams = settings.pop("streams", {})
        process = start(*argv, streams=on | streams, **settings)

        def result() -> Ran:
            end = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < end:
                if select.select([made.master], [], [], 0.05)[0]:
                    made.text += os.read(made.master, 65536).decode(errors="replace")
            assert process.returncode is not None
            return _told(tmp_path)

        return made, result

    yield begin
    for one in opened:
        one.close()


def test_a_terminal_stays_a_terminal(terminal: Begin) -> None:
    """The command has a terminal of its own for all three streams, of our terminal's size."""
    body = "import os; print([os.isatty(n) for n in range(3)], os.get_terminal_size(), open('/dev/tty').isatty())"
    _made, result = terminal(*_python(body))
    ran = result()
    assert ran.told[0] == 0
    assert "[True, True, True] os.terminal_size(columns=101, lines=33) True" in ran.kept


def test_keys_reach_the_command_and_a_password_is_not_echoed(terminal: Begin) -> None:
    """A prompt is shown at once, what is typed goes to the command, and getpass works as always."""
    body = "import getpass; name = input('Name? '); word = getpass.getpass('Password: '); print(name, len(word))"
    made, result = terminal(*_python(body))
    made.until("Name? ")
    made.type("bob\r")
    made.until("Password: ")
    made.type("hunter22\r")
    made.until("bob 8")
    ran = result()
    assert ran.told[0] == 0
    assert "hunter22" not in made.text + ran.kept


def test_control_c_goes_to_the_command(terminal: Begin) -> None:
    """The command is interrupted, not the tool: it is kept how it ended."""
    made, result = terminal("sh", "-c", "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.05; done")
    made.until("ready")
    made.type("\x03")
    made.until("caught")
    assert result().told == [5, None, False, 5]


def test_control_c_that_nobody_catches_is_130(terminal: Begin) -> None:
    """As in any shell."""
    made, result = terminal("sh", "-c", "echo ready; sleep 30")
    made.until("ready")
    made.type("\x03")
    assert result().told == [None, 2, False, 130]


def test_the_terminal_is_as_it_was(terminal: Begin) -> None:
    """After the run, modes are restored, though the command has changed its own."""
    made, result = terminal("sh", "-c", "stty raw -echo; echo done")
    before = termios.tcgetattr(made.slave)
    result()
    assert termios.tcgetattr(made.slave)[:4] == before[:4]


def test_a_new_size_is_passed_on(terminal: Begin) -> None:
    """When the window changes, the command is told."""
    body = """
        import os, signal
        signal.signal(signal.SIGWINCH, lambda *_: print(os.get_terminal_size().columns, flush=True) or os._exit(0))
        print("ready", flush=True)
        while True: signal.pause()
        """
    made, result = terminal(*_python(body))
    made.until("ready")
    fcntl.ioctl(made.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 123, 0, 0))
    made.until("123")
    assert result().told[0] == 0


def test_secrets_are_hidden_on_a_terminal_too(terminal: Begin) -> None:
    """Colours between its letters do not save a secret."""
    made, result = terminal("printf", "\\033[32mAuthorization\\033[0m: Bearer \\033[1mabc123def\\033[0m\\n")
    made.until("hidden: bearer token")
    assert "abc123def" not in made.text + result().kept


def test_output_to_a_file_leaves_the_other_streams_as_they_are(terminal: Begin, tmp_path: Path) -> None:
    """With output piped away, errors still go to a terminal; a command that asks the terminal is given it."""
    body = """
        import os, sys
        print([os.isatty(n) for n in range(3)])
        with open("/dev/tty", "r+b", buffering=0) as tty:
            tty.write(b"Who? ")
            print(tty.readline().decode().strip())
        """
    with (tmp_path / "out").open("wb") as out:
        made, result = terminal(*_python(body), streams={"stdout": out})
        made.until("Who? ")
        made.type("alice\n")
        ran = result()
    assert ran.told[0] == 0
    assert (tmp_path / "out").read_text() == "[True, False, True]\nalice\n"


def test_control_c_with_output_piped_away(terminal: Begin, tmp_path: Path) -> None:
    """The terminal interrupts us, and we pass it on."""
    with (tmp_path / "out").open("wb") as out:
        body = "trap 'echo caught >&2; exit 5' INT; echo ready >&2; while :; do sleep 0.05; done"
        made, result = terminal("sh", "-c", body, streams={"stdout": out})
        made.until("ready")
        made.type("\x03")
        made.until("caught")
        assert result().told == [5, None, False, 5]


def test_the_environment_is_noted_as_far_as_it_matters() -> None:
    """The system, and variables that change how things run; no others."""
    notes = environment_notes({"CI": "true", "TZ": "UTC", "HOME": "/root", "SECRET": "x", "LANG": ""})
    assert notes[0].startswith("os=")
    assert notes[1:] == ("CI=true", "TZ=UTC")

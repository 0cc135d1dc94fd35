"""One file a verb: parse, call, print, exit code.

A verb is a module of this package that holds a function of the module's own name (`new.py` holds `new`), annotated for
typer; its docstring is its help. Only the verb that was asked for is imported, because every import costs the user time;
heavy imports stand inside the functions. `obey` is the one error boundary.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from handoff.errors import HandoffError

if TYPE_CHECKING:
    import typer

# Python keywords and names of the standard library cannot be module names that a person would like to import.
_MODULES = {"import": "import_", "list": "list_", "open": "open_"}


def verbs() -> list[str]:
    """The verbs of the command line, in alphabetical order."""
    import pkgutil

    words = {module: word for word, module in _MODULES.items()}
    names = (info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return sorted(words.get(name, name) for name in names)


def app(*words: str) -> typer.Typer:
    """The typer application with these verbs only."""
    import importlib

    import typer

    from handoff.cli import _options
    from handoff.cli._verbs import Verbs

    made = typer.Typer(
        cls=Verbs,
        name="handoff",
        help="Record a session, look at the world, and hand over a document that cannot look better than its evidence.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options.top)
    for word in words:
        module = importlib.import_module(f"handoff.cli.{_MODULES.get(word, word)}")
        if group := getattr(module, "group", None):
            made.add_typer(group(), name=word)
        else:
            settings = getattr(module, "CONTEXT", None)
            made.command(word, context_settings=settings)(getattr(module, _MODULES.get(word, word)))
    return made


def _recorded(words: list[str]) -> bool:
    """Whether the words were a plain event, which the fast path has then recorded without the price of importing typer."""
    from handoff.cli._fast_event import read_fast

    if (line := read_fast(words)) is None:
        return False
    from handoff.cli._recording import record_line

    if (id := record_line(line)) is None:
        return False
    sys.stdout.write(f"{id}\n")
    return True


def _checked(words: list[str]) -> int | None:
    """The exit code of a plain check that the fast path has made; None when typer should read the line."""
    from handoff.cli._check import read_check, run_check

    asked = read_check(words)
    return None if asked is None else run_check(asked)


def _rendered(words: list[str]) -> int | None:
    """The exit code of a plain rendering that the fast path has made; None when typer should read the line."""
    from handoff.cli._render import read_render, run_render

    asked = read_render(words)
    return None if asked is None else run_render(asked)


def _ran(words: list[str]) -> int | None:
    """The exit code of a command that the fast path has run; None when typer should read the line."""
    from handoff.cli._run import read_run, run_run

    asked = read_run(words)
    return None if asked is None else run_run(asked)


def _shown(error: HandoffError) -> str:
    """The error as it is told: what it quotes may be a secret."""
    from handoff.secrets.glance import may_hold

    if not may_hold(said := str(error)):
        return said
    from handoff.secrets.typed import Typed

    return Typed().text(said)


def obey(argv: list[str]) -> int:
    """Run one command line and say what the process should return. No error that a person can mend gets a traceback."""
    try:
        if argv[:1] == ["event"] and _recorded(argv[1:]):
            return 0
        if argv[:1] == ["check"] and (code := _checked(argv[1:])) is not None:
            return code
        if argv[:1] == ["render"] and (code := _rendered(argv[1:])) is not None:
            return code
        if argv[:1] == ["run"] and (code := _ran(argv[1:])) is not None:
            return code
        asked = next((word for word in argv if not word.startswith("-")), "")
        known = verbs()
        app(*([asked] if asked in known and "--install-completion" not in argv else known))(args=argv, prog_name="handoff")
    except HandoffError as error:
        sys.stderr.write(f"handoff: {_shown(error)}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("handoff: interrupted\n")
        return 130
    except BrokenPipeError:
        # The reader has what it wanted; keep the interpreter from flushing into the closed pipe on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1 if leave.code else 0
    return 0

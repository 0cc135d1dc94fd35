"""The program that a command line starts, and those that tell nothing by how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Programs that come out the same whatever the world is like.
BLIND = frozenset({"true", ":", "echo", "printf", "sleep", "date", "whoami"})
# Levels at which a run is read for what it printed, and not only for how it ended.
PRINTED = ("deployed", "serving")
# At the end of a pipe they end well, whatever comes in.
_PASSING = frozenset({"head", "tail", "cat", "tee", "sort", "wc", "less", "jq"})
# Of those, what ends well where nothing comes in (`jq -e` did until 1.7) and says when it does not like what does.
_COMPLAINING = frozenset({"jq"})
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})
# What makes it hard to say with which command a script ends; nothing is said of such a one.
_WORDS_OF_SHELL = frozenset(
    ("if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "select", "function", "{", "}",
     "!", "[[", "trap", "exec", "eval", "return", "kill", "wait")
)  # fmt: skip
_QUOTED = r"'[^']*'|\"(?:\\.|[^\"\\])*\"|\\."
_OPERATOR = r"[();<>|&\n]"


class Unmoved(NamedTuple):
    """A command that ends the same whatever the world is like: as `program` does. `mute`: nor does its output tell anything."""

    program: str
    mute: bool


def program_of(argv: Sequence[str]) -> str:
    """The name of the program, without the folder that it lies in."""
    return "".join(argv[:1]).rpartition("/")[2]


def unmoved(argv: Sequence[str], exit: int | None = None) -> Unmoved | None:
    """What a command ends as, where that is not what it asks; None where how it ends may tell something, or nobody knows.

    `exit` is how it ended, where that is known: of some programs only a failure tells something.
    """
    program = program_of(argv)
    if program in BLIND:
        return Unmoved(program, mute=True)
    found = _unmoved_shell(argv) if program in _SHELLS else None
    return None if found and exit and found.program in _COMPLAINING else found


def unheard(argv: Sequence[str], exit: int | None, read: bool, called: str = "") -> str:
    """Why how a command ended tells nothing, in words; empty where it may.

    `read`: its output is read, for counts or for what it names. `called` is what its program is called in the sentence.
    """
    end = unmoved(argv, exit)
    if end is None or (read and not end.mute):
        return ""
    if end.program == program_of(argv):
        return f"{called or end.program} comes out the same whatever the world is like"
    return f"the shell ends as `{end.program}` does, whatever became of what it asks"


def _unmoved_shell(argv: Sequence[str]) -> Unmoved | None:
    found = _script_of(argv)
    try:
        script = _Script(*found) if found else None
    except ValueError:
        return None  # quotes that do not close, or a form that is not read
    last = script.ends_as() if script else ""
    return Unmoved(last, mute=all(program in BLIND for program in script.programs())) if script and last else None


def _script_of(argv: Sequence[str]) -> tuple[str, bool, bool] | None:
    """The text behind `-c`, and whether the shell is told to end at the first failure, and to hear all of a pipe."""
    given, letters, names = False, "", []
    words = iter(argv[1:])
    for word in words:
        if word.startswith(("--", "+")):
            return None
        if not word.startswith("-"):
            return (word, "e" in letters or "errexit" in names, "pipefail" in names) if given else None
        letters += word
        given = given or "c" in word
        if "o" in word:
            names.append(next(words, ""))
    return None


class _Script:
    """A line for a shell: lists of pipes, as far as it is simple."""

    def __init__(self, text: str, errexit: bool, pipefail: bool) -> None:
        self._errexit, self._pipefail = errexit, pipefail
        self._lists: list[list[tuple[str, list[list[str]]]]] = []
        """Of each list its pipes, each behind what joins it to those before; of each pipe the words of its commands."""
        self._read(text)

    def _read(self, text: str) -> None:
        joined, pipe, command = "", list[list[str]](), list[str]()
        pipes: list[tuple[str, list[list[str]]]] = []
        for token in (*_tokens(text), ";"):
            if not re.match(_OPERATOR, token):
                command.append(token)
                continue
            if command:
                pipe.append(command)
                self._heed(command)
            elif pipe or joined:
                raise ValueError(text)
            command = []
            if token in ("|", "|&"):
                continue
            if pipe:
                pipes.append((joined, pipe))
            pipe, joined = [], token if token in ("&&", "||") else ""
            if joined == "" and pipes:
                self._lists.append(pipes)
                pipes = []

    def _heed(self, command: list[str]) -> None:
        if _WORDS_OF_SHELL.intersection(command[:1]) or command[0].startswith("#") or "#" in command:
            raise ValueError(command)
        if command[0] == "set":
            self._errexit = self._errexit or any(word == "errexit" or re.fullmatch("-[a-z]*e[a-z]*", word) for word in command)
            self._pipefail = self._pipefail or "pipefail" in command

    def programs(self) -> Iterator[str]:
        """The programs that it starts."""
        return (_program(command) for pipes in self._lists for _, pipe in pipes for command in pipe)

    def ends_as(self) -> str:
        """The program that it ends as whatever the others did; empty where how they end may be heard."""
        *before, last = self._lists or [[]]
        if any(_program(command) == "exit" for pipes in before for _, pipe in pipes for command in pipe):
            return ""
        if self._errexit and not all(self._list_ends_as(pipes) for pipes in before):
            return ""
        return self._list_ends_as(last)

    def _list_ends_as(self, pipes: list[tuple[str, list[list[str]]]]) -> str:
        well = ""
        for joined, pipe in pipes:
            end = self._pipe_ends_as(pipe)
            heard = end if well or not joined else ""
            well = (well or end) if joined == "||" else heard
        return well

    def _pipe_ends_as(self, pipe: list[list[str]]) -> str:
        ends = [_ends_well(command, piped=place > 0) for place, command in enumerate(pipe)]
        return "" if self._pipefail and not all(ends) else ends[-1]


def _program(command: list[str]) -> str:
    words = (word for word in command if not re.match(r"[A-Za-z_]\w*=", word))
    return program_of(tuple(words))


def _ends_well(command: list[str], piped: bool) -> str:
    """The program of a command, where it ends well whatever the world is like; else nothing."""
    program = _program(command)
    if program in BLIND or command in (["exit", "0"], ["set", "-e"]) or (piped and program in _PASSING):
        return " ".join(command[:2]) if program == "exit" else program
    return ""


def _tokens(text: str) -> list[str]:
    """The words and operators of a line; where something goes to or comes from is left out. Raises ValueError."""
    import shlex

    # In quotation marks an operator is none, and shlex does not say afterwards which words were quoted.
    masked = re.sub(_QUOTED, lambda quoted: re.sub(_OPERATOR, "_", quoted[0]), text.replace("\\\n", " "), flags=re.DOTALL)
    lexer = shlex.shlex(masked, posix=True, punctuation_chars="();<>|&\n")
    lexer.commenters, lexer.whitespace, lexer.whitespace_split = "", " \t\r", True
    found: list[str] = []
    redirected = False
    for token in lexer:
        if redirected:
            redirected = False
        elif re.match(r"[<>]|&>", token):
            if "(" in token or "<<" in token:
                raise ValueError(text)
            redirected = True
            if found and found[-1].isdigit():
                found.pop()
        elif re.match(_OPERATOR, token):
            operator = token.strip("\n") or ";"
            if operator not in (";", "|", "|&", "&&", "||"):
                raise ValueError(text)
            found.append(operator)
        else:
            found.append(token)
    return found

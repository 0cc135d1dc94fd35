"""The few settings that decide whether a file of the work tree equals what is committed, read without starting anything.

GitPython parses them: with its includes switched off for the repository's own file, which may be a stranger's, and with no
program that it could start. Its `Repo` and its command wrapper are not used: `Repo` follows `include.path` of whatever
configuration it opens (a device file there fills the memory), and the wrapper hands every `GIT_*` variable of the caller
on to git and reads a whole answer before it gives any of it away.
"""

from __future__ import annotations

import configparser
import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from git.config import GitConfigParser

# Words only: none of these can name a program, a file or a host.
_KEPT: Mapping[str, str] = {
    "autocrlf": r"true|false|input|yes|no|on|off|0|1",
    "eol": r"lf|crlf|native",
    "filemode": r"true|false|yes|no|on|off|0|1",
    "symlinks": r"true|false|yes|no|on|off|0|1",
    "ignorecase": r"true|false|yes|no|on|off|0|1",
    "precomposeunicode": r"true|false|yes|no|on|off|0|1",
    "trustctime": r"true|false|yes|no|on|off|0|1",
    "checkstat": r"default|minimal",
    "sparsecheckout": r"true|false|yes|no|on|off|0|1",
    "sparsecheckoutcone": r"true|false|yes|no|on|off|0|1",
}
_FILTER = re.compile(r'filter "(.+)"')
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """`core` holds settings of the section of that name; `filters` the content filters that somebody configured.

    `ignored` is the user's own list of names to ignore. `problem` says why the repository's file could not be read.
    """

    core: Mapping[str, str]
    filters: frozenset[str]
    ignored: Path | None = None
    problem: str = ""


def read_settings(own: Path, common: Path, caller: Mapping[str, str]) -> Settings:
    """The settings of a repository and of the user whose work tree it is."""
    parser = gitpython().GitConfigParser
    core: dict[str, str] = {}
    filters: set[str] = set()
    ignored = _user_file(caller, "ignore")
    problem = ""
    users = (Path("/etc/gitconfig"), _user_file(caller, "config"), _home(caller, ".gitconfig"))
    for file in (*users, common / "config", own / "config.worktree"):
        mine = file in users
        if file is None:
            continue
        try:
            read = _read(parser, file, includes=mine)
        except (configparser.Error, OSError, ValueError, AssertionError) as error:
            problem = problem if mine else f"{file.name} cannot be read: {str(error).splitlines()[0][:200]}"
            continue
        if read is None:
            continue
        if mine and (named := read.get("core", {}).get("excludesfile")):
            ignored = _expanded(named, caller)
        core |= {key: value.lower() for key, value in read.get("core", {}).items() if _fits(key, value)}
        filters |= {match[1] for name in read if (match := _FILTER.fullmatch(name))}
    return Settings(core, frozenset(filters), ignored if ignored is not None and ignored.is_file() else None, problem)


def _fits(key: str, value: str) -> bool:
    return key in _KEPT and re.fullmatch(_KEPT[key], value.lower()) is not None


def _read(parser: type[GitConfigParser], file: Path, includes: bool) -> dict[str, dict[str, str]] | None:
    """Sections, keys and last values of one file; None when there is none. Raises what GitPython raises."""
    try:
        what = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(what.st_mode) or what.st_size > _LARGEST:
        raise ValueError("it is no plain file of reasonable size")
    read = parser(str(file), read_only=True, merge_includes=includes)
    read.read()
    return {
        name.lower() if '"' not in name else name: {
            key.lower(): str(value) for key, value in read.items(name) if key != "__name__"
        }
        for name in read.sections()
    }


def gitpython() -> ModuleType:
    """GitPython, imported so that it starts no program: on import it would look for `git`, in the current folder too."""
    if "git" not in sys.modules:
        before = {name: os.environ.get(name) for name in ("GIT_PYTHON_GIT_EXECUTABLE", "GIT_PYTHON_REFRESH")}
        os.environ.update(GIT_PYTHON_GIT_EXECUTABLE=os.devnull, GIT_PYTHON_REFRESH="quiet")
        try:
            import git
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
        return git
    return sys.modules["git"]


def _home(caller: Mapping[str, str], name: str) -> Path | None:
    home = caller.get("HOME")
    return Path(home, name) if home else None


def _user_file(caller: Mapping[str, str], name: str) -> Path | None:
    folder = caller.get("XDG_CONFIG_HOME")
    return Path(folder, "git", name) if folder else _home(caller, f".config/git/{name}")


def _expanded(named: str, caller: Mapping[str, str]) -> Path | None:
    return _home(caller, named[2:]) if named.startswith("~/") else Path(named)

"""Whether this user lets this project touch the network and run commands: the grant, and the user's own settings.

A grant is bound to the path and the content of the project's configuration; any edit revokes it. It lies in the user's
own configuration folder and is never read from the repository.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shlex
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from handoff.errors import BadInput, CouldNotLook, CouldNotWrite
from handoff.model.project import Project
from handoff.model.times import written

SCHEMA = "handoff/trust/1"
State = Literal["trusted", "changed", "untrusted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Where a project stands. `granted` is when the user said yes, as RFC 3339 text; `changed` means an edit since then."""

    state: State
    path: str
    digest: str
    granted: str | None = None


def settings_folder(project: Project | None = None) -> Path:
    """The user's own configuration folder for this tool; it need not exist.

    Raises CouldNotLook when there is no home folder, or when the folder lies inside the project: then a repository could
    bring its own grant.
    """
    base = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        # The XDG base directory specification: a relative path is invalid and is to be ignored.
        folder = (Path(base) if base.startswith("/") else Path.home() / ".config") / "handoff"
    except RuntimeError:
        raise CouldNotLook("there is no home folder to keep the grant in", "set HOME or XDG_CONFIG_HOME") from None
    real = folder.resolve()
    # Without a configuration the root is wherever the user stands, their home maybe, and nothing there could be trusted.
    if project is not None and project.path is not None and real.is_relative_to(Path(project.root).resolve()):
        raise CouldNotLook(
            f"{folder} lies inside the project, and a repository must not bring its own trust",
            "set XDG_CONFIG_HOME to a folder outside of it",
        )
    return real


def trust_of(project: Project) -> Trust:
    """Whether the user trusts this project as it is now. Raises CouldNotLook when the grants cannot be read safely."""
    path = _configuration(project)
    digest = configuration_digest(project)
    grant = _grants(settings_folder(project) / "trust.json").get(str(path))
    if grant is None:
        return Trust(state="untrusted", path=str(path), digest=digest)
    return Trust(
        state="trusted" if grant["digest"] == digest else "changed", path=str(path), digest=digest, granted=grant.get("at")
    )


def require_trust(project: Project) -> None:
    """Stop here unless the user trusts this project: raises CouldNotLook with the command that would grant it."""
    if project.path is None:
        raise CouldNotLook(
            "there is no handoff.toml here, so no service is declared that could be looked at", "run: handoff init"
        )
    trust = trust_of(project)
    if trust.state == "trusted":
        return
    folder = shlex.quote(str(Path(trust.path).parent))
    raise CouldNotLook(
        f"{trust.path} has changed since you trusted it"
        if trust.state == "changed"
        else f"{trust.path} is not trusted, so nothing that it names is contacted or run",
        f"read what it would do, then allow it: cd {folder} && handoff trust --show && handoff trust",
    )


def grant_trust(project: Project, at: datetime) -> Trust:
    """Trust this project as it is now. Raises CouldNotWrite when the grant cannot be kept."""
    trust = trust_of(project)
    granted = written(at)
    with _changing(project) as grants:
        grants[trust.path] = {"digest": trust.digest, "at": granted}
    return Trust(state="trusted", path=trust.path, digest=trust.digest, granted=granted)


def revoke_trust(project: Project) -> bool:
    """Take the grant back, whatever the configuration says now; whether there was one."""
    path = str(_configuration(project))
    with _changing(project) as grants:
        return grants.pop(path, None) is not None


def configuration_digest(project: Project) -> str:
    """A digest of everything in the configuration that says what is contacted or run.

    handoff.toml counts byte for byte, of pyproject.toml only `[tool.handoff]`. Files of the project that a command names
    count with their content, so that a branch that changes only the script loses the grant too.
    """
    path = _configuration(project)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CouldNotLook(f"{path}: cannot be read: {error.strerror}") from None
    import tomllib

    try:
        table: Any = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: is no TOML: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("handoff", {})
        content = json.dumps(table, sort_keys=True, default=str).encode()
    found = hashlib.sha256(content)
    root = Path(project.root).resolve()
    for name in sorted({word for command in _commands(table) for word in command}):
        script = root / name
        with contextlib.suppress(OSError, ValueError):
            if stat.S_ISREG(script.stat().st_mode):
                found.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(script.read_bytes()).digest())
    return f"sha256:{found.hexdigest()}"


def _commands(table: object) -> Iterator[tuple[str, ...]]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key in ("command", "argv") and isinstance(value, list):
                yield tuple(word for word in value if isinstance(word, str))
            elif key == "command" and isinstance(value, str):
                with contextlib.suppress(ValueError):
                    yield tuple(shlex.split(value))
            else:
                yield from _commands(value)
    elif isinstance(table, list):
        for value in table:
            yield from _commands(value)


def _configuration(project: Project) -> Path:
    if project.path is None:
        raise CouldNotLook("there is no handoff.toml here, so there is nothing to trust", "run: handoff init")
    return Path(project.path).resolve()


def _safe(path: Path) -> os.stat_result | None:
    """The state of a file that only this user can have written, or None when there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CouldNotLook(f"{path}: cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(state.st_mode):
        raise CouldNotLook(f"{path}: is no regular file")
    if state.st_uid != os.geteuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise CouldNotLook(f"{path}: others than you can write it, so it is not believed", f"run: chmod 600 {path}, and own it")
    return state


def _grants(path: Path) -> dict[str, dict[str, str]]:
    if _safe(path) is None:
        return {}
    try:
        kept = json.loads(path.read_bytes())
        if kept["schema"] != SCHEMA:
            raise ValueError(f"its schema is {kept['schema']!r}, not {SCHEMA!r}")
        return {str(name): {"digest": str(grant["digest"]), "at": str(grant["at"])} for name, grant in kept["projects"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        raise CouldNotLook(
            f"{path}: does not hold grants as this tool writes them ({error})",
            f"move it away and trust again: mv {path} {path}.old",
        ) from None


@contextlib.contextmanager
def _changing(project: Project) -> Iterator[dict[str, dict[str, str]]]:
    """The grants, locked while they are changed, written whole or not at all, readable by the user alone."""
    import fcntl

    folder = settings_folder(project)
    path = folder / "trust.json"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / "trust.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            grants = _grants(path)
            yield grants
            text = json.dumps({"schema": SCHEMA, "projects": dict(sorted(grants.items()))}, indent=1, ensure_ascii=False) + "\n"
            # mkstemp makes the file with mode 0600.
            descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".trust-")
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise CouldNotWrite.because(f"{path}: cannot be written", error) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """What this user, and no repository, allows: `${XDG_CONFIG_HOME:-~/.config}/handoff/config.toml`, table `[network]`.

    `allowed_networks` are CIDR blocks of private addresses that probes may reach, `allowed_hosts` names (with or without
    `:port`) that may resolve to private addresses; `proxy` the only proxy that is used; `ca_file` more trusted roots.
    """

    allowed_networks: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    proxy: str | None = None
    no_proxy: tuple[str, ...] = ()
    ca_file: str | None = None


def load_user_settings(project: Project | None = None) -> UserSettings:
    """The user's own settings; all defaults when there is no file. Raises BadInput with the file and what to write instead."""
    path = settings_folder(project) / "config.toml"
    if _safe(path) is None:
        return UserSettings()
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: is no TOML: {error}") from None
    except OSError as error:
        raise CouldNotLook(f"{path}: cannot be read: {error.strerror}") from None
    _known(path, table, "", ("network",))
    network = table.get("network", {})
    if not isinstance(network, dict):
        raise BadInput(f"{path}: network must be a table", "write [network]")
    _known(path, network, "network.", tuple(UserSettings.__dataclass_fields__))
    return UserSettings(
        allowed_networks=tuple(_network(path, text) for text in _texts(path, network, "allowed_networks")),
        allowed_hosts=tuple(text.lower() for text in _texts(path, network, "allowed_hosts")),
        proxy=_text(path, network, "proxy"),
        no_proxy=_texts(path, network, "no_proxy"),
        ca_file=_text(path, network, "ca_file"),
    )


def _known(path: Path, table: Mapping[str, Any], prefix: str, names: tuple[str, ...]) -> None:
    import difflib

    for key in table:
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            raise BadInput(
                f"{path}: {prefix}{key} is not known" + (f" (did you mean {near[0]!r}?)" if near else ""),
                f"known: {', '.join(prefix + name for name in names)}",
            )


def _texts(path: Path, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(f"{path}: network.{key} must be a list of texts", f'write {key} = ["…"]')
    return tuple(found)


def _text(path: Path, table: Mapping[str, Any], key: str) -> str | None:
    found = table.get(key)
    if found is not None and not isinstance(found, str):
        raise BadInput(f"{path}: network.{key} must be a text", f'write {key} = "…"')
    return found


def _network(path: Path, text: str) -> str:
    import ipaddress

    try:
        return str(ipaddress.ip_network(text))
    except ValueError as error:
        raise BadInput(f"{path}: network.allowed_networks: {error}", "write CIDR blocks, as in 10.0.0.0/8 or ::1/128") from None

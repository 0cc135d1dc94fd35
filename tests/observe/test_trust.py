"""Trust is the user's own, bound to one content of one file, and nothing in a repository can give it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.errors import BadInput, CouldNotLook, CouldNotWrite
from handoff.model.project import Project
from handoff.observe.trust import (
    UserSettings,
    configuration_digest,
    grant_trust,
    load_user_settings,
    require_trust,
    revoke_trust,
    settings_folder,
    trust_of,
)

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)
TOML = """\
[[services]]
id = "worker"
[[services.probes]]
kind = "command"
level = "functional"
command = ["./smoke.sh", "--all"]
expect = ["exit == 0"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own configuration folder, outside of any project."""
    folder = tmp_path / "user"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder / "handoff"


@pytest.fixture
def project(tmp_path: Path, own: Path) -> Project:
    """A project with a command probe and the script that it names."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "handoff.toml").write_text(TOML)
    (root / "smoke.sh").write_text("#!/bin/sh\nexit 0\n")
    return load_project(root)


def test_nothing_is_trusted_until_its_user_says_so(project: Project, own: Path) -> None:
    """The refusal names the file and the exact command; it holds until it is taken back."""
    with pytest.raises(CouldNotLook, match="is not trusted") as caught:
        require_trust(project)
    assert caught.value.hint.endswith(f"cd {project.root} && handoff trust --show && handoff trust")
    assert caught.value.exit_code == 4
    granted = grant_trust(project, NOW)
    assert (granted.state, granted.granted) == ("trusted", "2026-01-20T17:00Z")
    require_trust(project)
    assert revoke_trust(project) is True
    assert revoke_trust(project) is False
    with pytest.raises(CouldNotLook):
        require_trust(project)


def test_the_grant_is_kept_for_the_user_alone(project: Project, own: Path) -> None:
    """Outside the repository, readable and writable by its owner only, with nothing else left lying about."""
    grant_trust(project, NOW)
    file = own / "trust.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(one.name for one in own.iterdir()) == ["trust.json", "trust.lock"]
    kept = json.loads(file.read_text())
    assert kept["projects"] == {str(project.path): {"digest": configuration_digest(project), "at": "2026-01-20T17:00Z"}}


@pytest.mark.parametrize("edit", ["one blank", "a comment", "another probe", "the script"])
def test_any_edit_takes_the_trust_away(project: Project, edit: str) -> None:
    """Of the configuration byte for byte, and of a script of the project that it runs."""
    grant_trust(project, NOW)
    root = Path(project.root)
    if edit == "the script":
        (root / "smoke.sh").write_text("#!/bin/sh\ncurl evil.example\n")
    else:
        added = {"one blank": " ", "a comment": "# x\n", "another probe": '[[services]]\nid = "x"\n'}[edit]
        (root / "handoff.toml").write_text(TOML + added)
    assert trust_of(project).state == "changed"
    with pytest.raises(CouldNotLook, match="has changed since you trusted it"):
        require_trust(project)
    (root / "handoff.toml").write_text(TOML)
    (root / "smoke.sh").write_text("#!/bin/sh\nexit 0\n")
    require_trust(project)


def test_a_copy_elsewhere_is_another_project(project: Project, tmp_path: Path) -> None:
    """The same content at another place is not trusted; another way to the same place is."""
    grant_trust(project, NOW)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "handoff.toml").write_text(TOML)
    assert trust_of(load_project(copy)).state == "untrusted"
    link = tmp_path / "link"
    link.symlink_to(project.root)
    assert trust_of(load_project(link)).state == "trusted"


def test_of_pyproject_only_our_own_table_counts(own: Path, tmp_path: Path) -> None:
    """An edit of a dependency is no edit of what is contacted; an edit of ours is."""
    root = tmp_path / "python"
    root.mkdir()
    file = root / "pyproject.toml"
    ours = '[tool.handoff]\nname = "x"\n[[tool.handoff.services]]\nid = "a"\n'
    file.write_text(f'[project]\nname = "x"\n{ours}')
    project = load_project(root)
    grant_trust(project, NOW)
    file.write_text(f'[project]\nname = "other"\n{ours}')
    assert trust_of(project).state == "trusted"
    file.write_text(f'[project]\nname = "x"\n{ours.replace("a", "b")}')
    assert trust_of(project).state == "changed"


def test_a_repository_cannot_bring_its_own_trust(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration folder inside the project is refused, also by way of a link."""
    for place in ("", "inner/.config"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(Path(project.root) / place))
        for ask in (lambda: trust_of(project), lambda: load_user_settings(project), lambda: grant_trust(project, NOW)):
            with pytest.raises(CouldNotLook, match="lies inside the project"):
                ask()
    outside = Path(project.root).parent / "outside"
    outside.symlink_to(project.root)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(outside))
    with pytest.raises(CouldNotLook, match="lies inside the project"):
        require_trust(project)


@pytest.mark.parametrize("trouble", ["writable by others", "no JSON", "another schema", "wrong shape", "a folder", "deep"])
def test_grants_that_cannot_be_believed_grant_nothing(project: Project, own: Path, trouble: str) -> None:
    """Whatever is wrong with the file, it is an error that says so, and never trust."""
    grant_trust(project, NOW)
    file = own / "trust.json"
    if trouble == "writable by others":
        file.chmod(0o666)
    elif trouble == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_text(
            {
                "no JSON": "{",
                "another schema": '{"schema": "handoff/trust/9", "projects": {}}',
                "wrong shape": '{"schema": "handoff/trust/1", "projects": {"x": 1}}',
                "deep": "[" * 100_000,
            }[trouble]
        )
        file.chmod(0o600)
    with pytest.raises(CouldNotLook, match=r"trust\.json"):
        require_trust(project)


def test_without_a_configuration_there_is_nothing_to_trust(own: Path, tmp_path: Path) -> None:
    """Every door says what to do."""
    project = Project(root=str(tmp_path))
    for ask in (lambda: require_trust(project), lambda: trust_of(project), lambda: revoke_trust(project)):
        with pytest.raises(CouldNotLook) as caught:
            ask()
        assert caught.value.hint == "run: handoff init"


def test_a_configuration_that_is_gone_or_broken(project: Project) -> None:
    """An unreadable file is told, not trusted."""
    file = Path(str(project.path))
    file.write_text("= broken")
    with pytest.raises(BadInput, match="is no TOML"):
        trust_of(project)
    file.unlink()
    with pytest.raises(CouldNotLook, match="cannot be read"):
        trust_of(project)


def test_commands_are_found_wherever_they_stand(project: Project) -> None:
    """As text, in steps and in platforms; a broken quotation is left to whoever reads the probe."""
    root = Path(project.root)
    (root / "handoff.toml").write_text(
        '[[services]]\nid = "a"\nplatform = {kind = "json", command = ["./where.sh"]}\n'
        'probes = [{steps = [{kind = "command", command = "./step.sh --x"}]}, {command = "\'open"}]\n'
    )
    digests = [configuration_digest(project)]
    for name in ("where.sh", "step.sh"):
        (root / name).write_text("x")
        digests.append(configuration_digest(project))
    (root / "other.sh").write_text("x")
    assert len(set(digests)) == 3
    assert configuration_digest(project) == digests[-1]


def test_grants_given_at_the_same_time_are_all_kept(own: Path, tmp_path: Path) -> None:
    """Twelve processes that grant at once lose nothing of each other."""
    body = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from handoff.config import load_project; from handoff.observe.trust import grant_trust\n"
        "grant_trust(load_project(Path(sys.argv[1])), datetime.now(UTC))"
    )
    roots = [tmp_path / f"p{number}" for number in range(12)]
    for root in roots:
        root.mkdir()
        (root / "handoff.toml").write_text(TOML)
    running = [subprocess.Popen([sys.executable, "-c", body, str(root)]) for root in roots]
    assert [one.wait(60) for one in running] == [0] * 12
    assert {trust_of(load_project(root)).state for root in roots} == {"trusted"}


def test_a_folder_that_cannot_be_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says where."""
    monkeypatch.setenv("XDG_CONFIG_HOME", "/proc/self")
    with pytest.raises(CouldNotWrite, match="cannot be written"):
        grant_trust(project, NOW)


def test_a_write_that_fails_leaves_the_old_grants(project: Project, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle leaves the file as it was and nothing beside it."""
    grant_trust(project, NOW)
    before = (own / "trust.json").read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CouldNotWrite, match="No space left"):
        revoke_trust(project)
    assert (own / "trust.json").read_bytes() == before
    assert sorted(one.name for one in own.iterdir()) == ["trust.json", "trust.lock"]


def test_where_the_users_folder_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_CONFIG_HOME, unless it is relative; else ~/.config; without a home an error says what to set."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert settings_folder() == (tmp_path / ".config" / "handoff").resolve()
    monkeypatch.delenv("XDG_CONFIG_HOME")

    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    with pytest.raises(CouldNotLook, match="no home folder"):
        settings_folder()


def test_the_users_own_settings(own: Path) -> None:
    """Private networks and hosts, proxy, more authorities; all of it has defaults."""
    assert load_user_settings() == UserSettings()
    own.mkdir(parents=True)
    (own / "config.toml").write_text(
        '[network]\nallowed_networks = ["10.0.0.0/8", "::1/128"]\nallowed_hosts = ["DB.internal:5432"]\n'
        'proxy = "http://proxy.example:3128"\nno_proxy = ["internal"]\nca_file = "/etc/own.pem"\n'
    )
    assert load_user_settings() == UserSettings(
        allowed_networks=("10.0.0.0/8", "::1/128"),
        allowed_hosts=("db.internal:5432",),
        proxy="http://proxy.example:3128",
        no_proxy=("internal",),
        ca_file="/etc/own.pem",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("= x", "is no TOML"),
        ("[netwrok]", "did you mean 'network'"),
        ("network = 1", "must be a table"),
        ("[network]\nallowed_network = []", "did you mean 'allowed_networks'"),
        ("[network]\nzzz = 1", "network.zzz is not known"),
        ('[network]\nallowed_networks = "10.0.0.0/8"', "must be a list of texts"),
        ('[network]\nallowed_networks = ["10.0.0.1/8"]', "has host bits set"),
        ("[network]\nproxy = 1", "must be a text"),
    ],
)
def test_wrong_settings_are_told(own: Path, text: str, why: str) -> None:
    """The file, the key and what to write."""
    own.mkdir(parents=True)
    (own / "config.toml").write_text(text)
    with pytest.raises(BadInput, match=why):
        load_user_settings()
    (own / "config.toml").chmod(0o622)
    with pytest.raises(CouldNotLook, match="others than you can write it"):
        load_user_settings()

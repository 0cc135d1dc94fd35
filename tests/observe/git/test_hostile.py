"""A stranger's repository starts no program, names no file to read, and changes no number."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.observe.git.made import ENVIRONMENT, Made, citing, commit, look, repository, seen_numbers

FACTS = [("a", None, 1, 1), ("b.odd", None, 1, 0)]


class Trap:
    """A repository whose every program leaves a mark outside of it."""

    def __init__(self, folder: Path) -> None:
        self.marks = folder / "marks"
        self.marks.mkdir()
        self.made = Made(folder / "repo")
        self.made.commit("Base", files={"a": "1\n"})
        self.sha = self.made.commit("It", files={"a": "2\n", "b.odd": "x\n"})
        self.made.write("a", "dirty\n")
        # Touched, but the same: only its content tells, and a filter would be asked for that.
        os.utime(self.made.folder / "b.odd", (1, 1))

    def script(self, name: str, then: str = "exit 0") -> str:
        """A program that leaves a mark of its name."""
        file = self.made.folder / ".git" / f"trap-{name}"
        file.write_text(f"#!/bin/sh\ntouch '{self.marks}/{name}'\n{then}\n")
        file.chmod(0o755)
        return str(file)

    def config(self, *pairs: str) -> None:
        """Keys and values of the repository's configuration."""
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            self.made.git("config", "--add", key, value)

    @property
    def sprung(self) -> list[str]:
        """The marks that were left."""
        return sorted(os.listdir(self.marks))


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    """A repository to make hostile."""
    return Trap(tmp_path)


def _fsmonitor(trap: Trap) -> None:
    trap.config("core.fsmonitor", trap.script("fsmonitor"))


def _hooks(trap: Trap) -> None:
    folder = trap.made.folder / ".git/hooks"
    folder.mkdir(exist_ok=True)
    for name in (
        "post-index-change",
        "fsmonitor-watchman",
        "reference-transaction",
        "pre-auto-gc",
        "post-checkout",
        "pre-commit",
    ):
        (folder / name).write_text(f"#!/bin/sh\ntouch '{trap.marks}/{name}'\n")
        (folder / name).chmod(0o755)


def _hooks_path(trap: Trap) -> None:
    _hooks(trap)
    (trap.made.folder / ".git/hooks").rename(trap.made.folder / "own-hooks")
    trap.config("core.hooksPath", str(trap.made.folder / "own-hooks"))


def _external_diff(trap: Trap) -> None:
    trap.config("diff.external", trap.script("diff.external"))


def _diff_driver(trap: Trap) -> None:
    trap.made.write(".git/info/attributes", "* diff=evil\n")
    trap.config("diff.evil.command", trap.script("driver"))


def _textconv(trap: Trap) -> None:
    trap.made.write(".git/info/attributes", "* diff=evil\n")
    trap.config("diff.evil.textconv", trap.script("textconv"), "diff.evil.cachetextconv", "true")


def _filters(trap: Trap) -> None:
    trap.made.write(".git/info/attributes", "* filter=evil\n")
    trap.config("filter.evil.clean", trap.script("clean", "cat"), "filter.evil.smudge", trap.script("smudge", "cat"))


def _filter_process(trap: Trap) -> None:
    trap.made.write(".gitattributes", "* filter=evil\n")
    trap.config("filter.evil.process", trap.script("process"), "filter.evil.required", "true")


def _pagers(trap: Trap) -> None:
    trap.config("core.pager", trap.script("pager"))
    for verb in ("log", "status", "diff-tree", "cat-file", "rev-parse", "for-each-ref"):
        trap.config(f"pager.{verb}", trap.script(f"pager-{verb}"))


def _signature(trap: Trap) -> None:
    trap.config("gpg.program", trap.script("gpg"), "log.showSignature", "true", "gpg.ssh.allowedSignersFile", "/dev/null")
    raw = trap.made.run("cat-file", "commit", trap.sha).stdout.decode()
    head, _, message = raw.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
    trap.sha = trap.made.git("hash-object", "-t", "commit", "-w", "--stdin", feed=signed.encode())
    trap.made.git("update-ref", "refs/heads/main", trap.sha)


def _aliases(trap: Trap) -> None:
    for verb in ("log", "status", "diff-tree", "cat-file", "rev-parse", "for-each-ref"):
        trap.config(f"alias.{verb}", f"!{trap.script(f'alias-{verb}')}")


def _includes(trap: Trap) -> None:
    trap.made.write(
        ".git/more", f"[core]\n\tfsmonitor = {trap.script('included')}\n[diff]\n\texternal = {trap.script('included-diff')}\n"
    )
    trap.config("include.path", "more", f"includeIf.gitdir:{trap.made.folder}/.path", "more")


def _worktree_config(trap: Trap) -> None:
    trap.config("extensions.worktreeConfig", "true")
    trap.made.write(".git/config.worktree", f"[core]\n\tfsmonitor = {trap.script('worktree')}\n")


def _promised(trap: Trap, url: str) -> None:
    """A blob is missing, and a remote promises it."""
    blob = trap.made.head("HEAD:b.odd")
    (trap.made.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    trap.made.write("b.odd", "other\n")
    trap.config("core.repositoryformatversion", "1", "extensions.partialClone", "origin", "remote.origin.promisor", "true")
    trap.config("remote.origin.url", url, "remote.origin.partialclonefilter", "blob:none")


def _fetch_by_ssh(trap: Trap) -> None:
    _promised(trap, "ssh://example.invalid/x")
    trap.config("core.sshCommand", trap.script("ssh"))


def _fetch_by_extension(trap: Trap) -> None:
    _promised(trap, f"ext::{trap.script('ext')}")
    trap.config("protocol.ext.allow", "always", "protocol.allow", "always")


def _fetch_by_file(trap: Trap) -> None:
    _promised(trap, f"file://{trap.made.folder}")
    trap.config("remote.origin.uploadpack", trap.script("uploadpack"), "protocol.file.allow", "always")


def _fetch_by_proxy(trap: Trap) -> None:
    _promised(trap, "git://example.invalid/x")
    trap.config("core.gitProxy", trap.script("proxy"))


def _credentials(trap: Trap) -> None:
    _promised(trap, "http://127.0.0.1:9/x")
    trap.config("credential.helper", f"!{trap.script('credential')}", "core.askPass", trap.script("askpass"))


def _alternate_refs(trap: Trap) -> None:
    trap.made.write(".git/objects/info/alternates", str(trap.made.folder / ".git/objects") + "\n")
    trap.config("core.alternateRefsCommand", trap.script("alternate"))


def _submodule(trap: Trap) -> None:
    inner = Made(trap.made.folder / "lib")
    inner.commit("1", files={"in": "1\n"})
    trap.made.run("add", "lib")
    inner.write("in", "changed\n")
    inner.git("config", "core.fsmonitor", trap.script("submodule"))
    inner.write(".git/info/attributes", "* filter=evil\n")
    inner.git("config", "filter.evil.clean", trap.script("submodule-clean", "cat"))
    trap.config("status.submoduleSummary", "true", "diff.submodule", "log", "submodule.recurse", "true")


def _editors_and_tools(trap: Trap) -> None:
    for key in (
        "core.editor",
        "sequence.editor",
        "interactive.diffFilter",
        "diff.tool",
        "merge.evil.driver",
        "browser.evil.cmd",
    ):
        trap.config(key, trap.script(key))
    trap.config("trace2.normalTarget", str(trap.marks / "trace2"), "trace2.eventTarget", str(trap.marks / "trace2-event"))
    trap.config("trailer.x.command", trap.script("trailer"), "uploadpack.packObjectsHook", trap.script("pack"))


TRAPS: dict[str, Callable[[Trap], None]] = {
    name.removeprefix("_"): value
    for name, value in globals().copy().items()
    if name.startswith("_") and callable(value) and getattr(value, "__module__", "") == __name__ and name != "_promised"
}
# What a user would type, and which of the traps it springs: the traps are real.
_SPRINGS = {
    "fsmonitor": ["status"],
    "hooks": ["update-index", "--refresh", "--really-refresh"],
    "hooks_path": ["update-index", "--refresh", "--really-refresh"],
    "external_diff": ["diff"],
    "diff_driver": ["diff"],
    "textconv": ["show", "HEAD"],
    "filters": ["status"],
    "filter_process": ["status"],
    "signature": ["log"],
    "includes": ["status"],
    "worktree_config": ["status"],
    "fetch_by_ssh": ["show", "--numstat", "HEAD"],
    "fetch_by_extension": ["show", "--numstat", "HEAD"],
    "fetch_by_file": ["show", "--numstat", "HEAD"],
    "fetch_by_proxy": ["show", "--numstat", "HEAD"],
    "submodule": ["status"],
}


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_that_a_repository_names_is_started(trap: Trap, name: str) -> None:
    """Whatever the trap, no mark appears; the facts are those of the same repository without it."""
    TRAPS[name](trap)
    for mark in trap.sprung:
        (trap.marks / mark).unlink()
    looks = look(trap.made, trap.sha)
    assert trap.sprung == []
    seen = commit(looks)
    assert (seen.subject, seen.exists) == ("It", True)
    if name.startswith("fetch_by") or name == "credentials":
        assert seen.files is None
        assert seen.could_not
    else:
        assert seen_numbers(seen) == FACTS


@pytest.mark.parametrize("name", _SPRINGS)
def test_the_traps_are_real(trap: Trap, name: str) -> None:
    """The same command as a user would type it does leave the mark."""
    TRAPS[name](trap)
    for mark in trap.sprung:
        (trap.marks / mark).unlink()
    trap.made.write("a", "dirtier\n")
    trap.made.run(*_SPRINGS[name])
    assert trap.sprung != []


def test_there_are_enough_traps() -> None:
    """At least a dozen kinds."""
    assert len(TRAPS) >= 18


@pytest.mark.parametrize("search", [".", "", "bin", "{root}/bin"])
def test_git_is_never_taken_from_the_project(trap: Trap, search: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not from the current folder, not from a relative entry of PATH, not from a folder of the project."""
    for place in (trap.made.folder, trap.made.folder / "bin"):
        place.mkdir(exist_ok=True)
        (place / "git").write_text(f"#!/bin/sh\ntouch '{trap.marks}/git'\n")
        (place / "git").chmod(0o755)
    monkeypatch.chdir(trap.made.folder)
    path = search.format(root=trap.made.folder)
    assert commit(look(trap.made, trap.sha, env={"PATH": f"{path}:{os.environ['PATH']}"})).exists is True
    assert commit(look(trap.made, trap.sha, env={"PATH": path})).exists is None
    assert trap.sprung == []


def test_importing_gitpython_starts_no_program(trap: Trap) -> None:
    """On import it would ask `git` for its version, by a search that may begin in the current folder."""
    (trap.made.folder / "git").write_text(f"#!/bin/sh\ntouch '{trap.marks}/git'\n")
    (trap.made.folder / "git").chmod(0o755)
    code = (
        "from pathlib import Path; import sys, os\n"
        "from handoff.observe.git.settings import read_settings\n"
        "read_settings(Path('.git'), Path('.git'), {})\n"
        "assert 'git' in sys.modules and 'GIT_PYTHON_REFRESH' not in os.environ\n"
    )
    env = {"PATH": f".:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=trap.made.folder, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert trap.sprung == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nonexistent"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_INDEX_FILE", "/nonexistent"),
        ("GIT_OBJECT_DIRECTORY", "/nonexistent"),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nonexistent"),
        ("GIT_COMMON_DIR", "/nonexistent"),
        ("GIT_NAMESPACE", "elsewhere"),
        ("GIT_EXTERNAL_DIFF", "{script}"),
        ("GIT_PAGER", "{script}"),
        ("GIT_SSH_COMMAND", "{script}"),
        ("GIT_EXEC_PATH", "{marks}"),
        ("GIT_TRACE", "{marks}/trace"),
        ("GIT_TRACE2_EVENT", "{marks}/trace2"),
        ("GIT_DIFF_OPTS", "-u0"),
        ("GIT_CONFIG_PARAMETERS", "'core.fsmonitor'='{script}'"),
        ("GIT_REPLACE_REF_BASE", "refs/evil/"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_QUARANTINE_PATH", "/nonexistent"),
        ("GIT_ICASE_PATHSPECS", "1"),
    ],
)
def test_no_variable_of_the_caller_has_a_say(trap: Trap, name: str, value: str) -> None:
    """As inside a hook, or in the shell of somebody who debugs git."""
    value = value.format(script=trap.script("variable"), marks=trap.marks)
    env = {name: value}
    if name == "GIT_CONFIG_PARAMETERS":
        env |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": trap.script("counted")}
    looks = look(trap.made, trap.sha, env=env)
    assert seen_numbers(commit(looks)) == FACTS
    assert repository(looks).dirty == ("a",)
    assert trap.sprung == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.date", "relative"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.decorate", "full"),
        ("log.mailmap", "true"),
        ("log.diffMerges", "separate"),
        ("format.pretty", "%h evil"),
        ("format.notes", "*"),
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("diff.renames", "false"),
        ("diff.renameLimit", "1"),
        ("diff.noprefix", "true"),
        ("diff.algorithm", "histogram"),
        ("diff.context", "0"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.orderFile", "/nonexistent"),
        ("diff.statGraphWidth", "1"),
        ("diff.relative", "true"),
        ("diff.wsErrorHighlight", "all"),
        ("core.quotePath", "true"),
        ("core.attributesFile", "/nonexistent"),
        ("core.abbrev", "4"),
        ("core.bigFileThreshold", "1"),
        ("core.notesRef", "refs/heads/main"),
        ("core.disambiguate", "blob"),
        ("core.commentChar", "x"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("i18n.commitEncoding", "EBCDIC-US"),
        ("status.short", "true"),
        ("status.branch", "true"),
        ("status.showUntrackedFiles", "no"),
        ("status.relativePaths", "false"),
        ("status.renames", "copies"),
        ("column.ui", "always"),
        ("transfer.hideRefs", "refs/heads"),
        ("core.logAllRefUpdates", "always"),
        ("core.commitGraph", "true"),
        ("core.multiPackIndex", "false"),
        ("core.precomposeUnicode", "true"),
        ("gc.auto", "1"),
        ("maintenance.auto", "true"),
    ],
)
def test_no_setting_of_the_repository_changes_a_fact(trap: Trap, key: str, value: str) -> None:
    """Formats, colours, encodings, limits: the same look comes out."""
    trap.made.write("new", "untracked\n")
    (trap.made.folder / "a").rename(trap.made.folder / "moved")
    sha = trap.made.commit("Rename")
    trap.made.write("b.odd", "dirty\n")
    trap.made.write("untracked", "x\n")
    before = look(trap.made, trap.sha, sha)
    assert repository(before).dirty == ("b.odd", "untracked")
    trap.config(key, value)
    assert look(trap.made, trap.sha, sha) == before


def test_replaced_objects_grafts_notes_and_mailmap_are_not_believed(trap: Trap) -> None:
    """They show another history than the one that the ids stand for."""
    before = look(trap.made, trap.sha)
    parent = trap.made.head("HEAD~1")
    trap.made.git("replace", trap.sha, parent)
    trap.made.write(".git/info/grafts", f"{trap.sha}\n")
    (trap.marks / "x").touch()
    trap.made.write(".mailmap", "Eve <eve@example.org> <ada@example.org>\n")
    trap.made.git("notes", "add", "-m", "evil", parent)
    after = look(trap.made, trap.sha)
    assert commit(after) == commit(before)


def test_a_commit_graph_that_lies_is_not_believed(trap: Trap) -> None:
    """A cache that anybody could have written is not read."""
    trap.made.git("commit-graph", "write", "--reachable")
    before = look(trap.made, trap.sha)
    graph = trap.made.folder / ".git/objects/info/commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(b"CGPH" + os.urandom(400))
    assert look(trap.made, trap.sha) == before


def test_a_work_tree_elsewhere_is_not_listed(trap: Trap, tmp_path: Path) -> None:
    """`core.worktree` may name the user's home; names of files there are nobody's business."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret-name").write_text("x")
    trap.config("core.worktree", str(tmp_path / "private"))
    looks = look(trap.made, trap.sha)
    assert repository(looks).dirty == ()
    assert "does not belong to it" in " ".join([*repository(looks).unclear, repository(looks).could_not or ""])
    assert "secret-name" not in str(looks)


def test_nothing_is_written_into_the_repository(trap: Trap) -> None:
    """No index is refreshed, no lock, no log, no object."""

    def state() -> dict[str, tuple[int, int]]:
        return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in sorted(trap.made.folder.rglob("*"))}

    before = state()
    look(trap.made, trap.sha)
    assert state() == before


def test_a_file_behind_a_filter_is_unclear_not_changed(trap: Trap) -> None:
    """Only the filter could tell, and it is not run."""
    _filters(trap)
    looks = look(trap.made, trap.sha)
    assert repository(looks).dirty == ()
    assert [line for line in repository(looks).unclear if line.startswith("a: only the filter 'evil'")]
    assert trap.sprung == []


def test_line_ends_are_compared_as_the_repository_stores_them(made: Made) -> None:
    """A checkout with CRLF is clean where `core.autocrlf` says so."""
    made.git("config", "core.autocrlf", "true")
    made.commit(files={"a": "1\r\n2\r\n"})
    os.utime(made.folder / "a", (1, 1))
    assert repository(look(made)).dirty == ()
    made.git("config", "core.autocrlf", "false")
    assert repository(look(made)).dirty == ("a",)


def test_settings_that_are_no_words_are_left_out(made: Made) -> None:
    """Nothing that is copied from a configuration can begin another setting."""
    sha = made.commit(files={"a": "1\n"})
    made.git("config", "core.eol", 'lf"\n[core]\n\tfsmonitor = "/bin/false')
    made.git("config", "core.checkStat", "$(touch x)")
    looks = look(made, sha)
    assert (commit(looks).exists, repository(looks).dirty) == (True, ())


@pytest.mark.parametrize("content", ["[core", "x", "[core]\n\tbare = \x00\n", "\ufeff[core]\n", "[a]\n" * 200_000])
def test_a_configuration_that_cannot_be_read_costs_the_work_tree_only(made: Made, content: str) -> None:
    """Either git refuses it, or everything but uncommitted files can still be told."""
    sha = made.commit(files={"a": "1\n"})
    (made.folder / ".git/config").write_text(content)
    looks = look(made, sha)
    assert commit(looks).exists is True or commit(looks).could_not


def test_a_session_that_cites_options_passes_none_on(trap: Trap) -> None:
    """The header's commit too."""
    from handoff.model.session import Checkout

    bait = f"--output={trap.marks}/out"
    looks = look(trap.made, session=citing(repo=Checkout(commit=bait)))
    assert commit(looks).exists is None
    assert "is no commit id" in (commit(looks).could_not or "")
    assert trap.sprung == []


def test_a_git_of_the_user_is_not_asked_for_its_programs_either(trap: Trap, tmp_path: Path) -> None:
    """The user's own configuration says whether a repository may be read and what is ignored; nothing of it is started."""
    home = tmp_path / "home"
    home.mkdir()
    evil = trap.script("home")
    (home / ".gitconfig").write_text(
        f"[core]\n\tfsmonitor = {evil}\n\tpager = {evil}\n\texcludesFile = ~/ignored\n[diff]\n\texternal = {evil}\n"
    )
    (home / "ignored").write_text("*.swp\n")
    trap.made.write("a.swp", "x")
    caller = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("GIT_CONFIG")} | {"HOME": str(home)}
    from handoff.observe.git import look_at_repositories
    from tests.observe.git.made import NOW, project_at

    looks = look_at_repositories(citing(trap.sha), project_at(trap.made.folder), NOW, caller=caller)
    assert seen_numbers(commit(looks)) == FACTS
    assert repository(looks).dirty == ("a",)
    assert trap.sprung == []

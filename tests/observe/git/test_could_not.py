"""Could not look, because: a clear reason, never a wrong number, never a traceback."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from handoff.model.project import Project, Repository
from handoff.observe.git import look_at_repositories
from handoff.observe.git.advice import advice
from tests.observe.git.made import (
    ENVIRONMENT,
    GIT,
    NOW,
    Made,
    citing,
    commit,
    commits,
    look,
    project_at,
    repository,
    seen_numbers,
)


def _clone(made: Made, to: Path, *words: str) -> Path:
    subprocess.run(
        [GIT, "-c", "protocol.file.allow=always", "clone", "--quiet", *words, f"file://{made.folder}", str(to)],
        env=ENVIRONMENT,
        check=True,
        capture_output=True,
    )
    return to


# --- parts of a history -----------------------------------------------------------------------------------------------


def test_a_shallow_clone_cannot_tell_of_what_it_lacks(made: Made, tmp_path: Path) -> None:
    """Where it was cut off, git takes a commit for a root: its numbers would be those of the whole tree."""
    old = made.commit("Old", files={"a": "1\n2\n3\n"})
    edge = made.commit("Edge", files={"a": "1\n2\n"})
    new = made.commit("New", files={"a": "1\n"})
    made.git("branch", "elsewhere", old)
    made.git("config", "uploadpack.allowFilter", "true")
    looks = look(_clone(made, tmp_path / "shallow", "--depth=2", "--no-single-branch"), old[:8], edge, new, "deadbeef")
    assert repository(looks).shallow is True
    assert seen_numbers(commit(looks, new)) == [("a", None, 0, 1)]
    at_edge = commit(looks, edge)
    assert (at_edge.exists, at_edge.files, at_edge.subject, at_edge.on_default) == (True, None, "Edge", True)
    assert "parent is missing" in (at_edge.could_not or "")
    assert "git fetch --unshallow" in (at_edge.could_not or "")
    lost = commit(looks, "deadbeef")
    assert (lost.exists, lost.sha) == (None, None)
    assert "shallow" in (lost.could_not or "")


def test_what_a_shallow_clone_does_not_show_may_still_be_so(made: Made, tmp_path: Path) -> None:
    """The way from the default branch to a commit may lead through commits that were left behind."""
    sha = made.commit("Old")
    made.git("branch", "topic")
    for number in range(3):
        made.commit(f"Later {number}")
    folder = _clone(made, tmp_path / "shallow", "--depth=1", "--no-single-branch")
    seen = commit(look(folder, sha))
    assert seen.branches == ("origin/topic",)
    assert (seen.on_default, seen.on_remote) == (None, True)


def test_ancestry_in_a_shallow_clone_is_yes_or_unknown(made: Made, tmp_path: Path) -> None:
    """Never no."""
    from handoff.model.events import Deployment, Fix
    from tests.observe.git.made import ancestries

    first = made.commit("First")
    made.git("branch", "topic")
    for number in range(3):
        made.commit(f"Later {number}")
    tip, before = made.head(), made.head("HEAD~1")
    folder = _clone(made, tmp_path / "shallow", "--depth=2", "--no-single-branch")
    record = (
        Fix(id="f", summary="Fix", commits=(first, before)),
        Deployment(id="d", summary="Out", service="worker", commit=tip),
    )
    found = {one.ancestor: one for one in ancestries(look(folder, session=citing(events=record)))}
    assert found[before].contained is True
    assert (found[first].contained, "shallow" in (found[first].could_not or "")) == (None, True)


def test_a_partial_clone_counts_what_it_can(made: Made, tmp_path: Path) -> None:
    """One missing blob stops git's own count of everything; here only the commits that need it stay without numbers."""
    made.commit("Base", files={"small": "1\n", "big": "x\n" * 5000})
    with_big = made.commit("Big", files={"big": "y\n" * 5000})
    with_small = made.commit("Small", files={"small": "2\n"})
    made.git("config", "uploadpack.allowFilter", "true")
    folder = _clone(made, tmp_path / "partial", "--filter=blob:limit=1k", "--bare")
    looks = look(folder, with_big, with_small, "deadbeef")
    assert seen_numbers(commit(looks, with_small)) == [("small", None, 1, 1)]
    big = commit(looks, with_big)
    assert (big.exists, big.files, big.subject, big.on_default) == (True, None, "Big", True)
    assert "not in this clone" in (big.could_not or "")
    assert (commit(looks, "deadbeef").exists, "partial" in (commit(looks, "deadbeef").could_not or "")) == (None, True)


def test_a_partial_clone_without_folders_counts_nothing_and_says_so(made: Made, tmp_path: Path) -> None:
    """`--filter=tree:0` leaves commits alone; their facts are still there."""
    made.commit("Base", files={"d/a": "1\n"})
    sha = made.commit("It", files={"d/a": "2\n"})
    made.git("config", "uploadpack.allowFilter", "true")
    folder = _clone(made, tmp_path / "partial", "--filter=tree:0", "--bare")
    seen = commit(look(folder, sha))
    assert (seen.exists, seen.files, seen.subject, seen.branches) == (True, None, "It", ("main",))
    assert "not in this clone" in (seen.could_not or "")


def test_nothing_is_fetched_to_fill_a_partial_clone(made: Made, tmp_path: Path) -> None:
    """The missing blob is as missing afterwards as before, though its remote is there."""
    made.commit("Base", files={"big": "x\n" * 5000})
    sha = made.commit("Big", files={"big": "y\n" * 5000})
    made.git("config", "uploadpack.allowFilter", "true")
    folder = _clone(made, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    packs = sorted(os.listdir(folder / ".git/objects/pack"))
    assert commit(look(folder, sha)).files is None
    assert sorted(os.listdir(folder / ".git/objects/pack")) == packs


def test_an_ambiguous_id_is_said_to_be_one(made: Made) -> None:
    """Two commits whose ids begin alike: neither is picked."""
    tree = made.git("write-tree")
    seen: dict[str, str] = {}
    pair: tuple[str, str] | None = None
    for number in range(3000):
        raw = f"tree {tree}\nauthor A <a@b> {number} +0000\ncommitter A <a@b> {number} +0000\n\nX\n"
        sha = _loose(made.folder / ".git/objects", b"commit", raw.encode())
        if sha[:5] in seen:
            pair = (seen[sha[:5]], sha)
            break
        seen[sha[:5]] = sha
    assert pair is not None
    made.git("update-ref", "refs/heads/main", pair[0])
    looks = look(made, pair[0][:5], pair[0])
    asked = next(one for one in commits(looks) if one.asked == pair[0][:5])
    assert (asked.exists, asked.sha) == (None, None)
    assert "fits several objects" in (asked.could_not or "")
    assert commit(looks, pair[0]).exists is True


def test_a_short_id_that_fits_one_commit_and_other_objects_is_that_commit(made: Made) -> None:
    """As `git show` takes it."""
    sha = made.commit()
    contents = (b"%d" % number for number in itertools.count())
    _loose(
        made.folder / ".git/objects",
        b"blob",
        next(content for content in contents if _id_of(b"blob", content).startswith(sha[:4])),
    )
    seen = next(one for one in commits(look(made, sha[:4])) if one.asked == sha[:4])
    assert seen.sha == sha


def _id_of(kind: bytes, content: bytes) -> str:
    return hashlib.sha1(kind + b" %d\0" % len(content) + content).hexdigest()


def _loose(objects: Path, kind: bytes, content: bytes) -> str:
    sha = _id_of(kind, content)
    file = objects / sha[:2] / sha[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(kind + b" %d\0" % len(content) + content))
    return sha


def test_an_id_of_a_tag_is_not_taken_for_a_commit(made: Made) -> None:
    """It stands for one."""
    made.commit()
    made.git("-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "x", "v1")
    tag = made.head("v1")
    seen = next(one for one in commits(look(made, tag)) if one.asked == tag)
    assert (seen.exists, "is an annotated tag" in (seen.could_not or "")) == (None, True)


def test_ids_of_trees_and_blobs_are_no_commits(made: Made) -> None:
    """They exist, but not as a commit."""
    made.commit(files={"a": "x\n"})
    tree, blob = made.head("HEAD^{tree}"), made.head("HEAD:a")
    assert [one.exists for one in commits(look(made, tree, blob))] == [False, False]


@pytest.mark.parametrize(
    "text", ["main", "HEAD", "--all", "-h", "--output=x", "abc", "e32bb0c1 --exec", "0" * 65, "é" * 8, "HEAD^{/x}"]
)
def test_only_hexadecimal_digits_ever_reach_git(made: Made, text: str) -> None:
    """A reference that is no id is said to be none."""
    from handoff.model.events import Evidence

    made.commit()
    cited = Evidence(id="e", summary="x", subject=f"commit:{text}")
    (seen,) = [one for one in commits(look(made, session=citing(events=(cited,)))) if one.asked == text.lower()]
    assert (seen.exists, seen.could_not) == (None, f"{text.lower()!r} is no commit id: cite 7 to 64 hexadecimal digits")


# --- no repository, or not one of ours --------------------------------------------------------------------------------


def test_no_git(made: Made, tmp_path: Path) -> None:
    """It says what to install."""
    sha = made.commit()
    looks = look(made, sha, env={"PATH": str(tmp_path)})
    assert "there is no git on PATH" in (repository(looks).could_not or "")
    assert (commit(looks).exists, commit(looks).could_not) == (None, repository(looks).could_not)


@pytest.mark.parametrize("there", [True, False])
def test_no_repository(tmp_path: Path, there: bool) -> None:
    """A folder without a repository, and no folder; both with what to write into handoff.toml."""
    folder = tmp_path / "plain"
    if there:
        folder.mkdir()
    project = project_at(tmp_path, Repository(id="app", path="plain"))
    looks = look(tmp_path, "deadbeef", project=project)
    could_not = repository(looks, "app").could_not or ""
    assert (f"at or above {folder}" if there else f"there is no folder {folder}") in could_not
    assert commit(looks).exists is None
    assert any("mend its path" in sentence and "'plain'" in sentence for sentence in advice(looks, project))


def test_no_commits(made: Made) -> None:
    """An empty repository knows nothing, and says that it is empty."""
    made.write("new", "x")
    looks = look(made, "deadbeef")
    seen = repository(looks)
    assert (seen.could_not, seen.branch, seen.tip, seen.dirty) == ("it has no commits yet", "main", None, ("new",))
    assert (commit(looks).exists, commit(looks).could_not) == (None, "the repository has no commits yet")


def test_another_owners_repository(made: Made) -> None:
    """git refuses to read it until the user says otherwise, and so does this; the way to say so is named."""
    sha = made.commit()
    looks = look(made, sha, env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    assert "dubious ownership" in (repository(looks).could_not or "")
    assert f"git config --global --add safe.directory {made.folder}" in (repository(looks).could_not or "")
    assert commit(looks).exists is None


def test_another_owners_repository_that_the_user_trusts(made: Made, tmp_path: Path) -> None:
    """`safe.directory` of the user's own configuration is obeyed."""
    sha = made.commit()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".gitconfig").write_text(f"[safe]\n\tdirectory = {made.folder}\n")
    env = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": ""}
    caller = {name: value for name, value in (ENVIRONMENT | env).items() if value}
    looks = look_at_repositories(citing(sha), project_at(made.folder), NOW, caller=caller)
    assert commit(looks).exists is True


def test_a_bare_repository_is_read_and_has_no_uncommitted_files(made: Made, tmp_path: Path) -> None:
    """Its HEAD says which branch is the default one."""
    made.commit(files={"a": "1\n"})
    sha = made.commit(files={"a": "2\n"})
    made.git("branch", "master")
    looks = look(_clone(made, tmp_path / "bare", "--bare"), sha)
    assert (repository(looks).dirty, repository(looks).default_branch) == ((), "main")
    assert "bare" in " ".join(repository(looks).unclear)
    assert seen_numbers(commit(looks)) == [("a", None, 1, 1)]


def test_a_linked_worktree_is_read_with_its_own_head_and_files(made: Made, tmp_path: Path) -> None:
    """History is shared, what is checked out and changed there is not."""
    sha = made.commit(files={"a": "1\n"})
    made.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "tree"))
    made.write("only-here", "x")
    (tmp_path / "tree" / "a").write_text("changed\n")
    looks = look(tmp_path / "tree", sha)
    assert (repository(looks).branch, repository(looks).dirty) == ("side", ("a",))
    assert commit(looks).branches == ("main", "side")
    assert repository(look(made, sha)).dirty == ("only-here",)


def test_a_detached_head_has_a_tip_and_no_branch(made: Made) -> None:
    """As in a CI checkout."""
    sha = made.commit()
    made.commit()
    made.git("checkout", "--quiet", "--detach", sha)
    seen = repository(look(made, sha))
    assert (seen.tip, seen.branch, seen.could_not) == (sha, None, None)


def test_a_submodule_is_a_repository_of_its_own(made: Made, tmp_path: Path) -> None:
    """Its `.git` is a file that points into the outer repository."""
    inner = Made(tmp_path / "inner")
    sha = inner.commit(files={"in": "1\n"})
    made.commit(files={"a": "1\n"})
    made.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(inner.folder), "lib")
    made.commit("Add lib")
    (made.folder / "lib" / "in").write_text("changed\n")
    looks = look(made.folder / "lib", sha)
    assert (commit(looks).exists, repository(looks).dirty) == (True, ("in",))
    assert repository(look(made)).dirty == ()


def test_a_folder_inside_a_repository_is_that_repository(made: Made) -> None:
    """A project may be a part of a bigger repository."""
    sha = made.commit(files={"part/a": "1\n"})
    assert commit(look(made.folder / "part", sha)).exists is True


def test_a_borrowed_object_store_is_read(made: Made, tmp_path: Path) -> None:
    """A clone with `--reference` or `--shared` has its objects elsewhere."""
    sha = made.commit(files={"a": "1\n"})
    made.git("clone", "--quiet", "--shared", str(made.folder), str(tmp_path / "shared"))
    assert seen_numbers(commit(look(tmp_path / "shared", sha))) == [("a", None, 1, 0)]


def test_a_split_index_and_a_sparse_checkout_are_clean(made: Made) -> None:
    """Files that are not checked out on purpose are not deleted files."""
    made.commit(files={"in/a": "1\n", "out/b": "2\n"})
    made.git("update-index", "--split-index")
    made.git("sparse-checkout", "set", "in")
    assert not (made.folder / "out").exists()
    seen = repository(look(made))
    assert (seen.dirty, seen.unclear) == ((), ())


# --- damage and time --------------------------------------------------------------------------------------------------


def _no_head(folder: Path) -> None:
    (folder / ".git/HEAD").write_text("nonsense\n")


def _no_objects(folder: Path) -> None:
    shutil.rmtree(folder / ".git/objects")


def _broken_config(folder: Path) -> None:
    (folder / ".git/config").write_text("[core\n")


def _future_format(folder: Path) -> None:
    with (folder / ".git/config").open("a") as file:
        file.write("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheardOf = true\n")


@pytest.mark.parametrize("damage", [_no_head, _no_objects, _broken_config, _future_format])
def test_a_repository_that_cannot_be_opened(made: Made, damage: Callable[[Path], None]) -> None:
    """Whatever is broken, the look says what git says."""
    sha = made.commit()
    damage(made.folder)
    looks = look(made, sha)
    assert repository(looks).could_not
    assert (commit(looks).exists, bool(commit(looks).could_not)) == (None, True)


def test_a_broken_commit_in_the_middle_leaves_what_can_be_told(made: Made) -> None:
    """The history cannot be walked; a commit beyond the hole keeps its own facts, and nothing is said to be missing."""
    made.commit("One", files={"a": "1\n"})
    hole = made.commit("Two", files={"a": "2\n"})
    made.commit("Three", files={"a": "3\n"})
    last = made.commit("Four", files={"a": "4\n"})
    file = made.folder / ".git/objects" / hole[:2] / hole[2:]
    file.chmod(0o644)
    file.write_bytes(b"garbage")
    looks = look(made, last, hole, "deadbeef")
    seen = commit(looks, last)
    assert (seen.exists, seen.subject, seen.on_default) == (True, "Four", None)
    assert seen_numbers(seen) == [("a", None, 1, 1)]
    assert "branches and later commits are unknown" in (seen.could_not or "")
    assert commit(looks, hole).exists is None
    assert commit(looks, "deadbeef").exists is None
    assert repository(looks).could_not


def test_a_missing_blob_stops_only_the_commits_that_need_it(made: Made) -> None:
    """Also where nobody left it out on purpose."""
    first = made.commit("One", files={"a": "1\n", "b": "1\n"})
    second = made.commit("Two", files={"a": "2\n"})
    third = made.commit("Three", files={"b": "3\n"})
    made.commit("Four", files={"a": "4\n"})
    blob = made.head(f"{second}:a")
    (made.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    looks = look(made, first, second, third)
    assert [commit(looks, sha).files is None for sha in (first, second, third)] == [False, True, False]
    assert seen_numbers(commit(looks, third)) == [("b", None, 1, 1)]


def test_a_missing_tree_stops_only_what_comes_after_it(made: Made) -> None:
    """Which commits need a folder that is not there cannot be asked of all at once; none gets a wrong number."""
    first = made.commit("One", files={"d/a": "1\n"})
    second = made.commit("Two", files={"d/a": "2\n"})
    tree = made.head(f"{second}:d")
    (made.folder / ".git/objects" / tree[:2] / tree[2:]).unlink()
    looks = look(made, first, second)
    assert seen_numbers(commit(looks, first)) == [("d/a", None, 1, 0)]
    assert commit(looks, second).files is None


def test_a_broken_index_leaves_the_history(made: Made) -> None:
    """Uncommitted files are unknown, commits are not."""
    sha = made.commit(files={"a": "1\n"})
    (made.folder / ".git/index").write_bytes(b"DIRC garbage")
    looks = look(made, sha)
    assert commit(looks).could_not is None
    assert "uncommitted files" in " ".join(repository(looks).unclear)


def test_a_fifo_where_a_file_should_be_does_not_hang(made: Made) -> None:
    """git waits for it; the limit ends that."""
    sha = made.commit(files={"a": "1\n"})
    os.mkfifo(made.folder / ".git/more")
    made.git("config", "include.path", "nothing")
    config = made.folder / ".git/config"
    config.write_text(config.read_text().replace("nothing", "more"))
    looks = look(made, sha, seconds=1.0)
    assert "took longer than 1 s" in (repository(looks).could_not or "")
    assert commit(looks).exists is None


def test_a_slow_git_is_stopped_as_a_whole(made: Made, tmp_path: Path) -> None:
    """The limit is for all processes of a repository together, their children too."""
    sha = made.commit()
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text(f'#!/bin/sh\ncase "$*" in *rev-parse*) exec {GIT} "$@";; esac\nsleep 30 & wait\n')
    (slow / "git").chmod(0o755)
    looks = look(made, sha, seconds=0.5, env={"PATH": f"{slow}:{os.environ['PATH']}"})
    assert "took longer than 0.5 s" in (repository(looks).could_not or "")


def test_a_walk_that_takes_too_long_leaves_the_commits_themselves(made: Made, tmp_path: Path) -> None:
    """A huge history costs its branches and later commits, not the numbers of what is cited."""
    sha = made.commit(files={"a": "1\n"})
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text(f'#!/bin/sh\ncase "$*" in *--all*) echo "fatal: too much" >&2; exit 9;; esac\nexec {GIT} "$@"\n')
    (slow / "git").chmod(0o755)
    looks = look(made, sha, env={"PATH": f"{slow}:{os.environ['PATH']}"})
    seen = commit(looks)
    assert seen_numbers(seen) == [("a", None, 1, 0)]
    assert (seen.branches, seen.on_default, "too much" in (seen.could_not or "")) == ((), None, True)


@pytest.mark.parametrize(
    ("refused", "unknown"),
    [
        ("for-each-ref", "branches and later commits"),
        ("--raw", "later commits and equal changes"),
        ("status", "uncommitted files"),
        ("--numstat", ""),
        ("cat-file", ""),
    ],
)
def test_each_question_that_git_refuses_costs_its_own_answer(made: Made, tmp_path: Path, refused: str, unknown: str) -> None:
    """And says so."""
    sha = made.commit(files={"a": "1\n"})
    made.commit(files={"a": "2\n"})
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "git").write_text(f'#!/bin/sh\ncase "$*" in *{refused}*) echo "fatal: no" >&2; exit 9;; esac\nexec {GIT} "$@"\n')
    (broken / "git").chmod(0o755)
    looks = look(made, sha, env={"PATH": f"{broken}:{os.environ['PATH']}"})
    told = " ".join([*repository(looks).unclear, repository(looks).could_not or "", commit(looks).could_not or ""])
    assert f"{unknown}" in told
    assert "no" in told
    assert (commit(looks).files is None) == (refused in ("--numstat", "cat-file"))


def test_a_session_without_commits_still_sees_the_repository(made: Made) -> None:
    """Tip, branch and uncommitted files."""
    sha = made.commit()
    looks = look(made, session=citing())
    assert (repository(looks).tip, repository(looks).branch, commits(looks)) == (sha, "main", [])


def test_a_temporary_folder_that_cannot_be_written(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room for a few links."""
    sha = made.commit()
    monkeypatch.setattr("tempfile.tempdir", "/nonexistent")
    looks = look(made, sha)
    assert "/nonexistent" in (repository(looks).could_not or "")
    assert commit(looks).exists is None


# --- what to write into handoff.toml ----------------------------------------------------------------------------------


def test_commits_that_are_nowhere_lead_to_the_configuration(made: Made) -> None:
    """Perhaps another repository has them."""
    made.commit()
    project = project_at(made.folder)
    (sentence,) = advice(look(made, "deadbeef", "deadbee1"), project)
    assert "no cited commit is in main" in sentence
    assert f"{made.folder}/handoff.toml" in sentence
    assert '[[repositories]]\nid = "other"\npath = "../other"' in sentence


def test_without_a_configuration_the_entry_to_write_is_shown(tmp_path: Path) -> None:
    """The repository lies elsewhere."""
    (sentence,) = advice(look(tmp_path, "deadbeef"), project_at(tmp_path))
    assert '[[repositories]]\nid = "main"' in sentence


def test_a_repository_that_only_the_record_names_is_to_be_declared(made: Made) -> None:
    """By its own id."""
    from handoff.model.events import Commit

    project = Project(root=str(made.folder), path="handoff.toml", repositories=(Repository(id="app"),))
    cited = Commit(id="c", summary="x", sha=made.commit(), repo="infra")
    (sentence,) = advice(look(made, session=citing(events=(cited,)), project=project), project)
    assert sentence.startswith("the record names repository infra, which handoff.toml does not")


def test_nothing_is_advised_when_some_commit_is_found(made: Made) -> None:
    """One wrong id is no sign of a wrong repository."""
    sha = made.commit()
    assert list(advice(look(made, sha[:8], "deadbeef"), project_at(made.folder))) == []

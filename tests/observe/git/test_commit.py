"""What is said of one commit."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from handoff.model.times import written
from tests.observe.git.made import Made, citing, commit, commits, look, numbers, project_at, repository, seen_numbers

SEED = ("2026-01-20T08:54:28-08:00", "scrapers/__init__.py", "scrapers/main_scraper_service.py")


def test_the_commit_of_the_seed_is_seen_as_git_has_it(made: Made) -> None:
    """Full id, times with the offset of the machine, subject, body, and numbers per file."""
    made.commit("Before", files={SEED[1]: "a\n" * 3 + "k\n" * 9, SEED[2]: "b\n" * 2 + "k\n" * 9})
    sha = made.commit(
        "fix: Critical fixes\n\nTwo bugs.\n\n1. dotenv\n2. app\n",
        at=SEED[0],
        files={SEED[1]: "A\n" * 7 + "k\n" * 9, SEED[2]: "B\n" * 9 + "k\n" * 9},
    )
    seen = commit(look(made, sha[:8]))
    assert (seen.id, seen.asked, seen.sha, seen.exists, seen.could_not) == (f"git-{sha[:8]}", sha[:8], sha, True, None)
    assert seen.commit_time is not None
    assert written(seen.commit_time) == "2026-01-20T08:54:28-08:00"
    assert seen.author_time == datetime(2026, 1, 20, 8, 54, 28, tzinfo=timezone(timedelta(hours=-8)))
    assert seen.author == "Ada <ada@example.org>"
    assert (seen.subject, seen.body) == ("fix: Critical fixes", "Two bugs.\n\n1. dotenv\n2. app")
    assert seen_numbers(seen) == [(SEED[1], None, 7, 3), (SEED[2], None, 9, 2)]
    assert (seen.insertions, seen.deletions) == (16, 5)
    assert seen.parents == (made.head("HEAD~1"),)


def test_author_and_commit_time_are_told_apart(made: Made) -> None:
    """A rebase on another machine, weeks later, keeps the author's time."""
    sha = made.commit(GIT_AUTHOR_DATE="1768900000 +0530", GIT_COMMITTER_DATE="1771500000 -0330")
    seen = commit(look(made, sha))
    assert seen.author_time is not None
    assert seen.commit_time is not None
    assert seen.author_time.utcoffset() == timedelta(hours=5, minutes=30)
    assert seen.commit_time.utcoffset() == -timedelta(hours=3, minutes=30)
    assert (seen.commit_time - seen.author_time).total_seconds() == 2_600_000


@pytest.mark.parametrize("stamp", ["1 +0000", "4102444800 +1400", "1768900000 -1200"])
def test_odd_times_are_the_instants_that_git_has(made: Made, stamp: str) -> None:
    """The beginning of the epoch, the next century, and the ends of the earth."""
    seen = commit(look(made, made.commit(at=f"@{stamp}")))
    assert seen.commit_time is not None
    assert int(seen.commit_time.timestamp()) == int(stamp.split()[0])


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [("1768900000 +9999", 1768900000), ("1768900000 +051800", 1768900000), ("99999999999999 +0000", None), ("x +0000", None)],
)
def test_a_time_that_no_clock_has_is_never_a_wrong_one(made: Made, stamp: str, seconds: int | None) -> None:
    """An offset of days leaves the instant; a year beyond all calendars leaves nothing."""
    tree = made.git("write-tree")
    raw = f"tree {tree}\nauthor A <a@b> {stamp}\ncommitter A <a@b> {stamp}\n\nOdd\n"
    sha = made.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", feed=raw.encode())
    made.git("update-ref", "refs/heads/main", sha)
    seen = commit(look(made, sha))
    assert seen.subject == "Odd"
    if seconds is None:
        assert seen.commit_time is None or seen.commit_time.timestamp() == 0
    else:
        assert seen.commit_time is not None
        assert int(seen.commit_time.timestamp()) == seconds


def test_names_that_break_other_readers_are_read(made: Made) -> None:
    """Tabs, line feeds, quotes, arrows, blanks, leading dashes, braces and something that looks like a count."""
    odd = ["a\tb", "a\nb", 'a"b', "a => b", " a ", "-n", "{a => b}/c", "1\t2\tx", "commit " + "0" * 40, "ünï", "a\\b", "x\t"]
    sha = made.commit(files={name: f"{number}\n" for number, name in enumerate(odd)})
    assert sorted(path for path, _, _, _ in seen_numbers(commit(look(made, sha)))) == sorted(odd)


def test_renames_carry_both_names_and_only_what_changed(made: Made) -> None:
    """With tabs, line feeds and arrows in either name; a copy is no rename."""
    lines = "".join(f"{n}\n" for n in range(40))
    made.commit(files={"old\tname": lines, "plain": lines.upper() + "x\n"})
    (made.folder / "old\tname").rename(made.folder / "new\nname => x")
    (made.folder / "plain").rename(made.folder / "-moved")
    sha = made.commit(files={"new\nname => x": lines + "more\n"})
    seen = commit(look(made, sha))
    assert seen_numbers(seen) == numbers(made, sha)
    assert ("new\nname => x", "old\tname", 1, 0) in seen_numbers(seen)
    assert ("-moved", "plain", 0, 0) in seen_numbers(seen)


def test_names_and_messages_that_are_no_utf8(made: Made) -> None:
    """Each stray byte of a name is spelled out, so that two files never share one; a message keeps what can be read."""
    made.write(b"caf\xe9", "x\n")
    made.write(b"caf\xe8", "y\n")
    made.git("add", "--all")
    tree = made.git("write-tree")
    raw = (
        b"tree "
        + tree.encode()
        + b"\nauthor J\xe9 <j@b> 1768900000 +0100\ncommitter A <a@b> 1768900000 +0100\n\nd\xe9j\xe0 vu\n"
    )
    sha = made.git("hash-object", "-t", "commit", "-w", "--stdin", feed=raw)
    made.git("update-ref", "refs/heads/main", sha)
    seen = commit(look(made, sha))
    assert [path for path, *_ in seen_numbers(seen)] == ["caf\\xe8", "caf\\xe9"]
    assert (seen.subject, seen.author) == ("d\ufffdj\ufffd vu", "J\ufffd <j@b>")


def test_a_message_in_another_encoding_is_read_in_it(made: Made) -> None:
    """git knows the encoding that a commit says it has."""
    tree = made.git("write-tree")
    raw = f"tree {tree}\nauthor A <a@b> 1768900000 +0100\ncommitter A <a@b> 1768900000 +0100\nencoding ISO-8859-1\n\ndéjà vu\n"
    sha = made.git("hash-object", "-t", "commit", "-w", "--stdin", feed=raw.encode("latin-1"))
    made.git("update-ref", "refs/heads/main", sha)
    assert commit(look(made, sha)).subject == "déjà vu"


@pytest.mark.parametrize(
    ("message", "subject", "body"),
    [
        ("One line", "One line", None),
        ("\n\nLate start\n\nBody", "Late start", "Body"),
        ("Two\nlines\n\n\nBody\n\nmore\n\n", "Two lines", "Body\n\nmore"),
        ("Trailers\n\nSigned-off-by: A\x01 <a@b>\n", "Trailers", "Signed-off-by: A\x01 <a@b>"),
        ("", "", None),
    ],
)
def test_subject_and_body_are_split_as_git_splits_them(made: Made, message: str, subject: str, body: str | None) -> None:
    """The first paragraph on one line is the subject; the rest is the body."""
    sha = made.git("commit-tree", made.git("write-tree"), feed=message.encode())
    made.git("update-ref", "refs/heads/main", sha)
    seen = commit(look(made, sha))
    assert (seen.subject, seen.body) == (subject, body)


def test_a_very_long_body_is_cut_with_a_mark(made: Made) -> None:
    """Nobody reads a megabyte of message in a handoff; that it was longer is said."""
    seen = commit(look(made, made.commit("S\n\n" + "x" * 30_000)))
    assert seen.body is not None
    assert seen.body.endswith("[… 10000 more characters]")


def test_binary_files_have_no_counts(made: Made) -> None:
    """A dash of git is unknown, not nought."""
    seen = commit(look(made, made.commit(files={"b.bin": b"\0\1\2", "t": "x\n"})))
    assert seen_numbers(seen) == [("b.bin", None, None, None), ("t", None, 1, 0)]
    assert (seen.insertions, seen.deletions) == (1, 0)


def test_attributes_of_the_work_tree_are_obeyed_as_git_show_obeys_them(made: Made) -> None:
    """A file that the project calls binary has no counts in `git show` either."""
    sha = made.commit(files={".gitattributes": "*.gen -diff\n", "a.gen": "1\n2\n"})
    assert seen_numbers(commit(look(made, sha))) == numbers(made, sha)
    assert ("a.gen", None, None, None) in seen_numbers(commit(look(made, sha)))


def test_mode_changes_and_links_count_nothing_or_what_git_counts(made: Made) -> None:
    """A file made executable is a changed file with no changed line."""
    made.commit(files={"run": "x\n"})
    os.chmod(made.folder / "run", 0o755)
    os.symlink("run", made.folder / "link")
    sha = made.commit()
    assert seen_numbers(commit(look(made, sha))) == numbers(made, sha) == [("link", None, 1, 0), ("run", None, 0, 0)]


def test_an_empty_commit_has_no_files(made: Made) -> None:
    """No files are known, which is something else than unknown files."""
    made.commit(files={"a": "x\n"})
    assert commit(look(made, made.commit("Nothing"))).files == ()


def test_a_root_commit_adds_all_its_files(made: Made) -> None:
    """There is nothing before it."""
    sha = made.commit(files={"a": "x\n", "b/c": "y\nz\n"})
    seen = commit(look(made, sha))
    assert (seen.parents, seen_numbers(seen)) == ((), [("a", None, 1, 0), ("b/c", None, 2, 0)])


def test_a_merge_counts_as_git_show_counts_it(made: Made) -> None:
    """Against its first parent, clean or not, with two parents or three."""
    made.commit(files={"a": "1\n2\n3\n"})
    for name in ("left", "right", "far"):
        made.git("checkout", "--quiet", "-b", name, "main")
        made.commit(files={name: f"{name}\n" * 3})
    made.git("checkout", "--quiet", "main")
    made.commit(files={"a": "1\n2\n3\n4\n"})
    two = made.dated("merge", "--quiet", "--no-ff", "-m", "Merge", "left")
    three = made.dated("merge", "--quiet", "--no-ff", "-m", "Octopus", "right", "far")
    made.git("checkout", "--quiet", "-b", "evil", "left")
    made.commit(files={"a": "one\n2\n3\n"})
    made.run("merge", "--no-commit", "main")
    evil = made.commit("Evil", files={"a": "both\n", "extra": "e\n"})
    looks = look(made, two, three, evil)
    for sha, parents in ((two, 2), (three, 3), (evil, 2)):
        assert seen_numbers(commit(looks, sha)) == numbers(made, sha)
        assert len(commit(looks, sha).parents) == parents


def test_a_submodule_that_moves_is_one_line_each_way(made: Made, tmp_path: Path) -> None:
    """Even where the repository's own .gitmodules would hide it."""
    inner = Made(tmp_path / "inner")
    first, second = inner.commit("1"), inner.commit("2")
    ignoring = '[submodule "lib"]\n path = lib\n url = ../inner\n ignore = all\n'
    made.write(".gitmodules", ignoring)
    made.git("add", ".gitmodules")
    shas = []
    for commit_of_lib in (first, second):
        made.git("update-index", "--add", "--cacheinfo", f"160000,{commit_of_lib},lib")
        made.git("commit", "--quiet", "--allow-empty", "-m", "Move lib")
        shas.append(made.head())
    assert ("lib", None, 1, 1) in seen_numbers(commit(look(made, shas[1])))


def test_a_commit_that_nothing_reaches_any_more_is_found(made: Made) -> None:
    """An amended commit is still in the repository, on no branch."""
    made.commit(files={"a": "1\n"})
    lost = made.commit("Lost", files={"a": "2\n"})
    made.git("reset", "--quiet", "--hard", "HEAD~1")
    seen = commit(look(made, lost[:9]))
    assert (seen.sha, seen.exists, seen.branches, seen.on_default) == (lost, True, (), False)
    assert seen_numbers(seen) == [("a", None, 1, 1)]


def test_a_commit_that_does_not_exist_is_said_not_to(made: Made) -> None:
    """In a full clone nobody else could have it."""
    made.commit()
    seen = commit(look(made, "deadbeef"))
    assert (seen.exists, seen.sha, seen.could_not, seen.id) == (False, None, None, "git-deadbeef")


def test_upper_case_and_full_ids_are_the_same_commit(made: Made) -> None:
    """One look a commit, by the first name that the record gives it."""
    sha = made.commit()
    seen = commits(look(made, sha[:10], sha, sha[:7]))
    assert [(one.asked, one.sha) for one in seen] == [(sha[:10], sha)]


def test_a_branch_whose_name_looks_like_an_id_is_not_taken_for_one(made: Made) -> None:
    """git itself would follow the branch."""
    sha = made.commit("Real")
    other = made.commit("Other")
    made.git("branch", sha[:8], other)
    made.git("tag", sha[:7], other)
    assert commit(look(made, sha[:8])).subject == "Real"
    assert commit(look(made, sha[:7])).subject == "Real"
    assert commit(look(made, "deadbeef")).exists is False
    made.git("branch", "deadbeef", other)
    assert commit(look(made, "deadbeef")).exists is False


def test_two_repositories_are_looked_at_and_each_commit_is_found_in_its_own(made: Made, tmp_path: Path) -> None:
    """A commit that no repository has is told of each."""
    from handoff.model.project import Repository

    other = Made(tmp_path / "other")
    one, two = made.commit("One"), other.commit("Two")
    project = project_at(tmp_path, Repository(id="app", path="repo"), Repository(id="infra", path="other"))
    looks = look(made, session=citing(one[:8], two[:8], "deadbeef"), project=project)
    assert {(seen.repo, seen.asked, seen.exists) for seen in commits(looks)} == {
        ("app", one[:8], True),
        ("infra", two[:8], True),
        ("app", "deadbeef", False),
        ("infra", "deadbeef", False),
    }
    assert repository(looks, "app").tip == one
    assert repository(looks, "infra").tip == two
    assert len({seen.id for seen in looks}) == len(looks)


def test_a_commit_said_to_be_in_one_repository_is_looked_up_there_only(made: Made, tmp_path: Path) -> None:
    """The record's word on where it is counts; a repository that nobody declared is named."""
    from handoff.model.events import Commit
    from handoff.model.project import Repository

    other = Made(tmp_path / "other")
    two = other.commit("Two")
    made.commit("One")
    project = project_at(tmp_path, Repository(id="app", path="repo"), Repository(id="infra", path="other"))
    events = (
        Commit(id="a", summary="a", sha=two, repo="app"),
        Commit(id="b", summary="b", sha=two, repo="infra"),
        Commit(id="c", summary="c", sha=two, repo="nowhere"),
    )
    looks = commits(look(made, session=citing(events=events), project=project))
    assert [(seen.repo, seen.exists) for seen in looks] == [("infra", True), ("app", False), ("nowhere", None)]
    assert "handoff.toml has no repository 'nowhere'" in (looks[2].could_not or "")


def test_too_many_files_to_keep_are_unknown_not_fewer(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that would have to be cut is not given at all."""
    monkeypatch.setattr("handoff.observe.git.changes.MOST_FILES", 2)
    seen = commit(look(made, made.commit(files={"a": "x", "b": "x", "c": "x"})))
    assert (seen.files, seen.exists) == (None, True)
    assert "3 files" in (seen.could_not or "")


def test_a_repository_with_sha256_ids(tmp_path: Path) -> None:
    """Ids of 64 digits, short or long."""
    made = Made(tmp_path / "repo", "--object-format=sha256")
    sha = made.commit(files={"a": "x\n"})
    assert len(sha) == 64
    looks = look(made, sha[:12], "e" * 40)
    assert commit(looks, sha).files is not None
    assert commit(looks, "e" * 40).exists is False

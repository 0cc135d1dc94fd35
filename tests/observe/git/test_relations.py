"""What is said of a commit's branches, of the same change elsewhere, and of later commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.model.events import Bug, ClaimEvent, Deployment, Fix
from handoff.model.observation import CommitSeen, LaterCommit, ServingSeen, Share
from handoff.model.project import Repository, Service
from tests.observe.git.made import NOW, Made, ancestries, citing, commit, commits, look, project_at, repository


def _later(seen: CommitSeen) -> list[tuple[str, str]]:
    return [(one.relation, one.subject) for one in seen.later]


# --- branches ---------------------------------------------------------------------------------------------------------


def test_branches_that_contain_a_commit(made: Made) -> None:
    """The default branch first, then the others by name; those made before it do not contain it."""
    made.commit("Before")
    made.git("branch", "old")
    sha = made.commit("It")
    made.git("branch", "alpha")
    made.git("checkout", "--quiet", "-b", "zeta")
    made.commit("After")
    seen = commit(look(made, sha))
    assert seen.branches == ("main", "alpha", "zeta")
    assert (seen.on_default, seen.on_remote) == (True, None)


def test_a_commit_on_a_side_branch_is_not_on_the_default_one(made: Made) -> None:
    """Until it is merged."""
    made.commit("Base")
    made.git("checkout", "--quiet", "-b", "side")
    sha = made.commit("It")
    assert (commit(look(made, sha)).branches, commit(look(made, sha)).on_default) == (("side",), False)
    made.git("checkout", "--quiet", "main")
    made.dated("merge", "--quiet", "--no-ff", "-m", "Merge", "side")
    assert (commit(look(made, sha)).branches, commit(look(made, sha)).on_default) == (("main", "side"), True)


def test_a_pushed_commit_is_on_a_remote(made: Made, tmp_path: Path) -> None:
    """As far as this clone knows: the remote-tracking branches are asked, not the network."""
    made.commit("Base")
    clone = tmp_path / "clone"
    made.git("clone", "--quiet", str(made.folder), str(clone))
    copy = Made(clone)
    sha = copy.commit("Mine")
    seen = commit(look(copy, sha))
    assert (seen.on_remote, seen.branches) == (False, ("main",))
    copy.git("push", "--quiet", "origin", "HEAD:refs/heads/topic")
    seen = commit(look(copy, sha))
    assert (seen.on_remote, seen.branches) == (True, ("main", "origin/topic"))


def test_the_default_branch_is_the_one_of_the_remote(made: Made, tmp_path: Path) -> None:
    """`origin/HEAD` says which it is, whatever it is called, and a commit that is only there counts."""
    made.git("checkout", "--quiet", "-b", "develop")
    made.commit("Base")
    made.git("clone", "--quiet", str(made.folder), str(tmp_path / "clone"))
    sha = made.commit("New upstream")
    copy = Made(tmp_path / "clone")
    copy.git("fetch", "--quiet")
    looks = look(copy, sha)
    assert repository(looks).default_branch == "develop"
    assert (commit(looks).on_default, commit(looks).branches) == (True, ("origin/develop",))


def test_the_default_branch_can_be_stated(made: Made) -> None:
    """handoff.toml has the last word; a branch that is not there is said, and nothing is claimed of it."""
    sha = made.commit()
    made.git("branch", "release")
    made.commit("Newer")
    for stated, on_default in (("release", True), ("nowhere", None)):
        project = project_at(made.folder, Repository(id="main", default_branch=stated))
        looks = look(made, made.head(), sha, project=project)
        assert commit(looks, sha).on_default is on_default
    assert "no branch nowhere" in " ".join(repository(looks).unclear)
    assert repository(looks).default_branch is None


def test_without_any_sign_there_is_no_default_branch(made: Made) -> None:
    """Two branches of which neither is called main or master."""
    sha = made.commit()
    made.git("branch", "--move", "main", "one")
    assert repository(look(made, sha)).default_branch == "one"
    made.git("branch", "two")
    looks = look(made, sha)
    assert repository(looks).default_branch is None
    assert commit(looks).on_default is None


def test_very_many_branches_are_named_in_part(made: Made) -> None:
    """Twenty names, the default one among them; what holds for all is still told of all."""
    sha = made.commit()
    for number in range(30):
        made.git("branch", f"a{number:02}")
    seen = commit(look(made, sha))
    assert (len(seen.branches), seen.branches[0]) == (20, "main")


# --- the same change elsewhere ----------------------------------------------------------------------------------------


def _lines(*changed: int | str) -> str:
    """Twenty numbered lines, some of them changed: number, text, number, text …"""
    lines = {number: str(number) for number in range(1, 21)}
    lines |= {int(number): str(text) for number, text in zip(changed[::2], changed[1::2], strict=True)}
    return "".join(f"{line}\n" for line in lines.values())


def _two_branches(made: Made) -> None:
    made.commit("Base", files={"f": _lines(), "g": "x\n"})
    made.git("branch", "topic")


def test_a_cherry_pick_is_the_same_change(made: Made) -> None:
    """On another base, with other line numbers; on the default branch it counts as merged."""
    _two_branches(made)
    made.commit("Shift", files={"f": "0\n" + _lines()})
    made.git("checkout", "--quiet", "topic")
    sha = made.commit("It", files={"f": _lines(9, "nine")})
    made.git("checkout", "--quiet", "main")
    twin = made.dated("cherry-pick", sha)
    seen = commit(look(made, sha))
    assert (seen.on_default, seen.equivalents, seen.equivalent_on_default) == (False, (twin,), True)
    assert commit(look(made, twin)).equivalents == (sha,)


def test_a_cherry_pick_is_found_by_what_it_says(made: Made) -> None:
    """Another author, another time, another subject: only `-x` says where it comes from."""
    _two_branches(made)
    made.git("checkout", "--quiet", "topic")
    sha = made.commit("It", files={"g": "y\n"})
    made.git("checkout", "--quiet", "main")
    twin = made.commit(f"Else\n\n(cherry picked from commit {sha})", files={"g": "y\n"}, GIT_AUTHOR_NAME="Eve")
    assert commit(look(made, sha)).equivalents == (twin,)
    assert commit(look(made, twin)).equivalents == (sha,)


def test_the_same_subject_on_another_change_is_no_equivalent(made: Made) -> None:
    """The patch decides, also where only white space differs, only a binary file, or only a mode."""
    _two_branches(made)
    for name, here, there in (("g", "if x:\n  y\n", "if x:\n    y\n"), ("b", b"\0one", b"\0two")):
        made.git("checkout", "--quiet", "topic")
        sha = made.commit(f"Change {name}", files={name: here})
        made.git("checkout", "--quiet", "main")
        made.commit(f"Change {name}", files={name: there})
        assert commit(look(made, sha)).equivalents == ()


def test_a_rebased_branch_is_the_same_change_commit_by_commit(made: Made) -> None:
    """Authors and their times survive a rebase; the old commits are on no branch any more."""
    _two_branches(made)
    made.git("checkout", "--quiet", "topic")
    old = [made.commit("One", files={"g": "y\n"}), made.commit("Two", files={"h": b"\0binary"})]
    made.git("checkout", "--quiet", "main")
    made.commit("Meanwhile", files={"f": "new\n"})
    made.git("checkout", "--quiet", "topic")
    made.dated("rebase", "--quiet", "main")
    new = [made.head("HEAD~1"), made.head()]
    looks = look(made, *old)
    assert [commit(looks, sha).equivalents for sha in old] == [(twin,) for twin in new]
    assert [commit(looks, sha).equivalent_on_default for sha in old] == [False, False]
    assert [commit(looks, sha).branches for sha in old] == [(), ()]


@pytest.mark.parametrize("kept", [True, False])
def test_a_squashed_branch_is_recognised_as_a_whole(made: Made, kept: bool) -> None:
    """Every commit of the branch is in the one commit that it became, whether or not the branch is still there."""
    _two_branches(made)
    made.git("checkout", "--quiet", "topic")
    parts = [
        made.commit("One", files={"f": _lines(9, "nine")}),
        made.commit("Two", files={"f": _lines(9, "nine", 15, "fifteen")}),
        made.commit("Three", files={"new": "n\n"}),
    ]
    made.git("checkout", "--quiet", "main")
    made.commit("Meanwhile", files={"other": "o\n"})
    made.commit("Shift", files={"f": "0\n" + _lines()})
    made.git("merge", "--quiet", "--squash", "topic")
    squashed = made.commit("Topic (#12)", GIT_AUTHOR_NAME="Forge")
    if not kept:
        made.git("branch", "-D", "topic")
    looks = look(made, *parts)
    for sha in parts if kept else parts[-1:]:
        assert commit(looks, sha).equivalents == (squashed,)
        assert commit(looks, sha).equivalent_on_default is True
    if kept:
        assert commit(look(made, squashed)).equivalents == (parts[-1],)


def test_a_branch_that_was_only_partly_taken_over_is_not_squashed(made: Made) -> None:
    """Half of a change is another change."""
    _two_branches(made)
    made.git("checkout", "--quiet", "topic")
    parts = [made.commit("One", files={"g": "y\n"}), made.commit("Two", files={"h": "h\n"})]
    made.git("checkout", "--quiet", "main")
    made.commit("Topic", files={"g": "y\n", "h": "other\n"})
    looks = look(made, *parts)
    assert [commit(looks, sha).equivalents for sha in parts] == [(), ()]


# --- later commits ----------------------------------------------------------------------------------------------------


def test_later_commits_on_the_same_files(made: Made) -> None:
    """With the files that they share; those before it, beside it and on other files are left out."""
    made.commit("Before", files={"a": "0\n", "b": "0\n"})
    made.git("branch", "beside")
    sha = made.commit("It", files={"a": "1\n", "b": "1\n"})
    made.commit("Elsewhere", files={"c": "1\n"})
    again = made.commit("Again", files={"a": "2\n", "c": "2\n"})
    made.git("checkout", "--quiet", "beside")
    made.commit("Beside", files={"a": "9\n"})
    seen = commit(look(made, sha))
    assert [(one.sha, one.relation, one.files) for one in seen.later] == [(again, "touches", ("a",))]
    assert isinstance(seen.later[0], LaterCommit)
    assert seen.later[0].time.isoformat() == "2026-01-20T09:10:40+00:00"


def test_a_renamed_file_is_followed_by_both_names(made: Made) -> None:
    """Later work on either name is later work on it."""
    made.commit(files={"old": "1\n2\n3\n4\n"})
    (made.folder / "old").rename(made.folder / "new")
    sha = made.commit("Rename")
    made.commit("New", files={"new": "1\n2\n3\n5\n"})
    made.commit("Old again", files={"old": "x\n"})
    assert _later(commit(look(made, sha))) == [("touches", "New"), ("touches", "Old again")]


def test_the_next_ten_commits_on_the_same_files_are_named(made: Made) -> None:
    """Not a whole year of a busy file."""
    sha = made.commit("It", files={"a": "x\n"})
    for number in range(14):
        made.commit(f"Next {number}", files={"a": f"{number}\n"})
    assert _later(commit(look(made, sha))) == [("touches", f"Next {number}") for number in range(10)]


@pytest.mark.parametrize(
    ("message", "relation"),
    [
        ('Revert "It"\n\nThis reverts commit {sha}.', "reverts"),
        ("Undo\n\nThis reverts commit {short}, which broke the build.", "reverts"),
        ('Make it work\n\nFixes: {short} ("It")', "fixes"),
        ("Fix crash introduced in {short}", "fixes"),
        ("Follow-up to {short}: the other file", "fixes"),
        ("fixup! It", "fixes"),
        ("squash! fixup! It", "fixes"),
        ("fixup! {short}", "fixes"),
    ],
)
def test_commits_that_revert_or_fix_it(made: Made, message: str, relation: str) -> None:
    """By what their message says of it, on whatever files."""
    sha = made.commit("It", files={"a": "x\n"})
    made.commit(message.format(sha=sha, short=sha[:9]), files={"b": "y\n"})
    assert [one.relation for one in commit(look(made, sha)).later] == [relation]


def test_a_revert_on_the_same_files_is_a_revert_with_its_files(made: Made) -> None:
    """One entry a commit, by the graver of its relations."""
    sha = made.commit("It", files={"a": "x\n"})
    made.commit("Work", files={"z": "x\n"})
    made.dated("revert", "--no-edit", sha)
    seen = commit(look(made, sha))
    assert [(one.relation, one.files) for one in seen.later] == [("reverts", ("a",))]


@pytest.mark.parametrize(
    "message",
    [
        "See {short} for context",
        "fixup! Another",
        'Revert "Another"',
        "Fixes 1234567",
        "Fixes {wrong}",
        "Fix the word {short}abc",
    ],
)
def test_a_message_that_does_not_say_so_is_no_relation(made: Made, message: str) -> None:
    """Being named is not being fixed; an id must be the whole word."""
    sha = made.commit("It", files={"a": "x\n"})
    wrong = ("0" if sha[0] != "0" else "1") + sha[1:9]
    made.commit(message.format(short=sha[:9], wrong=wrong), files={"b": "y\n"})
    assert commit(look(made, sha)).later == ()


def test_a_subject_is_taken_for_a_commit_only_by_what_builds_on_it(made: Made) -> None:
    """`fixup!` on a branch that does not hold the commit means another one of that name."""
    made.commit("Base")
    made.git("branch", "beside")
    sha = made.commit("It", files={"a": "x\n"})
    made.git("checkout", "--quiet", "beside")
    made.commit("fixup! It", files={"b": "y\n"})
    assert commit(look(made, sha)).later == ()


# --- which commit contains which --------------------------------------------------------------------------------------


def _fixed(made: Made) -> tuple[str, str, str]:
    before, fix = made.commit("Before"), made.commit("Fix", files={"a": "x\n"})
    return before, fix, made.commit("After")


def _record(fix: str, *deployed: str) -> tuple[Bug | Fix | Deployment, ...]:
    return (
        Bug(id="bug", summary="Broken", services=("worker",)),
        Fix(id="fix", summary="Fixed", bugs=("bug",), commits=(fix,)),
        *(Deployment(id=f"d{n}", summary="Out", service="worker", commit=sha) for n, sha in enumerate(deployed)),
    )


def test_a_fix_is_held_against_the_deployments_of_what_it_is_for(made: Made) -> None:
    """Contained in the one made from a later commit, not in the one from an earlier; other services do not matter."""
    before, fix, after = _fixed(made)
    other = Deployment(id="other", summary="Out", service="scrapers", commit=before)
    looks = look(made, session=citing(events=(*_record(fix[:8], before[:8], after[:8]), other)))
    assert [(one.ancestor, one.descendant, one.contained) for one in ancestries(looks)] == [
        (fix, before, False),
        (fix, after, True),
    ]
    assert ancestries(looks)[0].id == f"git-{fix[:8]}-in-{before[:8]}"


def test_a_service_is_known_by_every_one_of_its_names(made: Made) -> None:
    """The bug says the alias, the deployment the id."""
    before, fix, _ = _fixed(made)
    project = project_at(made.folder)
    project = type(project)(root=project.root, services=(Service(id="prediction-worker", aliases=("worker",)),))
    record = (*_record(fix)[:2], Deployment(id="d", summary="Out", service="prediction-worker", commit=before))
    (one,) = ancestries(look(made, session=citing(events=record), project=project))
    assert one.contained is False


def test_a_claim_is_held_against_the_deployments_of_its_subject(made: Made) -> None:
    """And against none twice."""
    before, fix, after = _fixed(made)
    claims = tuple(
        ClaimEvent(id=f"c{n}", summary="Deployed", subject="worker", predicate="deployed", commit=fix) for n in range(2)
    )
    record = (*claims, Deployment(id="d", summary="Out", service="worker", commit=after))
    (one,) = ancestries(look(made, session=citing(events=record)))
    assert (one.ancestor, one.descendant, one.contained) == (fix, after, True)
    assert before not in {one.descendant, one.ancestor}


def test_cited_commits_are_held_against_what_a_platform_serves(made: Made) -> None:
    """The serving commit is looked up too, though the record does not name it."""
    before, fix, _ = _fixed(made)
    serving = ServingSeen(
        id="run-worker",
        at=NOW,
        service="worker",
        platform="cloud-run",
        shares=(Share(revision="r-1", percent=100, commit=before),),
    )
    looks = look(made, fix[:8], known=[serving])
    assert [(one.ancestor, one.descendant, one.contained) for one in ancestries(looks)] == [(fix, before, False)]
    assert {seen.sha for seen in commits(looks)} == {fix, before}


def test_a_fix_that_was_picked_is_contained_through_its_twin(made: Made) -> None:
    """The deployed branch never saw the commit itself, only the same change."""
    made.commit("Base", files={"a": "1\n"})
    made.git("branch", "release")
    fix = made.commit("Fix", files={"a": "2\n"})
    made.git("checkout", "--quiet", "release")
    made.commit("Release work", files={"r": "r\n"})
    twin = made.dated("cherry-pick", fix)
    tip = made.commit("More", files={"r": "s\n"})
    (one,) = ancestries(look(made, session=citing(events=_record(fix, tip))))
    assert (one.contained, one.through) == (True, twin)


def test_a_commit_that_is_not_there_leaves_the_question_open(made: Made) -> None:
    """Nobody can tell what a missing commit contains."""
    _, fix, after = _fixed(made)
    for record, missing in ((_record("deadbeef", after), "deadbeef"), (_record(fix, "deadbee1"), "deadbee1")):
        (one,) = ancestries(look(made, session=citing(events=record)))
        assert (one.contained, one.could_not) == (None, f"main does not have {missing}")


def test_a_commit_is_not_held_against_itself(made: Made) -> None:
    """By whatever length of its id."""
    fix = made.commit("Fix")
    assert ancestries(look(made, session=citing(events=_record(fix[:8], fix)))) == []

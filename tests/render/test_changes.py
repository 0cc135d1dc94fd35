"""What changed: commits as git has them, deployments, and what no commit holds."""

from __future__ import annotations

from handoff.model.events import Change, Commit, Deployment, Fix, OutOfGit
from handoff.model.observation import CommitSeen, FileChange, LaterCommit, RepositorySeen
from handoff.render.changes import commits, deployments, outside_git, pinned

from .build import at, case, judged

SHA = "abcdef1234567890abcdef1234567890abcdef12"
OTHER = "1234567890abcdef1234567890abcdef12345678"


def seen(name: str = SHA, **more: object) -> CommitSeen:
    given: dict[str, object] = {
        "id": f"git-{name[:4]}",
        "at": at(13),
        "repo": "r",
        "asked": name[:8],
        "exists": True,
        "sha": name,
        "subject": "As git has it",
        "commit_time": at(12, 1),
        "files": (FileChange(path="a", added=3, deleted=1), FileChange(path="b")),
    }
    return CommitSeen(**(given | more))  # type: ignore[arg-type]  # fields by name


def test_git_is_believed_before_the_record() -> None:
    """Subject, numbers and time are git's where git was asked."""
    event = Commit(id="c", summary="c", sha=SHA[:8], subject="As stated", files=9, insertions=9, at=at(11))
    (row,) = commits(case(event, looks=(seen(),)))
    assert (row.sha, row.subject, row.files, row.insertions, row.deletions) == (SHA[:10], "As git has it", 2, 3, 1)
    assert (row.made, row.stated, row.repo) == (at(12, 1), False, "r")
    (row,) = commits(case(event))
    assert (row.subject, row.files, row.insertions, row.deletions, row.made) == ("As stated", 9, 9, None, at(11))
    assert (row.stated, row.where) == (True, "git was not asked")


def test_a_commit_is_told_once_however_often_it_is_named() -> None:
    """Fixes and deployments name commits too; shortened ids are the same commit."""
    rows = commits(
        case(
            Fix(id="f", summary="f", commits=(SHA[:7], OTHER[:7])),
            Deployment(id="d", summary="d", service="worker", commit=SHA),
            Commit(id="c", summary="c", sha=SHA[:9], subject="s"),
        )
    )
    assert [(row.sha, row.subject) for row in rows] == [(SHA[:7], "s"), (OTHER[:7], None)]


def test_where_a_commit_is() -> None:
    """On the default branch, there as another commit, on branches, on none; unknown, or nobody could look."""
    event = Commit(id="c", summary="c", sha=SHA[:8])
    where = {
        "on the default branch": seen(on_default=True),
        f"on the default branch as {OTHER[:10]}": seen(on_default=False, equivalents=(OTHER,)),
        "on a, b, c, not on the default branch": seen(on_default=False, branches=("a", "b", "c", "d")),
        "on a": seen(branches=("a",)),
        "on no branch": seen(),
        "git does not have it": seen(exists=False, sha=None),
        "could not look: shallow": seen(exists=None, sha=None, could_not="shallow"),
        "could not look": seen(exists=None, sha=None),
    }
    for told, look in where.items():
        (row,) = commits(case(event, looks=(look,)))
        assert row.where == told


def test_commits_that_nobody_mentions_are_told() -> None:
    """What git has in the session's window and the record does not name stands behind the rest, by time."""
    window = RepositorySeen(id="r", at=at(13), repo="r", commits=(SHA, OTHER))
    rows = commits(case(looks=(seen(), seen(OTHER, commit_time=at(11, 30)), window)))
    assert [(row.sha, row.mentioned) for row in rows] == [(OTHER[:10], False), (SHA[:10], False)]
    rows = commits(case(Commit(id="c", summary="c", sha=SHA[:8]), looks=(seen(), seen(OTHER), window)))
    assert [(row.sha, row.mentioned) for row in rows] == [(SHA[:10], True), (OTHER[:10], False)]


def test_numbers_that_nobody_knows_stay_unknown() -> None:
    """A commit whose files could not be read has no numbers."""
    (row,) = commits(case(Commit(id="c", summary="c", sha=SHA[:8]), looks=(seen(files=None),)))
    assert (row.files, row.insertions, row.deletions) == (None, None, None)


def test_later_reverts_and_fixes_are_told() -> None:
    """A commit that was taken back says so; one whose files were only touched does not."""
    later = tuple(
        LaterCommit(sha=OTHER, time=at(13), subject=f"s {word}", relation=word)  # type: ignore[arg-type]  # the three words
        for word in ("touches", "reverts", "fixes")
    )
    (row,) = commits(case(Commit(id="c", summary="c", sha=SHA[:8]), looks=(seen(later=later),)))
    assert row.later == (f"reverts by {OTHER[:10]}: s reverts", f"fixes by {OTHER[:10]}: s fixes")


def test_deployments_stand_in_the_order_of_time() -> None:
    """Oldest first; in the order of the record when one has no time. A word that names no revision pins nothing."""
    late = Deployment(id="late", summary="l", service="worker", revision="r2", at=at(12), result="succeeded")
    early = Deployment(id="early", summary="e", service="worker", revision="latest", at=at(11))
    none = Deployment(id="none", summary="n", service="portal")
    rows = deployments(judged(late, early))
    assert [(row.event.id, row.revision) for row in rows] == [("early", None), ("late", "r2")]
    assert [verdict.claim.predicate for verdict in rows[1].verdicts] == ["deployed"]
    assert [row.event.id for row in deployments(judged(late, early, none))] == ["late", "early", "none"]
    assert pinned("Latest") is None
    assert pinned(None) is None


def test_what_no_commit_holds_is_told_with_its_undo() -> None:
    """Changes of every sort, and the parts of fixes outside git with the services of their bugs."""
    from handoff.model.events import Bug

    found = outside_git(
        case(
            Bug(id="b", summary="b", services=("worker", "portal")),
            Change(id="c", summary="flag off", type="flag", services=("worker",), old="1", new="0", undo="set 1", at=at(12)),
            Change(id="d", summary="untyped"),
            Fix(
                id="f", summary="f", bugs=("b", "nosuch"), out_of_git=OutOfGit(what="rows marked", how="by hand", undo="unmark")
            ),
            Fix(id="g", summary="g"),
        )
    )
    assert [(one.what, one.how, one.undo, one.services) for one in found] == [
        ("flag: flag off", None, "set 1", ("worker",)),
        ("untyped", None, None, ()),
        ("rows marked", "by hand", "unmark", ("worker", "portal")),
    ]
    assert (found[0].old, found[0].new, found[0].at) == ("1", "0", at(12))

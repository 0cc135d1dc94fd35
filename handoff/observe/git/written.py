"""What was seen, written down as observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, RepositorySeen

from .cited import Cited
from .look import Sight
from .objects import Meant

_SHORT = 8

# What is said of a repository into which nothing was committed yet, and of a commit that is looked for there.
EMPTY, EMPTY_TOO = "it has no commits yet", "the repository has no commits yet"


def written_down(
    sights: Sequence[Sight], cited: Sequence[Cited], pairs: Iterable[tuple[str, str]], now: datetime
) -> list[AnyObservation]:
    """Every repository, then the commits of each, then which commits contain which. Ids are still free to be changed."""
    found: list[AnyObservation] = [_repository(sight, now) for sight in sights]
    for sight in sights:
        found += _commits(sight, [one.text for one in cited if one.repo in (None, sight.repository.id)], now)
    found += _absent(sights, cited, now)
    found += _ancestries(sights, pairs, now)
    return found


def _repository(sight: Sight, now: datetime) -> RepositorySeen:
    name = f"git-{sight.repository.id}"
    if sight.problem:
        return RepositorySeen(id=name, at=now, repo=sight.repository.id, could_not=sight.problem)
    refs, place = sight.refs, sight.place
    default = refs.default if refs and refs.trunk else None
    unclear = [*sight.lacking, *sight.dirt.unclear]
    if refs and refs.default and not refs.trunk:
        unclear.append(f"there is no branch {refs.default}, which handoff.toml calls the default one")
    could_not = None
    if sight.history is not None and not sight.history.shas:
        could_not = EMPTY
    elif sight.history is None or refs is None:
        could_not = "; ".join(sight.lacking)
    return RepositorySeen(
        id=name,
        at=now,
        repo=sight.repository.id,
        could_not=could_not,
        tip=refs.tip if refs else None,
        branch=refs.head if refs else None,
        default_branch=default,
        shallow=place.shallow if place else None,
        dirty=sight.dirt.paths,
        unclear=tuple(unclear),
        window=sight.window,
        commits=tuple(sight.in_window),
    )


def _commits(sight: Sight, texts: Sequence[str], now: datetime) -> Iterator[CommitSeen]:
    """Every commit that this repository has, by the first name that the record gives it."""
    names: dict[str, str] = {}
    for text in texts:
        if (sha := sight.meant.get(text, Meant()).sha) is not None:
            names.setdefault(sha, text)
    for sha in sight.marked:
        if sha in sight.headers and (sha in names or sha in sight.in_window):
            yield _commit(sight, sha, names.get(sha, sha), now)


def _commit(sight: Sight, sha: str, asked: str, now: datetime) -> CommitSeen:
    header, related = sight.headers[sha], sight.related
    on_default, on_remote = related.on_default.get(sha), related.on_remote.get(sha)
    refs = sight.refs
    # What a shallow clone does not show may still be so: the way there may lead through commits that it lacks.
    shallow = bool(sight.boundary)
    if refs is None or not refs.trunk or (shallow and not on_default):
        on_default = None
    if refs is None or not refs.remote or (shallow and not on_remote):
        on_remote = None
    files = sight.changes.files.get(sha)
    missing = [] if files is not None else [sight.changes.problems.get(sha, "its numbers were not counted")]
    return CommitSeen(
        id=f"git-{sha[:_SHORT]}",
        at=now,
        could_not="; ".join([*missing, *sight.lacking]) or None,
        repo=sight.repository.id,
        asked=asked,
        exists=True,
        sha=sha,
        author=header.author,
        author_time=header.author_time,
        commit_time=header.commit_time,
        subject=header.subject,
        body=header.body or None,
        parents=header.parents if sha not in sight.boundary else (),
        files=files,
        branches=tuple(related.branches.get(sha, ())),
        on_default=on_default,
        on_remote=on_remote,
        equivalents=tuple(related.equivalents.get(sha, ())),
        equivalent_on_default=related.equivalent_on_default.get(sha) if refs and refs.trunk else None,
        later=related.later.get(sha, ()),
    )


def _absent(sights: Sequence[Sight], cited: Sequence[Cited], now: datetime) -> Iterator[CommitSeen]:
    """Cited commits that no repository has, told of each one that should have them; and of none that nobody knows."""
    told: set[tuple[str, str]] = set()
    for one in cited:
        asked = [sight for sight in sights if one.repo in (None, sight.repository.id)]
        if any(sight.meant.get(one.text, Meant()).sha in sight.headers for sight in asked):
            continue
        if not asked and (one.repo or "", one.text) not in told:
            told.add((one.repo or "", one.text))
            why = f"handoff.toml has no repository {one.repo!r}: add [[repositories]] with this id and its path"
            yield CommitSeen(id=_name(one.text), at=now, repo=one.repo or "", asked=one.text, could_not=why)
        for sight in asked:
            if (sight.repository.id, one.text) not in told:
                told.add((sight.repository.id, one.text))
                yield _missing(sight, one.text, now)


def _missing(sight: Sight, text: str, now: datetime) -> CommitSeen:
    meant = sight.meant.get(text, Meant())
    reasons = (sight.problem, meant.problem, sight.cut, "; ".join(sight.lacking) if sight.history is None else "")
    why = next((reason for reason in reasons if reason), None)
    if why is None and sight.history is not None and not sight.history.shas:
        why = EMPTY_TOO
    exists = False if why is None else None
    return CommitSeen(id=_name(text), at=now, repo=sight.repository.id, asked=text, exists=exists, could_not=why)


def _name(text: str) -> str:
    plain = "".join(letter for letter in text[:12] if letter.isascii() and letter.isalnum())
    return f"git-{plain or 'commit'}"


def _ancestries(sights: Sequence[Sight], pairs: Iterable[tuple[str, str]], now: datetime) -> Iterator[AncestrySeen]:
    told: set[tuple[str, str, str]] = set()
    for ancestor, descendant in pairs:
        looks = [_ancestry(sight, ancestor, descendant, now) for sight in sights]
        # The repository that has both is the one to ask; when none has, one of them says why.
        look = next((look for look in looks if look.contained is not None), looks[0] if looks else None)
        if look is not None and look.ancestor != look.descendant and look.key[1:] not in told:
            told.add((look.repo, look.ancestor, look.descendant))
            yield look


def _ancestry(sight: Sight, ancestor: str, descendant: str, now: datetime) -> AncestrySeen:
    old, new = (sight.meant.get(text, Meant()).sha for text in (ancestor, descendant))
    contained: bool | None = None
    through = why = None
    if old is None or new is None:
        lost = descendant if new is None else ancestor
        why = (
            sight.problem
            or sight.meant.get(lost, Meant()).problem
            or sight.cut
            or f"{sight.repository.id} does not have {lost}"
        )
    elif sight.relations is None:
        why = "; ".join(sight.lacking)
    else:
        contained = sight.relations.contains(new, old)
        if not contained:
            through = _through(sight, old, new)
            contained = through is not None
        if not contained and sight.boundary:
            contained, why = None, sight.cut
    old, new = old or ancestor, new or descendant
    return AncestrySeen(
        id=f"{_name(old[:_SHORT])}-in-{_name(new[:_SHORT]).removeprefix('git-')}",
        at=now,
        could_not=why,
        repo=sight.repository.id,
        ancestor=old,
        descendant=new,
        contained=contained,
        through=through,
    )


def _through(sight: Sight, old: str, new: str) -> str | None:
    """The commit with the same change as an older one by which a newer one contains it."""
    twins = sight.related.equivalents.get(old, [])
    if not twins or sight.relations is None or sight.history is None:
        return None
    reached = sight.history.reached_from((new,))
    return next((twin for twin in twins if reached[sight.history.index[twin]]), None)

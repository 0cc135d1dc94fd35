"""git: what a repository knows of the commits that a session speaks of.

How many processes one look needs, for each repository and whatever the number of commits:

1. `rev-parse`      where the repository lies, of what sort it is, and whether git lets this user read it
2. `cat-file`       which commit each cited id means, or why none
3. `for-each-ref`   the branches
4. `log --all`      the history once: parents, times, messages; containment is told from it in memory
5. `diff-tree`      the numbers of every commit looked at
6. `diff-tree`      which paths the later commits change
7. `status`         what is uncommitted

and only where there is something to ask: 8. `diff-tree -p`, when commits look like copies of each other; 9. `check-attr`, when
a changed file may go through a filter; 10. `cat-file`, when a short id fits several objects; 11 to 13., when objects are
missing, to tell which commits can still be counted. One process would do for the numbers alone, but no single one of git's
commands answers more than one of these questions. 3 to 7 run side by side.

The processes run against a directory that has the repository's objects and none of its configuration (`sandbox.py`). They
are started directly and not through GitPython, which reads the few settings that matter (`settings.py` says why).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from handoff.model.observation import AnyObservation
from handoff.model.project import MAIN, Project, Repository
from handoff.model.session import Session

from ..news import recognised
from .cited import cited_commits, pairs_that_matter, window_of
from .look import Looker
from .settings import gitpython
from .written import written_down

__all__ = ["SECONDS", "look_at_repositories"]

SECONDS = 60.0
_ONLY = Repository(id=MAIN)


def look_at_repositories(
    session: Session,
    project: Project,
    now: datetime,
    observations: Iterable[AnyObservation] = (),
    *,
    seconds: float = SECONDS,
    caller: Mapping[str, str] | None = None,
) -> list[AnyObservation]:
    """What git says of every commit that the session cites or that falls into its time, in the project's repositories.

    Without a repository in the configuration, `main` at the project's root is looked at. `now` is the instant of the look
    (with an offset); `observations` are earlier looks: they lend their ids to unchanged facts, and a platform's word on what
    it serves adds to the commits. `seconds` is the limit for each repository; `caller` the environment that says where git is.
    Reads only. Raises nothing: what could not be seen says why in `could_not`.
    """
    known = tuple(observations)
    cited = cited_commits(session, known)
    window = window_of(session, now)
    looker = Looker(project, os.environ if caller is None else caller, seconds)
    repositories = project.repositories or (_ONLY,)
    texts = {one.id: [name.text for name in cited if name.repo in (None, one.id)] for one in repositories}
    gitpython()  # imported here, because two threads that import it at once see it half made
    with ThreadPoolExecutor(2) as pool:
        try:
            sights = list(pool.map(lambda one: looker.look(one, texts[one.id], window), repositories))
        except BaseException:
            # Ctrl-C: leaving the pool waits for its threads, and those wait for git.
            looker.stop()
            raise
    seen = written_down(sights, cited, pairs_that_matter(session, project, known), now)
    return recognised(seen, known, {event.id for event in session.events})

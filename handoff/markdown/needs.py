"""What counts as evidence for what, and in what words that is said."""

from __future__ import annotations

from handoff.markdown.exhibits import (
    BUILD,
    CHECK,
    CODE_PLACE,
    COMMIT,
    DEPLOYMENT,
    DIGEST,
    EXCERPT,
    FILE,
    HTTP,
    IMAGE,
    LOG,
    MEASURE,
    NAMED_TEST,
    OUTPUT,
    PULL,
    QUERY,
    RECEIPT,
    REVISION,
    RUN,
    SIGHT,
    TESTS,
    VALUES,
)

_DONE = frozenset(
    {
        COMMIT,
        PULL,
        RUN,
        BUILD,
        IMAGE,
        OUTPUT,
        QUERY,
        TESTS,
        LOG,
        EXCERPT,
        CODE_PLACE,
        RECEIPT,
        REVISION,
        MEASURE,
        SIGHT,
        NAMED_TEST,
        CHECK,
        VALUES,
        DEPLOYMENT,
    }
)
# What counts as evidence for what; what is not listed does not count.
NEEDS: dict[str, frozenset[str]] = {
    "any": _DONE | {HTTP},
    "done": _DONE,
    "count": frozenset({OUTPUT, QUERY, TESTS, LOG, MEASURE, SIGHT, RUN, NAMED_TEST, EXCERPT, CHECK}),
    "fix": frozenset({COMMIT, PULL, EXCERPT, CODE_PLACE, TESTS, OUTPUT, NAMED_TEST, VALUES}),
    "merge": frozenset({COMMIT, PULL}),
    "deploy": frozenset({BUILD, REVISION, IMAGE, RECEIPT, OUTPUT, DIGEST, DEPLOYMENT}),
    "build": frozenset({OUTPUT, RUN, BUILD, IMAGE, LOG, TESTS, CHECK}),
    "up": frozenset({HTTP, OUTPUT, LOG, QUERY, MEASURE, SIGHT}),
    "live": frozenset({HTTP, OUTPUT, LOG, QUERY, MEASURE, SIGHT, BUILD, REVISION, IMAGE, RECEIPT, DIGEST}),
    "work": frozenset({OUTPUT, TESTS, QUERY, MEASURE, SIGHT, LOG, RECEIPT, NAMED_TEST, RUN, CHECK}),
    # That somebody looked and found it so; how the code reads shows that, and no effect.
    "look": frozenset({OUTPUT, TESTS, QUERY, MEASURE, SIGHT, LOG, RECEIPT, EXCERPT, NAMED_TEST, RUN, CHECK}),
    "ready": frozenset({OUTPUT, QUERY, LOG}),
    "test": frozenset({TESTS, RUN, OUTPUT, NAMED_TEST, LOG, CHECK}),
    # That something passed which is no test.
    "verdict": frozenset({TESTS, RUN, OUTPUT, NAMED_TEST, LOG, CHECK, MEASURE, SIGHT, QUERY, RECEIPT}),
    "resolve": frozenset({COMMIT, PULL, OUTPUT, QUERY, LOG, MEASURE, SIGHT, TESTS, CODE_PLACE, EXCERPT, CHECK, VALUES}),
    # That a commit, a branch or a push was looked at.
    "history": frozenset({COMMIT, PULL, OUTPUT, LOG, EXCERPT}),
    # That an address answers.
    "answer": frozenset({HTTP, OUTPUT, LOG, QUERY, MEASURE, SIGHT, TESTS, CHECK, NAMED_TEST, RUN, RECEIPT, EXCERPT}),
    "absent": frozenset({OUTPUT, QUERY, LOG, TESTS, MEASURE, SIGHT, RUN, CHECK}),
}
# What a piece of evidence shows, and what would have been wanted.
SHOWS = {
    COMMIT: "a commit shows a change", PULL: "a pull request shows a change", BUILD: "a build shows what was built",
    REVISION: "a revision shows a roll-out", IMAGE: "an image shows what was built", HTTP: "an HTTP answer shows that it is up",
    TESTS: "a count of tests shows that tests pass", RUN: "a CI run shows that its jobs passed",
    MEASURE: "a measured value shows what it measures", SIGHT: "a value that was seen shows what it is of",
    OUTPUT: "an output shows what its command did",
    QUERY: "a query shows what it asked for", LOG: "a log shows what it tells", EXCERPT: "an excerpt shows how the code reads",
    CODE_PLACE: "a place in the code shows where a change is", RECEIPT: "an id shows what was made under it",
    NAMED_TEST: "a named test shows what it tests", DIGEST: "an id shows what was made under it",
    CHECK: "a check shows what it counted", FILE: "a path shows that there is a file",
    VALUES: "a value before and after shows a change", DEPLOYMENT: "the address of a deployment shows a roll-out",
}  # fmt: skip
WANTED = {
    "any": "that it is done", "done": "that it is done", "count": "that it is all of them",
    "fix": "that it is fixed", "merge": "that it was merged",
    "deploy": "that it is deployed", "build": "that it builds", "up": "that it is up", "live": "that it is live",
    "work": "that it works", "ready": "that it is ready", "test": "that tests pass", "resolve": "that it is resolved",
    "absent": "that there are none",
}  # fmt: skip

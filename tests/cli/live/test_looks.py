"""`observe --live` and `check --live`: what is seen live, held against the record. Real servers, real processes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.cli.conftest import Handoff
from tests.cli.live.worker import BROKEN, OK, Serve, commit, declare, interrupted, record, silent, verdict
from tests.observe.stage import Asked, reply
from tests.secrets.test_redactor import SHAPES


def test_what_is_seen_live_supports_the_claim(live: Handoff, serve: Serve, project: Path) -> None:
    """Unsupported before anybody looked, supported after; a check without --live says the same from what was kept."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    record(project)
    live("trust")
    assert verdict(live("check", "--format", "json"))[0] == "unsupported"
    assert server.connections == 0
    ran = live("observe", "--live", "2026-01-20-worker")
    assert ran.code == 0, ran
    assert verdict(live("check", "--format", "json"))[0] == "supported"
    assert server.connections == 1


def test_the_code_that_serves_is_held_against_the_fix(live: Handoff, serve: Serve, project: Path) -> None:
    """Platform, git and record in one look: an image built before the fix refutes, one that contains it supports."""
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    before = commit(project, "old.py", "2026-01-20T10:00:00-05:00")
    fix = commit(project, "fix.py", "2026-01-20T14:00:00-05:00")
    after = commit(project, "later.py", "2026-01-20T14:30:00-05:00")
    serving = {"now": before}
    server = serve(lambda asked: reply(200, json.dumps({"rev": "worker-9", "commit": serving["now"], "ready": True}).encode()))
    declare(
        project,
        server.url("/predict"),
        "status == 200",
        more=f"""
[services.platform]
kind = "json"
url = "{server.url("/version")}"
facts = {{ revision = "$.rev", commit = "$.commit", ready = "$.ready", current = "$.ready" }}
""",
    )
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(
        text.replace("predicate: functional", f"predicate: serving\n    commit: {fix}").replace(
            "answers predictions", "has the fix"
        )
    )
    live("trust")
    ran = live("check", "--live", "--format", "json", folder)
    assert verdict(ran) == ("refuted", ["fix-not-contained"]), ran
    serving["now"] = after
    assert verdict(live("check", "--live", "--format", "json", folder))[0] == "supported"
    assert verdict(live("check", "--format", "json", folder))[0] == "supported"


def test_check_live_looks_and_checks(live: Handoff, serve: Serve, project: Path) -> None:
    """Open sessions, or those that are named; what could not be looked at is said."""
    server = serve(reply(500, BROKEN))
    declare(project, server.url("/predict"))
    folder = record(project)
    live("trust")
    ran = live("check", "--live")
    assert (ran.code, ran.err) == (
        4,
        "handoff: nothing was looked at: no session is open\n  name the session to look for: handoff check --live SESSION\n",
    )
    assert not (folder / "observed.jsonl").exists()
    ran = live("check", "--live", "--format", "json", "2026-01-20-worker")
    assert (ran.code, verdict(ran)[0]) == (1, "refuted")
    declare(project, "http://127.0.0.1:9/")
    live("trust")
    ran = live("check", "--live", "--format", "json", folder)
    assert "handoff: could not look at worker predict: GET http://127.0.0.1:9/: " in ran.err
    assert ran.code in (1, 4)


def test_nothing_live_happens_without_trust(live: Handoff, serve: Serve, project: Path) -> None:
    """observe, check, probe and verify each say how to allow it, and contact nobody."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    record(project)
    for words in (["observe", "--live", "last"], ["check", "--live", "last"], ["probe", "worker"], ["verify"]):
        ran = live(*words)
        assert ran.code == 4, ran
        assert "is not trusted" in ran.err
        assert "handoff trust" in ran.err
    assert server.connections == 0


def test_an_interrupt_keeps_what_was_seen(live: Handoff, serve: Serve, project: Path, allowed: dict[str, str]) -> None:
    """Ctrl-C: the quick look is kept, the slow one is not, and the command ends with 130 at once."""

    def respond(asked: Asked) -> bytes | Iterator[bytes]:
        return silent(asked) if asked.path == "/slow" else reply(200, OK)

    server = serve(respond)
    more = f'[[services]]\nid = "slow"\n[[services.probes]]\nurl = "{server.url("/slow")}"\nexpect = "status == 200"\n'
    declare(project, server.url("/quick"), more=more)
    folder = record(project)
    live("trust")
    code, shown, _ = interrupted(project, allowed, "observe", "--live", str(folder))
    assert code == 130, shown
    assert "Traceback" not in shown
    kept = (folder / "observed.jsonl").read_text()
    assert '"probe-worker-predict"' in kept
    assert '"slow"' not in kept


def test_no_shape_of_secret_comes_out_anywhere(live: Handoff, serve: Serve, project: Path) -> None:
    """In an answer, a header, what a command says, what a platform's command complains of; in every output and every file."""
    texts = list(SHAPES.values())

    def respond(asked: Asked) -> bytes:
        text, _ = texts[int(asked.path[1:])]
        echo = {} if "\n" in text or "\x1b" in text else {"X_Echo": text}
        return reply(200, text.encode(), **echo)

    server = serve(respond)
    say = f"{sys.executable} say.py"
    (project / "say.py").write_text(
        "import json, sys\ntext = json.load(open('texts.json'))[int(sys.argv[1])]\nprint(text)\nsys.exit(text)\n"
    )
    (project / "texts.json").write_text(json.dumps([text for text, _ in texts]))
    expect = "['body == x', 'jsonpath $.a == 1', 'header X-Echo == x', 'regex \"(?s)(.+)\" == x']"
    (project / "handoff.toml").write_text(
        'timezone = "America/New_York"\n[[services]]\nid = "worker"\n'
        + "".join(
            f'[[services.probes]]\nid = "http-{n}"\nlevel = "functional"\nurl = "{server.url(f"/{n}")}"\nexpect = {expect}\n'
            f'[[services.probes]]\nid = "command-{n}"\nkind = "command"\nlevel = "functional"\ncommand = "{say} {n}"\n'
            "expect = ['stderr == x', 'exit == 0']\n"
            for n in range(len(texts))
        )
        + "".join(
            f'[[services]]\nid = "platform-{n}"\n[services.platform]\nkind = "json"\n'
            f'command = {json.dumps([*say.split(), str(n)])}\nfacts = {{ revision = "$.v" }}\n'
            for n in range(len(texts))
        )
    )
    folder = record(project)
    live("trust")
    told = "".join(
        ran.out + ran.err
        for ran in (
            live("probe", "worker"), live("probe", "worker", "--format", "json"), live("observe", "--live", folder),
            live("observe", "--live", folder, "--format", "json"), live("check", folder, "--format", "sarif"),
            live("check", folder), live("render", folder), live("verify"), live("verify", "--format", "json"),
            live("resume", "--session", folder.name),
        )
    )  # fmt: skip
    assert told.count("hidden: ") > 10 * len(texts)
    told += "".join(file.read_text() for file in folder.rglob("*") if file.is_file())
    # Words that stand in any prose say nothing.
    secrets = {secret for _, listed in texts for secret in listed if len(secret) > 4 and any(map(str.isdigit, secret))}
    assert len(secrets) > 30
    assert [secret for secret in secrets if secret in told] == []


def test_continuous_integration_is_asked_about_what_the_record_cites(live: Handoff, project: Path) -> None:
    """The commit as git names it; when it cannot be asked, that is said and everything else is kept."""
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    fix = commit(project, "fix.py", "2026-01-20T14:00:00-05:00")
    (project / "handoff.toml").write_text(
        'timezone = "UTC"\n[[repositories]]\nid = "main"\n[repositories.ci]\nkind = "github-actions"\n'
        'repository = "example/app"\nvia = "api"\nhost = "127.0.0.1"\n'
    )
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(
        text.replace("predicate: functional", f"predicate: tests-passed\n    commit: {fix[:9]}")
    )
    assert live("observe", "--live", folder).code == 4
    live("trust")
    assert live("observe", "--live", folder).code == 4
    looks = [json.loads(line) for line in (folder / "observed.jsonl").read_text().splitlines()]
    (ci,) = [look for look in looks if look["kind"] == "ci"]
    assert ci["commit"] == fix
    assert "could_not" in ci
    assert "commit" in {look["kind"] for look in looks}

"""Repositories as a stranger might make them. Each trap is a function that changes a harmless project; its docstring says how.

`alarm` is a file that must never come to be: whoever runs what the repository names would make it. `precious` is a file of the
user's that must stay as it is. `SECRET_TEXT` stands in a file outside the project that no document may quote.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECRET_TEXT = "the-text-of-a-file-outside"
TITLE = "Worker brought back"


@dataclass(frozen=True)
class Place:
    """A project with one session, and the user's things around it."""

    root: Path
    session: Path
    alarm: Path
    precious: Path
    outside: Path

    @property
    def record(self) -> Path:
        """The session's record."""
        return self.session / "session.yaml"

    @property
    def run(self) -> str:
        """A shell command that sets off the alarm."""
        return f"touch {self.alarm}"

    def git(self, *words: str) -> None:
        """Run git in the project, with a name to commit under."""
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
            cwd=self.root,
            check=True,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "HOME": str(self.root.parent)},
        )

    def program(self, path: Path) -> Path:
        """A program that sets off the alarm and does nothing else."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{self.run}\n")
        path.chmod(0o755)
        return path

    def event(self, text: str) -> None:
        """Add an event to the record, as YAML."""
        with self.record.open("a") as file:
            file.write(f"  - {text}\n")


Trap = Callable[[Place], None]
TRAPS: dict[str, Trap] = {}


def trap(make: Trap) -> Trap:
    """Count a function among the traps, by its name."""
    TRAPS[make.__name__] = make
    return make


# --- the record --------------------------------------------------------------------------------------------------------


@trap
def yaml_python_tag(place: Place) -> None:
    """A tag that unsafe loaders turn into a call."""
    place.event(f'!!python/object/apply:os.system ["{place.run}"]')


@trap
def yaml_python_tag_in_a_field(place: Place) -> None:
    """The same, where a text should stand."""
    place.event(f"{{id: x, kind: note, summary: !!python/object/apply:subprocess.check_output [[{place.run}]]}}")


@trap
def yaml_bomb(place: Place) -> None:
    """Aliases of aliases: a few lines that are billions."""
    lines = ["x-a: &a [b, b, b, b, b, b, b, b, b]"]
    lines += [f"x-{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    place.record.write_text("\n".join(lines) + "\n" + place.record.read_text())


@trap
def yaml_depth(place: Place) -> None:
    """Brackets in brackets, deeper than any stack."""
    place.event("{id: x, kind: note, summary: x, x-deep: " + "[" * 50_000 + "]" * 50_000 + "}")


@trap
def yaml_length(place: Place) -> None:
    """One text of two megabytes."""
    place.event("{id: x, kind: note, summary: " + "a" * 2_000_000 + "}")


@trap
def record_is_another_file(place: Place) -> None:
    """The record is a link to a file of the user's."""
    place.record.unlink()
    place.record.symlink_to(place.outside)


@trap
def record_without_end(place: Place) -> None:
    """The record is a device that never ends."""
    place.record.unlink()
    place.record.symlink_to("/dev/zero")


@trap
def record_is_a_pipe(place: Place) -> None:
    """The record is a pipe that nobody writes to."""
    place.record.unlink()
    os.mkfifo(place.record)


@trap
def record_is_a_folder(place: Place) -> None:
    """The record is no file."""
    place.record.unlink()
    place.record.mkdir()


@trap
def record_id_climbs(place: Place) -> None:
    """An id that is a path out of the project."""
    place.record.write_text(place.record.read_text().replace("id: 2026-01-20-worker", "id: ../../../evil", 1))


@trap
def links_climb(place: Place) -> None:
    """Sessions that it claims to continue lie outside."""
    place.record.write_text(place.record.read_text().replace("events:", "previous: [../../outside, /etc]\nevents:", 1))


@trap
def zone_climbs(place: Place) -> None:
    """A time zone that is a path."""
    place.record.write_text(place.record.read_text().replace("timezone: UTC", "timezone: ../../../../../etc/passwd", 1))


@trap
def letters_that_act(place: Place) -> None:
    """Texts that clear the screen, set the title, turn lines around and close fences."""
    acting = "\\e[2J\\e]0;owned\\a\\u202egnp.exe <script>alert(1)</script> | ``` [x](javascript:1)"
    place.event(f'id: act\n    kind: note\n    summary: "{acting}"')


@trap
def templates_in_texts(place: Place) -> None:
    """Texts that are templates themselves."""
    place.event("id: seven\n    kind: note\n    summary: \"{{ 7 * 191 }} {% include 'x' %} {{ cycler.__init__.__globals__ }}\"")


# --- beside the record -------------------------------------------------------------------------------------------------


@trap
def looks_are_another_file(place: Place) -> None:
    """What the tool saw is a link to a file of the user's."""
    (place.session / "observed.jsonl").symlink_to(place.outside)


@trap
def looks_are_a_pipe(place: Place) -> None:
    """What the tool saw is a pipe that nobody writes to."""
    os.mkfifo(place.session / "observed.jsonl")


@trap
def looks_without_end(place: Place) -> None:
    """What the tool saw never ends."""
    (place.session / "observed.jsonl").symlink_to("/dev/zero")


@trap
def looks_of_great_depth(place: Place) -> None:
    """A line of JSON deeper than any stack."""
    (place.session / "observed.jsonl").write_text('{"kind": "run", "x": ' + "[" * 200_000 + "]" * 200_000 + "}\n")


@trap
def evidence_climbs(place: Place) -> None:
    """Evidence whose file is a path out of the session, in a folder that is a link, and a pipe."""
    (place.session / "evidence").symlink_to(place.outside.parent)
    os.mkfifo(place.session / "pipe")
    for id, file in (("up", "../../../outside/text"), ("abs", str(place.outside)), ("in", "evidence/text"), ("pipe", "pipe")):
        digest = "sha256:" + "0" * 64
        place.event(f"{{id: {id}, kind: evidence, summary: x, via: file, file: '{file}', digest: '{digest}'}}")


@trap
def documents_are_links(place: Place) -> None:
    """The documents that rendering writes are links to a file of the user's."""
    for name in ("HANDOFF.md", "CHECKLIST.md"):
        (place.session / name).symlink_to(place.precious)


@trap
def documents_are_pipes(place: Place) -> None:
    """The documents that rendering writes are pipes that nobody reads."""
    for name in ("HANDOFF.md", "CHECKLIST.md"):
        os.mkfifo(place.session / name)


@trap
def sessions_in_a_circle(place: Place) -> None:
    """The folder of sessions holds itself, and names that are options."""
    (place.session.parent / "2026-01-21-again").symlink_to(place.session.parent)
    (place.session.parent / "--output=x").mkdir()
    (place.session.parent / "2026-01-22-odd\nname").mkdir()


# --- the configuration -------------------------------------------------------------------------------------------------


def _configure(place: Place, text: str) -> None:
    (place.root / "handoff.toml").write_text(text)


@trap
def probes_that_run_and_ask(place: Place) -> None:
    """Commands, addresses and platforms that nobody trusts yet."""
    run = f'command = ["sh", "-c", "{place.run}"]'
    _configure(
        place,
        f'[[services]]\nid = "worker"\nurl = "http://127.0.0.1:9/"\n'
        f'platform = {{kind = "json", {run}, facts = {{revision = "$.v"}}}}\n'
        f'[[services.probes]]\nkind = "command"\nlevel = "functional"\n{run}\nexpect = ["exit == 0"]\n'
        '[[services.probes]]\nexpect = ["status == 200"]\n',
    )


@trap
def sessions_elsewhere(place: Place) -> None:
    """The sessions of the project are said to lie outside of it."""
    _configure(place, f'sessions = "{place.outside.parent}"\n')


@trap
def templates_elsewhere(place: Place) -> None:
    """The templates of the project are said to lie outside of it."""
    (place.outside.parent / "handoff.md.j2").write_text(f"{SECRET_TEXT}\n")
    _configure(place, f'templates = "{place.outside.parent}"\n')


@trap
def repositories_elsewhere(place: Place) -> None:
    """Repositories of the project are said to be the whole machine."""
    _configure(place, '[[repositories]]\nid = "all"\npath = "/"\n[[repositories]]\nid = "dev"\npath = "/dev/zero"\n')


@trap
def configuration_is_a_pipe(place: Place) -> None:
    """The configuration is a pipe that nobody writes to."""
    (place.root / "handoff.toml").unlink()
    os.mkfifo(place.root / "handoff.toml")


@trap
def configuration_without_end(place: Place) -> None:
    """The configuration never ends."""
    (place.root / "handoff.toml").unlink()
    (place.root / "handoff.toml").symlink_to("/dev/zero")


@trap
def configuration_of_great_depth(place: Place) -> None:
    """Lists in lists, deeper than any stack."""
    _configure(place, "x = " + "[" * 20_000 + "]" * 20_000 + "\n")


@trap
def configuration_zone_climbs(place: Place) -> None:
    """A time zone that is a path."""
    _configure(place, 'timezone = "../../../../../etc/passwd"\n')


# --- templates ---------------------------------------------------------------------------------------------------------


def _template(place: Place, text: str) -> None:
    for name in ("handoff", "checklist"):
        (place.root / "templates").mkdir(exist_ok=True)
        (place.root / "templates" / f"{name}.md.j2").write_text(text)


@trap
def template_runs_a_program(place: Place) -> None:
    """The usual way out of a template engine."""
    _template(place, f"{{{{ cycler.__init__.__globals__.os.system('{place.run}') }}}}\n")


@trap
def template_finds_every_class(place: Place) -> None:
    """Another way out, by way of all classes."""
    _template(
        place,
        "{% for c in ''.__class__.__mro__[1].__subclasses__() %}{% if c.__name__ == 'Popen' %}"
        f"{{{{ c('{place.run}', shell=True) }}}}{{% endif %}}{{% endfor %}}\n",
    )


@trap
def template_formats_its_way_out(place: Place) -> None:
    """A third way, by way of format strings and filters."""
    _template(place, "{{ '{0.__class__.__init__.__globals__}'.format(cycler) }}{{ ()|attr('__class__')|attr('__base__') }}\n")


@trap
def template_reads_other_files(place: Place) -> None:
    """Inclusion by a path that climbs."""
    _template(place, f"{{% include '../../outside/text' ignore missing %}}{{% include '{place.outside}' ignore missing %}}x\n")


@trap
def template_is_another_file(place: Place) -> None:
    """A template that is a link to a file of the user's."""
    (place.root / "templates").mkdir()
    for name in ("handoff", "checklist"):
        (place.root / "templates" / f"{name}.md.j2").symlink_to(place.outside)


@trap
def template_is_a_pipe(place: Place) -> None:
    """A template that is a pipe that nobody writes to."""
    (place.root / "templates").mkdir()
    os.mkfifo(place.root / "templates" / "handoff.md.j2")


# --- Markdown ----------------------------------------------------------------------------------------------------------


@trap
def markdown_that_acts(place: Place) -> None:
    """Scripts, remote pictures, links that run, front matter with a tag."""
    (place.root / "NOTES.md").write_text(
        f"---\nx: !!python/object/apply:os.system ['{place.run}']\n---\n# Worker fixed ✅\n\n<script src=http://127.0.0.1:9></script>\n"
        "![x](http://127.0.0.1:9/x.png) [y](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n- ✅ deployed \x1b[2J\n"
    )


@trap
def markdown_of_great_depth(place: Place) -> None:
    """Nested lists, quotes, brackets and emphasis without end."""
    deep = (">" * 5_000 + " deep", "[" * 20_000, "*a_" * 10_000, "- " * 2_000 + "x", "`" * 20_000)
    (place.root / "NOTES.md").write_text("\n\n".join(deep) + "\n")


@trap
def markdown_is_a_pipe(place: Place) -> None:
    """A document that nobody writes to."""
    (place.root / "NOTES.md").unlink()
    os.mkfifo(place.root / "NOTES.md")


# --- git ---------------------------------------------------------------------------------------------------------------


@trap
def git_configuration(place: Place) -> None:
    """Every setting that names a program."""
    shell = f"sh -c '{place.run}'"
    for key, value in {
        "core.fsmonitor": shell, "core.pager": shell, "core.editor": shell, "core.sshCommand": shell, "core.askPass": shell,
        "core.gitProxy": shell, "diff.external": shell, "diff.evil.textconv": shell, "diff.evil.command": shell,
        "filter.evil.clean": shell, "filter.evil.smudge": shell, "filter.evil.process": shell, "filter.evil.required": "true",
        "merge.evil.driver": shell, "credential.helper": f"!{shell}", "gpg.program": shell, "log.showSignature": "true",
        "alias.log": f"!{shell}", "alias.status": f"!{shell}", "pager.log": shell, "pager.status": shell,
        "uploadpack.packObjectsHook": shell, "sequence.editor": shell, "interactive.diffFilter": shell,
    }.items():  # fmt: skip
        place.git("config", key, value)
    (place.root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    os.utime(place.record, (1, 1))


@trap
def git_hooks(place: Place) -> None:
    """Every hook, in the usual place and in another."""
    names = ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-auto-gc", "pre-commit")
    for name in names:
        place.program(place.root / ".git" / "hooks" / name)
        place.program(place.root / "more-hooks" / name)
    place.git("config", "core.hooksPath", str(place.root / "more-hooks"))


@trap
def git_points_elsewhere(place: Place) -> None:
    """The repository and its work tree are said to be somewhere else."""
    place.git("config", "core.worktree", str(place.outside.parent))
    place.git("config", "include.path", str(place.outside))
    (place.root / ".git" / "objects" / "info").mkdir(exist_ok=True)
    (place.root / ".git" / "objects" / "info" / "alternates").write_text(f"{place.outside.parent}\n")
    (place.root / ".git" / "objects" / "info" / "http-alternates").write_text("http://127.0.0.1:9/objects\n")


@trap
def git_is_partial(place: Place) -> None:
    """Objects are missing and said to be had from a remote that is a program."""
    place.git("config", "remote.origin.url", f"ext::sh -c '{place.run}'")
    place.git("config", "remote.origin.promisor", "true")
    place.git("config", "extensions.partialClone", "origin")
    place.git("config", "core.repositoryFormatVersion", "1")
    place.git("config", "protocol.ext.allow", "always")
    place.event("{id: far, kind: commit, summary: x, sha: 0123456789abcdef0123456789abcdef01234567}")


@trap
def git_submodule(place: Place) -> None:
    """A submodule with a configuration of its own."""
    inner = place.root / "inner"
    inner.mkdir()
    place.git("-C", "inner", "init", "-q")
    place.git("-C", "inner", "commit", "-qm", "x", "--allow-empty")
    place.git("-C", "inner", "config", "core.fsmonitor", f"sh -c '{place.run}'")
    (place.root / ".gitmodules").write_text('[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n\tupdate = !touch x\n')
    place.git("add", "-A")
    place.git("commit", "-qm", "Submodule")
    place.alarm.unlink(missing_ok=True)


@trap
def programs_of_its_own(place: Place) -> None:
    """Programs and modules in the folder that one stands in."""
    for name in ("git", "bin/git", "gcloud", "sh"):
        place.program(place.root / name)
    for name in ("sitecustomize", "usercustomize", "handoff", "typer", "yaml", "tomllib", "git", "json"):
        (place.root / f"{name}.py").write_text(f"import os\nos.system({place.run!r})\n")
    (place.root / ".env").write_text(f"HANDOFF_SESSION=$({place.run})\n")

"""Templates: where they are found, what they may do, and that what they print is escaped."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from handoff.errors import BadInput, UsageError
from handoff.render import names
from handoff.render.pages import SHIPPED, Press, tidy

DATA = {"title": "a *b* | <c> [d](e)", "many": ["x*", "y|"], "none": None, "number": 3}
ESCAPED = "a \\*b\\* \\| &lt;c> \\[d\\](e)"


def made(folder: Path, text: str, name: str = "own") -> str:
    (folder / f"{name}.md.j2").write_text(text)
    return Press(folder).page(name, DATA).rstrip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ title }}", ESCAPED),
        ("{{ title | safe }}", ESCAPED),
        ("{{ title | e }}", ESCAPED),
        ("{{ title | escape }}", ESCAPED),
        ("{{ title | escape | escape }}", ESCAPED),
        ("{{ title ~ '' }}", ESCAPED),
        ("{{ ('' | code) ~ title }}", ESCAPED),
        ("{{ title | upper }}", "A \\*B\\* \\| &lt;C> \\[D\\](E)"),
        ("{{ '%s' | format(title) }}", ESCAPED),
        ("{% set x = title %}{{ x }}", ESCAPED),
        ("{% filter upper %}x{% endfilter %}", "X"),
        ("{{ many | join }}", "x\\*, y\\|"),
        ("{{ many | join(' <b> ') }}", "x\\* &lt;b> y\\|"),
        ("{{ none }}|{{ number }}", "|3"),
        ("{{ many }}", "\\['x\\*', 'y\\|'\\]"),
        ("{{ title | tojson }}", '"a \\*b\\* \\| \\\\u003cc\\\\u003e \\[d\\](e)"'),
        ("{{ 'a & b' | urlize }}", "a &amp; b"),
    ],
)
def test_an_author_cannot_forget_to_escape(tmp_path: Path, text: str, expected: str) -> None:
    """Whatever a template does to a value, it is printed as text."""
    printed = made(tmp_path, text)
    assert printed in {expected, expected.replace("&amp;", "&amp;amp;")}
    assert "<" not in printed


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ title | attr('__class__') }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ many.append(1) }}",
        "{{ range(10000000) | list }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ nosuch }}",
        "{{ title.nosuch }}",
        "{{ number / 0 }}",
        "{{ title + 1 }}",
        "{% include 'nosuch.md.j2' %}",
        "{% include '../own.md.j2' %}",
        "{% include '/etc/passwd' %}",
        "{{ number | nosuch }}",
        "{% if %}",
        "{{ title | fence('x', 2, 3, 4) }}",
        "{% for x in number %}{% endfor %}",
    ],
)
def test_a_template_gets_its_data_and_nothing_else(tmp_path: Path, text: str) -> None:
    """No attribute of the machinery, no other file, no endless work; the error names the template and its line."""
    with pytest.raises(BadInput, match=r"own\.md\.j2:2: "):
        made(tmp_path, f"first\n{text}\n")


def test_a_fault_of_a_shipped_template_is_a_bug() -> None:
    """Nobody is told to mend what is ours."""
    with pytest.raises(UndefinedError):
        Press().page("brief", {})


def test_records_do_not_give_their_machinery_away(tmp_path: Path) -> None:
    """The short way to our own data is as narrow as the sandbox."""
    from handoff.render.wall import Wall

    (tmp_path / "own.md.j2").write_text("{{ wall.name }} {{ wall[what] }}")
    for what in ("__class__", "_replace", "_fields"):
        with pytest.raises(BadInput, match="unsafe"):
            Press(tmp_path).page("own", {"wall": Wall(None, None), "what": what})
    (tmp_path / "own.md.j2").write_text("{{ wall._replace }}")
    with pytest.raises(BadInput, match="unsafe"):
        Press(tmp_path).page("own", {"wall": Wall(None, None)})
    (tmp_path / "own.md.j2").write_text("{{ wall.nosuch }}")
    with pytest.raises(BadInput, match="nosuch"):
        Press(tmp_path).page("own", {"wall": Wall(None, None)})


def test_a_project_overrides_by_name(tmp_path: Path) -> None:
    """A file of the same name wins; the rest is the shipped one; parts can be included."""
    assert made(tmp_path, "mine", "handoff") == "mine"
    (tmp_path / "_part.md.j2").write_text("part {{ number }}")
    assert made(tmp_path, "{% include '_part.md.j2' %}") == "part 3"
    assert names(tmp_path) == ["brief", "checklist", "handoff", "own", *(name for name in names() if name == "resume")]
    assert "own" not in names(None)


def test_an_unknown_name_is_told_with_those_there_are(tmp_path: Path) -> None:
    """A name is a word, and the error lists the words."""
    for name in ("nosuch", "../x", "a/b", ""):
        with pytest.raises(UsageError, match="there are brief, checklist, handoff"):
            Press(tmp_path).page(name, DATA)


def test_a_template_that_leads_elsewhere_is_not_read(tmp_path: Path) -> None:
    """A link out of the folder would print a file that is none of the document's business."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "own.md.j2").symlink_to(secret)
    with pytest.raises(BadInput, match="leads out"):
        Press(folder).page("own", DATA)
    (folder / "real.md.j2").write_text("ok")
    (folder / "alias.md.j2").symlink_to("real.md.j2")
    assert Press(folder).page("alias", DATA) == "ok\n"


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Not UTF-8, or no file at all: one error with the path."""
    (tmp_path / "own.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match=r"own\.md\.j2: it is not UTF-8"):
        Press(tmp_path).page("own", DATA)
    (tmp_path / "folder.md.j2").mkdir()
    with pytest.raises(BadInput, match=r"cannot read the template .*folder\.md\.j2"):
        Press(tmp_path).page("folder", DATA)


def test_compiled_templates_are_kept_where_only_the_user_writes(tmp_path: Path) -> None:
    """A private folder is used; one that others can write, or none, is not, and nothing fails."""
    cache, shared, file = tmp_path / "a" / "cache", tmp_path / "shared", tmp_path / "file"
    (tmp_path / "own.md.j2").write_text("{{ title }}")
    for _ in range(2):
        assert Press(tmp_path, cache).page("own", DATA) == ESCAPED + "\n"
    assert len(list(cache.iterdir())) == 1
    assert cache.stat().st_mode & 0o077 == 0
    (tmp_path / "own.md.j2").write_text("changed {{ title }}")
    assert Press(tmp_path, cache).page("own", DATA) == f"changed {ESCAPED}\n"
    shared.mkdir()
    shared.chmod(0o777)
    file.write_text("")
    for useless in (shared, file / "below"):
        assert Press(tmp_path, useless).page("own", DATA) == f"changed {ESCAPED}\n"
    assert not list(shared.iterdir())


def test_blank_lines_are_tidied_outside_fences() -> None:
    """One blank line where there are several; a fence keeps all of its own."""
    assert tidy("\n\na  \n\n\nb\n````\n\n\nx  \n```\n````\n\n\n") == "a\n\nb\n````\n\n\nx  \n```\n````\n"


def test_the_wheel_holds_the_templates(tmp_path: Path) -> None:
    """What is installed finds its templates without the source tree."""
    root = SHIPPED.parent
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, root],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(name).name for name in archive.namelist() if name.startswith("handoff/templates/")}
        archive.extractall(tmp_path / "installed")
    assert held == {file.name for file in SHIPPED.iterdir()}
    found = subprocess.run(
        [sys.executable, "-c", "from handoff.render.pages import SHIPPED; print(SHIPPED)"],
        cwd=tmp_path / "installed",
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "installed" / "handoff" / "templates"

"""The configuration: defaults for what it leaves out, and one line with its number for what is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.config import load_project
from handoff.errors import BadInput, BadRecord, HandoffError
from handoff.model.project import Policy, Project, Repository, Service, Waiver

WHOLE = """\
# A comment.
name = "prediction"
timezone = "America/New_York"
sessions = "log"
templates = "docs/templates"

[[services]]
id = "prediction-worker"
name = "Prediction Worker"
aliases = ["worker", "the worker"]
url = "https://worker.example.com"
repo = "main"
paths = ["src"]

[[services.probes]]
kind = "http"
level = "functional"
retries = 3
expect = [{query = "status", equals = 200}]

[services.platform]
kind = "cloud-run"

[[services]]
id = "coordinator"

[[repositories]]
id = "main"
path = "../code"
default_branch = "trunk"

[policy]
tolerance = "5m"

[policy.strength]
functional = "observed"

[policy.freshness]
live = "1h"
functional = "7d"

[rules]
unpinned-revision = "error"
hedged-tick = "off"

[[waivers]]
rule = "unpinned-revision"
where = "sessions/2026-01-20-*"
who = "ana"
why = "the platform has no revisions"
until = 2026-12-31
"""


def configured(folder: Path, text: str, name: str = "handoff.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def wrong(folder: Path, text: str) -> list[str]:
    """What is said of a configuration, without its path."""
    with pytest.raises(BadRecord) as caught:
        load_project(configured(folder, text))
    return [problem.partition("handoff.toml:")[2] for problem in caught.value.problems]


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    """Every key comes out typed; tables that other rooms read keep the types of TOML."""
    project = load_project(configured(tmp_path, WHOLE))
    assert project == Project(
        root=str(tmp_path),
        path=str(tmp_path / "handoff.toml"),
        name="prediction",
        timezone="America/New_York",
        sessions="log",
        templates="docs/templates",
        services=(
            Service(
                id="prediction-worker",
                name="Prediction Worker",
                aliases=("worker", "the worker"),
                url="https://worker.example.com",
                repo="main",
                paths=("src",),
                probes=({"kind": "http", "level": "functional", "retries": 3, "expect": [{"query": "status", "equals": 200}]},),
                platform={"kind": "cloud-run"},
            ),
            Service(id="coordinator"),
        ),
        repositories=(Repository(id="main", path="../code", default_branch="trunk"),),
        policy=Policy(
            strength={"functional": "observed"},
            freshness={"live": timedelta(hours=1), "functional": timedelta(days=7)},
            tolerance=timedelta(minutes=5),
        ),
        rules={"unpinned-revision": "error", "hedged-tick": "off"},
        waivers=(
            Waiver(
                rule="unpinned-revision",
                where="sessions/2026-01-20-*",
                who="ana",
                why="the platform has no revisions",
                until=date(2026, 12, 31),
            ),
        ),
    )


def test_an_empty_file_means_defaults(tmp_path: Path) -> None:
    """The root is the folder of the file, from wherever below it the command is given; a lone value may be a list of one."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    configured(tmp_path, "")
    assert load_project(below) == Project(root=str(tmp_path), path=str(tmp_path / "handoff.toml"))
    (below / "file.md").write_text("")
    assert load_project(below / "file.md").root == str(tmp_path)
    configured(tmp_path, '[[services]]\nid = "a"\naliases = "b"\n')
    assert load_project(below).services == (Service(id="a", aliases=("b",)),)


def test_the_nearest_file_governs(tmp_path: Path) -> None:
    """A project inside a project is its own; `[tool.handoff]` counts as a file, other pyproject files do not."""
    inner = tmp_path / "inner"
    inner.mkdir()
    configured(tmp_path, 'name = "outer"\n')
    configured(inner, '[project]\nname = "x"\n', "pyproject.toml")
    assert load_project(inner).name == "outer"
    configured(inner, '[tool.other]\nuses = "handoff"\n', "pyproject.toml")
    assert load_project(inner).name == "outer"
    configured(inner, "not toml, but it says handoff\n", "pyproject.toml")
    assert load_project(inner).name == "outer"
    configured(inner, '[tool.handoff]\nname = "inner"\n', "pyproject.toml")
    project = load_project(inner)
    assert (project.name, project.root, project.path) == ("inner", str(inner), str(inner / "pyproject.toml"))
    configured(inner, 'name = "own"\n')
    assert load_project(inner).name == "own"


def test_without_a_file_the_repository_is_the_project(tmp_path: Path) -> None:
    """Nobody needs a configuration to check a document."""
    below = tmp_path / "docs"
    below.mkdir()
    assert load_project(below) == Project(root=str(below))
    (tmp_path / ".git").mkdir()
    assert load_project(below) == Project(root=str(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nmae = 'x'\n", "1:1: unknown key 'nmae' (did you mean 'name'?)"),
        ("root = '/'\n", "1:1: unknown key 'root': known are name, sessions,"),
        ("\nname = 5\n", "2:1: 'name' wants a text in quotes, not 5"),
        ("name = true\n", "1:1: 'name' wants a text in quotes, not True"),
        ("timezone = 'Mars/Olympus'\n", "1:1: there is no time zone 'Mars/Olympus': write an IANA name"),
        ("services = 'x'\n", "1:1: 'services' wants a table"),
        ("[[services]]\nname = 'x'\n", "1:1: 'id' is missing"),
        ("[[services]]\nid = 'a'\n[[services]]\nid = 'B C'\n", "4:1: id: 'B C' is no id: it wants lower-case letters"),
        ("[[services]]\nid = 'a'\n[services.platform]\n[[services]]\nid = 'b'\nurl = 1\n", "6:1: 'url' wants a text"),
        ("[[services]]\nid = 'a'\nprobes = 'x'\n", "3:1: 'probes' wants a table"),
        ("[policy]\ntolerance = 'soon'\n", "2:1: tolerance: 'soon' is no length of time: write 30s, 15m, 2h, 7d or 4w"),
        ("[policy.strength]\nfunctoinal = 'quoted'\n", "2:1: 'functoinal' is not one of"),
        (
            "[policy.strength]\nlive = 'quotd'\n",
            "2:1: live: 'quotd' is not one of statement, quoted, imported, observed, reperformed",
        ),
        ("[policy]\nstrength = 1\n", "2:1: 'strength' wants a table"),
        ("[policy.freshness]\nlive = 5\n", "2:1: live: '5' is no length of time"),
        ("[policy.freshness]\nlive = '5 parsecs'\n", "2:1: live: '5 parsecs' is no length of time"),
        ("[rules]\n'a' = 'eror'\n", "2:1: a: 'eror' is not one of error, warning, info, off (did you mean 'error'?)"),
        ("[[waivers]]\nrule = 'a'\nwho = 'b'\nwhy = 'c'\nuntil = 'soon'\n", "5:1: until: 'soon' is no date: write 2026-01-31"),
        ("name = [\n1,\n", "2:1: "),
        ("name = 'a'\nname = 'b'\n", "2:11: Cannot overwrite a value"),
    ],
)
def test_what_is_wrong_has_its_line(text: str, said: str, tmp_path: Path) -> None:
    """Unknown keys, wrong types and values, and files that are no TOML."""
    (found,) = wrong(tmp_path, text)
    assert found.startswith(said), found


def test_all_problems_at_once(tmp_path: Path) -> None:
    """A person mends the file once."""
    assert [line.split(":")[0] for line in wrong(tmp_path, "nmae = 1\n[rules]\na = 1\n[[waivers]]\nrule = 'a'\n")] == [
        "1",
        "3",
        "4",
        "4",
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Not UTF-8, or a broken link in the place of a file."""
    (tmp_path / "handoff.toml").write_bytes(b"name = '\xff'\n")
    with pytest.raises(BadInput, match="is not UTF-8"):
        load_project(tmp_path)


def test_the_path_is_shown_as_the_person_knows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to the folder that the command was given in."""
    monkeypatch.chdir(configured(tmp_path, "x = 1\n"))
    with pytest.raises(BadRecord, match=r"^handoff\.toml:1:1: unknown key 'x'"):
        load_project(Path())


@given(
    st.lists(
        st.sampled_from(
            [
                *WHOLE.splitlines(),
                "a.b = 1",
                "[a.b]",
                "[[a]]",
                "id = 1",
                "until = 11:20:00",
                "x = nan",
                "[policy]\nfreshness = []",
            ]
        ),
        max_size=12,
    ).map("\n".join)
)
@settings(max_examples=150, deadline=None)
def test_no_file_yields_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Lines in any order: a project, or an error in words with a line of the file."""
    folder = tmp_path_factory.getbasetemp() / "fuzz"
    folder.mkdir(exist_ok=True)
    said = ""
    try:
        load_project(configured(folder, text))
    except HandoffError as error:
        said = str(error)
    assert all(1 <= int(line.partition("handoff.toml:")[2].split(":")[0]) <= text.count("\n") + 1 for line in said.splitlines())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[services]]\nid = 'a'\n[[services]]\nid = 'a'\n", "4:1: service 'a' is called 'a' already"),
        ("[[services]]\nid = 'a'\n[[services]]\nid = 'b'\naliases = ['A']\n", "5:1: service 'a' is called 'A' already"),
        ("[[repositories]]\nid = 'a'\n[[repositories]]\nid = 'a'\n", "4:1: a repository is called 'a' already"),
        ("[[services]]\nid = 'a'\nrepo = 'nope'\n", "3:1: there is no repository 'nope': declare it in [[repositories]]"),
        (
            "[[services]]\nid = 'a'\nrepo = 'mian'\n[[repositories]]\nid = 'main'\n",
            "3:1: there is no repository 'mian' (did you mean 'main'?)",
        ),
    ],
)
def test_a_name_means_one_thing_that_is_there(text: str, said: str, tmp_path: Path) -> None:
    """Of two with one name nobody could tell which is meant, and a name that means nothing is a slip."""
    assert wrong(tmp_path, text) == [said]


def test_what_is_declared_once_is_fine(tmp_path: Path) -> None:
    """The repository that a project has without declaring one is `main`."""
    (tmp_path / "handoff.toml").write_text("[[services]]\nid = 'a'\naliases = ['a', 'A one']\nrepo = 'main'\n")
    assert load_project(tmp_path).services[0].repo == "main"

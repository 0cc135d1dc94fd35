"""Markdown handoffs in bulk against markdown-it-py alone, and one of 250 lines against a bare interpreter.

The documents are made here by a seeded generator, unless `HANDOFF_BENCH_DOCUMENTS` names a folder of real ones. The baseline
is markdown-it-py with the tables that such documents are full of, parsing their texts one after the other on one core. The
command has its cache empty and two processors, so that its processor time may be twice what its wall time may.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.commands import bare, command
from benchmarks.timing import Row, paired, surroundings

DOCUMENTS, LINES = 400, 250
_SERVICES = ("worker", "scraper", "gateway", "billing", "mailer", "indexer", "scheduler", "exporter")
_STATES = ("healthy", "working", "deployed", "not verified yet", "fixed", "waiting for the next run", "complete", "blocked")
_TALK = (
    "The image of {a} is built from the folder next to it, and nobody had looked there since {n} weeks.",
    "Requests come in through {a}, which hands them to {b} in batches of {n}.",
    "We looked at the logs of {a} and found nothing that explains the gap between {n}:15 and {n}:40.",
    "See `services/{a}/main.py` for how {b} is called, and `docs/{b}.md` for why.",
    "Nobody knows yet whether {b} reads the queue that {a} writes to, so ask before you restart it.",
    "The table `{a}_runs` has a row for each of the {n} days, and its last column is what {b} shows.",
)
# About one sentence in ten says how something stands, as in the records that people keep.
_STATUS = (
    "{a} is {s}, and {b} has been {s} since revision {a}-{n:05}.",
    "✅ Commit `{sha}` adds the package; `pytest tests/{a}` gave {n} passed in 3.{n} s.",
    "All {n} of {n} jobs ran; the two that stopped are described under *Known issues*.",
)


class Run(NamedTuple):
    """Wall and processor seconds of a command with its children, and the most memory that one of its processes held, in MiB."""

    wall: float
    processor: float
    memory: float


def document(random_: random.Random, lines: int) -> str:
    """A handoff of about so many lines: paragraphs, lists, boxes, tables and code under headings, one after the other."""
    out = [f"# Session {random_.randrange(1000)}: {random_.choice(_SERVICES)}", "", "**Status:** ✅ Complete", ""]
    # Half of all sections are mere talk; what is ticked or listed as done stands in the others.
    makers = (_paragraph, _items, _code), (_paragraph, _items, _boxes, _table, _code)
    while len(out) < lines:
        out += [f"## {random_.choice(('What was done', 'Verification', 'Known issues', 'Next steps', 'State'))}", ""]
        for maker in random_.sample(random_.choice(makers), 3):
            out += [*maker(random_), ""]
    return "\n".join(out[:lines]) + "\n"


def _sentence(random_: random.Random) -> str:
    a, b = random_.sample(_SERVICES, 2)
    given = {
        "a": a,
        "b": b,
        "s": random_.choice(_STATES),
        "n": random_.randrange(10, 60),
        "sha": f"{random_.getrandbits(28):07x}",
    }
    return random_.choice(_STATUS if random_.random() < 0.08 else _TALK).format(**given)


def _paragraph(random_: random.Random) -> list[str]:
    return [_sentence(random_) for _ in range(random_.randrange(2, 5))]


def _items(random_: random.Random) -> list[str]:
    return [f"- **{random_.choice(_SERVICES)}**: {_sentence(random_)}" for _ in range(random_.randrange(3, 9))]


def _boxes(random_: random.Random) -> list[str]:
    return [f"- [{random_.choice('x   ')}] {_sentence(random_)}" for _ in range(random_.randrange(3, 7))]


def _table(random_: random.Random) -> list[str]:
    rows = [
        f"| {service} | {random_.choice(('✅ up', '❌ down', 'owner on leave', '⏳', '–'))} | {random_.randrange(99)} h |"
        for service in random_.sample(_SERVICES, 5)
    ]
    return ["| Service | Status | Left |", "|---|---|---|", *rows]


def _code(random_: random.Random) -> list[str]:
    return ["```bash", *(f"curl -s https://{service}.example/health" for service in random_.sample(_SERVICES, 4)), "```"]


def write(folder: Path, documents: int) -> None:
    """So many documents of 150 to 350 lines."""
    random_ = random.Random(11)
    for number in range(documents):
        (folder / f"{number:04}.md").write_text(document(random_, random_.randrange(150, 350)), encoding="utf-8")


def markdown_it(folder: Path) -> tuple[float, float]:
    """Wall and processor seconds that markdown-it-py takes for the texts of a folder, read beforehand."""
    program = (
        "import pathlib, sys, time; from markdown_it import MarkdownIt\n"
        "texts = [file.read_text('utf-8', 'replace') for file in sorted(pathlib.Path(sys.argv[1]).rglob('*.md'))]\n"
        "parser = MarkdownIt('commonmark').enable('table')\n"
        "start = time.perf_counter(), time.process_time()\n"
        "for text in texts: parser.parse(text)\n"
        "print(time.perf_counter() - start[0], time.process_time() - start[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0]), float(done.stdout.split()[1])


def check(folder: Path) -> Run:
    """One `handoff check` of a folder that nothing is known of yet."""
    with tempfile.TemporaryDirectory() as cache:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "handoff", "check", "--format", "json", "--fail-on", "never", folder],
            cwd=cache,
            stdout=subprocess.DEVNULL,
            env=surroundings(XDG_CACHE_HOME=cache),
            check=True,
        )
        wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, processor, used.ru_maxrss / 1024)


def measure(documents: int = DOCUMENTS) -> list[Row]:
    """Rows of what was measured: name, value, aim, unit."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        made.mkdir()
        write(made, documents)
        (Path(name) / "one.md").write_text(document(random.Random(5), LINES), encoding="utf-8")
        given = os.environ.get("HANDOFF_BENCH_DOCUMENTS")
        folder = Path(given).absolute() if given else made
        count = sum(1 for _ in folder.rglob("*.md"))
        pairs = [(markdown_it(folder), check(folder)) for _ in range(3)]
        # A relative place for the cache is none, so that the document is read anew each time.
        one = paired(command(Path(name), Path("nowhere"), "check", "one.md"), bare, times=15)
    return [
        (
            f"check of {count} Markdown documents, two processes, wall / markdown-it-py",
            statistics.median(run.wall / base[0] for base, run in pairs),
            1.2,
            "×",
        ),
        (
            "the same, processor time / markdown-it-py",
            statistics.median(run.processor / base[1] for base, run in pairs),
            2.4,
            "×",
        ),
        ("the same, memory of its largest process", max(run.memory for _, run in pairs), 300.0, "MiB"),
        (f"check of one document of {LINES} lines / python -c pass", one.ratio, 25.0, "×"),
    ]

"""Writes the pages of docs/ that follow from the code: `python -m docs.generate`; with `--check` it only says what is stale.

A page is a function that returns its text, listed in `PAGES` under the name of its file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.configuration import configuration_page
from docs.probes import probes_page
from docs.record import record_page
from docs.rules import rules_page

HERE = Path(__file__).parent

PAGES: dict[str, Callable[[], str]] = {
    "configuration.md": configuration_page,
    "probes.md": probes_page,
    "record.md": record_page,
    "rules.md": rules_page,
}


def outdated() -> list[str]:
    """The pages whose file does not say what the code says."""
    return [name for name, page in PAGES.items() if not (HERE / name).exists() or (HERE / name).read_text("utf-8") != page()]


def main(argv: list[str]) -> int:
    """Write every page, or with `--check` name those that are out of date."""
    stale = outdated()
    for name in stale:
        if "--check" in argv:
            sys.stderr.write(f"docs/{name} is out of date: run `make docs`\n")
        else:
            (HERE / name).write_text(PAGES[name](), encoding="utf-8")
            sys.stdout.write(f"wrote docs/{name}\n")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The entry of the `handoff` command."""

from __future__ import annotations

import sys

# What a command makes mostly stays until it ends; to look through it after every 700 objects takes a tenth of the time.
COLLECTED_AFTER = 50_000


def main() -> None:
    """Run one command and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from handoff import __version__

        sys.stdout.write(f"handoff {__version__}\n")
        return
    import gc

    from handoff.cli import obey

    gc.set_threshold(COLLECTED_AFTER)
    sys.exit(obey(sys.argv[1:]))


if __name__ == "__main__":
    main()

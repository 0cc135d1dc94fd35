"""The entry of the `handoff` command."""

from __future__ import annotations

import sys

# What a command makes stays until it ends, or goes without a collector, because next to nothing of ours refers to itself in a
# circle; to look through it after every 700 objects takes a tenth of the time. So many objects hold less than 100 MiB.
COLLECTED_AFTER = 500_000


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

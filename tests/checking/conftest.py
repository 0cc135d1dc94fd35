"""The command and its project, as the tests of the command line have them."""

from tests.cli.conftest import handoff, inside, project

__all__ = ["handoff", "inside", "project"]

"""Our own documents read back: for `check` the claims with the verdicts that were printed, for `import` the whole record."""

from handoff.markdown.rendered.claims import marks_of, read_rendered, trusted
from handoff.markdown.rendered.record import record_of

__all__ = ["marks_of", "read_rendered", "record_of", "trusted"]

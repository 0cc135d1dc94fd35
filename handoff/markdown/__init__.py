"""The other door: a Markdown handoff read into the same model, every claim with its line."""

from handoff.markdown.reading import as_meant, read_markdown

__all__ = ["as_meant", "read_markdown"]

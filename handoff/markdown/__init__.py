"""The other door: a Markdown handoff read into the same model, every claim with its line."""

from handoff.markdown.reading import read_markdown

__all__ = ["read_markdown"]

"""The other door: a Markdown handoff read into the same model."""

"""The linter: one file is one rule."""

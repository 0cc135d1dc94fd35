"""A Markdown handoff turned into the draft of a record: what was found as events, the rest of the text in place."""

from handoff.markdown.draft.draft import Draft, draft_of, made_as

__all__ = ["Draft", "draft_of", "made_as"]

"""The reader of Markdown: what it takes for a claim, which evidence it lets count, and what else it finds in a document."""

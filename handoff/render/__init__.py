"""Facts and findings to Markdown, through templates."""

"""Secrets taken out of texts: of what commands print, of what people type, and of what is shown of what they wrote."""

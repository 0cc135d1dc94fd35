"""Drafts of records from the documents of others."""

"""Entries, revisions and postings (台账)."""

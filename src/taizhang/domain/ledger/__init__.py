"""Entries, parts, postings, revisions (台账)."""

"""Entries as files: how an occasion is spelled outside, where nobody knows our numbers, and back."""

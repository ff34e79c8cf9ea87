"""Reads: the one door to entries, their lists, what they post, what the grid and the figures count."""

"""Reads about papers."""

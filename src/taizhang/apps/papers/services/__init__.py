"""Writes about papers."""

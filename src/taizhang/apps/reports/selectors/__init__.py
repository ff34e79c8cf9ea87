"""Reads for reports."""

"""Adopted rulebook content under its digest (制度)."""

"""Organisations, their relations, committees and posts (党组织)."""

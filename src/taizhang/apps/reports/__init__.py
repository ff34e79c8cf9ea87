"""Duty reports: drafted from the ledger, edited, reviewed, issued and kept."""

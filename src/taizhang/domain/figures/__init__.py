"""Balances, stocks at a day, distinct counts, with provenance (数据)."""

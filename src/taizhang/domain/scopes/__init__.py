"""Sets of organisations by day (口径)."""

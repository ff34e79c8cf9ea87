"""Members and their dated events (党员)."""

"""The chained log of every write (审计日志)."""

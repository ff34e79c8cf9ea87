"""The work bench: what is late, what falls due, what waits."""

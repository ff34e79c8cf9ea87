"""Every component of the shell in every state, on pages that only the tests serve."""

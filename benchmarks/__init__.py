"""Each figure of the performance table, side by side with what a user would pick instead."""

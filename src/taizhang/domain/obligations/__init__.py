"""What is owed, and whether it was done (应办)."""

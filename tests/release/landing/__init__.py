"""What each landing leaves to the next: a small world in tables as text, with the answers that it gave."""

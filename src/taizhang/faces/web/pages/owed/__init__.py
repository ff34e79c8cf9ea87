"""What is owed: the matrix, its cells and the list."""

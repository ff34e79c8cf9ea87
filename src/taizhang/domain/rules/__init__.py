"""The rulebook (制度): loaded, validated, asked by day, named by digest."""

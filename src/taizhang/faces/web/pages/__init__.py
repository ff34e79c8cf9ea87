"""The pages, one area a package; no area imports another."""

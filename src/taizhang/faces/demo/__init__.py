"""The demonstration world: a fictional district, laid out through the same services that everybody else calls."""

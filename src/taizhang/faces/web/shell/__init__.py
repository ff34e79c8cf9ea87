"""The shell of all pages: frame, address, headers, components."""

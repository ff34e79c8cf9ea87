"""The web pages: a shell and one package per area."""

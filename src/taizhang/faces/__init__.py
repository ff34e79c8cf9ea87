"""The ways in: web pages, API, command line."""

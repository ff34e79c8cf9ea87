"""What can be asked of the API, an area a module."""

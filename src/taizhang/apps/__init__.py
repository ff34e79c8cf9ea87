"""Tables and use-cases, one package per concern."""

"""What the product knows, in plain Python: no Django, no clock, no database, no environment."""

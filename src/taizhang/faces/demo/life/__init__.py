"""What happens in the demonstration world: occasions by day, with the unevenness of real life."""

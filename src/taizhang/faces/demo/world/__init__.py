"""The world of the demonstration: organisations, people and posts, all of it invented."""

"""Settings, start-up checks; the only reader of the environment."""

"""Members: the roll of a day, one person with everything dated, movements of a year, rolls in and out as files."""

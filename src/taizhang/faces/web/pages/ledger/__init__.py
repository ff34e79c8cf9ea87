"""台账: recording, the list of entries, one entry, the monthly batch, the calendar, the handbook."""

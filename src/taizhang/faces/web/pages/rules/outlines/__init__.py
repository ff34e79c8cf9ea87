"""Outlines of reports and their wordings (提纲和句式): read, made one's own, tried on a report, adopted, undone."""

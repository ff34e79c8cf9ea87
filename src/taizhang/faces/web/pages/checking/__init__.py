"""The checker's page: a text beside what was found in it, and what the unit has decided about the checker."""

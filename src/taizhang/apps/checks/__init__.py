"""The checker (审校) for whoever is signed in: a unit's own words, names that are protected, one text checked."""

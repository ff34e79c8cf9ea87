"""The checker of official texts (审校): few rule types, many packs of data, places in code points."""

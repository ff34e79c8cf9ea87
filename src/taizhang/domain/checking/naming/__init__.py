"""Names that are fixed: documents in 《》, terms of a closed lexicon, and how far a written one is from a known one."""

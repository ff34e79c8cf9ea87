"""Searching everything that one may see: organisations, members, entries, kinds, rules, figures."""

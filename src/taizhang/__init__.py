"""台账: record a piece of work once; what is owed and what was done follow."""

__version__ = "0.1.0"

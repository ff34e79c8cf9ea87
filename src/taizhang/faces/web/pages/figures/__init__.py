"""Figures down to their records, and control totals."""

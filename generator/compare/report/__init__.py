"""Findings as texts and data. Formatters only: nothing here judges, reads a file or knows a clock."""

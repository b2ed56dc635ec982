"""Drift: keys and types in files that the row types do not declare."""

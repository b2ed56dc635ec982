"""Measurements of the promised speed, each beside a competitor in the same run: `make bench`."""

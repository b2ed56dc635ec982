"""Measurements of the promised speed, each compared with another tool in the same run: `make bench`."""

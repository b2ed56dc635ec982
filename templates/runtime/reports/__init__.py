"""A report: its envelope, its files, its rows, and the outcome of each."""

"""A report: its envelope, its files, its rows, and what became of each."""

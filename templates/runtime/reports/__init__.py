"""A report: its envelope, its links, its files, and what became of each."""

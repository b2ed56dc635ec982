"""Local files, read without a network."""

"""Files that somebody has: read without any network."""

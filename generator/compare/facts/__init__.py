"""Finds what differs between two documents, without judging it."""

"""Finds what differs between the packages generated from two documents."""

"""Compares two descriptions: the effect of a change on the wire, and on code that uses the generated package."""

"""Inspection of a lake: completeness and damage."""

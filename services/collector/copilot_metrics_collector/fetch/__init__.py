"""Fetching: from a unit's request to its parts and manifest."""

"""Rows as Arrow, and back."""

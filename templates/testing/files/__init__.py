"""Rows to files: first changes of the rows, then the file format."""

from __future__ import annotations

"""Formats findings as text and data; judges nothing and reads no files."""

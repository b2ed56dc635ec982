"""Reads the documents that are compared, from files, standard input or git."""

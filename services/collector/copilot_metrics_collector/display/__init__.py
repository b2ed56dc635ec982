"""Text output of results: selection of columns and rows, tables, Markdown."""

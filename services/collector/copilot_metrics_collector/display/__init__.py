"""How answers are shown to people: the choice of columns and rows, tables, Markdown."""

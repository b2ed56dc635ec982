"""Exports the tables of a lake to files and databases of other tools, without the lake's layout."""

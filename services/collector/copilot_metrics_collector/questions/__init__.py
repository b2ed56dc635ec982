"""Questions about a lake.

A question is a function from a connection and a `Selection` to an `Answer`: a table, the units of its columns, and
notes on missing data and on figures that do not add up. Only `formats` and `display` produce output.
"""

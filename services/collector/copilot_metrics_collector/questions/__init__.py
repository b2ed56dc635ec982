"""Questions that people ask of a lake, and answers that can be relied on.

A question is a function from a connection and a `Selection` to an `Answer`: a table, what its columns mean, and
notes on what is missing and what cannot be added up. Only `formats` knows how an answer is shown.
"""

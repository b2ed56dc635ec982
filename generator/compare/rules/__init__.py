"""The rules: the kinds of changes, their severities, and the findings."""

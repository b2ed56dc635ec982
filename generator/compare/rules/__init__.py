"""The rules: which changes there are, how bad each is, and the findings that they make."""

"""The clients, the results of their methods, and GitHub Apps."""

"""The clients, what their methods return, and GitHub Apps."""

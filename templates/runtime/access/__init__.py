"""The clients: what they are set to, and where their tokens come from."""

"""What keeps a collector from its data: a few requests, and of each answer what it means and what to do."""

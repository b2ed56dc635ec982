"""What the core asks of the world, and the two shells that carry it out."""

"""What does not vary with the description: copied byte for byte into every generated package."""

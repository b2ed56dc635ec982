"""Running: planned units on threads or executors, with their events."""

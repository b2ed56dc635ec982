"""Planning: the units that a run requests."""

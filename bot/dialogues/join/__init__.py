"""`/start`: from a first hello to a profile."""

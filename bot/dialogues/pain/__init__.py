"""Where it hurts, and what follows."""

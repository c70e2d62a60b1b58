"""Away, and back."""

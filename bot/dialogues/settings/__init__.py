"""`/settings`: every answer of joining, and more, to look at and change."""

"""The questions about signs that a painful part may need somebody to look."""

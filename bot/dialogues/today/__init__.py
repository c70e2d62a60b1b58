"""Today's session."""

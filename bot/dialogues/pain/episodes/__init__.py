"""Pain as episodes with a course."""

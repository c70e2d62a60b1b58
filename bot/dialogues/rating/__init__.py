"""How a session was."""

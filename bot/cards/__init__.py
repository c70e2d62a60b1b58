"""What core decided, as cards: a session with its rows, and what an answer changed of the next ones."""

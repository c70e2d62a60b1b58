"""One turn of a conversation: what a handler is given, which handler it is, and what becomes of its reply."""

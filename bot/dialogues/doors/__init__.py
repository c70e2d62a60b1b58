"""Who else gets in: other chats of the same runner, and others who may look."""

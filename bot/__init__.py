"""The coach at work: conversations, memory, mornings, words."""

"""What several dialogues share."""

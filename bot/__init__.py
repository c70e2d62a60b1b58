"""The coach at work: conversations, memory, mornings, words."""

from bot import zones

zones.follow_the_newest()

"""Discord, through discord.py. Nothing outside this folder imports that library."""

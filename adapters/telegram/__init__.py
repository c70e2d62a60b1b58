"""Telegram, through python-telegram-bot. Import `adapters.telegram.gateway` only where there is a token: the library
costs 15 MB and half a second."""

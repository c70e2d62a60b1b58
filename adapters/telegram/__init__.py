"""Telegram, through python-telegram-bot. Import `adapters.telegram.gateway` only where there is a token: with
what it needs the library costs 40 MB and half a second."""

"""Direct messages as neutral events: what a runner typed, and the files sent along."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection

import aiohttp
import discord

from adapters.messages import Address, Called, Event, Origin, Said, Sent

log = logging.getLogger("sinew.discord")

_DOWNLOAD = 20.0
_COMMAND = re.compile(r"/(\w+)\s*(.*)", re.DOTALL)


async def posted(message: discord.Message, commands: Collection[str], most: int) -> list[Event]:
    """What one direct message says. Documents up to `most` bytes come with their content."""
    address = Address("discord", str(message.author.id), str(message.channel.id))

    def origin(n: int) -> Origin:
        return Origin(f"{message.id}.{n}" if n else str(message.id), address, message.created_at)

    files: list[Event] = [
        await _file(origin(n), attachment, "" if n else message.content, most, message.jump_url)
        for n, attachment in enumerate(message.attachments)
    ]
    if files:
        return files
    if message.stickers:
        return [Sent(origin(0), message.stickers[0].name, None, "sticker")]
    if not message.content:
        return [Sent(origin(0), "", None, "poll" if message.poll else "other")]
    # A client that does not know our commands (yet) sends them as text.
    found = _COMMAND.fullmatch(message.content.strip())
    if found and found[1].lower() in commands:
        return [Called(origin(0), found[1].lower(), found[2].strip())]
    return [Said(origin(0), message.content)]


async def _file(origin: Origin, attachment: discord.Attachment, caption: str, most: int, message: str) -> Sent:
    """A video's reference is the message it stands in: the attachment's own address expires within a day."""
    kind = _kind(attachment)
    content: bytes | None = None
    if kind == "document" and attachment.size <= most:
        try:
            async with asyncio.timeout(_DOWNLOAD):
                content = await attachment.read()
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("a file was not fetched: %s", type(error).__name__, extra={"action": "discord.fetch"})
    reference = message if kind == "video" else attachment.url
    return Sent(origin, attachment.filename, content, kind, attachment.size, reference, caption)


def _kind(attachment: discord.Attachment) -> str:
    if attachment.is_voice_message():
        return "voice"
    family = (attachment.content_type or "").partition("/")[0]
    return {"image": "photo", "video": "video", "audio": "audio"}.get(family, "document")

"""Where a runner is reached: the private messages, or where those are closed, a private thread in the club's server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import discord

from adapters.discord.interactions import thread_name
from adapters.discord.outcomes import CHANNEL_LOST, SOON, TOO_FAST, Heard, outcome, said
from adapters.gateway import Gone, Moved, NotDelivered, Outcome, Unsure
from adapters.messages import Address

log = logging.getLogger("sinew.discord")

CLUB_CHANNEL = "SINEW_DISCORD_CLUB_CHANNEL"


class Rooms:
    """`client` is asked again each time, because a lost connection may have brought another one. `patience`: for how
    many seconds a way is looked for.
    """

    def __init__(self, client: Callable[[], discord.Client], club_channel: int | None, patience: float) -> None:
        self._client = client
        self._club_channel = club_channel
        self._patience = patience
        self._threads: dict[str, str] = {}

    async def direct(self, user: int) -> str:
        """The channel of our private messages with a user, or "" where there can be none. Raises what may pass."""
        try:
            async with asyncio.timeout(self._patience):
                return str((await self._client().create_dm(discord.Object(user))).id)
        except (discord.Forbidden, discord.NotFound) as error:
            if error.code == TOO_FAST:
                raise
            return ""

    async def other_way(self, to: Address, error: discord.HTTPException) -> Outcome:
        """Where to go when a chat is closed or lost, as the outcome of the send that found out."""
        try:
            async with asyncio.timeout(self._patience):
                chat = await self._other_chat(to, lost=error.code in CHANNEL_LOST)
        except Exception as failed:
            log.warning("no other way to a runner: %s", said(failed), extra={"action": "discord.no_way"})
            match outcome(failed, Heard()):
                case NotDelivered() as later:
                    return later
                case Unsure():
                    return NotDelivered(SOON)  # a thread may have been opened, and is found again; nothing was said
            chat = ""
        if chat in ("", to.chat):
            return Gone(f"{error.code}: {error.text}")
        return Moved(Address(to.platform, to.user, chat))

    async def _other_chat(self, to: Address, *, lost: bool) -> str:
        if lost:
            self._threads.pop(to.user, None)
            return await self.direct(int(to.user))
        return self._threads.get(to.user) or await self._thread(int(to.user))

    async def _thread(self, user: int) -> str:
        if self._club_channel is None:
            return ""
        channel = await self._client().fetch_channel(self._club_channel)
        if not isinstance(channel, discord.TextChannel):
            raise TypeError(f"{CLUB_CHANNEL}: must be the id of a text channel")
        await channel.guild.fetch_member(user)  # raises for somebody who is not in the club
        thread = await self._opened(channel, user) or await channel.create_thread(
            name=thread_name(user),
            type=discord.ChannelType.private_thread,
            invitable=False,
            auto_archive_duration=10080,  # a week in minutes, the longest there is
        )
        await thread.add_user(discord.Object(user))
        self._threads[str(user)] = str(thread.id)
        return str(thread.id)

    async def _opened(self, channel: discord.TextChannel, user: int) -> discord.Thread | None:
        """The thread that an earlier run opened, or one that was cut off in the middle of it."""
        ours = (channel.id, self._client().application_id, thread_name(user))
        opened = await channel.guild.active_threads()
        return next((one for one in opened if (one.parent_id, one.owner_id, one.name) == ours), None)

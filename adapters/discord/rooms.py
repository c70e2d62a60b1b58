"""Where a runner is reached: the private messages, or where those are closed, a private thread in the club's server."""

from __future__ import annotations

import logging
from collections.abc import Callable

import discord

from adapters.discord.interactions import thread_name
from adapters.discord.outcomes import CHANNEL_LOST
from adapters.gateway import Gone, Moved, Outcome
from adapters.messages import Address

log = logging.getLogger("sinew.discord")

CLUB_CHANNEL = "SINEW_DISCORD_CLUB_CHANNEL"


class Rooms:
    """`client` is asked anew each time, because a lost connection may have brought another one."""

    def __init__(self, client: Callable[[], discord.Client], club_channel: int | None) -> None:
        self._client = client
        self._club_channel = club_channel
        self._threads: dict[str, str] = {}

    async def direct(self, user: int) -> str:
        """The channel of our private messages with a user, or "" where there can be none."""
        try:
            return str((await self._client().create_dm(discord.Object(user))).id)
        except (discord.Forbidden, discord.NotFound):
            return ""

    async def other_way(self, to: Address, error: discord.HTTPException) -> Outcome:
        """Where to go when a chat is closed or lost, as the outcome of the send that found out."""
        try:
            if error.code in CHANNEL_LOST:
                self._threads.pop(to.user, None)
                chat = await self.direct(int(to.user))
            else:
                chat = self._threads.get(to.user) or await self._thread(int(to.user))
        except Exception as failed:
            log.warning("no other way to a runner: %s", failed, extra={"action": "discord.no_way"})
            chat = ""
        if chat in ("", to.chat):
            return Gone(f"{error.code}: {error.text}")
        return Moved(Address(to.platform, to.user, chat))

    async def _thread(self, user: int) -> str:
        if self._club_channel is None:
            return ""
        channel = await self._client().fetch_channel(self._club_channel)
        if not isinstance(channel, discord.TextChannel):
            raise TypeError(f"{CLUB_CHANNEL}: must be the id of a text channel")
        await channel.guild.fetch_member(user)  # raises for somebody who is not in the club
        thread = await channel.create_thread(
            name=thread_name(user),
            type=discord.ChannelType.private_thread,
            invitable=False,
            auto_archive_duration=10080,  # a week in minutes, the longest there is
        )
        await thread.add_user(discord.Object(user))
        self._threads[str(user)] = str(thread.id)
        return str(thread.id)

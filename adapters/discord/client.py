"""discord.py's client, set up for us: private messages only, no privileged intent, nothing cached."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from adapters.discord.interactions import Interaction, Press, fingerprint
from adapters.discord.outcomes import Response

if TYPE_CHECKING:
    from adapters.discord.arrivals import Arrivals

log = logging.getLogger("sinew.discord")

# We listen to no servers on purpose; the warning about it would only worry an operator.
logging.getLogger("discord.state").addFilter(lambda record: "Guilds intent" not in str(record.msg))

_SLEEPS = 1.0
"""A longer rate limit is for the caller to plan; discord.py would sleep in it."""
_DOUBLINGS = 4
"""Of a second, for the pauses between tries to connect again: 16 s at most, where discord.py goes on to 17 minutes."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The declared commands, and where their fingerprint is kept so that they are declared only when changed."""

    commands: Sequence[Any] = ()
    remembered: Callable[[], Awaitable[str]] | None = None
    remember: Callable[[str], Awaitable[None]] | None = None


class Client(discord.AutoShardedClient):
    """One connection to Discord. It passes everything on to `arrivals`."""

    def __init__(self, arrivals: Arrivals, menu: Menu, shard_count: int | None) -> None:
        self.arrivals = arrivals
        self.menu = menu
        self.online = False
        # Direct messages arrive with their text without the privileged intent, and nothing else is listened to.
        intents = discord.Intents.none()
        intents.dm_messages = True
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            shard_count=shard_count,
        )
        self.http.max_ratelimit_timeout = _SLEEPS  # the constructor takes nothing below 30
        self._deafen()

    def _deafen(self) -> None:
        """What we write comes back as an event, and so does what we change: nothing is made of those."""
        heard = self._connection.parsers
        read = heard["MESSAGE_CREATE"]

        def written(told: Mapping[str, Any]) -> None:
            if not told["author"].get("bot"):
                read(told)

        heard["MESSAGE_CREATE"] = written
        del heard["MESSAGE_UPDATE"]

    async def setup_hook(self) -> None:
        session = getattr(self.http, "_HTTPClient__session", None)
        if isinstance(session, aiohttp.ClientSession):
            # What aiohttp offers for listening, a `TraceConfig`, costs a fifteenth of a line sent.
            session._response_class = Response
        self.add_dynamic_items(Press)
        self.online = True
        log.info("connected as %s", self.user, extra={"action": "discord.connect"})
        await self._declare()

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """Connects one shard, in such a way that runners are heard soon after a long outage."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        self.shards[shard_id]._parent._backoff._max = _DOUBLINGS

    async def _declare(self) -> None:
        menu, application = self.menu, self.application_id
        mark = fingerprint(application, menu.commands)
        if application is None or not menu.commands or (menu.remembered and await menu.remembered() == mark):
            return
        try:
            await self.http.bulk_upsert_global_commands(application, list(menu.commands))
        except (discord.HTTPException, discord.RateLimited) as error:
            log.error("commands not declared: %s", error, extra={"action": "discord.menu"})  # the old ones still work
            return
        if menu.remember is not None:
            await menu.remember(mark)

    async def on_interaction(self, interaction: Interaction) -> None:
        await self.arrivals.interacted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self.arrivals.written(message)

    async def shut(self) -> None:
        self.online = False
        # discord.py 2.7.1 trips over closing a client that never logged in; there is nothing to close either.
        with contextlib.suppress(AttributeError):
            await self.close()

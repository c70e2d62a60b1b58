"""Whether Discord takes a token, asked once and without starting anything."""

from __future__ import annotations

import asyncio

import aiohttp
import discord

from adapters.gateway import Unreachable, WrongToken

PATIENCE = 10.0
"""Seconds: discord.py tries again by itself for a while."""


async def knock(token: str) -> str:
    """The bot's name. Raises WrongToken, or Unreachable."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
        return str(client.user)
    except discord.LoginFailure:
        raise WrongToken from None
    except TimeoutError:
        raise Unreachable("no answer in time") from None
    except aiohttp.ClientConnectionError:
        raise Unreachable("no connection") from None
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise Unreachable(type(error).__name__) from None
    finally:
        await client.close()

"""The command menu: one list a language, shown in private chats, sent to Telegram only when it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from adapters.gateway import Command

Menus = Mapping[str, Sequence[Command]]
"""Language code -> commands; "" is what every other language sees."""

Remember = Callable[[str, str | None], Awaitable[str | None]]
"""A place for one line of text a name: with None it reads (None where nothing was kept), else it keeps."""


async def publish(bot: Bot, menus: Menus, remember: Remember) -> int:
    """Bring Telegram's menus up to date; returns how many changed. Groups get none: nothing works there."""
    changed = 0
    for language, commands in menus.items():
        listed = [(command.name, command.description) for command in commands]
        mark = hashlib.sha256(json.dumps(listed).encode()).hexdigest()
        name = f"telegram.menu.{bot.id}.{language}"
        if await remember(name, None) == mark:
            continue
        await bot.set_my_commands(
            [BotCommand(*one) for one in listed],
            scope=BotCommandScopeAllPrivateChats(),
            language_code=language or None,
        )
        await remember(name, mark)
        changed += 1
    return changed

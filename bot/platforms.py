"""The gateways of the platforms whose token is set; a platform's library is imported only then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from adapters.gateway import Command, ConfigurationError, Gateway
from bot.clock import Clock
from bot.registry import Registry
from bot.settings import Settings
from bot.storage import Store, people
from bot.words import Words, languages


def build(settings: Settings, store: Store, clock: Clock, registry: Registry) -> dict[str, Gateway]:
    """Raises ConfigurationError where no platform is set at all."""
    found: dict[str, Gateway] = {}
    if settings.telegram_token is not None:
        from adapters.telegram.gateway import TelegramGateway

        menus = {("" if one == "en" else one): menu(registry, one) for one in languages()}
        found["telegram"] = TelegramGateway(
            settings.telegram_token.get_secret_value(), now=clock.now, menus=menus, remember=_remember(store)
        )
    if settings.discord_token is not None:
        from adapters.discord.gateway import DiscordGateway

        name = "discord.menu"
        keep = _remember(store)

        async def remembered() -> str:
            return await keep(name, None) or ""

        async def remember(mark: str) -> None:
            await keep(name, mark)

        found["discord"] = DiscordGateway(
            settings.discord_token.get_secret_value(), commands=menu(registry, "en"), remembered=remembered,
            remember=remember,
        )  # fmt: skip
    if not found:
        raise ConfigurationError(
            "SINEW_TELEGRAM_TOKEN", "must be a bot's token (or set SINEW_DISCORD_TOKEN); `sinew chat` needs neither"
        )
    return found


def menu(registry: Registry, language: str) -> Sequence[Command]:
    """The commands that have a description: one without is not offered yet."""
    words = Words(language)
    return [Command(one, words(f"command.{one}")) for one in registry.commands if words.has(f"command.{one}")]


def rates(settings: Settings) -> dict[str, float]:
    return {"telegram": settings.telegram_rate, "discord": settings.discord_rate}


def _remember(store: Store) -> Callable[[str, str | None], Awaitable[str | None]]:
    async def remember(name: str, value: str | None) -> str | None:
        if value is None:
            return await store.read(lambda connection: people.note(connection, name))
        await store.write(lambda connection: people.keep_note(connection, name, value))
        return value

    return remember

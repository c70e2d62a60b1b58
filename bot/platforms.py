"""The gateways of the platforms whose token is set; a platform's library is imported only then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from adapters.gateway import ConfigurationError, Gateway
from bot import menu
from bot.clock import Clock
from bot.dialogues.shared.forms import WRITE
from bot.settings import Settings
from bot.storage import Store, people
from bot.turns.registry import Registry
from bot.words import DEFAULT, Words, languages

if TYPE_CHECKING:
    from adapters.discord.interactions import Modal


class NoPlatform(ConfigurationError):
    """No token at all: the newcomer is shown the way that needs none."""

    def __str__(self) -> str:
        return (
            "no token yet. Try the coach right here: `sinew demo`. For a chat, set SINEW_TELEGRAM_TOKEN or "
            "SINEW_DISCORD_TOKEN (docs/telegram.md and docs/discord.md say how to get one)."
        )


def named(settings: Settings) -> list[str]:
    """The platforms whose token is set."""
    tokens = {"telegram": settings.telegram_token, "discord": settings.discord_token}
    return [name for name, token in tokens.items() if token is not None]


def build(settings: Settings, store: Store, clock: Clock, registry: Registry) -> dict[str, Gateway]:
    """Raises ConfigurationError where no platform is set at all."""
    found: dict[str, Gateway] = {}
    if settings.telegram_token is not None:
        found["telegram"] = _telegram(settings, settings.telegram_token.get_secret_value(), store, clock, registry)
    if settings.discord_token is not None:
        found["discord"] = _discord(settings, settings.discord_token.get_secret_value(), store, registry)
    if not found:
        raise NoPlatform("SINEW_TELEGRAM_TOKEN", "must be a bot's token")
    return found


def _telegram(settings: Settings, token: str, store: Store, clock: Clock, registry: Registry) -> Gateway:
    from adapters.telegram.gateway import TelegramGateway
    from adapters.telegram.webhook import Webhook

    webhook = None
    if settings.telegram_webhook is not None:
        host, _, port = settings.telegram_listen.rpartition(":")
        secret = settings.telegram_webhook_secret
        given = secret.get_secret_value() if secret is not None else ""
        webhook = Webhook(settings.telegram_webhook, given, host.strip("[]"), int(port))
    menus = {("" if one == DEFAULT else one): menu.commands(registry, one) for one in languages()}
    return TelegramGateway(
        token, now=clock.now, menus=menus, remember=_remember(store), invite=_invite, webhook=webhook
    )


def _discord(settings: Settings, token: str, store: Store, registry: Registry) -> Gateway:
    from adapters.discord.arrivals import Notes
    from adapters.discord.gateway import DiscordGateway

    words, keep, name = Words(), _remember(store), "discord.menu"

    async def remembered() -> str:
        return await keep(name, None) or ""

    async def remember(mark: str) -> None:
        await keep(name, mark)

    return DiscordGateway(
        token,
        commands=menu.commands(registry, DEFAULT),
        suggest=menu.suggest,
        modals=forms(),
        club_channel=settings.discord_club_channel,
        remembered=remembered,
        remember=remember,
        notes=Notes(words("discord.elsewhere"), words("discord.closed"), words("discord.choose")),
    )


def forms() -> Mapping[str, Modal]:
    """The verbs whose buttons open a form on Discord, and what stands above it."""
    from adapters.discord.interactions import Modal

    words = Words()
    detail = Modal(words("discord.detail.title"), words("discord.detail.label"), words("discord.detail.placeholder"))
    return {"detail": detail, WRITE: Modal(words("form.write"), words("form.write.label"))}


def _invite(language: str) -> tuple[str, str]:
    """What a group is told, and the button into the private chat."""
    words = Words(language)
    return words("group.only_private"), words("group.open")


def rates(settings: Settings) -> dict[str, float]:
    return {"telegram": settings.telegram_rate, "discord": settings.discord_rate}


def _remember(store: Store) -> Callable[[str, str | None], Awaitable[str | None]]:
    async def remember(name: str, value: str | None) -> str | None:
        if value is None:
            return await store.read(lambda connection: people.note(connection, name))
        await store.write(lambda connection: people.keep_note(connection, name, value))
        return value

    return remember

"""Discord's interactions as neutral events, and the commands as Discord wants them declared."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import discord
from discord import app_commands, ui

from adapters.gateway import Command, Suggest
from adapters.messages import Called, Event, Origin, Pressed, Said

Interaction: TypeAlias = "discord.Interaction[Any]"

KEY = r"1\.(?P<verb>[^.]+)\.(?P<prompt>[0-9a-z]*)\.(?P<option>.*)"
"""A button's key, `1.<verb>.<prompt>.<option>`. A select of our own making has `*` and its number as option."""

SUGGESTIONS = 25

TOKEN_SECONDS = 14.5 * 60
"""An interaction can be answered for a quarter of an hour; a little less, so that we are never late."""


@dataclass(frozen=True, slots=True)
class Modal:
    """The form that a key with a certain verb opens; what is typed into it arrives as `Said`."""

    title: str
    label: str
    placeholder: str = ""
    long: bool = True


@dataclass(slots=True, eq=False)
class Answer:
    """An interaction we may still answer: its token, and what Discord shows in its place meanwhile.

    `placeholder`: "thinking …" stands there and the first message takes its place. `source`: the message that a
    pressed button sits on, which the interaction may edit even if only the runner can see it.
    """

    interaction: Interaction
    hidden: bool = False
    placeholder: bool = False
    source: str = ""
    acked: asyncio.Task[None] | None = None
    lost: bool = False
    born: float = field(default_factory=time.monotonic)

    @property
    def fresh(self) -> bool:
        """Whether its token is still good. By our own watch: the computer's clock may be wrong."""
        return not self.lost and time.monotonic() - self.born < TOKEN_SECONDS


class Press(ui.DynamicItem[ui.Item[Any]], template=KEY):
    """Every button and select of ours, from today or from last year: found by its key, not by anything remembered."""

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Press:
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.client.arrivals.interacted(interaction)


# --- who, where and what ---------------------------------------------------------------------------------------------


def base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def thread_name(user: int) -> str:
    """The private thread's name says whose it is, so that we know it again after a restart."""
    return f"Sinew · {base36(user)}"


def is_private(interaction: Interaction) -> bool:
    """Whether nobody else reads along: our direct messages, or the runner's own private thread."""
    if interaction.guild_id is None:
        # A direct message between two people in which one called us is not ours, though its channel looks alike.
        return not (interaction.context.private_channel or interaction.context.guild)
    channel = interaction.channel
    return (
        isinstance(channel, discord.Thread)
        and channel.type is discord.ChannelType.private_thread
        and channel.owner_id == interaction.application_id
        and channel.name == thread_name(interaction.user.id)
    )


def verb(interaction: Interaction) -> str:
    found = re.fullmatch(KEY, interaction.custom_id or "", re.DOTALL)
    return found["verb"] if found else ""


def source(interaction: Interaction) -> str:
    """The ref of the message that a pressed button sits on."""
    message = interaction.message
    return f"{interaction.channel_id}:{message.id}" if message is not None else ""


def command(interaction: Interaction) -> str:
    return str(cast(Mapping[str, Any], interaction.data or {}).get("name", ""))


def events(interaction: Interaction, origin: Origin, commands: Mapping[str, Command]) -> list[Event]:
    """What the runner did; a select with several changes is as many presses, each with an id of its own."""
    data = cast(Mapping[str, Any], interaction.data or {})
    match interaction.type:
        case discord.InteractionType.application_command:
            return [Called(origin, command(interaction), _arguments(data, commands))]
        case discord.InteractionType.modal_submit:
            return [Said(origin, "\n".join(filter(None, _typed(data.get("components", [])))))]
        case discord.InteractionType.component:
            message = source(interaction)
            keys = _changed(interaction, data) if "values" in data else [str(data.get("custom_id", ""))]
            return [Pressed(_numbered(origin, n), key, message=message) for n, key in enumerate(keys)]
        case _:
            return []


def _numbered(origin: Origin, n: int) -> Origin:
    if not n:
        return origin
    return Origin(f"{origin.event_id}.{n}", origin.address, origin.at, origin.language, origin.private)


def _arguments(data: Mapping[str, Any], commands: Mapping[str, Command]) -> str:
    given = {option["name"]: str(option.get("value", "")).strip() for option in data.get("options", [])}
    known = commands.get(str(data.get("name")))
    order = [name for name in (known.arguments if known else ()) if name in given]
    return " ".join(given[name] for name in [*order, *(name for name in given if name not in order)] if given[name])


def _typed(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        yield str(component.get("value") or "").strip()
        yield from _typed([*component.get("components", []), *filter(None, [component.get("component")])])


def _changed(interaction: Interaction, data: Mapping[str, Any]) -> list[str]:
    """The options that a select switched on or off: Discord tells the whole new choice, the message has the old one."""
    chosen = [str(value) for value in data["values"]]
    shown = interaction.message.components if interaction.message is not None else []
    for select in _selects(shown):
        if select.custom_id == data.get("custom_id"):
            before = [option.value for option in select.options if option.default]
            both = [option.value for option in select.options]
            return [value for value in both if (value in chosen) != (value in before)]
    return chosen


def _selects(components: Sequence[Any]) -> Iterator[discord.SelectMenu]:
    for component in components:
        if isinstance(component, discord.SelectMenu):
            yield component
        yield from _selects(getattr(component, "children", []))


# --- forms and commands ----------------------------------------------------------------------------------------------


def form(modal: Modal, key: str) -> ui.Modal:
    """The modal as Discord shows it. Its submission comes back by the same key, so nothing needs to be remembered."""
    style = discord.TextStyle.paragraph if modal.long else discord.TextStyle.short
    text: ui.TextInput[Any] = ui.TextInput(
        custom_id="text", style=style, placeholder=modal.placeholder[:100] or None, max_length=2000
    )
    shown = ui.Modal(title=modal.title[:45], custom_id=key, timeout=None)
    shown.add_item(ui.Label(text=modal.label[:45], component=text))
    shown.stop()
    return shown


def declared(commands: Sequence[Command]) -> list[dict[str, Any]]:
    """The slash commands, for servers and for users who install the coach for themselves, in every kind of chat."""
    return [
        {
            "type": 1,
            "name": one.name,
            "description": one.description[:100],
            "integration_types": [0, 1],
            "contexts": [0, 1, 2],
            "options": [_option(one, name, text) for name, text in one.arguments.items()],
        }
        for one in commands
    ]


def _option(one: Command, name: str, text: str) -> dict[str, Any]:
    option: dict[str, Any] = {"type": 3, "name": name, "description": text[:100], "required": False}
    choices = one.choices.get(name, ())
    if name in one.suggest or len(choices) > SUGGESTIONS:
        return option | {"autocomplete": True}
    if choices:
        return option | {"choices": [{"name": choice[:100], "value": choice[:100]} for choice in choices]}
    return option


def fingerprint(application: int | None, commands: Sequence[Mapping[str, Any]]) -> str:
    """Changes when the declared commands do, or when the token is another application's."""
    return hashlib.sha256(json.dumps([application, commands], sort_keys=True).encode()).hexdigest()


def suggestions(
    interaction: Interaction, commands: Mapping[str, Command], suggest: Suggest | None
) -> list[app_commands.Choice[str]]:
    """What to offer while an argument is typed."""
    data = cast(Mapping[str, Any], interaction.data or {})
    given = {str(option.get("name")): str(option.get("value", "")) for option in data.get("options", [])}
    name = next((str(option.get("name")) for option in data.get("options", []) if option.get("focused")), "")
    typed = given.pop(name, "")
    one = commands.get(command(interaction))
    offered: Sequence[str] = ()
    if one is not None and suggest is not None and name in one.suggest:
        offered = suggest(one.name, name, typed, given)
    elif one is not None:
        offered = [choice for choice in one.choices.get(name, ()) if typed.lower() in choice.lower()]
    return [app_commands.Choice(name=text[:100], value=text[:100]) for text in offered[:SUGGESTIONS] if text]

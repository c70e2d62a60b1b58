"""What a platform's menu offers: the commands that work, their arguments, and suggestions while one is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from zoneinfo import available_timezones

from adapters.gateway import Command
from bot import phrases
from bot.dialogues.questions import AREAS
from bot.dialogues.settings.dialogue import LISTED
from bot.registry import Registry
from bot.words import Words
from core.catalogue import catalogue

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "rate": ("answer",), "pain": ("where",), "why": ("about",), "audit": ("day",), "runs": ("run",), "race": ("race",),
    "away": ("away",), "settings": ("page", "value"), "link": ("code",), "share": ("name",), "view": ("code",),
    "help": ("command",),
}  # fmt: skip
"""Command -> what may be typed after it. A platform without arguments leaves them to be typed."""

SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "why": ("about",),
    "audit": ("day",),
    "pain": ("where",),
    "settings": ("value",),
}

OFFERED = 25
DAYS = range(7)


def commands(registry: Registry, language: str) -> Sequence[Command]:
    """The commands that have a description: one without is not offered yet."""
    words = Words(language)
    known = [one for one in registry.commands if words.has(f"command.{one}")]
    return [_command(words, one, known) for one in known]


def _command(words: Words, name: str, known: Sequence[str]) -> Command:
    described = words(f"command.{name}")
    arguments = {one: words(f"menu.{name}.{one}") for one in ARGUMENTS.get(name, ())}
    choices: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        "settings": {"page": LISTED}, "help": {"command": tuple(one for one in known if one != "help")}
    }  # fmt: skip
    return Command(
        name, described[:1].upper() + described[1:], arguments, choices.get(name, {}), SUGGESTED.get(name, ())
    )


def suggest(command: str, _argument: str, typed: str) -> Sequence[str]:
    """Days and exercises for `/why`, days for `/audit`, places that hurt for `/pain`, zones for `/settings zone`."""
    words = Words()
    match command:
        case "why":
            offered: Sequence[str] = [*_days(words), *_exercises(words)]
        case "audit":
            offered = _days(words)
        case "pain":
            offered = [words(f"region.{one.value}") for one in AREAS]
        case _:
            offered = _zones()
    wanted = typed.strip().casefold().replace(" ", "_" if command == "settings" else " ")
    begins = [one for one in offered if one.casefold().rpartition("/")[2].startswith(wanted)]
    inside = [one for one in offered if wanted in one.casefold() and one not in begins]
    return [*begins, *inside][:OFFERED]


def _days(words: Words) -> list[str]:
    return [words(f"day.long.{number}") for number in DAYS]


def _exercises(words: Words) -> list[str]:
    """What can be trained, by name: warm-ups and stretches have no dose to explain."""
    return sorted(phrases.exercise(words, one.id) for one in catalogue().by_id.values() if one.is_working)


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    return tuple(
        sorted(one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "SystemV/", "US/")))
    )

"""What a platform's menu offers: the commands that work, their arguments, and suggestions while one is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from adapters.gateway import Command
from bot import phrases
from bot.dialogues.pain.questions import AREAS
from bot.dialogues.settings.dialogue import LISTED
from bot.grammar import atlas, places
from bot.grammar.text import fold
from bot.turns.registry import Registry
from bot.words import Words
from core.body import Side
from core.catalogue import catalogue
from core.standing import MIDLINE

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


def suggest(command: str, _argument: str, typed: str, given: Mapping[str, str]) -> Sequence[str]:
    """Days and exercises for `/why`, days for `/audit`, places that hurt for `/pain`, zones for `/settings zone`.

    What begins as typed comes before what holds it. Nothing like it: what was typed, for more is understood than can
    be listed.
    """
    words, wanted = Words(), _plain(typed)
    offered: Sequence[str] = ()
    between: Sequence[str] = ()
    match command:
        case "why":
            offered = [*_days(words, "today"), *_exercises(words)]
        case "audit":
            offered = _days(words, "today", "yesterday")
        case "pain":
            offered = _parts(words, typed)
        case "settings" if given.get("page", "zone") == "zone":
            offered, between = _zones(), _of_country(wanted)
    begins = [one for one in offered if _plain(one.rpartition("/")[2]).startswith(wanted)]
    inside = [one for one in offered if wanted in _plain(one)]
    found = list(dict.fromkeys([*between, *begins, *inside]))
    return found[:OFFERED] or [one for one in [typed.strip()] if one]


def _plain(text: str) -> str:
    """As it is compared: no accents, and a dash is a blank ("single leg")."""
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())


def _days(words: Words, *near: str) -> list[str]:
    return [*(words(f"near.{one}") for one in near), *(words(f"day.long.{number}") for number in DAYS)]


def _parts(words: Words, typed: str) -> list[str]:
    """Every part; with its side where one was typed before it."""
    named = {one: words(f"region.{one.value}") for one in AREAS}
    for side in (Side.left, Side.right):
        if _plain(typed).startswith(f"{_plain(words(f'side.{side.value}'))} "):
            return [f"{words(f'side.{side.value}')} {name}" for one, name in named.items() if one not in MIDLINE]
    return list(named.values())


def _exercises(words: Words) -> list[str]:
    """What can be trained, by name: warm-ups and stretches have no dose to explain."""
    return sorted(phrases.exercise(words, one.id) for one in catalogue().by_id.values() if one.is_working)


def _of_country(wanted: str) -> list[str]:
    """The zones of the countries whose names begin so."""
    if len(wanted) < 3:
        return []
    return [
        zone for name, zones in atlas.zones_by_country().items() if _plain(name).startswith(wanted) for zone in zones
    ]


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """All zones, those first where most runners may live."""
    every = {one for zones in atlas.zones_by_country().values() for one in zones}
    common = [one for one in places.COMMON if one in every]
    return (*common, *sorted(every.difference(common)))

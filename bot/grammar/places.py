"""A place's name, a clock or a position -> a time zone, without asking the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.grammar import atlas
from bot.grammar.atlas import Candidate
from bot.grammar.place_names import CALLED, LANDS, WORDS_TOO
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import clean, fold, listed, ordered
from bot.grammar.times import clocks

_MOST = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """`zone` where there is no doubt; else the `candidates` to choose from, the likeliest first."""

    zone: str | None = None
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


_OFFSETS = listed(
    """utc gmt z zulu cet cest mez mesz bst ist est edt cst cdt mst mdt pst pdt et ct mt pt wet west eet eest msk jst
    kst sgt aest aedt acst awst nzst nzdt hst akst akdt ast adt nst brt art pkt hkt wib sast eat wat cat clt pet
    local"""
)

COMMON = ordered(
    """Europe/Berlin Europe/London America/New_York America/Los_Angeles America/Chicago Europe/Paris Asia/Kolkata
    Europe/Madrid Europe/Amsterdam Europe/Rome Australia/Sydney America/Sao_Paulo America/Denver America/Toronto
    Asia/Tokyo Asia/Shanghai Europe/Stockholm Europe/Zurich Europe/Warsaw Europe/Dublin Europe/Lisbon
    Europe/Helsinki Europe/Athens Europe/Istanbul Europe/Moscow Asia/Singapore Africa/Johannesburg Africa/Lagos
    Africa/Nairobi Africa/Cairo Asia/Dubai Asia/Karachi Asia/Dhaka Asia/Bangkok Asia/Jakarta Asia/Manila Asia/Seoul
    Australia/Perth Australia/Brisbane Australia/Adelaide Australia/Darwin Pacific/Auckland Pacific/Honolulu
    America/Anchorage America/Phoenix America/Vancouver America/Edmonton America/Winnipeg America/Tijuana
    America/Manaus Asia/Yekaterinburg Asia/Novosibirsk America/Halifax America/St_Johns America/Bogota
    America/Mexico_City America/Argentina/Buenos_Aires America/Santiago America/Caracas America/Lima Atlantic/Azores
    Atlantic/Reykjavik Asia/Kathmandu Asia/Yangon Asia/Kabul Asia/Tehran Asia/Tashkent Asia/Colombo Asia/Almaty
    Asia/Vladivostok Pacific/Noumea Pacific/Tongatapu Pacific/Apia Pacific/Chatham Pacific/Marquesas
    Pacific/Kiritimati Pacific/Pago_Pago Atlantic/South_Georgia Australia/Lord_Howe Africa/Casablanca America/Nuuk
    Pacific/Fiji Atlantic/Cape_Verde America/Adak America/Miquelon Australia/Eucla Pacific/Easter Pacific/Norfolk
    Pacific/Gambier Pacific/Pitcairn America/Havana"""
)
"""Zones by how many of our runners may live in them, for choosing among those that show the same time [DC]. Every clock
that people live by is among them."""

_SMALL_TALK = re.compile(
    r"^\W*(?:(?:hi|hello|hey|i am|i'm|im|i live|i'm living|we live|i'm based|based|currently|living|my city is|"
    r"my town is|it is|it's|its|near|close to|around|outside(?: of)?|same (?:time )?as(?: in)?|"
    r"an?(?= (?:small |tiny |little )?(?:village|town|suburb|place))|"
    r"(?:small |tiny |little )?(?:village|town|suburb|place)(?= (?:in|near|close|outside|of)\b)|of|"
    r"the city of|city of|in|at|from|somewhere)\W+)+",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"\W+(?:(?:international )?airport|time zone|timezone|time|area|region|please|now|currently|atm)\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def find(text: str) -> Placed:
    """The zone of a place by its name ("Berlin", "Portland, Oregon", "São Paulo", "Europe/Berlin", "52.5, 13.4").

    Some are remembered: the readers of one message ask for the same words several times.
    """
    cleaned = clean(text)[:200].strip()
    here = _position(cleaned)
    if here:
        return at(*here)
    name = _AFTERWARDS.sub("", _SMALL_TALK.sub("", cleaned)).strip(" .,!?\"'()\n\t")
    if _is_offset(cleaned):
        return Placed(problems=(Problem(Trouble.not_a_place, cleaned[:80]),))
    if not any(char.isalpha() for char in name) or name.casefold() in _ANSWERS:
        return Placed(problems=(Problem(Trouble.unknown, cleaned[:80]),))
    zone = _zone_named(name) or LANDS.get(_bare(name))
    if zone:
        return Placed(zone, (Candidate(zone),))
    if _is_offset(name):
        return Placed(problems=(Problem(Trouble.not_a_place, name[:80]),))
    wide = _of_country_or_state(name)
    if wide:
        return wide
    cities = _cities_named(name)
    if not cities and _COUNTED.match(name):
        return Placed(problems=(Problem(Trouble.unknown, cleaned[:80]),))
    if not cities and "," in name:
        cities = _cities_named(", ".join(reversed(name.split(","))))
    if not cities:
        return _otherwise(name)
    largest = max(one.people for one in cities)
    if largest < _A_VILLAGE and (meant := [one for one in atlas.alike(name) if one.people > _MEANT_RATHER * largest]):
        # Melbourn has 5,000 people, and is rather Melbourne without its last letter: asked back.
        return Placed(None, (*meant[:1], *_settled(cities).candidates))
    return _settled(cities)


_A_VILLAGE, _MEANT_RATHER = 15_000, 100
"""People, and times as many, that make a slip of another town's name likelier than the one that is written [DC]."""


_ANSWERS = frozenset(("no", "yes", "ok", "okay", "y", "n", "sure", "next"))
"""Words that some town has for a name, too, and that are said of no place."""


def known(name: str) -> bool:
    """Whether a name is surely that of a country, a state, an island or a larger town."""
    wanted = _bare(name)
    state = len(wanted) > 3 and atlas.where(wanted)
    if wanted in LANDS or wanted in CALLED or state or atlas.zones_of_country(wanted):
        return True
    # No town has an article: "the office" is no place to go to.
    return wanted == fold(name) and len(wanted) > 3 and atlas.is_large(wanted)


def alone(name: str) -> bool:
    """Whether a name said by itself is surely that of such a place: "Berlin" is, "nice" is not."""
    return known(name) and _bare(name) not in WORDS_TOO


def has_known(text: str) -> bool:
    """Whether some words of it are such a name, so that the files are worth a look."""
    words = re.findall(r"[^\W\d_][\w'.-]*", text)[:_MOST]
    spans = ((first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1))
    return any(known(" ".join(words[first:last])) for first, last in spans)


def _bare(name: str) -> str:
    """As the tables have it: folded, without an article."""
    return fold(name).removeprefix("the ").strip()


def _of_country_or_state(name: str) -> Placed | None:
    """ "Germany", "Texas"; a name that is both (Georgia) is asked back."""
    states = [place for place in atlas.where(name) if place[1] and len(name) > 3]
    common = sorted(atlas.zones_of_country(name), key=lambda zone: COMMON.index(zone) if zone in COMMON else 99)
    zones = [*common, *(zone for state in states for zone in atlas.zones_in(*state))]
    if not zones or fold(name) in _CITIES_TOO:
        return None
    found = tuple(Candidate(zone) for zone in _distinct(zones)[:_MOST])
    return Placed(found[0].zone if len(found) == 1 else None, found)


_BESIDE = re.compile(r"^the\s+|\S*\d\S*", re.IGNORECASE)
"""An article and a post code: "the UK", "10115 Berlin"."""
_COUNTED = re.compile(r"\d{1,2}(?![\d-])")
"""No post code: "45 min" is not the town of Min."""
_CITIES_TOO = ("new york", "washington", "victoria", "quebec")
"""States that share their name with a city that is rather meant."""


def _otherwise(name: str) -> Placed:
    """A zone by its city only, the name without what stands beside it, or towns whose names look alike."""
    zone = _zone_by_city(name)
    if zone:
        return Placed(zone, (Candidate(zone),))
    bare = _BESIDE.sub("", name).strip()
    if bare != name:
        return find(bare)
    return Placed(None, atlas.alike(name), (Problem(Trouble.unknown, name[:80]),))


def _settled(cities: Sequence[Candidate]) -> Placed:
    """No doubt where all that matter show the same time all year."""
    ordered = sorted(cities, key=lambda one: -one.people)
    rivals = [one for one in ordered if one.people >= atlas.RIVAL * ordered[0].people]
    by_clock: dict[tuple[timedelta | None, ...], Candidate] = {}
    for one in rivals:
        by_clock.setdefault(_clock_of(one.zone), one)
    chosen = tuple(by_clock.values())[:_MOST]
    return Placed(chosen[0].zone if len(chosen) == 1 else None, chosen)


@lru_cache(maxsize=1024)
def _clock_of(zone: str) -> tuple[timedelta | None, ...]:
    """What the zone's clock shows through a year: zones of equal clocks need no question."""
    return tuple(datetime(2026, month, 15, 12, tzinfo=ZoneInfo(zone)).utcoffset() for month in range(1, 13))


def _distinct(zones: Iterable[str]) -> list[str]:
    """One zone for each clock, the first of them."""
    found: dict[tuple[timedelta | None, ...], str] = {}
    for zone in zones:
        found.setdefault(_clock_of(zone), zone)
    return list(found.values())


# -- names of zones


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Zone names as they are compared -> as they are written; only those that name a place."""
    return {
        fold(name).replace("_", " "): name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/", "Canada/"))
    }


def _zone_named(name: str) -> str | None:
    return _zones().get(re.sub(r"\s*/\s*", "/", fold(name).replace("_", " "))) if "/" in name else None


def _zone_by_city(name: str) -> str | None:
    wanted = fold(name)
    return next((zone for key, zone in sorted(_zones().items()) if key.rpartition("/")[2] == wanted), None)


_OFFSET = re.compile(r"^(?:utc|gmt|z)?\s*[+-]\s*\d{1,2}(?::?\d\d)?(?:\s*(?:h|hours?|utc|gmt))?$", re.IGNORECASE)


_NAMED_TIME = re.compile(
    r"(?:us )?(?:central|eastern|western|pacific|mountain|atlantic|greenwich|british|east coast|west coast)"
    r"(?: (?:european|standard|daylight|summer|mean))* time"
)


def _is_offset(name: str) -> bool:
    """ "CET", "UTC+1", "+2": no place, and wrong for half of the year."""
    word = name.lower().strip()
    named = _OFFSET.match(word) or _NAMED_TIME.fullmatch(word)
    return word in _OFFSETS or named is not None or word.removesuffix(" time") in _OFFSETS


# -- cities


def _cities_named(name: str) -> list[Candidate]:
    """Every way to read a name: as it stands, then with what stands behind it as a country or state."""
    plain = re.sub(r"\s+", " ", name).strip()
    short = CALLED.get(fold(plain).replace(".", "").replace(",", " ").replace("  ", " "))
    if short:
        return atlas.cities(short, ())
    head, comma, tail = re.sub(r"(?<=\w) in (?:the )?(?=\w)", ", ", plain).partition(",")
    if comma:
        within = [place for part in tail.split(",") for place in atlas.where(part.strip())]
        town = CALLED.get(fold(head.strip()), head.strip())
        return atlas.cities(town, within) or atlas.cities(town, ())
    words = plain.split(" ")
    for files in (atlas.FILES[:1], atlas.FILES[1:]):
        # "Berlin Germany", "Portland OR": a town with its country behind it, before a town of such a long name.
        for split in range(len(words) - 1, 0, -1):
            within = atlas.where(" ".join(words[split:]))
            town = " ".join(words[:split])
            found = atlas.cities(CALLED.get(fold(town), town), within, files) if within else []
            if found:
                return found
        whole = atlas.cities(plain, (), files)
        if whole:
            return whole
    return []


# -- a position


_DEGREES = re.compile(
    r"^[^\w+-]*(?P<a>[+-]?\d{1,3}\.\d+)\s*°?\s*(?P<ns>[NS])?\s*[,; ]\s*"
    r"(?P<b>[+-]?\d{1,3}\.\d+)\s*°?\s*(?P<ew>[EW])?\W*$",
    re.IGNORECASE,
)


def _position(text: str) -> tuple[float, float] | None:
    match = _DEGREES.match(text)
    if not match:
        return None
    latitude, longitude = float(match["a"]), float(match["b"])
    if (match["ns"] or "").lower() == "s":
        latitude = -abs(latitude)
    if (match["ew"] or "").lower() == "w":
        longitude = -abs(longitude)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def at(latitude: float, longitude: float) -> Placed:
    """The zone of a position. The map of zones is loaded on first use and then stays (some 35 MB)."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return Placed(problems=(Problem(Trouble.out_of_range, f"{latitude}, {longitude}"),))
    import tzfpy

    zone = tzfpy.get_tz(longitude, latitude)
    if not zone or zone.startswith("Etc/"):
        # At sea: a ship's clock is no home.
        return Placed(problems=(Problem(Trouble.unknown, f"{latitude}, {longitude}"),))
    return Placed(zone, (Candidate(zone),))


# -- a clock


_SLACK = timedelta(minutes=12)
"""How far a typed clock may be off: it was read, rounded, typed and sent [DC]."""


def by_clock(text: str, now: datetime) -> Placed:
    """Zones in which it is the time that the runner says it is ("7:15 pm", "19:15", "it's 7")."""
    said = clocks(text)
    if not said:
        return Placed(problems=(Problem(Trouble.unknown, clean(text)[:80]),))
    found: dict[tuple[timedelta | None, ...], Candidate] = {}
    for zone in COMMON:
        local = now.astimezone(ZoneInfo(zone))
        for clock in said:
            there = timedelta(hours=local.hour, minutes=local.minute)
            gap = abs(there - timedelta(hours=clock.hour, minutes=clock.minute))
            if min(gap, timedelta(days=1) - gap) <= _SLACK:
                found.setdefault(_clock_of(zone), Candidate(zone))
    chosen = tuple(found.values())[:_MOST]
    return Placed(chosen[0].zone if len(chosen) == 1 else None, chosen)

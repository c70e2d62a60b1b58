"""From a place's name, a clock or a position to a time zone, offline."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from bot.grammar import atlas, away, places
from bot.grammar.problem import Trouble
from tests.grammar import corpora

CORPUS = corpora.load("places.txt")
NOW = datetime(2026, 11, 24, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(("phrase", "reading"), CORPUS, ids=[phrase for phrase, _ in CORPUS])
def test_a_typed_place_has_its_zone(phrase: str, reading: str) -> None:
    assert corpora.place(places.find(phrase)) == reading


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(CORPUS) >= 40


@pytest.mark.parametrize(
    "name", ["Berlin", "münchen", "New York", "lisboa", "the netherlands", "Mallorca", "lhr", "Ohio"]
)
def test_a_place_that_many_go_to_is_known_at_once(name: str) -> None:
    assert places.known(name)


@pytest.mark.parametrize("name", ["bed", "pain", "the office", "work", "Little Snoring", "xyzzyville", "the Berlin"])
def test_what_names_no_larger_place_is_not(name: str) -> None:
    assert not places.known(name)


def test_a_line_that_speaks_of_no_known_place_costs_no_look_into_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    places.known("Berlin")
    monkeypatch.setattr(atlas, "_pieces", lambda file: pytest.fail(f"{file} was opened"))
    assert away.read("away in Xyzzyville until Friday", date(2026, 11, 24)) is not None
    assert not places.has_known("my grandmother's little cottage in the woods")
    assert places.has_known("a village near Munich")


def test_a_name_that_no_town_bears_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    pieces = atlas._pieces

    def told(file: str) -> Iterator[bytes]:
        opened.append(file)
        return pieces(file)

    monkeypatch.setattr(atlas, "_pieces", told)
    for _ in range(2):
        assert places.find("Xyzzyville").zone is None
    assert opened == [*atlas.FILES, atlas.FILES[0]]


@pytest.mark.parametrize(("name", "sure"), [("Berlin", True), ("new york", True), ("nice", False), ("split", False)])
def test_a_name_that_is_a_word_too_says_no_place_by_itself(name: str, sure: bool) -> None:
    assert places.alone(name) is sure


def test_namesakes_are_told_apart_by_their_full_names() -> None:
    assert [one.name for one in places.find("Portland").candidates] == [
        "Portland, Oregon, United States",
        "Portland, Maine, United States",
    ]


def test_a_position_has_a_zone_and_the_open_sea_has_none() -> None:
    assert places.at(52.52, 13.4).zone == "Europe/Berlin"
    assert places.at(-33.87, 151.21).zone == "Australia/Sydney"
    assert places.at(0.0, -30.0).problems[0].code is Trouble.unknown
    assert places.at(200.0, 0.0).problems[0].code is Trouble.out_of_range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7:15", "Europe/Berlin"),
        ("it's 7:15 am", "Europe/Berlin"),
        ("06:15", "Europe/London"),
        ("1:15 am", "America/New_York"),
        ("22:15", "America/Los_Angeles"),
        ("11:45", "Asia/Kolkata"),
        ("quarter past seven in the morning", "Europe/Berlin"),
        ("12:00", "Asia/Kathmandu"),
        ("7:20", "Europe/Berlin"),
    ],
)
def test_a_clock_says_which_zones_come_first(text: str, expected: str) -> None:
    assert places.by_clock(text, NOW).candidates[0].zone == expected


def test_no_inhabited_clock_is_forgotten() -> None:
    common = {places._clock_of(zone) for zone in places.COMMON}
    missing = [zone for zone in places._zones().values() if places._clock_of(zone) not in common]
    assert [zone for zone in missing if not zone.startswith("Antarctica/")] == []


def test_a_clock_that_no_zone_shows_finds_none() -> None:
    assert places.by_clock("06:35", NOW).candidates == ()
    assert places.by_clock("blah", NOW).problems[0].code is Trouble.unknown


@given(st.integers(-11, 13), st.integers(0, 2 * 365 * 24 * 60))
@settings(max_examples=60, deadline=None)
def test_every_zone_that_a_clock_proposes_shows_that_time(hours: int, minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = now + timedelta(hours=hours)
    for one in places.by_clock(f"{local:%H:%M}", now).candidates:
        there = now.astimezone(ZoneInfo(one.zone))
        said = {(local.hour * 60 + local.minute) % 720, (there.hour * 60 + there.minute) % 720}
        assert max(said) - min(said) <= 12 or 720 - max(said) + min(said) <= 12


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=8, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    found = places.find(text)
    assert found.zone or found.candidates or found.problems
    if found.zone:
        ZoneInfo(found.zone)


def test_ten_thousand_characters_are_no_place() -> None:
    for text in ("a" * 10_000, "in in in " * 1_200, "\U0001f5fa" * 10_000, "é" * 10_000, '"]}' * 3_000):
        assert places.find(text).zone is None


def test_looking_up_towns_keeps_no_atlas_in_memory() -> None:
    """Measured in a process of its own, after a town, a hamlet and a slip; the map behind positions is not in it."""
    code = """
from bot.grammar import atlas, away, places
def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) / 1024
places.by_clock("7", __import__("datetime").datetime(2026, 1, 1, tzinfo=__import__("datetime").timezone.utc))
before = resident()
for name in ("Berlin", "Portland", "Bad Tölz", "Berln", "Texas"):
    places.find(name)
print(resident() - before)
"""
    if not sys.platform.startswith("linux"):
        pytest.skip("reads /proc")
    grown = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert grown < 15

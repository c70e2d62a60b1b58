"""Times, dates, races and a runner's own figures, typed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.grammar.dates import read_date, read_race
from bot.grammar.problem import Trouble
from bot.grammar.times import TimeRead, clocks, read_minutes, read_time
from core.athlete import Priority
from tests.grammar import corpora

TODAY = date(2026, 11, 24)
"""A Tuesday."""

TIMES, DATES, RACES = corpora.load("times.txt"), corpora.load("dates.txt"), corpora.load("races.txt")


def shown(found: TimeRead) -> str:
    return f"{found.at:%H:%M}" if found.at else f"?{found.problems[0].code}"


@pytest.mark.parametrize(("phrase", "reading"), TIMES, ids=[phrase for phrase, _ in TIMES])
def test_a_typed_time_is_read_for_the_morning_and_for_the_evening(phrase: str, reading: str) -> None:
    assert f"{shown(read_time(phrase))}; {shown(read_time(phrase, evening=True))}" == reading


def test_an_hour_and_a_bit_is_a_length_of_time() -> None:
    assert read_minutes("an hour and a quarter").minutes == 75
    assert read_minutes("1 1/2 hours").minutes == 90


@pytest.mark.parametrize(("phrase", "reading"), DATES, ids=[phrase for phrase, _ in DATES])
def test_a_typed_day_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert "; ".join(corpora.day(read_date(phrase, TODAY))) == reading


@pytest.mark.parametrize(("phrase", "reading"), RACES, ids=[phrase for phrase, _ in RACES])
def test_a_typed_race_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert corpora.race(read_race(phrase, TODAY)) == reading


@pytest.mark.parametrize(
    ("phrase", "minutes"),
    [
        ("45", 45), ("45 min", 45), ("1h", 60), ("1h15", 75), ("1:15", 75), ("1 h 15 min", 75), ("an hour", 60),
        ("half an hour", 30), ("an hour and a half", 90), ("three quarters of an hour", 45), ("90'", 90), ("1.5h", 90),
        ("1,5 hours", 90), ("max 45", 45), ("up to an hour", 60), ("45 minutes max", 45), ("two hours", 120),
        ("forty minutes", 40),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_in_minutes(phrase: str, minutes: float) -> None:
    assert read_minutes(phrase).minutes == minutes


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("30-40", "ambiguous"), ("30 to 40 min", "ambiguous"), ("0", "out_of_range"), ("1000", "out_of_range"),
        ("", "unknown"), ("blah", "unknown"),
    ],
)  # fmt: skip
def test_a_length_of_time_that_is_none_says_why(phrase: str, code: str) -> None:
    found = read_minutes(phrase, least=5, most=240)
    assert (found.minutes, found.problems[0].code) == (None, code)


@given(st.times().map(lambda at: time(at.hour, at.minute)))
def test_a_time_that_was_written_down_is_read_back(at: time) -> None:
    for text in (f"{at:%H:%M}", f"at {at:%H:%M}", f"{at:%H.%M}", f"{at:%H%M}"):
        assert at in clocks(text), text
    half = "pm" if at.hour >= 12 else "am"
    assert clocks(f"{at.hour % 12 or 12}:{at.minute:02} {half}") == (at,)


@given(st.integers(0, 364))
def test_a_day_that_was_written_down_is_read_back(ahead: int) -> None:
    day = TODAY + timedelta(ahead)
    for text in (
        f"{day:%d %B %Y}",
        f"{day.day} {day:%B}",
        f"{day:%b} {day.day}",
        day.isoformat(),
        f"{day.day}.{day.month}.",
    ):
        assert read_date(text, TODAY).day == day, text
    if ahead:
        assert read_date(f"in {ahead} days", TODAY).day == day


@given(st.integers(1, 364), st.sampled_from(list(Priority)), st.sampled_from([("10k", 10.0), ("half marathon", 21.1)]))
def test_a_race_that_was_written_down_is_read_back_in_any_order(
    ahead: int, priority: Priority, distance: tuple[str, float]
) -> None:
    day = TODAY + timedelta(ahead)
    name, km = distance
    for text in (
        f"{name} {day.day} {day:%B} {day.year} {priority}",
        f"{day.isoformat()} {name}, priority {priority}",
        f"{priority} race: {name} on {day.day} {day:%b} {day.year}",
    ):
        found = read_race(text, TODAY)
        assert (found.day, found.km, found.priority, found.problems) == (day, km, priority, ()), text


@given(st.text(max_size=120))
def test_any_text_gets_an_answer(text: str) -> None:
    for found in (read_time(text), read_minutes(text), read_date(text, TODAY), read_date(text, TODAY, past=True)):
        assert found.problems or not isinstance(found, TimeRead) or found.at is not None
    read_race(text, TODAY)


WORDS = sorted({word for phrase, _ in TIMES + DATES + RACES for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_any_heap_of_known_words_gets_a_day_that_lies_ahead(text: str, today: date) -> None:
    found = read_date(text, today)
    assert found.day is None or today <= found.day <= today + timedelta(366 * 5)
    assert (found.day is None) == bool(found.problems)
    race = read_race(text, today)
    assert race.day is None or race.day >= today
    read_time(text)


def test_a_day_that_lies_behind_is_welcome_where_it_is_asked_for() -> None:
    assert read_date("yesterday", TODAY, past=True).day == TODAY - timedelta(1)
    assert read_date("12 April", TODAY, past=True).day == date(2026, 4, 12)
    assert read_date("Friday", TODAY, past=True).day == date(2026, 11, 20)
    assert read_date("yesterday", TODAY).problems[0].code is Trouble.past


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "7 " * 5_000, "in 10 weeks " * 800, "12/4" * 2_500, "\U0001f4c5" * 10_000]
)
def test_a_very_long_answer_is_no_time(text: str) -> None:
    read_time(text)
    read_minutes(text)
    read_date(text, TODAY)
    read_race(text, TODAY)

"""What a runner says of themselves: the year of birth, the mass, the experience, the days and minutes for strength."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.grammar.profile import LEAST_KG, MOST_KG, read_body, read_level, read_strength
from core.athlete import Level

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("phrase", "kg"),
    [
        ("68,5 kg", 68.5), ("150 lb", 68.0), ("150lbs", 68.0), ("154 pounds", 69.9), ("11 st", 69.9),
        ("11 stone 6", 72.6), ("11st6", 72.6), ("11st 6lb", 72.6), ("about 70 kilos", 70.0), ("I weigh 70kg", 70.0),
        ("70 kg or so", 70.0), ("I am 70 kg now", 70.0),
    ],
)  # fmt: skip
def test_a_body_mass_is_read_in_kilograms(phrase: str, kg: float) -> None:
    body, problems, left = read_body(phrase, TODAY)
    assert (body.mass_kg, body.born, problems, left) == (kg, None, (), ())


@pytest.mark.parametrize(
    ("phrase", "born", "sex", "kg"),
    [
        ("'84, f, 62", 1984, "f", 62.0), ("5'10 160lbs 40 m", 1986, "m", 72.6),
        ("5 ft 10, 40, m, 72kg", 1986, "m", 72.0),
        ("1.75m 70kg", None, None, 70.0), ("1m75 70kg f 33", 1993, "f", 70.0), ("i am forty", 1986, None, None),
        ("forty-two, female, sixty kilos", 1984, "f", 60.0), ("woman 35 years 58 kg 168cm", 1991, "f", 58.0),
    ],
)  # fmt: skip
def test_no_height_and_no_short_year_is_taken_for_an_age(
    phrase: str, born: int | None, sex: str | None, kg: float | None
) -> None:
    body, problems, left = read_body(phrase, TODAY)
    assert (body.born, body.sex, body.mass_kg, problems, left) == (born, sex, kg, (), ())


@pytest.mark.parametrize(
    ("phrase", "level"),
    [
        ("a bit", Level.NEW), ("none really", Level.NEW), ("zero", Level.NEW), ("a lot", Level.TRAINED),
        ("on and off for years", Level.SOME), ("several years", Level.SOME),
    ],
)  # fmt: skip
def test_little_and_much_experience_is_heard(phrase: str, level: Level) -> None:
    assert read_level(phrase) is level


@pytest.mark.parametrize(
    ("phrase", "days", "minutes"),
    [
        ("2x45min", 2, 45), ("two sessions of 40", 2, 40), ("two 30 minute sessions", 2, 30), ("245", None, None),
        ("one day, 30 min", 1, 30),
    ],
)  # fmt: skip
def test_days_and_minutes_run_together_are_told_apart(phrase: str, days: int | None, minutes: int | None) -> None:
    assert read_strength(phrase) == (days, minutes, ())


def test_a_bare_mass_beside_the_year_is_in_the_runners_own_unit() -> None:
    assert read_body("1984 150", TODAY, "lb")[0].mass_kg == 68.0
    assert read_body("1984 68 kg", TODAY, "lb")[0].mass_kg == 68.0


@pytest.mark.parametrize(
    ("phrase", "year"),
    [
        ("1984", 1984), ("born 1984", 1984), ("I'm 39 years old", 1987), ("39 years", 1987), ("84 years", 1942),
        ("12.4.1984", 1984), ("1984-04-12", 1984), ("'84", 1984), ("born in '84", 1984), ("born 84", 1984),
        ("born '09", 2009), ("I'm 39", 1987), ("age 39", 1987), ("aged 39", 1987), ("I am 39", 1987),
    ],
)  # fmt: skip
def test_a_year_of_birth_is_read_from_a_year_a_birthday_or_an_age(phrase: str, year: int) -> None:
    body, problems, left = read_body(phrase, TODAY)
    assert (body.born, body.mass_kg, problems, left) == (year, None, (), ())


def test_all_of_a_body_stands_in_one_line() -> None:
    body, problems, left = read_body("f, 12.4.1984, about 62 kg", TODAY)
    assert (body.born, body.sex, body.mass_kg, problems, left) == (1984, "f", 62.0, (), ())


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("68.5", "needs_unit"), ("39", "needs_unit"), ("84", "needs_unit"), ("70-72", "needs_unit"),
        ("39 or 40", "needs_unit"), ("2020", "out_of_range"), ("120 years", "out_of_range"), ("10 kg", "out_of_range"),
        ("500 kg", "out_of_range"),
    ],
)  # fmt: skip
def test_a_number_that_says_neither_age_nor_mass_is_asked_about(phrase: str, code: str) -> None:
    body, problems, _ = read_body(phrase, TODAY)
    assert not body.said
    assert problems[0].code == code


@pytest.mark.parametrize(
    ("phrase", "level"),
    [
        ("new", Level.NEW), ("I'm a complete beginner", Level.NEW), ("never lifted", Level.NEW),
        ("a bit of gym years ago", Level.NEW), ("3 months", Level.NEW), ("8 months of gym", Level.SOME),
        ("half a year", Level.SOME), ("10 years", Level.SOME), ("trained", Level.TRAINED), ("Tuesday", None),
        ("been lifting for like 3 years on and off", Level.SOME), ("I can deadlift 100 kg", Level.SOME),
        ("quite a bit, squat 80kg", Level.SOME), ("bodyweight stuff at home for a year", Level.SOME),
        ("i do yoga once a week", Level.NEW), ("squat", None),
        ("a couple of years, on and off", Level.SOME), ("a couple of months", Level.NEW),
    ],
)  # fmt: skip
def test_experience_is_read_carefully(phrase: str, level: Level | None) -> None:
    """Years alone say nothing of heavy weights, and those of long ago begin anew."""
    assert read_level(phrase) is level


@pytest.mark.parametrize(
    ("phrase", "days", "minutes"),
    [
        ("2 x 45", 2, 45), ("1 day, 30 min", 1, 30), ("two days", 2, None), ("40 minutes max", None, 40),
        ("3 days", None, None), ("2 x 90", 2, None), ("2 cats", None, None),
    ],
)  # fmt: skip
def test_days_and_minutes_are_read_as_far_as_the_week_has_room(phrase: str, days: int | None, minutes: int | None):
    assert read_strength(phrase)[:2] == (days, minutes)


@given(st.text(max_size=120))
def test_whatever_is_typed_no_body_is_impossible(text: str) -> None:
    body, _, _ = read_body(text, TODAY)
    assert body.born is None or 10 <= TODAY.year - body.born <= 100
    assert body.mass_kg is None or LEAST_KG <= body.mass_kg <= MOST_KG
    read_level(text)
    read_strength(text)


@pytest.mark.parametrize("said", ["deadlift was 135 lb", "bench 135 lb", "squat max 100kg"])
def test_what_is_lifted_is_not_who_lifts_it(said: str) -> None:
    body, _, left = read_body(said, TODAY, "kg")
    assert body.mass_kg is None
    assert left

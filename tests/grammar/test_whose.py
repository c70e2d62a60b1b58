"""Whose body a line speaks of, and whether of now."""

from __future__ import annotations

import pytest

from bot.grammar.whose import long_over, of_another


@pytest.mark.parametrize(
    "said",
    [
        "my wife has a fever", "My son is sick so I couldn't train", "my husband's knee hurts",
        "my dad had a heart attack", "my daughter threw up all night", "my training buddy had chest pain yesterday",
        "the kids are sick",
    ],
)  # fmt: skip
def test_somebody_elses_trouble_is_known_as_theirs(said: str) -> None:
    assert of_another(said)


@pytest.mark.parametrize(
    "said",
    [
        "I have a fever, my wife too", "my wife and I have a fever", "my wife is sick, me too",
        "my wife says I have a fever", "my dog bit my calf and it hurts", "my friend says chest pain is normal",
        "my kids are sick and I have a sore throat", "my son kicked my shin and it hurts", "my knee hurts",
        "my wife runs, too", "my wife is pregnant", "me and my wife have a fever",
    ],
)  # fmt: skip
def test_whatever_may_be_the_runners_own_stays_the_runners(said: str) -> None:
    assert not of_another(said)


@pytest.mark.parametrize(
    "said",
    [
        "I had chest pain last year but it's fine now", "last year I broke my ankle", "I used to have shin splints",
        "my knee used to hurt", "my knee hurt last month but it's fine now", "knee hurt years ago",
        "I tore my hamstring in 2019", "I sprained my ankle two years ago",
    ],
)  # fmt: skip
def test_what_lies_years_back_is_no_pain_of_today(said: str) -> None:
    assert long_over(said)


@pytest.mark.parametrize(
    "said",
    [
        "chest pain, I had it last year", "chest pain again like last year", "my knee hurts since last year",
        "I broke my ankle two years ago and it hurts", "I had a heart attack last year", "I used to run 100k a week",
        "knee was 4 last year, 3 now", "my knee hurt yesterday", "my knee hurt last month",
        "I had knee surgery last month", "I had chest pain last year and it is back",
        "can I run? I broke my ankle last year",
    ],
)  # fmt: skip
def test_what_lasts_or_came_back_is_not_called_over(said: str) -> None:
    assert not long_over(said)

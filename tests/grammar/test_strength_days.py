"""Weekdays for strength as they are typed, and what is none of them."""

from __future__ import annotations

import pytest

from bot.grammar.strength_days import Weekdays, every_other_week, read, read_by_runs

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("text", "wished", "free"),
    [
        ("strength on Mondays and Thursdays", (MON, THU), ()),
        ("strength on Mon, Thu", (MON, THU), ()),
        ("I can only train on Mondays and Thursdays", (MON, THU), ()),
        ("Mondays and Thursdays are best for strength", (MON, THU), ()),
        ("my strength days are Mon and Thu", (MON, THU), ()),
        ("gym days are Monday and Friday", (MON, FRI), ()),
        ("strength twice a week on mon and thu", (MON, THU), ()),
        ("strength on Mondays", (MON,), ()),
        ("strength on weekdays only", (MON, TUE, WED, THU, FRI), ()),
        ("never strength on Wednesdays", (), (WED,)),
        ("never on Wednesdays", (), (WED,)),
        ("no strength on weekends", (), (SAT, SUN)),
        ("no strength on Saturdays or Sundays", (), (SAT, SUN)),
        ("I can't train on Wednesdays", (), (WED,)),
        ("Wednesdays don't work for me", (), (WED,)),
        ("no training on Fridays because I work late", (), (FRI,)),
        ("keep my weekends free please", (), (SAT, SUN)),
        ("every Tuesday to Thursday I travel", (), (TUE, WED, THU)),
        ("I'm away every Wednesday", (), (WED,)),
        ("I'm always travelling Mon-Wed", (), (MON, TUE, WED)),
        ("strength on Mondays and Thursdays, never on weekends", (MON, THU), (SAT, SUN)),
        ("any day is fine for strength", (), ()),
        ("strength on every day", (), ()),
        ("strength only on sunday", (SUN,), ()),
        ("can we do strength on sundays instead of mondays", (SUN,), (MON,)),
        ("strength on Sundays rather than on Tuesdays please", (SUN,), (TUE,)),
        ("move strength from tuesday to sunday every week", (SUN,), (TUE,)),
        ("only do strength on Saturday", (SAT,), ()),
        ("strength Fri only", (FRI,), ()),
    ],
)
def test_weekdays_are_understood_for_good(text: str, wished: tuple[int, ...], free: tuple[int, ...]) -> None:
    assert read(text) == Weekdays(wished, free)


@pytest.mark.parametrize(
    "text",
    [
        "I can't train on Wednesday", "no strength on Wednesday", "no strength on the weekend", "train on Monday",
        "away Tuesday to Thursday", "travelling Tuesday to Thursday", "busy monday to friday",
        "move strength to Thursday",
        "I run Mondays and Thursdays", "no runs on Wednesdays", "long run on Sundays", "easy Mondays and Thursdays",
        "rest on Fridays", "did strength on Monday and Thursday", "I didn't train on Mondays",
        "mornings at 7 on Mondays",
        "Tuesdays and Thursdays", "7 3", "can I do strength on Mondays?", "strength tomorrow and Friday", "any", "",
        "can only train on sunday this week", "strength on sunday", "only run on Sunday",
    ],
)  # fmt: skip
def test_one_day_of_this_week_runs_and_questions_are_no_setting(text: str) -> None:
    assert read(text) is None


def test_days_alone_answer_the_question_for_them() -> None:
    assert read("Mon and Fri, never on Wednesday", asked=True) == Weekdays((MON, FRI), (WED,))


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("away every second week", True), ("I travel every other week", True), ("night shifts every third week", True),
        ("long run every other week", False), ("away for two weeks", False), ("I travel every Wednesday", False),
    ],
)  # fmt: skip
def test_a_rhythm_of_weeks_is_recognised(text: str, rhythm: bool) -> None:
    assert every_other_week(text) is rhythm


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("I want strength on run days only", "run"), ("strength only on running days", "run"),
        ("only train on days i run", "run"), ("no strength on rest days", "run"), ("keep my rest days free", "run"),
        ("strength on the same days as my runs please", "run"), ("strength on my rest days", "rest"),
        ("no strength on run days", "rest"), ("gym on days i don't run", "rest"), ("lift on non-running days", "rest"),
        ("strength on easy days only", "easy"), ("rest days are boring", None),
        ("strength on run days this week", None),
        ("took a rest day, no strength", None), ("strength on mondays", None), ("ran on a rest day", None),
    ],
)  # fmt: skip
def test_days_for_strength_are_named_by_their_runs(said: str, days: str | None) -> None:
    assert read_by_runs(said) == days

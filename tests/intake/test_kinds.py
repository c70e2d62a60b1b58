"""Easy, quality or long; and which sport a name means."""

from __future__ import annotations

import pytest

from bot.intake import kinds
from bot.intake.kinds import Around
from bot.intake.run import Activity, Lap, Sport
from core.athlete import Run, RunKind

USUAL = (8.0, 6.0, 8.0, 7.0)


def activity(km: float, minutes: float, *laps: Lap, name: str = "", pulse: float | None = None) -> Activity:
    return Activity(None, km, minutes, Sport.RUN, "fit", name, pulse, laps)


def kind(run: Activity, planned: Run | None = None, lengths: tuple[float, ...] = USUAL, age: int | None = 40) -> str:
    return kinds.kind_of(run, Around(planned or Run(), lengths, age)).value


def test_a_run_like_the_others_is_easy() -> None:
    assert kind(activity(8, 46)) == "easy"


def test_a_run_clearly_longer_than_the_others_is_long() -> None:
    assert kind(activity(14, 80)) == "long"
    assert kind(activity(9, 52)) == "easy"


def test_five_kilometres_are_no_long_run_for_whoever_runs_three() -> None:
    assert kind(activity(5, 33), lengths=(3, 3, 3, 3)) == "easy"


def test_a_hundred_minutes_are_long_for_everybody() -> None:
    assert kind(activity(15, 105), lengths=()) == "long"


def test_a_planned_long_run_that_was_run_for_the_most_part_was_long() -> None:
    planned = Run(RunKind.LONG, 12)
    assert kind(activity(10, 60), planned, lengths=()) == "long"
    assert kind(activity(5, 30), planned, lengths=()) == "easy"


def test_as_far_as_the_usual_long_run_is_long_on_whatever_day_and_before_other_runs_are_known() -> None:
    def on_a_day(km: float, planned: Run) -> str:
        return kinds.kind_of(Activity(None, km, None, Sport.RUN, "typed"), Around(planned, (), 40, long_km=18)).value

    assert on_a_day(20, Run(RunKind.EASY, 8)) == "long"
    assert on_a_day(30, Run()) == "long"
    assert on_a_day(12, Run()) == "easy"
    assert on_a_day(14, Run(RunKind.EASY, 14)) == "easy"


def test_laps_at_two_paces_are_intervals() -> None:
    laps = (Lap(2, 12), *(Lap(1, 4.2), Lap(0.4, 2.8)) * 4, Lap(2, 12))
    assert kind(activity(9.6, 52, *laps)) == "quality"


def test_even_laps_are_no_intervals_and_one_quick_last_one_makes_none() -> None:
    even = (Lap(1, 5.7),) * 8
    assert kind(activity(8, 45.6, *even)) == "easy"
    assert kind(activity(8, 44.8, *even[:7], Lap(1, 4.8))) == "easy"


def test_a_pulse_near_the_top_for_all_of_it_is_quality() -> None:
    top = kinds.top_pulse(40)
    assert kind(activity(8, 38, pulse=0.92 * top)) == "quality"
    assert kind(activity(8, 46, pulse=0.72 * top)) == "easy"


def test_a_planned_tempo_run_is_believed_where_nothing_speaks_against_it() -> None:
    assert kind(activity(8, 40), Run(RunKind.QUALITY, 8)) == "quality"
    assert kind(activity(3, 20), Run(RunKind.QUALITY, 8)) == "easy"


def test_its_name_counts_before_everything_but_its_length() -> None:
    assert kind(activity(8, 46, name="Tempo Tuesday")) == "quality"
    assert kind(activity(8, 46, name="Long run"), lengths=()) == "long"
    assert kind(activity(8, 46, name="Long Beach Boulevard")) == "easy"


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("running", Sport.RUN), ("trail_running", Sport.RUN), ("treadmill_running", Sport.RUN), ("Lauf", Sport.RUN),
        ("walking", Sport.WALK), ("hiking", Sport.WALK), ("cycling", Sport.RIDE), ("Virtual Ride", Sport.RIDE),
        ("driving", Sport.FAST), ("lap_swimming", Sport.SWIM), ("strength_training", Sport.STRENGTH),
        ("generic", None), ("Berlin", None), ("9", Sport.RUN),
    ],
)  # fmt: skip
def test_names_of_sports(name: str, sport: Sport | None) -> None:
    assert kinds.sport_of(name) is sport

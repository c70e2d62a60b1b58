"""FIT files: what a watch wrote is what the coach reads, whole or broken."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.intake import files
from bot.intake.run import Activity, Flaw, Sport, Unreadable
from tests.intake import made
from tests.intake.made import Lap

BERLIN, TODAY = ZoneInfo("Europe/Berlin"), date(2026, 11, 25)


def read(content: bytes, name: str = "run.fit") -> Activity:
    [one] = files.read(name, content, BERLIN, TODAY).activities
    return one


def refused(content: bytes, name: str = "run.fit") -> str:
    with pytest.raises(Unreadable) as caught:
        files.read(name, content, BERLIN, TODAY)
    return caught.value.reason


def test_a_run_has_its_distance_its_time_without_pauses_and_its_pulse() -> None:
    run = read(made.fit(8.2, 45.5, pulse=151))
    assert (run.sport, run.source, run.start) == (Sport.RUN, "fit", made.SUNDAY)
    assert (run.km, run.minutes, run.pulse) == (8.2, 45.5, 151)
    assert run.flaws == ()


@pytest.mark.parametrize(
    ("sport", "found"), [(made.CYCLING, Sport.RIDE), (made.WALKING, Sport.WALK), (made.SWIMMING, Sport.SWIM)]
)
def test_what_says_that_it_is_no_run_is_none(sport: int, found: Sport) -> None:
    assert read(made.fit(8, 45, sport=sport)).sport is found


def test_a_watch_that_names_no_sport_is_judged_by_its_pace() -> None:
    assert read(made.fit(8, 45, sport=made.GENERIC)).sport is Sport.RUN
    assert read(made.fit(4, 60, sport=made.GENERIC)).sport is Sport.WALK
    assert read(made.fit(60, 45, sport=made.GENERIC)).sport is Sport.FAST


def test_laps_keep_their_pace_and_their_rests() -> None:
    laps = (Lap(2, 12), *(Lap(1, 4.2, 170), Lap(0.3, 2, 140, made.REST)) * 4, Lap(2, 12))
    run = read(made.fit(9.2, 48.8, laps=laps))
    assert [one.km for one in run.laps] == [one.km for one in laps]
    assert [one.part for one in run.laps[1:3]] == ["active", "rest"]
    assert run.laps[1].pulse == 170


def test_a_watch_that_ran_out_of_battery_still_tells_how_far_it_came() -> None:
    run = read(made.fit(8, 45, session=False))
    assert (run.km, run.minutes) == (8, 45)
    assert run.flaws == (Flaw.CUT_SHORT,)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_file_cut_short_is_read_up_to_there(share: float) -> None:
    whole = made.fit(10, 50)
    run = read(whole[: int(len(whole) * share)])
    assert Flaw.CUT_SHORT in run.flaws
    assert run.km == pytest.approx(10 * share, abs=0.6)


def test_a_wrong_checksum_is_remarked_and_costs_nothing() -> None:
    whole = bytearray(made.fit())
    whole[-1] ^= 0x55
    run = read(bytes(whole))
    assert (run.km, run.flaws) == (8, (Flaw.CHECKSUM,))


def test_settings_and_workouts_are_named_for_what_they_are() -> None:
    assert refused(made.fit(kind=made.SETTINGS)) == "fit_settings"
    assert refused(made.fit(kind=made.WORKOUT)) == "fit_workout"


def test_a_file_that_is_only_called_fit_is_told_so() -> None:
    assert refused(b"this is a poem") == "not_fit"
    assert refused(b"") == "empty"


def test_two_activities_in_one_file_are_two() -> None:
    first, second = made.fit(5, 30), made.fit(6, 31, start=made.SUNDAY + timedelta(hours=2))
    found = files.read("both.fit", first + second, BERLIN, TODAY).activities
    assert [one.km for one in found] == [5, 6]


@given(st.binary(max_size=400))
def test_no_bytes_after_a_header_do_more_than_be_refused(noise: bytes) -> None:
    head = made.fit()[:14]
    with suppress(Unreadable):
        assert files.read("noise.fit", head + noise, BERLIN, TODAY).activities


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_flipped_byte_is_an_answer_or_a_run_within_range(at: int, value: int) -> None:
    whole = bytearray(made.fit(8, 10, laps=(Lap(4, 5), Lap(4, 5))))
    whole[at % len(whole)] = value
    with suppress(Unreadable):
        for one in files.read("flip.fit", bytes(whole), BERLIN, TODAY).activities:
            assert one.km is None or 0 <= one.km <= 500
            assert one.minutes is None or 0 <= one.minutes <= 2880

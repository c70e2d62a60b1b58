"""Files that real devices wrote, where SINEW_SAMPLES names a folder of them."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.intake import files
from bot.intake.run import Activity, Flaw, Sport, Unreadable

SAMPLES = Path(os.environ.get("SINEW_SAMPLES") or "-")

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="SINEW_SAMPLES names no folder with fit/ (from polyvertex/fitdecode, tests/files) and gpx/ (from "
    "tkrajina/gpxpy, test_files)",
)


def read(name: str) -> tuple[Activity, ...]:
    return files.read(Path(name).name, (SAMPLES / name).read_bytes(), ZoneInfo("UTC"), date(2026, 11, 25)).activities


@pytest.mark.parametrize(
    ("name", "sport", "km", "minutes"),
    [
        ("fit/garmin-fenix-5-run.fit", Sport.RUN, 0.16, 0.95),
        ("fit/garmin-fenix-5-bike.fit", Sport.RIDE, 0.46, 1.1),
        ("fit/garmin-fenix-5-walk.fit", Sport.WALK, 0.07, 0.75),
        ("fit/activity-small-fenix2-run.fit", Sport.RUN, 9.0, 47),
    ],
)
def test_a_watch_is_read_to_the_figure(name: str, sport: Sport, km: float, minutes: float) -> None:
    [one] = read(name)
    assert (one.sport, one.flaws) == (sport, ())
    assert one.km == pytest.approx(km, abs=0.05)
    assert one.minutes == pytest.approx(minutes, abs=0.5)


@pytest.mark.parametrize(
    ("name", "flaw"),
    [("fit/activity-unexpected-eof.fit", Flaw.CUT_SHORT), ("fit/activity-filecrc.fit", Flaw.CHECKSUM)],
)
def test_a_file_that_was_broken_on_purpose_is_read_and_remarked(name: str, flaw: Flaw) -> None:
    [one] = read(name)
    assert flaw in one.flaws


@pytest.mark.parametrize(
    ("name", "reason"), [("fit/Settings.fit", "fit_settings"), ("fit/WorkoutRepeatSteps.fit", "fit_workout")]
)
def test_what_a_watch_writes_beside_its_runs_is_named(name: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(name)
    assert caught.value.reason == reason


def test_no_walk_and_no_car_becomes_a_run() -> None:
    found: list[Activity] = []
    for one in sorted((SAMPLES / "gpx").glob("*.gpx")):
        with suppress(Unreadable):
            found += read(f"gpx/{one.name}")
    assert len(found) > 5
    assert Sport.RUN not in {one.sport for one in found}


def test_a_drive_is_faster_than_anyone_runs() -> None:
    assert {one.sport for one in read("gpx/around-visnjan-with-car.gpx")} == {Sport.FAST}

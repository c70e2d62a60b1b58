"""GPX and TCX: tracks of points, and activities with laps."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.intake import files
from bot.intake.run import Activity, Flaw, Sport, Unreadable
from tests.intake import made
from tests.intake.made import Lap

BERLIN, TODAY = ZoneInfo("Europe/Berlin"), date(2026, 11, 25)


def read(content: bytes, name: str) -> Activity:
    [one] = files.read(name, content, BERLIN, TODAY).activities
    return one


def refused(content: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        files.read(name, content, BERLIN, TODAY)
    return caught.value.reason


def test_a_track_is_as_long_as_its_way() -> None:
    run = read(made.gpx(8, 45, kind="running"), "run.gpx")
    assert (run.sport, run.start) == (Sport.RUN, made.SUNDAY)
    assert run.km == pytest.approx(8, abs=0.05)
    assert run.minutes == pytest.approx(45, abs=0.2)


@pytest.mark.parametrize(
    ("km", "minutes", "sport"),
    [(8, 45, Sport.RUN), (5, 60, Sport.WALK), (40, 45, Sport.FAST), (7, 60, Sport.MOVING)],
    ids=["a run", "a walk", "a car", "either"],
)
def test_a_track_that_names_no_sport_is_judged_by_how_it_moves(km: float, minutes: float, sport: Sport) -> None:
    assert read(made.gpx(km, minutes), "track.gpx").sport is sport


def test_a_ride_that_is_still_called_a_run_is_no_run() -> None:
    assert read(made.gpx(40, 45, name="Morning run"), "track.gpx").sport is Sport.FAST


def test_a_walk_at_a_runners_pace_is_asked_about() -> None:
    assert read(made.gpx(8, 45, name="Walk with the dog"), "track.gpx").sport is Sport.MOVING


def test_a_pause_is_no_running_time() -> None:
    still = made.gpx(8, 45).replace(
        b"</trkseg>",
        b'<trkpt lat="52.5718" lon="13.4"><time>2026-11-22T08:45:00Z</time></trkpt></trkseg>',
    )
    run = read(still, "track.gpx")
    assert run.minutes == pytest.approx(45, abs=0.2)


def test_a_track_without_times_is_a_route() -> None:
    run = read(made.gpx(timed=False), "track.gpx")
    assert (run.sport, run.minutes) == (Sport.ROUTE, None)


def test_marked_places_are_no_track() -> None:
    places = b'<gpx><wpt lat="52" lon="13"><name>Bench</name></wpt></gpx>'
    assert refused(places, "places.gpx") == "gpx_places"
    assert refused(b"<gpx></gpx>", "empty.gpx") == "gpx_empty"


def test_a_track_cut_short_is_read_up_to_there() -> None:
    whole = made.gpx(8, 45, kind="running")
    run = read(whole[: len(whole) // 2], "half.gpx")
    assert run.flaws == (Flaw.CUT_SHORT,)
    assert run.km == pytest.approx(4, abs=0.2)


def test_a_byte_order_mark_and_utf_16_are_understood() -> None:
    whole = made.gpx(8, 45, kind="running")
    assert read(b"\xef\xbb\xbf" + whole, "bom.gpx").sport is Sport.RUN
    wide = whole.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(wide, "wide.gpx").sport is Sport.RUN


def test_laps_of_a_tcx_add_up() -> None:
    laps = (Lap(2, 12, 130), Lap(3, 13, 165), Lap(0.4, 3, 120, made.REST), Lap(2, 12, 135))
    run = read(made.tcx(laps), "run.tcx")
    assert (run.sport, run.km, run.minutes) == (Sport.RUN, 7.4, 40)
    assert [one.part for one in run.laps] == ["active", "active", "rest", "active"]
    assert run.pulse == pytest.approx((130 * 12 + 165 * 13 + 120 * 3 + 135 * 12) / 40)


def test_a_tcx_names_its_sport() -> None:
    assert read(made.tcx(sport="Biking"), "ride.tcx").sport is Sport.RIDE
    assert read(made.tcx((Lap(5, 60),), sport="Other"), "other.tcx").sport is Sport.WALK


def test_xml_of_another_kind_is_told_apart_from_a_recording() -> None:
    assert refused(b"<html><body>Log in</body></html>", "run.gpx") == "not_gpx"
    assert refused(b"<html><body>Log in</body></html>", "run.tcx") == "not_tcx"

"""Archives, and files that mean harm: each gets a reason, soon, and nothing is written or fetched."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.intake import archive, files, ics
from bot.intake.run import LARGEST, Found, Sport, Unreadable
from tests.intake import made

BERLIN, TODAY = ZoneInfo("Europe/Berlin"), date(2026, 11, 25)


def read(content: bytes, name: str) -> Found:
    return files.read(name, content, BERLIN, TODAY)


def refused(content: bytes, name: str) -> str:
    began = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read(content, name)
    assert time.process_time() - began < 15
    return caught.value.reason


# --- archives ---


def test_an_archive_gives_its_recordings_whatever_they_are_called_and_packed() -> None:
    found = read(
        made.zipped(
            {
                "activities/1.fit.gz": made.gzipped(made.fit(8, 45)),
                "activities/2.gpx": made.gpx(6, 33, kind="running"),
                "3.TCX": made.tcx(),
                "activities/ride.fit": made.fit(40, 90, sport=made.CYCLING),
                "activities/settings.fit": made.fit(kind=made.SETTINGS),
                "__MACOSX/._1.fit": b"\0",
                "profile.csv": b"a,b",
            }
        ),
        "export.zip",
    )
    assert [one.sport for one in found.activities] == [Sport.RUN, Sport.RUN, Sport.RUN, Sport.RIDE]
    assert found.lost == 0


def test_a_broken_recording_costs_only_itself() -> None:
    found = read(made.zipped({"1.fit": made.fit(), "2.fit": made.fit()[:40], "3.gpx": b"<gpx><trk>"}), "export.zip")
    assert (len(found.activities), found.lost) == (1, 2)


def test_a_gzipped_recording_is_read_by_itself() -> None:
    assert read(made.gzipped(made.fit(8, 45)), "1.fit.gz").activities[0].km == 8


def test_names_that_climb_out_of_the_archive_are_only_names() -> None:
    [member] = archive.unzip(made.zipped({"../../etc/cron.d/run.fit": made.fit()}))
    assert member.name == "run.fit"
    [member] = archive.unzip(made.zipped({"C:\\Windows\\run.fit": made.fit()}))
    assert member.name == "run.fit"


def test_a_bomb_is_not_unpacked() -> None:
    assert refused(made.zipped({"run.gpx": b"0" * 30_000_000}), "bomb.zip") == "hostile"
    assert refused(made.gzipped(b"0" * 30_000_000), "bomb.gpx.gz") == "hostile"
    inner = made.zipped({f"{n}.gpx": b"0" * 900_000 for n in range(90)})
    assert refused(inner, "many.zip") == "zip_large"


def test_a_bomb_that_lies_about_its_size_is_stopped_while_unpacking() -> None:
    packed = bytearray(made.zipped({"run.gpx": b"0" * 30_000_000}))
    at = packed.rindex(b"PK\1\2")
    struct.pack_into("<I", packed, at + 24, 1000)
    found = read(bytes(packed), "liar.zip")
    assert (found.activities, found.lost) == ((), 1)


def test_archives_in_archives_are_not_opened() -> None:
    inner = made.zipped({"run.fit": made.fit()})
    assert refused(made.zipped({"more.zip": inner}), "outer.zip") == "zip_foreign"
    assert refused(made.gzipped(inner), "outer.zip.gz") == "hostile"


def test_too_many_files_foreign_files_and_half_an_archive_are_told_apart() -> None:
    assert refused(made.zipped({f"{n}.fit": b"" for n in range(1001)}), "many.zip") == "zip_many"
    assert refused(made.zipped({"photo.jpg": b"\xff\xd8"}), "photos.zip") == "zip_foreign"
    assert refused(made.zipped({"run.fit": made.fit()})[:-30], "half.zip") == "zip_broken"


def test_a_locked_archive_is_named() -> None:
    packed = bytearray(made.zipped({"run.fit": made.fit()}))
    packed[packed.index(b"PK\3\4") + 6] |= 1
    packed[packed.rindex(b"PK\1\2") + 8] |= 1
    assert refused(bytes(packed), "locked.zip") == "zip_locked"


# --- XML ---

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><gpx><trk><name>&j;</name></trk></gpx>"
)
OUTSIDE = b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><trk><name>&x;</name></trk></gpx>'
FETCHED = b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1/x.dtd"><gpx></gpx>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, FETCHED], ids=["laughs", "a file", "an address"])
@pytest.mark.parametrize("name", ["run.gpx", "run.tcx"])
def test_entities_and_document_types_are_refused(content: bytes, name: str) -> None:
    content = content.replace(b"gpx", b"TrainingCenterDatabase") if name.endswith("tcx") else content
    assert refused(content, name) == "hostile"


def test_a_tower_of_elements_is_refused() -> None:
    assert refused(b"<gpx>" + b"<a>" * 100_000, "deep.gpx") == "hostile"


def test_a_desert_of_elements_is_left_after_a_while() -> None:
    assert refused(b"<gpx>" + b"<a/>" * 1_100_000 + b"</gpx>", "wide.gpx") == "hostile"


# --- FIT ---


def test_a_stream_of_empty_messages_is_left_after_a_while() -> None:
    writer = made.FitWriter()
    writer.definition(0, 200, ())
    writer.body += b"\0" * 1_100_000
    assert refused(writer.file(checksum=False), "nothing.fit") == "cut_short_nothing"


# --- calendars ---


def test_a_recurrence_without_end_costs_nothing() -> None:
    endless = [
        made.event(uid=str(n), dtstart="19010101", rrule="FREQ=DAILY", summary="Run 5 km") for n in range(200)
    ]  # fmt: skip
    began = time.process_time()
    found = ics.read(made.calendar(*endless), BERLIN, TODAY)
    assert time.process_time() - began < 5
    assert len(found.runs) == ics.WINDOW + 1


def test_counted_recurrences_from_the_year_one_are_given_up() -> None:
    hoard = [
        made.event(uid=str(n), dtstart="00010101", rrule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", summary="Run")
        for n in range(300)
    ]
    began = time.process_time()
    found = ics.read(made.calendar(*hoard), BERLIN, TODAY)
    assert time.process_time() - began < 5
    assert found.runs == ()


def test_a_recurrence_by_the_second_is_not_followed() -> None:
    found = ics.read(
        made.calendar(made.event(uid="a", dtstart="20261101", rrule="FREQ=SECONDLY", summary="Run")), BERLIN, TODAY
    )
    assert (found.runs, found.lost) == ((), 1)


def test_thousands_of_events_of_one_day_are_taken_in_part_and_soon() -> None:
    crowd = [made.event(uid=str(n), dtstart="20261128", summary="Run 1 km") for n in range(20_000)]
    began = time.process_time()
    found = ics.read(made.calendar(*crowd), BERLIN, TODAY)
    assert time.process_time() - began < 10
    assert found.lost == 18_500
    assert len(found.runs) == 1


def test_an_event_as_large_as_a_book_is_left_out() -> None:
    found = ics.read(
        made.calendar(made.event(uid="a", dtstart="20261128", summary="Run 8 km", description="x" * 100_000)),
        BERLIN,
        TODAY,
    )
    assert (found.runs, found.lost) == ((), 1)


def test_a_calendar_of_a_hundred_thousand_events_is_refused() -> None:
    assert refused(made.calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 100_000), "all.ics") == "ics_many"


# --- anything ---


def test_a_file_beyond_the_limit_is_not_looked_at() -> None:
    assert refused(b"\0" * (LARGEST + 1), "large.gpx") == "too_large"


@given(st.binary(max_size=600), st.sampled_from(["a.fit", "a.gpx", "a.tcx", "a.ics", "a.zip", "a.gpx.gz", "a"]))
def test_any_bytes_under_any_name_are_an_answer(content: bytes, name: str) -> None:
    _answered(content, name)


STARTS: list[Callable[[], bytes]] = [
    made.fit,
    made.gpx,
    made.tcx,
    lambda: made.calendar(made.event(uid="a", dtstart="20261128", rrule="FREQ=WEEKLY", summary="Run 8 km")),
    lambda: made.zipped({"run.fit": made.fit(1, 5)}, packed=False),
]


@given(st.sampled_from(STARTS), st.integers(0, 1 << 20), st.binary(min_size=1, max_size=12))
def test_a_good_file_with_a_bad_spot_is_an_answer(start: Callable[[], bytes], at: int, noise: bytes) -> None:
    whole = start()
    at %= len(whole)
    _answered(whole[:at] + noise + whole[at + len(noise) :], "file")


def _answered(content: bytes, name: str) -> None:
    with suppress(Unreadable):
        for one in files.read(name, content, BERLIN, TODAY).activities:
            assert one.km is None or 0 <= one.km <= 500

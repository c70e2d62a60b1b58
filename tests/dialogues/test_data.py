"""A runner's data: taken along in a file, brought back from one, erased."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.athlete import Athlete
from tests.core.golden import RUNNER
from tests.stages.console_stage import ConsoleStage, Seen

MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=MONDAY) as opened:
        yield opened


def document(athlete: Athlete = RUNNER, entries: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"format": "sinew/1", "athlete": athlete.to_json(), "diary": entries or [], "sessions": [], **more}


async def send(
    stage: ConsoleStage, content: bytes | dict[str, Any], name: str = "export.json", as_: str = ""
) -> list[Seen]:
    path = stage.path.parent / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return await stage.send(path, as_)


async def export(stage: ConsoleStage, as_: str = "") -> dict[str, Any]:
    (seen,) = await stage.say("/export", as_)
    data: dict[str, Any] = seen.data
    return data


async def trained(stage: ConsoleStage, days: int = 9) -> None:
    """Some days of mornings, answered."""
    for number in range(days):
        await stage.clock("+24h")
        if any(seen.card is not None and seen.card["session"] for seen in stage.since):
            await stage.say("7 2" if number % 2 else "6, left calf 3")


# --- what is in it -----------------------------------------------------------------------------------------------


async def test_an_export_is_a_dated_document_with_profile_diary_and_sessions(stage: ConsoleStage) -> None:
    await send(stage, document())
    (seen,) = await stage.say("/export")
    assert seen.message.name == "sinew-export-2026-11-23.json"  # type: ignore[union-attr]
    assert list(seen.data) == ["format", "athlete", "diary", "sessions"]
    assert seen.data["format"] == "sinew/1"


async def test_sessions_hold_what_was_sent_and_what_the_next_fortnight_holds(stage: ConsoleStage) -> None:
    await send(stage, document())
    await trained(stage)
    sessions = (await export(stage))["sessions"]
    by_status: dict[str, list[str]] = {}
    for one in sessions:
        by_status.setdefault(one["status"], []).append(one["date"])
    today = f"{stage.moving.now():%Y-%m-%d}"
    last = f"{stage.moving.now() + timedelta(days=14):%Y-%m-%d}"
    assert by_status["done"]
    assert all(day <= today for status, days in by_status.items() if status != "planned" for day in days)
    assert all(today <= day < last for day in by_status["planned"])
    assert len({one["id"] for one in sessions}) == len(sessions)


async def test_a_session_shows_what_the_runner_said_of_it(stage: ConsoleStage) -> None:
    await send(stage, document())
    await stage.clock("+24h")
    await stage.say("8, left calf 3")
    one = next(one for one in (await export(stage))["sessions"] if one["status"] == "done")
    assert one["effort"] == 8
    assert {"region": "calf", "side": "left", "score": 3, "what": "muscle"} in one["soreness"]
    for item in one["items"]:
        assert item["name"]
        assert {"phase", "exercise", "sets", "per_side", "load_kg", "tempo", "rest_s", "target_rpe", "contacts"} <= set(
            item
        )


async def test_a_session_whose_day_passed_unanswered_is_unknown(stage: ConsoleStage) -> None:
    await send(stage, document())
    await stage.clock("+72h")
    statuses = {one["date"]: one["status"] for one in (await export(stage))["sessions"]}
    assert statuses["2026-11-24"] == "unknown"


async def test_a_skipped_session_is_skipped_in_the_export(stage: ConsoleStage) -> None:
    await send(stage, document())
    await stage.clock("+24h")
    await stage.say("skipped, sick")
    sessions = (await export(stage))["sessions"]
    assert "skipped" in {one["status"] for one in sessions}


# --- and back ----------------------------------------------------------------------------------------------------


async def test_an_unknown_runner_joins_by_an_export_without_questions(stage: ConsoleStage) -> None:
    seen = await send(stage, document())
    assert "Moved in" in seen[-1].text
    assert (await export(stage))["athlete"] == RUNNER.to_json()
    arrived = await stage.clock("+24h")
    assert any(one.card is not None and one.card["session"] for one in arrived), "and the next morning comes"


async def test_a_diary_that_never_began_begins_with_the_import(stage: ConsoleStage) -> None:
    await send(stage, document())
    assert [one["type"] for one in (await export(stage))["diary"]] == ["profile", "joined"]


async def test_a_runner_who_moves_house_goes_on_where_they_were(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    async with ConsoleStage(tmp_path / "here", at=MONDAY) as here:
        await send(here, document())
        await trained(here)
        first = await export(here)
        now = here.moving.now()
    async with ConsoleStage(tmp_path / "there", at=now) as there:
        await send(there, first)
        assert await export(there) == first


async def test_export_import_export_is_equal_for_the_same_runner(stage: ConsoleStage) -> None:
    await send(stage, document())
    await trained(stage, 4)
    await stage.say("/undo")
    first = await export(stage)
    await send(stage, first)
    await stage.press("Take the file")
    assert await export(stage) == first


async def test_what_this_version_does_not_know_is_kept(stage: ConsoleStage) -> None:
    raw = document(coach_note={"seen": True})
    raw["athlete"] |= {"favourite_shoe": "blue"}
    raw["athlete"]["places"][0]["colour"] = "green"
    raw["athlete"]["runs"]["tue"]["surface"] = "trail"
    raw["diary"] = [{"at": "2026-11-20T07:00:00+00:00", "day": "2026-11-20", "type": "joined", "mood": "sunny"}]
    await send(stage, raw)
    found = await export(stage)
    assert found["coach_note"] == {"seen": True}
    assert found["athlete"]["favourite_shoe"] == "blue"
    assert found["athlete"]["places"][0]["colour"] == "green"
    assert found["athlete"]["runs"]["tue"]["surface"] == "trail"
    assert found["diary"][0]["mood"] == "sunny"
    await send(stage, found)
    await stage.press("Take the file")
    assert await export(stage) == found, "and again after the next move"


async def test_unknown_fields_survive_a_change_in_the_settings(stage: ConsoleStage) -> None:
    raw = document(coach_note="x")
    raw["athlete"]["favourite_shoe"] = "blue"
    await send(stage, raw)
    await stage.say("/settings evening")
    await stage.say("21:00")
    found = await export(stage)
    assert found["coach_note"] == "x"
    assert found["athlete"]["favourite_shoe"] == "blue"
    assert found["athlete"]["evening"] == "21:00"


async def test_the_sessions_of_a_file_are_ignored(stage: ConsoleStage) -> None:
    raw = document()
    raw["sessions"] = [{"id": "nonsense"}]
    await send(stage, raw)
    assert "nonsense" not in {one["id"] for one in (await export(stage))["sessions"]}


async def test_a_runner_with_a_diary_is_asked_first_and_keeps_it_on_no(stage: ConsoleStage) -> None:
    await send(stage, document())
    await trained(stage, 2)
    before = await export(stage)
    seen = await send(stage, document(), "other.json")
    assert "Replace your diary?" in seen[-1].text
    await stage.press("Keep what is here")
    assert await export(stage) == before


async def test_replacing_hands_the_old_diary_out_first(stage: ConsoleStage) -> None:
    await send(stage, document())
    await trained(stage, 2)
    before = await export(stage)
    await send(stage, document(), "other.json")
    seen = await stage.press("Take the file")
    handed = next(one for one in seen if one.document is not None)
    assert handed.data == before
    assert len((await export(stage))["diary"]) == 2


async def test_the_question_about_replacing_is_answered_once(stage: ConsoleStage) -> None:
    await send(stage, document())
    await send(stage, document(), "other.json")
    key = stage.last().keys["Take the file"]
    await stage.press_key(key)
    before = await export(stage)
    await stage.press_key(key)
    assert await export(stage) == before


async def test_an_import_in_the_middle_of_joining_ends_the_questions(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.press("None of these")
    seen = await send(stage, document())
    assert "Moved in" in seen[-1].text
    seen = await stage.say("/today")
    assert "of 7" not in seen[-1].text


async def test_a_red_flag_said_before_an_import_is_not_washed_away(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.say("chest pain right now")
    await send(stage, document())
    assert "flagged" in [one["type"] for one in (await export(stage))["diary"]]


async def test_an_export_whose_screen_is_open_gets_mobility_only(stage: ConsoleStage) -> None:
    raw = document()
    raw["athlete"]["screened"] = False
    seen = await send(stage, raw)
    assert "mobility only" in seen[-1].text
    assert {one["kind"] for one in (await export(stage))["sessions"]} == {"mobility"}


# --- files that cannot be taken ----------------------------------------------------------------------------------


def broken(path: str, value: Any) -> dict[str, Any]:
    """The document with one field set to something else ("athlete.zone", "diary.0.region")."""
    raw = copy.deepcopy(document(RUNNER, [FELT]))
    *way, last = path.split(".")
    at: Any = raw
    for step in way:
        at = at[int(step) if step.isdigit() else step]
    at[int(last) if last.isdigit() else last] = value
    return raw


FELT = {
    "at": "2026-11-20T07:00:00+00:00", "day": "2026-11-20", "type": "felt", "region": "knee", "side": "left",
    "score": 3, "what": "joint",
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"{", "damaged"),
        (b'{"format": "sinew/1", "athlete": {}, "diary": [', "damaged"),
        (b"\xff\xfe\x00{", "damaged"),
        (b"[1, 2, 3]", "not an export of mine"),
        (b'{"activities": []}', "not an export of mine"),
        (b'{"format": "strava/3"}', "not an export of mine"),
        (b'{"format": 1}', "not an export of mine"),
        (b'{"format": "sinew/0", "athlete": {}}', "not an export of mine"),
        (b'{"format": "sinew/2", "athlete": {}}', "sinew/2"),
        (b'{"format": "sinew/1"}', "athlete"),
        (b'{"format": "sinew/1", "athlete": [], "diary": []}', "athlete"),
        (b'{"format": "sinew/1", "athlete": {"mass_kg": NaN}}', "damaged"),
        (b'{"format": "sinew/1", "athlete": {"mass_kg": 1e999}}', "athlete.mass_kg"),
        (b'{"format": "sinew/1", "athlete": {"zone": "\\ud800"}}', "athlete.zone"),
        (b'{"format": "sinew/1", "athlete": ' + b"[" * 300_000 + b"]" * 300_000 + b"}", "damaged"),
        (b'{"format": "sinew/1", "athlete": ' + b"[" * 5000 + b"]" * 5000 + b"}", ""),
        (b'{"format": "sinew/1", "athlete": ' + b"[" * 60 + b"]" * 60 + b"}", "athlete"),
    ],
)
async def test_a_file_that_is_no_export_is_refused_with_the_reason(
    stage: ConsoleStage, content: bytes, said: str
) -> None:
    await send(stage, document())
    before = await export(stage)
    seen = await send(stage, content, "bad.json")
    assert said in seen[-1].text
    assert "Nothing was changed" in seen[-1].text
    assert await export(stage) == before


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("athlete.zone", "Middle/Earth", "athlete.zone"),
        ("athlete.zone", "../../etc/passwd", "athlete.zone"),
        ("athlete.morning", "25:99", 'athlete.morning, I do not understand "25:99".'),
        ("athlete.level", "hero", "athlete.level"),
        ("athlete.runs", {"someday": {}}, "athlete.runs"),
        ("athlete.runs.tue", {"kind": "sprint"}, 'athlete.runs.tue.kind, I do not understand "sprint".'),
        ("athlete.runs.tue", {"kind": "easy", "km": -8}, "athlete.runs.tue.km, I do not understand -8."),
        ("athlete.minutes", -5, "athlete.minutes"),
        ("athlete.minutes", True, "athlete.minutes, I do not understand true."),
        ("athlete.strength_days", 9, "athlete.strength_days"),
        ("athlete.screened", "yes", "athlete.screened"),
        ("athlete.born", 3000, "athlete.born"),
        ("athlete.mass_kg", "heavy", "athlete.mass_kg"),
        ("athlete.places", "home", "athlete.places"),
        ("athlete.places", [{"name": "x" * 200}], "athlete.places"),
        ("athlete.places", [{"name": "a", "kit": ["band", "hammer"]}],
         'athlete.places[0].kit[1], I do not understand "hammer".'),
        ("athlete.places", [{"name": "a"}, {"name": "b", "bar_kg": "x"}], "athlete.places[1].bar_kg"),
        ("athlete.places", [{"kit": []}], "athlete.places[0]"),
        ("athlete.places", [{"name": "a", "weights_kg": [4, -4]}],
         "athlete.places[0].weights_kg[1], I do not understand -4."),
        ("athlete.limits", [{"region": "nose"}], "athlete.limits[0]"),
        ("athlete.limits", [{"region": "knee", "side": "up"}], "athlete.limits[0].side"),
        ("athlete.race", {"date": "tomorrow", "km": 10}, "athlete.race"),
        ("athlete.quiet", "all day", "athlete.quiet"),
        ("diary", {}, "diary"),
        ("diary.0", "felt", "diary[0]"),
        ("diary.0.type", "dreamt", "diary[0].type"),
        ("diary.0.v", 99, "diary[0]"),
        ("diary.0.region", "nose", "diary[0].region"),
        ("diary.0.score", 11, "diary[0].score"),
        ("diary.0.side", "up", "diary[0].side"),
        ("diary.0.day", "yesterday", "diary[0].day"),
        ("diary.0.at", "2026-11-20T07:00:00", "diary[0].at"),
        ("diary.0.n", "one", "diary[0].n"),
        ("diary.0", {"type": "felt"}, "diary[0].at"),
        ("diary.0", {**FELT, "type": "prescribed", "session": {"id": 1}}, "diary[0]"),
        ("diary.0", {**FELT, "type": "undone", "entry": 7}, "diary[0].entry"),
        ("diary.0", {**FELT, "type": "deloaded", "scope": "all", "cause": "tired", "start": "2026-11-20", "days": "x"},
         "diary[0]"),
    ],
)  # fmt: skip
async def test_a_wrong_field_is_named_and_nothing_is_half_taken(
    stage: ConsoleStage, path: str, value: Any, field: str
) -> None:
    seen = await send(stage, broken(path, value), "bad.json")
    assert field in seen[-1].text
    assert "Nothing was changed" in seen[-1].text
    seen = await stage.say("/export")
    assert seen[-1].document is None, "nobody joined by a broken file"


async def test_a_huge_file_is_refused_kindly(stage: ConsoleStage) -> None:
    seen = await send(stage, b'{"format": "sinew/1", "x": "' + b"a" * (20 * 1024 * 1024) + b'"}', "huge.json")
    assert "too large" in seen[-1].text


async def test_a_file_that_is_somebody_elses_gets_a_short_answer(stage: ConsoleStage) -> None:
    await send(stage, document())
    seen = await send(stage, b"\x89PNG....", "photo.bin")
    assert "an export of mine" in seen[-1].text


async def test_a_file_with_another_name_is_read_all_the_same(stage: ConsoleStage) -> None:
    seen = await send(stage, document(), "sinew export (2).txt")
    assert "Moved in" in seen[-1].text


async def test_markup_and_sql_in_names_stay_what_they_are(stage: ConsoleStage) -> None:
    raw = document()
    raw["athlete"]["places"][0]["name"] = "'; DROP TABLE entry; -- <b>\u202eabc"
    await send(stage, raw)
    found = await export(stage)
    assert found["athlete"]["places"][0]["name"] == raw["athlete"]["places"][0]["name"]

"""/settings: everything a runner told can be changed, and each change says what it does."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.messages import Address, Card, Located, Origin
from bot.dialogues.help import DAILY, ORDER
from bot.dialogues.settings.dialogue import LISTED
from bot.words import Words
from core.athlete import Level, Place, Race
from core.diary import to_json
from core.kit import Item, Kit
from tests.core.golden import RUNNER, Book
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, session_card
from tests.stages.console_stage import ConsoleStage, Seen

LONGEST = 26


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with living(tmp_path) as opened:
        yield opened


async def athlete(stage: ConsoleStage) -> dict[str, Any]:
    (seen,) = await stage.say("/export")
    found: dict[str, Any] = seen.data["athlete"]
    return found


async def diary(stage: ConsoleStage) -> list[dict[str, Any]]:
    (seen,) = await stage.say("/export")
    found: list[dict[str, Any]] = seen.data["diary"]
    return found


async def do(stage: ConsoleStage, *steps: str) -> Seen:
    for step in steps:
        await (stage.press(step[1:]) if step.startswith("#") else stage.say(step))
    return stage.last(notices=False)


# --- the menu ----------------------------------------------------------------------------------------------------


async def test_one_card_shows_everything_that_is_set(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings")
    for value in ("Tue easy 8 km", "dumbbells 4, 8, 12, 16, 20 kg", "2 days, up to", "Berlin", "07:00", "20:00"):
        assert value in seen.text
    assert len(seen.text.split("\n")) <= LONGEST


@pytest.mark.parametrize("page", LISTED)
async def test_every_page_opens_and_leads_back(stage: ConsoleStage, page: str) -> None:
    menu = await do(stage, "/settings")
    opened = await do(stage, f"/settings {page}")
    assert opened.text != menu.text
    assert len(opened.text.split("\n")) <= LONGEST
    assert (await do(stage, "#Back")).text.startswith("Your settings")


async def test_a_press_edits_the_card_and_a_typed_answer_brings_it_down(stage: ConsoleStage) -> None:
    await stage.say("/settings")
    seen = await stage.press("Evening")
    assert seen[-1].edits is not None
    seen = await stage.say("21:30")
    assert seen[-1].edits is None


async def test_a_change_is_written_in_the_diary(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Evening", "#21:00")
    profiles = [one for one in await diary(stage) if one["type"] == "profile"]
    assert profiles[-1]["athlete"]["evening"] == "21:00"


async def test_a_press_that_changes_nothing_writes_nothing(stage: ConsoleStage) -> None:
    before = await diary(stage)
    await do(stage, "/settings", "#Strength", "#✓ 2 days", "#Back", "#Mornings", "#✓ 07:00")
    assert await diary(stage) == before


async def test_an_old_settings_card_opens_the_settings_anew(stage: ConsoleStage) -> None:
    await stage.say("/settings")
    key = stage.last().keys["Kit"]
    await stage.clock("+5h")
    seen = await stage.press_key(key)
    assert seen[-1].text.startswith("Your settings")


# --- when --------------------------------------------------------------------------------------------------------


async def test_mornings_come_at_the_new_time(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Mornings", "6:15")
    seen = await stage.clock(timedelta(days=4))
    times = {f"{one.at:%H:%M}" for one in seen if one.card is not None and one.edits is None}
    assert times == {"05:15"}, "6:15 in Berlin"


async def test_one_weekday_may_have_its_own_morning(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Mornings", "#Fri", "#08:00")
    assert "07:00 · Fri 08:00" in seen.text
    arrived = await stage.clock(timedelta(days=6))
    times = {f"{one.at:%a %H:%M}" for one in arrived if one.card is not None and one.edits is None}
    assert {"Tue 06:00", "Fri 07:00"} <= times


async def test_paused_mornings_bring_nothing_until_they_are_resumed(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Pause mornings")
    assert not await stage.clock(timedelta(days=7))
    await do(stage, "/settings", "#Resume mornings")
    assert await stage.clock(timedelta(days=7))


async def test_a_runner_who_moves_to_tokyo_gets_mornings_in_tokyo(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Time zone", "Tokyo")
    assert "Tokyo" in seen.text
    assert (await athlete(stage))["zone"] == "Asia/Tokyo"
    arrived = await stage.clock(timedelta(days=3))
    assert {f"{one.at:%H:%M}" for one in arrived if one.card is not None and one.edits is None} == {"22:00"}


async def test_a_place_with_namesakes_is_asked_back(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Time zone", "Springfield")
    first = next(one for one in seen.labels if one.startswith("Springfield"))
    await stage.press(first)
    assert (await athlete(stage))["zone"].startswith("America/")


async def test_a_shared_location_moves_the_zone_while_it_is_asked_for(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Time zone")
    origin = Origin("loc-1", Address("console", "runner", "runner"), stage.moving.now())
    await stage.house.give([Located(origin, 51.5, -0.12)])
    await stage.house.quiet()
    assert (await athlete(stage))["zone"] == "Europe/London"


# --- how much ----------------------------------------------------------------------------------------------------


async def test_fewer_minutes_shorten_the_next_session_and_say_so(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Strength", "#30 min")
    assert "up to 30 min" in seen.text
    assert "now (was" in seen.text
    (document,) = await stage.say("/export")
    assert all(one["minutes"] <= 31 for one in document.data["sessions"] if one["kind"].startswith("strength"))


async def test_one_strength_day_instead_of_two_shows_the_new_days(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Strength", "#1 day")
    assert "Coming up:" in seen.text
    assert seen.text.count("Strength A") + seen.text.count("Strength B") == 1


async def test_days_and_minutes_can_be_typed(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Strength", "1 x 40")
    found = await athlete(stage)
    assert (found["strength_days"], found["minutes"]) == (1, 40)


async def test_a_calm_pace_is_a_switch_that_can_be_taken_back(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Strength", "#Calm: rise half as often")
    assert "twice as long before it may rise again" in stage.last().text
    assert (await athlete(stage))["policy"] == "calm"
    await do(stage, "/undo")
    assert (await athlete(stage))["policy"] == "normal"


async def test_the_technique_day_can_be_left_out(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Strength", "#✓ Light technique day")
    (document,) = await stage.say("/export")
    assert "technique" not in {one["kind"] for one in document.data["sessions"]}


async def test_the_daily_mobility_comes_on_rest_days_once_asked_for(stage: ConsoleStage) -> None:
    before = await stage.clock(timedelta(days=7))
    await do(stage, "/settings", "#Strength", "#Mobility on rest days too")
    after = await stage.clock(timedelta(days=7))
    assert len(after) > len(before)


async def test_todays_card_follows_a_change(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T08:00:00+01:00")
    await do(stage, "/settings", "#Strength")
    seen = await stage.press("20 min")
    day = next(one for one in seen if one.card is not None and one.card["session"])
    assert day.edits is not None
    assert day.card is not None
    assert day.card["session"]["minutes"] <= 21


# --- what with ---------------------------------------------------------------------------------------------------


async def test_new_weights_are_planned_with(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Kit", "#Home", "dumbbells 6 10 14 kg")
    assert "6, 10, 14 kg" in seen.text
    (document,) = await stage.say("/export")
    loads = {item["load_kg"] for one in document.data["sessions"] for item in one["items"]}
    assert loads <= {None, 6, 10, 14} | {one for one in loads if one and one not in (4, 8, 12, 16, 20)}


async def test_bells_ticked_without_weights_are_asked_for_them(tmp_path: Path) -> None:
    bare = replace(RUNNER, places=())
    async with living(tmp_path, bare) as stage:
        seen = await do(stage, "/settings", "#Kit", "#Add a place", "#Kettlebell", "#Save")
        assert "Which weights?" in seen.text
        await do(stage, "12 16")
        assert (await athlete(stage))["places"][0]["weights_kg"] == [12, 16]


async def test_a_second_place_is_added_named_and_chosen(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Kit", "#Add a place", "gym", "#Machines", "#Save", "#gym", "#Plan for this one")
    places = (await athlete(stage))["places"]
    assert [one["name"] for one in places] == ["gym", RUNNER.places[0].name]
    assert places[0]["kit"] == ["machine"]


async def test_a_place_can_be_removed(tmp_path: Path) -> None:
    two = replace(RUNNER, places=(*RUNNER.places, Place("gym", Kit(frozenset({Item.machine})))))
    async with living(tmp_path, two) as stage:
        await do(stage, "/settings", "#Kit", "#gym", "#Remove this place")
        assert len((await athlete(stage))["places"]) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 10_000, "short name"), ("\n\n", "short name"), ("\u202e\u0007", "short name"), ("home", "already")],
)
async def test_a_place_needs_a_short_name_of_its_own(stage: ConsoleStage, name: str, said: str) -> None:
    seen = await do(stage, "/settings", "#Kit", "#Add a place", name)
    assert said in seen.text
    assert len((await athlete(stage))["places"]) == 1


async def test_markup_in_a_place_is_just_its_name(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Kit", "#Add a place", "<b>gym</b> '; DROP")
    assert (await athlete(stage))["places"][1]["name"] == "<b>gym</b> '; DROP"


# --- runs and race -----------------------------------------------------------------------------------------------


async def test_a_new_week_of_runs_moves_the_strength_days(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Runs", "Mo 6x800, We 8k easy, Fr 5k easy, Sa 20k long")
    assert "Mon quality · Wed easy 8 km" in seen.text
    assert "Coming up:" in seen.text


async def test_one_day_typed_alone_changes_that_day_only(stage: ConsoleStage) -> None:
    before = (await athlete(stage))["runs"]
    await do(stage, "/settings", "#Runs", "Tue 10k easy")
    after = (await athlete(stage))["runs"]
    assert after["tue"]["km"] == 10
    assert {day: run for day, run in after.items() if day != "tue"} == {
        day: run for day, run in before.items() if day != "tue"
    }


async def test_runs_ticked_are_taken_when_saved_and_not_before(stage: ConsoleStage) -> None:
    before = (await athlete(stage))["runs"]
    seen = await do(stage, "/settings", "#Runs")
    free = next(one for one in seen.labels if one.endswith("–"))
    await do(stage, f"#{free}")
    assert (await athlete(stage))["runs"] == before
    await do(stage, "#Save")
    assert (await athlete(stage))["runs"] != before


async def test_a_race_changes_the_days_before_it(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Race", "10k on 29 November A")
    assert "10 km race, Sun 29 Nov" in seen.text
    assert (await athlete(stage))["race"] == {"date": "2026-11-29", "km": 10, "priority": "A"}
    await do(stage, "/settings", "#Race", "#No race")
    assert (await athlete(stage))["race"] is None


async def test_no_race_calls_off_what_is_to_come_and_keeps_the_rest_after_what_was_run(tmp_path: Path) -> None:
    saturday, next_year = Race(date(2026, 11, 21), 42.2), Race(date(2027, 4, 11), 21.1)
    async with living(tmp_path, RUNNER.with_season((saturday, next_year))) as stage:
        seen = await do(stage, "/settings", "#Race")
        assert "Sun 11 Apr" in seen.text
        assert "21 Nov" not in seen.text
        seen = await do(stage, "#No race", "/settings")
        assert "no race" in seen.text.casefold()
        found = await athlete(stage)
        assert [found["race"]["date"], found["races"]] == ["2026-11-21", []]
        await stage.clock(TUESDAY)
        assert "Strength" not in stage.last(notices=False).text


# --- health ------------------------------------------------------------------------------------------------------


async def test_a_new_yes_means_mobility_until_a_professional_agrees(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Health", "#Answer the questions again", "#Hernia", "#Save")
    assert "Mobility" in seen.text
    assert "A professional agreed" in seen.labels
    seen = await do(stage, "#A professional agreed")
    assert "Strength A" in seen.text
    assert (await diary(stage))[-1] | {"n": 0, "at": "", "batch": 0} == {
        "at": "", "day": "2026-11-22", "type": "cleared", "v": 1, "n": 0, "batch": 0, "flag": "screen",
    }  # fmt: skip


async def test_a_new_yes_ends_an_earlier_agreement(stage: ConsoleStage) -> None:
    again = ("/settings health", "#Answer the questions again")
    await do(stage, *again, "#Hernia", "#Save", "#A professional agreed")
    seen = await do(stage, *again, "#Heart", "#Save")
    assert "A professional agreed" in seen.labels
    (document,) = await stage.say("/export")
    assert {one["kind"] for one in document.data["sessions"]} == {"mobility"}


async def test_a_no_to_all_opens_the_plan_again(stage: ConsoleStage) -> None:
    again = ("/settings health", "#Answer the questions again")
    await do(stage, *again, "#Hernia", "#Save")
    seen = await do(stage, "#Answer the questions again", "#✓ Hernia", "#None of these")
    assert "Strength A" in seen.text


@pytest.mark.parametrize("said", ["nothing hurts", "all good", "no kit"])
async def test_nothing_of_another_kind_takes_no_condition_away(stage: ConsoleStage, said: str) -> None:
    await do(stage, "/settings health", "#Answer the questions again", "#Hernia", "#Save")
    await do(stage, "#Answer the questions again", said)
    assert (await athlete(stage))["screen_yes"] == ["hernia"]


async def test_no_pain_takes_no_run_away(stage: ConsoleStage) -> None:
    before = (await athlete(stage))["runs"]
    await do(stage, "/settings", "#Runs", "nothing hurts")
    assert (await athlete(stage))["runs"] == before


async def test_a_year_of_birth_under_18_asks_for_a_guardian(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#About you", "2012")
    assert "under 18" in seen.text
    seen = await do(stage, "#Back", "#Health")
    assert "A parent or guardian agrees" in seen.labels
    seen = await do(stage, "#A parent or guardian agrees")
    assert "Strength A" in seen.text


# --- about the runner --------------------------------------------------------------------------------------------


async def test_body_data_is_taken_and_forgotten_again(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#About you", "1984 f 62.5 kg")
    found = await athlete(stage)
    assert (found["born"], found["sex"], found["mass_kg"]) == (1984, "f", 62.5)
    await do(stage, "#Forget these")
    found = await athlete(stage)
    assert (found["born"], found["sex"], found["mass_kg"]) == (None, None, None)


async def test_a_part_to_be_careful_with_can_be_typed_with_its_side(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings", "#Careful with", "left achilles")
    assert "left Achilles" in seen.text
    assert (await athlete(stage))["limits"] == [{"region": "achilles", "side": "left"}]


async def test_units_change_what_is_written_and_not_what_is_known(stage: ConsoleStage) -> None:
    before = await athlete(stage)
    seen = await do(stage, "/settings", "#Display", "#lb", "#mi", "#Back")
    assert "5 mi" in seen.text
    assert "lb" in seen.text
    after = await athlete(stage)
    assert after["places"] == before["places"]
    assert after["runs"] == before["runs"]


async def test_plain_lines_drop_the_symbols_from_the_light(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Display", "#Plain lines")
    seen = await stage.clock("2026-11-24T08:00:00+01:00")
    card = next(one for one in seen if one.card is not None and one.card["session"])
    assert "🟢" not in card.text
    assert "🟡" not in card.text


# --- bad input ---------------------------------------------------------------------------------------------------

BAD = ["asdf qwer zxcv", "😀😀", "y" * 10_000, "\u202eمرحبا\u202c", "'; DROP TABLE person; --", "<b>x</b> @everyone"]


@pytest.mark.parametrize("page", LISTED)
async def test_nonsense_on_a_page_is_answered_kindly_and_changes_nothing(stage: ConsoleStage, page: str) -> None:
    before = await athlete(stage)
    for bad in BAD:
        await stage.say(f"/settings {page}")
        seen = await stage.say(bad)
        assert seen
        assert "something went wrong" not in seen[-1].text, bad[:20]
        assert len(seen[-1].text) < 3000
    assert await athlete(stage) == before


@pytest.mark.parametrize(
    ("page", "text", "said"),
    [
        ("mornings", "25:99", "outside"),
        ("evening", "half 7", "two things"),
        ("strength", "9 days", "one or two strength days"),
        ("strength", "2 x 500", ""),
        ("race", "10k on 1 May 2020", "is over already"),
        ("race", "10k on 3/5", "Is that"),
        ("zone", "CET", "town or city"),
        ("zone", "Xyzzyville", "do not know a place"),
        ("body", "1984 f 900 kg", "outside"),
        ("body", "1850", ""),
        ("runs", "long 18k", "which day"),
    ],
)
async def test_what_is_out_of_range_is_named_and_changes_nothing(
    stage: ConsoleStage, page: str, text: str, said: str
) -> None:
    before = await athlete(stage)
    seen = await do(stage, f"/settings {page}", text)
    assert said in seen.text
    after = await athlete(stage)
    if page != "body":
        assert after == before
    assert after["mass_kg"] == before["mass_kg"]
    assert after["born"] in (before["born"], 1984)


async def test_a_rating_typed_while_a_page_is_open_is_still_a_rating(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-24T08:00:00+01:00")
    await do(stage, "/settings", "#Display")
    await stage.say("7 3")
    reports = [one for one in await diary(stage) if one["type"] == "report"]
    assert [one["effort"] for one in reports] == [7]


async def test_help_lists_only_commands_that_there_are(stage: ConsoleStage) -> None:
    seen = await do(stage, "/help")
    known = set(stage.house.engine.registry.commands)
    shown = {part.strip("/ ") for part in seen.text.split() if part.startswith("/") and part.strip("/").isalpha()}
    assert shown <= known
    assert known - {"help", "start"} <= shown
    assert "not a doctor" in seen.text
    assert len(seen.text.split("\n")) <= LONGEST


async def test_every_command_has_its_line_in_the_menu(stage: ConsoleStage) -> None:
    from bot.words import Words

    words = Words()
    for command in stage.house.engine.registry.commands:
        assert 3 <= len(words(f"command.{command}")) <= 60, command


async def test_help_for_one_command_says_what_it_does_and_what_to_type(stage: ConsoleStage) -> None:
    told = (await do(stage, "/help week")).text
    assert told.startswith("/week: the week, and moving days")
    assert "move strength to Friday" in told


HELP = Words("en")
EXAMPLES = sorted(
    (command, example)
    for command in [*DAILY, *ORDER]
    if HELP.has(f"help.examples.{command}")
    for example in HELP(f"help.examples.{command}").split(" · ")
)


@pytest.mark.parametrize(("command", "example"), EXAMPLES)
async def test_what_the_help_says_one_can_type_is_understood(stage: ConsoleStage, command: str, example: str) -> None:
    answer = await do(stage, example)
    assert "did not understand" not in answer.text, f"/help {command}: {example}"


@pytest.mark.parametrize("command", [*DAILY, *ORDER])
def test_every_command_is_told_about_in_the_help(command: str) -> None:
    assert HELP.has(f"help.about.{command}")


async def test_the_export_of_a_changed_profile_is_taken_as_it_is(stage: ConsoleStage, tmp_path: Path) -> None:
    await do(stage, "/settings", "#Mornings", "#Fri", "#08:00", "#Back", "#Display", "#lb", "#Plain lines")
    found = await athlete(stage)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"format": "sinew/1", "athlete": found, "diary": []}))
    await stage.send(path, "twin")
    (seen,) = await stage.say("/export", "twin")
    assert seen.data["athlete"] == found


async def test_a_setting_can_be_changed_in_one_line(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings zone Lisbon")
    assert "Lisbon" in seen.text
    assert (await athlete(stage))["zone"] == "Europe/Lisbon"
    seen = await do(stage, "/settings zone Xyzzyville")
    assert "do not know a place" in seen.text


async def test_where_typing_is_hidden_a_form_opens_to_type_into(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings zone")
    assert "Type it" not in seen.labels, "a terminal has its own line to type on"
    assert isinstance(seen.message, Card)
    assert [(one.label, one.form) for one in seen.message.rows[-1]] == [("Type it", True)]


async def test_a_minor_by_the_file_that_brought_them_is_asked_for_a_guardian(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, born=2011)) as stage:
        seen = await do(stage, "/settings health")
        assert "under 18" in seen.text
        seen = await do(stage, "#A parent or guardian agrees")
        assert "Strength A" in seen.text


async def test_twenty_sessions_make_somebody_new_some_and_it_is_said_once(tmp_path: Path) -> None:
    new = replace(RUNNER, level=Level.NEW)
    book = Book(new, date(2026, 9, 7))
    while book.day < date(2026, 11, 23):
        book.to(book.day + timedelta(days=1), rate=book.standing.strength_done < 19)
    assert book.standing.strength_done == 19
    told = [to_json(one) for one in book.entries]
    async with living(tmp_path, new, told) as stage:
        await stage.clock(TUESDAY)
        assert "20 strength sessions" in (await do(stage, "5, nothing sore")).text
        await stage.clock(FRIDAY)
        assert "strength sessions" not in (await do(stage, "5, nothing sore")).text
        seen = await do(stage, "/settings")
        assert "new to strength" in seen.text, "until this block is over"
        await stage.clock("+35d")
        assert "some strength training" in (await do(stage, "/settings")).text


async def test_an_open_red_flag_is_no_clear_health(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("my calf is swollen and hot")
        await stage.say("/settings")
        assert "a swollen, hot or sore calf: waits for a professional's word" in stage.last().text
        await stage.press("Health")
        assert "Waiting for a professional's word since Tue 24 Nov: a swollen, hot or sore calf." in stage.last().text
        await stage.press("Cleared: a swollen, hot or sore calf")
        await stage.press("Yes, they agreed")
        await stage.say("/settings")
        assert "waits for a professional" not in stage.last().text


async def test_weekdays_and_minutes_in_one_line_are_both_heard_as_in_joining(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Strength", "Tuesday and Friday, 40 min")
    found = await athlete(stage)
    assert (found["wished_days"], found["strength_days"], found["minutes"]) == (["tue", "fri"], 2, 40)


@pytest.mark.parametrize(
    "said", ["can i stop the evning question", "no evening question pls", "don't ask me in the evening anymore"]
)
async def test_who_wants_no_evening_question_gets_none(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "no question in the evening" in stage.last().text
        assert [one for one in await diary(stage) if one["type"] == "profile"][-1]["athlete"]["evening"] == "off"
        before = len(stage.seen)
        await stage.clock("2026-11-24T23:00+01:00")
        assert len(stage.seen) == before, "today's, which was waiting already, does not come either"
        await stage.clock(WEDNESDAY)
        assert "how hard was it" in session_card(stage).text, "the morning's card has a row for it"


async def test_an_undo_that_is_typed_under_an_open_page_takes_the_change_back(stage: ConsoleStage) -> None:
    await do(stage, "/settings", "#Evening", "#No question", "undo")
    assert "I ask at 20:00 again" in stage.last().text
    await do(stage, "#Put it back")
    assert "no question in the evening" in stage.last().text


async def test_plain_lines_have_no_table_and_no_emoji_wherever_they_stand(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await do(stage, "/settings", "#Display", "#Plain lines")
        for asked in ("/today", "/week", "/runs", "start", "6 0", "/progress", "/load", "/why", "/test"):
            seen = await stage.say(asked)
            for one in seen:
                assert not re.search(r"\S {2,}\S", one.text), (asked, one.text)
                assert not re.search("[\U0001f300-\U0001faff\u25b6\u25c0]", one.text + "".join(one.labels)), asked
        await stage.say("/week")
        assert "Thu 26, quality" in stage.last().text
        await stage.press("Later")
        await stage.press("Earlier")

"""What runners go through, told once for every platform: each scenario is given a stage and knows nothing else.

A scenario of `RUNNERS` begins on Sunday evening with the golden runner, who has moved in with an empty diary; one of
`NEWCOMERS` on Tuesday morning with somebody whom the coach does not know.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.core.golden import RUNNER
from tests.intake import made
from tests.stages.stage import Sight, Stage
from tests.stages.upgrade import NEXT, upgraded

Scenario = Callable[[Stage, Path], Awaitable[None]]

MONDAY = "2026-11-23T12:00+01:00"
TUESDAY, TUESDAY_NIGHT = "2026-11-24T07:01+01:00", "2026-11-24T20:01+01:00"
WEDNESDAY, THURSDAY, FRIDAY = "2026-11-25T07:01+01:00", "2026-11-26T07:01+01:00", "2026-11-27T07:01+01:00"
STRANGER = "stranger"

RUNNERS: list[Scenario] = []
NEWCOMERS: list[Scenario] = []


def runner(scenario: Scenario) -> Scenario:
    RUNNERS.append(scenario)
    return scenario


def newcomer(scenario: Scenario) -> Scenario:
    NEWCOMERS.append(scenario)
    return scenario


# --- what a scenario sees ---


def export_file(folder: Path) -> Path:
    file = folder / "runner.json"
    file.write_text(json.dumps({"format": "sinew/1", "athlete": RUNNER.to_json(), "diary": []}))
    return file


async def exported(stage: Stage, as_: str = "") -> dict[str, Any]:
    await stage.call("export", as_=as_)
    found = next(one.document for one in reversed(stage.messages(as_)) if one.document is not None)
    data: dict[str, Any] = json.loads(found)
    return data


async def entries(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [one for one in (await exported(stage))["diary"] if one["type"] == kind]


async def session(stage: Stage, name: str) -> dict[str, Any]:
    return next(one for one in (await exported(stage))["sessions"] if one["id"] == name)


def day_card(stage: Stage) -> Sight:
    """The card of the day, as it was last seen."""
    return next(one for one in reversed(stage.messages()) if one.card is not None and one.card.get("session"))


def shows(stage: Stage, *words: str, last: int = 3) -> None:
    newest = "\n---\n".join(one.text for one in stage.messages()[-last:])
    for one in words:
        assert one in newest, f"{one!r} is not in\n{newest}"


# --- joining ---


@newcomer
async def joins_and_has_a_session(stage: Stage, _: Path) -> None:
    await stage.call("start")
    await stage.press("None of these")
    await stage.say("Tu 8k easy, Th 6x800, Su 18k")
    await stage.say("dumbbells 4 8 12 kg, band")
    await stage.press("Nothing hurts")
    await stage.press("6 months to 2 years")
    await stage.press("Next")
    await stage.say("Berlin")
    await stage.press("Accept")
    assert "▶ Start" in day_card(stage).labels
    assert "Strength A" in day_card(stage).text
    assert (await exported(stage))["athlete"]["zone"] == "Europe/Berlin"


@newcomer
async def drops_out_of_joining_and_goes_on_after_a_restart(stage: Stage, _: Path) -> None:
    await stage.call("start")
    await stage.press("None of these")
    await stage.say("Tu 8k easy, Su 18k")
    await stage.restart()
    await stage.clock("+2h")
    await stage.call("start")
    shows(stage, "3 of 7")
    await stage.press("Nothing")
    shows(stage, "4 of 7")


@newcomer
async def a_stranger_who_only_says_hello_is_led_to_the_first_question(stage: Stage, _: Path) -> None:
    await stage.say("hello there")
    shows(stage, "I am Sinew", "1 of 7")
    await stage.say("/week")
    shows(stage, "1 of 7")


# --- days ---


@runner
async def the_first_week(stage: Stage, _: Path) -> None:
    assert not await stage.clock(MONDAY)
    await stage.clock(TUESDAY)
    assert "Strength A" in day_card(stage).text
    await stage.press("▶ Start")
    await stage.press("Done")
    await stage.press("5")
    await stage.press("Done")
    shows(stage, "effort 5")
    await stage.clock(WEDNESDAY)
    assert "Technique" in day_card(stage).text
    await stage.say("easy, no soreness")
    shows(stage, "effort 2")
    await stage.clock(FRIDAY)
    assert "Strength B" in day_card(stage).text
    await stage.say("6")
    await stage.call("week")
    shows(stage, "Strength A", "done")


@runner
async def silence_is_asked_about_less_and_less_and_never_stops_the_mornings(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY_NIGHT)
    shows(stage, "How hard was it")
    await stage.clock("2026-11-27T20:01+01:00")
    shows(stage, "One tap is enough", last=1)
    before = len(stage.messages())
    await stage.clock("2026-12-04T20:01+01:00")
    mornings = [one for one in stage.messages()[before:] if "▶ Start" in one.labels]
    assert len(mornings) == 3
    await stage.press("▶ Start")
    shows(stage, "Strength B")


@runner
async def a_hard_session_with_a_sore_calf(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("9, calves 6")
    shows(stage, "effort 9", "calf sore 6/10", "Friday, Strength B")
    friday = await session(stage, "2026-11-27.strength_b")
    assert friday["light"] == "hold"
    await stage.clock(FRIDAY)
    assert "🟡 HOLD" in day_card(stage).text


@runner
async def pain_by_buttons(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.call("pain")
    await stage.press("Calf")
    await stage.press("Left")
    await stage.press("6")
    shows(stage, "Left calf 6/10, noted")
    (felt,) = await entries(stage, "felt")
    assert (felt["region"], felt["side"], felt["score"]) == ("calf", "left", 6)


@runner
async def a_pain_is_followed_and_tested_on_its_way_back(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("left achilles 4")
    await stage.press("None of these")
    await stage.press("2–6 cm above the heel")
    await stage.clock(FRIDAY)
    await stage.press("1–2")
    await stage.call("pain")
    shows(stage, "4, 2 · easing", "Back on Wed 2 Dec at the earliest", last=1)
    await stage.press("Left Achilles: gone")
    shows(stage, "finishes its days")
    await stage.clock("2026-12-02T12:00+01:00")
    await stage.call("pain")
    await stage.press("Left Achilles: test the way back")
    shows(stage, "15 slow heel raises", last=1)
    await stage.press("Yes")
    assert [one["score"] for one in await entries(stage, "felt")] == [4, 4, 2, 0]
    (passed,) = await entries(stage, "agreed")
    assert passed["what"] == "back:slow_heel_raises_15:achilles:left"


@runner
async def a_short_night_backs_the_day_off(stage: Stage, _: Path) -> None:
    await stage.call("settings", "mornings")
    await stage.press("Ask about sleep and freshness")
    await stage.clock(TUESDAY)
    assert "Slept?" in day_card(stage).text
    await stage.press("< 4 h")
    assert "🔴 BACK OFF" in day_card(stage).text
    assert "3.5 h of sleep" in day_card(stage).text
    (night,) = await entries(stage, "readiness")
    assert night["sleep_h"] == 3.5


@runner
async def the_load_of_every_tissue(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("5, no soreness")
    await stage.call("load")
    shows(stage, "What your body carries", "Calf and Achilles", "After two weeks", last=1)


@runner
async def a_red_flag_outranks_everything(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("7, but chest pain while running")
    shows(stage, "chest pain")
    assert await entries(stage, "flagged")
    await stage.call("today")
    assert not (await exported(stage))["diary"][-1].get("effort")


@runner
async def a_deload_asked_for_twice_is_one(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    for _time in range(2):
        await stage.call("deload")
        if "Everything" not in stage.last().labels:
            break
        await stage.press("Everything")
        await stage.press("Tired")
        await stage.press("Take it")
    assert len(await entries(stage, "deloaded")) == 1
    assert (await session(stage, "2026-11-27.strength_b"))["deload"] is True


@runner
async def moves_a_session(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.press("Move")
    shows(stage, "Not Wed")
    await stage.press("Fri")
    shows(stage, "would move to Friday")
    shows(stage, "Tue: Strength A → Strength B")
    await stage.press("Take it")
    shows(stage, "Strength A moves to Friday.")
    await stage.say("/today")
    assert "Strength B" in day_card(stage).text
    await stage.clock(FRIDAY)
    assert "Strength A" in day_card(stage).text


@runner
async def skips_a_day(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.press("Skip")
    await stage.press("Tired")
    shows(stage, "Good call")
    assert (await session(stage, "2026-11-24.strength_a"))["status"] == "skipped"
    # No question in the evening about a session that was skipped.
    assert not await stage.clock(TUESDAY_NIGHT)


@runner
async def swaps_an_exercise(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    assert "Goblet squat" in day_card(stage).text
    await stage.press("Swap")
    await stage.press("Goblet squat")
    await stage.press("Box squat to a chair")
    assert "Goblet squat" not in day_card(stage).text
    assert "Box squat" in day_card(stage).text


@runner
async def a_short_day_and_back(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.press("20 min")
    assert "20 min" in day_card(stage).text
    await stage.press("Full session")
    assert "41 min" in day_card(stage).text
    await stage.press("10 min")
    await stage.say("4")
    assert (await session(stage, "2026-11-24.strength_a"))["effort"] == 4


@runner
async def takes_an_answer_back(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    before = await session(stage, "2026-11-27.strength_b")
    await stage.say("9, calves 6")
    await stage.press("Undo")
    after = await session(stage, "2026-11-27.strength_b")
    assert after["items"] == before["items"]
    assert (await session(stage, "2026-11-24.strength_a"))["effort"] is None


@runner
async def asks_why(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.press("Why?")
    shows(stage, "Why: Strength A", "🟡 HOLD")
    await stage.say("why not Wednesday?")
    shows(stage, "Why not Wed 25 Nov?", "quality run")


# --- runs ---


@runner
async def checks_a_receipt_and_asks_what_another_number_would_do(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("9, calves 6")
    await stage.clock(WEDNESDAY)
    await stage.call("audit", "24 Nov")
    assert "Planned again from your diary" in stage.last().text
    await stage.say("what if I had said 5?")
    assert "your answer stays as it is" in stage.last().text
    assert (await session(stage, "2026-11-24.strength_a"))["effort"] == 9


@runner
async def shows_a_physio_the_week_and_ends_it(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.call("share", "Rena")
    await stage.press("Make a code")
    code = next(part for part in stage.last().text.split() if part.count("-") == 2)
    await stage.call("view", code, as_=STRANGER)
    await stage.press("See the week", as_=STRANGER)
    assert "The week of Rena" in stage.last(STRANGER).text
    await stage.press("Stop sharing")
    await stage.call("view", as_=STRANGER)
    assert "Nobody shares" in stage.last(STRANGER).text


@runner
async def tells_of_runs_and_sends_a_recording(stage: Stage, folder: Path) -> None:
    await stage.clock(WEDNESDAY)
    await stage.say("yesterday 12 km hard")
    shows(stage, "Tue 24 Nov: 12 km · quality", "Planned: easy 8 km")
    file = folder / "sunday.fit"
    file.write_bytes(made.fit(18.2, 104, start=made.SUNDAY))
    await stage.send(file)
    shows(stage, "Sun 22 Nov: 18.2 km · 1:44 h · 5:43 /km · long")
    await stage.send(file)
    shows(stage, "I have this one already")
    assert [one.get("source") for one in await entries(stage, "ran")] == [None, "fit"]
    await stage.call("week")
    shows(stage, "✓ quality 12 km", "(18.2 km last week)")


@runner
async def sends_the_calendar_of_a_training_plan(stage: Stage, folder: Path) -> None:
    file = folder / "plan.ics"
    file.write_bytes(
        made.calendar(
            made.runna(date(2026, 11, 24), "🏃 Easy • 7km", "Easy • 7km • 40m - 45m"),
            made.runna(date(2026, 11, 26), "🏃 Tempo • 9km", "Tempo • 9km"),
            made.runna(date(2026, 11, 27), "😴 Rest Day", "Rest"),
            made.runna(date(2026, 11, 28), "🏃 Long Run • 16km", "Long Run • 16km"),
            by="-//Runna//EN",
        )
    )
    await stage.send(file)
    shows(stage, "3 runs of your calendar are planned now")
    await stage.clock(TUESDAY)
    assert "after your easy 7 km" in day_card(stage).text
    await stage.call("runs")
    shows(stage, "long 16 km")


@runner
async def runs_a_race_that_moves_once(stage: Stage, _: Path) -> None:
    await stage.call("race", "Cologne 10k race 6 December A")
    shows(stage, "Noted: Cologne, Sun 6 Dec.", "Your last heavy session falls between")
    await stage.clock(TUESDAY)
    assert "12 days to Cologne" in day_card(stage).text
    await stage.say("the race moved to 13 December")
    shows(stage, "Cologne is on Sun 13 Dec now.")
    assert "19 days to Cologne." in day_card(stage).text
    await stage.press("Called off")
    shows(stage, "Cologne is off your list")
    assert "Cologne" not in day_card(stage).text
    await stage.press("Undo")
    assert (await exported(stage))["athlete"]["race"]["date"] == "2026-12-13"


@runner
async def falls_ill_gets_well_and_comes_back_gently(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("sick since yesterday")
    shows(stage, "Get well first.", "You are ill. Rest comes first.")
    assert not await stage.clock("2026-11-29T21:00+01:00")
    await stage.say("well again")
    shows(stage, "Good that you are well.")
    await stage.clock("2026-12-01T07:05+01:00")
    assert "a short, easy session first" in day_card(stage).text


@runner
async def goes_away_and_is_left_in_peace(stage: Stage, _: Path) -> None:
    await stage.call("away", "travelling from Wednesday until 9 December")
    shows(stage, "Have a good journey.", "From Thu 10 Dec on it continues by itself")
    await stage.clock(TUESDAY)
    assert "Strength A" in day_card(stage).text
    await stage.say("6")
    before = len(stage.messages())
    await stage.clock("2026-12-09T21:00+01:00")
    assert len(stage.messages()) == before
    await stage.clock("2026-12-11T07:05+01:00")
    back = [one.text for one in stage.messages()[before:] if one.card is not None and one.card.get("session")]
    assert ["Good to have you back." in one for one in back] == [True] + [False] * (len(back) - 1)


# --- form videos ---


@runner
async def a_form_video_is_shown_beside_the_next_one_weeks_later(stage: Stage, folder: Path) -> None:
    for name in ("november.mp4", "december.mp4"):
        (folder / name).write_bytes(b"\x00\x00\x00\x18ftypmp42")
    await stage.clock(TUESDAY)
    await stage.send(folder / "november.mp4")
    shows(stage, "What does it show?", last=1)
    await stage.press("Squat, a close look")
    shows(stage, "not the film itself", last=1)
    assert not any(one.film for one in stage.messages())
    await stage.restart()
    await stage.clock("2026-12-18T12:00+01:00")
    await stage.send(folder / "december.mp4")
    await stage.press("Squat, a close look")
    shows(stage, "Here is the one from Tue 24 Nov")
    assert [(one.film, "Squat, a close look, Tue 24 Nov" in one.text) for one in stage.messages() if one.film] == [
        ("november.mp4", True)
    ]
    first, second = await entries(stage, "filmed")
    assert first["platform"] == second["platform"] == stage.platform
    assert first["reference"] != second["reference"]


# --- the runner's own things ---


@runner
async def changes_the_time_of_the_mornings_and_the_zone(stage: Stage, _: Path) -> None:
    await stage.call("settings")
    await stage.press("Time zone")
    await stage.say("Lisbon")
    shows(stage, "Lisbon")
    await stage.call("settings", "zone Helsinki")
    athlete = (await exported(stage))["athlete"]
    assert athlete["zone"] == "Europe/Helsinki"
    assert not await stage.clock("2026-11-24T06:59+02:00")
    await stage.clock("2026-11-24T07:01+02:00")
    assert "Strength A" in day_card(stage).text


@runner
async def moves_house_with_a_file(stage: Stage, folder: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("7, calves 4")
    before = await exported(stage)
    file = folder / "house.json"
    file.write_text(json.dumps(before))
    await stage.send(file, as_="phone")
    await stage.call("export", as_="phone")
    after = json.loads(next(one.document for one in reversed(stage.messages("phone")) if one.document))
    assert [one for one in after["diary"] if one["type"] != "joined"][: len(before["diary"])]
    assert after["athlete"] == before["athlete"]
    assert after["sessions"][0]["effort"] == 7


@runner
async def a_second_file_asks_before_it_replaces_anything(stage: Stage, folder: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("7")
    await stage.send(export_file(folder))
    assert await entries(stage, "report")


@runner
async def is_forgotten(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.say("8, left knee 4")
    await stage.call("forget")
    await stage.press("Erase everything")
    shows(stage, "I know nothing about you any more")
    assert not await stage.clock("2026-12-04T20:01+01:00")
    await stage.say("8")
    shows(stage, "1 of 7")


# --- buttons never die ---


@runner
async def an_old_button_works_after_a_restart_and_answers_after_a_week(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    key = stage.key("20 min")
    await stage.restart()
    await stage.press_key(key)
    assert "20 min" in day_card(stage).text
    await stage.clock("2026-12-01T08:00+01:00")
    before = len(stage.messages())
    await stage.press_key(key)
    assert len(stage.messages()) > before, "an old press stays without an answer"
    assert len(await entries(stage, "shortened")) == 1


def sets_of(session: dict[str, Any]) -> dict[str, int]:
    return {one["exercise"]: one["sets"] for one in session["items"]}


@runner
async def the_session_that_was_sent_is_trained_after_an_upgrade_of_the_plan(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    why, start, how = (stage.key(label) for label in ("Why?", "▶ Start", "Skip"))
    morning = (await entries(stage, "prescribed"))[-1]["session"]
    with upgraded():
        await stage.restart()
        assert await stage.press_key(why)
        await stage.press_key(start)
        await stage.press_key(start)
        assert sets_of(day_card(stage).card["session"]) == sets_of(morning)  # type: ignore[index]
        assert len(await entries(stage, "started")) == 1
        await stage.press("Done")
        await stage.press("7")
        prescribed = await entries(stage, "prescribed")
        assert [one["session"] for one in prescribed] == [morning], "what was sent was written again"
        assert (await session(stage, morning["id"]))["effort"] == 7
        # A card of the morning, pressed after all is said, is answered and changes nothing.
        before = await entries(stage, "skipped")
        assert await stage.press_key(how)
        assert await entries(stage, "skipped") == before
        assert await stage.clock(FRIDAY)
        assert (await entries(stage, "prescribed"))[-1]["session"]["receipt"]["planner"] == NEXT


@runner
async def a_card_is_changed_by_the_new_rules_after_an_upgrade_of_the_plan(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    swap, short = stage.key("Swap"), stage.key("20 min")
    morning = await entries(stage, "prescribed")
    with upgraded():
        await stage.restart()
        await stage.press_key(swap)
        await stage.press("Goblet squat")
        await stage.press("Box squat to a chair")
        assert "Box squat" in day_card(stage).text
        assert await stage.press_key(short)
        assert "20 min" in day_card(stage).text
        await stage.press_key(short)
        assert len(await entries(stage, "shortened")) == 1
        after = await entries(stage, "prescribed")
        assert after[: len(morning)] == morning, "what was sent stands in the diary as it was sent"
        assert {one["session"]["receipt"]["planner"] for one in after[len(morning) :]} == {NEXT}
        await stage.call("undo")
        assert "20 min" not in day_card(stage).text
        assert "Box squat" in day_card(stage).text, "one tap, one undo"


@runner
async def a_double_tap_counts_once(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.press("Skip")
    key = stage.key("Tired")
    for _time in range(3):
        await stage.press_key(key)
    assert len(await entries(stage, "skipped")) == 1
    await stage.press("Undo")
    assert (await session(stage, "2026-11-24.strength_a"))["status"] != "skipped"


@runner
async def somebody_elses_button_changes_nothing(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    key = stage.key("Skip")
    await stage.call("start", as_=STRANGER)
    before = len(stage.messages())
    answered = await stage.press_key(key, as_=STRANGER)
    assert answered
    assert len(stage.messages()) == before
    assert not await entries(stage, "skipped")
    await stage.press("▶ Start")


@runner
async def forged_and_broken_keys_are_answered(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    for key in ("1.skip.zzzzzz.", "1.nonsense.1.x", "1.skip", "x", "1.move.1.2026-99-99"):
        assert await stage.press_key(key), key
    assert not await entries(stage, "skipped")


@runner
async def nothing_is_a_dead_end(stage: Stage, folder: Path) -> None:
    await stage.say("wibble wobble")
    assert stage.last().text
    await stage.say("/tody")
    shows(stage, "/today")
    file = folder / "notes.txt"
    file.write_text("not an export")
    assert await stage.send(file)
    await stage.say("@everyone <b>*_~`|| [x](http://example.org) <@1> &amp; 😀" * 3)
    assert stage.last().text


# --- tests ---


@runner
async def finds_a_weak_link_with_a_beat_that_is_one_message(stage: Stage, _: Path) -> None:
    await stage.clock(TUESDAY)
    await stage.call("test")
    await stage.press("▶ Find my weak links, 12 min")
    await stage.press("That is all I see")
    await stage.say("left 12 right 11.5")
    shows(stage, "Heel raises on one leg", "Left side")
    await stage.press("▶ Start the beat")
    seen = await stage.clock("+48s")
    assert len(seen) >= 8
    assert "0:40 · number 21" in seen[-1].text
    await stage.press("■ Stop")
    await stage.press("18")
    await stage.restart()
    await stage.say("27")
    shows(stage, "Side plank")
    await stage.say("50 50")
    shows(stage, "What your tests say", "left 18, right 27", "To work on: calf")
    values = {(one["test"], one["side"]): one["value"] for one in await entries(stage, "tested")}
    assert values["heel_raise", "left"] == 18
    await stage.call("progress")
    shows(stage, "Your progress", "left 18, right 27")

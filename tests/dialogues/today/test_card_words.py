"""Small words on the cards that have to be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import phrases
from bot.cards import rows
from bot.cards.changes import change_lines, change_text
from bot.cards.session import from_tests
from bot.words import Words
from core.athlete import Place, Run, RunKind
from core.kit import Item, Kit
from core.planner import Change
from core.reasons import reason
from core.session import Dose, Item as Work, Kind, Phase
from tests.core.golden import RUNNER, Book, day
from tests.dialogues.joining import TUESDAY as JOINED
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, session_card
from tests.stages.console_stage import ConsoleStage


async def test_a_red_flag_is_the_first_thing_that_the_next_card_says(stage: ConsoleStage) -> None:
    await stage.say("left knee 4")
    await stage.clock(WEDNESDAY)
    await stage.say("my calf is swollen and hot")
    await stage.clock(FRIDAY)
    card = newest(stage, "Fri 27 Nov")
    assert "Why: a swollen, hot or sore calf: see a professional first." in card.text


async def test_a_row_with_nothing_but_a_band_is_a_band_row(tmp_path: Path) -> None:
    runner = replace(RUNNER, places=(Place("home", Kit(frozenset({Item.band}))),))
    async with living(tmp_path, runner) as stage:
        seen = await stage.clock(TUESDAY)
        rows = [one for one in seen[-1].text.split("\n") if "row" in one]
        assert rows
        assert all("band" in one and "bodyweight" not in one for one in rows)
        assert "bodyweight" not in seen[-1].text


async def test_bodyweight_is_said_only_where_a_weight_could_be_added(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        rows = (await stage.clock(TUESDAY))[-1].text.split("\n")
        # Dumbbells can be held in a heel raise; nobody holds them in a side-lying leg raise.
        assert next(one for one in rows if "heel raise" in one).endswith("bodyweight")
        assert next(one for one in rows if "leg raise" in one).endswith("2-0-2")


async def test_without_anything_to_lift_no_row_says_bodyweight(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, places=())) as stage:
        assert "bodyweight" not in (await stage.clock(TUESDAY))[-1].text


async def test_a_change_that_nearly_every_row_has_is_said_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", 5), ("2026-11-27", 5), ("2026-12-01", 8)):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        await stage.clock("2026-12-04T07:01+01:00")
        card = newest(stage, "Fri 4 Dec")
        assert "\nSince last time, all but one-arm row and overhead press: −1 set\n" in card.text
        assert card.text.count("−1 set") == 1
        assert "(−2 reps)" in next(one for one in card.text.split("\n") if "Overhead press" in one)


@pytest.mark.parametrize(
    ("before", "after", "told", "mark"),
    [
        (Dose(3, 12, tempo=(3, 1, 1, 0)), Dose(3, 8, tempo=(4, 1, 1, 0)), "3 × 8, lowering for 4 s", "slower"),
        (Dose(3, 12, tempo=(5, 1, 1, 0)), Dose(3, 8, tempo=(5, 2, 1, 0)), "3 × 8, holding for 2 s", "longer hold"),
        (Dose(3, 9, tempo=(4, 1, 1, 0)), Dose(3, 8, tempo=(4, 1, 1, 0)), "3 × 8", "−1 rep"),
    ],
)
def test_fewer_repetitions_for_a_slower_tempo_do_not_read_as_a_step_back(
    before: Dose, after: Dose, told: str, mark: str
) -> None:
    words = Words()
    change = Change(date(2026, 12, 1), Kind.STRENGTH_A, "sq_box", "dose", before, after)
    assert change_text(words, RUNNER, change).endswith(told)
    assert rows.differences(words, RUNNER, before, after)[0] == mark


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        (Dose(2, 8, load_kg=5, count=2), Dose(2, 8, load_kg=2.5, count=2), "−2.5 kg each"),
        (Dose(2, 8, load_kg=5, count=2), Dose(2, 8, load_kg=7.5), "was 2 × 5 kg"),
        (Dose(2, 8, load_kg=5), Dose(2, 8, load_kg=7.5), "+2.5 kg"),
        (Dose(2, 8), Dose(2, 8, load_kg=4, count=2), "+4 kg each"),
    ],
)
def test_a_pairs_change_is_told_for_each_hand(before: Dose, after: Dose, mark: str) -> None:
    assert rows.differences(Words(), RUNNER, before, after) == (mark,)


async def test_a_session_like_the_last_one_says_so(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day in ("2026-11-24", "2026-11-27"):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say("5, no soreness")
        await stage.clock("2026-12-01T07:01+01:00")
        card = newest(stage, "Tue 1 Dec")
        assert "\nAll as last time:\n1  Goblet squat" in card.text


async def test_a_first_session_is_compared_with_nothing(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        assert "last time" not in (await stage.clock(TUESDAY))[-1].text


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Romanian deadlift", "Romanian deadlift"),
        ("Goblet squat", "goblet squat"),
        ("B-stance RDL", "B-stance RDL"),
        ("A hard run came", "a hard run came"),
        ("I want to see", "I want to see"),
    ],
)
def test_in_the_middle_of_a_sentence_only_names_keep_their_capital(text: str, inside: str) -> None:
    assert phrases.lower_first(text) == inside


async def test_miles_add_up_as_they_were_typed(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=JOINED) as stage:
        await stage.say("/start")
        await stage.press("None of these")
        await stage.say("Tu 5 miles easy, Sa 4 miles, Su 11 miles")
        for one in ("no", "no", "skip", "next", "Berlin"):
            await stage.say(one)
        await stage.press("Accept")
        await stage.say("/week")
        await stage.press("▶")
        assert "about 20 mi of running" in stage.last().text


async def test_a_set_more_on_a_hold_is_said_to_be_the_weeks_plan(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", 5), ("2026-11-27", 5), ("2026-12-01", 5), ("2026-12-04", 6)):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        await stage.clock("2026-12-08T07:01+01:00")
        card = newest(stage, "Tue 8 Dec")
        assert "HOLD" in card.text
        assert "(+1 set)" in card.text
        assert "the next rise.\nThe extra set belongs to these weeks; it is no step up." in card.text


async def test_an_effort_over_its_target_is_told_with_its_day_and_what_comes_before_the_next_rise(
    tmp_path: Path,
) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", 5), ("2026-11-27", 5), ("2026-12-01", 5), ("2026-12-04", 6)):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        await stage.clock("2026-12-05T07:01+01:00")
        await stage.clock("2026-12-08T07:01+01:00")
        card = newest(stage, "Tue 8 Dec").text
        assert "Why: effort 6 on Fri 4 Dec was above its target of 5, so a session or two on target come before" in card


async def test_a_technique_day_in_a_deload_speaks_of_the_deload(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for week in range(4):
            for first, on in ((1, 24), (2, 25), (3, 27)):
                day = datetime(2026, 11, on, 18, 0, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(days=7 * week)
                await stage.clock(day)
                await stage.say("3, no soreness" if first == 2 else "8, no soreness" if week == 3 else "5, no soreness")
        await stage.clock("2026-12-23T07:01+01:00")
        card = newest(stage, "Wed 23 Dec").text
        assert "· deload ·" in card
        assert "Why: deload: fewer drills, all of them light." in card


def test_after_a_deload_no_row_reads_as_more_than_before_it() -> None:
    book = Book()
    book.to(day(6, "sat"))
    deload, first, whole = (book.sent[day(*on)] for on in ((5, "fri"), (6, "tue"), (6, "fri")))
    assert deload.deload
    assert not first.deload
    for session in (first, whole):
        marks = {
            one.exercise: rows.changes_since(Words(), book.athlete, book.standing, session, one)
            for one in session.items
            if one.working_sets
        }
        assert not [own for own in marks.values() if own and own[0].startswith("+")], marks


async def test_what_is_all_new_is_not_compared_with_last_time() -> None:
    words = Words()
    assert rows._shared([("new",)] * 4, "new") == "new"
    assert rows._shared([("new",), ("new",), ("new",), ("−1 set",)], "new") is None
    assert words("card.all_new") == "All new:"


def test_names_with_a_comma_of_their_own_are_kept_apart() -> None:
    assert (
        phrases.exercises(Words(), ["hkw", "wallrun", "slbal"]) == "A-march; wall drive, slow march; single-leg balance"
    )
    assert phrases.listed(Words(), ["strides", "hills"]) == "strides and hills"
    assert phrases.listed(Words(), ["the trunk", "pulling", "pushing"]) == "the trunk, pulling and pushing"


def test_what_holds_for_both_sides_alike_is_one_sentence() -> None:
    left, right = (reason("pain_held", "shin", side, score=4, day="2026-12-01") for side in ("left", "right"))
    other = reason("pain_held", "shin", "right", score=3, day="2026-12-01")
    on = date(2026, 12, 3)
    assert phrases.reasons(Words(), [left, right], on) == ("Both shins 4/10 on Tue 1 Dec, so nothing rises there.",)
    assert len(phrases.reasons(Words(), [left, other], on)) == 2


async def test_every_light_has_its_why(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", 5), ("2026-11-25", 3), ("2026-11-27", 5)):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        mornings = [one.text for _, one in stage.seen if "Warm-up" in one.text]
        assert "HOLD" in mornings[0]
        assert "Why: the first session is a comfortable one, to find your level." in mornings[0]
        assert all("PUSH" in one for one in mornings[1:])
        assert "Why: everything is green. Drills stay light all the same." in mornings[1]
        assert "Why: everything is green; what is new begins comfortably." in mornings[2]


async def test_other_drills_on_a_hold_are_said_to_be_the_weeks_plan(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (
            ("2026-11-24", 5), ("2026-11-25", 3), ("2026-11-27", 5), ("2026-12-01", 9), ("2026-12-02", 3),
            ("2026-12-04", 5), ("2026-12-08", 9),
        ):  # fmt: skip
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        await stage.clock("2026-12-09T07:01+01:00")
        second, third = (next(one.text for _, one in stage.seen if f"Wed {day} Dec · " in one.text) for day in (2, 9))
        assert "HOLD" in second
        assert "other drills" not in second
        assert "HOLD" in third
        assert "the next rise.\nThe other drills belong to these weeks; they are no step up." in third
        assert "4 × 20 m" in third


async def test_the_first_hold_says_how_many_answers_it_waits_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("/why")
        assert "Nothing rises before you have told me how hard a strength session was." in stage.last().text


async def test_a_weight_that_is_too_heavy_is_not_called_a_bodyweight_goblet_squat(tmp_path: Path) -> None:
    heavy = replace(RUNNER, places=(Place("home", Kit(frozenset({Item.dumbbells}), (24.0,))),))
    async with living(tmp_path, heavy) as stage:
        cards = [(await stage.clock(TUESDAY))[-1].text, (await stage.clock(FRIDAY))[-1].text]
        assert "Box squat to a chair" in cards[0]
        assert "Good morning" in cards[1]
        for nonsense in ("Goblet", "row", "Romanian", "Overhead press"):
            assert not any(nonsense in one for one in cards)


async def test_a_row_with_the_band_beside_a_heavy_weight_is_a_band_row(tmp_path: Path) -> None:
    runner = replace(RUNNER, places=(Place("home", Kit(frozenset({Item.dumbbells, Item.band}), (24.0,))),))
    async with living(tmp_path, runner) as stage:
        card = (await stage.clock(TUESDAY))[-1].text
        assert next(one for one in card.split("\n") if "One-arm row" in one).endswith("band")


async def test_who_stands_in_is_named_where_all_else_is_as_last_time(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("6, nothing sore")
        await stage.clock("+3d")
        await stage.say("6, nothing sore")
        await stage.clock("+3d")
        await stage.say("left knee 4")
        await stage.clock("+1d")
        await stage.say("/today")
        assert "As last time, but for box squat to a chair:" in stage.last().text


async def test_a_longer_session_after_one_that_was_too_hard_says_why(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", "10"), ("2026-11-27", "too hard")):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(effort)
        short = next(one.card for _, one in reversed(stage.seen) if one.text.startswith("Fri 27 Nov"))
        seen = await stage.clock("2026-12-01T07:01+01:00")
        assert short is not None
        assert seen[-1].card is not None
        assert seen[-1].card["session"]["minutes"] > short["session"]["minutes"] + 5
        assert "Longer than Friday's, which was a short one. Nothing in it steps up." in seen[-1].text
        assert "All as last time:" in seen[-1].text


async def test_a_session_as_long_as_the_last_one_says_nothing_of_its_length(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("2026-11-24", "5"), ("2026-11-27", "too hard")):
            await stage.clock(f"{day}T18:00+01:00")
            await stage.say(effort)
        assert "Longer than" not in (await stage.clock("2026-12-01T07:01+01:00"))[-1].text


def test_one_effort_is_no_range() -> None:
    assert phrases.effort(Words(), (5, 5)) == "effort 5 of 10"
    assert phrases.effort(Words(), (4, 5)) == "effort 4–5 of 10"


def test_what_reads_the_same_before_and_after_is_no_change() -> None:
    hold = Dose(2, 15, "seconds")
    change = Change(date(2026, 12, 1), Kind.STRENGTH_B, "sideplank", "dose", hold, replace(hold, tempo=(2, 0, 1, 0)))
    assert change_text(Words(), RUNNER, change) == ""


def test_a_session_that_only_changes_its_day_is_told_as_one_thing() -> None:
    today, friday, saturday = date(2026, 12, 1), date(2026, 12, 4), date(2026, 12, 5)
    gone = Change(friday, Kind.STRENGTH_B, "", "session", "strength_b", None)
    new = Change(saturday, Kind.STRENGTH_B, "", "session", None, "strength_b")
    [told] = change_lines(Words(), RUNNER, [gone, new], today)
    assert told.plain == "Friday, Strength B: moves to Saturday."
    other = replace(new, kind=Kind.UPPER, after="upper")
    assert len(change_lines(Words(), RUNNER, [gone, other], today)) == 2


def test_drills_that_come_in_for_a_sore_leg_are_no_sets_more() -> None:
    on = date(2026, 12, 2)
    more = Change(on, Kind.TECHNIQUE, "hipflex", "added", None, Dose(2, 8))
    told = [one.plain for one in change_lines(Words(), RUNNER, [more], date(2026, 12, 1))]
    assert told == ["Tomorrow, Technique", "• Hip-flexor glide comes in"]


async def test_one_drill_does_not_fill_a_whole_warm_up(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.clock(WEDNESDAY)
    assert "Warm-up 7 min: move about easily, then leg swings\n" in newest(stage, "Wed 25 Nov").text


async def test_a_day_that_backs_off_is_never_called_the_full_dose(stage: ConsoleStage) -> None:
    await stage.say("slept 5 hours")
    await stage.say("5, nothing sore")
    await stage.clock("2026-12-01T07:01+01:00")
    await stage.say("slept 3 hours")
    backed = [one.text for _, one in stage.seen if "BACK OFF" in one.text]
    assert backed
    assert not any("The full dose again" in one for one in backed)


def test_another_session_on_the_same_day_is_told_as_one_thing() -> None:
    today, friday = date(2026, 12, 1), date(2026, 12, 4)
    gone = Change(friday, Kind.UPPER, "", "session", "upper", None)
    new = Change(friday, Kind.STRENGTH_B, "", "session", None, "strength_b")
    [told] = change_lines(Words(), RUNNER, [gone, new], today)
    assert told.plain == "Friday: Strength B instead of upper body and trunk."


def test_every_sentence_about_what_the_tests_brought_begins_with_a_capital_letter() -> None:
    link = reason("weak_link", test="heel_raise", left=18, right=27)
    side = reason("weaker_first", "left", test="heel_raise", left=18, right=27)
    work = Work(Phase.MAIN, "heel_raise", Dose(3, 10), sided=True, reasons=(link, side))
    (told,) = from_tests(Words(), [work])
    text = "".join(one.text for one in told.spans)
    assert "27. Left side first" in text.replace("\xa0", " ")
    (alone,) = from_tests(Words(), [replace(work, reasons=(side,))])
    assert ": left side first" in "".join(one.text for one in alone.spans)


async def test_no_headline_of_changes_ends_with_a_full_stop(stage: ConsoleStage) -> None:
    await stage.say("9, legs 6")
    told = [one for one in stage.last().text.splitlines() if "HOLD" in one]
    assert len(told) > 1
    assert not [one for one in told if one.endswith(".")]


def test_an_answer_that_brings_the_deload_nearer_says_that_it_is_one() -> None:
    """An answer on target once seemed to cost the next week four sets: that they are a deload's was not said."""
    friday, fewer = date(2026, 12, 4), (Dose(3, 8, "reps", load_kg=16), Dose(2, 8, "reps", load_kg=12))
    sets = Change(friday, Kind.STRENGTH_B, "rdl", "dose", *fewer, slot="hinge_main")
    for after, words in ((True, "a deload"), (False, "no deload yet")):
        eased = Change(friday, Kind.STRENGTH_B, "", "deload", not after, after)
        first = change_lines(Words(), RUNNER, [eased, sets], date(2026, 12, 1))[0]
        assert first.plain == f"Friday, Strength B: {words}, −1 set"


async def test_what_the_minutes_never_hold_is_said_twice_and_then_left_to_why(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, minutes=30)) as stage:
        cards = []
        for day in ("2026-11-24", "2026-12-01", "2026-12-08"):
            await stage.clock(f"{day}T07:01+01:00")
            cards.append(session_card(stage).text)
            await stage.say("5, no soreness")
        assert ["No room in your 30 minutes" in one for one in cards] == [True, True, False]
        await stage.clock("2026-12-15T07:01+01:00")
        await stage.say("/why")
        assert "No room in your minutes" in stage.last().text


async def test_a_hold_beside_the_sets_is_not_set_apart_from_last_time_week_after_week(tmp_path: Path) -> None:
    """Two hard days and a long one leave an upper day, and with it a calf's hold that belongs to no slot."""
    runs = (
        Run(),
        Run(RunKind.QUALITY),
        Run(RunKind.EASY, 6),
        Run(RunKind.QUALITY),
        Run(),
        Run(RunKind.QUALITY),
        Run(RunKind.LONG, 20),
    )
    async with living(tmp_path, replace(RUNNER, runs=runs)) as stage:
        for monday in ("2026-11-23", "2026-11-30"):
            await stage.clock(f"{monday}T07:01+01:00")
            card = session_card(stage).text
            assert "Upper body and trunk" in card
            assert "hold" in card
            await stage.say("3, nothing sore")
        assert "As last time:" in card
        assert "but for" not in card

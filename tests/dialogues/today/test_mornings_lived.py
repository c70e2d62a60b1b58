"""Mornings as a runner lives them: late, folded, missed, put off, asked about less and less; never twice or stale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.console.jsonl import instant
from bot.engine import Options
from core.athlete import Athlete
from tests.core.golden import RUNNER
from tests.dialogues.joining import do
from tests.dialogues.living import FRIDAY, living
from tests.stages.console_stage import ConsoleStage, Seen

# The golden runner lives in Berlin; Tuesday 24 November 2026 is their first strength day, mornings at seven.


async def asleep(stage: ConsoleStage, until: str) -> list[Seen]:
    """The coach is down until then. What appears when it is back."""
    await stage.close()
    stage.moving.move(instant(until, stage.moving.now()))
    before = len(stage.seen)
    await stage.open()
    return [seen for _, seen in stage.seen[before:]]


def cards(seen: Sequence[Seen]) -> list[str]:
    """When a card of a session came as a new message, in Berlin."""
    from zoneinfo import ZoneInfo

    place = ZoneInfo("Europe/Berlin")
    new = [one for one in seen if one.card is not None and one.card.get("session") and one.edits is None]
    return [f"{one.at.astimezone(place):%a %d %H:%M}" for one in new]


async def test_a_card_that_is_half_an_hour_late_makes_no_words_about_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        (card,) = await asleep(stage, "2026-11-24T07:30+01:00")
        assert "late" not in card.text


async def test_a_card_that_is_two_hours_late_says_so(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        (card,) = await asleep(stage, "2026-11-24T09:00+01:00")
        assert "This card is late" in card.text
        assert "▶ Start" in card.labels


async def test_a_card_that_noon_has_overtaken_comes_with_the_evening_question(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        assert await asleep(stage, "2026-11-24T12:30+01:00") == []
        evening = await stage.clock("2026-11-24T20:01+01:00")
        assert cards(evening) == ["Tue 24 20:00"]
        assert "did not reach you this morning" in evening[-1].text
        assert {"▶ Start", "Move", "Skip"} <= set(evening[-1].labels)
        await stage.say("7 3")
        assert "effort 7" in stage.last().text
        assert cards(await stage.clock("2026-11-25T06:00+01:00")) == []


async def test_whoever_asked_for_the_card_meanwhile_is_not_shown_it_again_in_the_evening(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await asleep(stage, "2026-11-24T12:30+01:00")
        await do(stage, "/today", "7 3")
        assert cards(await stage.clock("2026-11-25T06:00+01:00")) == []


async def test_a_rest_day_that_was_missed_is_not_talked_about(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        assert await asleep(stage, "2026-11-23T13:00+01:00") == []
        assert await stage.clock("2026-11-24T06:00+01:00") == []


async def test_six_hours_down_bring_no_burst_of_old_messages(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T19:00+01:00")
        # The evening question, and nothing else, would have come in these hours.
        assert await asleep(stage, "2026-11-25T01:00+01:00") == []


async def test_days_that_were_missed_entirely_are_never_sent(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        back = await asleep(stage, "2026-12-04T07:30+01:00")
        assert cards(back) == ["Fri 04 07:30"]
        assert "24 Nov" not in back[0].text


async def test_the_evening_comes_at_the_hour_that_was_set_in_the_afternoon(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T15:00+01:00")
        await do(stage, "/settings", "#Evening", "#21:00")
        seen = await stage.clock("2026-11-24T23:00+01:00")
        assert [f"{one.at:%H:%M}" for one in seen if "Before the day is over" in one.text] == ["20:00"], "21:00 there"


async def test_a_tap_brings_the_questions_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-12-15T07:01+01:00")
        assert [one for _, one in stage.seen if "One tap is enough" in one.text]
        await stage.press("▶ Start")
        evening = await stage.clock("2026-12-15T20:01+01:00")
        assert "Before the day is over" in evening[-1].text


async def test_silence_asks_two_whole_questions_then_one_short_then_one_a_week(tmp_path: Path) -> None:
    athlete = replace(RUNNER, technique_day=False)
    async with living(tmp_path, athlete) as stage:
        seen = await stage.clock("2027-01-10T12:00+01:00")
        asked = [
            (one.at.date(), "whole" if "Before the day is over" in one.text else "short")
            for one in seen
            if "Before the day is over" in one.text or "One tap is enough" in one.text
        ]
        assert [what for _, what in asked[:3]] == ["whole", "whole", "short"]
        assert {what for _, what in asked[3:]} == {"short"}
        weekly = [day for day, _ in asked[2:]]
        assert all((after - before).days >= 7 for before, after in pairwise(weekly))
        assert len(cards(seen)) >= 12, "the mornings go on"


# --- put off ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "back"),
    [
        (("#Move", "#In 1 h"), "Tue 24 08:01"),
        (("#Move", "#In 3 h"), "Tue 24 10:01"),
        (("later",), "Tue 24 08:01"),
        (("snooze 2 h",), "Tue 24 09:01"),
        (("remind me in 90 minutes",), "Tue 24 08:31"),
        (("Remind me at 18:30!",), "Tue 24 18:30"),
        (("remind me at 6",), "Tue 24 18:00"),
        (("later", "snooze 2 h"), "Tue 24 09:01"),
        (("snooze until 18:30",), "Tue 24 18:30"),
        (("/rate", "snooze 10 min"), "Tue 24 07:11"),
        (("#Move", "#In 1 h", "#In 1 h", "#In 3 h"), "Tue 24 10:01"),
    ],
)
async def test_a_card_put_off_comes_back_once_and_the_next_morning_is_where_it_was(
    stage: ConsoleStage, steps: tuple[str, ...], back: str
) -> None:
    await do(stage, *steps)
    assert f"back at {back[-5:]}" in stage.last().text
    seen = await stage.clock("2026-11-25T07:01+01:00")
    assert cards(seen)[:1] == [back]
    assert cards(seen)[1:] == ["Wed 25 07:00"]


@pytest.mark.parametrize(
    "said",
    ["remind me at 6:30 am", "snooze 20 h", "remind me till 23:30", "remind me tomorrow", "snooze till Friday"],
)
async def test_a_card_cannot_be_put_off_to_the_past_the_night_or_tomorrow(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "too late for today" in stage.last().text
    await stage.press("Move")
    assert cards(await stage.clock("2026-11-25T06:00+01:00")) == []


async def test_a_card_put_off_does_not_come_back_once_it_is_done(stage: ConsoleStage) -> None:
    await do(stage, "later", "7 3")
    assert cards(await stage.clock("2026-11-25T06:00+01:00")) == []


async def test_a_button_of_yesterday_pressed_after_midnight_puts_nothing_off(stage: ConsoleStage) -> None:
    await do(stage, "#Move")
    key = stage.key("In 1 h")
    await stage.clock("2026-11-25T00:30+01:00")
    await stage.press_key(key)
    assert stage.last().text.startswith("Wed 25 Nov")
    seen = await stage.clock("2026-11-25T07:01+01:00")
    assert cards(seen) == ["Wed 25 07:00"], "the morning comes all the same"


async def test_a_card_asked_for_shortly_before_the_morning_does_not_come_twice(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-25T06:30+01:00")
    await stage.say("/today")
    assert cards(await stage.clock("2026-11-25T12:00+01:00")) == []


async def test_a_session_begun_before_the_morning_is_not_disturbed(stage: ConsoleStage) -> None:
    await stage.clock("2026-11-25T03:30+01:00")
    await do(stage, "/today", "#▶ Start")
    assert cards(await stage.clock("2026-11-25T12:00+01:00")) == []


async def test_what_is_done_is_not_put_off_and_that_is_seen(stage: ConsoleStage) -> None:
    await do(stage, "#Move")
    key = stage.key("In 1 h")
    await stage.say("7 3")
    await stage.press_key(key)
    assert stage.last().text.startswith("Tue 24 Nov · Done")
    assert stage.last().edits is None


async def test_words_about_something_else_are_not_taken_for_putting_off(stage: ConsoleStage) -> None:
    await stage.say("later I went for a swim")
    assert "bring it back" not in stage.last().text


# --- zones, times, pauses --------------------------------------------------------------------------------------------


async def test_a_flight_to_tokyo_and_back_brings_no_morning_twice_and_leaves_none_out(tmp_path: Path) -> None:
    athlete = replace(RUNNER, daily_mobility=True)
    async with living(tmp_path, athlete) as stage:
        seen = await stage.clock("2026-11-24T20:30+01:00")
        await do(stage, "/settings", "#Time zone", "Tokyo")
        seen += await stage.clock("2026-11-27T12:00+09:00")
        await do(stage, "/settings", "#Time zone", "Berlin")
        seen += await stage.clock("2026-11-29T12:00+01:00")
        titles = [one.text.split(" · ")[0].split("\n")[0] for one in seen if one.edits is None]
        days = [one for one in titles if one[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") and one[3] == " "]
        mornings = list(dict.fromkeys(days))
        assert mornings == [
            "Mon 23 Nov",
            "Tue 24 Nov",
            "Wed 25 Nov",
            "Thu 26 Nov",
            "Fri 27 Nov",
            "Sat 28 Nov",
            "Sun 29 Nov",
        ]


async def test_quiet_hours_hold_neither_the_morning_nor_the_evening_hour_that_was_asked_for(tmp_path: Path) -> None:
    athlete: Athlete = replace(RUNNER, morning=time(5, 0), evening=time(21, 30), quiet_from=time(21, 0))
    async with living(tmp_path, athlete) as stage:
        seen = await stage.clock("2026-11-25T04:00+01:00")
        assert cards(seen) == ["Tue 24 05:00"]
        assert len([one for one in seen if "Before the day is over" in one.text]) == 1


async def test_a_pause_holds_back_the_card_that_was_due_and_ends_without_a_burst(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await do(stage, "/settings", "#Pause mornings")
        assert await stage.clock("2026-12-01T12:00+01:00") == []
        await do(stage, "/settings", "#Resume mornings")
        seen = await stage.clock("2026-12-02T12:00+01:00")
        assert cards(seen) == ["Wed 02 07:00"]


async def test_where_many_share_a_minute_the_settings_say_when_the_card_really_comes(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        stage.options = Options(retry_seconds=0.05, spread_seconds=3600)
        await stage.close()
        await stage.open()
        await do(stage, "/settings", "#Mornings")
        said = next(one for one in stage.last().text.split("\n") if "share a minute" in one)
        minutes = int(said.split("comes ")[1].split()[0])
        seen = await stage.clock(FRIDAY[:10] + "T09:00+01:00")
        came = [int(one[-5:-3]) * 60 + int(one[-2:]) - 7 * 60 for one in cards(seen)]
        assert set(came) <= {minutes, minutes - 1}, "seconds are cut off"
        assert len(came) >= 2, "the same place every day"

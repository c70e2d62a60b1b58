"""An open line: a coach, physio or training partner looks at the week, and nothing more, until somebody ends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living
from tests.stages.console_stage import ConsoleStage

PHYSIO = "physio"


def code_on(stage: ConsoleStage) -> str:
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", stage.last().text)
    assert found is not None, stage.last().text
    return found[0]


async def shared(stage: ConsoleStage, *ticks: str, name: str = "Rena") -> None:
    await stage.say(f"/share {name}")
    for one in ticks:
        await stage.press(one)
    await stage.press("Make a code")
    await stage.say(f"/view {code_on(stage)}", as_=PHYSIO)
    assert "You can look at the week" in stage.last(PHYSIO).text


async def test_a_code_opens_the_week_to_somebody_who_has_no_diary_of_their_own(stage: ConsoleStage) -> None:
    await shared(stage)
    assert "Your code was used" in stage.last().text, "the runner is told"
    await stage.press("See the week", as_=PHYSIO)
    seen = stage.last(PHYSIO)
    assert seen.text.startswith("The week of Rena")
    assert "Strength A" in seen.text
    assert "Light of the day" in seen.text
    assert "sessions in 4 weeks" in seen.text
    assert {"As a file", "Stop looking"} == set(seen.labels), "there is nothing to change"


async def test_pain_is_shown_only_where_it_was_ticked(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await shared(stage)
    await stage.say("/view", as_=PHYSIO)
    assert "chilles" not in stage.last(PHYSIO).text
    await shared(stage, "Pain", name="Rena again")
    await stage.say("/view", as_=PHYSIO)
    await stage.press("Rena again", as_=PHYSIO)
    assert "Left Achilles 4/10" in stage.last(PHYSIO).text


async def test_several_weeks_are_told_apart_even_where_nobody_gave_a_name(stage: ConsoleStage) -> None:
    await shared(stage, name="")
    await stage.clock("2026-11-25T12:00+01:00")
    await shared(stage, name="")
    await shared(stage, name="")
    await shared(stage, "Pain", name="Rena")
    await stage.say("/view", as_=PHYSIO)
    labels = stage.last(PHYSIO).labels
    assert len(set(labels)) == 4
    assert [one.rpartition("since ")[2] for one in labels if "since" in one] == [
        "Tue 24 Nov", "Wed 25 Nov", "Wed 25 Nov (2)",
    ]  # fmt: skip
    assert "Rena" in labels
    await stage.say("/share")
    stops = [one for one in stage.last().labels if one.startswith("Stop")]
    assert len(stops) == len(set(stops)) == 4


async def test_the_view_is_of_now_not_of_the_day_it_was_given(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.clock(TUESDAY)
        await stage.say("5, nothing sore")
        await stage.say("/view", as_=PHYSIO)
        assert "Done: 1 of 1 sessions" in stage.last(PHYSIO).text


async def test_a_code_works_once_and_for_a_week(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        used = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", "\n".join(one.text for one in stage.messages()))
        assert used is not None
        await stage.say(f"/view {used[0]}", as_="stranger")
        assert "does not work" in stage.last("stranger").text
        await stage.say("/share")
        await stage.press("Make a code")
        late = code_on(stage)
        await stage.clock("+8d")
        await stage.say(late, as_="stranger")
        assert "does not work" in stage.last("stranger").text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("/view", "Nobody shares"), ("/view soup", "A code looks like"), ("/view 2222-3333-4444", "does not work")],
)
async def test_whoever_has_no_code_is_answered_kindly(tmp_path: Path, typed: str, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say(typed, as_="stranger")
        assert answer in stage.last("stranger").text


async def test_a_runners_own_code_is_for_others(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/share")
        await stage.press("Make a code")
        await stage.say(f"/view {code_on(stage)}")
        assert "your own code" in stage.last().text


async def test_a_week_without_a_name_ends_with_a_whole_sentence(stage: ConsoleStage) -> None:
    await shared(stage, name="")
    await stage.press("Stop sharing")
    assert "A runner no longer shares their week" in stage.last(PHYSIO).text


async def test_revoking_ends_the_view_at_once_even_on_an_old_button(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.press("Stop sharing")
        assert "no longer shares their week" in stage.last(PHYSIO).text
        await stage.press("See the week", as_=PHYSIO)
        assert "That view has ended" in stage.last(PHYSIO).text
        await stage.say("/view", as_=PHYSIO)
        assert "Nobody shares" in stage.last(PHYSIO).text


async def test_the_viewer_leaves_and_the_runner_is_told(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.say("/view", as_=PHYSIO)
        await stage.press("Stop looking", as_=PHYSIO)
        assert "has left" in stage.last().text
        await stage.say("/share")
        assert "Shared now" not in stage.last().text


@pytest.mark.parametrize("who", ["", PHYSIO])
async def test_forgetting_either_side_ends_it(tmp_path: Path, who: str) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.say("/forget", as_=who)
        erase = next(one for one in stage.last(who).labels if "rase" in one)
        await stage.press(erase, as_=who)
        if who:
            assert "has left" in stage.last().text, "the runner is told"
            await stage.say("/share")
            assert "Shared now" not in stage.last().text
        else:
            assert "cannot be looked at any more" in stage.last(PHYSIO).text, "without a name, which is gone, too"
        await stage.say("/view", as_=PHYSIO)
        assert "Nobody shares" in stage.last(PHYSIO).text


@pytest.mark.parametrize("said", ["/week", "/today", "hello", "7 3"])
async def test_whoever_only_looks_is_not_asked_about_their_own_health(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.say(said, as_=PHYSIO)
        assert "Here you look at Rena: /view" in stage.last(PHYSIO).text
        await stage.press("See the week", as_=PHYSIO)
        assert "The week of Rena" in stage.last(PHYSIO).text
        await stage.say("chest pain when I run", as_=PHYSIO)
        assert "emergency" in "\n".join(one.text for one in stage.messages(PHYSIO)[-2:]).lower()


async def test_whoever_looks_can_begin_to_train_themselves(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.say("/start", as_=PHYSIO)
        assert "1 of 7" in stage.last(PHYSIO).text
        await stage.say("/view", as_=PHYSIO)
        assert "The week of Rena" in stage.last(PHYSIO).text


async def test_nobody_looks_through_somebody_elses_share(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage, "Pain")
        key = stage.key("See the week", as_=PHYSIO)
        for forged in (key, "1.viewfile.0.1", "1.viewdigest.0.1+", "1.viewleave.0.1", "1.shareend.0.1"):
            await stage.press_key(forged, as_="stranger")
            assert "Rena" not in stage.last("stranger").text
        await stage.say("/view", as_=PHYSIO)
        assert "The week of Rena" in stage.last(PHYSIO).text, "and it still stands"


async def test_the_weekly_digest_comes_only_where_both_wish_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage, "Weekly digest")
        await stage.say("/view", as_=PHYSIO)
        before = len(stage.messages(PHYSIO))
        await stage.clock("2026-11-29T17:00+01:00")
        assert len(stage.messages(PHYSIO)) == before, "the viewer did not wish it yet"
        await stage.press("Every Sunday", as_=PHYSIO)
        await stage.clock("2026-11-29T18:01+01:00")
        assert stage.last(PHYSIO).text.startswith("The week of Rena")
        seen = len(stage.messages(PHYSIO))
        await stage.clock("2026-12-06T18:01+01:00")
        assert len(stage.messages(PHYSIO)) == seen + 1, "and every Sunday from then on"
        await stage.press("Stop sharing")
        gone = len(stage.messages(PHYSIO))
        await stage.clock("2026-12-20T18:01+01:00")
        assert len(stage.messages(PHYSIO)) == gone


async def test_without_the_runners_tick_there_is_no_digest_to_ask_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage)
        await stage.say("/view", as_=PHYSIO)
        assert "Every Sunday" not in stage.last(PHYSIO).labels
        await stage.press_key("1.viewdigest.0.1+", as_=PHYSIO)
        assert "did not tick" in stage.last(PHYSIO).text


async def test_the_view_as_a_file_to_forward(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.say("/share Rena")
    await stage.press("As a file")
    text = (stage.last().document or b"").decode()
    assert text.startswith("The week of Rena")
    assert "Strength A" in text
    assert "chilles" not in text, "not ticked"


async def test_a_name_full_of_markup_is_a_name(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await shared(stage, name="<b>Rena</b> @everyone " + "x" * 200)
        await stage.say("/view", as_=PHYSIO)
        assert "<b>Rena</b> @everyone" in stage.last(PHYSIO).text
        assert "x" * 60 not in stage.last(PHYSIO).text

"""The whole way on Discord: a runner picks commands and presses, the coach answers, the clock moves, it restarts."""

from __future__ import annotations

from pathlib import Path

from tests.bot.echo import ECHO
from tests.dialogues.living import SUNDAY_EVENING, TUESDAY
from tests.discord.server import flood
from tests.discord.values import snowflake
from tests.scenarios.scenarios import export_file
from tests.stages import echo_day
from tests.stages.discord_stage import DiscordStage


async def test_a_runners_day_on_discord(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, [ECHO]) as stage:
        await echo_day.lived(stage, tmp_path)


async def test_a_notice_is_for_one_pair_of_eyes_and_an_edit_is_one_message(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, [ECHO]) as stage:
        await echo_day.noticed(stage, lambda: len(stage.api.seen(stage.people["runner"])))


async def test_nobody_is_left_thinking(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, [ECHO]) as stage:
        await stage.say("/start")
        await stage.press("Berlin")
        for _ in range(2):
            await stage.call("today")
        assert not any(one.thinking for one in stage.api.messages.values())


async def test_who_starts_in_a_server_while_private_chats_open_slowly_is_answered_there(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, at=SUNDAY_EVENING) as stage:
        rena = stage.api.person("Rena")
        stage.people["runner"] = rena
        stage.api.fail("POST", "/users/@me/channels", flood(5))
        talk = await stage.api.slash(rena, "start", channel=snowflake(), context=0)
        await stage._taken(str(talk.id))
        await stage.house.quiet()
        assert "1 of 7" in stage.last().text
        await stage.press("None of these")
        assert "2 of 7" in stage.last().text


async def test_two_runners_have_a_chat_each(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, [ECHO]) as stage:
        await echo_day.apart(stage, lambda: next(iter(stage.api.seen(stage.people["runner"])[0].keys.values())))


async def test_a_form_takes_in_what_a_thread_would_not_let_the_coach_read(tmp_path: Path) -> None:
    async with DiscordStage(tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.call("start")
        await stage.press("None of these")
        await stage.fill_in("Type it", "Tu 8k easy, Th 6x800, Su 18k")
        assert "3 of 7" in stage.last().text
        assert "Tue easy 8 km" in stage.last().text
        await stage.send(export_file(tmp_path), as_="other")
        await stage.clock(TUESDAY)
        for label in ("▶ Start", "Done"):
            await stage.press(label, as_="other")
        await stage.fill_in("In your own words", "8, left knee 4", as_="other")
        assert any("effort 8, left knee 4/10" in one.text for one in stage.since)

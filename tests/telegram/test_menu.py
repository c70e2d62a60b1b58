"""The command menu: per language, in private chats only, sent when it changed."""

from __future__ import annotations

import logging

import pytest

from adapters.gateway import Command
from tests.contract.suite import until
from tests.telegram.rig import TelegramRig
from tests.telegram.server import BotApi, refuse

ENGLISH = (Command("today", "Today's session"), Command("week", "The week"))
GERMAN = (Command("today", "Das Training von heute"),)


async def started(api: BotApi, memory: dict[str, str], **menus: tuple[Command, ...]) -> TelegramRig:
    async def remember(name: str, value: str | None) -> str | None:
        if value is not None:
            memory[name] = value
        return memory.get(name)

    rig = TelegramRig(api, menus={name.strip("_"): menu for name, menu in menus.items()}, remember=remember)
    await rig.start()
    await until(lambda: api.calls("getUpdates"))
    return rig


async def test_each_language_has_its_menu_in_private_chats_only() -> None:
    async with BotApi() as api:
        memory: dict[str, str] = {}
        rig = await started(api, memory, _=ENGLISH, de=GERMAN)
        await until(lambda: len(memory) == 2)
        await rig.stop()
        assert api.menus == {
            ("all_private_chats", ""): [
                {"command": "today", "description": "Today's session"},
                {"command": "week", "description": "The week"},
            ],
            ("all_private_chats", "de"): [{"command": "today", "description": "Das Training von heute"}],
        }
        assert api.violations == []


async def test_a_menu_that_did_not_change_is_not_sent_again() -> None:
    async with BotApi() as api:
        memory: dict[str, str] = {}
        rig = await started(api, memory, _=ENGLISH, de=GERMAN)
        await until(lambda: len(memory) == 2)
        await rig.stop()
        api.requests.clear()
        kept = dict(memory)
        rig = await started(api, memory, _=ENGLISH, de=(*GERMAN, Command("week", "Die Woche")))
        await until(lambda: memory != kept)
        await rig.stop()
        assert [one.given.get("language_code") for one in api.calls("setMyCommands")] == ["de"]


async def test_a_menu_that_telegram_refuses_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    async with BotApi() as api:
        memory: dict[str, str] = {}
        api.fail("setMyCommands", refuse(400, "BOT_COMMAND_INVALID"))
        rig = await started(api, memory, _=ENGLISH)
        await until(lambda: "menu failed" in caplog.text)
        assert memory == {}
        await rig.stop()

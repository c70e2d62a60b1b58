"""`sinew run`: both platforms in one process, and what it says when a setting is missing or wrong."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.gateway import DiscordGateway
from adapters.gateway import ConfigurationError
from adapters.telegram.gateway import TelegramGateway
from bot import menu, platforms, settings
from bot.clock import SystemClock
from bot.dialogues import DIALOGUES
from bot.house import House
from bot.storage import Store, sqlite
from bot.turns.registry import Registry
from tests.contract.suite import until
from tests.discord.server import Discord
from tests.telegram.server import BotApi


def here(monkeypatch: pytest.MonkeyPatch, api: BotApi) -> None:
    """Telegram is the local one."""

    class Here(TelegramGateway):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named, base_url=api.url, base_file_url=api.file_url)

    monkeypatch.setattr("adapters.telegram.gateway.TelegramGateway", Here)


def started(root: Path, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "SINEW_DATA": str(tmp_path), "PYTHONPATH": str(root)} | variables
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_token_one_sentence_leads_to_the_demo(root: Path, tmp_path: Path) -> None:
    done = started(root, tmp_path)
    assert done.returncode == 1
    assert "sinew demo" in done.stderr
    assert "SINEW_TELEGRAM_TOKEN" in done.stderr
    assert "SINEW_DISCORD_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_of_the_wrong_shape_names_its_variable(root: Path, tmp_path: Path) -> None:
    done = started(root, tmp_path, SINEW_TELEGRAM_TOKEN="not-a-token-at-all")
    assert done.returncode == 1
    assert "SINEW_TELEGRAM_TOKEN" in done.stderr
    assert "not-a-token-at-all" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SINEW_TELEGRAM_WEBHOOK", "http://sinew.example.org/telegram"),
        ("SINEW_TELEGRAM_WEBHOOK", "anna.example.net"),
        ("SINEW_TELEGRAM_LISTEN", "9090"),
        ("SINEW_TELEGRAM_LISTEN", "127.0.0.1:99999"),
        ("SINEW_TELEGRAM_WEBHOOK_SECRET", "with spaces and ümlauts"),
        ("SINEW_DISCORD_CLUB_CHANNEL", "#training"),
        ("SINEW_DISCORD_CLUB_CHANNEL", "-1"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=variable) as caught:
        settings.load()
    assert value not in str(caught.value)


def test_the_webhook_secret_never_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_WEBHOOK_SECRET", "hush-hush-hush")
    found = settings.load()
    assert "hush" not in repr(found)
    assert "hush-hush-hush" in found.secrets


async def test_both_platforms_coach_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api, Discord() as club:
        here(monkeypatch, api)
        found = settings.load(telegram_token=api.token, discord_token=club.token)
        store, clock, registry = Store(sqlite.url_of(tmp_path / "sinew.db")), SystemClock(), Registry(DIALOGUES)
        house = House(store, clock, DIALOGUES, platforms.build(found, store, clock, registry))
        await house.open()
        runner, other = api.person("Rena"), club.person("Otto")
        async with house.at_work(0.2):
            await until(lambda: club.identified and api.menus and club.commands)
            api.say(runner, "/start")
            await club.slash(other, "start")
            await until(lambda: api.seen(runner) and club.seen(other))
            await until(lambda: "I am Sinew" in club.seen(other)[-1].text)
            assert "I am Sinew" in api.seen(runner)[-1].text
            # A group is led away; a start link from there, or from anywhere, begins as /start does.
            api.say(runner, "/start group")
            await until(lambda: len(api.seen(runner)) > 1)
        await house.close()
        assert api.violations == []
        assert club.violations == []
        assert {one["name"] for one in club.commands} == {one["command"] for one in next(iter(api.menus.values()))}


async def test_the_menu_of_both_is_declared_once_and_again_only_when_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with BotApi() as api, Discord() as club:
        here(monkeypatch, api)
        found = settings.load(telegram_token=api.token, discord_token=club.token)
        declared = 0
        for _ in range(2):
            store, clock, registry = Store(sqlite.url_of(tmp_path / "sinew.db")), SystemClock(), Registry(DIALOGUES)
            house = House(store, clock, DIALOGUES, platforms.build(found, store, clock, registry))
            await house.open()
            before = club.identified
            async with house.at_work(0.2):
                await until(lambda: club.identified > before and api.calls("getUpdates"))  # noqa: B023
                await until(lambda: club.commands and api.menus)
                await asyncio.sleep(0.1)
            await house.close()
            assert len(api.calls("setMyCommands")) == 1
            declared = len([one for one in club.requests if one.method == "PUT" and "commands" in one.path])
            assert declared == 1


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_token_that_is_refused_ends_the_program_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    async with BotApi() as api, Discord() as club:
        here(monkeypatch, api)
        found = settings.load(**{f"{platform}_token": "4242:revoked-token-of-yesterday"})
        store, clock, registry = Store(sqlite.url_of(tmp_path / "sinew.db")), SystemClock(), Registry(DIALOGUES)
        house = House(store, clock, DIALOGUES, platforms.build(found, store, clock, registry))
        await house.open()
        with pytest.raises(ConfigurationError, match=f"SINEW_{platform.upper()}_TOKEN") as caught:
            async with house.at_work(15):
                await asyncio.wait_for(house.until(asyncio.Event()), 10)
        await house.close()
        assert "revoked-token" not in str(caught.value)
        asked = api.knocks + len(api.requests) if platform == "telegram" else len(club.requests)
        assert asked <= 2, "a refused token is not tried again"


async def test_without_a_network_it_waits_and_then_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api:
        here(monkeypatch, api)
        await api.hang_up()
        found = settings.load(telegram_token=api.token)
        store, clock, registry = Store(sqlite.url_of(tmp_path / "sinew.db")), SystemClock(), Registry(DIALOGUES)
        house = House(store, clock, DIALOGUES, platforms.build(found, store, clock, registry))
        await house.open()
        async with house.at_work(15):
            await asyncio.sleep(0.5)
            assert not house.failed.done()
            await api.listen()
            runner = api.person("Rena")
            api.say(runner, "/start")
            await until(lambda: bool(api.seen(runner)))
        await house.close()


def test_only_commands_that_work_are_offered() -> None:
    registry = Registry(DIALOGUES)
    offered = menu.commands(registry, "en")
    assert {one.name for one in offered} == set(registry.commands)
    for one in offered:
        assert 0 < len(one.description) <= 100
        assert all(0 < len(text) <= 100 for text in one.arguments.values())
        assert set(one.suggest) | set(one.choices) <= set(one.arguments)
        assert all(len(choices) <= 25 for choices in one.choices.values())


@pytest.mark.parametrize(
    ("command", "typed", "first"),
    [
        ("settings", "lisb", "Europe/Lisbon"), ("settings", "São P", "America/Sao_Paulo"),
        ("settings", "new york", "America/New_York"), ("settings", "germany", "Europe/Berlin"),
        ("settings", "india", "Asia/Kolkata"), ("settings", "", "Europe/Berlin"), ("why", "tu", "Tuesday"),
        ("why", "tod", "today"), ("why", "single leg r", "Single-leg RDL"), ("audit", "yes", "yesterday"),
        ("pain", "kn", "knee"), ("pain", "left kn", "left knee"),
        # Towns, dates, and what hurts how much are understood though no list holds them.
        ("settings", "Munich", "Munich"), ("audit", "24 Nov", "24 Nov"), ("pain", "left knee 4", "left knee 4"),
    ],
)  # fmt: skip
def test_what_is_being_typed_is_completed(command: str, typed: str, first: str) -> None:
    assert menu.suggest(command, "", typed, {})[0] == first
    assert len(menu.suggest(command, "", "", {})) <= 25


def test_zones_are_offered_for_the_page_of_zones_and_none_under_an_old_name() -> None:
    assert menu.suggest("settings", "value", "", {"page": "zone"})
    assert not menu.suggest("settings", "value", "", {"page": "mornings"})
    assert menu.suggest("settings", "value", "kie", {}) == ["kie"]


def test_a_discord_gateway_says_what_the_catalogue_says() -> None:
    found = settings.load(discord_token="x.y.z", discord_club_channel=7)
    built = platforms.build(found, Store("sqlite:///unused.db"), SystemClock(), Registry(DIALOGUES))
    assert isinstance(built["discord"], DiscordGateway)


def test_the_menus_can_be_told_to_telegram() -> None:
    assert json.dumps([(one.name, one.description) for one in menu.commands(Registry(DIALOGUES), "en")])

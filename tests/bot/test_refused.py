"""One platform does not take its token (any more): the other coaches on, and nobody's morning is lost.

With real python-telegram-bot and real discord.py, each against its local server.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.gateway import ConfigurationError, Gateway
from bot import serving, status
from bot.cli import doctor
from bot.house import House
from bot.logs import TALLY
from bot.metrics import Metrics
from bot.schedule.tick import tick
from bot.storage import Store, overview
from tests.contract.suite import until
from tests.dialogues.doors.test_two_platforms import code_from
from tests.dialogues.living import SUNDAY_EVENING, TUESDAY, WEDNESDAY
from tests.scenarios.scenarios import export_file
from tests.stages.chat_stage import ChatStage
from tests.stages.two_doors import TwoDoors

OTHER = "-of-another"


@pytest.fixture
async def linked(tmp_path: Path) -> AsyncIterator[TwoDoors]:
    """A runner who prefers Telegram and has linked Discord, on Sunday evening; the coach is down."""
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.telegram.send(export_file(tmp_path))
        await both.discord.say(await code_from(both.telegram))
        await down(both)
        yield both


async def down(both: TwoDoors) -> None:
    await both.house.close()
    await both.telegram.disconnect()
    await both.discord.disconnect()


@asynccontextmanager
async def at_work(both: TwoDoors, *revoked: ChatStage, without: str = "") -> AsyncIterator[House]:
    """`sinew run` with both tokens, of which those `revoked` are not taken any more; or `without` one of them."""
    one, other = both.telegram, both.discord
    made: dict[str, Callable[[], Gateway]] = {"telegram": one.made, "discord": other.made}
    gateways = {platform: gateway() for platform, gateway in made.items() if platform != without}
    for stage in revoked:
        revoke(stage)
    house = both.house = House(Store(one.url), one.moving, one.dialogues, gateways, one.options)
    await house.open()
    try:
        async with house.at_work(0.2):
            yield house
    finally:
        await house.close()
        for stage in (one, other):
            stage.api.token = stage.api.token.removesuffix(OTHER)


def revoke(stage: ChatStage) -> None:
    stage.api.token += OTHER


def move(both: TwoDoors, to: str) -> None:
    from adapters.console.jsonl import instant

    both.telegram.moving.move(instant(to, both.telegram.moving.now()))


def said(caplog: pytest.LogCaptureFixture, action: str) -> list[str]:
    return [one.getMessage() for one in caplog.records if getattr(one, "action", "") == action]


async def refused(house: House) -> dict[str, str]:
    now = house.clock.now()
    return dict((await house.store.read(lambda connection: overview.state(connection, now, house.gateways))).refused)


async def it_shows(house: House, platform: str) -> None:
    """In the health check, the figures and the doctor."""
    variable, now = f"SINEW_{platform.upper()}_TOKEN", house.clock.now()
    state = await house.store.read(lambda connection: overview.state(connection, now, house.gateways))
    health = status.health(state, 15)
    assert health.status == 200, "a container that is started again would take the others along"
    assert variable in json.loads(health.text or "")["refused"][platform]
    page = Metrics(TALLY).page(state, house.pacers).decode()
    assert f'sinew_platform_refused{{platform="{platform}"}} 1.0' in page
    assert page.count("sinew_platform_refused{") == 2
    findings = {one.about: one async for one in doctor.work(house.store, now, house.gateways)}
    assert findings[f"{platform} at work"].state == "wrong"
    assert variable in findings[f"{platform} at work"].says


def texts(stage: ChatStage) -> list[str]:
    return [one.text for one in stage.messages()]


async def came(stage: ChatStage, words: str, before: int) -> None:
    await until(lambda: any(words in one for one in texts(stage)[before:]), 10)


@pytest.mark.parametrize("when", ["at the start", "under way"])
@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_where_one_token_is_not_taken_the_other_platform_coaches_on_and_it_is_said_once(
    linked: TwoDoors, platform: str, when: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    bad, good = (
        (linked.telegram, linked.discord) if platform == "telegram" else (linked.discord, linked.telegram)
    )  # fmt: skip
    shown, token = len(texts(good)), bad.api.token
    async with at_work(linked, *([bad] if when == "at the start" else [])) as house:
        if when == "under way":
            await until(lambda: linked.telegram.api.calls("getUpdates") and linked.discord.api.identified >= 2, 10)
            revoke(bad)
            if platform == "discord":
                await linked.discord.api.drop(4004)
            else:
                # A poll that waits is not ended by it; whatever comes ends the poll.
                linked.telegram.api.say(linked.telegram.api.person("Nora"), "hello?")
        await until(lambda: said(caplog, "platform.refused"), 15)
        move(linked, TUESDAY)
        await came(good, "Strength A", shown)
        who = good._who("")
        if good is linked.telegram:
            linked.telegram.api.say(who, "/week")
        else:
            await linked.discord.api.slash(who, "week")
        await came(good, "Week", shown)
        assert not house.failed.done()
        [why] = said(caplog, "platform.refused")
        assert f"SINEW_{platform.upper()}_TOKEN" in why
        assert token not in why
        await it_shows(house, platform)


async def test_a_morning_that_found_the_token_revoked_goes_by_the_other_door_and_comes_once(
    linked: TwoDoors, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    shown, before = len(texts(linked.discord)), len(texts(linked.telegram))
    async with at_work(linked) as house:
        await until(lambda: linked.telegram.api.calls("getUpdates"), 10)
        # It is in the outbox already when nobody knows yet.
        move(linked, TUESDAY)
        revoke(linked.telegram)
        await tick(house.store, house.clock)
        house.engine.wake()
        await came(linked.discord, "Strength A", shown)
        await asyncio.sleep(0.5)
    assert sum("Strength A" in one for one in texts(linked.discord)[shown:]) == 1
    assert len(texts(linked.telegram)) == before


async def test_who_has_no_other_door_gets_the_morning_when_the_token_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(serving, "AGAIN_SECONDS", 0.5)
    monkeypatch.setattr(serving, "SETTLED_SECONDS", 0.5)
    async with TwoDoors(tmp_path, at=SUNDAY_EVENING) as both:
        await both.telegram.send(export_file(tmp_path))
        await down(both)
        shown = len(texts(both.telegram))
        async with at_work(both, both.telegram) as house:
            await until(lambda: said(caplog, "platform.refused"), 10)
            move(both, TUESDAY)
            asked = both.telegram.api.knocks
            await asyncio.sleep(2)
            assert both.telegram.api.knocks - asked <= 5, "it is asked now and then, and nothing is sent"
            assert len(texts(both.telegram)) == shown
            both.telegram.api.token = both.telegram.api.token.removesuffix(OTHER)
            await came(both.telegram, "Strength A", shown)
            await until(lambda: said(caplog, "platform.back"), 10)
            assert await refused(house) == {}
            assert len(said(caplog, "platform.refused")) == 1
            # And the days after it come as ever.
            shown = len(texts(both.telegram))
            move(both, WEDNESDAY)
            who = both.telegram._who("")
            both.telegram.api.say(who, "/week")
            await came(both.telegram, "Week", shown)


async def test_who_has_closed_their_other_door_gets_the_morning_at_their_own_when_the_token_is_taken_again(
    linked: TwoDoors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(serving, "AGAIN_SECONDS", 0.5)
    monkeypatch.setattr(serving, "SETTLED_SECONDS", 0.5)
    shown, elsewhere = len(texts(linked.telegram)), len(texts(linked.discord))
    for person in linked.discord.api.people.values():
        person.closed = True
    async with at_work(linked, linked.telegram):
        await until(lambda: said(caplog, "platform.refused"), 10)
        move(linked, TUESDAY)
        await until(lambda: said(caplog, "send.gone"), 10)
        await asyncio.sleep(1.5)
        assert len(said(caplog, "send.gone")) == 1, "a closed door is tried once, not with every tick"
        linked.telegram.api.token = linked.telegram.api.token.removesuffix(OTHER)
        await came(linked.telegram, "Strength A", shown)
        await asyncio.sleep(0.5)
    assert sum("Strength A" in one for one in texts(linked.telegram)[shown:]) == 1
    assert len(texts(linked.discord)) == elsewhere


async def test_what_was_said_of_a_refused_token_is_over_with_the_next_start(linked: TwoDoors) -> None:
    async with at_work(linked, linked.telegram) as house:
        async with asyncio.timeout(10):
            while not await refused(house):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    async with at_work(linked) as house:
        assert await refused(house) == {}


async def test_where_no_platform_is_left_the_program_ends_and_names_both_tokens(linked: TwoDoors) -> None:
    tokens = linked.telegram.api.token, linked.discord.api.token
    with pytest.raises(ConfigurationError) as caught:
        async with at_work(linked, linked.telegram, linked.discord) as house:
            await asyncio.wait_for(house.until(asyncio.Event()), 15)
    for name in ("SINEW_TELEGRAM_TOKEN", "SINEW_DISCORD_TOKEN"):
        assert str(caught.value).count(name) == 1
    assert not any(token in str(caught.value) for token in tokens)

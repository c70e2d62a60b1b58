"""The other way in: Telegram calls us."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest

from adapters.gateway import ConfigurationError, NotDelivered
from adapters.messages import Said
from adapters.redact import hide
from adapters.telegram import intake, webhook
from adapters.telegram.webhook import Webhook
from bot import settings
from tests.contract.suite import MORNING, arrived, until
from tests.telegram.rig import TelegramRig, telegram_rig
from tests.telegram.server import TOKEN, BotApi


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def hook() -> Webhook:
    port = free_port()
    return Webhook(f"http://127.0.0.1:{port}/sinew/telegram", port=port)


@pytest.fixture
async def rig(hook: Webhook) -> AsyncIterator[TelegramRig]:
    async with telegram_rig(webhook=hook) as one:
        await until(lambda: one.api.hook is not None)
        yield one


async def test_updates_are_called_in_with_the_secret(rig: TelegramRig, hook: Webhook) -> None:
    for n in range(5):
        rig.api.say(rig.rena, f"message {n}")
    events = await arrived(rig, 5)
    assert [one.text for one in events if isinstance(one, Said)] == [f"message {n}" for n in range(5)]
    (request,) = rig.api.calls("setWebhook")
    assert request.given["secret_token"] == hook.secret_for(TOKEN)
    assert rig.api.calls("getUpdates") == []
    await until(lambda: len(rig.api.confirmed) == 5)


async def test_an_update_that_was_not_stored_is_called_again(rig: TelegramRig) -> None:
    rig.broken_store = 2
    rig.api.say(rig.rena, "7 3")
    await arrived(rig, 1)
    await until(lambda: rig.api.hook_answers == [500, 500, 200])


async def test_a_call_without_the_secret_is_turned_away(rig: TelegramRig, hook: Webhook) -> None:
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            async with session.post(hook.url, json={"update_id": 1}, headers=headers) as answer:
                assert answer.status == 403
        secret = {"X-Telegram-Bot-Api-Secret-Token": hook.secret_for(TOKEN)}
        for body in (b"{", b"[]", b"7"):
            async with session.post(hook.url, data=body, headers=secret) as answer:
                assert answer.status == 400
        async with session.post(hook.url, data=io.BytesIO(b"x" * (2 << 20)), headers=secret) as answer:
            assert answer.status == 413
        async with session.post(hook.url, json={"update_id": 1, "unheard_of": {}}, headers=secret) as answer:
            assert answer.status == 200
        async with session.get(hook.url, headers=secret) as answer:
            assert answer.status == 405
    assert rig.events == []


def test_the_secret_is_made_from_the_token_or_given_and_never_shown() -> None:
    made = Webhook("https://example.org/hook")
    assert made.secret_for("1:a") == made.secret_for("1:a") != made.secret_for("1:b")
    assert "1:a" not in made.secret_for("1:a")
    given = Webhook("https://example.org/hook", secret="swordfish")
    assert given.secret_for("1:a") == "swordfish"
    assert "swordfish" not in repr(given)


async def test_the_secret_made_from_the_token_is_kept_out_of_the_log_as_well(hook: Webhook) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    hide(settings.load(telegram_token=TOKEN, telegram_webhook="https://example.org/hook").secrets, [handler])
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    async with telegram_rig(webhook=hook) as one:
        await until(lambda: one.api.hook is not None)
    assert "setWebhook" in out.getvalue()
    assert hook.secret_for(TOKEN) not in out.getvalue()


async def test_an_address_that_telegram_does_not_take_is_named() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, webhook=Webhook("http://example.org/hook", port=free_port()))
        with pytest.raises(ConfigurationError, match=r"SINEW_TELEGRAM_WEBHOOK: .*https"):
            await rig.gateway.run(rig.take)
        await rig.gateway.close()


async def test_a_port_that_is_taken_is_named(rig: TelegramRig, hook: Webhook) -> None:
    second = TelegramRig(rig.api, webhook=hook)
    with pytest.raises(ConfigurationError, match=f"SINEW_TELEGRAM_LISTEN: cannot listen on 127.0.0.1:{hook.port}"):
        await second.gateway.run(second.take)
    await second.gateway.close()


async def test_presses_are_answered_as_when_polling(rig: TelegramRig) -> None:
    await rig.gateway.send(rig.me, MORNING, nonce="1")
    query = rig.api.press(rig.rena, rig.seen()[0], "Why?")
    await until(lambda: query.toast == "")
    await arrived(rig, 1)


async def test_a_revoked_token_is_found_out_by_the_first_message_which_is_not_lost(hook: Webhook) -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, webhook=hook)
        await rig.start()
        await until(lambda: api.hook is not None)
        assert rig.running is not None
        api.token = "4242:another-token-that-is-not-ours"
        for nonce in "123":
            assert await rig.gateway.send(rig.me, MORNING, nonce=nonce) == NotDelivered(0.5, whole_token=True)
        with pytest.raises(ConfigurationError, match="SINEW_TELEGRAM_TOKEN"):
            await asyncio.wait_for(rig.running, 5)
        await rig.gateway.close()


def deleted(api: BotApi) -> None:
    api._unhook()


def elsewhere(api: BotApi) -> None:
    assert api.hook is not None
    api.hook.url += "/of-another"


def with_another_secret(api: BotApi) -> None:
    assert api.hook is not None
    api.hook.secret = "guess"
    api.say(next(iter(api.people.values())), "hello?")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (deleted, "had been called off"),
        (elsewhere, "had been sent to another address"),
        (with_another_secret, "do not arrive (Wrong response from the webhook: 403)"),
    ],
)
async def test_a_webhook_that_somebody_took_away_is_set_again(
    spoil: Callable[[BotApi], None], says: str, hook: Webhook, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(webhook, "_LOOK_SECONDS", 0.2)
    async with telegram_rig(webhook=hook) as rig:
        await until(lambda: len(rig.api.calls("getWebhookInfo")) >= 2)
        assert len(rig.api.calls("setWebhook")) == 1
        spoil(rig.api)
        if spoil is with_another_secret:
            await until(lambda: rig.api.hook_answers)
        await until(lambda: len(rig.api.calls("setWebhook")) == 2)
        assert says in caplog.text
        rig.api.say(rig.rena, "7 3")
        await until(lambda: any(isinstance(one, Said) and one.text == "7 3" for one in rig.events))
        looked = len(rig.api.calls("getWebhookInfo"))
        await until(lambda: len(rig.api.calls("getWebhookInfo")) > looked + 1)
        assert len(rig.api.calls("setWebhook")) == 2


async def test_a_webhook_that_is_set_while_polling_is_taken_away(caplog: pytest.LogCaptureFixture) -> None:
    async with telegram_rig(poll_seconds=0.2) as rig:
        await until(lambda: rig.api.calls("getUpdates"))
        async with aiohttp.ClientSession() as session:
            await session.post(f"{rig.api.url}{TOKEN}/setWebhook", json={"url": f"http://127.0.0.1:{free_port()}/"})
        rig.api.say(rig.rena, "7 3")
        await arrived(rig, 1)
    assert caplog.text.count("a webhook was set for this bot") == 1


async def test_of_two_programs_that_poll_each_says_once_that_there_is_another(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(intake, "_CONFLICT_PAUSE", 0.05)
    async with telegram_rig() as rig:
        other = TelegramRig(rig.api)
        await other.start()
        await until(lambda: len(rig.api.calls("getUpdates")) > 8)
        rig.api.say(rig.rena, "7 3")
        await until(lambda: rig.events or other.events)
        await other.stop()
    assert caplog.text.count("another program uses this bot's token") == 2
    assert "in reach again" not in caplog.text


async def test_polling_again_takes_the_webhook_away() -> None:
    async with telegram_rig() as rig:
        await until(lambda: rig.api.calls("getUpdates"))
        assert len(rig.api.calls("deleteWebhook")) == 1

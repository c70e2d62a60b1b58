"""The local Bot API is worth something only if it is strict: what Telegram refuses, it refuses."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram import entities, specs
from tests.telegram.entities import Entity, Unparsable
from tests.telegram.server import BotApi
from tests.telegram.values import Person


class Client:
    """A bot's bare hands."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api, self.session = api, session

    async def __call__(self, method: str, **given: Any) -> Any:
        data = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        async with self.session.post(f"{self.api.url}{self.api.token}/{method}", data=data) as answer:
            body = await answer.json()
            return body["result"] if body["ok"] else body["description"]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(api, session)


@pytest.fixture
def rena(api: BotApi) -> Person:
    return api.person()


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</i>", 'expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag"),
        ("<h1>a</h1>", 'Unsupported start tag "h1"'),
        ("5 < 6", "start tag"),
        ("<", "Unclosed start tag"),
        ("<span>a</span>", "tg-spoiler"),
        ("<pre><b>a</b></pre>", '"pre" contains "b"'),
        ("<b><code>a</code></b>", "inside another entity"),
        ("<a>x</a>", "without href"),
        ("<br/>", "Unsupported"),
    ],
)
def test_markup_that_telegram_cannot_parse_is_refused(html: str, complaint: str) -> None:
    with pytest.raises(Unparsable, match="can't parse entities") as caught:
        entities.parse(html)
    assert complaint in str(caught.value)


def test_markup_is_parsed_into_text_and_entities() -> None:
    assert entities.parse('<b>👟 a</b> &lt;&amp;&quot;&#65; &nbsp; <a href="https://e.org">x</a>') == (
        '👟 a <&"A &nbsp; x',
        (Entity("bold", 0, 4), Entity("text_link", 17, 1, "https://e.org")),
    )
    assert entities.shown("  a\x01b\u202e c \n", (Entity("bold", 2, 3),)) == ("a b c", (Entity("bold", 0, 3),))


async def test_what_a_message_may_hold(api: BotApi, call: Client, rena: Person) -> None:
    chat = rena.id
    key = {"text": "x", "callback_data": "y"}
    for given, description in (
        ({"text": ""}, "message text is empty"),
        ({"text": " \u200b\n"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "👟" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[key | {"callback_data": "é" * 33}]]}},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[key | {"callback_data": ""}]]}}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}, "BUTTON_TYPE_INVALID"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[key] * 9]}}, "a row of 9 buttons"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[key] * 8] * 13}}, "REPLY_MARKUP_TOO_LONG"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "nowhere"}]]}}, "BUTTON_URL_INVALID"),
    ):
        assert description in await call("sendMessage", chat_id=chat, **given)
    assert await call("sendMessage", chat_id=1, text="x") == "Bad Request: chat not found"
    assert (await call("sendMessage", chat_id=chat, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML"))["message_id"]


async def test_a_press_is_answered_once_and_in_time(api: BotApi, call: Client, rena: Person) -> None:
    board = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await call("sendMessage", chat_id=rena.id, text="x", reply_markup=board)
    (message,) = api.seen(rena)
    query = api.press(rena, message, "Go")
    assert await call("answerCallbackQuery", callback_query_id=query.id, text="done") is True
    assert query.toast == "done"
    assert "query is too old" in await call("answerCallbackQuery", callback_query_id=query.id)
    assert api.violations == ["a press was answered twice"]
    api.query_seconds = 0
    late = api.press(rena, message, "Go")
    assert "query is too old" in await call("answerCallbackQuery", callback_query_id=late.id)


async def test_edits_need_a_message_and_a_change(api: BotApi, call: Client, rena: Person) -> None:
    sent = await call("sendMessage", chat_id=rena.id, text="x")
    place = {"chat_id": rena.id, "message_id": sent["message_id"]}
    assert "message is not modified" in await call("editMessageText", **place, text="x ")
    assert (await call("editMessageText", **place, text="y"))["text"] == "y"
    await call("deleteMessage", **place)
    assert "message to edit not found" in await call("editMessageText", **place, text="z")


async def test_a_poll_waits_and_a_second_poller_ends_the_first(api: BotApi, call: Client, rena: Person) -> None:
    started = time.monotonic()
    assert await call("getUpdates", timeout=1) == []
    assert time.monotonic() - started >= 1
    first = asyncio.create_task(call("getUpdates", timeout=10))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=10))
    assert "terminated by other getUpdates" in await first
    number = api.say(rena, "hello")
    assert [one["update_id"] for one in await second] == [number]
    assert [one["update_id"] for one in await call("getUpdates", timeout=0)] == [number]
    assert await call("getUpdates", offset=number + 1, timeout=0) == []
    assert api.confirmed == [number]


async def test_the_wrong_token_and_unknown_methods_are_refused(api: BotApi, call: Client) -> None:
    assert await call("sendTelegram") == "Not Found: method not found"
    assert api.violations
    api.token = "1:other"
    async with call.session.post(f"{api.url}42:x/getMe") as answer:
        assert answer.status == 401
    async with call.session.post(f"{api.url}nonsense/getMe") as answer:
        assert answer.status == 404


async def test_more_than_the_flood_limit_has_to_wait(api: BotApi, call: Client, rena: Person) -> None:
    api.per_second = 3
    answers = [await call("sendMessage", chat_id=rena.id, text="x") for _ in range(4)]
    assert answers[3] == "Too Many Requests: retry after 1"


def test_requests_are_checked_against_the_description_of_the_bot_api() -> None:
    if specs.description() is None:
        pytest.skip(specs.WHERE)
    assert specs.problems("sendMessage", {"chat_id": "1", "text": "x"}, set()) == []
    assert specs.problems("sendMessage", {"chat_id": "1"}, set()) == ["sendMessage: text is required"]
    assert specs.problems("sendMessage", {"chat_id": "1", "text": "x", "txt": "y"}, set()) == [
        "sendMessage: unknown parameter txt"
    ]
    assert specs.problems("sendMessage", {"chat_id": "1", "text": "x", "disable_notification": "yes"}, set()) == [
        "sendMessage.disable_notification: not JSON"
    ]
    board = {"inline_keyboard": [[{"text": "x", "callback": "y"}]]}
    assert specs.problems("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": json.dumps(board)}, set())
    assert specs.problems("sendDocument", {"chat_id": "1"}, {"document"}) == []
    assert specs.problems("sendNothing", {}, set()) == ["sendNothing: no such method"]

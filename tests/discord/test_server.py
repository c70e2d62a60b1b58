"""The local Discord itself: what the real one refuses, it refuses, and what we never want to send it notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from tests.discord import specs
from tests.discord.markdown import shown
from tests.discord.rules import V2, Refusal, check_commands, check_message
from tests.discord.server import Discord
from tests.discord.values import Talk

NOBODY: dict[str, Any] = {"allowed_mentions": {"parse": []}}
TEXT = {"type": 10, "content": "hello"}


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "a", "custom_id": "1.a.b.c"} | more


def row(*inner: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(inner)}


def select(count: int, **more: Any) -> dict[str, Any]:
    options = [{"label": f"{n}", "value": f"{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "1.a.b.*", "options": options} | more


@pytest.mark.parametrize(
    "components",
    [
        [],
        [{"type": 10, "content": " "}],
        [{"type": 10, "content": "x" * 4001}],
        [TEXT, {"type": 10, "content": "x" * 3996}],
        [TEXT] * 41,
        [row()],
        [row(*(button(custom_id=f"{n}") for n in range(6)))],
        [row(button(), button())],
        [row(button(label=""))],
        [row(button(label="x" * 81))],
        [row(button(custom_id="x" * 101))],
        [row(button(url="https://a.example"))],
        [row(select(26))],
        [row(select(2, max_values=3))],
        [row(select(2), button())],
        [{"type": 17, "components": []}],
        [{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}],
        [{"type": 13, "file": {"url": "attachment://missing.json"}}],
        [button()],
    ],
)
def test_what_discord_would_not_show_is_refused(components: list[dict[str, Any]]) -> None:
    with pytest.raises(Refusal):
        check_message({"components": components} | NOBODY, {}, V2)


def test_a_message_keeps_to_one_of_the_two_ways_of_writing() -> None:
    with pytest.raises(Refusal):
        check_message({"content": "hello", "components": [TEXT]} | NOBODY, {}, V2)
    with pytest.raises(Refusal):
        check_message({"content": "x" * 2001} | NOBODY, {}, 0)
    with pytest.raises(Refusal):
        check_message({"components": [TEXT]} | NOBODY, {}, 0)


def test_a_message_that_could_ping_somebody_is_noticed() -> None:
    with pytest.raises(AssertionError, match="mention"):
        check_message({"content": "hello"}, {}, 0)
    with pytest.raises(AssertionError, match="link"):
        check_message({"content": "look: https://a.example"} | NOBODY, {}, 0)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("# a", "heading"), ("a\n-# b", "subtext"), ("> a", "quote"), ("1. a", "list"), ("**a**", "strong"),
        ("*a*", "italic"), ("_a_", "italic"), ("__a__", "underline"), ("~~a~~", "strike"), ("||a||", "spoiler"),
        ("`a`", "code"), ("```\na\n```", "fence"), ("<@1>", "mention"), ("@everyone", "mention"),
        ("<t:1:R>", "timestamp"),
        ("<:a:1>", "emoji"), (":smile:", "emoji"), ("https://a.example", "link"), ("[a](b)", "link"),
        ("discord.gg/a", "link"), ("**a *b* c**", "italic"),
    ],
)  # fmt: skip
def test_a_mark_that_takes_effect_is_seen(text: str, mark: str) -> None:
    assert mark in shown(text)[1]


@pytest.mark.parametrize("name", ["", "Today", "to day", "x" * 33])
def test_a_command_is_called_as_discord_wants(name: str) -> None:
    with pytest.raises(Refusal):
        check_commands([{"name": name, "description": "x"}])


@pytest.mark.parametrize(
    "options",
    [
        [{"name": "a", "description": ""}],
        [{"name": "a", "description": "x", "choices": [{"name": "b", "value": "b"}], "autocomplete": True}],
        [{"name": "a", "description": "x", "choices": [{"name": "b", "value": "b"}] * 26}],
        [{"name": f"a{n}", "description": "x"} for n in range(26)],
    ],
)
def test_a_commands_arguments_are_as_discord_wants(options: list[dict[str, Any]]) -> None:
    with pytest.raises(Refusal):
        check_commands([{"name": "a", "description": "x", "options": options}])


async def call(discord: Discord, method: str, path: str, body: Any, token: str | None = None) -> tuple[int, int]:
    headers = {"Authorization": f"Bot {token or discord.token}"}
    url = f"{discord.url}/api/v10{path}"
    async with aiohttp.ClientSession() as session, session.request(method, url, json=body, headers=headers) as answer:
        told = await answer.json() if answer.status != 204 else {}
        return answer.status, told.get("code", 0) if isinstance(told, dict) else 0


async def talk(discord: Discord) -> Talk:
    rena = discord.person("Rena")
    return await discord._interact(rena, 2, {"name": "today"})


async def test_an_interaction_is_answered_once_in_three_seconds_and_for_a_quarter_of_an_hour() -> None:
    async with Discord() as discord:
        one = await talk(discord)
        callback = f"/interactions/{one.id}/{one.token}/callback"
        follow = f"/webhooks/{discord.me.id}/{one.token}"
        assert await call(discord, "POST", follow, {"content": "early"}) == (404, 10015)
        assert await call(discord, "POST", callback, {"type": 5}) == (204, 0)
        assert await call(discord, "POST", callback, {"type": 5}) == (400, 40060)
        one.began -= 901
        assert await call(discord, "POST", follow, {"content": "late"} | NOBODY) == (401, 50027)
        other = await talk(discord)
        other.began -= 3.1
        late = f"/interactions/{other.id}/{other.token}/callback"
        assert await call(discord, "POST", late, {"type": 5}) == (404, 10062)


async def test_nobody_gets_in_with_another_token() -> None:
    async with Discord() as discord:
        assert await call(discord, "GET", "/users/@me", None, "another") == (401, 0)


async def test_a_message_for_one_pair_of_eyes_is_not_there_for_the_bots_own_requests() -> None:
    async with Discord() as discord:
        one = await talk(discord)
        await call(discord, "POST", f"/interactions/{one.id}/{one.token}/callback", {"type": 5, "data": {"flags": 64}})
        assert one.original is not None
        path = f"/channels/{one.channel}/messages/{one.original.id}"
        assert await call(discord, "PATCH", path, {"content": "x"} | NOBODY) == (404, 10008)


async def test_every_request_is_held_against_the_description() -> None:
    if specs.problems("POST", "/nowhere", None) == []:
        pytest.skip(specs.WHERE)
    async with Discord() as discord:
        await call(discord, "POST", f"/channels/{discord.person('Rena').room}/messages", {"nonce": "x" * 26})
        assert any("nonce" in one for one in discord.violations)
        await call(discord, "POST", "/nowhere", {})
        assert "POST /nowhere: no such route" in discord.violations

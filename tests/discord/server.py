"""A local Discord, REST and gateway, stricter than the real one: what it lets pass, Discord lets pass.

It is there for what an in-memory Discord cannot show: buckets and 429, multipart, deadlines, heartbeat and resume, over
discord.py's own HTTP client. The bot's side is the API as documented at https://docs.discord.com. The runner's side is
methods: `say`, `slash`, `click`, `submit`, `suggest`. Trouble is made with `fail` and the switches beside it. What a
request did wrong is kept in `violations`; a test ends with that list empty.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any

import aiohttp
import discord
import yarl
from aiohttp import web

from tests.discord import rules, specs
from tests.discord.rules import EPHEMERAL, Refusal
from tests.discord.values import LOST_ANSWER, Person, Shown, Talk, Trouble, flood, refuse, snowflake
from tests.listening import Listening

__all__ = ["LOST_ANSWER", "TOKEN", "Discord", "flood", "refuse"]

TOKEN = "MTA.TEST.token-of-a-bot-that-does-not-exist"

APPLICATION, MODAL = 2, 9
_PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)

Handler = Callable[..., Awaitable[Any]]
_ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    """`{name}` stands for one part of the path; it comes as an argument."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))

    def add(handler: Handler) -> Handler:
        _ROUTES.append((method, pattern, handler))
        return handler

    return add


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came."""

    method: str
    path: str
    body: Mapping[str, Any]
    files: Mapping[str, bytes]
    at: float


class Discord:
    """The server. `async with Discord() as discord:`; clients made inside speak to it.

    `now` dates what happens. `checked` holds every request against rules and description. `late` moves the age of
    interactions, so that a token can be old at once. `bucket` limits messages per channel (how many, in how many
    seconds).
    """

    def __init__(self, token: str = TOKEN, *, now: Callable[[], float] = time.time, checked: bool = True) -> None:
        self.token = token
        self.now = now
        self.checked = checked
        self.late = 0.0
        self.bucket: tuple[int, float] | None = None
        self.heartbeat_seconds = 41.25
        self.me = Person(snowflake(), "Sinew", 0)
        self.requests: list[Asked] = []
        self.violations: list[str] = []
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Person] = {}
        self.messages: dict[tuple[int, int], Shown] = {}
        self.appeared: list[Shown] = []
        """Everything of ours that appeared, as it looked then; an edit as one more."""
        self.talks: dict[str, Talk] = {}
        self.commands: list[Mapping[str, Any]] = []
        self.declared = 0
        self.club: int = 0
        self.club_guild: int = snowflake()
        self.members: set[int] = set()
        self.threads: dict[int, dict[str, Any]] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0
        self.intents = 0
        self.stored: dict[str, bytes] = {}
        self._nonces: dict[tuple[int, str], int] = {}
        self._sent: list[dict[str, Any]] = []
        self._troubles: dict[tuple[str, str], deque[Trouble]] = defaultdict(deque)
        self._times: dict[int, deque[float]] = defaultdict(deque)
        self._listening = Listening()
        self._before: tuple[str, yarl.URL] | None = None

    async def __aenter__(self) -> Discord:
        await self.listen()
        self._before = (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
        discord.http.Route.BASE = f"{self.url}/api/v10"
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.socket_url)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._before is not None
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = self._before
        await self.hang_up()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._listening.port}/gateway"

    async def listen(self) -> None:
        """Start to listen; after `hang_up`, on the same port again."""
        app = web.Application(client_max_size=60 << 20)
        self.add_routes(app.router)
        await self._listening.start(app)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/gateway", self._gateway)
        router.add_get("/gateway/", self._gateway)
        router.add_get("/files/{name:.*}", self._file)
        router.add_route("*", "/api/v10/{path:.*}", self._rest)

    @property
    def reachable(self) -> bool:
        """Whether it listens at all."""
        return bool(self._listening)

    async def hang_up(self) -> None:
        """Be out of reach: no connection is taken, and those there are end."""
        await asyncio.gather(*(one.close(code=1001) for one in self.sockets))
        await self._listening.stop()

    # --- making trouble ----------------------------------------------------------------------------------------------

    def fail(self, method: str, path: str, *troubles: Trouble) -> None:
        """The next requests that match (`*` for any run of characters) meet these troubles, one each."""
        self._troubles[method, path].extend(troubles)

    def _trouble(self, method: str, path: str) -> Trouble | None:
        for (verb, pattern), waiting in self._troubles.items():
            if waiting and verb == method and fnmatch(path, pattern):
                return waiting.popleft()
        return None

    async def drop(self, code: int = 4000) -> None:
        """Cut all gateway connections; 4000 invites to resume."""
        for socket in list(self.sockets):
            await socket.close(code=code)

    # --- the runner's side -------------------------------------------------------------------------------------------

    def person(self, name: str) -> Person:
        person = Person(snowflake(self.now()), name, snowflake(self.now()))
        self.people[person.id] = self.rooms[person.room] = person
        return person

    def seen(self, person: Person, channel: int = 0) -> list[Shown]:
        """What stands on this person's screen, oldest first."""
        return [
            one
            for one in self.messages.values()
            if one.channel == (channel or person.room) and one.only_for in (0, person.id)
        ]

    async def say(self, person: Person, text: str, files: Mapping[str, bytes] | None = None) -> Shown:
        said = Shown(person.room, snowflake(self.now()), person.id, text, files=dict(files or {}), at=self.now())
        self.messages[said.channel, said.id] = said
        await self._dispatch("MESSAGE_CREATE", self._message(said))
        return said

    async def slash(self, person: Person, name: str, *, channel: int = 0, context: int = 1, **options: str) -> Talk:
        assert any(command["name"] == name for command in self.commands), f"/{name} is not declared"
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        for key, value in options.items():
            choices = self._option(name, key).get("choices")
            assert not choices or value in [one["value"] for one in choices], f"{value!r} is no choice"
        data = {"id": str(snowflake()), "name": name, "type": 1, "options": given}
        return await self._interact(person, APPLICATION, data, channel=channel, context=context)

    def _option(self, name: str, option: str) -> Mapping[str, Any]:
        command = next((one for one in self.commands if one["name"] == name), {})
        found = next((one for one in command.get("options", []) if one["name"] == option), None)
        assert found is not None, f"/{name} has no option {option}"
        return found

    async def suggest(self, person: Person, name: str, option: str, typed: str) -> Talk:
        assert self._option(name, option).get("autocomplete"), f"/{name} suggests nothing for {option}"
        given = [{"name": option, "type": 3, "value": typed, "focused": True}]
        data = {"id": str(snowflake()), "name": name, "type": 1, "options": given}
        return await self._interact(person, 4, data)

    async def click(self, person: Person, shown: Shown, label: str) -> Talk:
        """Press a button, or pick an option (which a list of several adds or takes away)."""
        for component in rules.walk(shown.components):
            if component.get("label") == label and "custom_id" in component:
                data = {"custom_id": component["custom_id"], "component_type": 2}
                return await self._interact(person, 3, data, source=shown)
            for option in component.get("options", []):
                if ("✓ " if option.get("default") else "") + option["label"] == label:
                    chosen = [one["value"] for one in component["options"] if one.get("default")]
                    if component.get("max_values", 1) == 1:
                        chosen = [option["value"]]
                    elif option["value"] in chosen:
                        chosen.remove(option["value"])
                    else:
                        chosen.append(option["value"])
                    return await self.pick(person, shown, component["custom_id"], chosen)
        raise AssertionError(f"no {label!r} on {shown.labels}")

    async def pick(self, person: Person, shown: Shown, custom_id: str, values: list[str]) -> Talk:
        data = {"custom_id": custom_id, "component_type": 3, "values": values}
        return await self._interact(person, 3, data, source=shown)

    async def forge(self, person: Person, shown: Shown, custom_id: str) -> Talk:
        """A press that no button of ours could send."""
        return await self._interact(person, 3, {"custom_id": custom_id, "component_type": 2}, source=shown)

    async def submit(self, talk: Talk, text: str) -> Talk:
        assert talk.modal is not None, "no form is open"
        fields = [
            {"type": 18, "id": n, "component": {"type": 4, "id": n + 10, "custom_id": one["component"]["custom_id"]}}
            for n, one in enumerate(talk.modal["components"], 1)
        ]
        fields[0]["component"]["value"] = text  # type: ignore[index]
        data = {"custom_id": talk.modal["custom_id"], "components": fields}
        return await self._interact(talk.person, 5, data, source=talk.source)

    async def _interact(
        self,
        person: Person,
        kind: int,
        data: Mapping[str, Any],
        *,
        source: Shown | None = None,
        channel: int = 0,
        context: int = 1,
    ) -> Talk:
        at = self.now() - self.late
        channel = channel or (source.channel if source else person.room)
        number = snowflake(at)
        talk = Talk(number, f"token-{number}", person, channel, kind, time.monotonic(), source, original=source)
        self.talks[talk.token] = talk
        payload: dict[str, Any] = {
            "id": str(talk.id), "application_id": str(self.me.id), "type": kind, "data": data, "token": talk.token,
            "version": 1, "locale": "de", "channel_id": str(channel), "entitlements": [], "app_permissions": "0",
            "authorizing_integration_owners": {"1": str(person.id)}, "attachment_size_limit": 10 << 20,
        }  # fmt: skip
        if channel in self.threads:
            payload["channel"], context = self.threads[channel], 0
        else:
            payload["channel"] = {"id": str(channel), "type": 1} if context else self._text_channel(channel)
        payload["context"] = context
        if context == 0:
            payload |= {"guild_id": str(self.club_guild), "guild": {"id": str(self.club_guild), "features": []}}
            payload["member"] = {"user": person.json(), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00"} | {
                "deaf": False, "mute": False, "permissions": "0", "flags": 0,
            }  # fmt: skip
        else:
            payload["user"] = person.json()
        if source is not None:
            payload["message"] = self._message(source)
        await self._dispatch("INTERACTION_CREATE", payload)
        return talk

    # --- the gateway -------------------------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": int(self.heartbeat_seconds * 1000)}})
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            op, given = (one := json.loads(message.data))["op"], one.get("d")
            if op == 1:
                self.heartbeats += 1
                await socket.send_json({"op": 11})
            elif op in (2, 6) and given["token"] != self.token:
                await socket.close(code=4004, message=b"Authentication failed.")
            elif op == 2:
                self.identified += 1
                self.intents = given["intents"]
                if self.intents & _PRIVILEGED:
                    self.violations.append(f"a privileged intent: {self.intents:b}")
                self.sockets.append(socket)
                await self._dispatch("READY", self._ready(given), only=socket)
            elif op == 6:
                self.resumed += 1
                self.sockets.append(socket)
                for missed in self._sent[given["seq"] :]:
                    await socket.send_json(missed)
                await self._dispatch("RESUMED", {}, only=socket)
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    def _ready(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "v": 10, "user": self.me.json() | {"bot": True}, "guilds": [], "session_id": "session",
            "resume_gateway_url": self.socket_url, "shard": given.get("shard", [0, 1]),
            "application": {"id": str(self.me.id), "flags": 0},
        }  # fmt: skip

    async def _dispatch(self, name: str, payload: Mapping[str, Any], only: web.WebSocketResponse | None = None) -> None:
        self._sent.append({"op": 0, "t": name, "s": len(self._sent) + 1, "d": payload})
        for socket in [only] if only else list(self.sockets):
            if not socket.closed:
                with suppress(ConnectionError):  # The bot was killed, and nobody has noticed yet.
                    await socket.send_json(self._sent[-1])

    # --- REST --------------------------------------------------------------------------------------------------------

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.stored[request.match_info["name"]])

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        body, files = await _body(request)
        self.requests.append(Asked(request.method, path, body or {}, files, time.monotonic()))
        if self.checked:
            self.violations += specs.problems(request.method, path, body)
        trouble = self._trouble(request.method, path)
        if trouble is not None:
            await asyncio.sleep(trouble.seconds)
            if trouble.status:
                return _json(trouble.body, trouble.status, trouble.headers)
        headers: dict[str, str] = {}
        try:
            answer = await self._carried_out(request, path, body or {}, files, headers)
        except Refusal as refusal:
            return _json({"code": refusal.code, "message": refusal.message}, refusal.status, headers)
        except AssertionError as violation:
            self.violations.append(str(violation))
            return _json({"code": 0, "message": str(violation)}, 400, headers)
        if trouble is not None and trouble.silence:
            await asyncio.sleep(60)
        if isinstance(answer, Trouble):
            return _json(answer.body, answer.status, answer.headers)
        return web.Response(status=204) if answer is None else _json(answer, 200, headers)

    async def _carried_out(
        self,
        request: web.Request,
        path: str,
        body: Mapping[str, Any],
        files: Mapping[str, bytes],
        headers: dict[str, str],
    ) -> Any:
        # Only the token of an interaction speaks for itself.
        own = path.startswith(("/webhooks/", "/interactions/"))
        if not own and request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refusal(401, 0, "401: Unauthorized")
        for method, pattern, handler in _ROUTES:
            if method == request.method and (match := pattern.fullmatch(path)):
                return await handler(
                    self, body=body, files=files, query=request.query, headers=headers, **match.groupdict()
                )
        raise AssertionError(f"{request.method} {path}: the local Discord does not know this route")

    @route("GET", "/users/@me")
    async def _who(self, **_: Any) -> Any:
        return self.me.json() | {"bot": True}

    @route("GET", "/oauth2/applications/@me")
    async def _application(self, **_: Any) -> Any:
        return {
            "id": str(self.me.id), "name": "Sinew", "icon": None, "description": "", "bot_public": True, "flags": 0,
            "bot_require_code_grant": False, "owner": self.me.json(), "verify_key": "", "team": None, "rpc_origins": [],
            "summary": "",
        }  # fmt: skip

    @route("GET", "/gateway/bot")
    async def _where(self, **_: Any) -> Any:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.socket_url, "shards": 1, "session_start_limit": limit}

    @route("PUT", "/applications/{app}/commands")
    async def _declare(self, *, body: Any, **_: Any) -> Any:
        rules.check_commands(body)
        self.commands = body
        self.declared += 1
        return [dict(one) | {"id": str(snowflake()), "application_id": str(self.me.id), "version": "1"} for one in body]

    @route("POST", "/users/@me/channels")
    async def _open(self, *, body: Any, **_: Any) -> Any:
        person = self.people.get(int(body["recipient_id"]))
        if person is None:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return {"id": str(person.room), "type": 1, "recipients": [person.json()], "last_message_id": None}

    @route("GET", "/channels/{channel}")
    async def _channel(self, *, channel: str, **_: Any) -> Any:
        if not self.club or int(channel) != self.club:
            raise Refusal(404, 10003, "Unknown Channel")
        return self._text_channel(int(channel))

    def _text_channel(self, channel: int) -> dict[str, Any]:
        return {
            "id": str(channel), "type": 0, "guild_id": str(self.club_guild), "name": "strength", "position": 0,
            "permission_overwrites": [], "topic": None, "nsfw": False, "last_message_id": None, "parent_id": None,
        }  # fmt: skip

    @route("GET", "/guilds/{guild}/members/{user}")
    async def _member(self, *, user: str, **_: Any) -> Any:
        if int(user) not in self.members:
            raise Refusal(404, 10007, "Unknown Member")
        return {"user": self.people[int(user)].json(), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00"} | {
            "deaf": False, "mute": False, "flags": 0,
        }  # fmt: skip

    @route("POST", "/channels/{channel}/threads")
    async def _thread(self, *, channel: str, body: Any, **_: Any) -> Any:
        if not 1 <= len(body["name"]) <= 100:
            raise Refusal(400, 50035, "name: Must be between 1 and 100 in length.")
        assert body["type"] == 12, "a thread that everybody can read"
        thread = {
            "id": str(snowflake()), "type": 12, "guild_id": str(self.club_guild), "parent_id": channel,
            "owner_id": str(self.me.id), "name": body["name"], "member_count": 1, "message_count": 0,
            "thread_metadata": {
                "archived": False, "auto_archive_duration": body["auto_archive_duration"], "locked": False,
                "archive_timestamp": "2026-01-01T00:00:00+00:00", "invitable": body["invitable"],
            },
        }  # fmt: skip
        self.threads[int(thread["id"])] = thread  # type: ignore[call-overload]
        return thread

    @route("GET", "/guilds/{guild}/threads/active")
    async def _active(self, **_: Any) -> Any:
        awake = [one for one in self.threads.values() if not one["thread_metadata"]["archived"]]
        return {"threads": [dict(one) for one in awake], "members": []}

    @route("PUT", "/channels/{thread}/thread-members/{user}")
    async def _invite(self, *, thread: str, user: str, **_: Any) -> Any:
        self.threads[int(thread)].setdefault("people", []).append(int(user))

    @route("POST", "/channels/{channel}/messages")
    async def _create(self, *, channel: str, body: Any, files: Any, headers: dict[str, str], **_: Any) -> Any:
        self._reachable(int(channel))
        if (full := self._rated(int(channel), headers)) is not None:
            return full
        self._check(body, files, body.get("flags", 0))
        nonce = str(body.get("nonce", ""))
        if nonce and body.get("enforce_nonce"):
            number = self._nonces.get((int(channel), nonce))
            if number is not None and (int(channel), number) in self.messages:
                return self._message(self.messages[int(channel), number])
        return await self._posted(int(channel), body, files, nonce=nonce)

    def _check(self, body: Mapping[str, Any], files: Mapping[str, bytes], flags: int) -> None:
        if self.checked:
            rules.check_message(body, files, flags)

    def _reachable(self, channel: int) -> None:
        person = self.rooms.get(channel)
        if person is None and channel not in self.threads:
            raise Refusal(404, 10003, "Unknown Channel")
        if person is not None and person.stranger:
            raise Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if person is not None and person.closed:
            raise Refusal(403, 50007, "Cannot send messages to this user")

    def _rated(self, channel: int, headers: dict[str, str]) -> Trouble | None:
        if self.bucket is None:
            return None
        most, seconds = self.bucket
        times, now = self._times[channel], time.monotonic()
        while times and times[0] <= now - seconds:
            times.popleft()
        if len(times) >= most:
            return flood(round(times[0] + seconds - now, 3))
        times.append(now)
        headers |= {
            "X-RateLimit-Limit": str(most), "X-RateLimit-Remaining": str(most - len(times)),
            "X-RateLimit-Reset-After": f"{times[0] + seconds - now:.3f}", "X-RateLimit-Bucket": "messages",
            "X-RateLimit-Reset": f"{time.time() + times[0] + seconds - now:.3f}",
        }  # fmt: skip
        return None

    async def _posted(
        self, channel: int, body: Mapping[str, Any], files: Mapping[str, bytes], *, nonce: str = "", only_for: int = 0
    ) -> dict[str, Any]:
        new = Shown(channel, snowflake(self.now()), self.me.id, nonce=nonce, only_for=only_for)
        self._written(new, body, files)
        self.messages[channel, new.id] = new
        self._nonces[channel, nonce] = new.id
        if not only_for:
            await self._dispatch("MESSAGE_CREATE", self._message(new))
        return self._message(new)

    def _written(self, shown: Shown, body: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        shown.content = body.get("content") or ""
        shown.components = body.get("components") or []
        shown.flags |= body.get("flags") or 0
        shown.files = dict(files)
        shown.thinking = False
        shown.at = self.now()
        self.appeared.append(replace(shown))

    @route("PATCH", "/channels/{channel}/messages/{message}")
    async def _change(self, *, channel: str, message: str, body: Any, files: Any, **_: Any) -> Any:
        shown = self.messages.get((int(channel), int(message)))
        if shown is None or shown.only_for:
            raise Refusal(404, 10008, "Unknown Message")
        if shown.author != self.me.id:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        return self._edited(shown, body, files)

    def _edited(self, shown: Shown, body: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
        self._check(body, files, shown.flags | (body.get("flags") or 0))
        shown.edits += not shown.thinking
        self._written(shown, body, files)
        return self._message(shown)

    @route("DELETE", "/channels/{channel}/messages/{message}")
    async def _delete(self, *, channel: str, message: str, **_: Any) -> Any:
        if self.messages.pop((int(channel), int(message)), None) is None:
            raise Refusal(404, 10008, "Unknown Message")

    @route("POST", "/interactions/{number}/{token}/callback")
    async def _callback(self, *, token: str, body: Any, files: Any, query: Any, **_: Any) -> Any:
        talk = self.talks[token]
        if time.monotonic() - talk.began > 3 or self.late > 3:
            raise Refusal(404, 10062, "Unknown interaction")
        if talk.callback:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        data = body.get("data") or {}
        talk.callback, talk.answered_after = body["type"], time.monotonic() - talk.began
        talk.hidden = bool(data.get("flags", 0) & EPHEMERAL)
        match body["type"]:
            case 4 | 5:
                only = talk.person.id if talk.hidden else 0
                new = Shown(talk.channel, snowflake(self.now()), self.me.id, only_for=only, thinking=True)
                new.flags = data.get("flags", 0)
                if body["type"] == 4:
                    self._check(data, files, new.flags)
                    self._written(new, data, files)
                talk.original = self.messages[new.channel, new.id] = new
            case 6:
                if talk.source is None:
                    raise Refusal(400, 50035, "a deferred update without a message")
            case 8:
                talk.choices = data["choices"]
                if len(data["choices"]) > 25:
                    raise Refusal(400, 50035, "choices: Must be 25 or fewer in length.")
            case 9:
                rules.check_form(data)
                talk.modal = data
        talk.acknowledged.set()
        if query.get("with_response") not in ("1", "true"):
            return None
        answer: dict[str, Any] = {
            "interaction": {"id": str(talk.id), "type": talk.kind},
            "resource": {"type": body["type"]},
        }
        if body["type"] == 4 and talk.original is not None:
            answer["resource"]["message"] = self._message(talk.original)
        return answer

    def _talk(self, token: str) -> Talk:
        talk = self.talks.get(token)
        if talk is None or not talk.callback:
            raise Refusal(404, 10015, "Unknown Webhook")
        if time.monotonic() - talk.began + self.late > 900:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return talk

    @route("POST", "/webhooks/{app}/{token}")
    async def _follow(self, *, token: str, body: Any, files: Any, query: Any, **_: Any) -> Any:
        talk = self._talk(token)
        self._check(body, files, body.get("flags", 0))
        assert query.get("wait") in ("1", "true"), "a follow-up that does not wait for its id"
        only = talk.person.id if body.get("flags", 0) & EPHEMERAL else 0
        answer = await self._posted(talk.channel, body, files, only_for=only)
        talk.replies.append(self.messages[talk.channel, int(answer["id"])])
        return answer

    @route("PATCH", "/webhooks/{app}/{token}/messages/@original")
    async def _change_original(self, *, token: str, body: Any, files: Any, **_: Any) -> Any:
        talk = self._talk(token)
        if talk.original is None or (talk.original.channel, talk.original.id) not in self.messages:
            raise Refusal(404, 10008, "Unknown Message")
        return self._edited(talk.original, body, files)

    @route("DELETE", "/webhooks/{app}/{token}/messages/@original")
    async def _delete_original(self, *, token: str, **_: Any) -> Any:
        talk = self._talk(token)
        if talk.original is None or self.messages.pop((talk.original.channel, talk.original.id), None) is None:
            raise Refusal(404, 10008, "Unknown Message")

    def _message(self, shown: Shown) -> dict[str, Any]:
        author = self.people.get(shown.author)
        files = {name: f"{shown.id}/{name}" for name in shown.files}
        self.stored |= {path: shown.files[name] for name, path in files.items()}
        urls = {f"attachment://{name}": f"{self.url}/files/{path}" for name, path in files.items()}
        return {
            "id": str(shown.id), "channel_id": str(shown.channel), "content": shown.content, "tts": False,
            "author": author.json() if author else self.me.json() | {"bot": True}, "mentions": [], "embeds": [],
            "timestamp": "2026-11-24T12:00:00+00:00", "edited_timestamp": None, "mention_everyone": False,
            "mention_roles": [], "pinned": False, "type": 0, "flags": shown.flags, "nonce": shown.nonce or None,
            "components": _numbered(shown.components, urls, [0]),
            "attachments": [
                {
                    "id": str(shown.id), "filename": name, "size": len(shown.files[name]), "content_type": _kind(name),
                    "url": f"{self.url}/files/{path}", "proxy_url": f"{self.url}/files/{path}",
                }
                for name, path in files.items()
            ],
        }  # fmt: skip


def _kind(name: str) -> str:
    return {"png": "image/png", "ogg": "audio/ogg", "mp4": "video/mp4"}.get(name.rpartition(".")[2], "application/json")


def _numbered(components: Any, urls: Mapping[str, str], count: list[int]) -> list[dict[str, Any]]:
    """The components as Discord gives them back: each has an id, and each file its address."""
    out = []
    for component in components:
        count[0] += 1
        one = dict(component) | {"id": count[0]}
        if "components" in one:
            one["components"] = _numbered(one["components"], urls, count)
        if one["type"] == rules.FILE:
            one["file"] = {"url": urls.get(one["file"]["url"], one["file"]["url"])}
            one |= {"name": one["file"]["url"].rpartition("/")[2], "size": 1}
        if one["type"] == rules.GALLERY:
            one["items"] = [
                item | {"media": {"url": urls.get(item["media"]["url"], item["media"]["url"])}} for item in one["items"]
            ]
        out.append(one)
    return out


async def _body(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    if request.content_type == "application/json":
        return await request.json(), {}
    if not request.content_type.startswith("multipart/"):
        return None, {}
    body: Any = {}
    parts: dict[str, tuple[str, bytes]] = {}
    async for part in await request.multipart():
        assert isinstance(part, aiohttp.BodyPartReader)
        if part.name == "payload_json":
            body = await part.json()
        else:
            parts[part.name or ""] = (part.filename or "", await part.read())
    files = {}
    for one in body.get("attachments", []):
        name, content = parts[f"files[{one['id']}]"]
        assert name == one["filename"]
        files[name] = content
    return body, files


def _json(value: Any, status: int, headers: Mapping[str, str]) -> web.Response:
    # discord.py reads JSON only behind exactly this content type.
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json", **headers})

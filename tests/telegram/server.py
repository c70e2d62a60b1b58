"""A local Bot API, stricter than Telegram: what it lets pass, Telegram lets pass.

The bot's side is HTTP as documented at https://core.telegram.org/bots/api. The runner's side is methods: `say`,
`press`, `send_file`, `locate`, `block`. Trouble is made with `fail` and the switches beside it. Whatever a request did
wrong that Telegram might forgive is kept in `violations`; a test ends with that list empty.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from aiohttp import web

from adapters.splitting import units
from tests.listening import Listening
from tests.telegram import rules, specs
from tests.telegram.entities import Entity
from tests.telegram.values import (
    BLOCKED,
    CUT_OFF,
    DEACTIVATED,
    LOST_ANSWER,
    NEVER_STARTED,
    NOT_MODIFIED,
    QUERY_TOO_OLD,
    File,
    Key,
    Person,
    Query,
    Refusal,
    Request,
    Shown,
    Trouble,
    flood,
    refuse,
)

__all__ = ["CUT_OFF", "LOST_ANSWER", "TOKEN", "BotApi", "flood", "refuse"]

TOKEN = "4242:TEST-token_of-a-bot-that-does-not-exist"
_MEDIA = {
    "sendPhoto": "photo", "sendDocument": "document", "sendVideo": "video", "sendAnimation": "animation",
    "sendVideoNote": "video_note",
}  # fmt: skip


@dataclass(slots=True)
class _Hook:
    url: str
    secret: str
    task: asyncio.Task[None] | None = None


class BotApi:
    """The server. `async with BotApi() as api:`, then `api.url` and `api.file_url` for the bot.

    `now` dates the messages. A query is too old after `query_seconds`. `per_second` is the flood limit (None: none).
    `weather` is asked of every request what goes wrong with it.
    """

    def __init__(
        self, token: str = TOKEN, *, now: Callable[[], float] = time.time, query_seconds: float = 15.0
    ) -> None:
        self.token = token
        self.username = "SinewTestBot"
        self.now = now
        self.query_seconds = query_seconds
        self.per_second: int | None = None
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.knocks = 0
        self.people: dict[int, Person] = {}
        self.messages: dict[tuple[int, int], Shown] = {}
        self.order: list[tuple[int, int]] = []
        self.appeared: list[Shown] = []
        self.newest_update = 0
        self.queries: dict[str, Query] = {}
        self.menus: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.files: dict[str, File] = {}
        self.pending: deque[dict[str, Any]] = deque()
        self.confirmed: list[int] = []
        self.hook: _Hook | None = None
        self.hook_answers: list[int] = []
        self.weather: Callable[[str, Mapping[str, str]], Trouble] = lambda method, given: Trouble()
        self._troubles: dict[str, deque[Trouble]] = defaultdict(deque)
        self._ids = itertools.count(1001)
        self._update_ids = itertools.count(500_001)
        self._people_ids = itertools.count(7001)
        self._allowed: list[str] = []
        self._news = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None
        self._sent_at: deque[float] = deque()
        self._listening = Listening()

    async def __aenter__(self) -> BotApi:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()
        self._unhook()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.port}/bot"

    @property
    def file_url(self) -> str:
        return f"http://127.0.0.1:{self._listening.port}/file/bot"

    @property
    def reachable(self) -> bool:
        """Whether it listens at all."""
        return bool(self._listening)

    async def listen(self, port: int = 0) -> None:
        """Start to listen; after `hang_up`, on the same port again."""
        app = web.Application(client_max_size=60 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        await self._listening.start(app, port)

    async def hang_up(self) -> None:
        """Be out of reach: no connection is taken."""
        await self._listening.stop()

    # --- making trouble -------------------------------------------------------------------------------------------

    def fail(self, method: str, *troubles: Trouble) -> None:
        """The next requests of this method meet these troubles, one each."""
        self._troubles[method].extend(troubles)

    def calls(self, method: str) -> list[Request]:
        return [one for one in self.requests if one.method == method]

    # --- the runner's side ----------------------------------------------------------------------------------------

    def person(self, name: str = "Rena", *, language: str = "en", started: bool = True) -> Person:
        """Somebody with a private chat with the bot."""
        one = Person(next(self._people_ids), name, language, started)
        self.people[one.id] = one
        return one

    def say(self, who: Person, text: str) -> int:
        """Type something; a leading slash makes a command. Returns the update's id."""
        return self._update("message", self._from(who, {"text": text}, text))

    def say_in_group(
        self, who: Person, text: str, group: int = -100123, kind: str = "supergroup", topic: int = 0
    ) -> int:
        message = self._from(who, {"text": text}, text)
        message["chat"] = {"id": group, "type": kind, "title": "Club"}
        if topic:
            message |= {"is_topic_message": True, "message_thread_id": topic}
        return self._update("message", message)

    def send_file(self, who: Person, name: str, content: bytes, caption: str = "", size: int | None = None) -> int:
        """Send a document; `size` pretends another one."""
        file = self.keep(name, content, size)
        document = {
            "file_id": file.id, "file_unique_id": file.id, "file_name": name, "file_size": file.size,
            "mime_type": "application/octet-stream",
        }  # fmt: skip
        return self._update("message", self._from(who, {"document": document, "caption": caption}, caption))

    def send_video(self, who: Person, name: str, content: bytes, kind: str = "video") -> int:
        """Send a video as one, as a round one ("video_note"), or as a file ("document")."""
        file = self.keep(name, content, kind=kind)
        about = {"file_id": file.id, "file_unique_id": file.id, "file_size": file.size, "duration": 1}
        match kind:
            case "document":
                about |= {"file_name": name, "mime_type": "video/mp4"}
            case "video_note":
                about |= {"length": 240}
            case _:
                about |= {"file_name": name, "width": 1, "height": 1}
        return self.send_kind(who, kind, about)

    def send_kind(self, who: Person, kind: str, value: Any) -> int:
        """Send anything else a message can hold, as the Bot API describes it."""
        return self._update("message", self._from(who, {kind: value}, ""))

    def locate(self, who: Person, latitude: float, longitude: float) -> int:
        return self.send_kind(who, "location", {"latitude": latitude, "longitude": longitude})

    def press(self, who: Person, message: Shown, label: str) -> Query:
        """Press a button by its label, as the message shows it now."""
        keys = [key for row in message.keys for key in row if key.label == label]
        if not keys:
            raise LookupError(f"no button {label!r} among {message.labels}")
        return self.press_data(who, message, keys[0].data)

    def press_data(self, who: Person, message: Shown, data: str) -> Query:
        """A press with any data: an old keyboard, or a client that made it up."""
        query = Query(f"{next(self._ids)}", who.id, time.monotonic())
        self.queries[query.id] = query
        at_message = {"message_id": message.id, "date": 0, "chat": who.as_chat}
        if (message.chat, message.id) in self.messages:
            at_message = self._as_json(message)
        self._update(
            "callback_query",
            {"id": query.id, "from": who.as_user, "message": at_message, "chat_instance": "1", "data": data},
        )
        return query

    def block(self, who: Person) -> int:
        who.blocked = True
        return self._member(who, "member", "kicked")

    def unblock(self, who: Person) -> int:
        who.blocked = False
        return self._member(who, "kicked", "member")

    def forge(self, kind: str, value: Any) -> int:
        """Any update, whatever it holds."""
        return self._update(kind, value)

    def seen(self, who: Person) -> list[Shown]:
        """What the bot wrote to somebody, as it stands now, oldest first."""
        return [
            one
            for key in self.order
            if key[0] == who.id and (one := self.messages.get(key)) is not None and one.from_bot
        ]

    def _member(self, who: Person, old: str, new: str) -> int:
        bot = {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Sinew", "username": self.username}

        def member(status: str) -> dict[str, Any]:
            return {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})

        change = {"chat": who.as_chat, "from": who.as_user, "date": int(self.now())}
        return self._update("my_chat_member", change | {"old_chat_member": member(old), "new_chat_member": member(new)})

    def _from(self, who: Person, content: dict[str, Any], text: str) -> dict[str, Any]:
        number = next(self._ids)
        message: dict[str, Any] = {
            "message_id": number,
            "from": who.as_user,
            "chat": who.as_chat,
            "date": int(self.now()),
        }
        shown = Shown(who.id, number, text, (), at=self.now(), from_bot=False)
        self._show(shown)
        if text.startswith("/"):
            command = text.split()[0]
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": units(command)}]
        return message | content

    def _update(self, kind: str, value: Any) -> int:
        number = self.newest_update = next(self._update_ids)
        if not self._allowed or kind in self._allowed:
            self.pending.append({"update_id": number, kind: value})
            self._news.set()
        return number

    def keep(self, name: str, content: bytes, size: int | None = None, kind: str = "document") -> File:
        """A file that Telegram has, by whomever it was uploaded."""
        file = File(f"file{next(self._ids)}", name, content, len(content) if size is None else size, kind)
        self.files[file.id] = file
        return file

    # --- the bot's side -------------------------------------------------------------------------------------------

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.knocks += 1
        if request.match_info["token"] != self.token:
            shaped = request.match_info["token"].split(":")[0].isdecimal()
            return self._answer(Refusal(401, "Unauthorized") if shaped else Refusal(404, "Not Found"))
        given, files = await self._parameters(request)
        self.requests.append(Request(method, given, files, time.monotonic()))
        for problem in specs.problems(method, given, files.keys()):
            self.violations.append(problem)
        handler = getattr(self, f"_on_{method}", None)
        if method in _MEDIA:
            handler = self._send_media
        if handler is None:
            self.violations.append(f"unknown method {method}")
            return self._answer(Refusal(404, "Not Found: method not found"))
        trouble = self._troubles[method].popleft() if self._troubles[method] else self.weather(method, given)
        await asyncio.sleep(trouble.seconds)
        if trouble.page:
            return web.Response(status=trouble.page, text="<html>Please log in</html>", content_type="text/html")
        result: Any = trouble.refusal
        if result is None and not trouble.before:
            try:
                result = await handler(given, files)
            except Refusal as refusal:
                result = refusal
            except Exception as error:
                self.violations.append(f"{method} broke the server: {error!r}")
                raise
        if trouble.silence:
            await asyncio.sleep(3600)
        if trouble.cut and request.transport is not None:
            request.transport.abort()
        if trouble.garbled:
            return web.Response(text='{"ok":true,"resul', content_type="application/json")
        return self._answer(result)

    def _answer(self, result: Any) -> web.Response:
        if isinstance(result, Refusal):
            body: dict[str, Any] = {"ok": False, "error_code": result.code, "description": result.description}
            if result.parameters:
                body["parameters"] = result.parameters
            return web.json_response(body, status=result.code)
        return web.json_response({"ok": True, "result": result})

    async def _parameters(self, request: web.Request) -> tuple[dict[str, str], dict[str, File]]:
        given: dict[str, str] = dict(request.query)
        files: dict[str, File] = {}
        if request.content_type == "application/json":
            given |= {k: v if isinstance(v, str) else json.dumps(v) for k, v in (await request.json()).items()}
            return given, files
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                files[name] = File("", value.filename, content, len(content))
            else:
                assert isinstance(value, str)
                given[name] = value
        return given, files

    async def _download(self, request: web.Request) -> web.Response:
        file = self.files.get(request.match_info["path"].removeprefix("documents/"))
        if request.match_info["token"] != self.token or file is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        if self._troubles["download"] and (trouble := self._troubles["download"].popleft()).seconds:
            await asyncio.sleep(trouble.seconds)
        return web.Response(body=file.content)

    async def _on_getMe(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        return {
            "id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Sinew", "username": self.username,
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
        }  # fmt: skip

    async def _on_getUpdates(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        if self.hook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
            )
        if "allowed_updates" in given:
            self._allowed = json.loads(given["allowed_updates"])
        offset, limit = int(given.get("offset", 0)), int(given.get("limit", 100))
        while self.pending and self.pending[0]["update_id"] < offset:
            self.confirmed.append(self.pending.popleft()["update_id"])
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(
                Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        mine = self._poller = asyncio.get_running_loop().create_future()
        end = time.monotonic() + int(given.get("timeout", 0))
        while not self.pending and (left := end - time.monotonic()) > 0:
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            try:
                await asyncio.wait([news, mine], timeout=left, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                mine.cancel()  # The one who asked is gone: no conflict with the next.
                raise
            finally:
                news.cancel()
            if mine.done():
                break
        if mine.done():
            mine.result()
        mine.cancel()
        return list(itertools.islice(self.pending, limit))

    async def _on_setWebhook(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        url = given["url"]
        # Telegram calls https only; loopback is how this server can be tested at all.
        if not url.startswith(("https://", "http://127.0.0.1")):
            raise Refusal(400, "bad webhook: An HTTPS URL must be provided for webhook")
        self._unhook()
        if "allowed_updates" in given:
            self._allowed = json.loads(given["allowed_updates"])
        self.hook = _Hook(url, given.get("secret_token", ""))
        self.hook.task = asyncio.create_task(self._call_hook(self.hook))
        return True

    async def _on_deleteWebhook(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        self._unhook()
        return True

    async def _on_getWebhookInfo(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        info: dict[str, Any] = {
            "url": self.hook.url if self.hook else "", "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }  # fmt: skip
        if self.hook and self.hook_answers and self.hook_answers[-1] != 200:
            info["last_error_date"] = int(time.time())
            info["last_error_message"] = f"Wrong response from the webhook: {self.hook_answers[-1]}"
        return info

    def _unhook(self) -> None:
        if self.hook is not None and self.hook.task is not None:
            self.hook.task.cancel()
        self.hook = None

    async def _call_hook(self, hook: _Hook) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                self._news.clear()
                while self.pending:
                    update = self.pending[0]
                    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
                    try:
                        async with session.post(hook.url, json=update, headers=headers) as answer:
                            self.hook_answers.append(answer.status)
                    except aiohttp.ClientError:
                        self.hook_answers.append(0)
                    if self.hook_answers[-1] // 100 == 2:
                        self.confirmed.append(self.pending.popleft()["update_id"])
                    else:
                        await asyncio.sleep(0.05)
                await self._news.wait()

    async def _on_sendMessage(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        chat = self._chat(given)
        text, marks = rules.text(given)
        return self._as_json(self._show(self._new(chat, given, text, marks)))

    async def _send_media(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:
        kind = next(name for name in _MEDIA.values() if name in {**given, **files})
        if kind == "video_note" and "caption" in given:
            raise Refusal(400, "a round video has no caption")
        chat = self._chat(given)
        text, marks = rules.text(given, "caption")
        file = self._file(given, files, kind)
        return self._as_json(self._show(replace(self._new(chat, given, text, marks), kind=kind, file=file)))

    async def _on_editMessageText(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        message = self._to_edit(given)
        if message.kind != "text":
            raise Refusal(400, "there is no text in the message to edit")
        text, marks = rules.text(given)
        return self._changed(message, text, marks, rules.keys(given), message.kind, message.file)

    async def _on_editMessageMedia(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        message = self._to_edit(given)
        media = json.loads(given["media"])
        text, marks = rules.text(media, "caption")
        name = media["media"].removeprefix("attach://")
        return self._changed(
            message,
            text,
            marks,
            rules.keys(given),
            media["type"],
            self._file({}, {media["type"]: files[name]}, media["type"]),
        )

    async def _on_deleteMessage(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        key = (self._chat(given).id, int(given["message_id"]))
        message = self.messages.get(key)
        if message is None:
            raise Refusal(400, "message to delete not found")
        if self.now() - message.at > 48 * 3600:
            raise Refusal(400, "message can't be deleted for everyone")
        del self.messages[key]
        return True

    async def _on_answerCallbackQuery(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        query = self.queries.get(given["callback_query_id"])
        if query is None:
            raise Refusal(400, QUERY_TOO_OLD)
        query.answers += 1
        if query.answers > 1:
            self.violations.append("a press was answered twice")
        age = time.monotonic() - query.at
        if age > self.query_seconds or query.answers > 1:
            raise Refusal(400, QUERY_TOO_OLD)
        text = given.get("text", "")
        if units(text) > 200:
            raise Refusal(400, "MESSAGE_TOO_LONG")
        query.toast, query.answered_after = text, age
        if text:
            self.appeared.append(Shown(query.chat, 0, text, (), kind="toast", at=self.now()))
        return True

    async def _on_setMyCommands(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        commands = json.loads(given["commands"])
        for one in commands:
            rules.check_command(one["command"], one["description"])
        if len(commands) > 100:
            raise Refusal(400, "BOT_COMMANDS_TOO_MUCH")
        scope = json.loads(given.get("scope", '{"type": "default"}'))["type"]
        self.menus[scope, given.get("language_code", "")] = commands
        return True

    async def _on_getFile(self, given: Mapping[str, str], files: Mapping[str, File]) -> Any:  # noqa: N802
        file = self.files.get(given["file_id"])
        if file is None:
            raise Refusal(400, "invalid file_id")
        if file.size > 20 << 20:
            raise Refusal(400, "file is too big")
        return {
            "file_id": file.id,
            "file_unique_id": file.id,
            "file_size": file.size,
            "file_path": f"documents/{file.id}",
        }

    # --- rules ----------------------------------------------------------------------------------------------------

    def _chat(self, given: Mapping[str, str]) -> Person:
        self._pace()
        try:
            number = int(given["chat_id"])
        except ValueError:
            raise Refusal(400, "chat not found") from None
        if number < 0:
            return Person(number, "Club")
        who = self.people.get(number)
        if who is None:
            raise Refusal(400, "chat not found")
        if who.moved_to:
            raise Refusal(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=who.moved_to)
        for wrong, description in (
            (who.deactivated, DEACTIVATED), (who.blocked, BLOCKED), (not who.started, NEVER_STARTED)
        ):  # fmt: skip
            if wrong:
                raise Refusal(403, description)
        return who

    def _pace(self) -> None:
        if self.per_second is None:
            return
        now = time.monotonic()
        while self._sent_at and now - self._sent_at[0] > 1:
            self._sent_at.popleft()
        if len(self._sent_at) >= self.per_second:
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        self._sent_at.append(now)

    def _file(self, given: Mapping[str, str], files: Mapping[str, File], kind: str) -> File:
        if kind not in given:
            rules.check_file(files[kind], kind)
            return self.keep(files[kind].name, files[kind].content, kind=kind)
        kept = self.files.get(given[kind])
        if kept is None:
            raise Refusal(400, "wrong remote file identifier specified: Wrong string length")
        if kept.kind != kind:
            raise Refusal(400, f"can't use file of type {kept.kind} as {kind}")
        return kept

    def _new(self, chat: Person, given: Mapping[str, str], text: str, marks: tuple[Entity, ...]) -> Shown:
        silent = given.get("disable_notification") == "true"
        return Shown(chat.id, next(self._ids), text, marks, rules.keys(given), silent=silent, at=self.now())

    def _show(self, message: Shown) -> Shown:
        self.messages[message.chat, message.id] = message
        self.order.append((message.chat, message.id))
        if message.from_bot:
            self.appeared.append(replace(message))
        return message

    def _to_edit(self, given: Mapping[str, str]) -> Shown:
        message = self.messages.get((self._chat(given).id, int(given["message_id"])))
        if message is None:
            raise Refusal(400, "message to edit not found")
        if not message.from_bot:
            raise Refusal(400, "message can't be edited")
        return message

    def _changed(
        self,
        message: Shown,
        text: str,
        marks: tuple[Entity, ...],
        keys: tuple[tuple[Key, ...], ...],
        kind: str,
        file: File | None,
    ) -> Any:
        if (text, marks, keys, kind, file) == (
            message.text,
            message.entities,
            message.keys,
            message.kind,
            message.file,
        ):
            raise Refusal(400, NOT_MODIFIED)
        message.text, message.entities, message.keys, message.kind, message.file = text, marks, keys, kind, file
        message.edits += 1
        self.appeared.append(replace(message, at=self.now()))
        return self._as_json(message)

    def _as_json(self, message: Shown) -> dict[str, Any]:
        chat = self.people[message.chat].as_chat if message.chat > 0 else {"id": message.chat, "type": "supergroup"}
        out: dict[str, Any] = {"message_id": message.id, "date": int(message.at), "chat": chat}
        name = "text" if message.kind == "text" else "caption"
        if message.text:
            out[name] = message.text
            out["entities" if name == "text" else "caption_entities"] = [one.as_json() for one in message.entities]
        if message.file is not None:
            about = {"file_id": message.file.id, "file_unique_id": message.file.id, "file_size": message.file.size}
            more = {"width": 1, "height": 1}
            match message.kind:
                case "photo":
                    out["photo"] = [about | more]
                case "document":
                    out["document"] = about | {"file_name": message.file.name}
                case kind:
                    out[kind] = about | more | {"duration": 1}
        if message.keys:
            out["reply_markup"] = {
                "inline_keyboard": [
                    [{"text": k.label, **({"url": k.url} if k.url else {"callback_data": k.data})} for k in row]
                    for row in message.keys
                ]
            }
        return out

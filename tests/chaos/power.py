"""A power cut: what was written after the last fsync is gone, or some of it is, or half of it.

The real program runs under strace, which records each write, each fsync and each request to the platform in their
order. A cut is then made anywhere in that record: every file is what its last fsync had made certain, and of the later
writes none, or some in any order, some torn at a sector. A request is a promise: what it says was kept before it left
must be found in what the disk holds.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot import due
from bot.storage import sqlite
from core.athlete import Athlete
from tests.chaos.world import ZONE, World

CALLS = "openat,pwrite64,fsync,fdatasync,ftruncate,unlink,sendto"
SECTOR = 512
_LINE = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$")
_FD = re.compile(r"\d+<([^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@cache
def missing() -> str:
    """Why it cannot be tried here; "" if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed: no power is cut (apt install strace)"
    tried = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "strace may not trace here: no power is cut"


# --- the record ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. `what`: write, syncing, synced, truncate, create, unlink, asked."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""


def steps(record: Path, database: Path) -> Iterator[Step]:
    """What happened to the database's files and on the wire, in order.

    A call that another thread interrupts counts from its beginning; an fsync makes certain, at its end, what was
    written before its beginning.
    """
    mine = str(database)
    waiting: dict[str, str] = {}
    with record.open() as lines:
        for line in lines:
            found = _LINE.match(line)
            if found is None:
                continue
            call, rest = found.groups()
            thread = line.split(None, 1)[0]
            if line.rstrip().endswith("<unfinished ...>"):
                if call in ("fsync", "fdatasync"):
                    waiting[thread] = rest
                    yield Step("syncing", _path(rest))
                    continue
            elif " resumed>" in line:
                if call in ("fsync", "fdatasync") and thread in waiting and rest.rstrip().endswith("= 0"):
                    yield Step("synced", _path(waiting.pop(thread)))
                continue
            yield from _step(call, rest, mine)


def _step(call: str, rest: str, mine: str) -> Iterator[Step]:
    if call == "sendto":
        yield Step("asked", data=_bytes(rest))
        return
    if call == "openat":
        if "O_CREAT" in rest and (path := _named(rest)).startswith(mine):
            yield Step("create", path)
        return
    if call == "unlink":
        if (path := _named(rest)).startswith(mine):
            yield Step("unlink", path)
        return
    path = _path(rest)
    if call in ("fsync", "fdatasync"):
        yield Step("syncing", path)
        yield Step("synced", path)
    elif not path.startswith(mine):
        return
    elif call == "pwrite64":
        after = re.search(r'", \d+, (\d+)', rest)
        assert after is not None, rest[-80:]
        at = int(after.group(1))
        yield Step("write", path, at, _bytes(rest))
    elif call == "ftruncate":
        yield Step("truncate", path, int(re.split(r"[,)<]", rest.split(">", 1)[1])[1]))


def _path(rest: str) -> str:
    found = _FD.match(rest)
    return _plain(found.group(1)).decode(errors="replace") if found else ""


def _named(rest: str) -> str:
    return _bytes(rest).decode(errors="replace")


def _bytes(rest: str) -> bytes:
    found = _STRING.search(rest)
    return _plain(found.group(1)) if found else b""


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


# --- the disk ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class File:
    certain: bytearray = field(default_factory=bytearray)
    later: list[Step] = field(default_factory=list)
    covered: int = 0
    """How many of the later writes the fsync under way makes certain."""
    named: bool = True
    """Its name is certain, too: the folder was synced after it was made."""


class Disk:
    """Files as a record of steps leaves them; `after_a_cut` is what remains."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = {path: File(bytearray(content)) for path, content in files.items()}

    def take(self, step: Step) -> None:
        match step.what:
            case "create":
                self.files.setdefault(step.path, File(named=False))
            case "unlink":
                # SQLite takes away its log only when everything of it is certain elsewhere.
                self.files.pop(step.path, None)
            case "syncing":
                if step.path in self.files:
                    self.files[step.path].covered = len(self.files[step.path].later)
            case "synced":
                self._synced(step.path)
            case "write" | "truncate":
                self.files.setdefault(step.path, File()).later.append(step)

    def _synced(self, path: str) -> None:
        file = self.files.get(path)
        if file is not None:
            for step in file.later[: file.covered]:
                _apply(file.certain, step)
            file.later, file.covered = file.later[file.covered :], 0
        for name, one in self.files.items():
            if str(Path(name).parent) == path:
                one.named = True

    def after_a_cut(self, rng: random.Random | None) -> dict[str, bytes]:
        """Without `rng` everything uncertain is gone; with it, some of it is."""
        out = {}
        for path, file in self.files.items():
            if path.endswith("-shm") or (not file.named and (rng is None or rng.random() < 0.5)):
                continue
            content = bytearray(file.certain)
            kept = [step for step in file.later if rng is not None and rng.random() < 0.5]
            if rng is not None:
                rng.shuffle(kept)
            for step in kept:
                _apply(content, _torn(step, rng) if rng is not None and rng.random() < 0.3 else step)
            out[path] = bytes(content)
        return out


def _apply(content: bytearray, step: Step) -> None:
    if step.what == "truncate":
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))
        return
    if len(content) < step.at:
        content.extend(bytes(step.at - len(content)))
    content[step.at : step.at + len(step.data)] = step.data


def _torn(step: Step, rng: random.Random) -> Step:
    sectors = len(step.data) // SECTOR
    return Step(step.what, step.path, step.at, step.data[: rng.randint(0, sectors) * SECTOR]) if sectors else step


# --- what was promised ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Promise:
    what: str
    chat: str = ""
    number: int = 0
    day: str = ""


def promise(request: bytes) -> Promise | None:
    """What a request to the Bot API says was kept."""
    head, _, body = request.partition(b"\r\n\r\n")
    try:
        given = {name: str(value) for name, value in json.loads(body).items()}
    except ValueError:
        return None
    text, chat = given.get("text", ""), given.get("chat_id", "")
    if b"/getUpdates" in head and int(given.get("offset", 0)):
        return Promise("taken in", number=int(given["offset"]))
    if b"/sendMessage" not in head:
        return None
    if found := re.search(r"Morning (\d{4}-\d\d-\d\d)", text):
        return Promise("morning", chat, day=found.group(1))
    if found := re.search(r"Noted as number (\d+)", text):
        return Promise("noted", chat, int(found.group(1)))
    return Promise("forgotten", chat) if "Forgotten." in text else None


class Kept:
    """What a database holds, asked for what was promised."""

    def __init__(self, path: Path, updates: Sequence[int]) -> None:
        self._updates = updates
        self._db = sqlite3.connect(path)

    def close(self) -> None:
        self._db.close()

    def sound(self) -> str:
        return str(self._one("PRAGMA integrity_check"))

    def _one(self, question: str, *given: Any) -> Any:
        return self._db.execute(question, given).fetchone()[0]

    def holds(self, one: Promise, forgotten: bool) -> bool:
        whose = "person = (SELECT person FROM address WHERE chat = ?)"
        match one.what:
            case "taken in":
                mine = [number for number in self._updates if number < one.number]
                marks = ",".join("?" * len(mine))
                found = self._one(f"SELECT count(*) FROM inbox WHERE event_id IN ({marks})", *map(str, mine))  # noqa: S608
                return bool(found == len(mine))
            case "forgotten":
                return not self._one("SELECT count(*) FROM address WHERE chat = ?", one.chat)
            case _ if forgotten:
                return True  # It was erased since, as was wished.
            case "morning":
                row = f"SELECT count(*) FROM outbox WHERE {whose} AND payload IS NOT NULL AND key LIKE ?"  # noqa: S608
                said = f"SELECT count(*) FROM entry WHERE {whose} AND day = ? AND body LIKE '%morning%'"  # noqa: S608
                return bool(
                    self._one(row, one.chat, f"morning:%:{one.day}") == 1 and self._one(said, one.chat, one.day) == 1
                )
            case _:
                noted = f"SELECT count(*) FROM entry WHERE {whose} AND n = ? AND body LIKE '%effort%'"  # noqa: S608
                return bool(self._one(noted, one.chat, one.number) == 1)


@dataclass(slots=True)
class Cuts:
    cuts: int = 0
    promises: int = 0
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.cuts} power cuts, {self.promises} promises looked up, {len(self.broken)} broken"


def cut(
    record: Path, database: Path, before: Mapping[str, bytes], updates: Sequence[int], count: int, seed: int
) -> Cuts:
    """So many cuts, most of them right after a promise, and what was found."""
    rng = random.Random(seed)
    story = list(steps(record, database))
    promised = [(at, found) for at, step in enumerate(story) if step.what == "asked" and (found := promise(step.data))]
    # A runner who asks to be forgotten may be so a moment before it is said.
    gone = {found.chat for _, found in promised if found.what == "forgotten"}
    just_after = [at for at, _ in promised]
    chosen = sorted(
        rng.sample(just_after, min(len(just_after), count * 2 // 3))
        + [rng.randrange(len(story)) for _ in range(max(count // 3, count - len(just_after)))]
    )
    disk, tally, at = Disk(before), Cuts(), 0
    with tempfile.TemporaryDirectory() as folder:
        for end in chosen:
            for step in story[at : end + 1]:
                disk.take(step)
            at = max(at, end + 1)
            mine = [found for when, found in promised if when <= end]
            for chance in (None, rng):
                tally.cuts += 1
                remains = disk.after_a_cut(chance)
                for path, content in remains.items():
                    (Path(folder) / Path(path).name).write_bytes(content)
                with closing(Kept(Path(folder) / database.name, updates)) as kept:
                    try:
                        if (state := kept.sound()) != "ok":
                            tally.broken.append(f"step {end}: {state}")
                            continue
                        tally.promises += len(mine)
                        tally.broken += [f"step {end}: {one}" for one in mine if not kept.holds(one, one.chat in gone)]
                    except sqlite3.DatabaseError as error:
                        tally.broken.append(f"step {end}: unreadable, {error}")
                for left in Path(folder).iterdir():
                    left.unlink()
    return tally


# --- the story --------------------------------------------------------------------------------------------------------


async def lived(folder: Path, *, days: int = 2, runners: int = 6, careless: bool = False) -> dict[str, Any]:
    """Some days of a coach under strace, to its end by a kill; what `cut` needs. `careless`: fsync is left out."""
    world = World(folder, "telegram", runners=runners)
    record = folder / "record"
    database = sqlite.path_of(world.url)
    under = [
        "strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(record),
    ]  # fmt: skip
    async with world.open(under):
        await world.store.close()
        before = {str(database): database.read_bytes()}
        child = await world.morning_of(world.day, careless=careless)
        for _ in range(days):
            await _a_day(world)
            world.days += 1
            if world.days < days:
                world.set_clock(due.at_local(ZONE, world.day, Athlete().morning) + timedelta(seconds=5))
        await asyncio.sleep(0.3)
        child.kill()
        await child.code
        updates = list(range(500_001, world.api.newest_update + 1))
    return {"record": record, "database": database, "before": before, "updates": updates}


async def _a_day(world: World) -> None:
    day: date = world.day
    await _seen(world, world.people, f"Morning {day}")
    await world.press(world.people)
    for who in world.people[1:]:
        for n in range(3):
            world.api.say(who, f"echo {day} {n}")
    await _seen(world, world.people, "Noted as number", world.days + 1)
    if world.days == 0:
        goes = world.people.pop()
        world.api.say(goes, "/forget")
        await _seen(world, [goes], "Forgotten.")
    await _seen(world, world.people[1:], f"I heard echo {day} 2")


async def _seen(world: World, some: Sequence[Any], words: str, times: int = 1) -> None:
    end = time.monotonic() + 60
    while not all(world.count(who, words) >= times for who in some):
        if time.monotonic() > end:
            raise TimeoutError(f"nobody said {words!r}: {world.tail()}")
        await asyncio.sleep(0.05)

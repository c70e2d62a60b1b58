"""`sinew doctor`: looks at everything that could be wrong, one line each, with what to do about it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.gateway import ConfigurationError
from bot import settings
from bot.cli import setup
from bot.schedule import due
from bot.settings import Settings
from bot.storage import Connection, StorageError, Store, outbox, people, sqlite
from bot.storage.store import revisions
from bot.words import languages

ROOM = 200_000_000
"""Bytes below which a disk is called nearly full."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, look or wrong."""

    about: str
    state: str
    says: str


async def command(given: argparse.Namespace) -> int:
    worst = 0
    async for one in findings():
        sign = {"ok": "✓", "look": "!", "wrong": "✗"}[one.state]
        sys.stdout.write(f"{sign} {one.about}: {one.says}\n")
        worst = max(worst, one.state == "wrong")
    return int(worst)


async def findings() -> AsyncIterator[Finding]:
    try:
        found = settings.load()
    except ConfigurationError as error:
        yield Finding("settings", "wrong", str(error))
        return
    yield Finding("settings", "ok", "every SINEW_ variable is understood")
    for one in [*_platforms(found), *_here(found)]:
        yield one
    async for finding in _database(found):
        yield finding


def _platforms(found: Settings) -> Iterator[Finding]:
    for name, secret, shape in (
        ("Telegram", found.telegram_token, ":"),
        ("Discord", found.discord_token, "."),
    ):
        variable = f"SINEW_{name.upper()}_TOKEN"
        if secret is None:
            yield Finding(name, "look", f"{variable} is not set; `sinew run` leaves {name} out")
        elif shape not in secret.get_secret_value():
            yield Finding(name, "wrong", f"{variable} does not look like a token of {name}; copy it again")
        else:
            yield Finding(name, "ok", f"{variable} is set")


def _here(found: Settings) -> Iterator[Finding]:
    now = setup.clock_of(found).now()
    built = datetime(2026, 1, 1, tzinfo=UTC)
    if now < built:
        yield Finding("clock", "wrong", f"it says {now:%Y-%m-%d}, which has gone by: set the system's time")
    else:
        yield Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")
    try:
        due.zone_of("Europe/Berlin")
        yield Finding("time zones", "ok", "the tzdata package is there")
    except ValueError:
        yield Finding("time zones", "wrong", "none are known: install the tzdata package")
    yield Finding("words", "ok", ", ".join(languages()))


async def _database(found: Settings) -> AsyncIterator[Finding]:
    url = found.database_url
    if sqlite.is_sqlite(url):
        path = sqlite.path_of(url)
        for one in _disk(path):
            yield one
        if not _exists(path):
            yield Finding("database", "look", f"{path} is not there yet; the first start makes it")
            return
    store = Store(url)
    try:
        revision = await store.revision()
        if revision not in revisions():
            yield Finding("database", "wrong", f"layout {revision!r} is of another version: update Sinew")
            return
        if revision != revisions()[-1]:
            yield Finding("database", "look", f"layout {revision!r} is older: `sinew migrate` lifts it")
            return
        yield Finding("database", "ok", f"{store.where}, layout {revision}")
        async for one in _work(store, setup.clock_of(found).now()):
            yield one
    except StorageError as error:
        yield Finding("database", "wrong", str(error))
    finally:
        await store.close()


def _exists(path: Path) -> bool:
    return path.exists()


def _disk(path: Path) -> Iterator[Finding]:
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        yield Finding("disk", "wrong", f"{path} cannot be written to: give Sinew's user the right")
    free = shutil.disk_usage(folder).free
    state = "ok" if free > ROOM else "look"
    says = f"{free / 1e9:.1f} GB free" + ("" if free > ROOM else ": make room before it is full")
    yield Finding("disk", state, says)


async def _work(store: Store, now: datetime) -> AsyncIterator[Finding]:
    async def ask(connection: Connection) -> tuple[datetime | None, datetime | None, int]:
        last = await people.last_beat(connection, "tick")
        return last, await outbox.oldest(connection), await people.count(connection)

    last, oldest, runners = await store.read(ask)
    yield Finding("runners", "ok", str(runners))
    if last is None:
        yield Finding("last tick", "look", "none yet: no coach has been at work on this database")
    elif now - last > timedelta(minutes=2):
        yield Finding("last tick", "look", f"{last:%Y-%m-%d %H:%M} UTC: no coach is at work (`sinew run`)")
    else:
        yield Finding("last tick", "ok", f"{(now - last).total_seconds():.0f} s ago")
    if oldest is None or now - oldest < timedelta(minutes=10):
        yield Finding("messages", "ok", "nothing has been waiting for long")
    else:
        minutes = (now - oldest).total_seconds() / 60
        yield Finding("messages", "look", f"one has been waiting for {minutes:.0f} min: see the log for action=send.")

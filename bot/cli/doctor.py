"""`sinew doctor`: looks at everything that could be wrong, one line each, with what to do about it."""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.gateway import ConfigurationError, Unreachable, WrongToken
from bot import due, platforms, settings, zones
from bot.cli import setup
from bot.schedule import hands, lease
from bot.settings import Settings
from bot.storage import Connection, StorageError, Store, errors, leases, overview, people, sqlite
from bot.storage.leases import Sign
from bot.storage.overview import State
from bot.storage.store import revisions
from bot.words import languages

ROOM = 200_000_000
"""Bytes below which a disk is called nearly full."""
OLD_TICK = 120.0
"""Seconds after which nobody can be at work."""
WAITS_LONG = 600.0
"""Seconds that a message may be late without a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, look or wrong."""

    about: str
    state: str
    says: str


async def command(given: argparse.Namespace) -> int:
    worst = 0
    async for one in findings(offline=given.offline):
        sign = {"ok": "✓", "look": "!", "wrong": "✗"}[one.state]
        sys.stdout.write(f"{sign} {one.about}: {one.says}\n")
        worst = max(worst, one.state == "wrong")
    return int(worst)


async def findings(*, offline: bool = False) -> AsyncIterator[Finding]:
    try:
        found = settings.load()
    except ConfigurationError as error:
        yield Finding("settings", "wrong", str(error))
        return
    if strangers := settings.strangers():
        yield Finding("settings", "look", f"{', '.join(strangers)}: no setting of that name; is it a slip?")
    else:
        yield Finding("settings", "ok", "every SINEW_ variable is understood")
    async for one in _platforms(found, offline):
        yield one
    for one in _here(found):
        yield one
    async for finding in _database(found):
        yield finding


async def _platforms(found: Settings, offline: bool) -> AsyncIterator[Finding]:
    for name, secret in (("Telegram", found.telegram_token), ("Discord", found.discord_token)):
        variable = f"SINEW_{name.upper()}_TOKEN"
        if secret is None:
            yield Finding(name, "look", f"{variable} is not set; `sinew run` leaves {name} out")
        elif not _of(name, "outcomes").SHAPE.fullmatch(secret.get_secret_value()):
            yield Finding(name, "wrong", f"{variable} does not look like a token of {name}; copy it again")
        elif offline:
            yield Finding(name, "ok", f"{variable} is set; {name} was not asked")
        else:
            taken = await _asked(name, variable, secret.get_secret_value())
            yield taken
            if name == "Telegram" and taken.state == "ok":
                yield await _hooked(secret.get_secret_value(), found.telegram_webhook or "")


async def _asked(name: str, variable: str, token: str) -> Finding:
    """The platform itself on its token; one that cannot be reached now is no fault of the settings."""
    try:
        return Finding(name, "ok", f"takes the token; there I am {await _of(name, 'knock').knock(token)}")
    except WrongToken:
        return Finding(name, "wrong", f"does not take the token in {variable}: copy it again, or have a new one made")
    except Unreachable as error:
        says = f"{variable} is set, but {name} cannot be reached from here now ({error}), so it was not tried"
        return Finding(name, "look", f"{says}. `sinew run` waits for it")


def _of(platform: str, module: str) -> Any:
    """A platform's library is imported only where its token is set."""
    return importlib.import_module(f"adapters.{platform.lower()}.{module}")


async def _hooked(token: str, ours: str) -> Finding:
    """Whether runners' messages come the way that is set."""
    from adapters.telegram.knock import hook

    about = "Telegram's calls"
    try:
        found = await hook(token)
    except (WrongToken, Unreachable):
        return Finding(about, "look", "Telegram did not say where they go")
    if found.url == ours:
        if found.error and found.waiting:
            says = f"{found.waiting} messages wait, because a call failed ({found.error}): look at the proxy"
            return Finding(about, "look", says)
        return Finding(about, "ok", f"come to {ours}" if ours else "none; the coach asks for messages")
    if ours:
        says = f"do not come to {ours}, but {'to another address' if found.url else 'nowhere'}"
        return Finding(about, "look", f"{says}. A coach at work mends that within 15 minutes; is one?")
    says = "a webhook is set, though SINEW_TELEGRAM_WEBHOOK is not. `sinew run` takes it away"
    return Finding(about, "look", f"{says}; if another program uses this token, stop one of the two")


def _here(found: Settings) -> Iterator[Finding]:
    now = setup.clock_of(found).now()
    built = datetime(2026, 1, 1, tzinfo=UTC)
    if now < built:
        yield Finding("clock", "wrong", f"it says {now:%Y-%m-%d}, which has gone by: set the system's time")
    else:
        yield Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")
    if _known("Europe/Berlin"):
        yield Finding("time zones", "ok", f"by the rules of {zones.in_use() or 'an unknown date'}")
    else:
        yield Finding("time zones", "wrong", "none are known: install the tzdata package")
    yield Finding("words", "ok", ", ".join(languages()))


async def _database(found: Settings) -> AsyncIterator[Finding]:
    url = found.database_url
    if sqlite.is_sqlite(url):
        path = sqlite.path_of(url)
        try:
            there = _exists(path)
        except OSError as error:
            yield Finding("database", "wrong", str(errors.NoPlace(str(path), error.strerror or "")))
            return
        for one in _disk(path):
            yield one
        if not there:
            yield Finding("database", "look", f"{path} is not there yet; the first start makes it")
            return
    try:
        store = Store(url)
    except StorageError as error:
        yield Finding("database", "wrong", str(error))
        return
    try:
        revision = await store.revision()
        if revision not in revisions():
            yield Finding("database", "wrong", f"layout {revision!r} is of another version: update Sinew")
            return
        if revision != revisions()[-1]:
            yield Finding("database", "look", f"layout {revision!r} is older: `sinew migrate` lifts it")
            return
        if damage := await store.read(overview.damage):
            says = f"{store.where} is damaged ({damage}). Stop the coach; `sinew restore` brings a backup back"
            yield Finding("database", "wrong", says)
            return
        yield Finding("database", "ok", f"{store.where}, layout {revision}")
        if spoiled := await store.read(overview.spoiled):
            cells = ", ".join(f"{name} {count}" for name, count in spoiled.items())
            says = f"cannot be read: {cells}. Their own runners miss what stood there, nobody else does"
            yield Finding("cells", "wrong", f"{says}. A disk may be failing: keep a backup elsewhere, and look at it")
        async for one in work(store, setup.clock_of(found).now(), platforms.named(found)):
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
    if path.exists() and os.name == "posix" and path.stat().st_mode & 0o077:
        yield Finding("privacy", "look", f"other users of this machine can read {path}: chmod 600 it")
    free = shutil.disk_usage(folder).free
    state = "ok" if free > ROOM else "look"
    says = f"{free / 1e9:.1f} GB free" + ("" if free > ROOM else ": make room before it is full")
    yield Finding("disk", state, says)


async def work(store: Store, now: datetime, here: Collection[str]) -> AsyncIterator[Finding]:
    """What the database says of those who are at work on it. `here`: the platforms whose token is set."""

    async def ask(connection: Connection) -> tuple[State, int, list[str], list[Sign]]:
        return (
            await overview.state(connection, now, await lease.served(connection, here)),
            await people.count(connection), await people.zones(connection), await leases.signs(connection),
        )  # fmt: skip

    state, runners, lived_in, signs = await store.read(ask)
    yield Finding("runners", "ok", f"{runners}, {state.bytes / 1e6:.1f} MB")
    if strange := [one for one in lived_in if not _known(one)]:
        yield Finding("time zones", "wrong", f"{', '.join(strange)}: some runner's, not known here; update tzdata")
    for platform, why in state.refused.items():
        says = f"left alone by the coach at work {why}. Put it right and start the coach again"
        yield Finding(f"{platform} at work", "wrong", says)
    for platform, count in state.stranded.items():
        name, have = platform.capitalize(), "runner has" if count == 1 else "runners have"
        says = f"{count} {have} only {name}, and nothing serves it. With its token set (SINEW_{platform.upper()}_TOKEN)"
        yield Finding("out of reach", "look", f"{says}, `sinew run` does, and they need not do anything")
    yield _tick(state.since_tick)
    if not store.embedded:
        for finding in _fleet({one.name: one for one in signs}):
            yield finding
    if state.oldest_seconds < WAITS_LONG:
        yield Finding("messages", "ok", "nothing has been waiting for long")
    else:
        says = f"{sum(state.waiting.values())} waiting, the oldest for {state.oldest_seconds / 60:.0f} min"
        yield Finding("messages", "look", f"{says}: see the log for action=send. and action=outbox.")


def _tick(seconds: float | None) -> Finding:
    if seconds is None:
        return Finding("last tick", "look", "none yet: no coach has been at work on this database")
    if seconds < -OLD_TICK:
        return Finding("last tick", "wrong", f"{-seconds / 60:.0f} min ahead: the clock was set back; set it right")
    if seconds > OLD_TICK:
        return Finding("last tick", "look", f"{seconds / 60:.0f} min ago: no coach is at work (`sinew run`)")
    return Finding("last tick", "ok", f"{max(0.0, seconds):.0f} s ago")


def _fleet(signs: Mapping[str, Sign]) -> Iterator[Finding]:
    """Who serves each platform and until when, and whether workers help."""
    for name, one in signs.items():
        if name == hands.WORKERS:
            continue
        about = f"{name.partition(':')[2]} is served"
        left = lease.LASTS.total_seconds() - one.seconds
        if one.holder and left > 0:
            yield Finding(
                about, "ok", f"by {one.holder[:8]}, seen {one.seconds:.0f} s ago; for {left:.0f} s more at least"
            )
        elif one.holder:
            says = f"by nobody: {one.holder[:8]} fell silent {_ago(one.seconds)} ago, and no process stands by"
            yield Finding(about, "look", f"{says}. Start `sinew run`; the log has its end (holder={one.holder[:8]}…)")
        else:
            yield Finding(about, "look", f"by nobody: it was handed back {_ago(left * -1)} ago. Start `sinew run`")
    last = signs.get(hands.WORKERS)
    if last is None:
        yield Finding("workers", "ok", "none yet; the process that serves a platform plans for it")
    elif last.seconds < hands.SILENT.total_seconds():
        yield Finding("workers", "ok", f"the last sign of one was {last.seconds:.0f} s ago ({last.holder[:8]})")
    else:
        says = (
            f"none since {_ago(last.seconds)} ago ({last.holder[:8]}); the process that serves a platform plans for it"
        )
        yield Finding("workers", "look", f"{says}. If that is too much for one, start `sinew worker`")


def _ago(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"


def _known(zone: str) -> bool:
    try:
        due.zone_of(zone)
    except ValueError:
        return False
    return True

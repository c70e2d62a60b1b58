"""Where the children of the chaos tests come from: the product is imported once here, and each child is a fork of it.

A child is the real program with its real arguments. What is different: the platforms' addresses (which are constants of
their libraries), the dialogue (a small one, so that every message can be counted), the point at which it is killed,
and, where asked, shorter leases. Speaks JSON lines: {"argv", "env", "log", ...} in, {"pid"} and {"pid", "code"} out.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import selectors
import signal
import sys
import time
from datetime import timedelta
from typing import Any

import yarl

LOADED = (
    "adapters.discord.gateway", "adapters.telegram.gateway", "alembic.command", "apscheduler.schedulers.asyncio",
    "bot.__main__", "bot.cli.migrate", "bot.cli.run", "bot.cli.worker", "bot.schedule.fleet", "bot.storage.migrate",
    "psycopg", "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite", "tests.bot.echo", "tests.chaos.points",
)  # fmt: skip


def main() -> None:
    for name in LOADED:
        __import__(name)
    parent = os.getppid()
    watch = selectors.DefaultSelector()
    watch.register(sys.stdin.buffer, selectors.EVENT_READ)
    os.set_blocking(sys.stdin.fileno(), False)
    said, alive = b"", set[int]()
    say({"ready": os.getpid()})
    while os.getppid() == parent:
        if watch.select(0.02):
            more = sys.stdin.buffer.read()
            if not more:
                break
            said += more
            *lines, said = said.split(b"\n")
            for line in lines:
                pid = os.fork()
                if pid == 0:
                    watch.close()
                    live(json.loads(line))
                alive.add(pid)
                say({"pid": pid})
        for pid in sorted(alive):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                alive.discard(pid)
                say({"pid": pid, "code": os.waitstatus_to_exitcode(status)})
    for pid in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def say(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def live(given: dict[str, Any]) -> None:
    """The child: never returns."""
    code = 70
    try:
        log = os.open(given["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number in (1, 2):
            os.dup2(log, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.update(given["env"])
        os.environ["TZ"] = "Asia/Kathmandu"
        time.tzset()
        arrange(given)
        from bot.__main__ import main as program

        code = program(given["argv"])
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def arrange(given: dict[str, Any]) -> None:
    import discord

    import bot.cli.run
    import bot.cli.worker
    import bot.jobs
    import bot.schedule.hands
    import bot.schedule.lease
    from adapters.telegram import gateway as telegram
    from bot.storage import Store
    from tests.bot.echo import ECHO
    from tests.chaos import points

    if given.get("echo", True):
        for one in (bot.cli.run, bot.cli.worker):
            one.DIALOGUES = (ECHO,)  # type: ignore[attr-defined]
    api = given.get("telegram")
    if api:
        init = telegram.TelegramGateway.__init__

        def here(self: Any, *rest: Any, **named: Any) -> None:
            init(self, *rest, **named, base_url=api["url"], base_file_url=api["file_url"])

        telegram.TelegramGateway.__init__ = here  # type: ignore[method-assign]
    club = given.get("discord")
    if club:
        discord.http.Route.BASE = f"{club['url']}/api/v10"
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(club["socket_url"])
    quick = given.get("lease_seconds")
    if quick:
        bot.schedule.lease.LASTS = timedelta(seconds=quick)
        bot.schedule.lease.MARGIN = timedelta(seconds=quick / 4)
        bot.schedule.lease.RENEW_SECONDS = quick / 4
        bot.schedule.lease.ASK_SECONDS = 0.1
        for module, name, value in (
            (bot.schedule.hands, "LEASE", timedelta(seconds=4 * quick)),
            (bot.schedule.hands, "LASTS", timedelta(seconds=4 * quick)),
            (bot.jobs, "SWEEP_SECONDS", quick),
        ):
            setattr(module, name, value)
    if given.get("careless"):
        # A coach that does not wait for its disk: the harness must see the difference.
        setattr(bot.cli.run, "Store", functools.partial(Store, durable=False))  # noqa: B010
    if given.get("kill"):
        points.plant(given["kill"], given["count"], given["platform"])


if __name__ == "__main__":
    main()

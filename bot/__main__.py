"""`sinew`: the commands. This file only chooses; what a command does stands in `bot/cli/`."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
from collections.abc import Sequence

from adapters.gateway import ConfigurationError
from bot import garbage


class _Parser(argparse.ArgumentParser):
    """Everything that is not an answer goes to standard error (argparse's own way for errors)."""


def parser() -> argparse.ArgumentParser:
    top = _Parser(prog="sinew", description="A strength coach for runners that lives in a chat.")
    top.add_argument("--version", action="store_true", help="say which version this is")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    demo = commands.add_parser("demo", help="the coach in the terminal, with a clock you can move")
    demo.add_argument("--jsonl", action="store_true", help="speak one JSON object a line, for scripts and tests")
    demo.add_argument("--db", metavar="PATH", help="keep the diary in this file (default: a temporary one)")
    demo.add_argument("--at", metavar="ISO", help="when the demo begins, with offset (default: now)")
    demo.add_argument("--person", metavar="NAME", default="runner", help="who is speaking (default: runner)")

    chat = commands.add_parser("chat", help="the coach in the terminal, on your own diary and the real clock")
    chat.add_argument("--person", metavar="NAME", default="runner", help="who is speaking (default: runner)")

    commands.add_parser("run", help="the coach on the platforms whose tokens are set")
    commands.add_parser("worker", help="on PostgreSQL: plan for those that run, in as many processes as you like")
    commands.add_parser("migrate", help="bring the database to this version's layout")
    doctor = commands.add_parser("doctor", help="look at everything that could be wrong, and say what to do")
    doctor.add_argument("--offline", action="store_true", help="ask no platform whether it takes the token")
    backup = commands.add_parser("backup", help="copy the diary while the coach is at work")
    backup.add_argument("path", nargs="?", help="a file or a folder (default: backups/ beside the diary)")
    restore = commands.add_parser("restore", help="put a backup in the diary's place")
    restore.add_argument("path", help="a backup")
    export = commands.add_parser("export", help="write the whole installation as lines, for another database")
    export.add_argument("--all", action="store_true", help="every runner (one runner asks the coach: /export)")
    export.add_argument("path", nargs="?", help="a file (default: standard output)")
    bring = commands.add_parser("import", help="fill an empty database from such lines")
    bring.add_argument("path", help="what `sinew export --all` wrote")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    top = parser()
    given = top.parse_args(arguments)
    if given.version:
        from bot.version import number

        sys.stdout.write(f"sinew {number()}\n")
        return 0
    if not given.command:
        top.print_help(sys.stderr)
        return 2
    name = "import_" if given.command == "import" else given.command
    with garbage.loading():
        module = importlib.import_module(f"bot.cli.{name}")
    from bot.storage import StorageError
    from bot.storage.errors import Passes

    try:
        code = asyncio.run(module.command(given))
        return int(code or 0)
    except Passes as error:
        sys.stderr.write(f"sinew: {error.ended}\n")
        return 1
    except (ConfigurationError, StorageError) as error:
        sys.stderr.write(f"sinew: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())

"""Three folders, two arrows. Each rule is tried with a planted violation: a rule that never bites is no rule."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FOLDERS = ("core", "bot", "adapters")


def lint_imports(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    for folder in FOLDERS:
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line", "rule"),
    [
        ("core/planted.py", "import adapters.messages", "core knows no chat"),
        ("core/planted.py", "import bot", "core knows no chat"),
        ("core/planted.py", "import asyncio", "core knows no chat"),
        ("core/planted.py", "from random import choice", "core knows no chat"),
        ("core/planted.py", "import sqlalchemy.orm", "core knows no chat"),
        ("adapters/planted.py", "import core", "adapters import nothing"),
        ("adapters/planted.py", "def late():\n    import bot", "adapters import nothing"),
        ("adapters/messages.py", "import adapters.gateway", "no platform imports another"),
        ("adapters/console/__init__.py", "import adapters.telegram", "no platform imports another"),
        ("adapters/telegram/__init__.py", "import adapters.discord", "no platform imports another"),
        ("adapters/gateway.py", "import adapters.discord", "no platform imports another"),
        ("bot/planted.py", "import telegram.ext", "a platform's library"),
        ("bot/planted.py", "from discord import Client", "a platform's library"),
        ("core/kit.py", "def late():\n    import core.week.rules", "no circles"),
        ("bot/storage/people.py", "def late():\n    import bot.schedule.tick", "no circles"),
        (
            "bot/dialogues/shared/common.py",
            "def late():\n    import bot.dialogues.today.day",
            "what the dialogues share",
        ),
    ],
)
def test_a_forbidden_import_is_seen(copy: Path, file: str, line: str, rule: str) -> None:
    for platform in ("console", "telegram", "discord"):
        (copy / "adapters" / platform).mkdir(exist_ok=True)
        (copy / "adapters" / platform / "__init__.py").touch()
    with (copy / file).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")

    verdict = lint_imports(copy)

    broken = [said for said in verdict.stdout.splitlines() if said.endswith("BROKEN")]
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert any(said.startswith(rule) for said in broken), verdict.stdout


def test_the_rules_hold(root: Path) -> None:
    verdict = lint_imports(root)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_every_platform_is_under_the_rule(root: Path) -> None:
    """A new platform folder has to be named in the contract, or it could import its neighbours unseen."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["id"] == "platforms-are-strangers")["layers"]
    named = {name.strip(" ()") for name in layers[0].split("|")}
    assert {init.parent.name for init in root.glob("adapters/*/__init__.py")} <= named


# What would make two runs of the same diary differ, or read something that was not handed in.
# fmt: off
IMPURE = {
    "asyncio", "ctypes", "getpass", "gettext", "glob", "http", "io", "locale", "logging", "multiprocessing", "os",
    "platform", "queue", "random", "secrets", "select", "selectors", "shutil", "signal", "socket", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}
# fmt: on
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "breakpoint", "globals"}
CLOCKS = {"now", "utcnow", "today", "localtime", "astimezone"}


def impurities(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module=str(module)):
                modules = [module]
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                found.append(f"line {node.lineno}: {name}()")
                continue
            case ast.Call(func=ast.Attribute(attr=name), args=[]) if name in CLOCKS:
                found.append(f"line {node.lineno}: .{name}()")
                continue
            case ast.AsyncFunctionDef():
                found.append(f"line {node.lineno}: async def")
                continue
            case _:
                continue
        for module in modules:
            top = module.partition(".")[0]
            if top in IMPURE or (top != "core" and top not in sys.stdlib_module_names):
                found.append(f"line {node.lineno}: import {module}")
    return found


def test_core_turns_values_into_values(root: Path) -> None:
    found = {
        str(file.relative_to(root)): [one.partition(": ")[2] for one in wrong]
        for file in sorted(root.glob("core/**/*.py"))
        if (wrong := impurities(file.read_text(encoding="utf-8")))
    }
    # A record's __init__ is written as text once, as dataclasses itself does it.
    assert found == {"core/records.py": ["exec()"]}


@pytest.mark.parametrize(
    "planted",
    [
        "import asyncio",
        "import os.path",
        "from os import environ",
        "from random import choice",
        "import time",
        "import yaml",
        "from bot.clock import Clock",
        "today = date.today()",
        "at = datetime.now()",
        "text = open('x').read()",
        "async def plan(): ...",
        "def plan():\n    import sqlite3",
    ],
)
def test_what_would_spoil_core_is_seen(planted: str) -> None:
    assert impurities(planted)

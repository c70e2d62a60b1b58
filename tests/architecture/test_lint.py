"""The linter's own rules that the design leans on, seen to bite."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOW = "from datetime import UTC, datetime\n\nat = datetime.now(UTC)\n"


def rules(root: Path, file: str, source: str) -> str:
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), "check", "--no-cache", "--output-format=concise", f"--stdin-filename={root / file}", "-"]
    return subprocess.run(
        command, cwd=root, input=source, capture_output=True, text=True, check=False, timeout=60
    ).stdout


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (NOW, "TID251"),
        ("from datetime import datetime\n\nat = datetime.now()\n", "DTZ005"),
        ("from datetime import date\n\nday = date.today()\n", "DTZ011"),
        ("import time\n\nat = time.time()\n", "TID251"),
        ("from datetime import datetime\n\nat = datetime(2026, 3, 29, 7)\n", "DTZ001"),
    ],
)
@pytest.mark.parametrize("folder", ["core", "bot", "bot/schedule", "adapters/telegram"])
def test_a_second_clock_is_seen(root: Path, folder: str, source: str, rule: str) -> None:
    assert rule in rules(root, f"{folder}/planted.py", source)


def test_the_one_clock_may_read_the_time(root: Path) -> None:
    assert "DTZ" not in rules(root, "bot/clock.py", NOW)
    assert "TID251" not in rules(root, "bot/clock.py", NOW)

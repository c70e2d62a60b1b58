"""A day with the small dialogue of `tests.bot.echo`, on any platform."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.stages.stage import Stage


async def lived(stage: Stage, tmp_path: Path) -> None:
    """Commands, presses, an export, a file, a restart and two mornings."""
    await stage.say("/start")
    assert stage.last().labels == ["Berlin"]
    await stage.press("Berlin")
    assert stage.last().text == "You live in Europe/Berlin."
    await stage.call("today")
    assert stage.last().card == {"light": "hold", "session": "x"}
    await stage.press("Plus")
    assert stage.last().text == "Today\n1 so far"
    assert stage.last().labels == ["Done", "Plus"]
    await stage.restart()
    await stage.press("Done")
    assert "Noted" in stage.last().text
    await stage.say("/export")
    assert stage.last().document == b"{}"
    file = tmp_path / "a.json"
    file.write_bytes(b"{}")
    await stage.send(file)
    assert stage.last().text == "Read 2 bytes."
    mornings = await stage.clock("+48h")
    assert any("Morning" in one.text for one in mornings)


async def noticed(stage: Stage, shown: Callable[[], int]) -> None:
    """A notice says its word, and an edit is no new message. `shown`: how many messages the runner's screen has."""
    await stage.say("/start")
    await stage.press("Berlin")
    await stage.call("today")
    (seen,) = await stage.press("Why?")
    assert (seen.notice, seen.text) == (True, "Because.")
    before = shown()
    (seen,) = await stage.press("Plus")
    assert seen.edits
    assert shown() == before


async def apart(stage: Stage, key: Callable[[], str]) -> None:
    """Two runners have a chat each. `key`: of a button of the first, which the other's client makes up."""
    await stage.say("/start")
    await stage.say("/start", as_="other")
    await stage.press("Berlin", as_="other")
    assert stage.last().labels == ["Berlin"]
    assert stage.last("other").text == "You live in Europe/Berlin."
    await stage.press_key(key(), as_="other")
    assert stage.last().labels == ["Berlin"]

"""A day with the small dialogue of `tests.bot.echo`, on any platform."""

from __future__ import annotations

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

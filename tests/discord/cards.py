"""What the gateway's tests send, and how they read its traffic and its log."""

from __future__ import annotations

import pytest

from adapters.messages import Button, Card, Style, Text, line
from tests.discord.rig import DiscordRig

CARD = Card(
    "Tue 24 Nov · 🟡 HOLD",
    (line("Strength A"),),
    rows=((Button("Start", "1.start.2k.", Style.PRIMARY), Button("Detail", "1.detail.2k.")),),
)
HELLO = Text((line("Good morning."),))


def actions(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What the log is about."""
    return {getattr(one, "action", "") for one in caplog.records}


def paths(rig: DiscordRig, method: str = "") -> list[str]:
    return [one.path for one in rig.api.requests if method in ("", one.method)]

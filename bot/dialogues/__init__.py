"""What a runner can do, one file each. A dialogue is in the coach once it stands in this list."""

from __future__ import annotations

from bot.dialogue import Dialogue
from bot.dialogues import (
    admin,
    answering,
    audit,
    data,
    deload,
    episodes,
    help,
    join,
    link,
    pain,
    race,
    rating,
    readiness,
    redflags,
    runs,
    settings,
    skip,
    snooze,
    swap,
    today,
    undo,
    week,
    why,
)

DIALOGUES: tuple[Dialogue, ...] = (
    today.DIALOGUE,
    swap.DIALOGUE,
    skip.DIALOGUE,
    snooze.DIALOGUE,
    week.DIALOGUE,
    race.DIALOGUE,
    runs.DIALOGUE,
    rating.DIALOGUE,
    episodes.DIALOGUE,
    readiness.DIALOGUE,
    answering.DIALOGUE,
    pain.DIALOGUE,
    redflags.DIALOGUE,
    deload.DIALOGUE,
    why.DIALOGUE,
    audit.DIALOGUE,
    undo.DIALOGUE,
    join.DIALOGUE,
    settings.DIALOGUE,
    link.DIALOGUE,
    data.DIALOGUE,
    help.DIALOGUE,
    admin.DIALOGUE,
)
"""In the order in which typed text and files are offered to them."""

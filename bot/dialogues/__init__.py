"""What a runner can do, one file or one folder each. A dialogue is in the coach once it stands in this list."""

from __future__ import annotations

from bot.dialogue import Dialogue
from bot.dialogues import (
    admin,
    answering,
    asked_body,
    audit,
    data,
    deload,
    films,
    help,
    kit_today,
    kit_told,
    link,
    load,
    loads_felt,
    other_side,
    pain,
    progress,
    readiness,
    redflags,
    running,
    share,
    sides,
    skip,
    snooze,
    strength_days,
    swap,
    today,
    trained,
    view,
    why,
)
from bot.dialogues.away import dialogue as away
from bot.dialogues.episodes import dialogue as episodes
from bot.dialogues.join import dialogue as join
from bot.dialogues.race import dialogue as race
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.runs import beside as runs_beside
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.signs import dialogue as signs
from bot.dialogues.testing import dialogue as testing
from bot.dialogues.typed import dialogue as typed
from bot.dialogues.undo import dialogue as undo
from bot.dialogues.week import dialogue as week

DIALOGUES: tuple[Dialogue, ...] = (
    typed.WHY,
    strength_days.DIALOGUE,
    asked_body.DIALOGUE,
    today.DIALOGUE,
    swap.DIALOGUE,
    skip.DIALOGUE,
    snooze.DIALOGUE,
    running.DIALOGUE,
    week.DIALOGUE,
    episodes.DIALOGUE,
    away.DIALOGUE,
    load.DIALOGUE,
    race.DIALOGUE,
    films.DIALOGUE,
    runs.DIALOGUE,
    runs_beside.DIALOGUE,
    trained.DIALOGUE,
    loads_felt.DIALOGUE,
    other_side.DIALOGUE,
    typed.DIALOGUE,
    rating.DIALOGUE,
    readiness.DIALOGUE,
    signs.DIALOGUE,
    answering.DIALOGUE,
    testing.DIALOGUE,
    progress.DIALOGUE,
    pain.DIALOGUE,
    redflags.DIALOGUE,
    kit_today.DIALOGUE,
    kit_told.DIALOGUE,
    deload.DIALOGUE,
    why.DIALOGUE,
    audit.DIALOGUE,
    undo.DIALOGUE,
    join.DIALOGUE,
    settings.DIALOGUE,
    link.DIALOGUE,
    share.DIALOGUE,
    sides.DIALOGUE,
    view.DIALOGUE,
    data.DIALOGUE,
    help.DIALOGUE,
    admin.DIALOGUE,
    typed.IN_PART,
)
"""In the order in which typed text and files are offered to them."""

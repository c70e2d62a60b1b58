"""What a runner can do, one file or one folder each. A dialogue is in the coach once it stands in this list."""

from __future__ import annotations

from bot.dialogue import Dialogue
from bot.dialogues import admin, data, help, load, progress
from bot.dialogues.away import dialogue as away
from bot.dialogues.doors import link, share, view
from bot.dialogues.join import dialogue as join
from bot.dialogues.pain import asked_body, dialogue as pain, other_side, redflags, remembered, sides
from bot.dialogues.pain.episodes import dialogue as episodes
from bot.dialogues.pain.signs import dialogue as signs
from bot.dialogues.race import dialogue as race
from bot.dialogues.rating import answering, dialogue as rating, loads_felt
from bot.dialogues.runs import alternate, dialogue as runs, running, spared, usual
from bot.dialogues.settings import dialogue as settings, kit_told, strength_days
from bot.dialogues.testing import dialogue as testing, films
from bot.dialogues.today import dialogue as today, kit_today, readiness, skip, snooze, swap, trained
from bot.dialogues.typed import beside, dialogue as typed
from bot.dialogues.undo import dialogue as undo
from bot.dialogues.week import deload, dialogue as week
from bot.dialogues.why import audit, dialogue as why

DIALOGUES: tuple[Dialogue, ...] = (
    typed.NOT_MINE,
    typed.WHY,
    strength_days.DIALOGUE,
    alternate.DIALOGUE,
    spared.DIALOGUE,
    usual.DIALOGUE,
    remembered.DIALOGUE,
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
    beside.DIALOGUE,
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

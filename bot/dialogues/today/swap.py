"""Another exercise for today: which one goes, and what fits in its place."""

from __future__ import annotations

from adapters.messages import Button, line, quiet
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import athlete_of, day_card, in_rows, prescribed_today, question, toast
from bot.dialogues.today import dialogue as today
from bot.dialogues.today.day import is_current, kept, replanned
from core import diary, planner
from core.catalogue import catalogue


async def swap(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not is_current(turn):
        return await today.today(turn)
    words = turn.words
    items = [one for one in session.items if one.working_sets]
    buttons = [Button(phrases.exercise(words, one.exercise), f"swapout.{one.exercise}") for one in items]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "back"),))
    out = question(words("swap.title"), (line(words("swap.which")),), rows, card=day_card(turn.today), keep=kept(turn))
    return Reply(outs=(out,))


async def swap_out(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    item = session.item(turn.option) if session is not None else None
    if session is None or item is None:
        return await swap(turn)
    words = turn.words
    choices = planner.alternatives(planner.today_of(athlete_of(turn), turn.standing, turn.today), session, item)
    if not choices:
        return toast(turn, "swap.none", name=phrases.exercise(words, item.exercise))
    buttons = [Button(phrases.exercise(words, one.id), f"swapin.{item.exercise}:{one.id}") for one in choices]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "swap"),))
    lines = (
        line(words("swap.for", name=phrases.lower_first(phrases.exercise(words, item.exercise)))),
        line(quiet(words("swap.note"))),
    )
    return Reply(outs=(question(words("swap.title"), lines, rows, card=day_card(turn.today), keep=kept(turn)),))


async def swap_in(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    old, _, new = turn.option.partition(":")
    if session is None or session.item(old) is None or new not in catalogue().by_id:
        return await today.today(turn)
    entry = diary.Swapped(at=turn.now, day=turn.today, exercise=old, to=new, session=session.id)
    note = turn.words(
        "swap.done",
        old=phrases.lower_first(phrases.exercise(turn.words, old)),
        new=phrases.lower_first(phrases.exercise(turn.words, new)),
    )
    return replanned(turn, (entry,), (note,))


DIALOGUE = Dialogue(
    name="swap",
    verbs={"swap": swap, "swapout": swap_out, "swapin": swap_in},
    stale=dict.fromkeys(("swap", "swapout", "swapin"), today.stale),
)

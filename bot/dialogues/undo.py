"""`/undo`: takes back the last answer within 24 hours; everything is read as if it had not been written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Line, Tone, line
from bot import phrases
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.dialogues import day
from bot.dialogues.common import effect_between, question, say, toast
from core import diary, planner
from core.diary import Entry

WITHIN = timedelta(hours=24)
KINDS = (
    "report", "felt", "skipped", "moved", "swapped", "shortened", "deloaded", "deload_ended", "flagged", "cleared",
    "readiness", "away", "back", "agreed", "tested", "filmed", "ran", "run_planned", "weighed",
)  # fmt: skip
"""What a runner can take back; what the coach wrote (prescriptions) and the profile are not among them."""


async def undo(turn: Turn) -> Reply:
    """By its button (the numbers of the entries), or the newest answer by command."""
    diary_: Sequence[Entry] = await turn.diary() if turn.diary is not None else turn.recent
    gone = {one.entry for one in diary_ if isinstance(one, diary.Undone)}
    if turn.option:
        first, _, last = turn.option.partition("-")
        if not (first.isdigit() and last.isdigit()):
            return toast(turn, "engine.unknown_button")
        numbers = range(int(first), int(last) + 1)
        chosen = [one for one in diary_ if one.n in numbers and one.type in KINDS]
    else:
        chosen = _newest(diary_, gone)
    alive = [one for one in chosen if one.n not in gone]
    if not alive:
        return say(turn, "undo.already" if chosen else "undo.nothing")
    if turn.now - max(one.at for one in alive) > WITHIN:
        return say(turn, "undo.too_old")
    entries = tuple(diary.Undone(at=turn.now, day=turn.today, entry=one.n) for one in alive)
    numbered = tuple(replace(one, n=n) for n, one in enumerate(entries, turn.next_n))
    before = turn.standing
    after = planner.read((*diary_, *numbered))
    changed = replace(turn, standing=after, recent=_without(turn.recent, {one.n for one in alive}, numbered))
    lines: list[Line] = [line(turn.words(f"undo.said.{_word(alive)}"))]
    lines += effect_between(turn, before, after)
    later = [one for one in diary_ if one.type == "prescribed" and one.n > alive[-1].n and one.day > alive[-1].day]
    if later:
        lines.append(line(turn.words("undo.sent_already", day=phrases.near_day(turn.words, later[-1].day, turn.today))))
    outs: list[Out] = [question(turn, turn.words("undo.title"), lines, (), tone=Tone.NEUTRAL)]
    sent: tuple[Entry, ...] = ()
    if after.on(turn.today) is not None:
        shown, sent = day.show(changed, fresh=False)
        outs += shown
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    return Reply(outs=tuple(outs), entries=(*entries, *sent), close=close)


def _newest(entries: Sequence[Entry], gone: set[int]) -> list[Entry]:
    """The newest answer: all entries of its instant, or of its session's report."""
    alive = [one for one in entries if one.type in KINDS and one.n not in gone]
    if not alive:
        return []
    last = alive[-1]
    if isinstance(last, diary.Report):
        return [one for one in alive if isinstance(one, diary.Report) and one.session == last.session]
    # One answer may have written several entries: they stand together, with nothing of another answer between.
    together = [last]
    for one in reversed(alive[:-1]):
        if one.at != last.at or one.n != together[-1].n - 1:
            break
        together.append(one)
    return together[::-1]


def _without(recent: Sequence[Entry], numbers: set[int], more: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return (*(one for one in recent if one.n not in numbers), *more)


def _word(alive: Sequence[Entry]) -> str:
    kinds = {one.type for one in alive}
    for name in ("flagged", "report", "felt", "skipped", "moved", "swapped", "deloaded"):
        if name in kinds:
            return name
    return "other"


DIALOGUE = Dialogue(name="undo", commands={"undo": undo}, verbs={"undo": undo})

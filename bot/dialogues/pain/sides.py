"""A part that was named without its side counts as both until the runner says which one (rulebook 3.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from adapters.messages import Button, Line, Rows, line
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import effect_between, question, toast, undo_button
from bot.dialogues.today import day
from bot.turns.fold import followed
from core import diary, planner
from core.body import Region, Side
from core.diary import Entry, Sore


def asked(turn: Turn, unsided: Iterable[Region]) -> tuple[list[Line], Rows]:
    """The question beside what was noted, and its buttons; `turn` is the one whose entries speak of both sides."""
    words = turn.words
    rows = tuple(
        tuple(
            Button(phrases.upper_first(words("side.only", part=phrases.part(words, region, side))), f"onlyside.{key}")
            for side in (Side.left, Side.right)
            for key in (f"{turn.next_n}:{region.value}:{side.value}",)
        )
        for region in unsided
    )
    return ([line(words("side.both_until"))] if rows else []), rows


async def only(turn: Turn) -> Reply:
    """The answer: what was noted of both sides is taken back and written for the one."""
    number, _, rest = turn.option.partition(":")
    name, _, which = rest.partition(":")
    known = number.isdigit() and name in Region.__members__ and which in ("left", "right")
    if not known or turn.diary is None:
        return toast(turn, "engine.unknown_button")
    found = moved(turn, await turn.diary(), int(number), Region(name), Side.both, Side(which))
    return toast(turn, "engine.stale") if found is None else found[1]


def told(entry: Entry) -> list[Sore]:
    """What an entry says of parts of the body."""
    if isinstance(entry, diary.Felt):
        return [Sore(entry.region, entry.side, entry.score, entry.what)]
    return list(_sores(entry)) if isinstance(entry, diary.Report) else []


def moved(
    turn: Turn, written: Sequence[Entry], number: int, region: Region, was: Side, side: Side
) -> tuple[Turn, Reply] | None:
    """What one answer noted of a region on one side, taken back and written for another, with the turn after it; None
    where nothing was.
    """
    gone = diary.taken_back(written)
    first = next((one for one in written if one.n == number), None)
    own = [one for one in written if first is not None and one.n >= first.n and one.batch == first.batch]
    found = [(one, new) for one in own if one.n not in gone and (new := _sided(one, region, was, side)) is not None]
    if not found:
        return None
    entries: list[Entry] = [diary.Undone(at=turn.now, day=turn.today, entry=one.n) for one, _ in found]
    entries += [replace(new, at=turn.now, n=0, batch=0) for _, new in found]
    numbered = tuple(replace(one, n=n) for n, one in enumerate(entries, turn.next_n))
    after = replace(turn, standing=planner.read((*written, *numbered)), recent=followed(turn.recent, numbered))
    lines = [line(turn.words("side.noted")), *effect_between(turn, turn.standing, after.standing)]
    title = phrases.upper_first(phrases.part(turn.words, region, side))
    shown, sent = day.again(after)
    out = question(title, lines, ((undo_button(turn),),))
    return after, Reply(outs=(out, *shown), entries=(*entries, *sent))


def _sided(entry: Entry, region: Region, was: Side, side: Side) -> Entry | None:
    """The entry with that region on another side; None where it says nothing of the side that it was on."""
    if isinstance(entry, diary.Felt) and (entry.region, entry.side) == (region, was):
        return replace(entry, side=side)
    if isinstance(entry, diary.Report) and any((one.region, one.side) == (region, was) for one in _sores(entry)):
        sores = tuple(
            replace(one, side=side) if (one.region, one.side) == (region, was) else one for one in _sores(entry)
        )
        return replace(entry, soreness=sores)
    return None


def _sores(entry: diary.Report) -> Sequence[Sore]:
    return entry.soreness or ()


DIALOGUE = Dialogue(name="sides", verbs={"onlyside": only})

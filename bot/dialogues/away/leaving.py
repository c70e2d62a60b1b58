"""Leaving: why, until when, with which kit; and a journey that is called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import Button, Line, Rows, line, quiet
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.away.card import (
    KIND,
    ahead,
    as_left,
    current,
    from_json,
    kit_there,
    shown,
    span,
    to_json,
    what_rests,
)
from bot.dialogues.shared.common import athlete_of, in_rows, then, toast, undo_button
from bot.dialogues.today import day as days_card
from bot.grammar.away import Leaving
from core import diary
from core.athlete import FLOOR
from core.diary import Entry
from core.session import Status
from core.standing import Period

WHYS = ("travel", "illness", "injury", "life")
LENGTHS = (3, 7, 14)
FURTHEST = 366
"""Days that an absence may be told for; longer is open."""


async def why(turn: Turn) -> Reply:
    """The cause was tapped: an illness and an injury last until the runner says so; of the others the end is asked."""
    if turn.option not in WHYS:
        return toast(turn, "engine.unknown_button")
    leaving = Leaving(turn.option, turn.today)
    return leave(turn, leaving) if turn.option in ("illness", "injury") else Reply(outs=(until_when(turn, leaving),))


def until_when(turn: Turn, leaving: Leaving) -> Out:
    words = turn.words
    buttons = [Button(words(f"away.for.{one}"), f"awayfor.{one}") for one in LENGTHS]
    rows: Rows = (tuple(buttons), (Button(words("away.open"), "awayfor.0"),))
    lines = (line(words("away.until_when")), line(quiet(words("away.type_date"))))
    return shown(turn, words("away.title"), lines, rows, to_json(leaving) | {"step": "until"})


async def for_days(turn: Turn) -> Reply:
    if turn.prompt is None or "start" not in turn.prompt.data:
        return toast(turn, "engine.stale")
    leaving = from_json(turn.prompt.data)
    if turn.option.isdigit() and len(turn.option) < 4:
        first = max(turn.today, leaving.start)
        until = first + timedelta(days=int(turn.option) - 1) if int(turn.option) else None
        return leave(turn, replace(leaving, until=until))
    try:
        return leave(turn, replace(leaving, until=date.fromisoformat(turn.option)))
    except ValueError:
        return toast(turn, "engine.unknown_button")


async def new_end(turn: Turn) -> Reply:
    now = current(turn)
    return Reply(outs=(until_when(turn, as_left(now)),)) if now is not None else toast(turn, "away.not_away")


def leave(turn: Turn, leaving: Leaving, *, place: str = "") -> Reply:
    """Writes it, lets the sessions of those days go, and says what happens until then and after it."""
    words = turn.words
    if leaving.doubtful:
        buttons = [Button(phrases.date_text(words, one, turn.today), f"awayfor.{one}") for one in leaving.doubtful]
        card = shown(turn, words("away.title"), (line(words("away.which_end")),), (tuple(buttons),), to_json(leaving))
        return Reply(outs=(card,))
    until = leaving.until
    if until is not None and (until - turn.today).days > FURTHEST:
        until = None
    why = leaving.why or "life"
    gone = diary.Away(
        at=turn.now, day=turn.today, why=why, start=leaving.start, until=until, fever=leaving.fever,
        below_neck=leaving.below_neck, chest=leaving.chest, place=place,
    )  # fmt: skip
    entries: tuple[Entry, ...] = (gone, *(_skips(turn, gone) if not place else ()))
    after = then(turn, entries)
    lines = _said(after, gone)
    title = "away.title.kit" if place and why == "life" else "away.title"
    out = shown(after, words(title), lines, _rows(turn, gone), {"away": turn.next_n})
    outs, sent = _today(turn, after) if gone.start <= turn.today else ((), ())
    close = (turn.prompt.id,) if turn.prompt is not None and turn.prompt.kind == KIND else ()
    return Reply(outs=(out, *outs), entries=(*entries, *sent), close=close)


_SKIP = {"illness": "sick", "injury": "pain"}


def _skips(turn: Turn, gone: diary.Away) -> tuple[Entry, ...]:
    """Sessions that were sent for those days and not begun are no silence: they were let go."""
    return tuple(
        diary.Skipped(at=turn.now, day=turn.today, session=past.id, reason=_SKIP.get(gone.why, "life"))
        for past in turn.standing.past
        if gone.start <= past.day <= turn.today and past.status is Status.SENT and not past.started
    )


def _today(turn: Turn, after: Turn) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """The card of the day, where one stands: away, or planned for what there is."""
    past = turn.standing.on(turn.today)
    if past is None or past.done or past.started:
        return (), ()
    now = current(after)
    if now is not None and not now.rests:
        return days_card.again(after)
    return (days_card.rest_out(after, days_card.plan(after)),), ()


def _said(turn: Turn, gone: diary.Away) -> list[Line]:
    words = turn.words
    period = next(one for one in reversed(turn.standing.away) if one.start == gone.start)
    why = "floor" if gone.why == "travel" and gone.place == FLOOR else gone.why
    why = "kit" if gone.place and gone.why == "life" else why
    said = [words(f"away.said.{why}"), phrases.upper_first(span(turn, period)) + ". " + words(what_rests(period))]
    if why == "kit":
        said = [words("away.said.kit"), kit_there(turn, period)]
    if gone.why == "illness" and (gone.fever or gone.below_neck or gone.chest):
        said.insert(1, words("away.fever"))
    if period.end is not None and period.rests:
        said.append(words("away.goes_on", day=phrases.date_text(words, period.end + timedelta(days=1))))
    return [line(one) for one in said]


def _rows(turn: Turn, gone: diary.Away) -> Rows:
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    if gone.why == "illness":
        deep = gone.fever or gone.below_neck or gone.chest
        more = () if deep else (Button(words("sick.fever"), "sick.fever"),)
        rows.append((*more, Button(words("sick.well"), "awayback")))
    elif gone.why == "injury":
        rows.append((Button(words("button.where"), "hurts"), Button(words("away.back"), "awayback")))
    elif gone.start <= turn.today:
        back = "away.kit_back" if gone.place and gone.why == "life" else "away.back"
        rows.append((Button(words(back), "awayback"),))
    if gone.why == "travel" or gone.place:
        rows.append(
            (Button(words("away.rest" if gone.place else "away.train"), "awayrest" if gone.place else "awaykit"),)
        )
    return (*rows, (undo_button(turn),))


async def kit(turn: Turn) -> Reply:
    """Which kit there will be on a journey: one of the runner's places, or the floor alone."""
    if journey(turn) is None:
        return toast(turn, "away.not_away")
    words = turn.words
    buttons = [Button(words("away.floor"), f"awayat.{FLOOR}")]
    buttons += [Button(one.name, f"awayat.{number}") for number, one in enumerate(athlete_of(turn).places[:5])]
    rows = (*in_rows(buttons, 2), (Button(words("away.rest"), "awayrest"),))
    lines = (line(words("away.which_kit")), line(quiet(words("away.kit_note"))))
    return Reply(outs=(shown(turn, words("away.title"), lines, rows, {"step": "kit"}),))


def journey(turn: Turn) -> Period | None:
    now = current(turn) or ahead(turn)
    return now if now is not None and (now.why == "travel" or now.place) else None


async def at_place(turn: Turn) -> Reply:
    going, places = journey(turn), athlete_of(turn).places
    if going is None:
        return toast(turn, "away.not_away")
    if turn.option == FLOOR:
        return leave(turn, as_left(going), place=FLOOR)
    if turn.option.isdigit() and int(turn.option) < len(places):
        return leave(turn, as_left(going), place=places[int(turn.option)].name)
    return toast(turn, "engine.unknown_button")


async def rest(turn: Turn) -> Reply:
    going = journey(turn)
    return leave(turn, as_left(going)) if going is not None else toast(turn, "away.not_away")


async def call_off(turn: Turn) -> Reply:
    """A journey that is not made after all."""
    coming = ahead(turn)
    entries = await turn.diary() if turn.diary is not None else turn.recent
    gone = diary.taken_back(entries)
    if coming is None:
        return toast(turn, "away.not_away")
    # Days that were told more than once are gone with every one of their tellings.
    last = coming.end or date.max
    undone = tuple(
        diary.Undone(at=turn.now, day=turn.today, entry=one.n)
        for one in entries
        if isinstance(one, diary.Away) and one.n not in gone and turn.today < one.start <= last
        and (one.until is None or one.until >= coming.start)
    )  # fmt: skip
    lines = (line(turn.words("away.called_off")),)
    return Reply(outs=(shown(turn, turn.words("away.title"), lines, (), None),), entries=undone)

"""`/away`: travel, illness, injury, life. Nothing is planned and nothing asks until the runner is back (3.7, 3.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from adapters.messages import Button, Card, Line, Pressed, Rows, Said, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues import day as days_card
from bot.dialogues import stated
from bot.dialogues.common import advanced, athlete_of, in_rows, next_line, question, say, then, toast, undo_button
from bot.grammar import away as grammar
from bot.grammar import flags
from bot.grammar.away import Leaving, Returning
from core import diary, planner, season
from core.athlete import FLOOR
from core.diary import Entry
from core.session import Session, Status, to_json
from core.standing import Period

KIND = CARD = "away"
WHYS = ("travel", "illness", "injury", "life")
LENGTHS = (3, 7, 14)
_LASTS = timedelta(days=2)
FURTHEST = 366
"""Days that an absence may be told for; longer is open."""


async def away(turn: Turn) -> Reply:
    """What it is, or how it stands; with words behind the command what they say."""
    if turn.text.strip() and not turn.option:
        found = grammar.read(turn.text, turn.today, asked=True)
        return _understood(turn, found) if found is not None else say(turn, "away.not_understood")
    if (now := current(turn)) is not None:
        return Reply(outs=(_state(turn, now),))
    words = turn.words
    buttons = [Button(words(f"away.why.{one}"), f"awaywhy.{one}") for one in WHYS]
    rows: list[tuple[Button, ...]] = list(in_rows(buttons, 2))
    lines = [line(words("away.which")), line(quiet(words("away.how")))]
    coming = _coming(turn)
    if coming is not None:
        lines.insert(0, line(words("away.coming", what=_span(turn, coming))))
        rows.append((Button(words("away.call_off"), "awayoff"),))
    return Reply(outs=(_card(turn, words("away.title"), lines, tuple(rows), {"step": "which"}),))


def current(turn: Turn) -> Period | None:
    """What the runner is away for today."""
    return next((one for one in reversed(turn.standing.away) if one.holds(turn.today)), None)


def _coming(turn: Turn) -> Period | None:
    coming = (one for one in turn.standing.away if one.start > turn.today)
    return min(coming, key=lambda one: one.start, default=None)


def _card(turn: Turn, title: str, lines: Sequence[Line], rows: Rows, data: dict[str, Any] | None = None) -> Out:
    ask = Ask(KIND, data, text=True, lasts=_LASTS, topic=KIND) if data is not None else None
    return replace(question(turn, title, lines, rows, ask, card=CARD), fresh=not isinstance(turn.event, Pressed))


def _span(turn: Turn, one: Period) -> str:
    """ "travel, Mon 23 Nov to Fri 27 Nov", "illness, since today"."""
    words = turn.words
    why = words(f"away.name.{one.why or 'away'}")
    if one.end is None:
        return words("away.since", why=why, day=phrases.near_day(words, one.start, turn.today))
    first, last = phrases.date_text(words, one.start), phrases.date_text(words, one.end)
    return (
        words("away.on", why=why, day=first) if first == last else words("away.span", why=why, first=first, last=last)
    )


def _state(turn: Turn, now: Period) -> Out:
    words = turn.words
    lines = [line(phrases.upper_first(_span(turn, now)) + "."), line(words(_rests(now)))]
    well = Button(words("sick.well" if now.why == "illness" else "away.back"), "awayback")
    rows: list[tuple[Button, ...]] = [(well,)]
    if now.why == "illness" and not (now.fever or now.below_neck or now.chest):
        rows[0] = (well, Button(words("sick.fever"), "sick.fever"))
    rows.append((Button(words("away.new_end"), "awayend"),))
    return _card(turn, words("away.title"), lines, tuple(rows), _json(_leaving(now)) | {"step": "until"})


def _rests(period: Period) -> str:
    return "away.nothing" if period.rests else "away.trains"


# --- leaving ---------------------------------------------------------------------------------------------------------


def _leaving(period: Period) -> Leaving:
    return Leaving(
        period.why, period.start, period.end, period.fever, period.below_neck, period.chest
    )  # fmt: skip


def _json(one: Leaving) -> dict[str, Any]:
    return {
        "why": one.why, "start": one.start.isoformat(), "fever": one.fever, "below_neck": one.below_neck,
        "chest": one.chest, "until": one.until.isoformat() if one.until else None,
    }  # fmt: skip


def _from_json(raw: Any) -> Leaving:
    until = date.fromisoformat(raw["until"]) if raw.get("until") else None
    return Leaving(
        raw["why"], date.fromisoformat(raw["start"]), until, raw["fever"], raw["below_neck"], raw["chest"]
    )  # fmt: skip


async def why(turn: Turn) -> Reply:
    """The cause was tapped: an illness and an injury last until the runner says so; of the others the end is asked."""
    if turn.option not in WHYS:
        return toast(turn, "engine.unknown_button")
    leaving = Leaving(turn.option, turn.today)
    return leave(turn, leaving) if turn.option in ("illness", "injury") else Reply(outs=(_until(turn, leaving),))


def _until(turn: Turn, leaving: Leaving) -> Out:
    words = turn.words
    buttons = [Button(words(f"away.for.{one}"), f"awayfor.{one}") for one in LENGTHS]
    rows: Rows = (tuple(buttons), (Button(words("away.open"), "awayfor.0"),))
    lines = (line(words("away.until_when")), line(quiet(words("away.type_date"))))
    return _card(turn, words("away.title"), lines, rows, _json(leaving) | {"step": "until"})


async def for_days(turn: Turn) -> Reply:
    if turn.prompt is None or "start" not in turn.prompt.data:
        return toast(turn, "engine.stale")
    leaving = _from_json(turn.prompt.data)
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
    return Reply(outs=(_until(turn, _leaving(now)),)) if now is not None else toast(turn, "away.not_away")


def leave(turn: Turn, leaving: Leaving, *, place: str = "") -> Reply:
    """Writes it, lets the sessions of those days go, and says what happens until then and after it."""
    words = turn.words
    if leaving.doubtful:
        buttons = [Button(phrases.date_text(words, one), f"awayfor.{one}") for one in leaving.doubtful]
        card = _card(turn, words("away.title"), (line(words("away.which_end")),), (tuple(buttons),), _json(leaving))
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
    out = _card(after, words("away.title"), lines, _rows(turn, gone, entries), {"away": turn.next_n})
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
    said = [words(f"away.said.{gone.why}"), phrases.upper_first(_span(turn, period)) + ". " + words(_rests(period))]
    if gone.why == "illness" and (gone.fever or gone.below_neck or gone.chest):
        said.insert(1, words("away.fever"))
    if period.end is not None and period.rests:
        said.append(words("away.goes_on", day=phrases.date_text(words, period.end + timedelta(days=1))))
    return [line(one) for one in said]


def _rows(turn: Turn, gone: diary.Away, entries: Sequence[Entry]) -> Rows:
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    if gone.why == "illness":
        deep = gone.fever or gone.below_neck or gone.chest
        more = () if deep else (Button(words("sick.fever"), "sick.fever"),)
        rows.append((*more, Button(words("sick.well"), "awayback")))
    elif gone.why == "injury":
        rows.append((Button(words("button.where"), "hurts"), Button(words("away.back"), "awayback")))
    elif gone.start <= turn.today:
        rows.append((Button(words("away.back"), "awayback"),))
    if gone.why == "travel":
        rows.append(
            (Button(words("away.rest" if gone.place else "away.train"), "awayrest" if gone.place else "awaykit"),)
        )
    return (*rows, (undo_button(turn),))


# --- with what is there ----------------------------------------------------------------------------------------------


async def kit(turn: Turn) -> Reply:
    """Which kit there will be on a journey: one of the runner's places, or the floor alone."""
    if _journey(turn) is None:
        return toast(turn, "away.not_away")
    words = turn.words
    buttons = [Button(words("away.floor"), f"awayat.{FLOOR}")]
    buttons += [Button(one.name, f"awayat.{number}") for number, one in enumerate(athlete_of(turn).places[:5])]
    rows = (*in_rows(buttons, 2), (Button(words("away.rest"), "awayrest"),))
    lines = (line(words("away.which_kit")), line(quiet(words("away.kit_note"))))
    return Reply(outs=(_card(turn, words("away.title"), lines, rows, {}),))


def _journey(turn: Turn) -> Period | None:
    now = current(turn) or _coming(turn)
    return now if now is not None and now.why == "travel" else None


async def at_place(turn: Turn) -> Reply:
    journey, places = _journey(turn), athlete_of(turn).places
    if journey is None:
        return toast(turn, "away.not_away")
    if turn.option == FLOOR:
        return leave(turn, _leaving(journey), place=FLOOR)
    if turn.option.isdigit() and int(turn.option) < len(places):
        return leave(turn, _leaving(journey), place=places[int(turn.option)].name)
    return toast(turn, "engine.unknown_button")


async def rest(turn: Turn) -> Reply:
    journey = _journey(turn)
    return leave(turn, _leaving(journey)) if journey is not None else toast(turn, "away.not_away")


# --- ill -------------------------------------------------------------------------------------------------------------


async def sick(turn: Turn) -> Reply:
    """How ill, and when well again (rulebook 3.7)."""
    if turn.option == "well":
        return await back(turn)
    now = current(turn)
    start = now.start if now is not None and now.why == "illness" else turn.today
    until = now.end if now is not None and now.why == "illness" else None
    return leave(turn, Leaving("illness", start, until, fever=True, below_neck=True))


# --- back ------------------------------------------------------------------------------------------------------------


async def back(turn: Turn) -> Reply:
    return _back(turn)


def _back(turn: Turn) -> Reply:
    """Back, or well again: what comes next and how gently."""
    words = turn.words
    now = current(turn)
    if now is None:
        return say(turn, "away.not_away")
    entries: tuple[Entry, ...] = (diary.Back(at=turn.now, day=turn.today),)
    after = then(turn, entries)
    way = _way_back(after, now)
    # Of an illness too short for any rule it is not said that it starts gently, and then that it goes on as it was.
    gently = now.why == "illness" and season.coming_back(after.standing, turn.today, restoring=False) is not None
    welcome = "illness" if gently else "well" if now.why == "illness" else ""
    lines = [line(words(f"away.welcome.{welcome}" if welcome else "away.welcome")), *way]
    rows: list[tuple[Button, ...]] = []
    if planner.doctor_awaited(after.standing, turn.today):
        lines.append(line(words("away.doctor")))
        rows.append((Button(words("away.doctor_agreed"), "awaydoctor"),))
    rows.append((undo_button(turn), Button(words("button.week"), "week.0")))
    out = _card(after, words("away.back_title"), lines, tuple(rows), {})
    close = (turn.prompt.id,) if turn.prompt is not None and turn.prompt.kind == KIND else ()
    return Reply(outs=(out,), entries=entries, close=close)


def _with_today(turn: Turn, session: Session | None) -> Turn:
    """With today's session sent, so that what comes next is the one after it."""
    if session is None:
        return turn
    return then(turn, (diary.Prescribed(at=turn.now, day=turn.today, session=to_json(session)),))


def _way_back(turn: Turn, was: Period) -> list[Line]:
    """The rule of the return and the next session; after fever, from when on."""
    words, athlete = turn.words, athlete_of(turn)
    today = planner.plan_day(athlete, turn.standing, turn.today)
    said: list[Line] = []
    if today.session is not None and not today.reading.stop:
        kind = phrases.kind(words, today.session.kind)
        said.append(line(words("away.today", kind=kind, minutes=today.session.minutes)))
    coming = next_line(turn, _with_today(turn, today.session).standing)
    said += [coming] if coming is not None else []
    rule = season.coming_back(turn.standing, turn.today, restoring=False)
    if rule is not None:
        said.insert(0, line(phrases.reason(words, rule.reason, turn.today)))
    elif was.days(turn.today) < 7:
        said.insert(0, line(words("away.as_before")))
    return said


async def doctor(turn: Turn) -> Reply:
    """The runner states that a doctor agreed: asked once more, then stored with its date."""
    words = turn.words
    if not planner.doctor_awaited(turn.standing, turn.today):
        return toast(turn, "engine.stale")
    if turn.option == "no":
        return say(turn, "away.doctor")
    if turn.option != "yes":
        row = (Button(words("flag.yes_agreed"), "awaydoctor.yes"), Button(words("flag.not_yet"), "awaydoctor.no"))
        return Reply(outs=(_card(turn, words("away.back_title"), (line(words("away.doctor_sure")),), (row,), {}),))
    entries: tuple[Entry, ...] = (diary.Cleared(at=turn.now, day=turn.today, flag=planner.ILLNESS),)
    after = replace(turn, standing=advanced(turn, entries))
    lines = [line(words("away.doctor_noted"))]
    coming = next_line(after)
    lines += [coming] if coming is not None else []
    out = _card(turn, words("away.back_title"), lines, ((undo_button(turn),),), {})
    return Reply(outs=(out,), entries=entries)


async def call_off(turn: Turn) -> Reply:
    """A journey that is not made after all."""
    coming = _coming(turn)
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
    return Reply(outs=(_card(turn, turn.words("away.title"), lines, (), None),), entries=undone)


# --- typed -----------------------------------------------------------------------------------------------------------


_LEFT = frozenset(
    ("stop", "cancel", "never mind", "nevermind", "forget it", "forget that", "no", "leave it", "nothing")
)


async def typed(turn: Turn) -> Reply | None:
    """The end that was asked for: a date, or "for ten days"."""
    data = turn.prompt.data if turn.prompt is not None else {}
    if data.get("step") in ("which", "until") and stated.plain(turn.text) in _LEFT:
        return replace(say(turn, "away.left"), close=(turn.prompt.id,) if turn.prompt is not None else ())
    if data.get("step") != "until":
        return None
    found = grammar.read(turn.text, turn.today, asked=True)
    if not isinstance(found, Leaving) or not found.timed:
        found = grammar.read(f"until {turn.text}", turn.today, asked=True)
    if not isinstance(found, Leaving) or not found.timed or found.why not in ("", data["why"]):
        return None
    leaving = replace(_from_json(data), until=found.until, doubtful=found.doubtful)
    if found.start != turn.today:
        leaving = replace(leaving, start=found.start)
    return leave(turn, leaving, place=FLOOR if found.floor else "")


async def interrupt(turn: Turn) -> Reply | None:
    """ "sick since Monday", "away until Friday", "back": whatever question is open, it comes first.

    A red flag stays one: only a fever that comes with a named illness, or to one that is known, is that illness.
    """
    if turn.athlete is None or not isinstance(turn.event, Said):
        return None
    ill_now = current(turn)
    if ill_now is not None and ill_now.why == "illness" and grammar.improving(turn.text) and not flags.find(turn.text):
        card = _state(turn, ill_now)
        assert isinstance(card.message, Card)  # noqa: S101
        better = line(turn.words("away.better"))
        return Reply(outs=(replace(card, message=replace(card.message, lines=(better, *card.message.lines))),))
    # "Until 14 Dec" of somebody who is away, or will be, is another end.
    gone = current(turn) or _coming(turn)
    found = grammar.read(turn.text, turn.today)
    if found is None and gone is not None and grammar.ends(turn.text):
        end = grammar.read(turn.text, turn.today, asked=True)
        found = end if isinstance(end, Leaving) and end.timed else None
    if isinstance(found, Returning):
        return _understood(turn, found) if current(turn) is not None else None
    raised = {one.name for one in flags.find(turn.text)}
    now = current(turn)
    ill = now is not None and now.why == "illness"
    if found is None or raised - {"fever"} or (raised and not (found.named or ill)):
        return None
    return _understood(turn, found)


async def listen(turn: Turn) -> Reply | None:
    """ "I'm back" of somebody who was not away."""
    if turn.athlete is None or not isinstance(grammar.read(turn.text, turn.today), Returning):
        return None
    return say(turn, "away.not_away")


def _understood(turn: Turn, found: Leaving | Returning) -> Reply:
    now = current(turn)
    if isinstance(found, Returning):
        return say(turn, "away.take_your_time") if now is not None and found.still else _back(turn)
    place = FLOOR if found.floor else ""
    if now is not None and found.why in ("", now.why) and found.start <= turn.today:
        # The same absence, told again with more of it.
        was = _leaving(now)
        start = found.start if found.timed and found.start < was.start else was.start
        found = replace(
            found, why=now.why, start=start, until=found.until or was.until, fever=found.fever or was.fever,
            below_neck=found.below_neck or was.below_neck, chest=found.chest or was.chest,
        )  # fmt: skip
        place = place or now.place
    elif (coming := _coming(turn)) is not None and found.why in ("", coming.why) and found.until is not None:
        # What is still to come, told again: the later word counts, and an end alone keeps the first day.
        overlaps = coming.start <= found.until and (coming.end is None or found.start <= coming.end)
        if overlaps:
            start = coming.start if found.start == turn.today else found.start
            found, place = replace(found, why=coming.why, start=start), place or coming.place
    return leave(turn, found, place=place)


DIALOGUE = Dialogue(
    name="away",
    commands={"away": away},
    verbs={
        "away": away, "awaywhy": why, "awayfor": for_days, "awayend": new_end, "awayback": back, "awaykit": kit,
        "awayat": at_place, "awayrest": rest, "awayoff": call_off, "awaydoctor": doctor, "sick": sick,
    },
    texts={KIND: typed},
    interrupts=(interrupt,),
    listens=(listen,),
    stale={"away": away, "awayback": back, "sick": sick},
)  # fmt: skip

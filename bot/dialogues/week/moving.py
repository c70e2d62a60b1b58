"""A session moved to another day: which, where to, and what that changes before it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Line, line, quiet
from bot import phrases
from bot.dialogue import Ask, Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, in_rows, question, say, then, toast, undo_button
from bot.dialogues.today import day as day_card, snooze
from bot.dialogues.week.card import ahead, lines_of, opens
from core import diary, planner, season
from core.session import Kind, Status
from core.standing import Past, Standing, without


async def move(turn: Turn) -> Reply:
    """Which session, from the day's card (today's) or from the week."""
    past = turn.standing.on(turn.today)
    if past is None or past.done or not past.kind.movable:
        return await move_day(turn)
    return Reply(outs=(replace(_to_which(turn, past.kind, turn.today), fresh=True),))


async def move_day(turn: Turn) -> Reply:
    """The coming sessions of the week that `/week` opens, as buttons."""
    words = turn.words
    when = turn.today + timedelta(7 * opens(turn))
    placed = planner.plan_week(athlete_of(turn), turn.standing, when, turn.today)
    open_days = [
        one
        for one in placed.days
        if one.slot is not None and one.slot.movable and one.day >= turn.today and not _done(turn, one.day)
    ]
    if not open_days:
        return say(turn, "move.none")
    buttons = [
        Button(
            f"{phrases.weekday(words, one.day)} · {phrases.kind(words, one.slot or Kind.MICRO)}",
            f"movefrom.{one.slot}:{one.day}",
        )
        for one in open_days
    ]
    rows = (*in_rows(buttons, 2), (Button(words("button.back"), "week.0"),))
    out = question(words("move.title"), (line(words("move.which")),), rows, _ask(), card="move")
    return Reply(outs=(replace(out, fresh=True),))


def _ask() -> Ask:
    return Ask("move", {}, topic="move", lasts=timedelta(days=2))


def _done(turn: Turn, day: date) -> bool:
    past = turn.standing.on(day)
    return past is not None and (past.done or past.status is Status.SKIPPED)


async def move_from(turn: Turn) -> Reply:
    kind, day = _parsed(turn.option)
    if kind is None or day is None:
        return toast(turn, "engine.unknown_button")
    return Reply(outs=(_to_which(turn, kind, day),))


async def away_from(turn: Turn, day: date) -> Reply | None:
    """Where what stands on a day that cannot be may go; None where nothing stands there that could."""
    coming = planner.horizon(athlete_of(turn), turn.standing, turn.today, max(8, (day - turn.today).days + 1))
    session = next((one.session for one in coming if one.day == day and one.session is not None), None)
    if session is None or not session.kind.movable:
        return None
    return (await move_from(replace(turn, option=f"{session.kind.value}:{day}", prompt=None))).below()


def _parsed(option: str) -> tuple[Kind | None, date | None]:
    name, _, iso = option.partition(":")
    try:
        return Kind(name), date.fromisoformat(iso)
    except ValueError:
        return None, None


def _to_which(turn: Turn, kind: Kind, origin: date) -> Out:
    """The days it could go to; those it cannot are named with their reason."""
    words = turn.words
    monday = season.monday_of(origin)
    buttons: list[Button] = []
    lines: list[Line] = [
        line(words("move.where", kind=phrases.kind(words, kind), day=phrases.near_day(words, origin, turn.today)))
    ]
    for number in range(7):
        day = monday + timedelta(days=number)
        if day == origin or day < turn.today:
            continue
        offer = planner.move(athlete_of(turn), turn.standing, turn.today, kind, day)
        label = phrases.weekday(words, day)
        if offer.as_wanted is not None:
            buttons.append(Button(label, f"moveto.{kind.value}:{day}"))
        elif offer.as_upper is not None:
            buttons.append(Button(words("move.as_upper", day=label), f"moveto.{kind.value}:{day}"))
        if offer.breaks and offer.as_wanted is None:
            why = phrases.reason(words, offer.breaks[0], turn.today)
            lines.append(line(quiet(words("move.not", day=label, why=phrases.lower_first(why)))))
    rows = (*in_rows(buttons, 3), (Button(words("button.back"), "week.0"),))
    if origin == turn.today:
        rows = (snooze.buttons(turn), *rows)
    if not buttons:
        lines.append(line(words("move.nowhere")))
        if origin == turn.today:
            rows = (*rows[:-1], (Button(words("button.skip"), "skip"), *rows[-1]))
    return question(words("move.title"), lines, rows, _ask(), card="move")


async def move_to(turn: Turn) -> Reply:
    """Shows what the move changes before it is taken."""
    kind, day = _parsed(turn.option)
    if kind is None or day is None:
        return toast(turn, "engine.unknown_button")
    words = turn.words
    offer = planner.move(athlete_of(turn), _unskipped(turn, kind), turn.today, kind, day)
    chosen = offer.as_wanted or offer.as_upper
    if chosen is None:
        why = phrases.reasons(words, offer.breaks, turn.today)
        return say(turn, "move.refused", why=" ".join(why))
    origin = _origin(turn, kind, day)
    if origin is None:
        return toast(turn, "move.none")
    lines: list[Line] = [
        line(words("move.preview", kind=phrases.kind(words, chosen.kind), day=phrases.near_day(words, day, turn.today)))
    ]
    for change in chosen.changes:
        before = phrases.kind(words, change.before) if change.before else words("week.rest")
        after = phrases.kind(words, change.after) if change.after else words("week.rest")
        this_week = season.monday_of(change.day) == season.monday_of(turn.today)
        named = (phrases.weekday if this_week else phrases.date_text)(words, change.day)
        lines.append(line(words("move.change", day=named, before=before, after=after)))
    lines += [line(quiet(one)) for one in phrases.reasons(words, offer.breaks, turn.today)]
    take = Button(words("button.take"), f"moveok.{kind.value}:{origin}:{chosen.kind.value}:{day}")
    out = question(words("move.title"), lines, ((take, Button(words("button.leave"), "moveno")),), _ask(), card="move")
    return Reply(outs=(out,))


def _origin(turn: Turn, kind: Kind, to: date) -> date | None:
    """Where it stands; what was skipped in the last two days comes from its own day."""
    found = planner.origin_of(athlete_of(turn), turn.standing, turn.today, kind, to)
    skipped = _skipped(turn, kind)
    return found or (skipped.day if skipped is not None else None)


def _skipped(turn: Turn, kind: Kind) -> Past | None:
    """The session of that kind that was skipped in the last two days: so long it may be made up for (8)."""
    found = (one for one in reversed(turn.standing.past) if one.kind is kind and (turn.today - one.day).days <= 2)
    return next((one for one in found if one.status is Status.SKIPPED), None)


def _unskipped(turn: Turn, kind: Kind) -> Standing:
    """Asked for on a later day: a skipped session is not done, and may stand elsewhere."""
    skipped = _skipped(turn, kind)
    return turn.standing if skipped is None else without(turn.standing, skipped.id)


async def move_ok(turn: Turn) -> Reply:
    parts = turn.option.split(":")
    try:
        kind, origin, as_kind, to = (
            Kind(parts[0]),
            date.fromisoformat(parts[1]),
            Kind(parts[2]),
            date.fromisoformat(parts[3]),
        )
    except (ValueError, IndexError):
        return toast(turn, "engine.unknown_button")
    if to < turn.today or _done(turn, to):
        return toast(turn, "engine.stale")
    entry = diary.Moved(
        at=turn.now, day=turn.today, kind=as_kind.value if as_kind is not kind else kind.value, origin=origin, to=to
    )
    words = turn.words
    after = then(turn, (entry,))
    note = words("move.done", kind=phrases.kind(words, as_kind), day=phrases.near_day(words, to, turn.today))
    lines = [line(note)]
    for monday in sorted({season.monday_of(turn.today), season.monday_of(to)}):
        placed = planner.plan_week(athlete_of(turn), after.standing, monday, turn.today)
        lines += [BLANK, *lines_of(after, placed, ahead(after, monday))]
    out = question(words("move.title"), lines, ((undo_button(turn),),), card="move")
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    # What left today is no longer on today's card, and what came to it is.
    stands = turn.standing.on(turn.today) is not None
    changed = to == turn.today or (origin == turn.today and stands)
    shown, sent = day_card.show(after, fresh=not stands) if changed else ((), ())
    return Reply(outs=(*shown, out), entries=(entry, *sent), close=close)


async def move_no(turn: Turn) -> Reply:
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    out = question(turn.words("move.title"), (line(turn.words("move.left")),), (), card="move")
    return Reply(outs=(out,), close=close)

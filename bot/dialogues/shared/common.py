"""What several dialogues share: the standing after an answer, the effect of it in words, small messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import Any

from adapters.messages import BLANK, Button, Card, Line, Notice, Pressed, Rows, Style, Text, Tone, line, quiet
from bot import phrases
from bot.cards.changes import change_lines
from bot.dialogue import Ask, Out, Prompt, Reply, Turn
from bot.due import zone_of
from bot.grammar.exercise_names import names
from bot.turns.fold import followed
from core import diary, milestones, planner
from core.athlete import Athlete
from core.body import Region, Side
from core.catalogue import catalogue
from core.diary import Entry
from core.policy import policy
from core.records import replace
from core.session import Kind, Session, Status, from_json as session_from_json
from core.standing import Part, Past, Standing

RATE_WITHIN_DAYS = 7
"""A session can be answered for so long: the next morning with a card may be days away. An answer stays the same when
asked up to 14 days later (rulebook 1.2); a week is ours [DC].
"""


def athlete_of(turn: Turn) -> Athlete:
    """The profile of a runner who joined; the engine sends nobody else to a dialogue that needs one."""
    if turn.athlete is None:
        raise ValueError("this dialogue needs a runner who joined")
    return turn.athlete


def dated(turn: Turn, day: date) -> str:
    """ "Tue 24 Nov", with its year where that is another than today's."""
    return phrases.date_text(turn.words, day, turn.today)


def advanced(turn: Turn, entries: Sequence[Entry]) -> Standing:
    """Where the runner stands once these entries are written."""
    return _after(turn.standing, _numbered(turn, entries))


def then(turn: Turn, entries: Sequence[Entry]) -> Turn:
    """The turn as it will be once these entries are written."""
    numbered = _numbered(turn, entries)
    return replace(turn, standing=_after(turn.standing, numbered), recent=followed(turn.recent, numbered))


def _numbered(turn: Turn, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple([replace(entry, n=number) for number, entry in enumerate(entries, turn.next_n)])


def _after(standing: Standing, entries: Sequence[Entry]) -> Standing:
    return reduce(planner.advance, entries, standing)


def effect(turn: Turn, entries: Sequence[Entry], base: Standing | None = None) -> list[Line]:
    """What these entries change in the coming days; one line that says so where nothing does.

    `base`: held against this standing instead of the present one.
    """
    return effect_between(turn, base or turn.standing, advanced(turn, entries)) or [line(turn.words("effect.nothing"))]


def effect_between(turn: Turn, before: Standing, after: Standing) -> list[Line]:
    """The difference of two standings in the coming days; warm-ups and stretches are too small to tell."""
    athlete = athlete_of(turn)
    found = planner.changes(athlete, before, after, turn.today)
    told = (
        one
        for one in found
        if (
            one.slot
            or _lands(one.exercise)
            or one.kind is Kind.TECHNIQUE
            or one.field in ("light", "deload", "session", "kind")
        )
        and (one.day > turn.today or one.field != "session" or one.after is not None)
    )
    return change_lines(turn.words, athlete, told, turn.today)


def milestone(turn: Turn, after: Standing, by: str) -> list[Line]:
    """What one session or run has brought together, in a quiet line; the rarest of several."""
    athlete = athlete_of(turn)
    found = milestones.reached(after.tally, by, athlete.distance_unit == "km", athlete.mass_unit == "lb")
    if not found:
        return []
    best = max(found, key=lambda one: MILESTONES.index(one.kind))
    return [line(quiet(turn.words(f"milestone.{best.kind}", n=f"{best.value:,g}")))]


MILESTONES = ("lb", "kg", "mi", "km", "sessions", "weeks")
"""Of two in one answer the later is told."""


def _lands(exercise: str) -> bool:
    return exercise in catalogue().by_id and catalogue()[exercise].is_contact


def as_asked(turn: Turn, past: Past) -> Standing:
    """The standing as if that session had gone just as asked: what an answer to it is held against."""
    low, high = past.target
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, effort=float(int((low + high) / 2 + 0.5)))
    return planner.advance(turn.standing, replace(entry, n=turn.next_n))


def undo_button(turn: Turn, batch: int = 0, last: int = 0) -> Button:
    """Takes back what this reply writes, or the answer that began with the entry `batch`; to `last`: just those."""
    first = batch or turn.next_n
    return Button(turn.words("button.undo"), f"undo.{first}-{last}" if last else f"undo.{first}")


def text(turn: Turn, key: str, rows: Rows = (), **figures: Any) -> Text:
    return Text(tuple(line(one) for one in turn.words(key, **figures).split("\n")), rows)


def say(turn: Turn, key: str, rows: Rows = (), **figures: Any) -> Reply:
    """One short message and nothing else."""
    return Reply(outs=(Out(text(turn, key, rows, **figures)),))


def toast(turn: Turn, key: str, **figures: Any) -> Reply:
    return Reply(outs=(Out(Notice(turn.words(key, **figures))),))


def question(
    title: str, lines: Sequence[Line], rows: Rows, ask: Ask | None = None, *, card: str = "",
    tone: Tone = Tone.NEUTRAL, keep: int | None = None, footer: str = "", data: Mapping[str, Any] | None = None,
) -> Out:  # fmt: skip
    message = Card(title=title, lines=tuple(lines), rows=rows, tone=tone, footer=footer, data=data)
    return Out(message, ask=ask, card=card, keep=keep)


def in_place(turn: Turn, out: Out) -> Out:
    """Edited by its own buttons, and below what was typed or sent: a card that is asked for in words stands there."""
    return replace(out, fresh=not isinstance(turn.event, Pressed))


def day_card(day: date) -> str:
    """The name of the one live card of a day."""
    return f"day:{day.isoformat()}"


def toggle(label: str, key: str, on: bool) -> Button:
    """One of a set: the key says the state it asks for, so that a double tap has one effect."""
    style = Style.ON if on else Style.OFF
    return Button(f"✓ {label}" if on else label, f"{key}{'-' if on else '+'}", style)


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def score_row(verb: str, prefix: str = "", low: int = 0) -> tuple[Button, ...]:
    """A button for each whole score from `low` to 10."""
    return tuple(Button(str(one), f"{verb}.{prefix}{one}") for one in range(low, 11))


def prescribed_today(turn: Turn) -> Session | None:
    """The session last sent for today, whole, from the recent entries."""
    return prescribed(turn, turn.today)


def prescribed(turn: Turn, day: date) -> Session | None:
    """The session last sent for a day, whole; None where it is not among the recent entries."""
    for entry in reversed(turn.recent):
        if entry.at.date() < day - timedelta(days=2):
            # Nothing is sent days ahead, and what nobody needs is not even read.
            break
        if isinstance(entry, diary.Prescribed) and entry.session["date"] == day.isoformat():
            return session_from_json(entry.session)
    return None


_DOSES = (Kind.MOBILITY, Kind.MICRO)
_LATE = 2
"""Days after which a session that nobody told may have been done as well [DC]."""


def rateable(turn: Turn, on: date | None = None) -> Past | None:
    """The session that an answer is about: that of the day it names, or an older one that still waits for its answer;
    else the newest of the last week. A mobility dose of an earlier day is answered for no more: a late number would be
    about something else [DC].

    On the morning after a strength session that nobody rated, an answer is about that one (an effort stays the same
    when asked for a day later, rulebook 1.2) and not about the light session that has only just been sent.
    """
    found = [
        one
        for one in reversed(turn.standing.past)
        if 0 <= (turn.today - one.day).days <= RATE_WITHIN_DAYS and one.status not in (Status.MOVED, Status.SKIPPED)
    ]
    if on is not None:
        meant = next((one for one in found if one.day <= on and (one.day == on or one.kind not in _DOSES)), None)
        near = meant is not None and (on - meant.day).days <= _LATE and meant.effort is None
        return meant if meant is not None and (meant.day == on or near) else None
    found = [one for one in found if one.day == turn.today or one.kind not in _DOSES]
    if len(found) > 1 and _still_last_night(turn, found[0], found[1]):
        return found[1]
    return found[0] if found else None


def when_told(turn: Turn, region: Region, side: Side, said: bool = False) -> str:
    """ "morning" for a number that tells how a part is the morning after it was reported, else "now" (2.1).

    `said`: the runner spoke of this morning; otherwise it is one before noon.
    """
    if not (said or before_noon(turn)):
        return "now"
    since = turn.today - timedelta(days=policy().pain.local_days)
    parts = [turn.standing.parts.get(f"{region.value}:{one.value}") for one in (*side.each(), Side.both)]
    told = any(since <= felt.day < turn.today for part in parts if part is not None for felt in part.felt)
    return "morning" if told or any(resting(part) for part in parts if part is not None) else "now"


def resting(part: Part) -> bool:
    """Red, and not open again: it waits for its calm mornings however long ago its last number was."""
    return part.red is not None and part.cleared is None


JUST_ASKED = timedelta(hours=3)
"""An evening's question is older than the morning's card."""


def before_noon(turn: Turn) -> bool:
    return turn.now.astimezone(zone_of(athlete_of(turn).zone)).hour < 12


def _still_last_night(turn: Turn, newest: Past, before: Past) -> bool:
    return (
        newest.day == turn.today
        and not (newest.started or newest.done or newest.kind.strength)
        and (turn.today - before.day).days == 1
        and before.kind.strength
        and before.effort is None
        and before_noon(turn)
    )


def next_session(turn: Turn, standing: Standing | None = None) -> Session | None:
    """The next session after today."""
    athlete = athlete_of(turn)
    standing = standing or turn.standing
    for day in planner.horizon(athlete, standing, turn.today + timedelta(days=1), 8):
        if day.session is not None:
            return day.session
    return None


def next_line(turn: Turn, standing: Standing | None = None) -> Line | None:
    """ "Next: Strength B on Friday, 41 min." """
    session = next_session(turn, standing)
    if session is None:
        return None
    day = phrases.near_day(turn.words, session.day, turn.today)
    name = phrases.kind(turn.words, session.kind)
    return line(turn.words("next.session", kind=name, day=day, minutes=session.minutes))


def with_next(turn: Turn, lines: Sequence[Line], standing: Standing | None = None) -> list[Line]:
    after = next_line(turn, standing)
    return [*lines, *([BLANK, after] if after is not None else [])]


def on_the_card(turn: Turn, option: str = "") -> Turn:
    """The same as if it had been pressed on today's card."""
    card = topic_prompt(turn, "today")
    ours = card is not None and card.data.get("day") == turn.today.isoformat()
    return replace(turn, text="", option=option, prompt=card if ours else None)


def topic_prompt(turn: Turn, kind: str) -> Prompt | None:
    return next((one for one in turn.prompts if one.kind == kind), None)


def named_exercise(turn: Turn, words: Sequence[str]) -> str | None:
    """The one exercise of the catalogue that stands there by its whole name."""
    known = names({phrases.exercise(turn.words, one): one for one in catalogue().by_id})
    for at in range(len(words)):
        match = known.at(words, at)
        if match is not None and match.length > 1 and len(match.ids) == 1:
            return match.ids[0]
    return None

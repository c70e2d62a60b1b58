"""A weight that was used, told by itself or put right afterwards: "goblet squat 12 kg", "sorry, it was 10 kg"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.rating.card import card, fresh, result
from bot.dialogues.shared import heard, loads
from bot.dialogues.shared.common import RATE_WITHIN_DAYS, prescribed, text, then
from bot.dialogues.today import weights
from bot.grammar.rating import Understood
from bot.grammar.text import plain
from core import diary
from core.session import Status
from core.standing import Past
from core.units import KG_PER_LB

_RIGHT = re.compile(
    r"(?:(?:no|nope|sorry|oops|wait|actually|i mean|i meant|meant|it was|they were|that was|those were|make (?:it|that)"
    r"|correction|only|just|rather)[,.!:;]? ?)+"
    r"(?P<kg>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?)"
    r"(?: (?:each|in each hand|per hand|sorry|actually|not \d.*|instead of \d.*))*"
)
_JUST_NOW = timedelta(hours=24)


def alone(turn: Turn, said: Understood, *, done: bool = False) -> Reply:
    """Of a session that was done it is what was used there; before the first time, what could be lifted (3.1).

    `done`: it was told as something done.
    """
    past = _session_of(turn, said, done)
    if past is None and done:
        name = phrases.exercise(turn.words, said.loads_kg[0][0])
        return Reply(outs=(Out(text(turn, "rate.problem", problem=turn.words("load_felt.not_in", name=name))),))
    if past is None:
        return weights.take(turn, said)
    said, doubts = loads.believed(turn, past, said)
    notes = tuple(Out(text(turn, "rate.problem", problem=one)) for one in doubts)
    if not said.loads_kg:
        return Reply(outs=notes)
    entries, told = heard.entries(turn, past, said), heard.echo(turn, said, past)
    if past.effort is not None:
        reply = result(turn, past, entries, said=told)
        return replace(reply, outs=(*reply.outs, *notes))
    # How hard it was is still open.
    data = fresh(past) | {"first": turn.next_n}
    asked = card(then(turn, entries), data, notes=(turn.words("rate.noted", heard=", ".join(told)),))
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    return Reply(outs=(replace(asked, fresh=True), *notes), entries=entries, close=close)


def _session_of(turn: Turn, said: Understood, done: bool) -> Past | None:
    """The newest session that was done with these exercises and can still be put right."""
    names = [one for one, _ in said.loads_kg]
    named = said.yesterday or said.weekday is not None
    lately = [
        one
        for one in reversed(turn.standing.past)
        if 0 <= (turn.today - one.day).days <= RATE_WITHIN_DAYS and one.status not in (Status.MOVED, Status.SKIPPED)
    ]
    meant = heard.meant(turn, said)
    for past in [one for one in (meant,) if one is not None] if named else lately:
        session = prescribed(turn, past.day)
        if session is None or any(session.item(one) is None for one in names):
            continue
        asked = any(one.kind == "rating" and one.data.get("session") == past.id for one in turn.prompts)
        begun = past.started or past.done or asked or done or past.day < turn.today
        if begun and loads.last_told(turn.standing, past, names):
            return past
    return None


def put_right(turn: Turn) -> Reply | None:
    """ "No, it was 10 kg", after one weight was told."""
    match = _RIGHT.fullmatch(plain(turn.text))
    if match is None:
        return None
    gone = diary.taken_back(list(turn.recent))
    told = (
        [item.exercise for item in one.items if item.load_kg is not None]
        for one in reversed(turn.recent)
        if isinstance(one, diary.Report) and one.n not in gone and turn.now - one.at <= _JUST_NOW
    )
    weighed = next((one for one in told if one), [])
    if len(weighed) != 1:
        return None
    factor = KG_PER_LB if match["unit"].startswith(("lb", "pound")) else 1
    kg = round(float(match["kg"].replace(",", ".")) * factor, 2)
    return alone(turn, Understood(loads_kg=((weighed[0], kg),)), done=True)

"""A session on a day on which it does not stand: "can I do Friday's today?", "B instead", "did Friday's today, 7".

Of a wish the week shows what it changes before it is taken. What was done is noted as it was, and the day on which it
stood stays free.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.messages import Button, Said, Text, line
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.rating import answering, dialogue as rating
from bot.dialogues.shared.common import athlete_of, say, then
from bot.dialogues.today import ahead, dialogue as today
from bot.dialogues.typed.answer import named
from bot.dialogues.typed.session import day_ahead
from bot.dialogues.typed.wording import rows
from bot.dialogues.week import moving
from bot.grammar.days import DAY
from core import diary, planner
from core.diary import Entry
from core.session import Kind, Session

_WEEK = 8
"""Days in which each session comes once, today first."""
_KINDS = {"a": Kind.STRENGTH_A, "b": Kind.STRENGTH_B, "technique": Kind.TECHNIQUE}


def _coming(turn: Turn) -> Sequence[Session]:
    horizon = planner.horizon(athlete_of(turn), turn.standing, turn.today, _WEEK)
    return [one.session for one in horizon if one.session is not None and one.session.kind.movable]


def _meant(turn: Turn, match: re.Match[str]) -> Session | None:
    """The session that was named: by its letter, by the day that it stands on, else the next one for strength."""
    coming, letter = _coming(turn), named(match, "kind") or named(match, "letter")
    if letter:
        return next((one for one in coming if one.kind is _KINDS[letter]), None)
    said = named(match, "of") or named(match, "instead")
    if not said:
        return next((one for one in coming if one.kind.strength), None)
    day = day_ahead(turn, said.removesuffix("'s"))
    return next((one for one in coming if one.day == day), None)


async def wished(turn: Turn, match: re.Match[str]) -> Reply | None:
    """What it changes where the session goes to that day; where that is not to be had, why, and the days that are."""
    said = named(match, "to").removesuffix("'s")
    found, to = _meant(turn, match), day_ahead(turn, said) if said else turn.today
    if to is None:
        return None
    if found is None:
        # What stands on that day, and what comes next.
        of = day_ahead(turn, named(match, "of").removesuffix("'s"))
        return None if of is None else ahead.on_day(turn, of)
    turn = replace(turn, prompt=None)
    if found.day == to:
        return await today.today(turn) if to == turn.today else ahead.on_day(turn, to)
    offer = (await moving.move_to(replace(turn, option=f"{found.kind.value}:{to}"))).below()
    if not isinstance(offer.outs[0].message, Text):
        return offer
    elsewhere = (await moving.move_from(replace(turn, option=f"{found.kind.value}:{found.day}"))).below()
    return replace(elsewhere, outs=(*offer.outs, *elsewhere.outs))


async def was_done(turn: Turn, match: re.Match[str]) -> Reply | None:
    """It is noted where it was done; what was said of it besides is its answer."""
    found, past = _meant(turn, match), turn.standing.on(turn.today)
    begun = past is not None and (past.done or past.started or past.effort is not None)
    if found is None or found.day == turn.today or begun or turn.standing.flags or not isinstance(turn.event, Said):
        return None
    rest = named(match, "rest")
    if past is not None and past.kind.strength and not (named(match, "of") or named(match, "kind")):
        # "Strength today instead of Friday" of a day that has its own: that is the one which was done.
        return await _own(turn, turn.event, past.id, found, rest)
    entries, notes = _noted(turn, found)
    told = await _answered(then(turn, entries), turn.event, _id(turn, found), rest)
    why = (Out(Text((line(turn.words("brought.against", why=" ".join(notes))),))),) if notes else ()
    return replace(told, outs=(*told.outs, *why), entries=(*entries, *told.entries))


async def _own(turn: Turn, event: Said, session: str, other: Session, rest: str) -> Reply:
    told = await _answered(turn, event, session, rest)
    words, day = turn.words, phrases.on_day(turn.words, other.day, turn.today)
    stays = words("brought.stays", kind=phrases.kind(words, other.kind), day=day)
    row = (Button(words("button.move"), f"movefrom.{other.kind.value}:{other.day}"),)
    return replace(told, outs=(*told.outs, *say(turn, "brought.own", stays=stays, rows=(row,)).outs))


async def _answered(turn: Turn, event: Said, session: str, rest: str) -> Reply:
    """What was said of a session besides that it was done; how hard it was is asked where that is not told."""
    here = replace(turn, prompt=None, text=rest, event=replace(event, text=rest))
    told = await answering.listen(here) if rest else None
    if told is not None and any(isinstance(one, diary.Report) for one in told.entries):
        return told
    return (await rating.rate(replace(here, text="", option=session))).below()


def _id(turn: Turn, session: Session) -> str:
    return f"{turn.today.isoformat()}.{session.kind.value}"


def _noted(turn: Turn, session: Session) -> tuple[tuple[Entry, ...], Sequence[str]]:
    """The session as it is today, and what speaks against the day where the week would not have it there."""
    athlete = athlete_of(turn)
    moved = diary.Moved(
        at=turn.now, day=turn.today, kind=session.kind.value, origin=session.day, to=turn.today
    )  # fmt: skip
    here = planner.plan_day(athlete, then(turn, (moved,)).standing, turn.today).session
    kept = here is not None and here.kind is session.kind
    # Planned for its own day it has no receipt of this one.
    done = here if here is not None and kept else replace(session, day=turn.today, id=_id(turn, session), receipt=None)
    sent = diary.Prescribed(at=turn.now, day=turn.today, session=done.written)
    if kept:
        return (moved, sent), ()
    offer = planner.move(athlete, turn.standing, turn.today, session.kind, turn.today)
    return (sent,), phrases.reasons(turn.words, offer.breaks, turn.today)


_DAY = rf"(?:{DAY}|tomorrow)(?:'?s)?"
_STRENGTH = r"(?:strength|session|workout|training|gym|lifting|weights|one)"
_SESSION = rf"{_STRENGTH}(?: (?:session|workout|training|work))?"
_LETTER = rf"(?:(?:{_STRENGTH} )?(?P<kind>[ab]|technique)(?: (?:session|workout|work|day|drills))?)"
_OF = rf"(?:(?P<of>{_DAY})(?: planned)? (?:{_SESSION}|technique)(?: (?P<letter>[ab]))?)"
_OF_ALONE = rf"(?P<of>(?:{DAY}(?<=s)|tomorrow'?s))"
_NOW = r"(?:today|tonight|now|right now|this (?:morning|afternoon|evening))"
_TO = rf"(?:{_NOW}|(?P<to>tomorrow|{DAY}))"
_INSTEAD = (
    rf"(?:,? (?:instead|rather|in place|(?:and )?not)(?: (?:of|than))?(?: on)? (?:the )?(?P<instead>{_DAY})"
    rf"(?: {_SESSION})?)"
)
_OWN = r"(?:my |the |a )?(?:next )?"
_ASK = (
    r"(?:(?:(?:can|could|may|should|shall) (?:i|we|you)|is it (?:ok|okay|possible|fine) (?:to|if i)|let'?s|let me"
    r"|please|(?:i|we) (?:want|would like|would prefer|prefer)(?: to)?|i'?d (?:like|prefer|rather)(?: to)?"
    r"|(?:i|we)(?:'?ll| will)|i'?m going to|gonna|rather|better|maybe|just|already|so|then) )*"
)
_BRING = r"(?:(?:do|train|have|make|move|pull|bring|shift|push|postpone|take|put|get|doing|moving|switch) )"
_LIFT = r"(?:train|lift|exercise|work ?out|do (?:it|strength))"
_ON = r"(?:,? (?:to|on|for|till|until|already))?"
_BEHIND = (
    r"(?: (?:instead|already|please|then|rather|early|earlier|ok|okay|too|possible|forward|if possible"
    r"|this week|just once|this once))*"
)
_DID = (
    r"(?:(?:i|we|i'?ve|have|just|already|actually|so|sorry) )*"
    r"(?:did|done|trained|finished|completed|managed|got|moved|pulled|brought)(?: (?:already|just|in|forward))*"
)
_REST = r"(?: (?:already|instead|done|early|in))*(?:[ ,.;:!-]+(?:and |it was |was )?(?P<rest>.+))?"

BROUGHT = rows(
    (
        was_done,
        rf"{_DID} {_OWN}(?:{_OF}|{_LETTER}) (?:already )?(?:to )?{_NOW}{_INSTEAD}?{_REST}",
        rf"{_DID} {_OWN}(?:{_SESSION} )?(?:already )?{_NOW}{_INSTEAD}{_REST}",
        rf"(?:{_NOW} )(?:i )?{_DID} {_OWN}(?:{_OF}|{_LETTER}|(?:{_SESSION})?{_INSTEAD}){_REST}",
    ),
    (
        wished,
        rf"{_ASK}{_BRING}?{_OWN}(?:{_OF}|{_LETTER})(?: forward| back)?{_ON} {_TO}{_INSTEAD}?{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}{_SESSION}(?: forward)?{_ON} {_NOW}{_INSTEAD}?{_BEHIND}",
        rf"{_ASK}{_BRING}?{_OWN}{_SESSION}{_ON} {_TO}{_INSTEAD}{_BEHIND}",
        rf"{_ASK}{_LIFT}{_ON} {_TO}{_INSTEAD}{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}(?:{_LETTER}|{_SESSION}) from (?P<of>{_DAY}){_ON} {_TO}{_BEHIND}",
        rf"{_ASK}{_BRING}(?:the )?(?P<of>{_DAY}) (?:to|till|until) {_TO}{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}{_OF_ALONE}(?: already)?{_ON} {_TO}{_BEHIND}",
        rf"{_TO},? {_ASK}{_BRING}?{_OWN}(?:{_OF}|{_LETTER}|{_SESSION}{_INSTEAD}){_BEHIND}",
        rf"{_ASK}{_BRING}?{_OWN}{_LETTER} instead(?: please| then)*",
    ),
)

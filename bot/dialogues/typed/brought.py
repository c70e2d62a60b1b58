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
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import athlete_of, rateable, say, then
from bot.dialogues.today import ahead, dialogue as today
from bot.dialogues.typed.answer import named
from bot.dialogues.typed.session import day_ahead
from bot.dialogues.typed.wording import CANNOT, rows
from bot.dialogues.week import moving
from bot.grammar.days import DAY, weekday
from core import diary, planner, season
from core.athlete import WEEKDAYS
from core.diary import Entry
from core.session import Kind, Session, Status
from core.standing import Past

_WEEK = 8
"""Days in which each session comes once, today first."""
_LATE_DAYS = 3
"""So long a session that was sent may still be what was done [DC]."""
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
    todays = day is not None and day.weekday() == turn.today.weekday()
    days = (turn.today, day) if todays and said != "tomorrow" else (day,)
    return next((one for one in coming if one.day in days), None)


async def wished(turn: Turn, match: re.Match[str]) -> Reply | None:
    """What it changes where the session goes to that day; where that is not to be had, why, and the days that are."""
    said = named(match, "to").removesuffix("'s")
    found, to = _meant(turn, match), day_ahead(turn, said) if said else turn.today
    if to is not None and found is not None and turn.today < found.day < to and to.weekday() == turn.today.weekday():
        # "Friday's on Thursday", said on Thursday, is today.
        to = turn.today
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
    if not isinstance(offer.outs[0].message, Text) or season.monday_of(found.day) != season.monday_of(to):
        return offer
    elsewhere = (await moving.move_from(replace(turn, option=f"{found.kind.value}:{found.day}"))).below()
    return replace(elsewhere, outs=(*offer.outs, *elsewhere.outs))


async def was_done(turn: Turn, match: re.Match[str]) -> Reply | None:
    """It is noted where it was done; what was said of it besides is its answer."""
    late = _late(turn, match)
    if late is not None and isinstance(turn.event, Said):
        # What stood there some days ago and has no answer is what was done now.
        return await _answered(turn, turn.event, late, named(match, "rest"))
    found, past = _meant(turn, match), turn.standing.on(turn.today)
    if found is not None and season.monday_of(found.day) != season.monday_of(turn.today):
        return None
    begun = past is not None and (past.done or past.started or past.effort is not None)
    if found is None or found.day == turn.today or begun or turn.standing.flags or not isinstance(turn.event, Said):
        return None
    rest = named(match, "rest")
    if past is not None and past.kind.strength and not (named(match, "of") or named(match, "kind")):
        # "Strength today instead of Friday" of a day that has its own: that is the one which was done.
        return await _own(turn, turn.event, past, found, rest)
    entries, notes = _noted(turn, found)
    after = then(turn, entries)
    done = after.standing.on(turn.today)
    if done is None:
        return None
    told = await _answered(after, turn.event, done, rest)
    why = (Out(Text((line(turn.words("brought.against", why=" ".join(notes))),))),) if notes else ()
    return replace(told, outs=(*told.outs, *why), entries=(*entries, *told.entries))


async def did_more(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Sets on top of the card: its answer is what counts, and no set of it is owed the next time."""
    past = rateable(turn)
    if past is None or not isinstance(turn.event, Said) or (past.effort is not None and not named(match, "rest")):
        return say(turn, "typed.extra") if past is not None else None
    if heard.of_a_part(heard.read(turn)):
        return None
    told = await _answered(turn, turn.event, past, named(match, "rest"))
    return replace(told, outs=(*told.outs, *say(turn, "typed.extra").outs))


async def _own(turn: Turn, event: Said, session: Past, other: Session, rest: str) -> Reply:
    told = await _answered(turn, event, session, rest)
    words, day = turn.words, phrases.on_day(turn.words, other.day, turn.today)
    stays = words("brought.stays", kind=phrases.kind(words, other.kind), day=day)
    row = (Button(words("button.move"), f"movefrom.{other.kind.value}:{other.day}"),)
    return replace(told, outs=(*told.outs, *say(turn, "brought.own", stays=stays, rows=(row,)).outs))


def _late(turn: Turn, match: re.Match[str]) -> Past | None:
    """The session of that letter, or of that weekday, of the last days that nobody answered for."""
    letter, of = named(match, "kind") or named(match, "letter"), named(match, "of").removesuffix("'s")
    day = weekday(of) if of and of != "tomorrow" else None
    if not letter and day is None:
        return None
    for one in reversed(turn.standing.past):
        meant = one.kind is _KINDS[letter] if letter else one.day.weekday() == day
        waits = one.status is Status.SENT and one.effort is None and not one.done
        if meant and waits and 0 < (turn.today - one.day).days <= _LATE_DAYS:
            return one
    return None


async def _answered(turn: Turn, event: Said, session: Past, rest: str) -> Reply:
    """What was said of a session besides that it was done; how hard it was is asked where that is not told."""
    text = rest if session.day == turn.today or not rest else f"{WEEKDAYS[session.day.weekday()]}: {rest}"
    here = replace(turn, prompt=None, text=text, event=replace(event, text=text))
    told = await answering.listen(here) if rest else None
    if told is not None and any(isinstance(one, diary.Report) for one in told.entries):
        return told
    return (await rating.rate(replace(here, text="", option=session.id))).below()


def _id(turn: Turn, session: Session) -> str:
    return f"{turn.today.isoformat()}.{session.kind.value}"


def _noted(turn: Turn, session: Session) -> tuple[tuple[Entry, ...], Sequence[str]]:
    """The session as it is today, and what speaks against the day where the week would not have it there."""
    athlete = athlete_of(turn)
    moved = diary.Moved(at=turn.now, day=turn.today, kind=session.kind.value, origin=session.day, to=turn.today)
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
_FROM = rf"(?:{_SESSION}|technique) (?:of|from|for) (?P<of>{_DAY})"
_OF_ALONE = rf"(?P<of>(?:{DAY}(?<=s)|tomorrow'?s))"
_NOW = r"(?:today|tonight|now|right now|this (?:morning|afternoon|evening))"
_TO = rf"(?:{_NOW}|(?P<to>tomorrow|{DAY}))"
_INSTEAD = (
    rf"(?:,? (?:instead|rather|in place|(?:and )?not)(?: (?:of|than))?(?: on)? (?:the )?(?P<instead>{_DAY})"
    rf"(?: {_SESSION})?)"
)
_OWN = r"(?:my |the |a )?(?:next )?"
_ASK = (
    r"(?:(?:(?:can|could|may|should|shall) (?:i|we|you)|let'?s|let me"
    r"|(?:is it|it is|it'?s) (?:ok|okay|possible|fine) (?:to|if i)"
    r"|please|(?:i|we) (?:want|would like|would prefer|prefer)(?: to)?|i'?d (?:like|prefer|rather)(?: to)?"
    r"|(?:i|we)(?:'?ll| will)|i(?= (?:do|make|train|move)\b)|i'?m going to|gonna|rather|better|maybe|just|already|so"
    r"|then) )*"
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
        rf"(?P<kind>[ab])(?: is| was)? (?:done|finished|completed)(?: {_NOW})?(?:[ ,.;:!-]+(?P<rest>.+))?",
        rf"{_DID} (?P<kind>[ab])(?:[,.;:!-]+ ?(?:and |it was |was )?(?P<rest>.+))?",
        rf"(?:{_NOW} )(?:i )?{_DID} {_OWN}(?:{_OF}|{_LETTER}|(?:{_SESSION})?{_INSTEAD}){_REST}",
    ),
    (
        did_more,
        r"(?:(?:i|we|i'?ve|have|just|also|even) )*(?:did|added|done|managed|squeezed in|threw in)(?: in)?"
        r" (?:(?:an?|one|two|three|1|2|3|some) )?(?:(?:extra|more|additional|bonus|third|another) )+(?:sets?|rounds?)"
        r"(?: (?:of|on|for|with|to|at|in) (?:everything|all(?: of (?:it|them)| exercises)?|each(?: \w+)?|every(?: \w+)?"
        r"|it|them|(?:the |my )?[a-z][a-z -]{2,20}?))?"
        r"(?:[ ,.;:!-]+(?:and |it was |was )?(?P<rest>(?:effort|rpe|\d|easy|hard).*))?",
    ),
    (
        wished,
        rf"{_ASK}{_BRING}?{_OWN}(?:{_OF}|{_LETTER})(?: forward| back)?{_ON} {_TO}{_INSTEAD}?{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}{_SESSION}(?: forward)?{_ON} {_NOW}{_INSTEAD}?{_BEHIND}",
        rf"{_ASK}{_BRING}?{_OWN}{_SESSION}{_ON} {_TO}{_INSTEAD}{_BEHIND}",
        rf"{_ASK}{_LIFT}{_ON} {_TO}{_INSTEAD}{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}(?:{_LETTER}|{_SESSION}) from (?P<of>{_DAY}){_ON} {_TO}{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}{_FROM}{_ON} {_TO}{_BEHIND}",
        rf"{_ASK}(?:{_SESSION} )?(?P<of>{_DAY}) ?(?:->|=>|>) ?{_TO}{_BEHIND}",
        rf"(?:(?:sorry|hi),? )?(?:i )?{CANNOT} (?:do|make|manage|come to) {_OWN}(?P<of>{_DAY})(?: {_SESSION})?[ ,.;]+"
        rf"{_ASK}{_BRING}(?:it|that|this){_ON} {_TO}{_BEHIND}",
        rf"{_ASK}{_BRING}(?:the )?(?P<of>{_DAY}) (?:to|till|until) {_TO}{_BEHIND}",
        rf"{_ASK}{_BRING}{_OWN}{_OF_ALONE}(?: already)?{_ON} {_TO}{_BEHIND}",
        rf"{_TO},? {_ASK}{_BRING}?{_OWN}(?:{_OF}|{_LETTER}|{_SESSION}{_INSTEAD}){_BEHIND}",
        rf"{_ASK}{_BRING}?{_OWN}{_LETTER} instead(?: please| then)*",
    ),
)

"""What is typed about being away: behind the command, to an open question, or out of the blue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Said
from bot.dialogue import Reply, Turn
from bot.dialogues.away import there
from bot.dialogues.away.card import KIND, ahead, as_left, current, from_json, stands
from bot.dialogues.away.leaving import leave
from bot.dialogues.away.returning import back, better, fever_gone
from bot.dialogues.pain import redflags
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared import heard, stated
from bot.dialogues.shared.common import athlete_of, say, then
from bot.grammar import away as grammar, conditions, flags, illness
from bot.grammar.away import Leaving, Returning
from bot.grammar.text import plain
from core.athlete import FLOOR
from core.kit import Item

_LEFT = frozenset(
    ("stop", "cancel", "never mind", "nevermind", "forget it", "forget that", "no", "leave it", "nothing")
)


_IT_IS_GONE = re.compile(r"(?:it'?s |it is )?(?:all )?gone(?: now| again)*")
_OPEN = stated.SKIP | {
    "not sure", "not sure yet", "don't know yet", "dont know yet", "i don't know yet", "i dont know yet", "dunno",
    "no idea yet", "open", "open end", "open ended", "we'll see", "until further notice", "can't say", "can't say yet",
}  # fmt: skip


async def typed(turn: Turn) -> Reply | None:
    """The end that was asked for: a date, or "for ten days"."""
    data = turn.prompt.data if turn.prompt is not None else {}
    if data.get("step") in ("which", "until") and plain(turn.text) in _LEFT:
        return replace(say(turn, "away.left"), close=(turn.prompt.id,) if turn.prompt is not None else ())
    if data.get("step") == "kit":
        return await there.typed(turn)
    if data.get("step") != "until":
        return None
    if plain(turn.text) in _OPEN:
        return leave(turn, replace(from_json(data), until=None))
    found = grammar.read(turn.text, turn.today, asked=True)
    if not isinstance(found, Leaving) or not found.timed:
        found = grammar.read(f"until {turn.text}", turn.today, asked=True)
    if not isinstance(found, Leaving) or not found.timed or found.why not in ("", data["why"]):
        return None
    if found.backwards:
        return say(turn, "away.backwards")
    leaving = replace(from_json(data), until=found.until, doubtful=found.doubtful)
    if found.start != turn.today:
        leaving = replace(leaving, start=found.start)
    return leave(turn, leaving, place=FLOOR if found.floor else "")


async def interrupt(turn: Turn) -> Reply | None:
    """ "sick since Monday", "away until Friday", "back": whatever question is open, it comes first.

    A red flag stays one. A fever is an illness, with or without another word for it (3.7); one that nothing explains is
    a flag (2.4).
    """
    if turn.athlete is None or not isinstance(turn.event, Said):
        return None
    asked = next((one for one in turn.prompts if one.kind == KIND and one.data.get("step") == "kit"), None)
    if asked is not None and turn.now - asked.opened < timedelta(hours=1) and not flags.find(turn.text):
        # What is typed under "What will be there?" is no kit at home.
        answer = await there.typed(replace(turn, prompt=asked))
        if answer is not None:
            return answer
    hurting = any(one.kind == "pain" and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)
    if hurting and _IT_IS_GONE.fullmatch(plain(turn.text)):
        # The pain that was just asked about, and nobody left.
        return None
    ill_now = current(turn)
    if ill_now is not None and ill_now.why == "illness" and illness.improving(turn.text) and not flags.find(turn.text):
        return better(turn, ill_now)
    if ill_now is not None and ill_now.why == "illness" and illness.above_the_neck(turn.text):
        return Reply(outs=(stands(turn, ill_now),))
    feverish = any(one.flag == "fever" for one in turn.standing.flags)
    if ill_now is None and not feverish and illness.no_fever(turn.text):
        return say(turn, "sign.none_heard")
    if ill_now is None and not feverish and illness.over_by_now(turn.text):
        return fever_gone(turn)
    if illness.fever_gone(turn.text):
        return await redflags.cleared(replace(turn, option="fever")) if feverish else fever_gone(turn)
    # "Until 14 Dec" of somebody who is away, or will be, is another end.
    gone = current(turn) or ahead(turn)
    found = grammar.read(turn.text, turn.today)
    if found is None and grammar.swapped(turn.text, turn.today):
        return say(turn, "away.backwards")
    if found is None and gone is not None and grammar.ends(turn.text):
        end = grammar.read(turn.text, turn.today, asked=True)
        found = end if isinstance(end, Leaving) and end.timed else None
    if isinstance(found, Returning):
        return understood(turn, found) if current(turn) is not None else None
    raised = {one.name for one in flags.find(turn.text)}
    if raised - {"fever"} or (raised and illness.unexplained(turn.text)):
        return None
    if found is None:
        here = None if raised else there.told(turn)
        return await there.take(turn, here) if here is not None else _feverish(turn) if raised else None
    reply = understood(turn, found)
    if found.backwards:
        return reply
    if found.why == "travel" and not found.floor and (here := there.told(turn)) is not None:
        return await there.besides(turn, reply, here)
    if found.why == "travel" and not found.floor and (known := there.known(turn)):
        return understood(turn, found, known)
    named = conditions.read(turn.text) if found.why == "injury" else ()
    if not named:
        return reply
    # An operation asks for a professional's word besides (2.5).
    held = await settings.conditions_told(then(turn, reply.entries), named)
    return replace(held, outs=(*reply.outs, *held.outs), entries=(*reply.entries, *held.entries))


def _feverish(turn: Turn) -> Reply:
    """A fever that is told among other things."""
    beside = heard.beside_flags(turn)
    reply = understood(then(turn, beside), Leaving("illness", turn.today, fever=True))
    return replace(reply, entries=(*beside, *reply.entries))


async def listen(turn: Turn) -> Reply | None:
    """ "I'm back" of somebody who was not away."""
    if turn.athlete is None or not isinstance(grammar.read(turn.text, turn.today), Returning):
        return None
    return say(turn, "away.not_away")


def understood(turn: Turn, found: Leaving | Returning, there: str = "") -> Reply:
    """`there`: a place of the runner's own that it leads to."""
    now = current(turn)
    if isinstance(found, Leaving) and found.backwards:
        return say(turn, "away.backwards")
    if isinstance(found, Returning):
        return say(turn, "away.take_your_time") if now is not None and found.still else back(turn)
    if found.gym and found.why == "life" and not _uses_a_gym(turn):
        return say(turn, "away.gym_not_used", place=athlete_of(turn).places[0].name)
    going = now if now is not None and now.why == "travel" else ahead(turn)
    if found.floor and found.why == "life" and going is not None and going.why == "travel":
        # What lacks on a journey is told of that journey.
        found = replace(found, why="travel")
    of_gym = found.gym and found.why == "life"
    place = _without_gym(turn) if of_gym else FLOOR if found.floor else there
    if now is not None and found.why in ("", now.why) and found.start <= turn.today:
        # The same absence, told again with more of it.
        was = as_left(now)
        start = found.start if found.timed and found.start < was.start else was.start
        found = replace(
            found, why=now.why, start=start, until=found.until or was.until, fever=found.fever or was.fever,
            below_neck=found.below_neck or was.below_neck, chest=found.chest or was.chest,
        )  # fmt: skip
        # Another town has another kit.
        place = place or ("" if grammar.elsewhere(turn.text) else now.place)
    elif (coming := ahead(turn)) is not None and found.why in ("", coming.why) and found.until is not None:
        # What is still to come, told again: the later word counts, and an end alone keeps the first day.
        overlaps = coming.start <= found.until and (coming.end is None or found.start <= coming.end)
        if overlaps:
            start = coming.start if found.start == turn.today else found.start
            found, place = replace(found, why=coming.why, start=start), place or coming.place
    return leave(turn, found, place=place)


def _gyms(turn: Turn) -> list[str]:
    """The runner's places that are a gym: by their name, else by their machines."""
    places = athlete_of(turn).places
    return [one.name for one in places if "gym" in one.name.casefold()] or [
        one.name for one in places if Item.machine in one.kit.items
    ]


def _uses_a_gym(turn: Turn) -> bool:
    """Whether sessions are planned for one: for the first place, or for nothing that is known."""
    places = athlete_of(turn).places
    return not places or places[0].name in _gyms(turn)


def _without_gym(turn: Turn) -> str:
    """The first of the other places, else the floor."""
    gyms = _gyms(turn)
    return next((one.name for one in athlete_of(turn).places if one.name not in gyms), FLOOR)

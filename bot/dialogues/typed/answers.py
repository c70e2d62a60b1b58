"""What is answered to the other recognised lines: the morning, what comes, where somebody stands, the settings."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Said, Text
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues import progress
from bot.dialogues.away import dialogue as away, leaving
from bot.dialogues.pain import dialogue as painful, questions
from bot.dialogues.rating import used
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared import forms, heard, stated
from bot.dialogues.shared.common import athlete_of, next_line, next_session, on_the_card, prescribed_today, say
from bot.dialogues.shared.stated import parts
from bot.dialogues.today import ahead, dialogue as today, kit_today as kit_day, readiness, weights
from bot.dialogues.typed.answer import named, page
from bot.dialogues.typed.session import waiting
from bot.dialogues.week import deload, dialogue as week
from bot.dialogues.week.why_not import day_named
from bot.dialogues.why import dialogue as why
from bot.due import zone_of
from bot.grammar import flags, places
from bot.grammar.atlas import A_CITY
from bot.grammar.away import Leaving
from bot.grammar.exercise_names import names
from bot.grammar.profile import read_body
from bot.grammar.rating import Understood
from bot.grammar.text import listed
from core import pain, planner, season
from core.athlete import OFF
from core.body import Side
from core.catalogue import catalogue
from core.standing import MIDLINE
from core.units import KG_PER_LB


def _asked(turn: Turn, *kinds: str) -> bool:
    """Whether such a question was asked just now: the word is then for that."""
    return any(one.kind in kinds and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)


def _resting(turn: Turn) -> bool:
    return any(one.rests and one.holds(turn.today) for one in turn.standing.away)


async def no_evening_question(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await settings.said_of(replace(turn, prompt=None), "evening", OFF)


async def advised(turn: Turn, match: re.Match[str]) -> Reply | None:
    """What a professional advised against; a word that training is fine is for the sign that waits for it."""
    if turn.standing.flags and (flags.clearance(turn.text) or _MAY_TRAIN.search(turn.text)):
        return None
    return await page("limits")(turn, match)


_MAY_TRAIN = re.compile(
    r"\b(?:(?:train\w*|strength|exercis\w*|running|all|everything|go)(?: is| are|'s)? (?:ok|okay|fine|good|allowed)"
    r"|(?:can|may) (?:train|run|start|go on|continue))\b",
    re.IGNORECASE,
)


async def raced(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A race of these days that was run: its distance is known, and it is no run like others."""
    told = {one.day for one in turn.standing.runs}
    since = turn.today - timedelta(days=3)
    race = next(
        (one for one in athlete_of(turn).season if since <= one.day <= turn.today and one.day not in told), None
    )
    if race is None or not isinstance(turn.event, Said) or turn.text.rstrip().endswith("?"):
        return None
    on = "" if race.day == turn.today else f" on {_WEEKDAYS[race.day.weekday()]}"
    took = _TOOK.search(turn.text)
    said = f"ran {race.km:g} km{on}" + (f" in {took[0]}" if took is not None else "")
    return await runs.interrupt(replace(turn, text=said, event=replace(turn.event, text=said)))


_TOOK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


async def can_run(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Runs are the runner's own; what hurts has a say in them."""
    if turn.standing.flags or pain.troubles(turn.standing, turn.today):
        return (await painful.start(on_the_card(turn))).below()
    return say(turn, "typed.can_run")


async def can_train(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Can I train again?": who is away says so, what hurts is looked at, and else there is the day."""
    if _resting(turn):
        return await away.away(replace(turn, text="", prompt=None))
    if turn.standing.flags or pain.troubles(turn.standing, turn.today):
        return (await painful.start(on_the_card(turn))).below()
    return await today.today(replace(turn, prompt=None))


async def sore_all_over(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Before training it says of no session how hard it was: where it is worst is asked."""
    past = waiting(turn)
    if past is None or past.started or _asked(turn, "rating") or flags.find(turn.text):
        return None
    return Reply(outs=(replace(questions.where(turn), fresh=True),))


async def killing(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "My back is killing me": how strong it is."""
    named = parts(f"sore {match['part']}")
    if not named:
        return None
    asked = [(region, Side.both if region in MIDLINE else side) for region, side in named]
    return Reply(outs=(questions.how_much(turn, *asked[0], later=asked[1:], fresh=True),))


async def can_again(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Can I squat again?" is answered by the plan; what hurts has gone into it."""
    told = why.again(turn, match["what"])
    if told is not None or _MOVES.isdisjoint(_singular(match["what"])):
        return told
    if turn.standing.flags or pain.troubles(turn.standing, turn.today):
        return (await painful.start(on_the_card(turn))).below()
    return say(turn, "typed.can_again")


def _singular(words: str) -> frozenset[str]:
    return frozenset(one.removesuffix("s") for one in words.casefold().replace("-", " ").split())


_MOVES = listed("squat lunge jump hop deadlift plank pushup pullup press row bridge raise skip bound swing step crunch")


async def weight_of(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A weight for an exercise that no session has had yet: it may come in because of it."""
    known = names({phrases.exercise(turn.words, one): one for one in catalogue().by_id})
    told = match["name"].replace("-", " ").split()
    found = known.at(told, 0)
    if found is None or found.length < len(told) or len(found.ids) != 1:
        return None
    pounds = match["unit"].startswith(("lb", "pound"))
    kg = round(float(match["weight"].replace(",", ".")) * (KG_PER_LB if pounds else 1), 2)
    return used.alone(turn, Understood(loads_kg=((found.ids[0], kg),)))


async def here_again(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Of somebody who was silent, and not away: nothing is held against them, and nothing skipped by it."""
    return None if _resting(turn) else say(turn, "away.not_away")


async def purpose(turn: Turn, match: re.Match[str]) -> Reply | None:
    """What today's session, or the next one, is good for."""
    session = prescribed_today(turn) or next_session(turn)
    if session is None:
        return None
    return say(turn, "typed.purpose.strength" if session.kind.strength else "typed.what.technique")


async def tired(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Before training it is the morning's word, and the day follows."""
    return await _morning(turn, "fatigue:worn" if _WORN.search(match[0]) else "fatigue:tired")


_WORN = re.compile(
    r"exhausted|knackered|wrecked|shattered|worn out|dead|too tired|trashed|toast|fried|cooked|destroyed|ruined"
)


async def fresh(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await _morning(turn, "sleep:7-8" if "slept" in match[0] else "fatigue:fresh")


async def slept_badly(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await _morning(turn, "sleep:4-6")


async def sleepless(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await _morning(turn, "sleep:under4")


async def _morning(turn: Turn, option: str) -> Reply | None:
    past = waiting(turn)
    trained = turn.standing.on(turn.today) is not None if past is None else past.started
    if trained or _asked(turn, "rating", "deload"):
        # Behind a session it is a word about that.
        return None
    return (await readiness.ready(on_the_card(turn, option))).below()


async def easier(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A deload in words of one's own, with what stands behind them; what hurts there comes first."""
    rest = named(match, "rest")
    if _HURTS.search(rest) or flags.find(turn.text):
        return None
    return await deload.deload(replace(turn, text=rest, option="", prompt=None))


_HURTS = re.compile(r"\b(?:hurts?|hurting|pain\w*|ach\w+)\b|\b\d(?:/10)?$")


async def while_away(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await away.away(replace(turn, text="", prompt=None)) if _resting(turn) else None


async def shown_next(turn: Turn, match: re.Match[str]) -> Reply | None:
    if match[0].endswith("tomorrow") and _asked(turn, "move"):
        return None
    coming = None if _resting(turn) or turn.standing.stopping else next_line(turn)
    return Reply(outs=(Out(Text((coming,))),)) if coming is not None else await today.today(replace(turn, prompt=None))


async def on_day(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "What's on Friday?"."""
    day = day_named(match["day"], turn.today)
    if day is None:
        return None
    return ahead.on_day(turn, day) if day > turn.today else await today.today(replace(turn, prompt=None))


async def this_week(turn: Turn, match: re.Match[str]) -> Reply:
    return await progress.look_back(turn)


async def last_week(turn: Turn, match: re.Match[str]) -> Reply:
    return await progress.look_back(turn, True)


async def deload_when(turn: Turn, match: re.Match[str]) -> Reply:
    """When the next deload is, as far as the block goes on as it is."""
    ahead_of = planner.horizon(athlete_of(turn), turn.standing, turn.today, FARTHEST)
    day = next((one.day for one in ahead_of if one.session is not None and one.session.deload), None)
    if day is None:
        return say(turn, "typed.deload_later")
    monday = max(season.monday_of(day), turn.today)
    return say(turn, "typed.deload_when", day=phrases.near_day(turn.words, monday, turn.today))


FARTHEST = 42
"""Days ahead that are looked through for the next deload: no block is longer."""


async def week_off(turn: Turn, match: re.Match[str]) -> Reply:
    """ "Skip this week": nothing of it is owed."""
    sunday = turn.today + timedelta(days=6 - turn.today.weekday())
    next_week = match["week"] == "next"
    start = sunday + timedelta(days=1) if next_week else turn.today
    return leaving.leave(turn, Leaving("life", start, sunday + timedelta(days=7 * next_week), timed=True))


async def week_ahead(turn: Turn, match: re.Match[str]) -> Reply:
    """ "What's my plan for next week?"."""
    return await week.week(replace(turn, text=match["week"], option="", prompt=None))


async def weights_asked(turn: Turn, match: re.Match[str]) -> Reply:
    return await weights.asked(turn)


async def where(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "It hurts when I go downstairs": where is asked."""
    if parts(turn.text) or flags.find(turn.text):
        return None
    return Reply(outs=(replace(questions.where(turn), fresh=True),))


async def about_me(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "I'm a woman, 62 kg, born 1991": two things about somebody at least, as one alone may be anything."""
    body, problems, left = read_body(match["value"], turn.today, athlete_of(turn).mass_unit)
    told = sum(one is not None for one in (body.born, body.sex, body.mass_kg))
    if problems or left or told < 2:
        return None
    return await settings.said_of(replace(turn, prompt=None), "body", match["value"])


async def loosen(turn: Turn, match: re.Match[str]) -> Reply:
    """A few minutes of mobility, on any day on which something may be done at all."""
    stopped = planner.plan_day(athlete_of(turn), turn.standing, turn.today).reading.stop
    return await (today.today if stopped else today.loosen)(on_the_card(turn))


async def here_now(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "I'm in Denver now": the clock goes by that place, and the mornings where a time was said with it."""
    if not places.has_known(match["place"]):
        return None
    found = await asyncio.to_thread(stated.find_place, match["place"])
    known = found.zone is not None and found.candidates and found.candidates[0].people >= A_CITY
    if not known or found.zone == athlete_of(turn).zone:
        return None
    turn = replace(turn, prompt=None)
    return await settings.moved_to(turn, match["place"], named(match, "value"))


async def time_here(turn: Turn, match: re.Match[str]) -> Reply:
    zone = athlete_of(turn).zone
    clock = phrases.clock(turn.now.astimezone(zone_of(zone)).time())
    return say(turn, "typed.time_here", time=clock, city=forms.zone_text(zone))


async def kit_today(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Where somebody trains today: one of their places, the floor alone, or which it is."""
    past = waiting(turn)
    if past is None or past.started:
        return None
    place = kit_day.named(turn, named(match, "there"))
    return kit_day.take(turn, place) if place else kit_day.which(turn)


async def no_gym(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Whoever wanted to train at the gym today may have another place, or the floor."""
    past = waiting(turn)
    return kit_day.which(turn) if past is not None and past.kind.strength and not past.started else None


async def run_felt(turn: Turn, match: re.Match[str]) -> Reply | None:
    """How hard a run felt is no answer about the session."""
    return None if heard.of_a_part(heard.read(turn)) else say(turn, "typed.run_felt")


async def stop(turn: Turn, match: re.Match[str]) -> Reply | None:
    """No more messages; the bare word is for a session that runs, and for a question or a test that can be left."""
    past = turn.standing.on(turn.today)
    running = past is not None and past.started and not past.done
    if match[0] in ("stop", "stop it") and (running or _asked(turn, "away", "test")):
        return None
    return await page("")(turn, match)


async def setting(turn: Turn, match: re.Match[str]) -> Reply | None:
    name = _PAGES.get(match["page"])
    return None if name is None else await page(name)(turn, match)


_PAGES = {
    "runs": "runs", "run days": "runs", "running days": "runs", "kit": "kit", "equipment": "kit", "weights": "kit",
    "dumbbells": "kit", "strength days": "strength", "race": "race", "time": "mornings", "morning": "mornings",
    "mornings": "mornings", "units": "display", "time zone": "zone", "timezone": "zone", "evening": "evening",
}  # fmt: skip

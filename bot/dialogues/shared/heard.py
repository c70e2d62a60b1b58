"""What a typed message says of a session, as diary entries and as an echo in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Said
from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.shared import loads
from bot.dialogues.shared.common import (
    before_noon,
    named_exercise,
    next_session,
    prescribed,
    rateable,
    resting,
    when_told,
)
from bot.dialogues.shared.stated import parts
from bot.grammar.exercise_names import names
from bot.grammar.problem import Problem, Trouble
from bot.grammar.rating import Understood, read_everything, understand
from bot.grammar.text import clean, plain
from core import diary, returns
from core.body import Kind, Region, Side, default_kind
from core.catalogue import catalogue
from core.diary import Entry, ItemReport, Sore
from core.policy import policy
from core.session import Session
from core.standing import MIDLINE, Part, Past


def read(turn: Turn) -> Understood:
    past = rateable(turn)
    # Before the first card, what it will hold can be spoken of already.
    session = prescribed(turn, past.day) if past is not None else next_session(turn)
    there = _names(turn, session)
    raw = turn.text or (turn.event.text if isinstance(turn.event, Said) else "")
    unit = turn.athlete.mass_unit if turn.athlete is not None else "kg"
    whole = read_everything(clean(raw), unit)
    loaded = [one.exercise for one in session.items if one.dose.load_kg] if session is not None and whole else []
    if whole is None or not loaded:
        return _sided(turn, raw, understand(raw, exercises=there, unit=unit))
    kg, rest, _ = whole
    said = understand(rest, exercises=there, unit=unit)
    named = {one for one, _ in said.loads_kg}
    # "12 kg for everything, squats 16": what was said of one of them counts for that one.
    loads_kg = (*((one, kg) for one in loaded if one not in named), *said.loads_kg)
    return _sided(turn, rest, replace(said, loads_kg=loads_kg))


def not_in(turn: Turn, said: Understood) -> str | None:
    """An exercise that is named in full and was not in that session: what was said of it is said of no other one."""
    past = meant(turn, said)
    session = prescribed(turn, past.day) if past is not None else None
    named = named_exercise(turn, plain(turn.text).replace(",", " ").split())
    told = {one.exercise for one in said.items} | {one for one, _ in (*said.reps, *said.loads_kg)}
    if session is None or named is None or not told or session.item(named) is not None:
        return None
    return named


def without(turn: Turn, said: Understood, other: str) -> Understood:
    """What was said, but for what was meant of an exercise that was not there and read as one that was.

    A weight stays where that one is the next rung of what was asked for: box squats that were done as goblet squats.
    """
    name = phrases.exercise(turn.words, other).casefold().replace("-", " ").split()
    told = {one.exercise for one in said.items} | {one for one, _ in (*said.reps, *said.loads_kg)}
    known = names({phrases.exercise(turn.words, one): one for one in told})
    matches = (known.at(name, at) for at in range(len(name)))
    taken = {one for match in matches if match is not None for one in match.ids}
    return replace(
        said,
        items=tuple(one for one in said.items if one.exercise not in taken),
        reps=tuple(one for one in said.reps if one[0] not in taken),
        loads_kg=tuple(one for one in said.loads_kg if one[0] not in taken or other in catalogue()[one[0]].progress),
    )


_SIDE_ALONE = re.compile(
    r"(?:^|[,;.:(–-])\s*(?:it'?s |it is )?(?:only |just )?(?:on )?(?:my |the )?(left|right)"
    r"(?: (?:side|one|leg|foot|only))*\s*(?=$|[,;.:)–-])"
    r"|\bon (?:my |the )?(left|right)\b|\b(left|right) (?:side|one|hand side)\b",
    re.IGNORECASE,
)
"""A side that is said by itself: "achilles stiff this morning, left, 2"."""


def _sided(turn: Turn, raw: str, said: Understood) -> Understood:
    """Parts without a side get the one that is said elsewhere in the message, else that of the one open side (3.9)."""
    sides = {one: side_elsewhere(turn, raw, one) for one in said.unsided}
    sides |= {one.region: _told_alone(raw) for one in said.soreness or () if one.what is Kind.muscle and _both(one)}
    sores = tuple(replace(one, side=sides.get(one.region) or one.side) for one in said.soreness or ())
    unsided = tuple(one for one in said.unsided if sides[one] is None)
    return replace(said, soreness=sores or said.soreness, unsided=unsided)


def side_elsewhere(turn: Turn, raw: str, region: Region) -> Side | None:
    """The side of a part beside which none was said."""
    named = {side for one, side in parts(raw) if one is region and side is not None}
    return _told_alone(raw) or (named.pop() if len(named) == 1 else open_side(turn, region))


def _told_alone(raw: str) -> Side | None:
    alone = {next(filter(None, one.groups())).lower() for one in _SIDE_ALONE.finditer(raw)}
    return Side(alone.pop()) if len(alone) == 1 else None


def _both(one: Sore) -> bool:
    return one.side is Side.both and one.region not in MIDLINE


def open_side(turn: Turn, region: Region) -> Side | None:
    """The side on which that region hurt in the last 14 days: the only one, or both where they were told together."""
    since = turn.today - timedelta(days=policy().pain.side_switch_days)
    last = {
        one.side: max(felt.day for felt in one.felt if felt.score > 0)
        for one in turn.standing.parts.values()
        if one.region is region and any(felt.day >= since and felt.score > 0 for felt in one.felt)
    }
    if set(last) == {Side.left, Side.right} and len(set(last.values())) == 1:
        return Side.both
    return next(iter(last)) if len(last) == 1 else None


def _names(turn: Turn, session: Session | None) -> dict[str, str]:
    if session is None:
        return {}
    return {phrases.exercise(turn.words, one.exercise): one.exercise for one in session.items}


def meant(turn: Turn, said: Understood) -> Past | None:
    """The session that the message speaks of: "yesterday 7 3", "Tuesday: 8", or simply the one to be answered."""
    on = None
    if said.yesterday:
        on = turn.today - timedelta(days=1)
    elif said.weekday is not None:
        on = turn.today - timedelta(days=(turn.today.weekday() - said.weekday) % 7)
    return rateable(turn, on)


def beside_flags(turn: Turn) -> tuple[Entry, ...]:
    """What a message with a red flag also said of a session or of a part: kept, so that nothing is lost."""
    said = replace(read(turn), flags=())
    past = meant(turn, said)
    if past is None or not said.says_something or said.skipped:
        return ()
    waiting = past.day == turn.today and not (past.started or past.done)
    leads = _NUMBER_FIRST.match(turn.text) is not None
    if (waiting or past.effort is not None) and not leads and (told := _of_the_part(turn, said)):
        return felt(turn, told)
    said, _ = loads.believed(turn, past, said)
    if only_parts(said) and said.effort is None and said.general_soreness is None and not said.as_planned:
        # A part alone is of now: it says of no session that it was done.
        return felt(turn, said.soreness or ())
    leads = leads and not before_noon(turn)
    trained = said.fraction is not None or _TRAINED.match(turn.text) is not None
    if waiting and said.general_soreness is None and not (leads or trained):
        # A lone number beside a place is the pain's, not the effort of a session that was not begun.
        return ()
    return entries(turn, past, replace(said, stopped="flag") if said.cut_short else said)


def _of_the_part(turn: Turn, said: Understood) -> tuple[Sore, ...]:
    """ "Shin hurts on landing, 5": the one number is that of the one part."""
    named = {region for region, _ in parts(turn.text)}
    if said.effort is None or said.soreness or len(named) != 1 or not only_parts(said) or said.as_planned:
        return ()
    region = named.pop()
    side = next((side for one, side in parts(turn.text) if one is region and side), None)
    where = Side.both if region in MIDLINE else side or side_elsewhere(turn, turn.text, region) or Side.both
    return (Sore(region, where, said.effort, default_kind(region)),)


_TRAINED = re.compile(r"\W*(?:done|trained)\b|.*\b(?:rpe|effort) ?(?:was |of )?\d", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"\W*(?:(?:it was|was|about|rpe|effort|e) ?)*\d|.*\b(?:rpe|effort|did|done|trained|had to stop"
    r"|stopped (?:early|half|after|at|the session))\b",
    re.IGNORECASE,
)


def only_parts(said: Understood) -> bool:
    """Whether nothing but a number was said of the session itself."""
    told = said.technique, said.fraction, said.first_items
    return told == (None, None, None) and not said.items and not said.cut_short


def of_a_part(said: Understood) -> bool:
    """Whether something hurts or is sore, also where its number or its place is still to be asked for."""
    asked = (one.about in Region.__members__ or one.code is Trouble.needs_part for one in said.problems)
    return bool(said.soreness) or any(asked)


_FINE = re.compile(
    r"\s*(?:is|are|was|were|feels?|felt)?\s*(?:all |totally |completely )?"
    r"(?:ok|okay|fine|good|great|alright|all right|pain[- ]free|happy|no problem|(?:do|did|does)(?:n't| not) hurt)\b"
    r"|[^.;\d]{0,30}\b(?:no|without(?: any)?|zero) pain\b(?! (?:at|when|while|before|after|until|in)\b)",
    re.IGNORECASE,
)


def said_fine(text: str, problem: Problem) -> bool:
    """ "7, knees ok": no number is missing there."""
    place = text.casefold().find(problem.fragment.casefold()) if problem.fragment else -1
    if problem.code is not Trouble.needs_score or place < 0:
        return False
    return _FINE.match(text, place + len(problem.fragment)) is not None


_SORE = re.compile(r"\b(?:sore|stiff|tight|doms|tender)\b", re.IGNORECASE)


def unscored(turn: Turn, said: Understood, text: str) -> list[tuple[Region, Side | None]]:
    """The parts that were named without a number, each with its side where that was said or can be only one; a sore
    muscle has no side to ask for.
    """
    sides = dict(reversed(parts(text)))
    missing = (one for one in said.problems if one.code is Trouble.needs_score and not said_fine(text, one))
    wanted = dict.fromkeys(Region(one.about) for one in missing if one.about in Region.__members__)
    found = []
    for one in wanted:
        muscle = default_kind(one) is Kind.muscle and _SORE.search(text) is not None
        found.append((one, Side.both if one in MIDLINE or (muscle and not sides.get(one)) else sides.get(one)
                      or side_elsewhere(turn, text, one)))  # fmt: skip
    return found


def fine(turn: Turn, part: Part) -> diary.Felt:
    """ "The shin is fine": 0. Of a resting part it is this morning's word at any hour, unless it hurt today (2.1)."""
    limit = returns.accepted(turn.standing, part, turn.today)
    hurt = any(one.day == turn.today and one.score > limit for one in part.felt)
    when = "morning" if resting(part) and not hurt else when_told(turn, part.region, part.side)
    return diary.Felt(
        at=turn.now, day=turn.today, region=part.region, side=part.side, score=0.0, what=part.what, when=when
    )


def resting_in(turn: Turn, regions: Iterable[Region]) -> tuple[Part, ...]:
    """The red parts of these regions that wait for their calm mornings."""
    wanted = frozenset(regions)
    return tuple(one for one in turn.standing.parts.values() if one.region in wanted and resting(one))


def felt(turn: Turn, sores: Sequence[Sore], this_morning: bool = False) -> tuple[diary.Felt, ...]:
    """Parts without a session: pain and soreness of their own."""
    return tuple(
        diary.Felt(
            at=turn.now, day=turn.today, region=one.region, side=one.side, score=one.score, what=one.what,
            when=when_told(turn, one.region, one.side, said=this_morning),
        )
        for one in sores
    )  # fmt: skip


_NOT_ALL = re.compile(
    r"\b(?:only|just)\b[^,.;]*\d ?min|\d ?min(?:ute)?s? of (?:it|that|the (?:session|workout))\b|\bfirst \d+ ?min",
    re.IGNORECASE,
)
"""Minutes that were all there was time for: "20 min, 6" may be all of it, done fast."""


def in_part(turn: Turn, past: Past, said: Understood) -> Understood:
    """ "Only did 20 minutes" of a session of forty is half of it."""
    session = prescribed(turn, past.day) if said.minutes is not None and _NOT_ALL.search(turn.text) else None
    if session is None or said.minutes is None or said.fraction is not None or said.minutes >= session.minutes:
        return said
    return replace(said, fraction=said.minutes / session.minutes)


def entries(turn: Turn, past: Past, said: Understood) -> tuple[Entry, ...]:
    value = said.effort
    if said.as_planned and value is None:
        value = float(int((past.target[0] + past.target[1]) / 2 + 0.5))
    soreness = said.soreness
    if said.as_planned and soreness is None:
        soreness = ()
    fraction = said.fraction if said.fraction is not None else 1.0
    if said.first_items is not None:
        session = prescribed(turn, past.day)
        work = [one for one in session.items if one.working_sets] if session is not None else []
        fraction = min(1.0, said.first_items / len(work)) if work else fraction
    elif said.cut_short and said.fraction is None:
        fraction = diary.CUT_SHORT
    written: list[Entry] = [
        diary.Report(
            at=turn.now, day=turn.today, session=past.id, effort=value, soreness=soreness,
            general=said.general_soreness, technique=said.technique, fraction=fraction, stopped=said.stopped,
            items=_items(turn, past, said),
        )
    ]  # fmt: skip
    for region, exercise in said.during:
        hit = next((one for one in said.soreness or () if one.region is region), None)
        if hit is not None:
            written.append(
                diary.Felt(
                    at=turn.now, day=turn.today, region=region, side=hit.side, score=hit.score, what=hit.what,
                    when="during", exercise=exercise, site=dict(said.sites).get(region),
                )
            )  # fmt: skip
    return tuple(written)


def _items(turn: Turn, past: Past, said: Understood) -> tuple[ItemReport, ...]:
    """What was said of single exercises; repetitions are held against what was asked for."""
    session = prescribed(turn, past.day)
    reports = {one.exercise: one for one in said.items}
    for exercise, reps in said.reps:
        item = session.item(exercise) if session is not None else None
        if item is None:
            continue
        missed, over = max(0, item.dose.amount - reps), max(0, reps - item.dose.amount)
        base = reports.get(exercise) or ItemReport(exercise)
        reports[exercise] = replace(base, short=missed, over=over)
    for exercise, kg in said.loads_kg:
        reports[exercise] = replace(reports.get(exercise) or ItemReport(exercise), load_kg=kg)
    return tuple(reports.values())


def echo(turn: Turn, said: Understood, past: Past | None = None) -> list[str]:
    """What was understood, in the runner's own order of things."""
    words = turn.words
    parts: list[str] = []
    if said.effort is not None:
        parts.append(words("heard.effort", effort=phrases.number(said.effort)))
    if said.as_planned:
        parts.append(words("heard.as_planned"))
    if said.general_soreness is not None and not (said.general_soreness == 0 and said.soreness == ()):
        parts.append(words("heard.soreness", score=phrases.number(said.general_soreness)))
    if said.soreness == ():
        parts.append(words("heard.not_sore"))
    for one in said.soreness or ():
        parts.append(sore(turn, one, sided=one.region not in said.unsided))
    if said.technique is not None:
        parts.append(words(f"heard.{said.technique}"))
    if said.first_items is not None:
        parts.append(words.plural("heard.first", said.first_items))
    if said.fraction is not None:
        whole = said.fraction >= 1
        parts.append(words("heard.all") if whole else words("heard.fraction", percent=round(said.fraction * 100)))
    if said.cut_short and said.fraction is None:
        parts.append(words("heard.cut_short"))
    for item in said.items:
        name = phrases.lower_first(phrases.exercise(words, item.exercise))
        if item.sets == 0:
            parts.append(words("heard.without", name=name))
        if item.rpe is not None:
            parts.append(words("heard.item", name=name, effort=phrases.number(item.rpe)))
        if item.speed is not None:
            measured = item.speed[:1].isdigit()
            parts.append(words("heard.speed" if measured else "heard.moved", name=name, speed=item.speed))
        if item.technique is not None:
            parts.append(words("heard.moved", name=name, speed=words(f"heard.{item.technique}")))
    return parts + ([loads.told(turn, past, *one) for one in said.loads_kg] if past is not None else [])


def sore(turn: Turn, one: Sore, sided: bool = True) -> str:
    """ "left knee 5/10", "calf sore 4/10": what was said of one part."""
    key = "heard.sore" if one.what is Kind.muscle else "heard.pain"
    side = one.side if sided and (one.what is not Kind.muscle or one.side is not Side.both) else None
    return turn.words(key, part=phrases.part(turn.words, one.region, side), score=phrases.number(one.score))

"""What a line says of parts of the body and of no session: when it was, how strong, and that a number is a part's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.dialogue import Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import (
    RATE_WITHIN_DAYS,
    before_noon,
    then,
    when_told,
)
from bot.dialogues.shared.stated import parts
from bot.dialogues.today import day as day_card
from bot.grammar.anatomy import PLURAL, parts_in
from bot.grammar.course import read_course
from bot.grammar.problem import Trouble
from bot.grammar.rating import Understood, without_asides
from bot.grammar.text import clean, tokens
from core import diary
from core.body import Kind, Region, Side, default_kind
from core.diary import Sore
from core.session import Status
from core.standing import MIDLINE, Felt, Past


def course(turn: Turn) -> Reply | None:
    """ "Knee was 4 yesterday, 1 today": each number on its day, and the newest is the one of now."""
    told, named = read_course(turn.text), parts(turn.text)
    if not told or len(named) != 1:
        return None
    region, side = named[0]
    kind, known = default_kind(region), side or heard.side_elsewhere(turn, turn.text, region)
    where = Side.both if region in MIDLINE else known or Side.both
    latest = max((one.day for one in _felt_there(turn, region, where)), default=date.min)
    after, entries = turn, list[diary.Felt]()
    # What was told of a later day stands.
    for one in (one for one in told if turn.today - timedelta(days=one.days_ago) >= latest):
        day = turn.today - timedelta(days=one.days_ago)
        when = one.when if one.when != "now" or one.days_ago else when_told(after, region, where)
        entries.append(
            diary.Felt(at=turn.now, day=day, region=region, side=where, score=one.score, what=kind, when=when)
        )
        after = then(turn, entries)
    sores = tuple(Sore(region, where, one.score, kind) for one in entries)
    unsided = () if known or region in MIDLINE or kind is Kind.muscle else (region,)
    outs = questions.noted(turn, entries, sores, unsided=unsided)
    shown, sent = day_card.again(after)
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent))


def _felt_there(turn: Turn, region: Region, side: Side) -> Sequence[Felt]:
    found = (turn.standing.parts.get(f"{region.value}:{one.value}") for one in (*side.each(), Side.both))
    return [felt for part in found if part is not None for felt in part.felt]


def of_waking(text: str) -> bool:
    """Whether a number is said of this morning, and so of no session."""
    return _THIS_MORNING.search(text) is not None


_THIS_MORNING = re.compile(
    r"\b(?:this morning|in the morning|on waking|waking up|woke up with|getting up|when i (?:got|get) up|first steps?"
    r"|out of bed)\b",
    re.IGNORECASE,
)
"""Said of the morning after: what a tendon makes of the day before (2.1)."""


def felt(turn: Turn, sores: Sequence[Sore], this_morning: bool = False, unsided: Sequence[Region] = ()) -> Reply:
    """Parts without a session: pain and soreness of their own. A first word about a part is of no morning after."""
    entries = heard.felt(turn, sores, this_morning)
    outs = questions.noted(turn, entries, sores, unsided=unsided)
    shown, sent = day_card.again(then(turn, entries))
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent))


DURING = re.compile(
    r"\b(?:during|while (?:doing|training|lifting)|in the (?:session|workout))\b"
    r"(?! (?:(?:the|my|that|this|today'?s|yesterday'?s|easy|long) )*"
    r"(?:runs?|running|races?|intervals?|tempo|track|parkrun|nights?|day|walks?|walking|work|sleep)\b)",
    re.IGNORECASE,
)
"""Said of a session, whenever it is told."""


_NOT_DONE = (Status.SKIPPED, Status.MOVED)


def felt_during(turn: Turn, past: Past | None, sores: Sequence[Sore], unsided: Sequence[Region]) -> Reply:
    """ "Achilles was 4 during", told on the morning after: of the session, and not of how it is by then (2.1)."""
    begun = past is not None and (past.day < turn.today or past.started or past.done or not before_noon(turn))
    before = (one for one in reversed(turn.standing.past) if one.day < turn.today and one.status not in _NOT_DONE)
    session = past if begun else next(before, None)
    day = turn.today if session is None or (turn.today - session.day).days > RATE_WITHIN_DAYS else session.day
    entries = tuple(
        replace(one, when="during", day=max([day, *(felt.day for felt in _felt_there(turn, one.region, one.side))]))
        for one in heard.felt(turn, sores)
    )
    outs = questions.noted(turn, entries, sores, unsided=unsided)
    shown, sent = day_card.again(then(turn, entries))
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent))


def of_the_part(text: str) -> bool:
    return _sharp(text) or _OF_MOVING.search(text) is not None or _OF_A_RUN.search(text) is not None


def _sharp(text: str) -> bool:
    """ "Sharp pain in the calf, 7" while an effort is waited for; of "hurt a bit, 7" nobody knows what the 7 is of."""
    return _PAINFUL.search(text) is not None and _MILD.search(text) is None


_OF_A_RUN = re.compile(r"\b(?:on|during|in) (?:the|my|today'?s|yesterday'?s) (?:[a-z]+ )?run\b|\bran\b", re.IGNORECASE)


_OF_MOVING = re.compile(
    r"\d(?: ?/ ?10)? (?:(?:only|just|but|mostly) )*(?:(?:when|while|if) (?:i |i'?m |it is )?(?:run|jog|walk|climb|go"
    r"|sit|stand|squat|hop|land|jump|bend|push|press|touch)\w*|on (?:the )?(?:runs?|stairs?|hills?|landing)"
    r"|(?:up|down)stairs"
    r"|walking|running)\b",
    re.IGNORECASE,
)
"""A number that belongs to what somebody does is none of a session."""


_MILD = re.compile(r"\b(?:a (?:bit|little)|slight\w*|little|mild\w*|barely)\b", re.IGNORECASE)


_PAINFUL = re.compile(r"\b(?:sharp|stabbing|twinge|ow+|ouch|pain(?:s|ful)?|hurts?|hurting)\b", re.IGNORECASE)
"""Beside such a word the one number is that of the part, also where an effort is waited for."""


_LENGTH = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|steps?|times)\b", re.IGNORECASE)


EFFORT = re.compile(r"\b(?:effort|rpe|e ?\d)", re.IGNORECASE)


DISTANCE = re.compile(r"\d ?(?:k|km|kms|mi|miles?|kilomet(?:er|re)s?)\b|\d ?x ?\d{3,4} ?m?\b", re.IGNORECASE)


def asks_back(said: Understood) -> bool:
    """Problems that a question can settle; plain nonsense is somebody else's."""
    return any(one.code not in (Trouble.unknown, Trouble.unknown_exercise, Trouble.too_long) for one in said.problems)


def number_of_a_part(turn: Turn, said: Understood) -> Sore | None:
    """ "Achilles a bit worse this morning, 4", before anything was trained: the number is the part's."""
    if _OF_A_RUN.search(turn.text):
        # "Shin hurt on the run, 5, stopped after 3k": that was no session.
        said = replace(said, cut_short=False, stopped=None)
    missing = [one for one in said.problems if asks_back(said)]
    if (
        said.effort is None
        or said.soreness
        or len(missing) != 1
        or not heard.only_parts(said)
        or EFFORT.search(turn.text)
    ):
        return None
    problem = missing[0]
    text = re.sub(r"/ ?10\b", lambda match: " " * len(match[0]), without_asides(turn.text))
    text = _LENGTH.sub(lambda match: " " * len(match[0]), DISTANCE.sub(lambda match: " " * len(match[0]), text))
    if problem.code is not Trouble.needs_score or problem.about not in Region.__members__ or text.count("/"):
        return None
    numbers = list(re.finditer(r"\d+(?:[.,]\d+)?", text))
    place = turn.text.casefold().find(problem.fragment.casefold())
    if len(numbers) != 1 or not 0 <= place < numbers[0].start():
        # "7, knees ok": a number that comes first is of the session.
        return None
    region = Region(problem.about)
    side = Side.both if region in MIDLINE else _side_of(turn, region)
    return Sore(region, side, said.effort, default_kind(region))


def _side_of(turn: Turn, region: Region) -> Side:
    """The side that was said, else that of the one that is open, else both."""
    named = next((side for one, side in parts(turn.text) if one is region), None)
    return named or heard.side_elsewhere(turn, turn.text, region) or Side.both


def without_side(turn: Turn, told: Sore) -> tuple[Region, ...]:
    """The part, where one side must be meant and none was named: "the knees" are both."""
    if told.side is not Side.both or told.region in MIDLINE or told.what is Kind.muscle:
        return ()
    words = [one.text for one in tokens(clean(turn.text))]
    named = (one for one in parts_in(words) if one.part.region is told.region)
    plain = (one.side is None and not PLURAL & {tuple(words[one.start : one.end])} for one in named)
    return (told.region,) if all(plain) else ()

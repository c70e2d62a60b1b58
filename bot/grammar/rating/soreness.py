"""The parts that are sore or hurt, and what "no" says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.anatomy import LEGS, MIDLINE, kind_of
from bot.grammar.problem import Trouble
from bot.grammar.rating.message import Reading
from bot.grammar.walk import Anchor, Number
from core.body import Kind, Region, Side
from core.diary import Sore


def soreness_of(
    reading: Reading, anchors: Sequence[Anchor], general: float | None
) -> tuple[tuple[Sore, ...] | None, tuple[Region, ...], tuple[tuple[Region, str], ...]]:
    """What is sore (None = not said, () = nothing), the parts of which no side was said, and finer places."""
    found: dict[tuple[Region, Side, Kind], float] = {}
    unsided: list[Region] = []
    sites: dict[Region, str] = {}
    broken: set[tuple[Region, Side, Kind]] = set()
    for anchor in anchors:
        if anchor.what != "part":
            continue
        named = [(part, side, plural) for part, side, plural in anchor.parts if part.region]
        if not named:
            continue
        if anchor.denied and anchor.word == "pain" and all(part.region is Region.chest for part, _, _ in named):
            # "no chest pain" answers the red flag, it says nothing of a muscle.
            continue
        score: float | None = None
        if anchor.denied:
            score = 0.0
        elif anchor.number is None:
            for part, _, _ in named:
                reading.problem(Trouble.needs_score, anchor.start, anchor.end, str(part.region))
        else:
            score = reading.value(anchor.number, anchor.start, anchor.end, str(named[0][0].region))
        for part, side, plural in named:
            if part.region is None:
                continue
            if part.site:
                sites[part.region] = part.site
            if score is None:
                continue
            kind = kind_of(part.region, part.kind, anchor.word)
            key = (part.region, side or Side.both, kind)
            if found.get(key, score) != score:
                broken.add(key)
                end = max(anchor.end, anchor.number.end if anchor.number else 0)
                reading.problem(Trouble.contradiction, anchor.start, end, str(part.region))
            found[key] = score
            if side is None and not plural and part.region not in MIDLINE and kind is not Kind.muscle:
                unsided.append(part.region)
    if reading.legs is not None:
        apart = {region for region, _, kind in found if kind is Kind.muscle}
        found |= {(one, Side.both, Kind.muscle): reading.legs for one in LEGS if one not in apart}
    sores = tuple(
        Sore(region, side, score, kind)
        for (region, side, kind), score in found.items()
        if (region, side, kind) not in broken
    )
    _check_none(reading, sores, general)
    if reading.answered_no and reading.expecting == "soreness":
        reading.none.add("sore")
    elif reading.answered_no:
        reading.unknown.append(reading.answered_no)
    none = bool(reading.none) or (reading.nothing is not None and _answers_soreness(reading))
    if reading.nothing is not None and not _answers_soreness(reading):
        reading.unknown.append(reading.nothing)
    if sores:
        return sores, tuple(dict.fromkeys(unsided)), tuple(sites.items())
    if none and not broken and not (general or 0) > 0:
        return (), (), tuple(sites.items())
    return None, (), tuple(sites.items())


def _answers_soreness(reading: Reading) -> bool:
    numbers = any(isinstance(one, Number) for one in reading.units)
    effort = numbers or reading.hard or any(isinstance(one, Anchor) and one.what == "effort" for one in reading.units)
    return bool(effort) or reading.expecting == "soreness"


_BUT = re.compile(
    r"\b(?:no|nothing|none|not)\b.*\b(?:except|apart from|but|other than|besides|only|just)\b", re.IGNORECASE
)


def _check_none(reading: Reading, sores: Sequence[Sore], general: float | None) -> None:
    """ "no soreness" beside a sore muscle, "no pain" beside a painful joint, unless those are told to be exceptions."""
    if _BUT.search(reading.cleaned):
        return
    muscle = any(one.score > 0 and one.what is Kind.muscle for one in sores) or (general or 0) > 0
    other = any(one.score > 0 and one.what is not Kind.muscle for one in sores)
    if (
        ("sore" in reading.none and muscle)
        or ("pain" in reading.none and other and "sore" not in reading.none)
        or ("sore" in reading.none and "pain" in reading.none and other)
    ):
        reading.problem(Trouble.contradiction, 0, len(reading.cleaned))

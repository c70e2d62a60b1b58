"""Flags that two signs make together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.anatomy import parts_in
from bot.grammar.flags.denials import denied
from bot.grammar.flags.flag import URGENCY, Flag
from bot.grammar.flags.line import Line, clause_end, clause_start, matches, side_in
from core.body import Region, Side

_JOINTS = frozenset({Region.knee, Region.ankle, Region.hip, Region.foot, Region.wrist, Region.shoulder, Region.arm})

_JOINT_WORDS = "(?:knee|knees|ankle|ankles|hip|wrist|elbow|shoulder|joint|joints|toe|foot)"
_SWOLLEN_JOINT = re.compile(
    rf"(?<![^ ]){_JOINT_WORDS}(?: [^ |?]+){{0,4}} (?:hot|red|swollen|swelling|swelled|puffy)"
    rf"|(?<![^ ])(?:hot|red|swollen)(?: [^ |?]+){{0,3}} {_JOINT_WORDS}(?![^ ])"
)
_HARD_LEG = re.compile(
    r"(?<![^ ])(?:shin|shins|calf|calves|lower leg)(?: [^ |?]+){0,4} (?:hard|rigid|solid|tense|swollen|rock)(?![^ ])"
)
_NUMB_FOOT = re.compile(
    r"(?<![^ ])(?:foot|feet|toes)(?: [^ |?]+){0,3} (?:numb|weak|dead|tingling|tingly)"
    r"|(?<![^ ])(?:numb|weak|dead|tingling)(?: [^ |?]+){0,2} (?:foot|feet|toes)(?![^ ])"
)


def add_composites(line: Line, found: dict[str, Flag], named: Sequence[bool]) -> None:
    """Flags that only two signs in one message make together."""
    clot = found.get("clot")
    if clot and ("breathless" in found or "chest_pain" in found):
        found["clot_lung"] = Flag("clot_lung", URGENCY["clot_lung"], (), Side.both, clot.fragment, clot.start, clot.end)
    fever = found.get("fever")
    swollen = _said(line, _SWOLLEN_JOINT, named)
    if fever and swollen:
        first, end = swollen
        regions = [one for one in parts_in(line.words[first:end]) if one.part.region in _JOINTS]
        low, high = clause_start(line, first), clause_end(line, end)
        found["hot_joint"] = Flag(
            "hot_joint",
            URGENCY["hot_joint"],
            tuple(one.part.region for one in regions if one.part.region),
            side_in(regions, line, low, high),
            " ".join(line.words[first:end]),
            fever.start,
            fever.end,
        )
    hard, numb = _said(line, _HARD_LEG, named), _said(line, _NUMB_FOOT, named)
    if hard and numb and "compartment" not in found:
        regions_hard = [one for one in parts_in(line.words[hard[0] : hard[1]]) if one.part.region]
        found["compartment"] = Flag(
            "compartment",
            URGENCY["compartment"],
            (Region.shin, Region.calf, Region.foot),
            side_in(regions_hard, line, clause_start(line, hard[0]), clause_end(line, hard[1])),
            " ".join(line.words[hard[0] : hard[1]]),
            line.spans[hard[0]][0],
            line.spans[hard[1] - 1][1],
        )


def _said(line: Line, pattern: re.Pattern[str], named: Sequence[bool]) -> tuple[int, int] | None:
    for match in matches(pattern, line.text):
        first, end = line.at(match.start()), line.at(match.end() - 1) + 1
        if not denied(line, first, end, named):
            return first, end
    return None

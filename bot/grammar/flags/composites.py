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
_BACK = re.compile(
    r"(?<![^ ])(?:back (?:pain|ache|hurts?|hurting|aches?|aching|\d+|spasms?|trouble|problems?|(?:is|was|feels?"
    r"|felt|got|went) "
    r"(?!(?:[^ |?]+ )?(?:great|good|fine|ok|okay|strong|better|well|normal))[^ |?]+)|backache|back and (?:my )?legs?"
    r"|(?:pain|ache|aches|hurts?|hurting|sore|stiff)(?: [^ |?]+){0,3} back(?! (?:of|foot|leg))|sciatica|sciatic"
    r"|(?:slipped|herniated|bulging) disc|lumbar (?:pain|ache)|(?:low|lower) back (?:pain|\d+))(?![^ ])"
)
_WEAK_LEG = re.compile(
    r"(?<![^ ])(?P<part>legs?|foot|feet|ankles?)(?: (?:is|are|feels?|felt|was|were|went|got|has|goes|gone|so|very"
    r"|really|a|bit"
    r"|quite|also|too|suddenly|getting))* (?:weak|weaker|weakness)(?! (?:glutes?|hips?|core|ankles?))(?![^ ])"
    r"|(?<![^ ])(?:weak|weaker|weakness)(?: (?:in|of|down|my|the|a|left|right|both|one|lower))* "
    r"(?P<other>legs?|foot|feet|ankles?)(?![^ ])"
)
_FLOWN = re.compile(
    r"(?<![^ ])(?:flew(?! (?:up|past|down|through|by|round|around|over))|landed|(?:been|was|were) (?:flying|driving"
    r"|travelling|traveling)|"
    r"(?:since|after|from|following) (?:[^ |?]+ ){0,2}(?:flight|flights|plane|drive|bus|train|journey|trip)|"
    r"(?:long|overnight) (?:[^ |?]+ )?(?:flight|haul|drive|bus|train|car)|hours? (?:in the car|on (?:a"
    r"|the) plane))(?![^ ])"
)
_STILL_TO_COME = re.compile(r"(?<![^ ])(?:tomorrow|next|will|going to)(?![^ ])")
_SORE_CALF = re.compile(
    r"(?<![^ ])(?:calf|left calves|right calves|lower leg)(?: [^ |?]+){0,4} "
    r"(?:pain|painful|hurts?|hurting|aches?|aching|sore|throbs?|throbbing|tender|hard|cramps?|cramping|[3-9]"
    r"|10)(?![^ ])"
    r"|(?<![^ ])(?:pain|ache|soreness|sore|cramp|cramps)(?: (?:in|my|the|left|right|a|one)){0,3} calf(?![^ ])"
)
_ONE_LEG_THICKER = re.compile(
    r"(?<![^ ])(?:left|right|one|my) (?:ankle|foot|leg)(?: [^ |?]+){0,2} (?:swollen|swelling|puffy)(?![^ ])|"
    r"(?<![^ ])(?:one|left|right) leg(?: [^ |?]+){0,3} (?:fatter|bigger|thicker|larger|puffier)(?: than)?(?![^ ])"
)
_LEFT_ARM = re.compile(
    r"(?<![^ ])(?:left )?arm(?: [^ |?]+){0,2} (?:pain|hurts?|aches?|aching|heavy|heaviness|tingling|tingles"
    r"|numb)(?![^ ])"
    r"|(?<![^ ])(?:pain|ache|heaviness)(?: (?:in|down|my|the)){0,3} left arm(?![^ ])"
)
_JAW = re.compile(r"(?<![^ ])jaw(?: [^ |?]+){0,2} (?:pain|hurts?|hurting|aches?|aching|heavy|numb|tight)(?![^ ])")
_SWEATING = re.compile(
    r"(?<![^ ])(?:sweats?|sweating|sweaty|clammy|nausea|nauseous|breathless|short of breath|out of breath)(?![^ ])"
)


def add_composites(line: Line, found: dict[str, Flag], named: Sequence[bool]) -> None:
    """Flags that only two signs in one message make together."""
    back, weak = _said(line, _BACK, named), _said(line, _WEAK_LEG, named)
    if back and weak and "cauda_equina" not in found:
        both = bool({"legs", "feet", "both"} & set(line.words[weak[0] : weak[1]]))
        _add(found, line, "cauda_equina" if both else "weak_leg", weak)
    flown = _said(line, _FLOWN, named) is not None and _STILL_TO_COME.search(line.text) is None
    calf = _said(line, _SORE_CALF, named) or _said(line, _ONE_LEG_THICKER, named)
    if flown and calf and "clot" not in found:
        low, high = clause_start(line, calf[0]), clause_end(line, calf[1])
        _add(found, line, "clot", calf, (Region.calf,), side_in((), line, low, high))
    arm, jaw = _said(line, _LEFT_ARM, named), _said(line, _JAW, named)
    sweating = "breathless" in found or _said(line, _SWEATING, named) is not None
    radiating = (arm and jaw) or (jaw and sweating)
    if arm and "chest_pain" not in found and (radiating or (sweating and "left" in line.words[arm[0] : arm[1]])):
        _add(found, line, "chest_pain", arm)
    elif jaw and radiating and "chest_pain" not in found:
        _add(found, line, "chest_pain", jaw)
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


def _add(
    found: dict[str, Flag],
    line: Line,
    name: str,
    place: tuple[int, int],
    regions: tuple[Region, ...] = (),
    side: Side = Side.both,
) -> None:
    first, end = place
    start, stop = line.spans[first][0], line.spans[end - 1][1]
    found[name] = Flag(name, URGENCY[name], regions, side, " ".join(line.words[first:end]), start, stop)

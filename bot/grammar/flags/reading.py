"""From a message to its red flags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.anatomy import Named, parts_in
from bot.grammar.flags.composites import add_composites
from bot.grammar.flags.denials import denied
from bot.grammar.flags.flag import URGENCY, Flag
from bot.grammar.flags.line import Line, clause, clause_end, clause_start, line_of, matches, side_in
from bot.grammar.flags.signs import EVERYWHERE, SIGNS, Sign
from bot.grammar.text import Token, clean, tokens
from core.body import Side

_COLD = re.compile(r"(?<![^ ])(?:cold|frozen|freezing|snow|ice|icy|frost|gloves)(?![^ ])")

_SAID_BY = (
    ("clot_lung", "clot"), ("clot_lung", "breathless"), ("cauda_equina", "numbness"), ("stroke", "numbness"),
    ("compartment", "numbness"), ("compartment", "clot"), ("hot_joint", "knee_locking"),
    ("femoral_neck", "bone_stress"), ("femoral_neck", "night_pain"), ("femoral_neck", "limping"),
    ("bone_stress", "night_pain"), ("fracture", "bone_stress"), ("fainting", "dizziness"),
)  # fmt: skip
"""The first of each pair says all that the second would, if it is about the same parts."""


def find(text: str) -> tuple[Flag, ...]:
    """The red flags in a message, most urgent first, one per name."""
    return read(clean(text))


def read(cleaned: str, cut: Sequence[Token] | None = None) -> tuple[Flag, ...]:
    """The same for text that `text.clean` has already been through."""
    line = line_of(tokens(cleaned) if cut is None else cut)
    present = set(line.words)
    signs = [sign for sign in SIGNS if not sign.words.isdisjoint(present)]
    if not signs:
        return ()
    spans: list[tuple[Sign, int, int]] = []
    named_flag = [False] * (len(line.words) + 1)
    for sign in signs:
        for match in matches(sign.pattern, line.text):
            first, last = line.at(match.start()), line.at(max(match.end() - 1, match.start()))
            spans.append((sign, first, last + 1))
            named_flag[first : last + 1] = [True] * (last + 1 - first)
    parts = parts_in(line.words)
    found: dict[str, Flag] = {}
    taken: dict[int, int] = {}
    for sign, first, end in spans:
        if taken.get(id(sign), 0) >= 4:
            continue
        if sign.name == "numbness" and _COLD.search(clause(line, first, end)):
            continue
        if denied(line, first, end, named_flag):
            continue
        flag = _flag(sign, line, first, end, parts, cleaned)
        if flag:
            taken[id(sign)] = taken.get(id(sign), 0) + 1
            found[flag.name] = _together(found.get(flag.name), flag)
    if "sodium" in found and _STOMACH.search(line.text) and not _LONG_RUN.search(line.text):
        del found["sodium"]
    add_composites(line, found, named_flag)
    for larger, smaller in _SAID_BY:
        if (
            larger in found
            and smaller in found
            and set(found[smaller].regions) <= set(found[larger].regions or EVERYWHERE)
        ):
            del found[smaller]
    order = list(URGENCY)
    return tuple(sorted(found.values(), key=lambda flag: order.index(flag.name)))


def _flag(sign: Sign, line: Line, first: int, end: int, parts: Sequence[Named], cleaned: str) -> Flag | None:
    fragment = cleaned[line.spans[first][0] : line.spans[end - 1][1]]
    place = (line.spans[first][0], line.spans[end - 1][1])
    if not sign.where:
        return Flag(sign.name, URGENCY[sign.name], (), Side.both, fragment, *place)
    inside = [one for one in parts if one.start < end and one.end > first]
    low, high = clause_start(line, first), clause_end(line, end)
    around = [one for one in parts if one.start >= low and one.end <= high]
    for nearby in (inside, around, parts):
        fitting = [one for one in nearby if one.part.region in sign.where]
        if fitting:
            break
        if nearby is not parts and any(one.part.region for one in nearby) and not sign.assumed:
            return (
                None
                if sign.must or sign.name in ("bone_stress", "night_pain", "limping")
                else _whole(sign, fragment, place)
            )
    if not fitting:
        if sign.must:
            return None
        return Flag(sign.name, URGENCY[sign.name], sign.assumed, side_in(around, line, low, high), fragment, *place)
    if sign.name == "chest_pain":
        return _whole(sign, fragment, place)
    regions = tuple(dict.fromkeys(one.part.region for one in fitting if one.part.region))
    if sign.name in ("compartment", "clot"):
        regions = tuple(dict.fromkeys((*sign.assumed, *regions)))
    return Flag(sign.name, URGENCY[sign.name], regions, side_in(fitting, line, low, high), fragment, *place)


def _whole(sign: Sign, fragment: str, place: tuple[int, int]) -> Flag:
    return Flag(sign.name, URGENCY[sign.name], (), Side.both, fragment, *place)


def _together(one: Flag | None, other: Flag) -> Flag:
    """The same flag twice: its regions and sides add up; a flag of the whole body stays one."""
    if one is None:
        return other
    regions = (
        tuple(dict.fromkeys((*one.regions, *other.regions)))
        if one.regions and other.regions
        else one.regions or other.regions
    )
    side = one.side if one.side is other.side else Side.both
    return Flag(one.name, one.urgency, regions, side, one.fragment, one.start, one.end)


_STOMACH = re.compile(r"(?<![^ ])(?:bug|flu|food|norovirus|poisoning|stomach|virus|hangover|hungover)(?![^ ])")
_LONG_RUN = re.compile(r"(?<![^ ])(?:run|longrun|race|marathon|ultra|half)(?![^ ])")

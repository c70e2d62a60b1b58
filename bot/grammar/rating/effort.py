"""Which number is the effort, which the soreness of no part in particular, and what words say of both."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.anatomy import LEGS_AS_A_WHOLE
from bot.grammar.problem import Trouble
from bot.grammar.rating.message import Reading
from bot.grammar.text import listed
from bot.grammar.walk import Anchor, Number, Word
from core.body import Side


def unlead(reading: Reading, anchors: Sequence[Anchor], free: list[Number]) -> None:
    """ "5 left knee" alone may be an effort and a knee, or a knee of 5: neither is taken."""
    if reading.expecting == "soreness" or reading.hard or reading.said.get("skipped") or reading.said.get("as_planned"):
        return
    if free or any(one.what == "effort" for one in anchors):
        return
    numbers = sorted((one for one in reading.units if isinstance(one, Number)), key=lambda one: one.start)
    for anchor in anchors:
        number = anchor.number
        if number is None or not number.backward or anchor.certain or number is not numbers[0]:
            continue
        if anchor.what in ("part", "side") or (anchor.what in ("sore", "pain") and anchor.adjective):
            reading.problem(Trouble.ambiguous, number.start, anchor.end)
            anchor.number, anchor.denied = None, True
            anchor.what = "void"


def explicit_effort(reading: Reading, efforts: Sequence[Anchor]) -> float | None:
    """The effort that was named as such ("effort 7"); None where there is none, or two that differ."""
    found: list[tuple[float, Anchor]] = []
    for anchor in efforts:
        if anchor.number is not None:
            value = reading.effort(anchor.number, anchor.start, anchor.end)
            if value is not None:
                found.append((value, anchor))
        elif not reading.hard and len(efforts) == 1 and not any(isinstance(one, Number) for one in reading.units):
            reading.problem(Trouble.needs_score, anchor.start, anchor.end, "effort")
    values = {value for value, _ in found}
    if len(values) > 1:
        reading.problem(
            Trouble.contradiction,
            found[0][1].start,
            max(found[-1][1].end, found[-1][1].number.end if found[-1][1].number else 0),
        )
        reading.said["contradicted"] = True
        return None
    return values.pop() if values else None


def without_a_part(reading: Reading, anchors: Sequence[Anchor]) -> tuple[float | None, float | None]:
    """Soreness and pain without a part."""
    soreness: list[tuple[float, Anchor]] = []
    pain: float | None = None
    parts = any(one.what == "part" and any(part.region for part, _, _ in one.parts) for one in anchors)
    breaks = reading.said.get("skipped") or reading.said.get("cut_short")
    for anchor in anchors:
        wide = anchor.what == "part" and all(part.region is None for part, _, _ in anchor.parts)
        if anchor.what not in ("sore", "pain", "side") and not wide:
            continue
        sided = any(side in (Side.left, Side.right) for _, side, _ in anchor.parts)
        narrow = wide and "leg" in reading.cleaned[anchor.start : anchor.end].lower().split()
        if anchor.denied:
            reading.none.add("pain" if anchor.word == "pain" else "sore")
        elif anchor.number is None:
            if wide and not anchor.word:
                reading.unknown.append((anchor.start, anchor.end))
            elif anchor.what == "pain" and not breaks and not parts:
                reading.problem(Trouble.needs_part, anchor.start, anchor.end)
            elif (
                not parts
                and not breaks
                and not (anchor.what == "sore" and anchor.word in ("tight", "ache") and not wide)
            ):
                reading.problem(
                    Trouble.needs_part if sided or narrow else Trouble.needs_score, anchor.start, anchor.end
                )
            elif not parts and not breaks:
                reading.problem(Trouble.needs_part, anchor.start, anchor.end)
        else:
            value = reading.value(anchor.number, anchor.start, anchor.end)
            if value is None:
                continue
            if anchor.what == "side" or sided or narrow or (anchor.word == "pain" and value > 0):
                end = max(anchor.end, anchor.number.end)
                reading.problem(Trouble.needs_part, min(anchor.start, anchor.number.start), end)
                if anchor.word == "pain":
                    pain = value if pain is None else max(pain, value)
            elif anchor.word == "pain":
                reading.none.add("pain")
            elif wide and LEGS_AS_A_WHOLE & set(reading.cleaned[anchor.start : anchor.end].lower().split()):
                reading.legs = value if reading.legs is None else max(reading.legs, value)
            else:
                soreness.append((value, anchor))
    values = {value for value, _ in soreness}
    if len(values) > 1:
        first, last = soreness[0][1], soreness[-1][1]
        reading.problem(Trouble.contradiction, first.start, max(last.end, last.number.end if last.number else 0))
        return None, pain
    return (values.pop() if values else None), pain


def numbers_alone(
    reading: Reading,
    free: Sequence[Number],
    effort: float | None,
    general: float | None,
    spoken: bool,
    anchors: Sequence[Anchor],
) -> tuple[float | None, float | None]:
    """Numbers that stand alone: effort, then soreness."""
    if not free:
        return effort, general
    first, last = free[0], free[-1]
    adjacent = not any(first.start < one.start < last.start for one in anchors)
    if (
        reading.expecting == "soreness"
        and len(free) == 1
        and not spoken
        and general is None
        and not any(one.what == "effort" for one in anchors)
    ):
        return effort, reading.value(first, first.start, first.end)
    if reading.said.get("skipped"):
        if len(free) == 1 and effort is None:
            return reading.effort(first, first.start, first.end), general
        reading.problem(Trouble.ambiguous, first.start, last.end)
        return effort, general
    if len(free) == 1 and not spoken:
        return reading.effort(first, first.start, first.end), general
    has_general = any(one.what == "sore" and one.number for one in anchors)
    parts = any(one.what == "part" for one in anchors)
    if (
        len(free) == 1
        and not has_general
        and not parts
        and all(one.start < first.start for one in anchors if one.what == "effort")
    ):
        return effort, reading.value(first, first.start, first.end)
    if len(free) == 2 and not spoken and (adjacent or general is not None):
        effort, score = reading.effort(first, first.start, first.end), reading.value(last, last.start, last.end)
        # "8 0, soreness 6" says two things of the soreness: the stricter one is kept.
        told = [one for one in (score, general) if one is not None]
        return effort, max(told, default=None)
    reading.problem(Trouble.ambiguous, first.start, last.end)
    return effort, general


_NO_THINGS = listed("thanks yes guess always perhaps plus as cheers maths vs vibes ones")


def counts(reading: Reading, number: Number) -> bool:
    """ "2 coffees", "3 beers last night": a number of things that nobody knows here is no rating."""
    behind = [one for one in reading.units if isinstance(one, Word) and one.start > number.end]
    if not behind or reading.text(number.end, behind[0].start):
        return False
    word = reading.text(behind[0].start, behind[0].end).lower()
    return len(word) > 4 and word.endswith("s") and not word.endswith("ss") and word not in _NO_THINGS


def with_words(reading: Reading, effort: float | None, free: Sequence[Number], spoken: bool) -> float | None:
    """A number beside "hard" stands if the word allows it; a word alone counts by its anchor (rulebook 1.1)."""
    if not reading.hard:
        return effort
    start, end = reading.hard[0][1], reading.hard[-1][2]
    low, high = max(one.low for one, *_ in reading.hard), min(one.high for one, *_ in reading.hard)
    values = {one.value for one, *_ in reading.hard}
    if low > high:
        reading.problem(Trouble.contradiction, start, end)
        return None
    if effort is not None:
        if low <= effort <= high:
            return effort
        numbers = [one for one in reading.units if isinstance(one, Number)]
        places = [one for one in numbers if one.value == effort]
        start = min(start, *(one.start for one in places)) if places else start
        end = max(end, *(one.end for one in places)) if places else end
        reading.problem(Trouble.contradiction, start, end)
        return None
    if (free and free[0].value is not None) or spoken or reading.said.get("contradicted") or free:
        return None
    if len(values) == 1 and None not in values:
        return values.pop()
    reading.problem(Trouble.contradiction if len(values) > 1 else Trouble.ambiguous, start, end)
    return None

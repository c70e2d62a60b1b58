"""Core's values in words: exercises, doses, regions, days, reasons. Every sentence comes from the catalogue by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from bot.words import Words
from core.assessment import Test, Unit, battery
from core.athlete import Athlete
from core.body import Region, Side
from core.catalogue import catalogue
from core.reasons import Reason
from core.records import replace
from core.session import Dose, Item, Kind, Light
from core.standing import MIDLINE
from core.units import KG_PER_LB, KM_PER_MILE


def number(value: float) -> str:
    """7, 7.5, 0.45: no more digits than it has."""
    return f"{round(float(value), 2):g}"


def exercise(words: Words, exercise_id: str) -> str:
    return words(f"exercise.{exercise_id}.name") if exercise_id in catalogue().by_id else exercise_id


def exercises(words: Words, ids: Iterable[str]) -> str:
    """Their names one after the other; where one of them has a comma itself, semicolons keep them apart."""
    return _apart([lower_first(exercise(words, one)) for one in ids])


def _apart(names: Sequence[str]) -> str:
    return ("; " if any("," in one for one in names) else ", ").join(names)


def listed(words: Words, names: Sequence[str]) -> str:
    """ "hills", "strides and hills", "the trunk, pulling and pushing": within a sentence."""
    if len(names) < 2:
        return "".join(names)
    return words("list.and", first=_apart(names[:-1]), last=names[-1])


def region(words: Words, where: Region | str) -> str:
    return words(f"region.{Region(where).value}")


def part(words: Words, where: Region | str, side: Side | str | None) -> str:
    """ "left Achilles", "both calves"; the trunk has no sides."""
    where = Region(where)
    if side is None or where in MIDLINE:
        return region(words, where)
    if Side(side) is Side.both:
        return words(f"region.{where.value}.both")
    return words("part.side", side=words(f"side.{Side(side).value}"), region=region(words, where))


def your_part(words: Words, where: Region | str, side: Side | str | None) -> str:
    """ "your left Achilles", "both calves": as it is spoken of within a sentence."""
    named = part(words, where, side)
    pair = side is not None and Side(side) is Side.both and Region(where) not in MIDLINE
    return named if pair else words("part.your", part=named)


def weekday(words: Words, day: date) -> str:
    return words(f"day.{day.weekday()}")


def date_text(words: Words, day: date, today: date | None = None) -> str:
    """Tue 24 Nov; with its year where that is another than `today`'s. Without `today` it is a day near by."""
    text = words("date.short", weekday=weekday(words, day), day=day.day, month=words(f"month.{day.month}"))
    return text if today is None or day.year == today.year else words("date.year", day=text, year=day.year)


def near_day(words: Words, day: date, today: date) -> str:
    """today, tomorrow, Friday, then Tue 1 Dec."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return words(f"near.{('yesterday', 'today', 'tomorrow')[away + 1]}")
    if 1 < away < 7:
        return words(f"day.long.{day.weekday()}")
    return date_text(words, day, today)


def on_day(words: Words, day: date, today: date) -> str:
    """yesterday, today, tomorrow; of any other day "on Tue 1 Dec"."""
    near = near_day(words, day, today)
    return near if abs((day - today).days) < 2 else words("near.on", day=near)


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def effort(words: Words, target: tuple[float, float]) -> str:
    """The effort asked for: "effort 4–5 of 10"."""
    low, high = map(number, target)
    return words("card.effort_one", effort=high) if low == high else words("card.effort", low=low, high=high)


def block(words: Words, letter: str, phase: str, deload: bool) -> str:
    """What the weeks are for: the block's name, or the deload or the race season that they lie in."""
    if deload:
        return words("deload.name")
    return words("block.race_season" if phase == "maintain" else f"block.{letter}")


def kind(words: Words, one: Kind | str) -> str:
    return words(f"kind.{Kind(one).value}")


def light(words: Words, one: Light | str, plain: bool = False) -> str:
    """Colour is always colour, symbol and word; the plain mode leaves the word."""
    return words(f"light.{Light(one).value}.plain" if plain else f"light.{Light(one).value}")


def mass(words: Words, athlete: Athlete, kg: float) -> str:
    if athlete.mass_unit == "lb":
        return words("mass.lb", value=number(round(kg / KG_PER_LB * 2) / 2))
    return words("mass.kg", value=number(kg))


def distance(words: Words, athlete: Athlete, km: float) -> str:
    if athlete.distance_unit == "mi":
        return words("distance.mi", value=number(round(km / KM_PER_MILE, 1)))
    return words("distance.km", value=number(round(km, 1)))


def load(words: Words, athlete: Athlete, dose: Dose) -> str:
    """8 kg, 2 × 8 kg, bodyweight; "" for what nobody would load."""
    if dose.load_kg is None:
        return words("load.bodyweight")
    if dose.count > 1:
        return words("load.pair", count=dose.count, mass=mass(words, athlete, dose.load_kg))
    return mass(words, athlete, dose.load_kg)


def amount(words: Words, item: Item) -> str:
    """3 × 8 / side, 2 × 30 s."""
    return dose_amount(words, item.dose, item.sided)


def dose_amount(words: Words, dose: Dose, sided: bool) -> str:
    key = f"amount.{dose.unit}" + (".side" if sided else "")
    return words(key, sets=dose.sets, amount=dose.amount)


def tempo(dose: Dose) -> str:
    """3-1-1: the last second is left out where it is nothing."""
    text = dose.tempo_text or ""
    return text.removesuffix("-0")


def slower(words: Words, before: object, after: object, where: str = "dose") -> str:
    """What a longer lowering or pause asks for, as a mark of a `change` in one word; "" where neither is longer."""
    if not isinstance(before, Dose) or not isinstance(after, Dose) or before.tempo is None or after.tempo is None:
        return ""
    if after.tempo[0] > before.tempo[0]:
        return words(f"{where}.lowering", s=after.tempo[0])
    return words(f"{where}.pause", s=after.tempo[1]) if after.tempo[1] > before.tempo[1] else ""


def dose(words: Words, athlete: Athlete, one: Dose, sided: bool) -> str:
    """3 × 8 with 8 kg."""
    text = dose_amount(words, one, sided)
    return words("dose.loaded", amount=text, load=load(words, athlete, one)) if one.load_kg is not None else text


_BLOCKS = "▁▂▃▄▅▆▇█"


def bars(course: Sequence[float], most: float) -> str:
    """A row of bars from nothing to `most`, a value a bar: the picture that a line of text has room for."""
    return "".join(_BLOCKS[min(len(_BLOCKS) - 1, int(one / (most or 1.0) * len(_BLOCKS)))] for one in course)


def lower_first(text: str) -> str:
    """For the middle of a sentence; names that begin with a capital for good (B-stance, RDL, Nordic) keep it."""
    kept = len(text) < 2 or text[1].isupper() or text[1] in "-'’" or text.split()[0] in _PROPER
    return text if kept else text[0].lower() + text[1:]


_PROPER = ("Romanian", "Bulgarian", "Nordic", "Pallof", "Copenhagen", "Achilles", "I")


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def reason(words: Words, why: Reason, today: date | None = None, athlete: Athlete | None = None) -> str:
    """The sentence of a reason: `a`, `b` and `c` are what it is about, `part` a region with its side. Weights are in
    the unit of the `athlete`, kilograms without one.
    """
    figures: dict[str, str] = {"a": "", "b": "", "c": "", "part": ""}
    for name, value in zip("abc", why.about, strict=False):
        figures[name] = _about(words, value, today)
    regions = [one for one in why.about if one in Region.__members__]
    if regions:
        sides = [one for one in why.about if one in Side.__members__]
        figures["part"] = part(words, regions[0], sides[0] if sides else None)
    for name, value in why.data:
        figures[name] = _figure(words, value, today)
        if why.code in _WEIGHED:
            figures[name] = mass(words, athlete or Athlete(), value) if value else words("load.bodyweight")
    if "day" in why.figures:
        figures["on_day"] = _on_day(words, str(why.figures["day"]), today)
    figures["to_"] = figures.get("to", "")
    if why.code in ("weak_link", "weaker_first"):
        figures |= _tested(words, why)
    elif why.code == "needs_entry_tests":
        figures["tests"] = listed(words, [words(f"test.opens.{one}") for one in why.about])
    elif why.code == "gives_way":
        figures["a"] = words(f"reason.{why.about[0]}", **{**figures, "a": ""})
    elif why.code in ("for_weak_link", "weak_drill"):
        figures["link"] = words(f"link.{why.about[0]}")
    if why.code in _COUNTED:
        return upper_first(words.plural(f"reason.{why.code}", why.figures[_COUNTED[why.code]], **figures))
    return upper_first(words(f"reason.{why.code}", **figures))


_WEIGHED = frozenset({"load_up", "kit_step", "used_less", "used_more"})
"""Reasons whose figures are weights."""

_COUNTED = {"few_rated": "needed", "sick_days": "days", "sick_back": "days"}
"""Reasons whose sentence goes by a number."""


def _tested(words: Words, why: Reason) -> dict[str, str]:
    """The test of a reason by its name, with "left 18, right 27"."""
    told = why.figures
    test = battery().by_id.get(str(told.get("test")))
    if test is None:
        return {"test": "", "values": "", "link": ""}
    sides = [one for one in ("left", "right", "both") if one in told]
    values = [
        words("test.side_value", side=words(f"side.{one}"), value=measure(words, test, told[one]))
        if one != "both" else measure(words, test, told[one])
        for one in sides
    ]  # fmt: skip
    return {
        "test": lower_first(words(f"test.{test.id}.name")), "values": ", ".join(values),
        "link": words(f"link.{test.link.value}") if test.link is not None else "",
    }  # fmt: skip


def measure(words: Words, test: Test, amount: float) -> str:
    """A test's result with its unit: 18, 45 s, 9.5 cm, clearly less."""
    if test.unit is Unit.look:
        return words(f"test.look.{int(amount)}")
    return words(f"test.value.{test.unit.value}", value=number(amount))


def reasons(
    words: Words, several: Iterable[Reason], today: date | None = None, athlete: Athlete | None = None
) -> tuple[str, ...]:
    """Their sentences, each once, in order; what holds for left and right alike is one sentence of both."""
    return tuple(dict.fromkeys(reason(words, one, today, athlete) for one in paired(several)))


_OF_BOTH = frozenset({"pain_held", "pain_amber_red"})
"""Reasons whose sentence is right of one part and of two."""


def paired(several: Iterable[Reason]) -> tuple[Reason, ...]:
    told = tuple(several)
    return tuple(
        replace(one, about=(one.about[0], Side.both.value)) if _twin(one, "left", "right") in told else one
        for one in told if one.code not in _OF_BOTH or _twin(one, "right", "left") not in told
    )  # fmt: skip


def _twin(one: Reason, side: str, other: str) -> Reason | None:
    """The same reason of the other side, where this one is of `side`."""
    mine = one.code in _OF_BOTH and one.about[1:] == (side,)
    return replace(one, about=(one.about[0], other)) if mine else None


def _about(words: Words, value: str, today: date | None) -> str:
    if value in catalogue().by_id:
        return lower_first(exercise(words, value))
    if value in Region.__members__:
        return region(words, value)
    for prefix in ("kind", "phase", "flag", "run", "tissue"):
        if words.has(f"{prefix}.{value}"):
            return words(f"{prefix}.{value}")
    return _figure(words, value, today)


def _on_day(words: Words, value: str, today: date | None) -> str:
    day = date.fromisoformat(value[:10])
    return on_day(words, day, today) if today is not None else words("near.on", day=date_text(words, day))


def _figure(words: Words, value: object, today: date | None) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return number(value)
    text = str(value)
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return near_day(words, day, today) if today is not None else date_text(words, day)

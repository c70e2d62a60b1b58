"""One run that was run, read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grammar.amounts import Amount, amount_at
from bot.grammar.days import days_at
from bot.grammar.lexicon import HARDNESS, PHRASES, Cat
from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs.beside import own
from bot.grammar.runs.described import MOST_TOKENS, Entry, describe
from bot.grammar.text import Token, clean, listed, tokens
from core.athlete import RunKind
from core.units import KM_PER_MILE


@dataclass(frozen=True, slots=True)
class Told:
    """One run that was run. `kind` None = not said. `days_ago` 0 today, 1 yesterday; `weekday` if named."""

    km: float | None = None
    minutes: float | None = None
    kind: RunKind | None = None
    effort: float | None = None
    days_ago: int | None = None
    weekday: int | None = None
    problems: tuple[Problem, ...] = ()


_OF_RUNNING = listed("ran raced jogged run jog running jogging treadmill fartlek threshold interval intervals zone z")
"""With a number beside it, each of them speaks of a run."""
_FOR_SO_LONG = re.compile(r"\bfor ([2-9]\d)(?= *(?:$|[,;.!)]|(?:and|easy|at|today|yesterday)\b))", re.IGNORECASE)
_FASTEST, _SLOWEST = 2.3, 20.0
_REPEAT_MOST = 15
"""Minutes that one repeat of a session takes at most."""


def read_run(text: str, *, unit: str = "km") -> Told | None:
    """Reads one run that was run ("ran 8k easy in 45min", "yesterday 12 km"); None where the text speaks of none.

    A run is spoken of where there is a distance with its unit, or a word such as "ran" with a number.
    """
    cleaned = clean(text)
    parts = tokens(_FOR_SO_LONG.sub(r"for \1 min", own(cleaned)))[:MOST_TOKENS]
    entry = Entry(start=0, end=len(cleaned))
    verb = False
    colon: tuple[int, ...] = ()
    pace: Amount | None = None
    effort: float | None = None
    days_ago: int | None = None
    day: int | None = None
    at = 0
    while at < len(parts):
        token = parts[at]
        texts = [one.text for one in parts[at : at + 4]]
        number = _effort(parts, at)
        if number:
            effort, length = number
            at += length
            continue
        if token.kind == "word":
            days = days_at(parts, at)
            if days and len(days[1]) == 1:
                day = days[1][0]
                at += days[0]
                continue
            verb = verb or token.text in _OF_RUNNING
            if token.text in ("yesterday", "yday", "today", "tonight"):
                days_ago = 1 if token.text.startswith("y") else 0
            if token.text in ("felt", "was", "feeling") and texts[1:2]:
                felt = _felt(texts[1:])
                if felt is not None:
                    effort = felt
                    at += 2
                    continue
        amount = amount_at(parts, at)
        if amount and amount.what == "colon":
            # "6x800 in 3:05" is the time of one of them.
            colon = () if entry.repeats and amount.clock[0] < _REPEAT_MOST else amount.clock
            at += amount.length
            continue
        if amount and amount.what == "pace" and entry.measured:
            pace = amount
        at += describe(parts, at, entry)
    if pace is not None and not entry.repeats:
        _paced(entry, pace, colon, "mi" if any(one.text in ("mi", "mile", "miles") for one in parts) else unit)
    measured = bool(entry.bare or entry.minutes or colon or entry.repeats or entry.between or entry.unclear)
    if not (entry.km or entry.repeats_km or (verb and measured)):
        return None
    if any(PHRASES.get((word,), (None, ""))[0] in (Cat.PART, Cat.QUALITY) for word in entry.words):
        # "calves 3 after 8k" is about the calves.
        return None
    return _told(entry, cleaned.strip()[:120], unit, colon, effort, days_ago, day)


def _paced(entry: Entry, pace: Amount, colon: tuple[int, ...], unit: str) -> None:
    """ "8k at 5:10", "50 minutes at 5:20/km": what a pace says of the other measure."""
    each = pace.value / (KM_PER_MILE if (pace.unit or unit) == "mi" else 1)
    if not _FASTEST <= each <= _SLOWEST or colon:
        return
    if len(entry.km) == 1 and not entry.minutes:
        entry.minutes.append(sum(entry.km) * each)
    elif entry.minutes and not entry.km and pace.unit:
        entry.km.append(sum(entry.minutes) / each)


def _told(
    entry: Entry,
    fragment: str,
    unit: str,
    colon: tuple[int, ...],
    effort: float | None,
    days_ago: int | None,
    day: int | None,
) -> Told:
    problems: list[Problem] = []
    unclear = [*entry.unclear, *(Trouble.ambiguous for _ in entry.between)]
    problems.extend(Problem(one, fragment) for one in dict.fromkeys(unclear))
    km = entry.whole_km
    if km is None and len(entry.bare) == 1:
        km = entry.bare[0] * (KM_PER_MILE if unit == "mi" else 1)
    elif len(entry.bare) > 1 or (entry.bare and entry.km):
        problems.append(Problem(Trouble.ambiguous, fragment))
    if km is not None and not 0.2 <= km <= 200:
        problems.append(Problem(Trouble.out_of_range, fragment))
        km = None
    minutes = sum(entry.minutes) if entry.minutes else _colon(colon, km)
    if minutes is not None and not 1 <= minutes <= 2880:
        problems.append(Problem(Trouble.out_of_range, fragment))
        minutes = None
    if km and minutes and not _FASTEST <= minutes / km <= _SLOWEST:
        problems.append(Problem(Trouble.out_of_range, fragment))
        minutes = None
    if effort is not None and not (0 <= effort <= 10 and effort * 2 == int(effort * 2)):
        problems.append(Problem(Trouble.out_of_range, fragment))
        effort = None
    return Told(
        None if km is None else round(km, 2),
        None if minutes is None else round(minutes, 1),
        entry.kind,
        effort,
        days_ago,
        day,
        tuple(problems),
    )


def _colon(colon: tuple[int, ...], km: float | None) -> float | None:
    """ "45:30" is minutes and seconds, "1:45" hours and minutes, unless the distance says otherwise."""
    if not colon:
        return None
    long, short = colon[0] * 60.0 + colon[1], colon[0] + colon[1] / 60
    if km:
        fits = [one for one in (short, long) if _FASTEST <= one / km <= _SLOWEST]
        if len(fits) == 1:
            return fits[0]
    return short if colon[0] >= 10 else long


def _effort(parts: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "rpe 6", "effort 6/10", "8/10"."""
    if (
        parts[at].kind == "number"
        and parts[at].value <= 10
        and [one.text for one in parts[at + 1 : at + 3]] == ["/", "10"]
    ):
        return parts[at].value, 3
    if parts[at].text not in ("rpe", "effort", "e"):
        return None
    follow = at + 1
    while follow < len(parts) and parts[follow].text in (":", "=", "was", "of"):
        follow += 1
    if follow >= len(parts) or parts[follow].kind != "number":
        return None
    scale = 2 if [one.text for one in parts[follow + 1 : follow + 3]] == ["/", "10"] else 0
    return parts[follow].value, follow + 1 + scale - at


def _felt(texts: Sequence[str]) -> float | None:
    """ "felt hard": an effort in words, by the anchors of rulebook 1.1."""
    degree = ""
    for word in texts:
        cat, value = PHRASES.get((word,), (None, None))
        if cat is Cat.DEGREE:
            degree = str(value)
        elif cat is Cat.HARD:
            found = HARDNESS.get((str(value), degree)) or HARDNESS[(str(value), "")]
            return found.value
        else:
            return None
    return None

"""What an answer changed, in words: a headline for each of the next sessions, and the most telling lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from adapters.messages import Line, line, quiet, strong
from bot import phrases
from bot.words import Words
from core.athlete import Athlete
from core.catalogue import catalogue
from core.planner import Change
from core.session import Dose, Kind

MOST_CHANGES, MOST_SESSIONS = 4, 2
"""Lines and sessions of changes shown at once; the rest is counted."""
_FURTHER = timedelta(days=6)
"""So far it is looked for where a session goes that left its day."""

Planned = tuple[date, str]
"""A session of a forecast: its day and its kind."""


def change_lines(words: Words, athlete: Athlete, changes: Iterable[Change], today: date) -> list[Line]:
    """What an answer changed, nearest day first: a headline for each session, and the most telling lines below it."""
    by_day: dict[tuple[date, str], list[Change]] = {}
    for one in changes:
        key = (one.day, one.kind.value)
        if key not in by_day and len(by_day) >= MOST_SESSIONS:
            # Nobody looks further ahead than is shown, each day of a forecast has its price; but for where a session
            # goes that seems to be gone.
            lost = _lost(by_day)
            if not lost or one.day - min(lost.values()) > _FURTHER:
                break
            if one.field != "session" or one.before is not None or one.kind.value not in lost:
                continue
        by_day.setdefault(key, []).append(one)
    out: list[Line] = []
    room = MOST_CHANGES
    moved = _moved(by_day)
    new = {(to, kind) for (_, kind), to in moved.items()}
    instead = {old: other for old, other in _instead(by_day).items() if old not in moved and other not in new}
    for (day, kind), several in by_day.items():
        if (day, kind) in instead.values():
            continue
        if (other := instead.get((day, kind))) is not None:
            names = {"old": phrases.lower_first(phrases.kind(words, kind)), "new": phrases.kind(words, other[1])}
            out.append(line(strong(words("effect.instead", day=_possessive(words, day, today), **names)), "."))
            continue
        if (to := moved.get((day, kind))) is not None:
            names = {"kind": phrases.kind(words, kind), "to": phrases.near_day(words, to, today)}
            origin = phrases.upper_first(phrases.near_day(words, day, today))
            out.append(line(strong(words("effect.session_moves", origin=origin, **names)), "."))
        if (day, kind) in moved or (day, kind) in [(to, name) for (_, name), to in moved.items()]:
            continue
        details = [
            text
            for one in several
            if one.field in ("dose", "exercise", "removed", "added", "kind")
            and (text := change_text(words, athlete, one))
        ]
        if any(one.field == "kind" for one in several):
            # Another session altogether: its exercises are no changes of the old one's.
            details = [change_text(words, athlete, one) for one in several if one.field == "kind"]
        shown, rest = details[:room], len(details) - len(details[:room])
        room -= len(shown)
        untold = 0 if shown else rest
        out.append(line(strong(_headline(words, athlete, several, day, kind, today, untold))))
        out += [line(words("effect.item", text=text)) for text in shown]
        if rest and shown:
            out.append(line(quiet(words.plural("effect.more", rest))))
    return out


def _instead(by_day: dict[Planned, list[Change]]) -> dict[Planned, Planned]:
    """Sessions in whose place another one stands on the same day: told as one thing, too."""
    whole = {key: one for key, several in by_day.items() for one in several if one.field == "session"}
    there = {key[0]: key for key, one in whole.items() if one.before is None}
    return {key: there[key[0]] for key, one in whole.items() if one.after is None and key[0] in there}


def _lost(by_day: dict[Planned, list[Change]]) -> dict[str, date]:
    """The kinds of the sessions that are gone from a day and have not come up on another, with that day."""
    whole = {key: one for key, several in by_day.items() for one in several if one.field == "session"}
    here = {kind for (_, kind), one in whole.items() if one.before is None}
    return {kind: day for (day, kind), one in whole.items() if one.after is None and kind not in here}


def _moved(by_day: dict[Planned, list[Change]]) -> dict[Planned, date]:
    """Sessions that only change their day, by where they were: told as one thing and not as two."""
    whole = {key: one for key, several in by_day.items() for one in several if one.field == "session"}
    here = {kind: day for (day, kind), one in whole.items() if one.before is None}
    return {(day, kind): here[kind] for (day, kind), one in whole.items() if one.after is None and kind in here}


def _headline(
    words: Words, athlete: Athlete, several: Sequence[Change], day: date, kind: str, today: date, untold: int
) -> str:  # fmt: skip
    """Friday, Strength B: HOLD, −5 sets. How many changes, where there is no room for any and nothing else to say."""
    parts = []
    light = next((one for one in several if one.field == "light"), None)
    if light is not None:
        parts.append(phrases.light(words, str(light.after), athlete.plain))
    eased = next((one for one in several if one.field == "deload"), None)
    if eased is not None:
        parts.append(words("effect.deload" if eased.after else "effect.no_deload"))
    whole = next((one for one in several if one.field == "session"), None)
    if whole is not None:
        parts.append(words("effect.session_gone" if whole.after is None else "effect.session_new"))
    # Drills are no sets that anybody counts: five minutes of mobility more are no heavier day.
    counted = [one for one in several if kind != Kind.TECHNIQUE.value and one.field in ("dose", "removed", "added")]
    other = any(one.field == "kind" for one in several)
    moved = 0 if other else sum(_sets(one.after) - _sets(one.before) for one in counted)
    if moved:
        parts.append(words.plural("effect.sets", abs(moved), sign="+" if moved > 0 else "−"))
    if untold and not parts:
        parts.append(words.plural("effect.changes", untold))
    named = words("effect.session", day=_possessive(words, day, today), kind=phrases.kind(words, kind))
    return words("effect.headline", session=named, what=", ".join(parts)) if parts else named


def _sets(value: object) -> int:
    return value.sets if isinstance(value, Dose) else 0


def _possessive(words: Words, day: date, today: date) -> str:
    away = (day - today).days
    if away == 0:
        return words("effect.today")
    if away == 1:
        return words("effect.tomorrow")
    return phrases.near_day(words, day, today)


def change_text(words: Words, athlete: Athlete, change: Change) -> str:
    """One change as a short clause: "Goblet squat 3 × 8 → 3 × 9"."""
    name = phrases.exercise(words, change.exercise) if change.exercise else ""
    match change.field:
        case "dose":
            before, after = _dose(words, athlete, change, change.before), _dose(words, athlete, change, change.after)
            # Slower with fewer repetitions is more, not less: without its tempo it would read as a step back.
            slower = phrases.slower(words, change.before, change.after)
            if before == after and not slower:
                return ""
            return words("effect.dose", name=name, before=before, after=f"{after}, {slower}" if slower else after)
        case "exercise":
            was = phrases.exercise(words, str(change.before))
            return words("effect.exercise", before=was, after=phrases.lower_first(name))
        case "removed":
            return words("effect.removed", name=name)
        case "added":
            return words("effect.added", name=name)
        case "kind":
            return words("effect.kind", kind=phrases.lower_first(phrases.kind(words, str(change.before))))
    return ""


def _dose(words: Words, athlete: Athlete, change: Change, value: object) -> str:
    if not isinstance(value, Dose):
        return ""
    return phrases.dose(words, athlete, value, catalogue()[change.exercise].sided)

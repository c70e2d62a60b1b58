"""A typed week cut into days with their runs, whichever of the two comes first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.days import days_at, weekday
from bot.grammar.runs.described import OTHER_DAYS, Entry, describe, kind_of_word, phrase_length
from bot.grammar.text import Token
from core.athlete import RunKind

_BEFORE_A_DAY = frozenset(("a", "an", "the", "my", "one", "run", "runs", "on"))
_ENDS = frozenset(",;\n.|!?")


def entries_of(parts: Sequence[Token]) -> list[Entry]:
    """Cuts a week into days with their runs, whichever of the two comes first."""
    clauses: list[list[Token]] = [[]]
    for number, token in enumerate(parts):
        if (token.kind == "mark" and (token.text in _ENDS or _introduces(parts, number))) or (
            token.text in ("and", "&", "+", "then")
            and clauses[-1]
            and _day_next(parts, number + 1)
            and not _day_before(parts, number)
        ):
            clauses.append([])
        else:
            clauses[-1].append(token)
    entries: list[Entry] = []
    day_first = True
    waiting: Entry | None = None
    for clause in clauses:
        if not clause:
            continue
        for entry, first in _in_clause(clause):
            if entry.days and entry.described:
                if waiting and waiting.days:
                    entry.days = list(dict.fromkeys((*waiting.days, *entry.days)))
                    entry.start = waiting.start
                elif waiting:
                    _add(entry, waiting)
                waiting = None
                entries.append(entry)
                day_first = first
            elif entry.days:
                if entries and not day_first and waiting is None:
                    entries[-1].days.extend(day for day in entry.days if day not in entries[-1].days)
                elif waiting and waiting.days:
                    waiting.days.extend(entry.days)
                    waiting.end = entry.end
                elif waiting:
                    _add(entry, waiting)
                    entries.append(entry)
                    waiting, day_first = None, False
                else:
                    waiting = entry
            elif entry.described:
                if waiting and waiting.days:
                    _add(waiting, entry)
                    entries.append(waiting)
                    waiting = None
                elif entry.others:
                    entries.append(entry)
                elif entries and day_first and not waiting and not entry.either and not _another(entries[-1], entry):
                    _add(entries[-1], entry)
                elif waiting:
                    _add(waiting, entry)
                else:
                    waiting = entry
            else:
                entries.append(entry)
    if waiting:
        entries.append(waiting)
    return entries


def _introduces(parts: Sequence[Token], at: int) -> bool:
    """ "I run 4 times a week: Mon 5k": a colon behind a word that is no day."""
    before = parts[at - 1] if at else None
    return parts[at].text == ":" and before is not None and before.kind == "word" and weekday(before.text) is None


def _day_next(parts: Sequence[Token], at: int) -> bool:
    """Whether a day comes next, or the kind of its run and then a day: "and long on Sunday"."""
    while at < len(parts) and (parts[at].text in _BEFORE_A_DAY or kind_of_word(parts[at].text) is not None):
        at += 1
    return at < len(parts) and days_at(parts, at) is not None


def _day_before(parts: Sequence[Token], at: int) -> bool:
    return at > 0 and parts[at - 1].kind == "word" and weekday(parts[at - 1].text) is not None


def _another(entry: Entry, more: Entry) -> bool:
    """ "Tu 8k, long 18k": the long run is one of its own, whose day was not said."""
    if RunKind.LONG not in more.kinds or RunKind.LONG in entry.kinds:
        return False
    return bool(entry.kinds) or (entry.measured and more.measured)


def _add(entry: Entry, more: Entry) -> None:
    entry.kinds += more.kinds
    entry.km += more.km
    entry.minutes += more.minutes
    entry.bare += more.bare
    entry.between += more.between
    entry.unclear += more.unclear
    entry.count = max(entry.count, more.count)
    entry.repeats |= more.repeats
    entry.strides |= more.strides
    entry.start, entry.end = min(entry.start, more.start), max(entry.end, more.end)


def _in_clause(clause: Sequence[Token]) -> list[tuple[Entry, bool]]:
    """The entries of one clause, each with whether its day came first."""
    found: list[tuple[Entry, bool]] = []
    entry = Entry(start=clause[0].start, end=clause[0].end)
    first = False
    at = 0
    while at < len(clause):
        token = clause[at]
        days = days_at(clause, at)
        if days:
            length, which = days
            if entry.days and entry.described:
                found.append((entry, first))
                entry = Entry(start=token.start)
                first = True
            elif not entry.days:
                first = not entry.described
            if entry.days and at and clause[at - 1].text == "or":
                entry.either = True
            entry.days.extend(day for day in which if day not in entry.days)
            at += length
            entry.end = clause[at - 1].end
            if not first and at < len(clause):
                rest_is_days = clause[at].text in ("or",)
                if not rest_is_days:
                    found.append((entry, False))
                    entry, first = Entry(start=clause[at].start, end=clause[at].end), False
            continue
        if phrase_length([one.text for one in clause[at : at + 6]], OTHER_DAYS) and (entry.days or entry.described):
            found.append((entry, first))
            entry, first = Entry(start=token.start, end=token.end), False
        length = describe(clause, at, entry)
        entry.end = max(entry.end, clause[at + length - 1].end)
        at += length
    if entry.days or entry.described or entry.others or entry.words:
        found.append((entry, first))
    return _joined(found)


def _joined(found: list[tuple[Entry, bool]]) -> list[tuple[Entry, bool]]:
    """ "8k Tue easy": what follows a day in its clause, without a day of its own, belongs to it."""
    out: list[tuple[Entry, bool]] = []
    for entry, first in found:
        if out and not entry.days and not entry.others and out[-1][0].days:
            _add(out[-1][0], entry)
            out[-1][0].words += entry.words
        else:
            out.append((entry, first))
    return out

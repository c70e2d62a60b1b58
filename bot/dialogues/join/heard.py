"""A message typed while joining, cut into the things it says.

One message may answer several questions ("Tu 8k easy, Su 18k; dumbbells 4 8 12; Berlin 6:30"). The open question is
tried first, then the others; a piece that nobody understands is given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogues.join.readers import HOME, READERS, Around, Stated
from bot.grammar.profile import read_body, read_level
from bot.grammar.text import clean

PIECES_MOST, PARTS_MOST = 24, 8
STORY = 14
"""Words from which on a message tells a story."""


def hear(text: str, around: Around) -> tuple[list[Stated], list[str]]:
    """The things said, and the pieces of which nothing could be made."""
    things: list[Stated] = []
    lost: list[str] = []
    whole = _best(" ".join(clean(text).split("\n")), around)
    pieces = [one.strip() for one in re.split(r"[;\n]+", clean(text)) if one.strip()][:PIECES_MOST]
    if whole is not None and whole.clean and not (whole.what == "kit" and whole.value.gym and _TWO_PLACES.search(text)):
        return [whole], []
    around = replace(around, several=len(pieces) > 1)
    for piece in pieces:
        found, left = _piece(piece, around)
        if not any(one.clean for one in found) and not _of_the_question(found, around):
            told, unclear = _in_passing(piece, around)
            # Of a long story not every word is an answer, and what was not understood is asked anyway.
            found, left = (told, [] if len(piece.split()) > STORY else unclear) if told else (found, left)
        things += found
        lost += left
    return _together(things), lost


_TWO_PLACES = re.compile(r"[;\n]\s*(?:and )?(?:at )?home\b|\bhome\b[^;\n]*[;\n]", re.IGNORECASE)
_CUTS = (
    re.compile(r"[.!?]\s+|\s*\b(?:but|because|becaus|becouse|coz|cos|cause|though)\b\s*", re.IGNORECASE),
    re.compile(r",\s*(?:and\s+)?", re.IGNORECASE),
    re.compile(r"\s+(?:and|so|plus)\s+", re.IGNORECASE),
)
_LEAD = re.compile(
    r"^\W*(?:(?:hi|hello|hey|there|so|well|and|ok|okay|sorry|oh|yes|like i said|as i said|all (?:that )?i have is"
    r"|all (?:that )?i've got is)\b[\s,]*)+",
    re.IGNORECASE,
)


def _of_the_question(found: Sequence[Stated], around: Around) -> bool:
    """Whether something of it answers the open question, though not every word was understood."""
    return any(one.value is not None and HOME.get(one.what, one.what) == around.open for one in found)


def _in_passing(piece: str, around: Around, depth: int = 0) -> tuple[list[Stated], list[str]]:
    """What a story tells in passing: of its clauses those that are understood as a whole, each thing once; the rest."""
    told: list[Stated] = []
    unclear: list[str] = []
    clauses = [_LEAD.sub("", one).strip() for one in _CUTS[depth].split(piece)]
    # "Dumbbells 4 and 8": half of a list is not the list.
    listed = depth == len(_CUTS) - 1 and any(one[:1].isdigit() for one in clauses)
    for clause in clauses[:PIECES_MOST]:
        if not clause:
            continue
        whole = _best(clause, replace(around, several=False, story=True))
        if whole is not None and whole.clean and not (listed and whole.what == "kit"):
            told.append(whole)
            continue
        more, left = _in_passing(clause, around, depth + 1) if depth + 1 < len(_CUTS) else ([], [clause])
        told += more
        unclear += left if more else [clause]
    first = {one.what: one for one in reversed(told) if one.what not in ("runs", "hurts")}
    return [one for one in told if one.what in ("runs", "hurts") or first[one.what] is one], unclear


def _piece(piece: str, around: Around) -> tuple[list[Stated], list[str]]:
    """One piece as one thing, or else as what its commas part."""
    whole = _best(piece, around)
    if whole is not None and whole.clean:
        return [whole], []
    if around.open == "level" and (both := _level_and_body(piece, around)):
        return both, []
    parts = [one.strip() for one in piece.split(",") if one.strip()][:PIECES_MOST]
    if len(parts) > 1:
        found = [_best(one, around) for one in parts]
        kinds = {one.what for one in found if one is not None}
        if len(kinds) > 1 and all(one is not None and one.clean for one in found):
            by_kind: dict[str, list[str]] = {}
            for part, one in zip(parts, found, strict=True):
                if one is not None:
                    by_kind.setdefault(one.what, []).append(part)
            again = [READERS[what](", ".join(mine), around) for what, mine in by_kind.items()]
            return [one for one in again if one is not None], []
        if split := _split(tuple(parts[:PARTS_MOST]), around):
            return split, []
    return (_and_beside(whole, around), []) if whole is not None else ([], [piece] if piece else [])


def _and_beside(whole: Stated, around: Around) -> list[Stated]:
    """What one thing leaves over may be another: the race that stands behind a week of runs."""
    told = {one: _best(one, around) for one in whole.leftovers}
    others = {one: it for one, it in told.items() if it is not None and it.clean and it.what != whole.what}
    return [replace(whole, leftovers=tuple(one for one in told if one not in others)), *others.values()]


def _split(parts: tuple[str, ...], around: Around) -> list[Stated]:
    """The fewest neighbours' groups that are understood each as a whole; nothing where some part belongs to none."""
    for length in range(len(parts), 0, -1):
        first = _best(", ".join(parts[:length]), around)
        if first is None or not first.clean:
            continue
        rest = _split(parts[length:], around) if parts[length:] else []
        if (rest or length == len(parts)) and first.what not in {one.what for one in rest}:
            return [first, *rest]
    return []


def _level_and_body(piece: str, around: Around) -> list[Stated]:
    """ "1986 f 64 kg bit of gym years ago": what is not of the body is the experience, where it reads as one."""
    body, problems, left = read_body(piece, around.today, around.athlete.mass_unit)
    level = read_level(" ".join(left)) if left and body.said and not problems else None
    parts = piece.split(",")
    halves = [(parts[:at], parts[at:]) for at in range(len(parts) - 1, 0, -1)]
    for person, years in (*halves, *((after, before) for before, after in halves)):
        if level is not None:
            break
        # "34, female, 58 kg, lifted for 2 years": those years are no age.
        body, problems, left = read_body(",".join(person), around.today, around.athlete.mass_unit)
        level = read_level(",".join(years)) if body.said and not problems and not left else None
    if level is None:
        # What is known of the person stays, and the rest is said to be lost.
        body, problems, left = read_body(piece, around.today, around.athlete.mass_unit)
        return [Stated("body", body, leftovers=left)] if body.said and left and not problems else []
    return [Stated("level", level), Stated("body", body)]


def _together(things: Sequence[Stated]) -> list[Stated]:
    """Of two places or two times the last; a week told over several lines is one week."""
    weeks = [one for one in things if one.what == "runs" and one.value is not None]
    if len(weeks) < 2:
        return list(things)
    first = weeks[0].value
    runs, said = list(first.runs), set(first.said)
    for week in weeks[1:]:
        for day in week.value.said:
            runs[day] = week.value.runs[day]
        said |= week.value.said
    problems = tuple(problem for one in weeks for problem in one.problems)
    left = tuple(piece for one in weeks for piece in one.leftovers)
    value = replace(first, runs=tuple(runs), said=frozenset(said))
    joined = Stated("runs", value, problems, left)
    return [joined, *(one for one in things if one not in weeks)]


def _best(piece: str, around: Around) -> Stated | None:
    """The first reader that understands all of it, else the open question's own reading of it.

    A week of which a part was not understood is still the week that was asked for, and no race on its Sunday.
    """
    order = sorted(READERS, key=lambda name: HOME.get(name, name) != around.open)
    own: Stated | None = None
    for name in order:
        found = READERS[name](piece, around)
        if found is None:
            continue
        if found.clean and (own is None or own.value is None or own.what != around.open):
            return found
        if own is None and (HOME.get(name, name) == around.open or found.value is not None):
            own = found
    return own

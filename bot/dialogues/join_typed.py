"""What is typed while joining: a message cut into things said, and the draft with all of them.

One message may answer several questions ("Tu 8k easy, Su 18k; dumbbells 4 8 12; Berlin 6:30"). The open question is
tried first, then the others; a piece that nobody understands is told so, and nothing else is lost for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from adapters.messages import Located
from bot.dialogues import forms, stated
from bot.dialogues import join_steps as steps
from bot.dialogues.join_draft import MINOR, OLDER_BEGINNER, PREVIEW, Draft, Hurt
from bot.dialogues.stated_facts import read_body, read_level, read_time
from bot.grammar import places, rating
from bot.grammar.days import days_at
from bot.grammar.kit import KitRead
from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs import read_week
from bot.grammar.text import clean, tokens
from bot.words import Words
from core.athlete import Athlete, RunKind
from core.body import Side
from core.kit import Kit
from core.policy import policy

PIECES_MOST = 24


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing: `what` is runs, kit, hurts, body, level, time, race, place or clock."""

    what: str
    value: Any
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return self.value is not None and not self.problems and not self.leftovers


@dataclass(frozen=True, slots=True)
class Around:
    athlete: Athlete
    today: date
    now: datetime
    open: str
    sub: str
    several: bool = False
    """One message says several things, so a bare name among them may be a place."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The draft after a message, and what to say of it. `understood` says that something was."""

    draft: Draft
    notes: list[str]
    understood: bool


@dataclass(frozen=True, slots=True)
class Where:
    """Zones to choose from, or just one, and a time for the mornings where one was said with it."""

    offered: tuple[str, ...] = ()
    morning: time | None = None
    alike: bool = False
    """None has that name; they only look like it."""


def take(words: Words, draft: Draft, text: str, today: date, now: datetime) -> Taken:
    """Everything that a message says, in the draft; on to the next question where the open one is answered."""
    around = Around(draft.athlete, today, now, draft.step, draft.sub)
    things, lost = hear(text, around)
    if any(one.what in ("runs", "kit") for one in things):
        draft = replace(draft, athlete=stated.with_units(draft.athlete, text))
    told: list[tuple[str, str]] = []
    notes: list[str] = []
    answered: set[str] = set()
    for one in things:
        draft, noted, done = _APPLY[one.what](words, draft, one.value)
        told += [(PREVIEW if one.what == "place" else _HOME.get(one.what, one.what), note) for note in noted]
        complaints = stated.complaints(words, one.problems, one.leftovers)
        notes += complaints
        if done and not complaints:
            answered |= done
        if one.what == "body":
            notes += _contradiction(words, draft, today)
    notes += [stated.lost(words, one, draft.sub or draft.step) for one in lost[:2]]
    draft = replace(draft, told=draft.told | (answered - {draft.step}))
    if draft.step in answered and not lost:
        draft = draft.onward()
    elif draft.step == PREVIEW and answered and not draft.offered:
        draft = draft.at(PREVIEW)
    if not things and not lost:
        notes.append(words("join.lost_all"))
    # What the card shows anyway is not said twice.
    echo = [note for shown_at, note in told if shown_at != draft.step]
    return Taken(draft, list(dict.fromkeys([*echo, *notes])), bool(things))


_HOME = {"body": "level", "race": "time"}
"""The question that a thing belongs to, where it is another than its name."""


def hear(text: str, around: Around) -> tuple[list[Stated], list[str]]:
    """The things said, and the pieces of which nothing could be made."""
    things: list[Stated] = []
    lost: list[str] = []
    whole = _best(" ".join(clean(text).split("\n")), around)
    pieces = [one.strip() for one in re.split(r"[;\n]+", clean(text)) if one.strip()][:PIECES_MOST]
    if whole is not None and whole.clean:
        return [whole], []
    around = replace(around, several=len(pieces) > 1)
    for piece in pieces:
        found, left = _piece(piece, around)
        things += found
        lost += left
    return _together(things, around), lost


def _piece(piece: str, around: Around) -> tuple[list[Stated], list[str]]:
    """One piece as one thing, or else as what its commas part."""
    whole = _best(piece, around)
    if whole is not None and whole.clean:
        return [whole], []
    parts = [one.strip() for one in piece.split(",") if one.strip()][:PIECES_MOST]
    if len(parts) > 1:
        found = [_best(one, around) for one in parts]
        kinds = {one.what for one in found if one is not None}
        if len(kinds) > 1 and all(one is not None and one.clean for one in found):
            by_kind: dict[str, list[str]] = {}
            for part, one in zip(parts, found, strict=True):
                if one is not None:
                    by_kind.setdefault(one.what, []).append(part)
            again = [_READERS[what](", ".join(mine), around) for what, mine in by_kind.items()]
            return [one for one in again if one is not None], []
    return ([whole], []) if whole is not None else ([], [piece] if piece else [])


def _together(things: Sequence[Stated], around: Around) -> list[Stated]:
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
    """The first reader that understands all of it, else the open question's own reading of it."""
    order = sorted(_READERS, key=lambda name: _HOME.get(name, name) != around.open)
    own: Stated | None = None
    for name in order:
        found = _READERS[name](piece, around)
        if found is None:
            continue
        if found.clean:
            return found
        if own is None and (_HOME.get(name, name) == around.open or found.value is not None):
            own = found
    return own


# --- readers ---------------------------------------------------------------------------------------------------------


def _runs(text: str, around: Around) -> Stated | None:
    week = read_week(text, unit=stated.with_units(around.athlete, text).distance_unit)
    runs = any(one.kind is not RunKind.REST for one in week.runs)
    # "Nothing hurts" is no week of rest.
    named = "run" in text.casefold() or any(
        days_at(found, at) for found in (tokens(clean(text)),) for at in range(len(found))
    )
    if week.said and (runs or named):
        return Stated("runs", week, week.problems, week.leftovers)
    return Stated("runs", None, week.problems) if week.problems and around.open == "runs" else None


def _kit(text: str, around: Around) -> Stated | None:
    unit = stated.with_units(around.athlete, text).mass_unit
    asked = around.open == "kit"
    told = stated.kit_read(text, around.athlete.kit(), unit, around.sub if asked else "")
    problems = stated.kit_problems(told)
    if len(told.leftovers) > len(told.items) + len(told.weights_kg):
        return None
    if told.items or (asked and (stated.said_kit(told) or told.none)):
        return Stated("kit", told, problems, told.leftovers)
    return Stated("kit", None, problems) if problems and asked else None


def _hurts(text: str, around: Around) -> Stated | None:
    if stated.plain(text) in ("nothing hurts", "no pain", "no pains", "nothing sore"):
        return Stated("hurts", ())
    said = rating.understand(text, expecting="soreness")
    hurts = [
        Hurt(one.region, None if one.region in said.unsided else one.side, one.score, one.what)
        for one in said.soreness or ()
    ]
    named = {one.region for one in hurts}
    if around.open == "hurts" or hurts:
        for region, side in stated.parts(text):
            if region not in named:
                hurts.append(Hurt(region, side))
                named.add(region)
    problems = tuple(one for one in said.problems if one.code in (Trouble.out_of_range, Trouble.not_half))
    if not hurts:
        return Stated("hurts", None, problems) if problems and around.open == "hurts" else None
    return Stated("hurts", tuple(hurts), problems)


def _level(text: str, around: Around) -> Stated | None:
    level = read_level(text) if around.open == "level" else None
    return None if level is None else Stated("level", level)


def _body(text: str, around: Around) -> Stated | None:
    body, problems, left = read_body(text, around.today, around.athlete.mass_unit)
    if left or not (body.said or (problems and around.open == "level")):
        return None
    alone = sum(one is not None for one in (body.born, body.sex, body.mass_kg)) == 1
    if alone and around.open != "level":
        return None
    return Stated("body", body if body.said else None, problems)


def _time(text: str, around: Around) -> Stated | None:
    days, minutes, problems = read_time(text)
    if days is None and minutes is None and not (problems and around.open == "time"):
        return None
    if around.open != "time" and (days is None or minutes is None):
        return None
    return Stated("time", (days, minutes), problems)


def _race(text: str, around: Around) -> Stated | None:
    said = stated.racing(text, around.today, around.athlete.distance_unit)
    if said is None or (said.race is None and around.open != "time"):
        return None
    return Stated("race", said.race, said.problems if said.race is not None else _dates(said))


_TRAILING_TIME = re.compile(
    r"^(?P<place>.*[^\W\d].*?)[\s,]+(?:at )?(?P<time>\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm)?)$", re.DOTALL
)


def _dates(said: stated.Racing) -> tuple[Problem, ...]:
    """One trouble is enough; of a date with two readings both are named."""
    if len(said.days) > 1:
        return tuple(Problem(Trouble.ambiguous, one.isoformat(), "date") for one in said.days[:2])
    return said.problems[:1]


_SAYS_PLACE = re.compile(r"(?:i am |i'm |im |i live |my time zone is )?(?:in|near|from|time zone) ", re.IGNORECASE)


def _place(text: str, around: Around) -> Stated | None:
    if around.open == "place" and around.sub == steps.CLOCK:
        here = stated.offered(places.by_clock(text, around.now))
        if here:
            return Stated("place", Where(here))
    if around.open in ("place", PREVIEW):
        alone = stated.time_of_day(text)
        if alone is not None:
            return Stated("place", Where((), alone))
    match = _TRAILING_TIME.match(text.strip())
    at = stated.time_of_day(match["time"]) if match else None
    name = match["place"] if match and at is not None else text
    asked = around.open in ("place", PREVIEW)
    if len(name) > 60 or not (asked or at is not None or around.several or _SAYS_PLACE.match(name)):
        # A single word that is some village's name as well ("bench") is no answer to another question.
        return None
    found = stated.find_place(name)
    alike = found.zone is None and any(one.code is Trouble.unknown for one in found.problems)
    if found.candidates and (around.open == "place" or not alike):
        return Stated("place", Where(stated.offered(found), at, alike))
    no_place = any(one.code is Trouble.not_a_place for one in found.problems)
    return Stated("place", None, found.problems) if no_place and around.open == "place" else None


_READERS: dict[str, Callable[[str, Around], Stated | None]] = {
    "runs": _runs, "kit": _kit, "race": _race, "time": _time, "level": _level, "body": _body, "hurts": _hurts,
    "place": _place,
}  # fmt: skip


# --- into the draft --------------------------------------------------------------------------------------------------

Applied = tuple[Draft, list[str], set[str]]


def _take_runs(words: Words, draft: Draft, week: Any) -> Applied:
    if week is None:
        return draft, [], set()
    draft = draft.having(runs=stated.merged(draft.athlete.runs, week))
    return draft, [words("join.noted.runs", text=forms.runs_text(words, draft.athlete))], {"runs"}


def _take_kit(words: Words, draft: Draft, told: KitRead | None) -> Applied:
    if told is None:
        return draft, [], set()
    asked = draft.sub if draft.step == "kit" else ""
    kit = Kit() if told.none else stated.with_kit(draft.athlete.kit(), told, asked)
    draft = steps.equipped(draft, kit)
    noted = [words("join.noted.kit", text=forms.kit_text(words, draft.athlete, kit))]
    if draft.step == "kit":
        after = steps.after_kit(draft)
        # Weights that are missing are asked for; plates only of those who ticked the bar and nothing else of it.
        if after.step == "kit":
            return after, noted, set()
        return draft, noted, {"kit"}
    return draft, noted, set() if forms.weights_missing(kit) else {"kit"}


def _take_hurts(words: Words, draft: Draft, hurts: tuple[Hurt, ...] | None) -> Applied:
    if hurts is None:
        return draft, [], set()
    if not hurts:
        return replace(draft, hurts=()), [words("join.noted.nothing_hurts")], {"hurts"}
    known = {one.region: one for one in draft.hurts}
    for one in hurts:
        before = known.get(one.region, Hurt(one.region))
        side = one.side or before.side
        known[one.region] = Hurt(
            one.region,
            side if side is not None or one.score is None else Side.both,
            before.score if one.score is None else one.score,
            one.what or before.what,
            before.long,
        )
    kept = tuple(one for one in known.values() if one.score is None or one.score > 0)
    draft = replace(draft, hurts=kept)
    noted = [words("join.noted.hurts", text=steps.hurts_text(words, kept))] if kept else []
    if draft.step == "hurts":
        after = steps.after_hurts(draft)
        return (after, noted, set()) if after.step == "hurts" else (draft, noted, {"hurts"})
    return draft, noted, {"hurts"} if all(one.complete for one in kept) else set()


def _take_level(words: Words, draft: Draft, level: Any) -> Applied:
    return draft.having(level=level), [words("join.noted.level", text=words(f"level.{level.value}"))], {"level"}


def _take_body(words: Words, draft: Draft, body: Any) -> Applied:
    if body is None:
        return draft, [], set()
    athlete = draft.athlete
    draft = draft.having(
        born=body.born if body.born is not None else athlete.born,
        sex=body.sex or athlete.sex,
        mass_kg=body.mass_kg if body.mass_kg is not None else athlete.mass_kg,
        mass_unit="lb" if body.pounds else athlete.mass_unit,
    )
    noted = [words("join.noted.body", text=forms.body_text(words, draft.athlete))] if body.said else []
    return draft, noted, set()


def _contradiction(words: Words, draft: Draft, today: date) -> list[str]:
    """A year of birth that does not go with what was ticked: said, and the careful answer stays."""
    age, rules = draft.athlete.age(today), policy().screen
    wrong = []
    if age is not None and MINOR in draft.athlete.screen_yes and age > rules.guardian_under:
        wrong.append(MINOR)
    if age is not None and OLDER_BEGINNER in draft.athlete.screen_yes and age < rules.clear_new_from_age - 1:
        wrong.append(OLDER_BEGINNER)
    if not wrong:
        return []
    return [words("join.contradiction.age", names=forms.screen_names(words, wrong), year=draft.athlete.born)]


def _take_time(words: Words, draft: Draft, told: tuple[int | None, int | None]) -> Applied:
    days, minutes = told
    athlete = draft.athlete
    draft = draft.having(
        strength_days=athlete.strength_days if days is None else days,
        minutes=athlete.minutes if minutes is None else minutes,
    )
    if days is None and minutes is None:
        return draft, [], set()
    said = words(
        "join.noted.time", days=words.plural("form.days", draft.athlete.strength_days), minutes=draft.athlete.minutes
    )
    return draft, [said], {"time"} if days is not None and minutes is not None else set()


def _take_race(words: Words, draft: Draft, race: Any) -> Applied:
    if race is None:
        return draft, [], set()
    draft = draft.having(race=race)
    return draft, [words("join.noted.race", text=forms.race_text(words, draft.athlete))], set()


def _take_where(words: Words, draft: Draft, where: Where | None) -> Applied:
    if where is None:
        return draft, [], set()
    notes = []
    if where.morning is not None:
        draft = draft.having(morning=where.morning)
        notes.append(words("join.noted.morning", text=where.morning.strftime("%H:%M")))
    if where.alike:
        notes.append(words("join.place.alike"))
    elif len(where.offered) == 1:
        zone = stated.offered_place(where.offered[0])[1]
        draft = replace(draft.having(zone=zone), offered=())
        return draft, [*notes, words("join.noted.place", text=forms.zone_text(zone))], {"place"}
    if where.offered:
        # Several places of that name: the question stays, or comes up at its turn.
        return replace(draft, offered=where.offered, sub=draft.sub if draft.step == "place" else ""), notes, set()
    return draft, notes, set()


_APPLY: dict[str, Callable[[Words, Draft, Any], Applied]] = {
    "runs": _take_runs, "kit": _take_kit, "hurts": _take_hurts, "level": _take_level, "body": _take_body,
    "time": _take_time, "race": _take_race, "place": _take_where,
}  # fmt: skip


def take_place(words: Words, draft: Draft, where: Located) -> Taken:
    """A shared position: the zone is found and the position forgotten."""
    zone = places.at(where.latitude, where.longitude).zone
    if zone is None:
        return Taken(draft, [words("join.place.at_sea")], False)
    settled = draft.having(zone=zone)
    note = words("join.noted.place", text=forms.zone_text(zone))
    if draft.step == "place":
        return Taken(steps.settled(settled, zone), [note], True)
    return Taken(replace(settled, offered=(), told=settled.told | {"place"}), [note], True)

"""What is typed while joining: the draft with everything that a message says, and what to say of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from adapters.messages import Located
from bot.dialogues.join import steps
from bot.dialogues.join.draft import CLOCK, OLDER_BEGINNER, PREVIEW, Draft, Hurt
from bot.dialogues.join.heard import hear
from bot.dialogues.join.hurts import after_hurts, hurts_text
from bot.dialogues.join.readers import HOME, Around, Stated, Where
from bot.dialogues.shared import forms, stated
from bot.grammar import places
from bot.grammar.kit import KitRead
from bot.grammar.strength_days import Weekdays
from bot.words import Words
from core.athlete import Place
from core.body import Side
from core.kit import Kit
from core.people import MINOR
from core.policy import policy


@dataclass(frozen=True, slots=True)
class Taken:
    """The draft after a message, and what to say of it. `understood` says that something was."""

    draft: Draft
    notes: list[str]
    understood: bool


def take(words: Words, draft: Draft, text: str, today: date, now: datetime) -> Taken:
    """Everything that a message says, in the draft; on to the next question where the open one is answered."""
    around = Around(draft.athlete, today, now, draft.step, draft.sub)
    changing = draft.step == "runs" and _CHANGING.search(text) is not None
    things, lost = hear(_CHANGING.sub("", text) if changing else text, around)
    if any(one.what in ("runs", "kit") for one in things):
        draft = replace(draft, athlete=stated.with_units(draft.athlete, text))
    gym, home = _two_places(things)
    things = [one for one in things if home is None or one.value is not home]
    told: list[tuple[str, str]] = []
    notes: list[str] = []
    answered: set[str] = set()
    for one in things:
        draft, noted, done = _APPLY[one.what](words, draft, one.value)
        told += [(PREVIEW if one.what == "place" else HOME.get(one.what, one.what), note) for note in noted]
        complaints = stated.complaints(words, one.problems, one.leftovers)
        notes += complaints
        if done and (not complaints or (not one.problems and not any(map(_tells, one.leftovers)))):
            answered |= done
        if one.what == "body":
            notes += _contradiction(words, draft, today)
    notes += [words("join.noted.changing")] if changing else []
    if home is not None and gym is not None:
        kit = stated.with_kit(Kit(), home)
        draft = draft.having(places=(replace(draft.athlete.places[0], name="gym"), Place(steps.HOME, kit)))
        told.append(("kit", words("join.noted.home", text=forms.kit_text(words, draft.athlete, kit))))
    question = "score" if draft.step == "hurts" and draft.sub else draft.sub or draft.step
    notes += [stated.lost(words, one, question) for one in lost[:2]]
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


def _two_places(things: Sequence[Stated]) -> tuple[KitRead | None, KitRead | None]:
    """ "Full gym on workdays; at home a band": the gym's kit, which is planned for, and the other place's."""
    kits = [one.value for one in things if one.what == "kit" and one.value is not None]
    if len(kits) != 2 or kits[0].gym == kits[1].gym or not all(one.items for one in kits):
        return None, None
    return (kits[0], kits[1]) if kits[0].gym else (kits[1], kits[0])


_TELLS = re.compile(r"\d|(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?\b", re.IGNORECASE)


def _tells(leftover: str) -> bool:
    """Whether what was not understood holds a figure or a day; mere words beside an answer do not stand in its way."""
    return _TELLS.search(leftover) is not None


# --- into the draft --------------------------------------------------------------------------------------------------

Applied = tuple[Draft, list[str], set[str]]


def _take_runs(words: Words, draft: Draft, week: Any) -> Applied:
    if week is None:
        return draft, [], set()
    draft = draft.having(runs=stated.merged(draft.athlete.runs, week))
    return draft, [words("join.noted.runs", text=forms.runs_text(words, draft.athlete))], {"runs"}


_CHANGING = re.compile(
    r"[,.;]?\s*\b(?:(?:but|and|so|as|because|though) )*(?:i (?:work|do|have) (?:rotating |night )?shifts?\b[^,.;\d]*"
    r"|(?:it|that|this|my week|the days?|every week|which days?) (?:is |are )?(?:always )?(?:chang\w+|vari\w+|differs?"
    r"|different|depends?)\b[^,.;\d]*)",
    re.IGNORECASE,
)
"""Weeks that are not alike, told beside a usual one."""


def _take_kit(words: Words, draft: Draft, told: KitRead | None) -> Applied:
    if told is None:
        return draft, [], set()
    asked = draft.sub if draft.step == "kit" else ""
    kit = Kit() if told.none else stated.with_kit(draft.athlete.kit(), told, asked)
    draft = steps.equipped(draft, kit)
    noted = [words("join.noted.kit", text=forms.kit_text(words, draft.athlete, kit))]
    noted += [words("join.noted.gym")] if told.gym else []
    noted += [words("kit.guessed")] if told.guessed else []
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
            before.long or one.long,
        )
    kept = tuple(one for one in known.values() if one.score is None or one.score > 0)
    draft = replace(draft, hurts=kept)
    noted = [words("join.noted.hurts", text=hurts_text(words, kept))] if kept else []
    if draft.step == "hurts":
        after = after_hurts(draft)
        return (after, noted, set()) if after.step == "hurts" else (draft, noted, {"hurts"})
    return draft, noted, {"hurts"} if all(one.complete for one in kept) else set()


def _take_level(words: Words, draft: Draft, level: Any) -> Applied:
    return draft.having(level=level), [words("join.noted.level", text=words(f"level.{level.value}"))], {"level"}


def _take_body(words: Words, draft: Draft, body: Any) -> Applied:
    if body is None:
        return draft, [], set()
    athlete = stated.lifting_in(draft.athlete, "lb") if body.pounds else draft.athlete
    draft = replace(draft, athlete=athlete).having(
        born=body.born if body.born is not None else athlete.born,
        sex=body.sex or athlete.sex,
        mass_kg=body.mass_kg if body.mass_kg is not None else athlete.mass_kg,
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


def _take_time(words: Words, draft: Draft, told: tuple[int | None, int | None, Weekdays | None]) -> Applied:
    days, minutes, weekdays = told
    if weekdays is not None:
        draft = draft.having(wished_days=weekdays.wished, free_days=weekdays.free)
    athlete = draft.athlete
    draft = draft.having(
        strength_days=athlete.strength_days if days is None else days,
        minutes=athlete.minutes if minutes is None else minutes,
    )
    if (days, minutes, weekdays) == (None, None, None):
        return draft, [], set()
    said = words(
        "join.noted.time", days=words.plural("form.days", draft.athlete.strength_days), minutes=draft.athlete.minutes
    )
    named = [forms.weekdays_text(words, draft.athlete)] if weekdays is not None else []
    settled = minutes is not None and (days is not None or weekdays is not None)
    return draft, [", ".join([said, *named])], {"time"} if settled else set()


def _take_race(words: Words, draft: Draft, race: Any) -> Applied:
    if race is None:
        return draft, [], set()
    draft = draft.having(race=race or None)
    if draft.athlete.race is None:
        return draft, [words("join.noted.no_race")], {"time"} if draft.step == "time" else set()
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
        draft = steps.living_in(draft, where.offered[0])
        return draft, [*notes, words("join.noted.place", text=draft.city)], {"place"}
    if where.offered:
        # Several places of that name: the question stays, or comes up at its turn.
        sub = CLOCK if where.clock and draft.step == "place" else ""
        return replace(draft, offered=where.offered, sub=sub if draft.step == "place" else draft.sub), notes, set()
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
    if draft.step == "place":
        return Taken(steps.settled(draft, f"|{zone}"), [], True)
    there = steps.living_in(draft, f"|{zone}")
    note = words("join.noted.place", text=there.city)
    return Taken(replace(there, told=there.told | {"place"}), [note], True)

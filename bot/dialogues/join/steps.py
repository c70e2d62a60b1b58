"""The questions of joining: what each shows, and what a press on it makes of the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from adapters.messages import BLANK, Button, Card, Line, Rows, Style, line, quiet, row, strong
from bot import phrases
from bot.cards.placed import gave_way
from bot.dialogues.join import hurts as join_hurts
from bot.dialogues.join.draft import CLEAR, CLOCK, LIST, PREVIEW, PROFESSIONAL, STEPS, Draft
from bot.dialogues.join.frame import VERB, button, forward, lines_of, nav
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import in_rows, toggle
from bot.due import local_date, zone_of
from bot.words import Words
from core import planner
from core.athlete import Level, Place, Priority
from core.kit import Item, Kit
from core.standing import Standing

EVENING = time(18, 0)
"""From here on the first session waits for another day: nobody begins to train because a form was filled in."""
HOME = "home"
"""The name of the first place; it is shown only once there is a second."""

WEIGHTS, PLATES = stated.WEIGHTS, stated.PLATES


def card(
    words: Words, draft: Draft, now: datetime, notes: Sequence[str] = (), *, first: bool = False, again: bool = False
) -> Card:
    """The open question, with what was understood before it; of one asked `again` the long list is not repeated."""
    lines, rows = _SHOW[draft.step](words, draft, now)
    if again and draft.step == "health" and not draft.sub:
        lines = lines_of(words, "join.health.above")
    head = [line(one) for one in notes]
    if head:
        head.append(BLANK)
    if first:
        head += [*lines_of(words, "join.welcome"), BLANK]
    title = words("join.preview.title")
    if draft.step in STEPS:
        title = words("join.title", n=draft.number, of=len(STEPS), topic=words(f"join.{draft.step}.topic"))
    return Card(title, (*head, *lines), rows=rows)


def press(draft: Draft, what: str) -> Draft:
    """The draft after a press on the open step; one that says nothing to it changes nothing."""
    if what == "back":
        return draft.back()
    if what == "skip":
        return draft.onward()
    return _PRESS[draft.step](draft, what)


# --- 1: health -------------------------------------------------------------------------------------------------------


def _health(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    yes = draft.athlete.screen_yes
    none = button(words, "join.health.none", "health.none", Style.PRIMARY)
    if draft.sub == CLEAR:
        return _clearance(words, draft)
    if draft.sub == LIST:
        toggles = forms.screen_rows(words, f"{VERB}.health", yes)
        go = forward(words, draft) if yes else none
        return lines_of(words, "join.health.tick"), (*toggles, (*nav(words, draft), go))
    lines = [*lines_of(words, "join.health.ask"), BLANK, *lines_of(words, "join.health.list")]
    some = button(words, "join.health.some", "health.list")
    return lines, ((none,), (some, button(words, "join.health.skip", "health.skip")))


def _clearance(words: Words, draft: Draft) -> tuple[list[Line], Rows]:
    who = draft.waits_for or PROFESSIONAL
    names = forms.screen_names(words, draft.athlete.screen_yes)
    lines = [line(words("join.health.told", names=names)), BLANK, *lines_of(words, f"join.clear.{who}")]
    if {"blood_pressure", "glaucoma"} & set(draft.athlete.screen_yes):
        lines += [BLANK, *lines_of(words, "join.clear.pressure")]
    if "pregnant" in draft.athlete.screen_yes:
        lines += [BLANK, *lines_of(words, "join.clear.pregnant")]
    agreed = button(words, f"join.agreed.{who}", f"health.agreed-{who}")
    return lines, ((agreed,), (*nav(words, draft), button(words, "join.clear.later", "health.later", Style.PRIMARY)))


def _health_pressed(draft: Draft, what: str) -> Draft:
    yes = draft.athlete.screen_yes
    if what == "none":
        return draft.having(screened=True, screen_yes=()).onward()
    if what == "list":
        return replace(draft, sub=LIST)
    if what == "next":
        return screened(draft, yes)
    if what == "later":
        return draft.onward()
    if what == f"agreed-{draft.waits_for}":
        agreed = replace(draft, agreed=draft.agreed | {draft.waits_for})
        return agreed if agreed.waits_for else agreed.onward()
    return replace(draft.having(screen_yes=forms.switched(yes, what, forms.SCREEN)), sub=LIST)


def screened(draft: Draft, yes: Sequence[str]) -> Draft:
    """After the health questions: on, or to who has to agree."""
    told = draft.having(screened=True, screen_yes=tuple(yes))
    told = told if yes == draft.athlete.screen_yes else replace(told, agreed=frozenset())
    return replace(told, sub=CLEAR) if told.waits_for else told.onward()


# --- 2: runs ---------------------------------------------------------------------------------------------------------


def _runs(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    athlete = draft.athlete
    lines = lines_of(words, "join.runs.ask")
    some = any(one.kind.value != "rest" for one in athlete.runs)
    if some:
        lines += [BLANK, line(strong(forms.runs_text(words, athlete)))]
    go = forward(words, draft) if some else button(words, "form.skip", "runs.skip")
    if not some:
        lines += [BLANK, line(quiet(words("join.runs.default")))]
    return lines, (*forms.runs_rows(words, f"{VERB}.runs", athlete.runs), (*nav(words, draft), go))


def _runs_pressed(draft: Draft, what: str) -> Draft:
    if what == "next":
        return draft.onward()
    return draft.having(runs=forms.run_pressed(draft.athlete.runs, what))


# --- 3: kit ----------------------------------------------------------------------------------------------------------


def _kit(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    kit = draft.athlete.kit()
    if draft.sub in (WEIGHTS, PLATES):
        ask = lines_of(words, f"join.kit.{draft.sub}", kit=forms.kit_text(words, draft.athlete, kit))
        unknown = button(words, f"join.kit.{draft.sub}.unknown", "kit.unknown")
        return ask, ((button(words, "join.kit.as_gyms", "kit.as_gyms"),), nav(words, draft, unknown))
    lines = lines_of(words, "join.kit.ask")
    if kit.items:
        lines += [BLANK, line(strong(forms.kit_text(words, draft.athlete, kit)))]
    nothing = button(words, "join.kit.nothing", "kit.nothing")
    go = (forward(words, draft),) if kit.items else (nothing,)
    return lines, (*forms.kit_rows(words, f"{VERB}.kit", kit.items), (*nav(words, draft), *go))


def _kit_pressed(draft: Draft, what: str) -> Draft:
    kit = draft.athlete.kit()
    if what == "nothing":
        return equipped(draft, Kit()).onward()
    if what == "unknown":
        asked_plates = draft.sub == WEIGHTS and Item.barbell in kit.items and not kit.plates_kg
        return replace(draft, sub=PLATES) if asked_plates else draft.onward()
    if what == "as_gyms" and draft.sub in (WEIGHTS, PLATES):
        # What that is, is shown before it goes on.
        return replace(equipped(draft, stated.as_in_gyms(kit, draft.athlete.mass_unit)), sub="")
    if what == "next":
        return after_kit(draft)
    return equipped(draft, forms.kit_pressed(kit, what))


def after_kit(draft: Draft) -> Draft:
    """On, or to the weights that are still missing."""
    kit = draft.athlete.kit()
    if forms.weights_missing(kit):
        return replace(draft, sub=WEIGHTS)
    if Item.barbell in kit.items and not kit.plates_kg and draft.sub != PLATES:
        return replace(draft, sub=PLATES)
    return draft.onward()


def equipped(draft: Draft, kit: Kit) -> Draft:
    return draft.having(places=(Place(HOME, kit),) if kit.items else ())


# --- 5: experience ---------------------------------------------------------------------------------------------------


def _level(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    lines = lines_of(words, "join.level.ask")
    body = forms.body_text(words, draft.athlete)
    if body:
        lines += [BLANK, line(strong(body))]
    rows = [(Button(words(f"level.{one.value}.long"), f"{VERB}.level.{one.value}"),) for one in Level]
    bendy = toggle(words("join.level.bendy"), f"{VERB}.level.bendy", draft.athlete.hypermobile)
    return lines, (*rows, (bendy,), nav(words, draft, button(words, "join.level.skip", "level.skip")))


def _level_pressed(draft: Draft, what: str) -> Draft:
    if what in ("bendy+", "bendy-"):
        return draft.having(hypermobile=what == "bendy+")
    if what in {one.value for one in Level}:
        return draft.having(level=Level(what)).onward()
    return draft


# --- 6: time and goal ------------------------------------------------------------------------------------------------


def _time(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    athlete = draft.athlete
    lines = lines_of(words, "join.time.ask")
    rows: list[tuple[Button, ...]] = [
        forms.days_row(words, f"{VERB}.time.days", athlete.strength_days),
        forms.minutes_row(words, f"{VERB}.time.min", athlete.minutes),
    ]
    if athlete.race is not None:
        lines += [BLANK, line(strong(forms.race_text(words, athlete)))]
        rows.append(forms.priority_row(words, f"{VERB}.time.race", athlete.race.priority))
        rows.append((button(words, "join.time.no_race", "time.norace"),))
    return lines, (*rows, nav(words, draft, forward(words, draft)))


def _time_pressed(draft: Draft, what: str) -> Draft:
    name, _, value = what.partition(".")
    if what == "next":
        return draft.onward()
    if what == "norace":
        return draft.having(race=None)
    if name == "days" and value in map(str, forms.DAYS):
        return draft.having(strength_days=int(value))
    if name == "min" and value in map(str, forms.MINUTES):
        return draft.having(minutes=int(value))
    if name == "race" and value in Priority.__members__ and draft.athlete.race is not None:
        return draft.having(race=replace(draft.athlete.race, priority=Priority(value)))
    return draft


# --- 7: place and morning --------------------------------------------------------------------------------------------


def _place(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    if draft.offered:
        zones = [
            Button(stated.place_text(words, one, now), f"{VERB}.place.zone-{number}")
            for number, one in enumerate(draft.offered)
        ]
        key = "join.place.clock_which" if draft.sub == CLOCK else "join.place.which"
        return lines_of(words, key), (*in_rows(zones, 1), nav(words, draft))
    if draft.sub == CLOCK:
        return lines_of(words, "join.place.clock"), (nav(words, draft),)
    clock = button(words, "join.place.no_place", "place.clock")
    return lines_of(words, "join.place.ask"), (
        (clock,),
        nav(words, draft, button(words, "join.place.skip", "place.skip")),
    )


def _place_pressed(draft: Draft, what: str) -> Draft:
    name, _, value = what.partition("-")
    if what == "clock":
        return replace(draft, sub=CLOCK, offered=())
    if name == "zone" and value.isascii() and value.isdigit() and int(value) < len(draft.offered):
        return settled(draft, draft.offered[int(value)])
    return draft


def settled(draft: Draft, place: str) -> Draft:
    """The time zone is known."""
    return living_in(draft, place).at("place").onward()


def living_in(draft: Draft, place: str) -> Draft:
    """The zone of a "name|zone", and the name to call it by."""
    name, zone = stated.offered_place(place)
    draft = replace(draft.having(zone=zone), offered=(), city=name.partition(",")[0])
    if name.endswith(_IN_POUNDS) and draft.athlete.distance_unit == "mi":
        return replace(draft, athlete=stated.lifting_in_theirs(draft.athlete))
    return draft


_IN_POUNDS = ("United States", "Puerto Rico", "Guam")
"""Where whoever runs in miles lifts in pounds, too."""


# --- the week --------------------------------------------------------------------------------------------------------


def _preview(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    if draft.sub == LIST:
        steps = [button(words, f"join.{one}.topic", f"preview.{one}") for one in STEPS]
        return lines_of(words, "join.preview.which"), (
            *in_rows(steps, 2),
            (button(words, "form.back", "preview.back"),),
        )
    athlete = draft.athlete
    lines = [line(words("join.preview.ask"))]
    late = now.astimezone(zone_of(athlete.zone)).time() >= EVENING
    lines += [BLANK, *week_lines(words, draft, local_date(athlete.zone, now), late=late), BLANK]
    if not athlete.screened or draft.waits_for:
        key = "join.preview.unscreened" if not athlete.screened else f"join.preview.waits.{draft.waits_for}"
        lines.append(line(words(key)))
    clock = now.astimezone(zone_of(athlete.zone)).time()
    city = draft.city or forms.zone_text(athlete.zone)
    lines.append(
        line(words("join.preview.morning", time=phrases.clock(athlete.morning), city=city, now=phrases.clock(clock)))
    )
    accept = button(words, "join.preview.accept", "preview.accept", Style.PRIMARY)
    change = button(words, "join.preview.change", "preview.list")
    return lines, ((accept,), forms.mornings_row(f"{VERB}.preview.at", athlete.morning), (change,))


def week_lines(words: Words, draft: Draft, today: date, *, late: bool = False) -> list[Line]:
    """Seven days: run, and what I add, with what had to give way for it. From today on, or from tomorrow where it is
    `late`: nothing is added to today any more.
    """
    athlete = draft.athlete
    first = today + timedelta(days=late)
    standing = Standing(joined=first, cleared={} if draft.waits_for else {"screen": today})
    coming = {one.day: one.session for one in planner.horizon(athlete, standing, first, 7)}
    rows = []
    for number in range(7):
        day = first + timedelta(days=number)
        session = coming.get(day)
        run = athlete.run_on(day)
        ran = words("join.preview.no_run") if run.kind.value == "rest" else forms.run_text(words, athlete, run)
        kind = phrases.kind(words, session.kind) if session is not None else words("join.preview.nothing")
        rows.append(row(words(f"day.{day.weekday()}"), ran, kind))
    # The week that most of the days are of: the next one, where it has not begun.
    usual = planner.plan_week(athlete, standing, first + timedelta(days=6), first)
    said = gave_way(words, usual, [one for one in coming.values() if one is not None], today)
    return [*rows, BLANK, *map(line, said)] if said else rows


def _preview_pressed(draft: Draft, what: str) -> Draft:
    if what in STEPS:
        return draft.at(what)
    if what == LIST:
        return replace(draft, sub=LIST)
    name, _, value = what.partition(".")
    at = forms.pressed_time(value) if name == "at" else None
    return draft.having(morning=at) if at is not None else draft


_SHOW: dict[str, Callable[[Words, Draft, datetime], tuple[list[Line], Rows]]] = {
    "health": _health, "runs": _runs, "kit": _kit, "hurts": join_hurts.show, "level": _level, "time": _time,
    "place": _place, PREVIEW: _preview,
}  # fmt: skip
_PRESS: dict[str, Callable[[Draft, str], Draft]] = {
    "health": _health_pressed, "runs": _runs_pressed, "kit": _kit_pressed, "hurts": join_hurts.press,
    "level": _level_pressed, "time": _time_pressed, "place": _place_pressed, PREVIEW: _preview_pressed,
}  # fmt: skip

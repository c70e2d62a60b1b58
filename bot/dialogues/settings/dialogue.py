"""`/settings`: one card of buttons for everything a runner told about themselves; every change says what it does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Button, Card, Line, Located, Rows, Style, line, quiet, strong
from bot import phrases
from bot.cards.changes import change_lines
from bot.dialogue import Ask, Dialogue, Later, Out, Reply, Turn
from bot.dialogues.join.draft import Draft
from bot.dialogues.settings import health, kit, person, times, training
from bot.dialogues.settings.health import conditions_told as conditions_held, limits_text
from bot.dialogues.settings.kit import kit_set
from bot.dialogues.settings.person import paused
from bot.dialogues.settings.times import mornings_text, moved
from bot.dialogues.settings.training import weekdays_set
from bot.dialogues.settings.view import MENU, VERB, Here, Page, Result, View, key
from bot.dialogues.shared import forms, stated
from bot.dialogues.shared.common import athlete_of, prescribed_today, then, undo_button
from bot.dialogues.shared.silence import evening_question
from bot.dialogues.today import dialogue as today
from bot.due import local_date
from bot.grammar import places, strength_days
from bot.grammar.strength_days import Weekdays
from bot.words import Words
from core import diary, planner, season
from core.athlete import Athlete
from core.catalogue import catalogue
from core.diary import Entry
from core.kit import Kit
from core.planner import Change
from core.session import Session, Status

KIND = CARD = "settings"
LASTS = timedelta(hours=3)
AHEAD = 9

PAGES: dict[str, Page] = {**training.PAGES, **kit.PAGES, **times.PAGES, **person.PAGES, **health.PAGES}
LISTED = (
    "runs", "kit", "strength", "race", "mornings", "evening", "zone", "body", "limits", "health", "display",
)  # fmt: skip
"""The menu's buttons, in order."""


async def settings(turn: Turn) -> Reply:
    """The menu, a page of it ("/settings kit"), or the change itself ("/settings zone Lisbon")."""
    wanted, _, said = turn.text.strip().partition(" ")
    view = View(wanted.casefold() if wanted.casefold() in LISTED else MENU)
    if "/" in wanted:
        # A zone from the list of suggestions, with no page beside it.
        view, said = View("zone"), wanted
    if view.page == "kit" and said.strip() and athlete_of(turn).places:
        # What is said of a kit is said of the first place.
        view = view.at("place")
    turn = replace(turn, prompt=None)
    page = PAGES.get(view.page)
    if page is None or page.typed is None or not said.strip():
        return _show(turn, Result(view), fresh=True)
    here = _here(turn, view)
    result = await asyncio.to_thread(page.typed, here, said.strip())
    return _show(turn, result or Result(view, notes=(stated.lost(here.words, said),)), fresh=True)


async def said_of(turn: Turn, name: str, text: str) -> Reply | None:
    """A setting told anywhere, by its page; None where the page reads nothing in the words."""
    page = PAGES[name]
    here = _here(turn, View(name))
    result = await asyncio.to_thread(page.typed, here, text) if page.typed is not None else None
    changed = result is not None and (result.athlete is not None or bool(result.view.draft))
    return _show(turn, result, fresh=True) if result is not None and changed else None


def switched(turn: Turn, name: str, what: str) -> Reply:
    """A button of a page, pressed in words from anywhere."""
    return _show(turn, PAGES[name].press(_here(turn, View(name)), what), fresh=True)


async def moved_to(turn: Turn, place: str, morning: str = "") -> Reply | None:
    """Where the runner is now, and the time of the mornings there where it was said."""
    here = _here(turn, View("zone"))
    zoned = await asyncio.to_thread(PAGES["zone"].typed, here, place) if PAGES["zone"].typed is not None else None
    if zoned is None or zoned.athlete is None:
        return None
    page = PAGES["mornings"].typed
    timed = page(_here(turn, View("mornings"), zoned.athlete), morning) if morning and page is not None else None
    if timed is None or timed.athlete is None:
        return _show(turn, zoned, fresh=True)
    return _show(turn, replace(timed, notes=(*zoned.notes, *timed.notes)), fresh=True)


async def conditions_told(turn: Turn, names: Sequence[str]) -> Reply:
    """A condition that the health questions ask for, told anywhere."""
    turn = replace(await whole(turn), prompt=None)
    return _show(turn, conditions_held(_here(turn, View("health")), names), fresh=True)


async def agreement_told(turn: Turn) -> Reply:
    """ "My midwife agreed", told anywhere while the health questions wait for it: asked once more, by their page."""
    return _show(replace(await whole(turn), prompt=None), Result(View("health")), fresh=True)


async def whole(turn: Turn) -> Turn:
    """With all of the diary at hand: an agreement may be as old as a year."""
    return turn if turn.diary is None else replace(turn, recent=await turn.diary())


def weekdays_told(turn: Turn, told: Weekdays) -> Reply:
    """The weekdays for strength, told anywhere: what was said of a day before gives way, of the others it stays."""
    here = _here(replace(turn, prompt=None), View("strength"))
    athlete, named = here.athlete, {*told.wished, *told.free}
    wished = tuple(told.wished) or tuple(one for one in athlete.wished_days if one not in named)
    free = tuple(sorted({*told.free, *(one for one in athlete.free_days if one not in named)}))
    kept = Weekdays(wished, free) if named else told
    return _show(here.turn, weekdays_set(here, kept), fresh=True)


def kit_told(turn: Turn, kit: Kit, guessed: bool, text: str) -> Reply:
    """Another kit at the first place, told anywhere; `guessed` as in `KitRead`."""
    turn = replace(turn, prompt=None)
    here = _here(turn, View("place"), stated.with_units(athlete_of(turn), text))
    result = kit_set(here, kit)
    notes = (*result.notes, here.words("kit.guessed")) if guessed else result.notes
    return _show(turn, replace(result, notes=notes), fresh=True)


def _here(turn: Turn, view: View, athlete: Athlete | None = None) -> Here:
    athlete = athlete or athlete_of(turn)
    words = turn.words if athlete.language == turn.words.language else Words(athlete.language)
    return Here(words, athlete, view, turn.now, turn)


def _card(here: Here, notes: Sequence[Line] = ()) -> Card:
    head = [*notes, *([BLANK] if notes else [])]
    if here.view.page == MENU:
        lines, rows = _menu(here)
        return Card(here.words("settings.title"), (*head, *lines), rows=rows)
    page = PAGES[here.view.page]
    shown, rows = page.show(here)
    card = Card(here.words(f"settings.{here.view.page}.title"), (*head, *shown), rows=rows)
    return forms.writing(card, here.words) if page.typed is not None else card


def _menu(here: Here) -> tuple[list[Line], Rows]:
    words = here.words
    lines = [line(strong(words(f"settings.{one}.label")), "  ", summary(here, one)) for one in LISTED]
    if here.athlete.paused:
        lines.append(line(quiet(words("settings.paused"))))
    buttons = [Button(words(f"settings.{one}.label"), key(MENU, one)) for one in LISTED]
    pause = "resume" if here.athlete.paused else "pause"
    last = Button(words(f"settings.{pause}"), key(MENU, pause), Style.PRIMARY if here.athlete.paused else Style.PLAIN)
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    return lines, (*rows, (last,))


def summary(here: Here, page: str) -> str:
    """What a page of the settings holds, in a few words."""
    words, athlete = here.words, here.athlete
    match page:
        case "runs":
            return forms.runs_text(words, athlete)
        case "kit":
            return forms.kit_text(words, athlete, athlete.kit())
        case "strength":
            days = words.plural("form.days", athlete.strength_days)
            told = words("settings.strength.summary", days=days, minutes=athlete.minutes)
            named = forms.weekdays_text(words, athlete) if athlete.wished_days or athlete.free_days else ""
            return ", ".join(one for one in (told, named) if one)
        case "race":
            return forms.race_text(words, training.ahead(athlete, here.turn.today))
        case "mornings":
            return mornings_text(here)
        case "evening":
            return phrases.clock(athlete.evening) if athlete.evening else words("settings.evening.off")
        case "zone":
            return forms.zone_text(athlete.zone)
        case "body":
            known = forms.body_text(words, athlete)
            level = season.position(athlete, here.turn.standing, here.turn.today).level
            return " · ".join(one for one in (words(f"level.{level.value}"), known) if one)
        case "limits":
            return limits_text(here, athlete.limits)
        case "health":
            open_flags = dict.fromkeys(words(f"flag.{one.flag}") for one in here.turn.standing.flags)
            if open_flags:
                return words("settings.health.flag.short", what=", ".join(open_flags))
            return words(f"settings.health.{_health_state(here)}.short")
    plain = [words("settings.plain.short")] if athlete.plain else []
    return ", ".join([words(f"unit.{athlete.mass_unit}"), words(f"unit.{athlete.distance_unit}"), *plain])


def _health_state(here: Here) -> str:
    if not here.athlete.screened:
        return "open"
    return "waits" if planner.uncleared(here.athlete, here.turn.standing, here.turn.today) else "clear"


# --- answers ---------------------------------------------------------------------------------------------------------


async def press(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.kind != KIND:
        return await settings(turn)
    page, _, what = turn.option.partition(".")
    view = View.from_json(turn.prompt.data)
    if page == MENU:
        if what in LISTED:
            return _show(turn, Result(view.at(what)))
        if what in ("pause", "resume"):
            return _show(turn, paused(_here(turn, view), what == "pause"))
        return _show(turn, Result(view.at(MENU)))
    if page not in PAGES:
        return _show(turn, Result(view.at(MENU)))
    if page != view.page:
        view = view.at(page, view.place)
    if page == "health":
        turn = await whole(turn)
    if what.startswith("to-"):
        target = what.removeprefix("to-")
        return _show(turn, Result(view.at(target if target in PAGES else MENU, view.place)))
    return _show(turn, PAGES[page].press(_here(turn, view), what))


async def typed(turn: Turn) -> Reply | None:
    """A typed answer to the open page; on the menu, and where it is about something else, it is not ours."""
    if turn.prompt is None or turn.athlete is None:
        return None
    view = View.from_json(turn.prompt.data)
    if view.page == MENU:
        said = strength_days.read_all(turn.text, asked=True)
        if said.days is not None or said.minutes is not None:
            # "30 min" under the list of all settings is the length of a session.
            view = view.at("strength")
    page = PAGES.get(view.page)
    here = _here(turn, view)
    if isinstance(turn.event, Located):
        zone = places.at(turn.event.latitude, turn.event.longitude).zone
        return _show(turn, moved(here, zone), fresh=True) if zone is not None and view.page == "zone" else None
    if page is None or page.typed is None:
        return None
    # A place may have to be looked for in a large file.
    result = await asyncio.to_thread(page.typed, here, turn.text)
    if result is not None:
        return _show(turn, result, fresh=True)
    if view.page == "health" or stated.elsewhere(turn.text) or stated.parts(turn.text):
        return None
    return _show(turn, Result(view, notes=(stated.lost(here.words, turn.text),)), fresh=True)


async def stale(turn: Turn) -> Reply:
    return await settings(turn)


# --- what a change does ----------------------------------------------------------------------------------------------


def _show(turn: Turn, result: Result, *, fresh: bool = False) -> Reply:
    before = athlete_of(turn)
    athlete = result.athlete or before
    entries = result.entries
    if athlete != before:
        athlete, more = _aged(turn, athlete)
        entries = (diary.Profile(at=turn.now, day=turn.today, athlete=athlete.to_json()), *entries)
        result = replace(result, notes=(*result.notes, *more))
    after = _after(turn, athlete, entries)
    here = _here(after, result.view, athlete)
    notes = [line(one) for one in result.notes]
    if result.plan and (athlete != before or result.entries):
        notes += effect(turn, after, here)
    now = result.view.to_json()
    ask = Ask(KIND, now, True, LASTS, KIND) if turn.prompt is None else None
    keep = turn.prompt.id if turn.prompt is not None else None
    changed = athlete if athlete != before else None
    card = _card(here, notes)
    if changed is not None or entries:
        card = replace(card, rows=(*card.rows, (undo_button(turn),)))
    out = Out(card, ask=ask, keep=keep, card=CARD, fresh=fresh)
    day, sent = _today_again(turn, after) if result.plan and (changed or entries) else ((), ())
    update = {keep: now} if keep is not None else {}
    later = evening_again(before, after)
    return Reply(outs=(*day, out), entries=(*entries, *sent), athlete=changed, update=update, later=later)


def evening_again(before: Athlete, after: Turn) -> tuple[Later, ...]:
    """This evening's question at the new hour, where a session of today may still be asked about."""
    athlete = athlete_of(after)
    session = prescribed_today(after)
    if session is None or (athlete.evening, athlete.zone) == (before.evening, before.zone):
        return ()
    return evening_question(after, athlete, session)


def _today_again(turn: Turn, after: Turn) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """Today's card, if it was sent and not trained yet, as the change leaves it."""
    past = after.standing.on(after.today)
    if after.today != turn.today or past is None or past.status is not Status.SENT or past.started:
        return (), ()
    return today.show(after, fresh=False)


def _after(turn: Turn, athlete: Athlete, entries: Sequence[Entry]) -> Turn:
    """The turn once it is written; an agreement taken back is read out of the standing."""
    kept = [one for one in entries if not isinstance(one, diary.Undone)]
    after = replace(then(turn, kept), athlete=athlete, today=local_date(athlete.zone, turn.now))
    if len(kept) < len(entries):
        cleared = {name: day for name, day in after.standing.cleared.items() if name != "screen"}
        after = replace(after, standing=replace(after.standing, cleared=cleared))
    return after


def _aged(turn: Turn, athlete: Athlete) -> tuple[Athlete, tuple[str, ...]]:
    """A year of birth may answer a health question by itself (rulebook 2.5)."""
    aged = Draft(athlete).aged(turn.today).athlete
    new = set(aged.screen_yes) - set(athlete.screen_yes)
    if not new:
        return athlete, ()
    return aged, (turn.words("settings.said.aged", names=forms.screen_names(turn.words, sorted(new))),)


def effect(turn: Turn, after: Turn, here: Here) -> list[Line]:
    """What the plan of the coming days looks like now, against what it was."""
    old = _coming(turn, athlete_of(turn))
    new = _coming(after, here.athlete)
    lines: list[Line] = []
    if [(one.day, one.kind) for one in old] != [(one.day, one.kind) for one in new]:
        days = ", ".join(
            here.words(
                "settings.effect.session",
                day=phrases.weekday(here.words, one.day),
                kind=phrases.kind(here.words, one.kind),
            )
            for one in new
        )
        lines.append(
            line(here.words("settings.effect.days", days=days) if days else here.words("settings.effect.none"))
        )
    pairs = [(one, other) for one in old for other in new if one.day == other.day and one.kind is other.kind]
    for was, now in pairs:
        found = [*_differences(was, now)]
        if was.minutes != now.minutes:
            day = phrases.near_day(here.words, now.day, turn.today)
            lines.append(line(here.words("settings.effect.minutes", day=day, before=was.minutes, after=now.minutes)))
        if found or was.minutes != now.minutes:
            lines += change_lines(here.words, here.athlete, found, turn.today)
            break
    return lines or [line(here.words("settings.effect.same"))]


def _coming(turn: Turn, athlete: Athlete) -> list[Session]:
    found = planner.horizon(athlete, turn.standing, turn.today, AHEAD)
    return [one.session for one in found if one.session is not None]


def _differences(was: Session, now: Session) -> list[Change]:
    """What fills each place of the session now, where it is something else."""
    found: list[Change] = []
    old = {one.slot: one for one in was.items if one.slot}
    for item in now.items:
        before = old.pop(item.slot, None) if item.slot else None
        if before is None:
            if item.slot:
                found.append(Change(now.day, now.kind, item.exercise, "added", None, item.dose))
        elif before.exercise != item.exercise:
            found.append(Change(now.day, now.kind, item.exercise, "exercise", before.exercise, item.exercise))
        elif before.dose != item.dose and item.exercise in catalogue().by_id:
            found.append(Change(now.day, now.kind, item.exercise, "dose", before.dose, item.dose))
    found += [Change(now.day, now.kind, one.exercise, "removed", one.dose, None) for one in old.values()]
    return found


DIALOGUE = Dialogue(
    name="settings",
    commands={"settings": settings},
    verbs={VERB: press},
    texts={KIND: typed},
    stale={VERB: stale},
)

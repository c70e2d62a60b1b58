"""Settings: what to be careful with, and the health questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.messages import BLANK, Button, Style, line, strong
from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.settings.view import MENU, Here, Page, Result, Shown, back, button, key, lines_of, save, told
from bot.dialogues.shared import forms, stated
from bot.grammar import conditions
from bot.grammar.conditions import HYPERMOBILE
from bot.grammar.text import plain
from core import diary, planner
from core.athlete import Limit
from core.body import Region, Side
from core.diary import Entry
from core.people import MINOR, PREGNANT, screen_yes


def _drafted_limits(here: Here) -> tuple[Limit, ...]:
    names = here.view.draft.get("limits")
    if not isinstance(names, list):
        return here.athlete.limits
    known = {one.region.value: one for one in reversed(here.athlete.limits)}
    kept = [one for one in here.athlete.limits if one.region.value in names]
    return (*kept, *(Limit(Region(one)) for one in names if one not in known))


def limits_text(here: Here, limits: Sequence[Limit]) -> str:
    return ", ".join(phrases.part(here.words, one.region, one.side) for one in limits) or here.words(
        "settings.limits.none"
    )


def _limits(here: Here) -> Shown:
    limits = _drafted_limits(here)
    rows = forms.area_rows(here.words, key("limits", "x").removesuffix(".x"), {one.region.value for one in limits})
    lines = [*lines_of(here, "limits.ask"), BLANK, line(strong(phrases.upper_first(limits_text(here, limits))))]
    return lines, (*rows, (back(here.words, "limits"), save(here, "limits")))


def _limits_pressed(here: Here, what: str) -> Result:
    limits = _drafted_limits(here)
    if what == "save":
        return _limits_set(here, limits)
    names = forms.switched((one.region.value for one in limits), what, [one.value for one in Region])
    return Result(here.view.ticking(limits=list(names)))


def _limits_set(here: Here, limits: Sequence[Limit]) -> Result:
    athlete = replace(here.athlete, limits=tuple(limits))
    return Result(here.view.at(MENU), athlete, told(here, "limits", text=limits_text(here, limits)), plan=True)


def _limits_typed(here: Here, text: str) -> Result | None:
    if stated.nothing(plain(text), "hurts"):
        return _limits_set(here, ())
    parts = stated.parts(text)
    if not parts:
        return None
    named = {region for region, _ in parts}
    kept = [one for one in here.athlete.limits if one.region not in named]
    return _limits_set(here, (*kept, *(Limit(region, side or Side.both) for region, side in parts)))


def _health(here: Here) -> Shown:
    ticked = here.view.draft.get("yes")
    if isinstance(ticked, list):
        rows = forms.screen_rows(here.words, key("health", "x").removesuffix(".x"), ticked)
        go = save(here, "health") if ticked else button(here.words, "join.health.none", "health", "save", Style.PRIMARY)
        return lines_of(here, "health.tick"), (*rows, (back(here.words, "health"), go))
    flags = episode_card.flags(here.turn)
    lines = [*flags, *([BLANK] if flags else []), *lines_of(here, "health.ask"), BLANK, line(strong(health_text(here)))]
    rows_: list[tuple[Button, ...]] = [(one,) for one in episode_card.clear_buttons(here.turn)]
    who = waits_for(here)
    if who:
        lines += [BLANK, *[line(one) for one in here.words(f"join.clear.{who}").split("\n")]]
        rows_.append((button(here.words, f"join.agreed.{who}", "health", f"agreed-{who}"),))
    rows_.append((button(here.words, "settings.health.again", "health", "again"),))
    return lines, (*rows_, (back(here.words, "health"),))


def health_text(here: Here) -> str:
    athlete = here.athlete
    if not athlete.screened:
        return here.words("settings.health.open")
    yes = yes_of(here)
    if not yes:
        return here.words("settings.health.clear")
    names = forms.screen_names(here.words, yes)
    if planner.uncleared(athlete, here.turn.standing, here.turn.today):
        return here.words("settings.health.told", names=names)
    day = here.turn.standing.cleared["screen"]
    return here.words("settings.health.cleared", names=names, day=phrases.date_text(here.words, day, here.turn.today))


def yes_of(here: Here) -> list[str]:
    """The health questions whose answer is yes today, in their order."""
    yes = screen_yes(here.athlete, here.turn.standing, here.turn.today)
    return [one for one in forms.SCREEN if one in yes]


def waits_for(here: Here) -> str:
    """Whose agreement is missing: the guardian's first, then a professional's."""
    yes = yes_of(here)
    if not yes or not planner.uncleared(here.athlete, here.turn.standing, here.turn.today):
        return ""
    return "guardian" if MINOR in yes and not here.view.draft.get("guardian") else "professional"


def _health_pressed(here: Here, what: str) -> Result:
    ticked = here.view.draft.get("yes")
    if what == "again":
        return Result(here.view.ticking(yes=list(yes_of(here))))
    if what == "save" and isinstance(ticked, list):
        return _screened(here, ticked)
    if what == f"agreed-{waits_for(here)}":
        if what == "agreed-guardian" and set(yes_of(here)) - {MINOR}:
            return Result(here.view.ticking(guardian=True))
        entry = diary.Cleared(at=here.turn.now, day=here.turn.today, flag="screen")
        return Result(here.view.at(MENU), here.athlete, told(here, "health.agreed"), (entry,), plan=True)
    if isinstance(ticked, list):
        return Result(here.view.ticking(yes=list(forms.switched(ticked, what, forms.SCREEN))))
    return Result(here.view)


def _health_typed(here: Here, text: str) -> Result | None:
    """ "None", where nothing that is asked for is true; what is named is ticked, and taken once it is saved."""
    if plain(text) in stated.NOTHING:
        return _screened(here, ())
    named = conditions.read(text)
    ticked = here.view.draft.get("yes")
    before = ticked if isinstance(ticked, list) else yes_of(here)
    return Result(here.view.ticking(yes=[one for one in forms.SCREEN if one in {*before, *named}])) if named else None


def _screened(here: Here, yes: Sequence[str]) -> Result:
    """New answers. A new yes ends an earlier agreement (rulebook 2.5)."""
    athlete = replace(here.athlete, screened=True, screen_yes=tuple(yes))
    fresh = set(yes) - set(here.athlete.screen_yes)
    entries = withdrawn(here.turn) if fresh else ()
    # Who has to agree is said by the page itself.
    said = told(here, "health.none") if not yes else ()
    return Result(here.view.at("health" if yes else MENU), athlete, said, entries, plan=True)


def conditions_told(here: Here, names: Sequence[str]) -> Result:
    """What is told of later holds at once, mobility alone, until a professional has agreed (rulebook 2.5)."""
    if HYPERMOBILE in names and not here.athlete.hypermobile:
        here = replace(here, athlete=replace(here.athlete, hypermobile=True))
    before = yes_of(here)
    fresh = set(names) - {*before, HYPERMOBILE}
    fresh |= {PREGNANT} if conditions.birth(here.turn.text) else set()
    athlete = replace(here.athlete, screen_yes=tuple(one for one in forms.SCREEN if one in {*before, *fresh}))
    said = told(here, "bendy.on") if HYPERMOBILE in names else ()
    view = here.view.at("health" if fresh or HYPERMOBILE not in names else "body")
    return Result(view, athlete, said, withdrawn(here.turn) if fresh else (), plan=True)


def withdrawn(turn: Turn) -> tuple[Entry, ...]:
    """What takes back each agreement that the entries at hand hold."""
    gone = diary.taken_back(turn.recent)
    return tuple(
        diary.Undone(at=turn.now, day=turn.today, entry=one.n)
        for one in turn.recent
        if isinstance(one, diary.Cleared) and one.flag == "screen" and one.n not in gone
    )


PAGES = {
    "limits": Page(_limits, _limits_pressed, _limits_typed),
    "health": Page(_health, _health_pressed, _health_typed),
}

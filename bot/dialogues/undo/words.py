"""What `/undo` took back, in words."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.messages import Line, line
from bot import phrases
from bot.dialogue import Turn
from bot.dialogues.runs import words as runs_words
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.settings.view import Here, View
from bot.dialogues.shared import forms
from bot.dialogues.shared.common import athlete_of, dated
from core import diary
from core.athlete import Athlete
from core.diary import Entry
from core.standing import Standing


def what(
    turn: Turn, meant: Sequence[Entry], entries: Sequence[Entry], standings: Sequence[Standing], *, back: bool
) -> list[str]:
    """A sentence for each thing that does not count any more, or counts again. A profile speaks for itself."""
    words = turn.words
    known = {one.n: one for one in entries}
    corrected = [known[one.entry] for one in meant if isinstance(one, diary.Undone)]
    said = []
    for told, key in ((meant, ""), (corrected, "undo.gone" if back else "undo.back")):
        for named in _all_named(turn, told, standings):
            said.append(words(key, what=named) if key else phrases.upper_first(f"{named}."))
    if any(isinstance(one, diary.Flagged) for one in meant) and not back:
        said.append(words("undo.flagged"))
    return list(dict.fromkeys(said))


def _all_named(turn: Turn, told: Sequence[Entry], standings: Sequence[Standing]) -> list[str]:
    """Each by its name; the dates of a calendar are one thing."""
    dates = sorted(one.on for one in told if isinstance(one, diary.RunPlanned))
    single = len(dates) < 2
    named = [
        _named(turn, one, standings)
        for one in told
        if not isinstance(one, diary.Undone | diary.Profile)
        and (single or not isinstance(one, diary.RunPlanned))
        and not (isinstance(one, diary.Skipped) and one.reason == diary.REPLANNED)
    ]
    if not single:
        first, last = (dated(turn, one) for one in (dates[0], dates[-1]))
        named.append(turn.words("undo.what.runs_planned", n=len(dates), first=first, last=last))
    return named


def _named(turn: Turn, one: Entry, standings: Sequence[Standing]) -> str:
    words = turn.words
    match one:
        case diary.Report() | diary.Skipped() | diary.Started() | diary.Shortened():
            past = next((found for each in standings if (found := each.session(one.session)) is not None), None)
            if past is None:
                return words(f"undo.what.{one.type}_plain")
            day = dated(turn, past.day)
            rated = isinstance(one, diary.Report) and one.effort is not None
            effort = phrases.number(one.effort) if isinstance(one, diary.Report) and one.effort is not None else ""
            key = f"undo.what.{one.type}" if rated or not isinstance(one, diary.Report) else "undo.what.report_open"
            return words(key, kind=phrases.kind(words, past.kind), day=day, effort=effort)
        case diary.Felt():
            part = phrases.part(words, one.region, one.side)
            return words("undo.what.felt", part=part, score=phrases.number(one.score))
        case diary.Moved():
            return words("undo.what.moved", kind=phrases.kind(words, one.kind), day=dated(turn, one.to))
        case diary.Swapped():
            return words("undo.what.swapped", name=phrases.lower_first(phrases.exercise(words, one.exercise)))
        case diary.Weighed():
            return words("undo.what.weighed", name=phrases.lower_first(phrases.exercise(words, one.exercise)))
        case diary.Tested():
            return words("undo.what.tested", name=phrases.lower_first(words(f"test.{one.test}.name")))
        case diary.Ran():
            return words("undo.what.ran", what=runs_words.what(turn, one), day=dated(turn, one.day))
        case diary.RunPlanned():
            return words("undo.what.run_planned", day=dated(turn, one.on))
        case _:
            return words(f"undo.what.{one.type}")


PAGES = {
    "runs": ("runs",), "kit": ("places",), "days": ("strength_days",), "minutes": ("minutes",),
    "weekdays": ("wished_days", "free_days"),
    "race": ("race", "races"), "mornings": ("morning", "mornings"), "evening": ("evening",), "zone": ("zone",),
    "body": ("level", "sex", "born", "mass_kg"), "limits": ("limits",),
    "health": ("screened", "screen_yes"), "display": ("mass_unit", "distance_unit", "language"),
}  # fmt: skip
SWITCHES = {
    "technique_day": "technique", "daily_mobility": "mobility", "calm": "calm", "readiness": "readiness",
    "plain": "plain", "hypermobile": "bendy",
}  # fmt: skip


def again(turn: Turn, before: Athlete) -> list[Line]:
    """How the profile is again, a sentence for each thing that changed back, and what the plan makes of it."""
    words, now = turn.words, athlete_of(turn)
    here = Here(words, now, View(), turn.now, turn)
    told: list[str] = []
    for page, fields in PAGES.items():
        if any(getattr(before, name) != getattr(now, name) for name in fields):
            days = words.plural("form.days", now.strength_days)
            if page == "evening" and now.evening is None:
                told.append(words("settings.said.evening.off"))
                continue
            text = settings.summary(here, page) if page in settings.PAGES else forms.weekdays_text(words, now)
            told.append(words(f"undo.again.{page}", text=text, days=days, minutes=now.minutes))
    for name, key in SWITCHES.items():
        if getattr(before, name) != getattr(now, name):
            told.append(words(f"settings.said.{key}.{'on' if getattr(now, name) else 'off'}"))
    if before.paused != now.paused:
        told.append(words("settings.said.paused" if now.paused else "settings.said.resumed"))
    return [line(one) for one in told]


def sent_already(turn: Turn, entries: Sequence[Entry], meant: Sequence[Entry]) -> list[Line]:
    """A later session was planned with it and has been sent."""
    last = meant[-1]
    later = [one for one in entries if one.type == "prescribed" and one.n > last.n and one.day > last.day]
    if not later:
        return []
    return [line(turn.words("undo.sent_already", day=phrases.near_day(turn.words, later[-1].day, turn.today)))]

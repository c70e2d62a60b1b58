"""A session as a card: what to do, why, and what stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from adapters.messages import BLANK, Card, Line, Rows, Tone, line, quiet, strong
from bot import phrases
from bot.cards import rows
from bot.words import Words
from core import timing
from core.athlete import Athlete
from core.planner import planned_run
from core.policy import policy
from core.reasons import NO_ROOM, Reason
from core.session import Item, Kind, Light, Phase, Session
from core.standing import Past, Standing

TONES = {Light.PUSH: Tone.PUSH, Light.HOLD: Tone.HOLD, Light.BACK_OFF: Tone.BACK_OFF}


def session_json(words: Words, session: Session) -> dict[str, Any]:
    """The session as the export and programs get it: core's JSON with the names of its exercises."""
    items = [{**item, "name": phrases.exercise(words, item["exercise"])} for item in session.written["items"]]
    return {**session.written, "items": items}


class Data(Mapping[str, Any]):
    """What programs read of a card, worked out when the first one looks: on most platforms none ever does."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, name: str) -> Any:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def data_of(words: Words, session: Session | None, light: Light | None = None) -> Data:
    shown = session.light if session is not None else light
    return Data(
        lambda: {
            "light": shown.value if shown is not None else None,
            "session": session_json(words, session) if session is not None else None,
        }
    )


def session_card(
    words: Words,
    athlete: Athlete,
    standing: Standing,
    session: Session,
    buttons: Rows = (),
    notes: Sequence[str] = (),
    raced: bool = False,
) -> Card:
    """The morning card: what to do, why, and the lines of the session. `raced`: a note counts the days to a race."""
    head = [phrases.date_text(words, session.day), phrases.light(words, session.light, athlete.plain)]
    lines = [line(strong(_title(words, athlete, standing, session)))]
    where = _where(words, session)
    lines.append(line(quiet(where)))
    for note in notes:
        lines.append(line(note))
    why = leading_reason(words, standing, session)
    if why and not (raced and _leads(session) in RACE_TOLD):
        lines.append(line(words("card.why", why=phrases.lower_first(why))))
        if session.light is Light.HOLD and any(_asked_by_phase(standing, session, one) for one in session.items):
            lines.append(line(quiet(words("card.phase_sets"))))
        elif session.light is Light.HOLD and _drills_change(standing, session):
            lines.append(line(quiet(words("card.phase_drills"))))
    short = _longer_after_too_hard(standing, session)
    if short is not None:
        lines.append(line(quiet(words("card.longer", day=words(f"day.long.{short.day.weekday()}")))))
    lines.append(BLANK)
    warm, cool = timing.ends(min(athlete.minutes, session.shortened or athlete.minutes))
    lines += _part(words, session, Phase.WARMUP, "card.warmup", warm)
    lines += _work(words, athlete, standing, session)
    lines += _part(words, session, Phase.COOLDOWN, "card.cooldown", cool)
    lines += _left_out(words, athlete, standing, session)
    return Card(
        title=" · ".join(head),
        lines=tuple(lines),
        tone=TONES[session.light],
        rows=buttons,
        data=data_of(words, session),
    )


def _title(words: Words, athlete: Athlete, standing: Standing, session: Session) -> str:
    name = phrases.kind(words, session.kind)
    parts = [name, words("card.minutes", minutes=session.minutes)]
    if session.place == "evening":
        parts.append(words("card.evening"))
    elif session.place == "after_run":
        kind, km = _run(athlete, standing, session.day)
        if km:
            distance = phrases.distance(words, athlete, km)
            parts.append(words("card.after_run_km", distance=distance, run=words(f"run.adjective.{kind}")))
        else:
            parts.append(words("card.after_run", run=words(f"run.{kind}")))
    return " · ".join(parts)


def _run(athlete: Athlete, standing: Standing, day: date) -> tuple[str, float | None]:
    """Kind and kilometres of a day's run: as it was run where that was told, else as planned."""
    told = next((one for one in reversed(standing.runs) if one.day == day), None)
    if told is not None:
        return told.kind, told.km
    run = planned_run(athlete, standing, day)
    return run.kind.value, run.km


def _where(words: Words, session: Session) -> str:
    block = phrases.block(words, session.block, session.phase, session.deload)
    effort = phrases.effort(words, session.target)
    return words("card.where", week=session.week, weeks=session.weeks, block=block, effort=effort)


TELLING = (
    "red_flag",
    "sleep_very_short",
    "readiness_very_low",
    "systemic_red",
    "not_cleared",
    "red_flag_region",
    "pain_red",
    "pain_calming",
    "legs_red",
    "ill",
    "sick_days",
    "sick_back",
    "gap_56",
    "gap_28",
    "gap_14",
    "gap_7",
    "gap_back",
    "hard_run_today",
    "over_for_long",
    "far_over_for_long",
    "effort_over_3",
    "held_after_hard",
    "sleep_short",
    "fatigue_high",
    "stress_high",
    "readiness_low",
    "hrv_outside",
    "sleep_slipping",
    "last_known",
    "back_off",
    "race_activation",
    "race_behind",
    "race_light",
    "taper",
    "deload",
    "restoration",
    "silence",
    "silence_long",
    "pain_climbing",
)
"""What shaped a whole session, most telling first: said before the light's own reason."""


RACE_TOLD = frozenset({"taper", "race_light", "race_activation"})
"""What the line that counts the days to a race says as well."""


def _shaping(session: Session) -> dict[str, Reason]:
    return {one.code: one for item in session.items for one in item.reasons} | {
        one.code: one for one in session.reasons
    }


def _leads(session: Session) -> str:
    shaping = _shaping(session)
    return next((code for code in TELLING if code in shaping), "")


def leading_reason(words: Words, standing: Standing, session: Session) -> str:
    """The one thing worth saying about the day."""
    shaping = _shaping(session)
    code = _leads(session)
    settled = not code and not SETTLED.isdisjoint(one.code for one in session.reasons)
    if session.deload and session.kind is Kind.TECHNIQUE and (settled or code == "deload"):
        return words("card.deload_drills")
    if code:
        return phrases.reason(words, shaping[code], session.day)
    # A sore muscle keeps things from rising; what takes something away tells more.
    for one in sorted(phrases.paired(session.reasons), key=lambda why: why.code == "sore"):
        if one.code == "few_rated" and not one.figures.get("rated"):
            return words("card.first")
        if one.code in ("all_green", "whole_again") and "quality_evening" in shaping:
            return phrases.reason(words, shaping["quality_evening"], session.day)
        if one.code == "all_green":
            if session.kind is Kind.TECHNIQUE:
                return words("card.green_drills")
            if any(map(_rises, session.items)):
                return words("card.green")
            if any(map(_new, session.items)):
                return words("card.green_new")
            waits = standing.soreness_open(session.day) is not None
            return words("card.green_sore" if waits else "card.green_steady")
        return phrases.reason(words, one, session.day)
    return ""


SETTLED = frozenset({"all_green", "over_target", "last_unrated", "half_done"})
"""Reasons about rising or not, which is no question in a deload."""

RISING = frozenset({"reps_up", "seconds_up", "load_up", "kit_step", "slower", "longer_pause", "progress", "phase_set"})
"""Reasons that something is more or harder."""


def _rises(item: Item) -> bool:
    return item.working_sets > 0 and item.plan is None and any(one.code in RISING for one in item.reasons)


def _new(item: Item) -> bool:
    return item.working_sets > 0 and item.plan is None and any(one.code == "new_exercise" for one in item.reasons)


NOTICED_MIN = 5
"""Minutes more than last time that a runner sees."""


def _longer_after_too_hard(standing: Standing, session: Session) -> Past | None:
    """The session before, where it was too hard and yet shorter: a deload's, say, or one cut for the effort before it.

    By 1.4 an answer over the target lets nothing rise above each exercise's own last dose; it promises no shorter day.
    """
    before = standing.strength(before=session.day)[-1:] if session.kind.strength else ()
    for one in before:
        if (one.difference or 0) >= 2 and session.minutes >= one.minutes + NOTICED_MIN:
            return one
    return None


def _drills_change(standing: Standing, session: Session) -> bool:
    """Whether the weeks bring other drills than last time: those of rulebook 14 are no step up."""
    before = next(
        (one for one in reversed(standing.past) if one.kind is Kind.TECHNIQUE and one.day < session.day), None
    )
    if session.kind is not Kind.TECHNIQUE or before is None or session.deload:
        return False
    return (before.phase in OWN_DRILLS or session.phase in OWN_DRILLS) and before.phase != session.phase


OWN_DRILLS = ("intro", "deload")
"""Phases whose technique days differ from those of all the others."""


def _asked_by_phase(standing: Standing, session: Session, item: Item) -> bool:
    """A set more than last time by the plan of the week, which a HOLD leaves as it is."""
    if not item.working_sets or all(one.code != "phase_set" for one in item.reasons):
        return False
    last = rows.last_asked(standing, session, item)
    return last is None or item.dose.sets > last.dose.sets


def _part(words: Words, session: Session, phase: Phase, key: str, minutes: int) -> list[Line]:
    items = [one for one in session.items if one.phase is phase]
    if not items:
        return []
    names = " · ".join(phrases.lower_first(phrases.exercise(words, one.exercise)) for one in items)
    if session.kind in (Kind.MOBILITY, Kind.MICRO):
        # Their minutes are fewer than those around a whole session.
        return [line(words(f"{key}.brief", names=names))]
    if phase is Phase.WARMUP and len(items) == 1 and minutes == policy().session.warmup_min:
        # One drill fills no seven minutes: where the others are out, moving about does it.
        names = words("card.warm_first", names=names)
    return [line(words(key, minutes=minutes, names=names))]


def small(words: Words, item: Item) -> str:
    name = phrases.lower_first(phrases.exercise(words, item.exercise))
    dose = item.dose
    if dose.unit == "seconds" and dose.amount >= 60:
        return words("card.small.minutes", name=name, minutes=phrases.number(dose.amount / 60))
    if dose.unit == "seconds":
        key = "card.small.seconds.side" if item.sided else "card.small.seconds"
        return words(key, name=name, amount=dose.amount)
    sets = "sets" if dose.sets > 1 else "once"
    return words(f"card.small.{sets}.{dose.unit}", name=name, sets=dose.sets, amount=dose.amount)


def _work(words: Words, athlete: Athlete, standing: Standing, session: Session) -> list[Line]:
    work = [one for one in session.items if one.phase not in (Phase.WARMUP, Phase.COOLDOWN)]
    if not work:
        return []
    out = [BLANK, *rows.table(words, athlete, standing, session, work), BLANK]
    answers = from_tests(words, work)
    return [*out, *answers, BLANK] if answers else out


def from_tests(words: Words, items: Iterable[Item]) -> list[Line]:
    """What the tests brought into the session, and which side goes first."""
    out: list[Line] = []
    for item in items:
        told: list[str] = []
        for one in item.reasons:
            if one.code == "weak_link":
                told.append(phrases.reason(words, one))
            elif one.code == "weaker_first":
                key = "card.weaker_extra" if item.extra_side else "card.weaker_first"
                told.append(phrases.upper_first(words(key, side=words(f"side.{one.about[0]}"))))
        if told:
            why = phrases.lower_first(" ".join(told))
            out.append(line(words("card.weak_link", name=phrases.exercise(words, item.exercise), why=why)))
    return out


TOLD_OFTEN = 2
"""Sessions of a kind that say what the runner's minutes never hold; after them `/why` and `/week` do [DC]."""


def _left_out(words: Words, athlete: Athlete, standing: Standing, session: Session) -> list[Line]:
    """What stays out today and when it can be back; what the runner's minutes never hold is said as that."""
    by_day: dict[date | None, list[str]] = {}
    no_room: list[str] = []
    shortened: list[str] = []
    for one in session.left_out:
        if one.why.code in NO_ROOM:
            no_room.append(one.exercise)
        elif one.why.code == "short_day":
            shortened.append(one.exercise)
        else:
            by_day.setdefault(one.back, []).append(one.exercise)
    out: list[Line] = []
    told = sum(one.kind is session.kind and one.id != session.id for one in standing.past)
    if no_room and told < TOLD_OFTEN:
        lighter = any(one.why.code == "no_time_usually" for one in session.left_out)
        key = "card.no_room_usually" if lighter else "card.no_room"
        out.append(line(quiet(words(key, minutes=athlete.minutes, names=phrases.exercises(words, no_room)))))
    if shortened:
        out.append(line(quiet(words("card.left_out_short", names=phrases.exercises(words, shortened)))))
    for back, ids in sorted(by_day.items(), key=lambda pair: (pair[0] is None, pair[0] or session.day)):
        names = phrases.exercises(words, ids)
        if back is None:
            out.append(line(quiet(words("card.left_out", names=names))))
        else:
            out.append(line(words("card.left_out_until", names=names, day=phrases.date_text(words, back))))
    return out

"""A session's shape: items in order, with their doses, their minutes and the receipt of how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from core.reasons import Reason
from core.records import dataclass, once, replace


class Kind(StrEnum):
    STRENGTH_A = "strength_a"
    STRENGTH_B = "strength_b"
    UPPER = "upper"
    TECHNIQUE = "technique"
    MOBILITY = "mobility"
    MICRO = "micro"
    TEST = "test"

    @property
    def strength(self) -> bool:
        """A strength day S: any session with loaded leg sets (rulebook 8). `UPPER` is session U and is none."""
        return self in _STRENGTH

    @property
    def movable(self) -> bool:
        """One that the week has laid on its day: it may go to another, and a missed one be made up (rulebook 8)."""
        return self in _MOVABLE


_STRENGTH = frozenset({Kind.STRENGTH_A, Kind.STRENGTH_B})
_MOVABLE = _STRENGTH | {Kind.UPPER, Kind.TECHNIQUE}


class Light(StrEnum):
    PUSH = "push"
    HOLD = "hold"
    BACK_OFF = "back_off"


class Phase(StrEnum):
    """Where an item stands in the session, in the order of training. Lateral hip work counts to the trunk (`CORE`)."""

    WARMUP = "warmup"
    PLYO = "plyo"
    MAIN = "main"
    SINGLE = "single"
    TENDON = "tendon"
    CORE = "core"
    UPPER = "upper"
    FINISHER = "finisher"
    MOBILITY = "mobility"
    COOLDOWN = "cooldown"


class Status(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    MOVED = "moved"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


_PHASES: Mapping[str, Phase] = {one.value: one for one in Phase}

WORKING = frozenset({Phase.MAIN, Phase.SINGLE, Phase.TENDON, Phase.CORE, Phase.UPPER})
"""Phases whose sets are working sets (rulebook 3.5)."""


def capped(rpe: tuple[float, float], cap: float) -> tuple[float, float]:
    """A range of effort under a cap."""
    return min(rpe[0], cap), min(rpe[1], cap)


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of one exercise.

    `amount` counts repetitions, seconds or metres by `unit`, per side where the exercise has sides. `load_kg` is per
    hand for dumbbells and kettlebells, else the total; `count` is how many of them are held (2 = a pair), so
    `load_kg * count` is the external total. `band` is the band's step (0 = the lightest). `tempo` is
    lower-pause-lift-top in seconds, None for holds and drills. `rest` is seconds.
    """

    sets: int
    amount: int
    unit: str = "reps"
    load_kg: float | None = None
    count: int = 1
    tempo: tuple[int, int, int, int] | None = None
    explosive: bool = False
    rest: int = 60
    rpe: tuple[float, float] = (5, 6)
    band: int = 0

    @property
    def total_kg(self) -> float:
        return (self.load_kg or 0.0) * self.count

    @property
    def work(self) -> tuple[object, ...]:
        """What is a change of an exercise where it differs; another rest or target effort comes with the weeks."""
        return self.sets, self.amount, self.load_kg, self.count, self.tempo, self.band

    def as_much_as(self, other: Dose) -> bool:
        """Whether it is the same work."""
        return self is other or self.work == other.work

    @property
    def tempo_text(self) -> str | None:
        return None if self.tempo is None else _tempo_text(self.tempo, self.explosive)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a session. `slot` names the place of the skeleton that it fills ("squat_main").

    `plan_exercise` and `plan` are what the season's plan holds for that slot where today's light, a sore part or a
    deload made it something else: the next ordinary session goes on from there.
    """

    phase: Phase
    exercise: str
    dose: Dose
    slot: str = ""
    sided: bool = False
    contacts: int = 0
    regions: tuple[str, ...] = ()
    extra_side: str = ""
    reasons: tuple[Reason, ...] = ()
    plan_exercise: str = ""
    plan: Dose | None = None

    @property
    def working_sets(self) -> int:
        return self.dose.sets if self.phase in WORKING else 0

    def with_less(self, dose: Dose, *why: Reason) -> Item:
        """The line with a smaller dose for today; what the season planned stays beside it."""
        return replace(
            self,
            dose=dose,
            plan=self.plan or self.dose,
            plan_exercise=self.plan_exercise or self.exercise,
            reasons=(*self.reasons, *why),
        )


@dataclass(frozen=True, slots=True)
class Elastic:
    """Where the ladder of elastic work stood: level 0-4, rung 1-12, and the contacts of a session before cuts."""

    level: int
    rung: int
    contacts: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What this session would have had. `back` is the earliest day of its return, where a day is known."""

    exercise: str
    why: Reason
    back: date | None = None


@dataclass(frozen=True)
class Session:
    """One day's training. `week` counts from 1 in its block of `weeks`; `block` is A, B or C, `phase` the 1.3 row.

    `minutes` is the honest estimate of rulebook 3.9, `target` the session effort asked for (RPE low, high), `cap` the
    phase's hard cap. `place` says when beside the run ("after_run", "evening", "free").
    """

    id: str
    day: date
    kind: Kind
    block: str
    week: int
    weeks: int
    phase: str
    light: Light
    deload: bool
    minutes: int
    target: tuple[float, float]
    cap: float
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    reasons: tuple[Reason, ...] = ()
    place: str = "free"
    shortened: int | None = None
    receipt: Mapping[str, Any] | None = None
    elastic: Elastic | None = None

    @once
    def working_sets(self) -> int:
        return sum([item.working_sets for item in self.items])

    @once
    def contacts(self) -> int:
        return sum([item.contacts for item in self.items])

    @once
    def written(self) -> Mapping[str, Any]:
        """The session as JSON-able data: what is stored of it, and what programs are shown."""
        written = Written(to_json(self))
        # A copy: the session keeps what was written of it, and a circle of the two would wait for the collector.
        written.session = replace(self)
        return written

    def item(self, exercise: str) -> Item | None:
        return next((one for one in self.items if one.exercise == exercise), None)

    def planned(self) -> tuple[Item, ...]:
        """The items that belong to the season's slots: those that progress from exposure to exposure."""
        return tuple(one for one in self.items if one.slot)


class Written(dict[str, Any]):
    """A session's JSON-able data, which is read back once, however many ask for the session."""

    @once
    def session(self) -> Session:
        return _read(self, explained=True)


def to_json(session: Session) -> dict[str, Any]:
    """The session as `sinew/1` shows it (docs/export.md), without names: those are words. `from_json` reads it back."""
    return {
        "id": session.id,
        "date": session.day.isoformat(),
        "kind": session.kind.value,
        "block": session.block,
        "week": session.week,
        "weeks": session.weeks,
        "phase": session.phase,
        "light": session.light.value,
        "deload": session.deload,
        "minutes": session.minutes,
        "target_effort": session.target[1],
        "target_effort_range": list(session.target),
        "effort_cap": session.cap,
        "place": session.place,
        "shortened": session.shortened,
        "elastic": None
        if session.elastic is None
        else {
            "level": session.elastic.level,
            "rung": session.elastic.rung,
            "contacts": session.elastic.contacts,
        },
        "items": [_item_json(one) for one in session.items],
        "left_out": [
            {"exercise": one.exercise, "why": one.why.to_json(), "back": one.back.isoformat() if one.back else None}
            for one in session.left_out
        ],
        "reasons": [one.to_json() for one in session.reasons],
        "receipt": dict(session.receipt) if session.receipt is not None else None,
    }


def from_json(raw: Mapping[str, Any], *, explained: bool = True) -> Session:
    """The inverse of `to_json`. Raises KeyError or ValueError on foreign data.

    Not `explained` = without reasons and without what was left out: all that a fold reads.
    """
    if isinstance(raw, Written) and (explained or "session" in raw.__dict__):
        return raw.session
    return _read(raw, explained)


def _read(raw: Mapping[str, Any], explained: bool) -> Session:
    low, high = raw["target_effort_range"]
    return Session(
        id=raw["id"],
        day=date.fromisoformat(raw["date"]),
        kind=Kind(raw["kind"]),
        block=raw["block"],
        week=raw["week"],
        weeks=raw["weeks"],
        phase=raw["phase"],
        light=Light(raw["light"]),
        deload=raw["deload"],
        minutes=raw["minutes"],
        target=(low, high),
        cap=raw["effort_cap"],
        items=tuple([_item(one, explained) for one in raw["items"]]),
        left_out=()
        if not explained
        else tuple(
            LeftOut(
                one["exercise"],
                Reason.from_json(one["why"]),
                date.fromisoformat(one["back"]) if one.get("back") else None,
            )
            for one in raw.get("left_out", ())
        ),
        reasons=tuple([Reason.from_json(one) for one in raw.get("reasons", ())]) if explained else (),
        place=raw.get("place", "free"),
        shortened=raw.get("shortened"),
        receipt=raw.get("receipt"),
        elastic=Elastic(**raw["elastic"]) if raw.get("elastic") else None,
    )


def dose_json(dose: Dose) -> dict[str, Any]:
    return {
        "sets": dose.sets,
        dose.unit: dose.amount,
        "load_kg": dose.load_kg,
        "count": dose.count,
        "tempo": dose.tempo_text,
        "rest_s": dose.rest,
        "target_rpe": dose.rpe[1],
        "target_rpe_range": list(dose.rpe),
        "band": dose.band,
    }


def dose_from_json(raw: Mapping[str, Any]) -> Dose:
    unit = "reps" if "reps" in raw else "seconds" if "seconds" in raw else "metres"
    tempo, explosive = _tempo(raw.get("tempo"))
    low, high = raw["target_rpe_range"]
    return Dose(
        raw["sets"],
        raw[unit],
        unit,
        raw["load_kg"],
        raw.get("count", 1),
        tempo,
        explosive,
        raw["rest_s"],
        (low, high),
        raw.get("band", 0),
    )


@lru_cache(maxsize=256)
def _tempo_text(tempo: tuple[int, int, int, int], explosive: bool) -> str:
    lower, pause, lift, top = tempo
    return f"{lower}-{pause}-{'X' if explosive else lift}-{top}"


@lru_cache(maxsize=256)
def _tempo(text: str | None) -> tuple[tuple[int, int, int, int] | None, bool]:
    """3-1-X-0 as seconds, and whether the way up is explosive."""
    if not text or text == "hold":
        return None, False
    lower, pause, lift, top = (1 if one == "X" else int(one) for one in text.split("-"))
    return (lower, pause, lift, top), "X" in text


def _item_json(item: Item) -> dict[str, Any]:
    out: dict[str, Any] = {"phase": item.phase.value, "exercise": item.exercise} | dose_json(item.dose)
    out |= {
        "per_side": item.sided,
        "contacts": item.contacts,
        "regions": list(item.regions),
        "slot": item.slot,
        "extra_side": item.extra_side,
        "reasons": [str(one) for one in item.reasons],
        "why": [one.to_json() for one in item.reasons],
    }
    if item.dose.unit == "seconds" and item.phase in WORKING:
        out["tempo"] = "hold"
    if item.plan is not None:
        out["plan"] = {"exercise": item.plan_exercise} | dose_json(item.plan)
    return out


def _item(raw: Mapping[str, Any], explained: bool) -> Item:
    plan = raw.get("plan")
    return Item(
        phase=_PHASES[raw["phase"]],
        exercise=raw["exercise"],
        dose=dose_from_json(raw),
        slot=raw.get("slot", ""),
        sided=raw["per_side"],
        contacts=raw["contacts"],
        extra_side=raw.get("extra_side", ""),
        regions=tuple(raw.get("regions", ())),
        reasons=tuple([Reason.from_json(one) for one in raw.get("why", ())]) if explained else (),
        plan_exercise=plan["exercise"] if plan else "",
        plan=dose_from_json(plan) if plan else None,
    )

"""What a runner has told so far while joining: kept in the question's row, so that nothing is lost in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.grammar.anatomy import kind_of
from core import diary
from core.athlete import Athlete, Level, Limit
from core.body import Kind, Region, Side
from core.diary import Entry
from core.people import MINOR
from core.policy import policy
from core.standing import MIDLINE

STEPS = ("health", "runs", "kit", "hurts", "level", "time", "place")
PREVIEW = "preview"
LIST, CLEAR, CLOCK = "list", "clear", "clock"
"""Questions inside a step: the list to tick or choose from, who agrees, the time on the runner's watch."""

OLDER_BEGINNER = "over_70_new"
GUARDIAN, PROFESSIONAL = "guardian", "professional"


@dataclass(frozen=True, slots=True)
class Hurt:
    """One place that hurts now. `side` and `score` None = not asked yet; `long`: it has been so for months."""

    region: Region
    side: Side | None = None
    score: float | None = None
    what: Kind | None = None
    long: bool = False

    @property
    def complete(self) -> bool:
        return self.score is not None and self.side is not None

    @property
    def asked_side(self) -> bool:
        return self.region not in MIDLINE

    @property
    def kind(self) -> Kind:
        return self.what or kind_of(self.region, None, "")


@dataclass(frozen=True, slots=True)
class Draft:
    """`step` is the open question and `sub` one inside it; `told` are the steps that were answered or skipped.

    `offered` are the time zones to choose from, `city` the place that was named, `agreed` who agreed to the training
    where the screen asks for it.
    """

    athlete: Athlete
    step: str = STEPS[0]
    sub: str = ""
    told: frozenset[str] = frozenset()
    hurts: tuple[Hurt, ...] = ()
    agreed: frozenset[str] = frozenset()
    offered: tuple[str, ...] = ()
    city: str = ""

    @property
    def number(self) -> int:
        return STEPS.index(self.step) + 1 if self.step in STEPS else len(STEPS)

    def to_json(self) -> dict[str, Any]:
        return {
            "athlete": self.athlete.to_json(), "step": self.step, "sub": self.sub, "told": sorted(self.told),
            "hurts": [_hurt_json(one) for one in self.hurts], "agreed": sorted(self.agreed),
            "offered": list(self.offered), "city": self.city,
        }  # fmt: skip

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Draft:
        """Raises KeyError or ValueError for a draft of another version."""
        step = raw["step"]
        if step not in (*STEPS, PREVIEW):
            raise ValueError(f"no step {step!r}")
        return cls(
            athlete=Athlete.from_json(raw["athlete"]),
            step=step,
            sub=raw["sub"],
            told=frozenset(raw["told"]),
            hurts=tuple(_hurt(one) for one in raw["hurts"]),
            agreed=frozenset(raw["agreed"]),
            offered=tuple(raw["offered"]),
            city=str(raw.get("city", "")),
        )

    # --- on through the questions --------------------------------------------------------------------------------

    def onward(self) -> Draft:
        """This step is told; the next is the first after it that is not, and the preview when all are."""
        told = self.told | {self.step}
        left = [one for one in STEPS if one not in told]
        later = [one for one in left if STEPS.index(one) > self.number - 1]
        step = (later or left or [PREVIEW])[0]
        # What was told of a place in passing lacks its number.
        hurt = next((one for one in self.hurts if not one.complete), None) if step == "hurts" else None
        return replace(self, told=told, step=step, sub=hurt.region.value if hurt is not None else "")

    def back(self) -> Draft:
        """The step before, with what was said there; inside a step, its beginning."""
        if self.sub or self.offered:
            return replace(self, sub="", offered=())
        at = STEPS.index(self.step) if self.step in STEPS else len(STEPS)
        return replace(self, step=STEPS[max(0, at - 1)], sub="")

    def at(self, step: str) -> Draft:
        return replace(self, step=step, sub="")

    def having(self, **changes: Any) -> Draft:
        """With these things of the athlete changed."""
        return replace(self, athlete=replace(self.athlete, **changes))

    # --- the health screen -----------------------------------------------------------------------------------------

    @property
    def waits_for(self) -> str:
        """Who has to agree before more than mobility is planned, the guardian first; "" = nobody."""
        yes = set(self.athlete.screen_yes)
        if MINOR in yes and GUARDIAN not in self.agreed:
            return GUARDIAN
        if yes - {MINOR} and PROFESSIONAL not in self.agreed:
            return PROFESSIONAL
        return ""

    def aged(self, today: date) -> Draft:
        """With what the year of birth says to the health questions (rulebook 2.5)."""
        age, yes = self.athlete.age(today), self.athlete.screen_yes
        rules = policy().screen
        more = ""
        if age is not None and age < rules.guardian_under:
            more = MINOR
        elif age is not None and age >= rules.clear_new_from_age and self.athlete.level is Level.NEW:
            more = OLDER_BEGINNER
        if not more or more in yes:
            return self
        # The question comes up once more, to say who has to agree.
        return replace(self.having(screen_yes=(*yes, more)), told=self.told - {STEPS[0]})

    # --- what it comes to ------------------------------------------------------------------------------------------

    def finished(self, language: str) -> Athlete:
        limits = tuple(Limit(one.region, one.side or Side.both) for one in self.hurts if one.long)
        return replace(self.athlete, language=language, limits=tuple(dict.fromkeys((*self.athlete.limits, *limits))))

    def entries(self, athlete: Athlete, now: datetime, today: date, first: date) -> tuple[Entry, ...]:
        """What joining writes in the diary; the season begins on `first`."""
        found: list[Entry] = [
            diary.Profile(at=now, day=today, athlete=athlete.to_json()),
            diary.Joined(at=now, day=first),
        ]
        if athlete.screen_yes and not self.waits_for:
            found.append(diary.Cleared(at=now, day=today, flag="screen"))
        for one in self.hurts:
            if one.score is not None:
                side = one.side or Side.both
                found.append(
                    diary.Felt(
                        at=now, day=today, region=one.region, side=side, score=one.score, what=one.kind, when="now"
                    )
                )
        return tuple(found)


def _hurt_json(one: Hurt) -> dict[str, Any]:
    return {
        "region": one.region.value, "side": one.side.value if one.side else None, "score": one.score,
        "what": one.what.value if one.what else None, "long": one.long,
    }  # fmt: skip


def _hurt(raw: Mapping[str, Any]) -> Hurt:
    return Hurt(
        Region(raw["region"]),
        Side(raw["side"]) if raw["side"] else None,
        raw["score"],
        Kind(raw["what"]) if raw["what"] else None,
        bool(raw["long"]),
    )

"""The tissue ledger: a week's load on every tissue by side, how fast it may grow, and what that lowers.

Sessions count as they were done or asked for, runs as they were told or else as the week has them. The ramp only ever
lowers a session (rulebook 4.1, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from core.athlete import Athlete, RunKind
from core.catalogue import Exercise, catalogue
from core.reasons import reason
from core.records import dataclass, replace
from core.session import Item, Status
from core.standing import Standing
from core.tissues import NONE, Load, Tissue, of_items, of_km, table


def weeks(
    athlete: Athlete, standing: Standing, last: date, count: int, *, but: str = "", asked: int = 0
) -> list[dict[str, Load]]:
    """The loads of `count` spans of seven days, the newest first, which ends with `last`. `but` leaves a session out.

    In the newest `asked` of them a session counts as it was asked for, however much of it was done.

    One pass over the sessions and one over the days: a morning asks for it.
    """
    sums: list[dict[str, list[float]]] = [{} for _ in range(count)]
    for past in standing.past:
        back = (last - past.day).days // 7
        if 0 <= back < count and past.id != but and past.status not in (Status.SKIPPED, Status.MOVED):
            for name, left, right in past.tissues:
                both = sums[back].setdefault(name, [0.0, 0.0])
                share = 1.0 if back < asked else past.fraction
                both[0] += left * share
                both[1] += right * share
    return [_with_runs(loads, km) for loads, km in zip(sums, _km_by_week(athlete, standing, last, count), strict=True)]


def _with_runs(loads: Mapping[str, Sequence[float]], km: float) -> dict[str, Load]:
    found = {}
    for name, tissue in table().tissues.items():
        left, right = loads.get(name, (0.0, 0.0))
        run = of_km(km, tissue) if km else 0.0
        if left or right or run:
            found[name] = Load(left + run, right + run)
    return found


def _km_by_week(athlete: Athlete, standing: Standing, last: date, count: int) -> list[float]:
    """Kilometres: the runs that were told, on other days the planned one, and none while away."""
    known: dict[date, float] = {one.on: _planned_km(one.kind, one.km, one.minutes) for one in standing.run_plans}
    told: dict[date, float] = {}
    for one in standing.runs:
        told[one.day] = told.get(one.day, 0.0) + _km(one.km, one.minutes, one.kind)
    usual = [_planned_km(one.kind, one.km, one.minutes) for one in athlete.runs]
    found = [0.0] * count
    for ago in range(7 * count):
        day = last - timedelta(days=ago)
        if day in told:
            found[ago // 7] += told[day]
        elif not any(trip.holds(day) for trip in standing.away):
            found[ago // 7] += known[day] if day in known else usual[day.weekday()]
    return found


def _planned_km(kind: str, km: float | None, minutes: float | None) -> float:
    return 0.0 if kind == RunKind.REST else _km(km, minutes, kind)


def _km(km: float | None, minutes: float | None, kind: str) -> float:
    rules = table()
    if km is not None:
        return km
    if minutes is not None:
        return minutes / rules.min_per_km
    return rules.usual_km.get(kind, rules.usual_km["easy"])


def limits(standing: Standing, day: date, before: Sequence[Mapping[str, Load]]) -> dict[str, Load]:
    """The most that the seven days up to `day` may hold, by tissue and side, after the weeks `before`, newest first.

    Empty in the first two weeks, when there is nothing to hold a week against.
    """
    rules = table()
    if standing.joined is None or (day - standing.joined).days < rules.from_days:
        return {}
    whole = min(len(before), (day - standing.joined).days // 7)
    return {
        name: Load(
            _limit([one.get(name, NONE).left for one in before[:whole]]),
            _limit([one.get(name, NONE).right for one in before[:whole]]),
        )
        for name in rules.tissues
    }


def _limit(loads: Sequence[float]) -> float:
    best = max(loads, default=0.0)
    return max(best * table().up_x, best + table().least)


# --- what it lowers ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Room:
    """What the seven days hold without today's session, and the most they may hold."""

    held: Mapping[str, Load]
    limit: Mapping[str, Load]

    def over(self, items: Iterable[Item]) -> tuple[str, ...]:
        """The tissues that these lines would take over their limit, furthest over first."""
        if not self.limit:
            return ()
        found = []
        for name, added in of_items(items).items():
            held, limit = self.held.get(name, NONE), self.limit[name]
            beyond = max(held.left + added.left - limit.left, held.right + added.right - limit.right)
            if beyond > 1e-9:
                found.append((-beyond, name))
        return tuple(name for _, name in sorted(found))


def room(athlete: Athlete, standing: Standing, day: date, session_id: str) -> Room:
    # What was left undone does not come back in the same week: no catch-up (3.7).
    now, *before = weeks(athlete, standing, day, table().weeks + 1, but=session_id, asked=1)
    return Room(now, limits(standing, day, before))


def lowered(items: Sequence[Item], left: Room, more: Sequence[Item] = (), most: Sequence[Item] = ()) -> list[Item]:
    """The same lines with fewer sets where a tissue's week would grow too fast; never more, never less than one set.

    Only lines in which that tissue is the point give sets: its own region first, or tier 2 and up; the hardest tier
    gives first, and among equals the later line. `more` are lines that count and give nothing; `most` is what the slots
    would hold without today's reports: what those take out of one line leaves no room in a tissue for another (12).
    """
    spared = {one.slot: one for one in lowered(most, left)} if most else {}
    kept = [_at_most(one, spared.get(one.slot)) for one in items]
    for name in left.over([*more, *kept]):
        tissue = table().tissues[name]
        while name in left.over([*more, *kept]):
            giving = [
                (tissue.tier(catalogue()[one.exercise]), number)
                for number, one in enumerate(kept)
                if one.dose.sets > 1 and _gives(tissue, catalogue()[one.exercise])
            ]
            if not giving:
                break
            number = max(giving)[1]
            kept[number] = _fewer(kept[number], name)
    return kept


def _gives(tissue: Tissue, exercise: Exercise) -> bool:
    tier = tissue.tier(exercise)
    return tier >= 2 or (tier > 0 and exercise.first_region in tissue.regions)


def _at_most(item: Item, spared: Item | None) -> Item:
    """A line with no more sets than the ramp left its slot."""
    while spared is not None and spared.reasons and item.dose.sets > spared.dose.sets:
        item = _fewer(item, spared.reasons[-1].about[0])
    return item


def _fewer(item: Item, tissue: str) -> Item:
    why = reason("tissue_ramp", tissue)
    fewer = replace(item.dose, sets=item.dose.sets - 1)
    return item.with_less(fewer) if why in item.reasons else item.with_less(fewer, why)

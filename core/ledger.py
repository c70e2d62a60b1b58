"""The tissue ledger: a week's load on every tissue by side, how fast it may grow, and what that lowers.

Sessions count as they were done or asked for, runs as they were told or else as the week has them. The ramp only ever
lowers a session (rulebook 4.1, 8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from core.athlete import Athlete, Run, RunKind
from core.catalogue import Exercise, catalogue
from core.reasons import reason
from core.records import dataclass, once, replace
from core.session import Item
from core.standing import GONE, RunDone, RunOn, Standing
from core.tissues import NONE, Load, Tissue, of_items, of_km, table


def weeks(
    athlete: Athlete, standing: Standing, last: date, count: int, *, but: str = "", asked: int = 0
) -> list[dict[str, Load]]:
    """The loads of `count` spans of seven days, the newest first, which ends with `last`. `but` leaves a session out.

    In the newest `asked` of them a session counts as it was asked for, however much of it was done.
    """
    spans = _spans(athlete, standing, last, count, but, asked)
    return [{name: Load(*both) for name, both in span.items()} for span in spans]


def _spans(
    athlete: Athlete, standing: Standing, last: date, count: int, but: str, asked: int
) -> list[dict[str, tuple[float, float]]]:
    """One pass over the sessions and one over the days: a morning asks for it."""
    sums: list[dict[str, tuple[float, float]]] = [{} for _ in range(count)]
    for past in standing.past:
        back = (last - past.day).days // 7
        if 0 <= back < count and past.id != but and past.status not in GONE:
            held, share = sums[back], 1.0 if back < asked else past.fraction
            for name, left, right in past.tissues:
                before = held.get(name, NONE)
                held[name] = before[0] + left * share, before[1] + right * share
    kms = _km_by_week(athlete, standing, last, count)
    runs = {km: of_km(km) for km in set(kms)}
    return [_with_runs(loads, runs[km]) for loads, km in zip(sums, kms, strict=True)]


def _with_runs(loads: Mapping[str, tuple[float, float]], runs: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    found = {}
    for name, run in runs.items():
        left, right = loads.get(name, NONE)
        if left or right or run:
            found[name] = left + run, right + run
    return found


def _km_by_week(athlete: Athlete, standing: Standing, last: date, count: int) -> list[float]:
    """Kilometres: the runs that were told, on other days the planned one, and none while away."""
    newest = last.toordinal()
    usual = [_planned_km(athlete.run_on(last - timedelta(ago))) for ago in range(7)]
    # Days by their ordinal: a morning looks at five weeks of them.
    other = {one.on.toordinal(): _planned_km(one) for one in standing.run_plans}
    for trip in standing.away:
        end = newest if trip.end is None else min(newest, trip.end.toordinal())
        other |= dict.fromkeys(range(max(trip.start.toordinal(), newest - 7 * count), end + 1), 0.0)
    told: dict[int, float] = {}
    for one in standing.runs:
        day = one.day.toordinal()
        told[day] = told.get(day, 0.0) + _km(one)
    other |= told
    if not other:
        return [sum(usual)] * count
    weeks = range(newest, newest - 7 * count, -7)
    return [sum(other.get(first - ago, usual[ago]) for ago in range(7)) for first in weeks]


def _planned_km(run: Run | RunOn) -> float:
    return 0.0 if run.kind == RunKind.REST else _km(run)


def _km(run: Run | RunOn | RunDone) -> float:
    if run.km is not None:
        return run.km
    rules = table()
    if run.minutes is not None:
        return run.minutes / rules.min_per_km
    return rules.usual_km.get(run.kind, rules.usual_km["easy"])


def limits(standing: Standing, day: date, before: Sequence[Mapping[str, tuple[float, float]]]) -> dict[str, Load]:
    """The most that the seven days up to `day` may hold, by tissue and side, after the weeks `before`, newest first.

    Empty in the first two weeks, when there is nothing to hold a week against.
    """
    rules = table()
    if standing.joined is None or (day - standing.joined).days < rules.from_days:
        return {}
    best: dict[str, tuple[float, float]] = dict.fromkeys(rules.tissues, NONE)
    for week in before[: (day - standing.joined).days // 7]:
        for name, (left, right) in week.items():
            most = best[name]
            best[name] = max(most[0], left), max(most[1], right)
    return {name: Load(_limit(left), _limit(right)) for name, (left, right) in best.items()}


def _limit(best: float) -> float:
    return max(best * table().up_x, best + table().least)


# --- what it lowers ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Room:
    """What the seven days hold without today's session, and the most they may hold.

    `limits` finds that from all the weeks before; `least` is what the last of them allows by itself.
    """

    held: Mapping[str, tuple[float, float]]
    limits: Callable[[], Mapping[str, Load]]
    least: Mapping[str, Load] | None = None

    @once
    def limit(self) -> Mapping[str, Load]:
        return self.limits()

    def over(self, items: Iterable[Item]) -> tuple[str, ...]:
        """The tissues that these lines would take over their limit, furthest over first."""
        added = of_items(items)
        if self.least is not None and not self._beyond(self.least, added):
            # What one week allows, the best of several does: mostly the others need not be looked at.
            return ()
        return self._beyond(self.limit, added)

    def _beyond(self, limit: Mapping[str, Load], added: Mapping[str, tuple[float, float]]) -> tuple[str, ...]:
        found = []
        for name, (left, right) in added.items() if limit else ():
            held, most = self.held.get(name, NONE), limit[name]
            beyond = max(held[0] + left - most[0], held[1] + right - most[1])
            if beyond > 1e-9:
                found.append((-beyond, name))
        return tuple([name for _, name in sorted(found)])


def room(athlete: Athlete, standing: Standing, day: date, session_id: str) -> Room:
    """What the week leaves for that session of `day`, tissue by tissue."""

    def spans(count: int) -> list[dict[str, tuple[float, float]]]:
        # What was left undone does not come back in the same week: no catch-up (3.7).
        return _spans(athlete, standing, day, count, session_id, 1)

    now, before = spans(2)
    return Room(now, lambda: limits(standing, day, spans(table().weeks + 1)[1:]), limits(standing, day, [before]))


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

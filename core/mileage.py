"""What runs ask of the next strength session: a run much longer than usual, a jump in the week, hard days in a row.

The coach prescribes no mileage, it reacts to it (rulebook 8, "Bot run checks"). Single runs count most: against the
longest of 30 days, more than 10 % further went with more injuries, week-to-week ratios did not (Frandsen et al. 2025
BJSM 59:1203).

Readings (design choices):
- The usual week of the profile counts as run while few runs are on record: what somebody runs every week is no spike.
- A week jumps where it is more than 30 % above both of the two weeks before it: after an easy week, the week before
  that one is the measure.
- A week steps up where it goes beyond each of the three before it: back from an easy week is no step.
- What a run asks for holds until a strength session has answered to it, but for a week at most.
- Kilometres are compared with kilometres, and minutes with minutes where kilometres are not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum

from core.athlete import Athlete, Run, RunKind
from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass
from core.season import monday_of, planned_run
from core.standing import GONE, Past, RunDone, Standing

Measure = Callable[[RunDone | Run], float | None]
HARD = frozenset({RunKind.QUALITY, RunKind.LONG})


class Size(IntEnum):
    AMBER = 1
    STRONG = 2
    RED = 3


@dataclass(frozen=True, slots=True)
class Spike:
    """A run far beyond the longest of the 30 days before it, by `pct` percent. `week`: a whole week of that kind."""

    size: Size
    day: date
    pct: int
    week: bool = False

    @property
    def reason(self) -> Reason:
        code = "week_spike" if self.week else f"run_spike_{self.size.name.lower()}"
        return reason(code, pct=self.pct, day=str(self.day))


def spikes(athlete: Athlete, standing: Standing, day: date) -> tuple[Spike, ...]:
    """Runs and weeks that the next strength session has not answered to yet, the strongest first."""
    if not standing.runs:
        return ()
    found = [one for one in _flagged(athlete, standing, day) if not _answered(standing, one, day)]
    week = _week(athlete, standing, day)
    if week is not None and not _answered(standing, week, day):
        found.append(week)
    return tuple(sorted(found, key=lambda one: (-one.size, one.week, one.day)))


def legs_red(several: Iterable[Spike]) -> bool:
    """Whether the loaded legs are out: a run of more than twice the longest (9)."""
    return any(one.size is Size.RED for one in several)


def leg_sets(several: Iterable[Spike]) -> tuple[float, Reason] | None:
    """The factor on the leg sets of the next strength session; None = as planned."""
    strongest = next(iter(several), None)
    if strongest is None:
        return None
    factors = policy().spike.legs_x
    return (factors.amber if strongest.size is Size.AMBER else factors.strong), strongest.reason


def landings_out(athlete: Athlete, standing: Standing, day: date) -> bool:
    """Whether a run of the last two days keeps every landing out, whatever has answered to it since."""
    return hard_today(athlete, standing, day) is not None or any(
        one.size >= Size.STRONG and (day - one.day).days <= policy().spike.no_contact_days
        for one in _flagged(athlete, standing, day)
    )


def hard_today(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """A hard run that was done today in the place of another: strength that stands after it goes as on the evening of
    a quality day, with fewer leg sets and no landing (8, step 3).
    """
    ran = any(one.day == day and one.kind in HARD for one in standing.runs)
    return reason("hard_run_today") if ran and planned_run(athlete, standing, day).kind not in HARD else None


def stepping_up(athlete: Athlete, standing: Standing, day: date) -> Reason | None:
    """A week of over 15 % more running than the weeks before: only one of running and strength rises in a week (8)."""
    monday = monday_of(day)
    weeks = [_counted(athlete, standing, monday, day)]
    for measure in (_km, _minutes):
        now = _total(weeks[0], measure)
        if now is None:
            continue
        if len(weeks) == 1:
            weeks += [_counted(athlete, standing, monday - timedelta(days=7 * back), day) for back in (1, 2, 3)]
        known = [total for one in weeks[1:] if (total := _total(one, measure)) is not None]
        if known and max(known) > 0:
            more = now / max(known)
            if more > policy().spike.week_up_without_strength_up + 1e-9:
                return reason("mileage_up", pct=_pct(more))
            return None
    return None


def crowded(standing: Standing, past: Sequence[Past], day: date) -> Reason | None:
    """Two hard days that stand next to each other and are done: strength and a hard run, or strength twice (3.9).

    `past` are the strength sessions before that day.
    """
    done = [one for one in past if one.done]
    if not done:
        return None
    last = done[-1]
    if len(done) > 1 and (last.day - done[-2].day).days < policy().days.s_to_s:
        return reason("back_to_back", day=str(last.day))
    tomorrow = last.day + timedelta(days=1)
    if tomorrow > day:
        return None
    run = any(one.day == tomorrow and one.kind in HARD for one in standing.runs)
    moved = any(one.on == tomorrow and one.kind in HARD for one in standing.run_plans)
    return reason("hard_run_after", day=str(tomorrow)) if run or moved else None


# --- single runs -----------------------------------------------------------------------------------------------------


def _km(run: RunDone | Run) -> float | None:
    return run.km


def _minutes(run: RunDone | Run) -> float | None:
    return run.minutes


def _flagged(athlete: Athlete, standing: Standing, day: date) -> list[Spike]:
    rules = policy().spike
    recent = [one for one in standing.runs if 0 <= (day - one.day).days <= rules.acts_days]
    found = [_spike(athlete, standing, one) for one in recent]
    return [one for one in found if one is not None]


def _spike(athlete: Athlete, standing: Standing, run: RunDone) -> Spike | None:
    rules = policy().spike
    before = [one for one in standing.runs if 0 < (run.day - one.day).days <= rules.longest_of_days]
    usual = athlete.runs if len(before) < rules.recorded_enough else ()
    for measure in (_km, _minutes):
        far = measure(run)
        known: list[RunDone | Run] = [*before, *usual]
        longest = max((value for one in known if (value := measure(one)) is not None), default=0.0)
        if far is None or longest <= 0:
            continue
        ratio = far / longest
        for size, above in ((Size.RED, rules.red), (Size.STRONG, rules.strong), (Size.AMBER, rules.amber)):
            if ratio > above + 1e-9:
                return Spike(size, run.day, _pct(ratio))
        return None
    return None


def _pct(ratio: float) -> int:
    return round(100 * (ratio - 1))


def _answered(standing: Standing, spike: Spike, day: date) -> bool:
    """Whether a strength session before `day` was planned with that run, or with a week of that kind, in mind."""
    if spike.week:
        return any(_counts(one) and one.spike and 0 < (day - one.day).days < 7 for one in standing.past)
    return any(_counts(one) and one.spike >= spike.day.isoformat() and one.day < day for one in standing.past)


def _counts(past: Past) -> bool:
    return past.status not in GONE and past.stood_for is not None and past.stood_for.strength


# --- weeks -----------------------------------------------------------------------------------------------------------


def _week(athlete: Athlete, standing: Standing, day: date) -> Spike | None:
    """The last seven days against both of the weeks before them."""
    rules = policy().spike
    last = max((one.day for one in standing.runs if 0 <= (day - one.day).days < 7), default=None)
    if last is None:
        return None
    older = [one for one in standing.runs if 0 < (day - one.day).days <= rules.longest_of_days]
    for measure in (_km, _minutes):
        weeks: list[float] = []
        for back in (0, 7, 14):
            runs = [one for one in standing.runs if back <= (day - one.day).days < back + 7]
            values = [measure(one) for one in runs]
            if any(one is None for one in values):
                break
            weeks.append(sum(one for one in values if one is not None))
        if len(weeks) < 3:
            continue
        usual = 0.0
        if len(older) < rules.recorded_enough:
            usual = sum(value for one in athlete.runs if (value := measure(one)) is not None)
        before = max(weeks[1], weeks[2], usual)
        if before > 0 and weeks[0] > before * rules.weekly_2wk + 1e-9:
            return Spike(Size.AMBER, last, _pct(weeks[0] / before), week=True)
        return None
    return None


def _total(runs: Iterable[RunDone | Run], measure: Measure) -> float | None:
    """All of them together; None = not known."""
    total = None
    for one in runs:
        value = measure(one)
        if value is None:
            return None
        total = value if total is None else total + value
    return total


def _counted(athlete: Athlete, standing: Standing, monday: date, today: date) -> list[RunDone | Run]:
    """A calendar week's running: what was recorded before `today`, what is planned from there.

    Where less than half of the runs that were due are on record, the others are taken as run: somebody who records one
    run in a week has not rested on the other days.
    """
    sunday = monday + timedelta(days=6)
    done = [one for one in standing.runs if monday <= one.day <= sunday]
    ran = {one.day for one in done}
    days = [monday + timedelta(days=number) for number in range(7)]
    planned = [(one, run) for one in days if (run := planned_run(athlete, standing, one)).kind is not RunKind.REST]
    due = {one for one, _ in planned if one < today}
    recording = 2 * len(ran & due) >= len(due)
    return [*done, *(run for one, run in planned if one not in ran and not (one in due and recording))]

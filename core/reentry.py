"""Re-entry: how much of the tolerated dose comes back after a gap, an illness or a deload (rulebook 3.6, 3.7, 3.9)."""

from __future__ import annotations

import math
from datetime import date, timedelta

from core.policy import policy
from core.reasons import Reason, reason
from core.records import dataclass
from core.standing import GONE, Past, Standing, gap_before, trained_last


@dataclass(frozen=True, slots=True)
class Return:
    """How much of the tolerated dose a session after a gap or a deload may have; `why` names the rule.

    `step` of `steps` counts from 1 on the way back; `days` is what it is the way back from.
    """

    why: str
    sets_x: float = 1.0
    load_x: float = 1.0
    rpe: float | None = None
    contacts: bool = True
    grows: bool = False
    days: int = 0
    step: int = 0
    steps: int = 0
    restoring: bool = False

    @property
    def reason(self) -> Reason:
        return reason(self.why, days=self.days, step=self.step, steps=self.steps)


def coming_back(standing: Standing, day: date, restoring: bool = True) -> Return | None:
    """The rule of 3.7 or the restoration of 3.6 (`restoring`) that holds on `day`, the stricter one; None = neither."""
    gap = _gap(standing, day)
    sick = _after_illness(standing, day)
    rest = _restoration(standing, day) if restoring else None
    found = [one for one in (sick, gap, rest) if one is not None]
    if not found:
        return None
    sets_x, load_x = min(one.sets_x for one in found), min(one.load_x for one in found)
    caps = [one.rpe for one in found if one.rpe is not None]
    leading = min(found, key=lambda one: (one.sets_x, one.load_x))
    return Return(
        leading.why,
        sets_x,
        load_x,
        min(caps) if caps else None,
        all(one.contacts for one in found),
        all(one.grows for one in found),
        leading.days,
        leading.step,
        leading.steps,
        rest is not None,
    )


def _gap(standing: Standing, day: date) -> Return | None:
    rules = policy().gap
    last = trained_last(standing, day)
    if last is None:
        return None
    now = (day - last).days
    away = now >= rules.d7_from + 1
    before = gap_before(standing, day)
    if away:
        days, weeks = now, 0
    elif before is not None:
        days, weeks = before[0], _clean_weeks(standing, before[1], day)
        if days < rules.d14_from:
            return None
    else:
        return None
    five = policy().restore.load_pct_week_after_14d / 100
    sets: tuple[float, ...]
    if days >= rules.new_after:
        # A new first block (3.7): its intro sets are few already, and the weights come back as after four weeks.
        sets, load = rules.d28_sets_x[:1], rules.d28_load_x
    elif days >= rules.d28_from:
        sets, load = rules.d28_sets_x, rules.d28_load_x
    elif days >= rules.d14_from:
        sets, load = rules.d14_sets_x, rules.d14_load_x
    else:
        return Return("gap_7", rules.d7_sets_x, 1.0, rules.d7_rpe, False, days=days)
    load_x = min(1.0, load + five * weeks)
    if weeks >= len(sets) and load_x >= 1.0:
        return None
    sets_x = sets[weeks] if weeks < len(sets) else 1.0
    why = "gap_back" if not away else _named(days)
    steps = max(len(sets), round((1.0 - load) / five))
    # A longer gap asks for no more effort in its first session than a shorter one (3.7) [DC].
    first = rules.d7_rpe if away else None
    return Return(why, sets_x, load_x, first, False, days=days, step=weeks + 1, steps=steps)


def _named(days: int) -> str:
    rules = policy().gap
    return "gap_56" if days >= rules.new_after else "gap_28" if days >= rules.d28_from else "gap_14"


def unheard(standing: Standing, day: date) -> tuple[Past, ...]:
    """The strength sessions without an answer that stand inside a gap which still counts on `day`, oldest first.

    Silence is read as a gap after two weeks (docs/decisions/0009); only the runner knows whether they trained.
    """
    enough = timedelta(days=policy().gap.d14_from)
    last = trained_last(standing, day)
    if last is not None and day - last >= enough:
        since, until = last, day
    elif standing.gap is not None and _gap(standing, day) is not None and timedelta(days=standing.gap[0]) >= enough:
        since, until = standing.gap[1] - timedelta(days=standing.gap[0]), standing.gap[1]
    else:
        return ()
    return tuple(
        one for one in standing.strength(before=until) if one.day > since and not one.done and one.status not in GONE
    )


def _clean_weeks(standing: Standing, since: date, day: date) -> int:
    """Weeks since the return; one in which a morning after a session spoke against it is done again (3.7) [DC]."""
    unclean = {
        (one.day - since).days // 7
        for one in standing.strength(before=day)
        if one.day >= since and not _clean_morning(standing, one.day + timedelta(days=1))
    }
    return max(0, (day - since).days // 7 - len(unclean))


def _clean_morning(standing: Standing, day: date) -> bool:
    """Whether nothing that was said in the morning of `day` speaks against the session before: no pain above 2, no
    fatigue of the amber kind. What nobody was told counts as clean."""
    hurt = any(
        felt.day == day and felt.when == "morning" and felt.score > policy().pain.green_max
        for part in standing.parts.values()
        for felt in part.felt
    )
    tired = any(
        one.day == day and one.fatigue is not None and one.fatigue >= policy().readiness.item_amber
        for one in standing.mornings
    )
    return not (hurt or tired)


def _restored(since: int) -> Return:
    """The way out of a deload after so many sessions of it."""
    rules = policy().restore
    return Return("restoration", rules.sets_x[since], rules.load_x[since], step=since + 1)


def parts_restored(standing: Standing, day: date) -> dict[str, Return]:
    """The way out of the deloads that the runner asked for in part, by their scope; without those over for good."""
    back: dict[str, Return] = {}
    for one in standing.deloads:
        if one.scope == "all" or one.end is None or one.end >= day:
            continue
        sessions = [past for past in standing.past if past.day < day and past.status not in GONE]
        spared = any(one.holds(past.day) and past.stood_for and past.stood_for.strength for past in sessions)
        since = sum(past.day > one.end and past.kind.strength for past in sessions)
        if spared and since < policy().restore.sessions:
            back[one.scope] = _restored(since)
    return back


def _restoration(standing: Standing, day: date) -> Return | None:
    rules = policy().restore
    since = 0
    for past in reversed(standing.past):
        if past.day >= day or past.status in GONE or past.stood_for is None or not past.stood_for.strength:
            continue
        if past.deload:
            return _restored(since)
        since += past.kind.strength
        if since >= rules.sessions:
            return None
    return None


def barely_well(standing: Standing, day: date) -> date | None:
    """The first day on which somebody who is well again may train, while it is still to come; None = no such wait.

    "Well" starts the clock: a day free of symptoms, two after fever or anything below the neck (3.7).
    """
    rules = policy().sick
    ill = next((one for one in reversed(standing.away) if one.why == "illness" and one.end is not None), None)
    if ill is None or ill.end is None or day <= ill.end:
        return None
    hours = rules.below_neck_clear_h if ill.deep else rules.clear_h
    first = ill.end + timedelta(days=1 + math.ceil(hours / 24))
    return first if day < first else None


def _after_illness(standing: Standing, day: date) -> Return | None:
    """The steps back after sick days (3.9): half, then three quarters per three full days, then 0.85.

    A step counts once it was done and the morning after it was clean.
    """
    rules = policy().sick
    ill = next((one for one in reversed(standing.away) if one.why == "illness" and one.end is not None), None)
    if ill is None or ill.end is None or day <= ill.end or (day - ill.end).days > rules.forgotten_days:
        return None
    sick_days = max(1, ill.days(ill.end))
    done = sum(
        1
        for past in standing.strength(before=day)
        if past.day > ill.end and past.done and _clean_morning(standing, past.day + timedelta(days=1))
    )
    steps = [rules.first_sets_x] + [rules.middle_sets_x] * (sick_days // rules.per_sick_days) + [rules.last_sets_x]
    if done >= len(steps):
        return None
    return Return(
        "sick_back" if done else "sick_days",
        steps[done],
        1.0,
        rules.first_rpe if done == 0 else None,
        done >= rules.no_contacts_sessions,
        days=sick_days,
        step=done + 1,
        steps=len(steps),
    )

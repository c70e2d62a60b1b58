"""What a placement costs, in the figures of rulebook 8: the search adds them up, the plan says them day by day."""

from __future__ import annotations

from itertools import pairwise

from core.athlete import RunKind
from core.reasons import Reason, reason
from core.session import Kind
from core.week.rules import RACE_RUN, Facts, bits


def change_cost(facts: Facts, now: int, usual: int) -> int:
    """What the days changed against last week cost; both are days as bits."""
    return facts.cost.change * min((now & ~usual).bit_count(), (usual & ~now).bit_count())


def gaps_between(facts: Facts, days: list[int]) -> list[tuple[int, int]]:
    """(day of this week that the gap is booked on, gap) for every S-S gap that touches this week."""
    line = sorted((*facts.outside, *days))
    if wraps(facts) and days:
        line.append(days[0] + 7)
    return [
        (later if later in days else earlier, later - earlier)
        for earlier, later in pairwise(line)
        if earlier in days or later in days
    ]


def wraps(facts: Facts) -> bool:
    """Whether the next week is taken to be placed like this one."""
    return facts.problem.repeats and facts.problem.after is None


def strength_costs(facts: Facts, number: int) -> list[Reason]:
    """What S costs on a day by itself."""
    out = []
    if facts.run_before(number) == RunKind.LONG:
        out.append(reason("after_long", cost=facts.cost.s_after_long))
    if facts.free == 1 << number:
        out.append(reason("only_free_day", cost=facts.cost.s_only_free_day))
    if facts.wished and not facts.wished >> number & 1:
        out.append(reason("not_wished", cost=facts.cost.s_not_wished))
    if facts.run[number] == RunKind.QUALITY:
        out.append(reason("q_evening", cost=facts.cost.s_q_evening))
    return out


def technique_cost(facts: Facts, number: int) -> int:
    """What T costs on a day, the change against last week with it."""
    after_long = facts.cost.t_after_long if facts.run_before(number) in (RunKind.LONG, RACE_RUN) else 0
    return after_long + change_cost(facts, 1 << number, facts.usual[1])


def day_costs(facts: Facts, slots: list[Kind | None]) -> list[tuple[Reason, ...]]:
    """Each day's share of the cost."""
    out: list[list[Reason]] = [[] for _ in slots]
    strength = [number for number, kind in enumerate(slots) if kind is not None and kind.strength]
    legs = bits(
        number for number, kind in enumerate(slots) if kind is not None and (kind.strength or kind is Kind.UPPER)
    )
    for number in strength:
        out[number] += strength_costs(facts, number)
    for number, gap in gaps_between(facts, strength):
        if gap < 3:
            out[number].append(reason("gap_under_3", gap=gap, cost=facts.cost.gap_under_3))
    technique = [number for number, kind in enumerate(slots) if kind is Kind.TECHNIQUE]
    for number in technique:
        if facts.run_before(number) in (RunKind.LONG, RACE_RUN):
            out[number].append(reason("technique_after_long", cost=facts.cost.t_after_long))
    for now, usual in ((legs, facts.usual[0]), *((1 << number, facts.usual[1]) for number in technique)):
        changed = change_cost(facts, now, usual) // facts.cost.change
        for number in [one for one in range(7) if now & ~usual & 1 << one][:changed] if changed else ():
            out[number].append(reason("changed_day", cost=facts.cost.change))
    return [tuple(one) for one in out]

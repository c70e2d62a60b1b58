"""What the answers to an exercise say: its difference, a grinding bar, how many good or hard ones in a row."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from core.policy import policy
from core.session import Dose
from core.standing import Exposure, Track


def row(exposures: Sequence[Exposure]) -> tuple[Exposure, ...]:
    """The exposures that a rise is counted from, oldest first.

    A lesser dose that went well neither earns nor costs what those before it had earned (3.6). One that nobody
    answered, or whose soreness nobody knows, holds the next dose (3.9, "Silence") and is passed over after that [DC].
    One that went badly stays in the row and ends it.
    """
    last = exposures[-1] if exposures else None
    return tuple([
        one for one in exposures
        if counts_upwards(one) or _went_badly(one) or (one is last and not _answered_well(one))
    ])  # fmt: skip


def _went_badly(one: Exposure) -> bool:
    d = difference(one)
    bad = one.short or one.broke or not one.clean or one.fraction < 1 or one.lighter
    return bool((d is not None and d > 0) or bad)


def own_difference(dose: Dose, own: float | None) -> int | None:
    """d of 1.4: an effort typed for one exercise against its set target, in whole points as D is."""
    if own is None:
        return None
    low, high = dose.rpe
    if own > high:
        return ceil(own - high)
    return -floor(low - own) if own < low else 0


def grinding(track: Track, last: Exposure) -> bool:
    """Whether the bar ground to the top: in a word, or in metres a second, by itself or against the same weight."""
    now = _metres_a_second(last)
    if now is None:
        return last.speed == "grinding"
    rules = policy().effort
    before = [
        speed for one in track.exposures
        if one.day < last.day and one.plan.total_kg == last.plan.total_kg
        and (speed := _metres_a_second(one)) is not None
    ]  # fmt: skip
    return now < rules.grinding_m_s or bool(before and now < before[-1] * rules.grinding_slower_x)


def _metres_a_second(exposure: Exposure) -> float | None:
    if not exposure.speed:
        return None
    try:
        return float(exposure.speed)
    except ValueError:
        return None


def counts_upwards(last: Exposure) -> bool:
    """An exposure that may count upwards: the planned dose, and answered well."""
    return last.same and _answered_well(last)


def _answered_well(one: Exposure) -> bool:
    """All of it done, with the weight that was asked for, clean, with soreness known and effort given."""
    rated = one.difference is not None or one.own is not None
    whole = one.fraction >= 1 and one.short == 0 and (one.used_kg is None or not one.lighter)
    return one.done and rated and one.known and one.clean and not one.broke and whole


def difference(one: Exposure) -> int | None:
    """D of an exercise: what was said of itself, else what was said of the session (1.4)."""
    return one.difference if one.own is None else own_difference(one.plan, one.own)


def good_streak(track: Track) -> int:
    """Exposures in a row at the present plan with D of 0 or less, the last one included; no more than are asked for."""
    count = 0
    for one in reversed(track.exposures[-policy().step.rep_exposures :]):
        if not one.plan.as_much_as(track.plan) or not counts_upwards(one):
            break
        d = difference(one)
        if d is None or d > 0 or grinding(track, one):
            break
        count += 1
    return count


def over_in_a_row(track: Track) -> int | None:
    """By how much the last two sessions with this dose were over target, the lesser of them; None = not both were."""
    last = track.exposures[-2:]
    if len(last) < 2 or any(
        not one.plan.as_much_as(track.plan) or not one.done or one.difference is None for one in last
    ):
        return None
    least = min(one.difference for one in last if one.difference is not None)
    return least if least >= 2 else None

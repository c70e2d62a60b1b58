"""Pain, soreness and red flags: what a report makes of a part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core import diary, ladder
from core.body import LEG_REGIONS, Kind as Tissue, Region, Side
from core.policy import policy
from core.records import replace
from core.standing.memory import BONE_FLAGS, Ache, Felt, Flag, Part
from core.standing.state import Standing

FELT_DAYS = 35
"""So long a report of a painful part is kept."""

MIDLINE = frozenset({Region.lower_back, Region.core, Region.upper_back, Region.chest})
"""Regions without sides: a report is one, whatever side was named."""


def sides_of(region: Region, side: Side) -> tuple[Side, ...]:
    """The sides under which a report is kept: both are one each, a region of the midline has none."""
    return (Side.both,) if region in MIDLINE else side.each()


def with_felt(standing: Standing, entry: diary.Felt) -> Standing:
    """A word about a part: soreness of a muscle, or pain of anything else."""
    for side in sides_of(entry.region, entry.side):
        if entry.what is Tissue.muscle:
            standing = with_ache(without_presumed(standing), Ache(entry.day, entry.region, side, entry.score))
        else:
            felt = Felt(entry.day, entry.when, entry.score, entry.exercise)
            standing = with_pain(standing, entry.region, side, entry.what, felt, entry.site)
    return standing


def with_ache(standing: Standing, ache: Ache) -> Standing:
    """Kept beside those of the last three weeks."""
    recent = tuple(one for one in standing.aches if (ache.day - one.day).days <= 21)
    return replace(standing, aches=(*recent, ache))


def without_presumed(standing: Standing, session: str | None = None) -> Standing:
    """The runner said where it is sore, or how that session's soreness was: what was presumed goes."""
    kept = (one for one in standing.aches if not one.presumed or (session is not None and one.presumed != session))
    return replace(standing, aches=tuple(kept))


def with_pain(standing: Standing, region: Region, side: Side, what: Tissue, felt: Felt, site: str | None) -> Standing:
    """One report of pain further: whether the part is red, its calm mornings, what becomes of landings (2.1)."""
    rules = policy().pain
    key = f"{region.value}:{side.value}"
    part = standing.parts.get(key) or Part(region, side, what, began=felt.day)
    recent = tuple(one for one in part.felt if (felt.day - one.day).days <= FELT_DAYS)
    kept = recent if len(recent) == len(part.felt) else (*_mattered(part.felt, recent), *recent)
    part = replace(
        part,
        felt=(*kept, felt),
        site=site or part.site,
        what=Tissue.bone if Tissue.bone in (what, part.what) and part.red is not None else what,
        began=felt.day if not recent else part.began,
    )
    no_pain = part.what is Tissue.bone or bone(standing, region, side, felt.day)
    accepted = rules.bone if no_pain else rules.green_max
    if felt.score > accepted and (felt.when == "morning" or felt.score >= rules.red_min):
        part = replace(part, flare=felt.day)
    if felt.score >= (rules.bone + 1 if no_pain else rules.red_min):
        part = replace(part, red=felt.day, red_since=_red_since(part, felt.day), cleared=None, calm=0, calm_day=None)
    elif part.red is not None and part.cleared is None:
        if felt.score > accepted:
            part = replace(part, calm=0, calm_day=None)
        elif felt.when == "morning" and part.red is not None and felt.day > part.red:
            in_a_row = part.calm_day is not None and (felt.day - part.calm_day).days == 1
            calm = part.calm if part.calm_day == felt.day else (part.calm + 1 if in_a_row else 1)
            part = replace(part, calm=calm, calm_day=felt.day)
            if calm >= rules.red_clear_mornings:
                part = replace(part, cleared=felt.day)
    if region in LEG_REGIONS and felt.score > (rules.bone if what is Tissue.bone else rules.green_max):
        standing = replace(standing, marks=ladder.flared(standing.marks, felt.day))
    return replace(standing, parts={**standing.parts, key: part})


def _mattered(felt: Sequence[Felt], recent: Sequence[Felt]) -> list[Felt]:
    """What stays however long ago: the last report that mattered, as what waits for a test goes on waiting, and the
    last that named an exercise, as that comes back with few sets.
    """
    mattered = [one for one in felt if one.score > policy().pain.green_max]
    kept = [*{one.exercise: one for one in mattered if one.exercise is not None}.values(), *mattered[-1:]]
    return [one for one in mattered if one in kept and one not in recent]


def _red_since(part: Part, day: date) -> date:
    """Red again before the week after red is over is the same red."""
    if part.red_since is None:
        return day
    kept = part.cleared is None or (day - part.cleared).days <= policy().pain.red_return_days
    return part.red_since if kept else day


def with_flag(standing: Standing, entry: diary.Flagged) -> Standing:
    """A red flag opens, or is told once more."""
    # The same flag again, of another place: both stay stopped. Without a place it stands for the whole body.
    before = next((one for one in standing.flags if one.flag == entry.flag), None)
    regions = entry.regions
    if before is not None:
        regions = tuple(dict.fromkeys((*before.regions, *regions))) if before.regions and regions else ()
    side = entry.side if before is None or before.side is entry.side else Side.both
    flag = Flag(entry.flag, entry.urgency, entry.day, regions, side)
    kept = tuple(one for one in standing.flags if one.flag != entry.flag)
    cleared = {name: day for name, day in standing.cleared.items() if name != entry.flag}
    if not regions or LEG_REGIONS & set(regions):
        standing = replace(standing, marks=ladder.flared(standing.marks, entry.day))
    return replace(standing, flags=(*kept, flag), cleared=cleared)


def with_clearance(standing: Standing, entry: diary.Cleared) -> Standing:
    """A professional's word ends a flag; one behind which a bone may be stays in mind."""
    mended = tuple(replace(one, day=entry.day) for one in standing.flags if one.flag == entry.flag)
    bones = (*standing.bones, *(one for one in mended if one.flag in BONE_FLAGS))[-8:]
    left = tuple(one for one in standing.flags if one.flag != entry.flag)
    return replace(standing, flags=left, bones=bones, cleared={**standing.cleared, entry.flag: entry.day})


def bone(standing: Standing, region: Region, side: Side, day: date) -> bool:
    """Whether a bone may be behind pain in that part: flagged, or flagged and cleared within the last year (2.5)."""
    days = 30.5 * policy().pain.bone_history_months
    flagged = [one for one in standing.flags if one.flag in BONE_FLAGS]
    flagged += [one for one in standing.bones if (day - one.day).days <= days]
    return any(region in one.regions and _same_side(side, one.side) for one in flagged)


def _same_side(one: Side, other: Side) -> bool:
    return one is other or Side.both in (one, other)

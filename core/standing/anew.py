"""Beginning anew: after eight weeks without strength nothing of the doses before them counts any more (3.7)."""

from __future__ import annotations

from datetime import date

from core.policy import policy
from core.records import replace
from core.standing.memory import Track
from core.standing.state import Standing, trained_last


def begins_anew(standing: Standing, day: date) -> date | None:
    """The first day of strength after so long a gap, until an answer ends it; None = there is no such gap."""
    told, enough = standing.last_strength, policy().gap.new_after
    if told is None or (day - told).days < enough:
        return None
    if trained_last(standing, day) == told:
        return day
    return next((one.day for one in standing.strength(before=day) if (one.day - told).days >= enough), day)


def anew(standing: Standing, day: date) -> Standing:
    """As `day` is planned: without the doses before such a gap."""
    start = begins_anew(standing, day)
    return standing if start is None else replace(forgotten(standing, start), restarted=start)


def forgotten(standing: Standing, before: date) -> Standing:
    """Without the course of any exercise before a day. The last dose stays as the most that it may begin with."""
    tracks: dict[str, Track] = {}
    for key, track in standing.tracks.items():
        kept = tuple(one for one in track.exposures if one.day >= before)
        if len(kept) == len(track.exposures):
            tracks[key] = track
            continue
        first = kept[0].day if kept else None
        tracks[key] = Track(track.exercise, first or track.since, track.plan, kept, first, first, first)
    held = {key for key, track in tracks.items() if track.exposures}
    slots = {slot: name for slot, name in standing.slots.items() if f"{slot}/{name}" in held}
    return replace(standing, tracks=tracks, slots=slots)

"""Sessions: sent, reported, skipped, moved, and what they leave on the course of each exercise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from core import diary, habit as habits, ladder, milestones
from core.body import Kind as Tissue, Region, Side
from core.catalogue import catalogue
from core.kit import SAME_KG, Implement
from core.milestones import Tally
from core.policy import policy
from core.records import replace
from core.session import Dose, Kind, Light, Session, Status
from core.standing.body import sides_of, with_ache, with_pain, without_presumed
from core.standing.memory import Ache, Exposure, Felt, Move, Past, Track, stands_for
from core.standing.restart import begins_late
from core.standing.state import PAST_DAYS, Standing, gap_before, track_key, trained_last
from core.tissues import of_items

EXPOSURES = 6
"""So many sessions of each exercise are kept."""


def _tallied(standing: Standing, past: Past) -> Tally:
    heaviest = [
        last.plan.total_kg
        for track in standing.tracks.values()
        for last in track.exposures[-1:]
        if last.session == past.id and last.same and not last.lighter
    ]
    kg = max(heaviest, default=0.0) if past.fraction >= 0.5 else 0.0
    return milestones.trained(
        standing.tally, past.day, past.id, strength=past.kind.strength, kg=kg, excused=standing.was_away
    )


def prescribed(standing: Standing, session: Session) -> Standing:
    """A session was sent; what was sent for its place in the week before is as if it had not been."""
    previous = standing.session(session.id)
    for one in (previous, *_given_up(standing, session)):
        standing = standing if one is None else without(standing, one.id)
    receipt = session.receipt or {}
    rest = str(receipt.get("restoration", "")) or ("part" if receipt.get("spared") else "")
    if session.elastic is not None and session.contacts:
        at = session.elastic
        mark = ladder.Mark(session.day, session.id, at.level, at.rung, at.contacts)
        standing = replace(standing, marks=ladder.marked(standing.marks, mark))
    oldest = session.day - timedelta(days=PAST_DAYS)
    tracks, slots = dict(standing.tracks), dict(standing.slots)
    took: list[tuple[str, str, str]] = []
    # What stands in a slot on a journey stands in for what stands there at home.
    travelling = standing.place_on(session.day) is not None
    cut = session.deload or bool(rest) or session.place == "evening" or session.light is Light.BACK_OFF
    for item in session.planned():
        exercise, plan = (item.plan_exercise or item.exercise), (item.plan or item.dose)
        same = item.plan is None and session.shortened is None
        shown = item.exercise == exercise
        asked = item.dose if shown and item.plan is not None else None
        exposure = Exposure(session.id, session.day, plan, same and shown, asked=asked)
        takes_over = not travelling and slots.get(item.slot) != exercise
        key = track_key(item.slot, exercise)
        tracks[key] = _exposed(tracks.get(key), exercise, exposure, takes_over)
        if takes_over:
            took.append((item.slot, slots.get(item.slot, ""), exercise))
            slots[item.slot] = exercise
        if not shown:
            stand_in = track_key(item.slot, item.exercise)
            before = tracks.get(stand_in)
            tracks[stand_in] = _exposed(before, item.exercise, _stood_in(before, session, item.dose, cut))
    past = Past(
        id=session.id,
        day=session.day,
        kind=session.kind,
        phase=session.phase,
        light=session.light,
        deload=session.deload,
        target=session.target,
        cap=session.cap,
        working_sets=session.working_sets,
        minutes=session.minutes,
        block=session.block,
        week=session.week,
        rest=rest,
        contacts=session.contacts,
        tissues=tuple((name, *load) for name, load in of_items(session.items).items()),
        started=previous.started if previous else False,
        level=session.elastic.level if session.elastic is not None and session.contacts else None,
        forecast=receipt.get("forecast"),
        ease=habits.ease(standing.graded) if session.kind.strength else 0,
        spike=str(receipt.get("spike", "")),
        took=tuple(took),
    )
    return replace(
        standing,
        past=(*(one for one in standing.past if one.day >= oldest), past),
        tracks=tracks,
        slots=slots,
        restarted=session.day if tracks and begins_late(standing, session.day) else standing.restarted,
    )


def _given_up(standing: Standing, session: Session) -> list[Past]:
    """What stood on that day and was not done: the week was laid again since, and another session has its place."""
    if stands_for(session.id.rpartition(".")[2], session.kind) is None:
        return []
    return [
        one
        for one in standing.past
        if one.day == session.day and one.id != session.id and one.status is Status.SENT and one.stood_for is not None
    ]


def _stood_in(track: Track | None, session: Session, dose: Dose, cut: bool) -> Exposure:
    """Who stood in. What a deload, a gap or a tired day left of its dose is not what it goes on from (`cut`): it would
    be cut again each time, and never come back.
    """
    lesser = (
        cut
        and track is not None
        and track.exposures
        and dose.total_kg <= track.plan.total_kg
        and (dose.sets, dose.amount) != (track.plan.sets, track.plan.amount)
        and dose.sets <= track.plan.sets
        and dose.amount <= track.plan.amount
    )
    if track is None or not lesser:
        return Exposure(session.id, session.day, dose)
    return Exposure(session.id, session.day, track.plan, same=False, asked=dose)


def _exposed(track: Track | None, exercise: str, exposure: Exposure, takes_over: bool = False) -> Track:
    """One exposure more. Who takes over a slot, or comes back to it, has changed on that day."""
    if track is None:
        return Track(
            exercise,
            exposure.day,
            exposure.plan,
            (exposure,),
            changed=exposure.day,
            sets_changed=exposure.day,
            load_changed=exposure.day,
        )
    before, now = track.plan, exposure.plan
    day = exposure.day
    return replace(
        track,
        plan=now,
        exposures=(*track.exposures, exposure)[-EXPOSURES:],
        changed=day if takes_over or not now.as_much_as(before) else track.changed,
        sets_changed=day if now.sets != before.sets else track.sets_changed,
        load_changed=day if now.total_kg != before.total_kg or now.tempo != before.tempo else track.load_changed,
    )


def without(standing: Standing, session_id: str) -> Standing:
    """As if that session had not been sent: its exposures go, and with them the changes that it brought."""
    tracks: dict[str, Track] = {}
    for name, track in standing.tracks.items():
        kept = tuple(one for one in track.exposures if one.session != session_id)
        if len(kept) == len(track.exposures):
            tracks[name] = track
        elif kept:
            tracks[name] = _rebuilt(track, kept)
        elif track.tolerated is not None:
            tracks[name] = replace(track, plan=track.tolerated, exposures=())
    past = tuple(one for one in standing.past if one.id != session_id)
    marks = tuple(one for one in standing.marks if one.session != session_id)
    slots = dict(standing.slots)
    for slot, before, after in (taken for one in standing.past if one.id == session_id for taken in one.took):
        if slots.get(slot) != after:
            continue
        if before:
            slots[slot] = before
        else:
            del slots[slot]
    return replace(standing, past=past, tracks=tracks, marks=marks, slots=slots)


def _rebuilt(track: Track, kept: tuple[Exposure, ...]) -> Track:
    last = kept[-1]
    changed = track.changed
    if changed is not None and changed > last.day:
        # The change came with the session that goes; the one before it is found among the exposures left.
        changed = kept[0].day
        for earlier, later in pairwise(kept):
            if not earlier.plan.as_much_as(later.plan):
                changed = later.day

    def not_after(day: date | None) -> date | None:
        return day if day is None or day <= last.day else changed

    return replace(
        track,
        plan=last.plan,
        exposures=kept,
        changed=changed,
        sets_changed=not_after(track.sets_changed),
        load_changed=not_after(track.load_changed),
    )


def past_changed(standing: Standing, session_id: str, **changes: Any) -> Standing:
    return replace(
        standing,
        past=tuple(replace(one, **changes) if one.id == session_id else one for one in standing.past),
    )


def with_report(standing: Standing, entry: diary.Report) -> Standing:
    """What the runner said of a session, for it, for its exercises and for what was sore or hurt."""
    before = standing.session(entry.session)
    if before is None:
        return standing
    fraction = entry.fraction if entry.fraction < 1 else before.fraction
    standing = past_changed(
        standing,
        entry.session,
        status=Status.DONE if fraction >= 1 else Status.PARTLY,
        effort=before.effort if entry.effort is None else entry.effort,
        technique=before.technique if entry.technique is None else entry.technique,
        fraction=fraction,
        stopped=before.stopped if entry.stopped is None else entry.stopped,
        sore_known=before.sore_known or entry.soreness is not None or entry.general is not None,
        general=before.general if entry.general is None else entry.general,
    )
    after = standing.session(entry.session) or before
    if not before.done and after.kind.strength:
        gap = _narrowed(gap_before(standing, after.day), after.day)
        before_it = trained_last(standing, after.day)
        if before_it is not None:
            days = (after.day - before_it).days
            if days >= policy().gap.d7_from + 1:
                gap = (days, after.day)
        if gap is not None and gap[0] >= policy().gap.new_after and standing.restarted != gap[1]:
            standing = replace(standing, restarted=gap[1])
        standing = replace(
            standing,
            last_strength=max(after.day, standing.last_strength or after.day),
            first_strength=min(after.day, standing.first_strength or after.day),
            strength_done=standing.strength_done + 1,
            seasoned=after.day
            if standing.strength_done + 1 == policy().blocks.some_after_sessions
            else standing.seasoned,
            gap=gap,
        )
    if entry.effort is not None and after.kind.strength:
        offset = entry.effort - habits.middle(after.target)
        error = offset if after.forecast is None else entry.effort - after.forecast
        standing = replace(standing, graded=habits.graded(standing.graded, after.id, offset, error))
    if entry.soreness is not None or entry.general is not None:
        standing = without_presumed(standing, None if entry.soreness else entry.session)
    if entry.general is not None and entry.general >= policy().doms.hold:
        for region in _worked(standing, after):
            for side in sides_of(region, Side.both):
                standing = with_ache(standing, Ache(entry.day, region, side, entry.general, entry.session))
    for sore in entry.soreness or ():
        for side in sides_of(sore.region, sore.side):
            if sore.what is Tissue.muscle:
                standing = with_ache(standing, Ache(entry.day, sore.region, side, sore.score))
            else:
                standing = with_pain(standing, sore.region, side, sore.what, Felt(entry.day, "after", sore.score), None)
    standing = replace(standing, tracks=_judged(standing.tracks, after, entry))
    if after.done and not before.done and after.kind not in (Kind.MOBILITY, Kind.MICRO):
        standing = replace(standing, tally=_tallied(standing, after))
    return standing


def _worked(standing: Standing, past: Past) -> tuple[Region, ...]:
    """What that session worked, else the last one before it that worked anything: drills alone make nothing sore."""
    worked: dict[date, set[Region]] = {}
    for track in standing.tracks.values():
        for one in track.exposures:
            if one.day <= past.day:
                worked.setdefault(one.day, set()).add(catalogue()[track.exercise].regions[0])
    return tuple(sorted(worked[max(worked)])) if worked else ()


def _narrowed(gap: tuple[int, date] | None, day: date) -> tuple[int, date] | None:
    """What is left of a gap once a session inside it is known to have been done: the longer of its two parts."""
    if gap is None or not gap[1] - timedelta(days=gap[0]) < day < gap[1]:
        return gap
    began = gap[1] - timedelta(days=gap[0])
    longest = max(((day - began).days, day), ((gap[1] - day).days, gap[1]))
    return longest if longest[0] >= policy().gap.d7_from + 1 else None


def _judged(tracks: dict[str, Track], past: Past, entry: diary.Report) -> dict[str, Track]:
    own = {one.exercise: one for one in entry.items}
    judged = dict(tracks)
    for name, track in tracks.items():
        if not track.exposures or track.exposures[-1].session != past.id:
            continue
        said = own.get(track.exercise)
        last = track.exposures[-1]
        technique = (said.technique if said and said.technique else None) or past.technique
        judged_last = replace(
            last,
            difference=past.tempered,
            own=said.rpe if said and said.rpe is not None else last.own,
            known=past.sore_known,
            clean=technique in (None, "clean"),
            broke=technique == "broke",
            fraction=_done_of(last, said, past),
            short=max(last.short, said.short) if said else last.short,
            over=max(last.over, said.over) if said else last.over,
            speed=(said.speed if said and said.speed else None) or last.speed,
            done=past.done,
            used_kg=last.used_kg if said is None or said.load_kg is None else _used(track.exercise, last, said.load_kg),
        )
        exposures = (*track.exposures[:-1], judged_last)
        judged[name] = replace(track, exposures=exposures, tolerated=_tolerated(exposures) or track.tolerated)
    return judged


def _done_of(exposure: Exposure, said: diary.ItemReport | None, past: Past) -> float:
    """How much of one exercise was done: its own sets where they were told, else as the session (3.9, "Half done")."""
    if said is None or said.sets is None:
        return past.fraction
    return min(1.0, said.sets / exposure.plan.sets)


def _used(exercise: str, exposure: Exposure, each_kg: float) -> float | None:
    """The external total that was lifted, held the way it was asked for; None = just what was asked for.

    Of what was asked for without a weight, a pair is one in each hand.
    """
    asked = exposure.dose
    pair = asked.load_kg is None and catalogue()[exercise].implement is Implement.pair
    total = each_kg * (2 if pair else asked.count)
    return None if abs(total - asked.total_kg) <= SAME_KG * asked.count else total


def _tolerated(exposures: Sequence[Exposure]) -> Dose | None:
    """The last planned dose completed at D of at most +1 (rulebook 3.6, "Tolerated dose")."""
    for one in reversed(exposures):
        fine = one.difference is not None and one.difference <= 1 and one.fraction >= 0.5
        if one.same and one.done and fine and not one.broke and one.short < 2:
            return one.lifted if one.lighter else one.plan
    return None


def with_gone(standing: Standing, session_id: str, status: Status) -> Standing:
    """A session that did not take place: it stays in sight, and leaves nothing on the course of its exercises."""
    past = standing.session(session_id)
    if past is None:
        return standing
    left = without(standing, session_id)
    kept = replace(past, status=status, took=())
    return replace(left, past=tuple(sorted((*left.past, kept), key=lambda one: one.day)))


def with_move(standing: Standing, entry: diary.Moved) -> Standing:
    """A session that the runner put on another day; moved twice, it still comes from where it first stood."""
    # A strength session may come to the other day as its upper half.
    kinds = {Kind.STRENGTH_A.value, Kind.STRENGTH_B.value, entry.kind} if entry.kind == Kind.UPPER else {entry.kind}
    on = next(
        (one for one in standing.past if one.day == entry.origin and one.kind.value in kinds and not one.done),
        None,
    )
    if on is not None:
        standing = with_gone(standing, on.id, Status.MOVED)
    kept = tuple(
        one
        for one in standing.moves
        if (entry.day - one.to).days <= 21 and not (one.kind == entry.kind and one.to == entry.origin)
    )
    first = next(
        (one.origin for one in standing.moves if one.kind == entry.kind and one.to == entry.origin), entry.origin
    )
    return replace(standing, moves=(*kept, Move(entry.kind, first, entry.to)))

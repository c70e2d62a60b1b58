"""4 and 5: landings within the level that tests and weeks opened, and away from pain and hard days."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from core.body import LEG_REGIONS, Side
from core.catalogue import catalogue, contacts
from core.session import Item, Phase, Session
from tests.core.invariants.record import Claim, Record
from tests.core.invariants.sessions import is_s


def impact(record: Record, session: Session) -> None:
    landing = [one for one in session.items if catalogue()[one.exercise].is_contact]
    total = sum(contacts(catalogue()[one.exercise], one.dose.sets, one.dose.amount) for one in landing)
    if total != session.contacts:
        record.breach(4, session, f"contacts counted as {session.contacts}, they are {total}")
    if not landing:
        # Cut to fewer minutes, a session that would have landed claims no level.
        record.claims = [one for one in record.claims if one.session != session.id]
        return
    if not is_s(session):
        record.breach(5, session, "contacts outside a strength day")
    for key, told in record.hurts.items():
        recent = [one for one in told if 0 <= (session.day - one.day).days <= 7 and one.score >= 3]
        if key[0] in LEG_REGIONS and recent:
            record.breach(4, session, f"contacts within 7 days of {key[0]}")
    for one in record.strength(session.day):
        if (session.day - one.session.day).days < 2 and one.session.contacts:
            record.breach(5, session, "contacts on neighbouring days")
    week = sum(one.session.contacts for one in record.strength(session.day) if (session.day - one.session.day).days < 7)
    if total > 100 or total + week > 180:
        record.breach(4, session, "contacts above every cap")
    first = [one for one in session.items if one.phase not in (Phase.WARMUP, Phase.PLYO)]
    if any(one.phase is Phase.PLYO for one in session.items[session.items.index(first[0]) :]):
        record.breach(5, session, "contacts after other work")
    if record.hard(session.day) or record.run_on(session.day - timedelta(days=1)) == "long":
        record.breach(5, session, "contacts on or after a hard day")
    ladder(record, session, landing, total)


def ladder(record: Record, session: Session, landing: list[Item], total: int) -> None:
    """4: the caps of the level that a session stands on, and how it came to stand there."""
    day, at = session.day, session.elastic
    if at is None:
        record.breach(4, session, "contacts without a level")
        return
    for item in landing:
        if (catalogue()[item.exercise].level or 0) > at.level:
            record.breach(4, session, f"{item.exercise} above level {at.level}")
    before = [one for one in record.claims if one.session != session.id and record.told_stands(one.session)]
    within = [one for one in before if 0 <= (day - one.day).days < 7]
    if at.level == 0:
        if total > 10 or len(within) >= 2:
            record.breach(4, session, "more than the prep of level 0")
    else:
        heavy = 0.5 if (record.athlete.mass_kg or 0) > 100 else 1.0
        week = total + sum(one.contacts for one in within if one.level)
        if total > heavy * (0, 40, 60, 80, 100)[at.level] or week > heavy * (0, 60, 100, 140, 180)[at.level]:
            record.breach(4, session, f"{total} contacts, {week} in 7 days at level {at.level}")
    born = record.athlete.born
    if at.level > 2 and born is not None and day.year - born < 18:
        record.breach(4, session, "level 3 under 18")
    last = before[-1] if before else None
    flares = [
        one.day
        for key, told in record.hurts.items()
        if key[0] in LEG_REGIONS
        for one in told
        if one.score >= 3 and one.day <= day
    ]
    if last is not None and any(last.day <= one <= day for one in flares):
        if at.level > max(0, last.level - 1):
            record.breach(4, session, f"level {at.level} after a flare, was {last.level}")
        usual = max(one.contacts for one in before if (last.day - one.day).days <= 28)
        if at.level and total > usual * 0.5:
            record.breach(4, session, f"{total} contacts after a flare, were {usual}")
    level = last.level if last is not None else 0
    if at.level > level:
        opened(record, session, at.level, level, before, flares)
    record.claims = [one for one in record.claims if one.day != day]
    record.claims.append(Claim(day, session.id, at.level, total))


def opened(record: Record, session: Session, level: int, was: int, before: list[Claim], flares: list[date]) -> None:
    day = session.day
    if level > was + 1:
        record.breach(4, session, f"level {was} to {level}")
    same = [one.day for one in before if one.level != was]
    since = next((one.day for one in before if not same or one.day > same[-1]), day)
    if level > 1 and (day - since).days < (0, 0, 28, 28, 42)[level]:
        record.breach(4, session, f"level {level} after {(day - since).days} days")
    rises = [b.day for a, b in itertools.pairwise(before) if b.level > a.level]
    if rises and (day - rises[-1]).days < 28:
        record.breach(4, session, f"level {level} within four weeks of another rise")
    needed = {
        1: (("balance", 30), ("ten_steps", 10)), 2: (("heel_raise", 15), ("hop_screen", 10)),
        3: (("heel_raise", 20),), 4: (("heel_raise", 25),),
    }[level]  # fmt: skip
    for test, least in needed:
        for side in (Side.left, Side.right):
            told = record.tested.get((test, side))
            if told is None or told.value < least or (told.pain or 0) > 2:
                record.breach(4, session, f"level {level} without {test}")
    if level == 1:
        last = max((one for one in flares), default=None)
        prep = [one.day for one in before if one.level == 0 and (last is None or one.day > last)]
        if len(prep) < 3 or (day - prep[0]).days < 14:
            record.breach(4, session, "level 1 without its prep")

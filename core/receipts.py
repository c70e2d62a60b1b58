"""Receipts: what was prescribed and from what, made again from the same diary; and what another answer would have done.

A prescription is an entry, stored whole with the versions, the number of entries and the inputs it was made from. Under
the same planner the diary up to there must give it again, to the letter; under a newer one the difference is told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core import diary, planner
from core.athlete import Athlete
from core.diary import Entry
from core.policy import policy
from core.records import dataclass
from core.session import Session, from_json, to_json
from core.standing import Standing


@dataclass(frozen=True, slots=True)
class Audit:
    """`stored` as it was sent; `again` what this planner makes of the same diary (None = no session).

    `same_rules`: it was made by this very planner and policy, so that `same` must hold. `differences` are told from
    the stored session to the one of today's rules.
    """

    stored: Session
    again: Session | None
    same: bool
    same_rules: bool
    differences: tuple[planner.Change, ...] = ()


def sent(entries: Sequence[Entry], day: date) -> diary.Prescribed | None:
    """The prescription that stood last for a day."""
    taken_back = diary.taken_back(entries)
    for entry in reversed(entries):
        if not isinstance(entry, diary.Prescribed) or entry.n in taken_back:
            continue
        if entry.session["date"] == day.isoformat():
            return entry
    return None


def audit(entries: Sequence[Entry], prescription: diary.Prescribed) -> Audit | None:
    """The receipt held against a replay of the diary. None where the diary no longer holds what it was made from."""
    stored = from_json(prescription.session)
    known = _known(entries, prescription)
    if known is None:
        return None
    athlete, standing = known
    again = planner.plan_day(athlete, standing, stored.day, prescription.day).session
    receipt = stored.receipt or {}
    return Audit(
        stored,
        again,
        again is not None and _plain(again) == _plain(stored),
        (receipt.get("planner"), receipt.get("policy")) == (planner.VERSION, policy().version),
        () if again is None else tuple(planner.differences(stored, again)),
    )


def _plain(session: Session) -> Any:
    """As the diary holds it: lists for tuples, and 8 for 8.0."""
    return json.loads(json.dumps(to_json(session)))


def _known(entries: Sequence[Entry], prescription: diary.Prescribed) -> tuple[Athlete, Standing] | None:
    """Profile and standing at the moment of a prescription."""
    count = (prescription.session.get("receipt") or {}).get("entries")
    if not isinstance(count, int):
        return None
    profiles = (one for one in reversed(entries) if isinstance(one, diary.Profile) and one.n < prescription.n)
    profile = next(profiles, None)
    if profile is None:
        return None
    return Athlete.from_json(profile.athlete), planner.read([one for one in entries if one.n <= count])


def what_if(
    athlete: Athlete, entries: Sequence[Entry], today: date, effort: float, on: date | None = None
) -> tuple[diary.Report, tuple[planner.Change, ...]] | None:
    """The last answered session, or that of the day `on`, as if `effort` (0-10) had been said of it: the answer that
    stands, and what would change. None where there is no such answer.
    """
    taken_back = diary.taken_back(entries)
    said = next(
        (
            one
            for one in reversed(entries)
            if isinstance(one, diary.Report)
            and one.effort is not None
            and one.n not in taken_back
            and (on is None or one.session.startswith(on.isoformat()))
        ),
        None,
    )
    if said is None:
        return None
    other = [_with(one, effort) if isinstance(one, diary.Report) and _of(one, said) else one for one in entries]
    before, after = planner.read(entries), planner.read(other)
    return said, tuple(planner.changes(athlete, before, after, today))


def _of(entry: diary.Report, said: diary.Report) -> bool:
    return entry.session == said.session and entry.effort is not None


def _with(entry: diary.Report, effort: float) -> diary.Report:
    return replace(entry, effort=effort)

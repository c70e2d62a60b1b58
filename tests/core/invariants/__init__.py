"""The judge: the invariants of rulebook 12, read from a diary and the sessions in it, and from nothing else.

It knows no standing and no planner. Figures are written out here on purpose, as the rulebook has them, so that a wrong
constant in the policy is found too. From core it takes only what is data: shapes, the body, the catalogue's facts and
what a kit can load.
"""

from __future__ import annotations

from collections.abc import Iterable

from core import diary
from core.session import from_json
from tests.core.golden import Book
from tests.core.invariants.doses import silence, steps
from tests.core.invariants.easing import deload, gap
from tests.core.invariants.landings import impact
from tests.core.invariants.limits import after_runs, caps, form, kit, people
from tests.core.invariants.pain import flagged, pain
from tests.core.invariants.record import Breach, Record
from tests.core.invariants.sessions import loaded_legs
from tests.core.invariants.week import placed, wished

CHECKS = (
    form, kit, pain, flagged, impact, placed, steps, deload, gap, caps, silence, after_runs, people,
)  # fmt: skip


def judge(entries: Iterable[diary.Entry]) -> list[Breach]:
    """Every breach in a diary, in its order."""
    record = Record()
    for entry in entries:
        if not isinstance(entry, diary.Prescribed):
            record.read(entry)
            continue
        session = from_json(entry.session)
        over = record.close(session.day)
        if over is not None:
            wished(record, over)
        record.make_room(session)
        for check in CHECKS:
            check(record, session)
        record.keep(session)
    return record.breaches


def breaches(book: Book) -> list[Breach]:
    """Every breach of a book whose entries do not say whose it is."""
    profile = diary.Profile(at=book.entries[0].at, day=book.entries[0].day, athlete=book.athlete.to_json())
    return judge([profile, *book.entries])


__all__ = ["Breach", "breaches", "judge", "loaded_legs"]

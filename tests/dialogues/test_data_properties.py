"""Exports that chance wrote: the round trip is exact, and nothing that cannot be planned for is taken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from bot import exchange
from bot.cards.session import session_json
from bot.words import Words
from core import diary, planner
from core.body import Kind, Region, Side
from core.standing import read
from tests.core.golden import RUNNER
from tests.dialogues.test_data import MONDAY, document

AT = st.integers(0, 40).map(lambda day: datetime(2026, 9, 1, 7, tzinfo=UTC) + timedelta(days=day))


@st.composite
def diaries(draw: st.DrawFn) -> list[diary.Entry]:
    entries: list[diary.Entry] = []
    for n, at in enumerate(sorted(draw(st.lists(AT, max_size=25))), 1):
        common = {"at": at, "day": at.date(), "n": n}
        kind = draw(st.integers(0, 6))
        if kind == 0:
            entries.append(diary.Joined(**common))  # type: ignore[arg-type]
        elif kind == 1 and entries:
            entries.append(diary.Undone(entry=draw(st.integers(1, n - 1)), **common))  # type: ignore[arg-type]
        elif kind == 2:
            where, side = draw(st.sampled_from(Region)), draw(st.sampled_from(Side))
            score, what = draw(st.integers(0, 10)), draw(st.sampled_from(Kind))
            entries.append(diary.Felt(region=where, side=side, score=score, what=what, **common))  # type: ignore[arg-type]
        elif kind == 3:
            entries.append(diary.Ran(km=draw(st.floats(1, 42)), **common))  # type: ignore[arg-type]
        elif kind == 4:
            entries.append(diary.Readiness(sleep_h=draw(st.floats(2, 12)), **common))  # type: ignore[arg-type]
        elif kind == 5:
            sent = [one.session for one in entries if isinstance(one, diary.Prescribed)]
            session, load_kg = draw(st.sampled_from(sent or [{"id": "none"}])), draw(st.none() | st.floats(0, 500))
            items = (diary.ItemReport("sq_goblet", load_kg=None if load_kg is None or load_kg < 1e-3 else load_kg),)
            entries.append(diary.Report(session=session["id"], effort=5.0, items=items, **common))  # type: ignore[arg-type]
        else:
            gone = {one.entry for one in entries if isinstance(one, diary.Undone)}
            standing = read([one for one in entries if one.n not in gone and not isinstance(one, diary.Undone)])
            session = planner.plan_day(RUNNER, standing, at.date()).session
            if session is not None:
                raw = session_json(Words(), session)
                entries.append(diary.Prescribed(session=raw, **common))  # type: ignore[arg-type]
    return [diary.from_json(diary.to_json(one) | {"n": n}) for n, one in enumerate(_closed(entries), 1)]


def _closed(entries: list[diary.Entry]) -> list[diary.Entry]:
    """Numbered without gaps, so that what is taken back is there."""
    number = {one.n: n for n, one in enumerate(entries, 1)}
    out: list[diary.Entry] = []
    for one in entries:
        if isinstance(one, diary.Undone):
            target = max((n for old, n in number.items() if old <= one.entry), default=1)
            out.append(diary.Undone(at=one.at, day=one.day, entry=target, n=number[one.n]))
        else:
            out.append(one)
    return out


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(entries=diaries())
def test_whatever_a_diary_holds_an_export_of_its_import_is_the_same(entries: list[diary.Entry]) -> None:
    today = datetime(2026, 10, 15, tzinfo=UTC).date()
    first = exchange.to_bytes(exchange.document(Words(), RUNNER, entries, today))
    brought = exchange.read(first, today)
    again = exchange.document(Words(), brought.athlete, brought.entries, today)
    assert json.loads(exchange.to_bytes(again)) == json.loads(first)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = sorted(RUNNER.to_json())


def taken(raw: dict[str, Any], today: date) -> exchange.Brought | str:
    """What was understood, or why it was refused."""
    try:
        return exchange.read(json.dumps(raw).encode(), today)
    except exchange.Unreadable as refused:
        return refused.key


@settings(max_examples=60)
@given(field=st.sampled_from(FIELDS), value=JSON)
def test_no_profile_however_strange_is_taken_that_cannot_be_planned_for(field: str, value: Any) -> None:
    today = MONDAY.date()
    raw = document()
    raw["athlete"][field] = value
    brought = taken(raw, today)
    if isinstance(brought, str):
        assert brought in ("field", "no_plan", "broken", "broken_text")
        return
    assert exchange.read(exchange.to_bytes(exchange.document(Words(), brought.athlete, (), today)), today) == brought


@settings(max_examples=60)
@given(kind=st.sampled_from(sorted(diary.TYPES)), more=st.dictionaries(st.sampled_from(
    ["region", "side", "score", "what", "session", "effort", "soreness", "items", "entry", "start", "until", "days",
     "athlete", "to", "origin", "on", "kind", "km", "n", "at", "day", "fraction", "minutes", "regions", "extra"]),
    JSON, max_size=5))  # fmt: skip
def test_no_entry_however_strange_breaks_the_reader(kind: str, more: dict[str, Any]) -> None:
    today = MONDAY.date()
    entry = {"at": "2026-11-20T07:00:00+00:00", "day": "2026-11-20", "type": kind, **more}
    brought = taken(document(RUNNER, [entry]), today)
    assert not isinstance(brought, str) or Words().has(f"data.{brought}")

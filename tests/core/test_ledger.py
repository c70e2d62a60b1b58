"""The tissue ledger: what work and runs write into it by side, and the week's ramp that only ever lowers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from core import diary, ledger, planner, tissues
from core.athlete import Run, RunKind
from core.catalogue import catalogue, contacts
from core.figures import FiguresError, packaged
from core.ledger import Room
from core.session import Dose, Item, Phase
from core.standing import Standing, read
from core.tissues import Load, of_items, table
from tests.core.golden import MONDAY, Book

TISSUES = tuple(table().tissues)


def line(exercise: str, sets: int, amount: int = 10, phase: Phase = Phase.TENDON, **more: object) -> Item:
    return Item(phase, exercise, Dose(sets, amount, catalogue()[exercise].unit.value), **more)  # type: ignore[arg-type]


def lived(days: int = 36) -> Book:
    book = Book()
    book.to(MONDAY + timedelta(days=days))
    return book


def this_week(book: Book, day: date | None = None) -> dict[str, Load]:
    return ledger.weeks(book.athlete, book.standing, day or book.day, 1)[0]


# --- what is written ---


def test_a_set_counts_by_its_tier_on_each_side() -> None:
    assert of_items([line("hr_two", 3)])["achilles"] == (3, 3)
    assert of_items([line("hr_one", 3, sided=True)])["achilles"] == (6, 6)
    assert of_items([line("hr_step", 2, sided=True)])["achilles"] == (6, 6)
    assert "achilles" not in of_items([line("deadbug", 3)])


def test_the_extra_set_of_a_weak_side_counts_on_that_side_alone() -> None:
    assert of_items([line("hr_one", 3, sided=True, extra_side="left")])["achilles"] == (8, 6)


def test_twenty_landings_count_as_a_set_of_their_tier() -> None:
    pogo = catalogue()["pogo"]
    item = line("pogo", 2, 10, Phase.PLYO)
    left, _ = of_items([item])["achilles"]
    assert left == pytest.approx(3 * contacts(pogo, 2, 10) / 20)


def test_two_kilometres_count_as_a_set_of_running() -> None:
    assert tissues.of_km(8)["achilles"] == 16
    assert tissues.of_km(8)["patellar"] == 8


def test_deeper_bends_count_more_for_the_kneecap_tendon() -> None:
    patellar = table().tissues["patellar"]
    tiers = [patellar.tier(catalogue()[name]) for name in ("stepup", "sq_box", "sq_goblet", "sl_hop")]
    assert tiers == [1, 1, 2, 3]


def test_every_exercise_that_loads_a_region_is_in_some_tissue_of_it() -> None:
    """A working exercise whose first region is one of a tissue's own writes to that tissue."""
    for exercise in catalogue().by_id.values():
        for tissue in table().tissues.values():
            if exercise.is_working and exercise.first_region in tissue.regions and tissue.by == "regions":
                assert tissue.tier(exercise) > 0, (tissue.id, exercise.id)


def test_a_week_holds_its_sessions_and_its_runs() -> None:
    book = lived(9)
    km = 8 + 8 + 6 + 18  # the quality run's length is not known and counts as 8
    without = ledger.weeks(replace(book.athlete, runs=(Run(),) * 7), book.standing, MONDAY + timedelta(days=6), 1)[0]
    whole = this_week(book, MONDAY + timedelta(days=6))
    assert whole["achilles"].left - without["achilles"].left == pytest.approx(4 * km / 2)
    assert without["achilles"].left > 0


def test_a_told_run_stands_for_the_planned_one_of_its_day() -> None:
    book = lived(9)
    sunday = MONDAY + timedelta(days=6)
    before = this_week(book, sunday)["shin"].left
    book.add(diary.Ran(at=book.at(), day=sunday, km=28))
    assert this_week(book, sunday)["shin"].left - before == pytest.approx(4 * 10 / 2)


def test_half_a_session_writes_half_and_a_skipped_one_nothing() -> None:
    whole, half, skipped = Book(), Book(), Book()
    for book in (whole, half, skipped):
        book.to(MONDAY + timedelta(days=1))
        book.athlete = replace(book.athlete, runs=(Run(),) * 7)
        book.morning()
    tuesday = MONDAY + timedelta(days=1)
    whole.rate()
    half.rate(fraction=0.5)
    skipped.add(diary.Skipped(at=skipped.at(), day=tuesday, session=skipped.sent[tuesday].id))
    assert this_week(half)["hamstring"].left == this_week(whole)["hamstring"].left / 2
    assert "hamstring" not in this_week(skipped)


def test_nobody_runs_while_away() -> None:
    book = lived(9)
    book.add(diary.Away(at=book.at(), day=MONDAY, why="travel", start=MONDAY, until=MONDAY + timedelta(days=6)))
    rested = this_week(book, MONDAY + timedelta(days=6))
    assert "shin" not in rested


def test_a_replay_has_the_same_ledger() -> None:
    book = lived()
    assert ledger.weeks(book.athlete, read(book.entries), book.day, 5) == ledger.weeks(
        book.athlete, book.standing, book.day, 5
    )
    assert Standing.from_json(book.standing.to_json()) == book.standing


def test_what_was_left_undone_is_not_made_up_for_in_the_same_week() -> None:
    """The week to come counts less for it, this one does not: half a session frees no set of the next (3.7)."""
    whole, half = lived(29), lived(29)
    for book, fraction in ((whole, 1.0), (half, 0.5)):
        assert book.morning() is not None
        book.rate(fraction=fraction)
        book.day += timedelta(days=3)
    soon, later = (ledger.room(half.athlete, half.standing, half.day + timedelta(days=days), "") for days in (0, 7))
    assert soon.held == ledger.room(whole.athlete, whole.standing, whole.day, "").held
    assert (
        later.limit["hamstring"].left
        <= ledger.room(whole.athlete, whole.standing, whole.day + timedelta(days=7), "").limit["hamstring"].left
    )


# --- the ramp ---


def work(book: Book) -> dict[str, int]:
    session = planner.plan_day(book.athlete, book.standing, book.day).session
    assert session is not None
    return {one.exercise: one.dose.sets for one in session.items if one.slot}


def test_on_the_usual_week_nothing_is_lowered() -> None:
    book = lived(36)
    book.day = MONDAY + timedelta(days=36)
    session = planner.plan_day(book.athlete, book.standing, book.day).session
    assert session is not None
    assert not any(one.code == "tissue_ramp" for item in session.items for one in item.reasons)


def test_a_week_of_far_more_running_takes_sets_from_what_loads_the_same_tissues_and_says_so() -> None:
    plain, more = lived(36), lived(36)
    for ago in range(1, 6):
        more.add(diary.Ran(at=more.at(), day=more.day - timedelta(days=ago), km=16))
    session = planner.plan_day(more.athlete, more.standing, more.day).session
    assert session is not None
    lowered = [one for one in session.items if any(why.code == "tissue_ramp" for why in one.reasons)]
    assert lowered
    assert sum(work(more).values()) < sum(work(plain).values())
    before = work(plain)
    assert all(sets <= before.get(name, sets) for name, sets in work(more).items())
    # The season's plan is kept: a later week goes on from it.
    assert all(one.plan is not None and one.plan.sets > one.dose.sets for one in lowered)


def test_the_first_two_weeks_have_no_ramp() -> None:
    book = lived(8)
    book.add(diary.Ran(at=book.at(), day=book.day - timedelta(days=1), km=60))
    assert ledger.room(book.athlete, book.standing, book.day, "").limit == {}


EXERCISES = ("sq_goblet", "rdl", "splitsq", "hr_two", "hr_one", "soleus_seat", "deadbug", "row_1", "sideleg")


@settings(max_examples=200, deadline=None)
@given(
    sets=st.lists(st.integers(1, 4), min_size=len(EXERCISES), max_size=len(EXERCISES)),
    held=st.lists(st.integers(0, 60), min_size=len(TISSUES), max_size=len(TISSUES)),
    limit=st.lists(st.integers(0, 70), min_size=len(TISSUES), max_size=len(TISSUES)),
    extra=st.integers(0, 20),
)
def test_the_ramp_never_raises_keeps_a_set_and_is_stricter_the_fuller_the_week(
    sets: list[int], held: list[int], limit: list[int], extra: int
) -> None:
    items = [line(name, count) for name, count in zip(EXERCISES, sets, strict=True)]
    most = {name: Load(one, one) for name, one in zip(TISSUES, limit, strict=True)}

    def after(more: int) -> list[int]:
        full = {name: Load(one + more, one) for name, one in zip(TISSUES, held, strict=True)}
        room = Room(full, lambda: most)
        kept = ledger.lowered(items, room)
        for name in room.over(kept):
            # What is still over has nothing left to give.
            tissue = table().tissues[name]
            assert all(
                one.dose.sets == 1
                for one in kept
                if tissue.tier(catalogue()[one.exercise]) >= 2
                or (tissue.tier(catalogue()[one.exercise]) and catalogue()[one.exercise].first_region in tissue.regions)
            )
        return [one.dose.sets for one in kept]

    now, fuller = after(0), after(extra)
    assert all(1 <= one <= before for one, before in zip(now, sets, strict=True))
    assert sum(fuller) <= sum(now)


@settings(max_examples=200, deadline=None)
@given(
    sets=st.lists(st.integers(1, 4), min_size=len(EXERCISES), max_size=len(EXERCISES)),
    taken=st.lists(st.integers(0, 3), min_size=len(EXERCISES), max_size=len(EXERCISES)),
    held=st.lists(st.integers(0, 60), min_size=len(TISSUES), max_size=len(TISSUES)),
    limit=st.lists(st.integers(0, 70), min_size=len(TISSUES), max_size=len(TISSUES)),
)
def test_what_a_report_takes_out_of_one_exercise_leaves_no_room_for_a_set_of_another(
    sets: list[int], taken: list[int], held: list[int], limit: list[int]
) -> None:
    usual = [line(name, count, slot=name) for name, count in zip(EXERCISES, sets, strict=True)]
    fewer = [max(1, count - one) for count, one in zip(sets, taken, strict=True)]
    worse = [line(name, count, slot=name) for name, count in zip(EXERCISES, fewer, strict=True)]
    room = Room(
        {name: Load(one, one) for name, one in zip(TISSUES, held, strict=True)},
        lambda: {name: Load(one, one) for name, one in zip(TISSUES, limit, strict=True)},
    )
    good, bad = ledger.lowered(usual, room, most=usual), ledger.lowered(worse, room, most=usual)
    assert all(one.dose.sets <= other.dose.sets for one, other in zip(bad, good, strict=True))


@settings(max_examples=25, deadline=None)
@given(km=st.lists(st.integers(0, 40), min_size=7, max_size=7), day=st.integers(15, 40))
def test_more_running_this_week_never_makes_a_session_larger(km: list[int], day: int) -> None:
    book = lived(day)
    for ago, one in enumerate(km, 1):
        book.add(diary.Ran(at=book.at(), day=book.day - timedelta(days=ago), km=float(one)))
    less = planner.plan_day(book.athlete, book.standing, book.day).session
    book.add(diary.Ran(at=book.at(), day=book.day - timedelta(days=1), km=20.0))
    more = planner.plan_day(book.athlete, book.standing, book.day).session
    if less is None or more is None or less.kind is not more.kind:
        return
    assert more.working_sets <= less.working_sets


# --- the file ---


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('by = "patellar"', 'by = "guess"', "must be one of"),
        ("nordic = 4", "nordic = 9", "a tier is 0 to 4"),
        ("nordic = 4", "nordiq = 4", "is no exercise"),
        ("up_x = 1.3", "up_x = 0.9", "must be 1 or more"),
        ("contacts = 20", "contacts = 0", "more than zero"),
        ("[ramp]", "[ramps]", "'ramp' is missing"),
        ('tag = "DC", source = "only until', 'tag = "guess", source = "only until', "'tag' must be one of"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_with_its_place(old: str, new: str, complaint: str) -> None:
    text = packaged("tissues.toml")
    assert old in text
    with pytest.raises(FiguresError, match=complaint):
        tissues.read_table(text.replace(old, new, 1))


def test_quality_days_without_a_length_have_a_usual_one() -> None:
    book = lived(9)
    athlete = replace(book.athlete, runs=(Run(RunKind.QUALITY), *(Run(),) * 6))
    bare = ledger.weeks(athlete, Standing(joined=MONDAY), MONDAY, 1)[0]
    assert bare["shin"].left == 4 * 8 / 2

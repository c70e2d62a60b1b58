"""With a bone in question: what may load it, land on it, or be asked of it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings, strategies as st

from core import diary, episodes, pain, planner
from core.body import Region
from core.catalogue import catalogue, loads_region
from core.pain import Band
from tests.core.golden import MONDAY, Book
from tests.core.hurting import flagged, lived, only

TUESDAY = MONDAY + timedelta(days=1)


def test_behind_a_flagged_bone_nothing_loads_the_region_even_after_clearance_at_the_least_pain() -> None:
    book = lived()
    flagged(book, "bone_stress", "shin", side="left")
    book.day += timedelta(days=60)
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="bone_stress"))
    assert not pain.troubles(book.standing, book.day)
    book.felt("shin", "left", 1, "now")
    (trouble,) = pain.troubles(book.standing, book.day)
    assert (trouble.band, trouble.no_pain) == (Band.RED, True)
    session = planner.plan_day(book.athlete, book.standing, book.day + timedelta(days=1)).session
    loaded = session.items if session is not None else ()
    assert not any(loads_region(catalogue()[one.exercise], Region.shin) for one in loaded)
    # The same ache on the other side is an ordinary one.
    book.felt("shin", "right", 1, "now")
    assert len(pain.troubles(book.standing, book.day)) == 1


def test_after_a_bone_stress_injury_nothing_lands_for_half_a_year_and_then_only_without_pain() -> None:
    book = lived()
    flagged(book, "bone_stress", "foot")
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="bone_stress"))
    assert pain.contacts_banned(book.standing, book.day + timedelta(days=150))
    book.day += timedelta(days=200)
    assert not pain.contacts_banned(book.standing, book.day)
    book.felt("knee", "left", 1, "now", "joint")
    assert pain.contacts_banned(book.standing, book.day)


def test_a_red_part_is_not_offered_holds_where_a_bone_may_be_behind_it() -> None:
    book = lived()
    book.felt("achilles", "left", 7, "now")
    assert not only(book).isometrics
    book.day += timedelta(days=2)
    book.felt("achilles", "left", 3, "now")
    assert only(book).isometrics
    other = lived()
    other.felt("shin", "left", 7, "now", "bone")
    other.day += timedelta(days=2)
    other.felt("shin", "left", 3, "now", "bone")
    assert not only(other).isometrics


def test_a_bone_flagged_on_one_side_and_then_the_other_is_in_question_on_both() -> None:
    book = lived()
    flagged(book, "bone_stress", "shin", side="left")
    flagged(book, "bone_stress", "shin", side="right")
    book.day += timedelta(days=1)
    book.add(diary.Cleared(at=book.at(), day=book.day, flag="bone_stress"))
    for side in ("left", "right"):
        book.felt("shin", side, 1, "now")
    assert [one.band for one in pain.troubles(book.standing, book.day)] == [Band.RED, Band.RED]


@settings(max_examples=60, deadline=None)
@given(
    region=st.sampled_from(["foot", "shin", "hip", "hip_flexor", "adductor"]),
    flag=st.sampled_from(["bone_stress", "femoral_neck", "fracture"]),
    cleared_after=st.one_of(st.none(), st.integers(1, 90)),
    pained_after=st.integers(91, 200),
    score=st.integers(1, 10),
    when=st.sampled_from(["morning", "during", "after", "now"]),
)
def test_with_a_bone_in_question_any_pain_takes_the_region_out(
    region: str, flag: str, cleared_after: int | None, pained_after: int, score: int, when: str
) -> None:
    book = Book()
    start = book.day
    flagged(book, flag, region, side="left")
    if cleared_after is not None:
        book.day = start + timedelta(days=cleared_after)
        book.add(diary.Cleared(at=book.at(), day=book.day, flag=flag))
    book.day = start + timedelta(days=pained_after)
    book.felt(region, "left", score, when)
    for ahead in range(3):
        session = planner.plan_day(book.athlete, book.standing, book.day + timedelta(days=ahead)).session
        for item in session.items if session is not None else ():
            assert not loads_region(catalogue()[item.exercise], Region(region)), item.exercise
            assert not catalogue()[item.exercise].is_contact


def test_how_an_exercise_is_done_follows_the_row_of_what_hurts() -> None:
    book = lived()
    book.felt("knee", "left", 4, "now", "joint")
    assert episodes.forms(book.standing, book.day)["sq_box"] == "high_seat"
    assert episodes.forms(book.standing, book.day + timedelta(days=8)) == {}
    book.felt("achilles", "left", 4, "now")
    assert only_part(book, Region.achilles).runs == ("strides", "uphill")


def only_part(book: Book, region: Region) -> episodes.Episode:
    return next(one for one in episodes.episodes(book.standing, book.day) if one.region is region)

"""Where runners stand is kept in few words: what many are asked for is written one way and read once."""

from __future__ import annotations

import json
from datetime import date

from core.session import Dose
from core.standing import Standing
from core.standing.memory import Exposure, Track
from tests.core.golden import RUNNER, Book, day


def asked(*doses: Dose) -> Standing:
    exposures = tuple(Exposure(f"s{n}", date(2026, 11, 23), dose, asked=doses[0]) for n, dose in enumerate(doses))
    return Standing(tracks={"squat/sq": Track("sq", date(2026, 11, 23), doses[-1], exposures)})


def again(standing: Standing) -> Standing:
    return Standing.from_json(json.loads(json.dumps(standing.to_json())))


def test_two_runners_who_were_asked_for_the_same_have_the_very_same_dose() -> None:
    one, other = (again(asked(Dose(3, 8, load_kg=8))).tracks["squat/sq"] for _ in range(2))
    assert one.plan is other.plan is one.exposures[0].plan


def test_whoever_lifts_eight_kilos_is_remembered_alike_as_8_and_as_8_0() -> None:
    assert json.dumps(asked(Dose(3, 8, load_kg=8)).to_json()) == json.dumps(asked(Dose(3, 8, load_kg=8.0)).to_json())


def test_another_dose_in_the_same_week_stays_another() -> None:
    standing = asked(Dose(3, 8, load_kg=8), Dose(3, 8, load_kg=8.5), Dose(2, 30, "seconds", tempo=None))
    assert again(standing) == standing


def test_a_week_with_everything_in_it_is_the_same_after_it_was_kept() -> None:
    book = Book(RUNNER, day(1, "mon"))
    book.to(day(4, "mon"))
    assert again(book.standing) == book.standing

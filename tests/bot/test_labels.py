"""Which button is meant by what somebody types."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.messages import Button, Style
from bot.turns.labels import meant, whole

MONDAY = date(2026, 11, 23)


def named(*labels: str, primary: str = "", danger: str = "") -> list[Button]:
    styles = {primary: Style.PRIMARY, danger: Style.DANGER}
    return [Button(one, one, styles.get(one, Style.PLAIN)) for one in labels]


SIDES = named("Left knee only", "Right knee only", "Why?", "Undo")
SIGNS = named("The knee locks", "It is swollen", "None of these", primary="None of these")
DAYS = named("Tue (upper body)", "Thu", "Fri", "Back")
OFFER = named("5 days", "7 days", "Take it", "Leave it", primary="Take it")
ERASE = named("Erase everything", "Keep it", primary="Keep it", danger="Erase everything")


@pytest.mark.parametrize(
    ("said", "shown", "label"),
    [
        ("left", [SIDES], "Left knee only"), ("the left one", [SIDES], "Left knee only"),
        ("left", [SIGNS, SIDES], "Left knee only"), ("knee", [SIDES], None), ("locks", [SIGNS], "The knee locks"),
        ("thursday", [DAYS], "Thu"), ("on Tue", [DAYS], "Tue (upper body)"), ("tomorrow", [DAYS], "Tue (upper body)"),
        ("yes", [OFFER], "Take it"), ("no", [OFFER], "Leave it"), ("no thanks", [OFFER, SIDES], "Leave it"),
        ("no", [SIDES, OFFER], None), ("yes", [ERASE], None), ("no", [ERASE], None), ("erase", [ERASE], None),
        ("7", [OFFER], None), ("", [OFFER], None), ("yes", [], None),
        ("left my phone in the gym so no data", [SIDES], None),
    ],
)  # fmt: skip
def test_a_few_words_mean_the_one_button_they_fit(said: str, shown: list[list[Button]], label: str | None) -> None:
    found = meant(said, shown, MONDAY)
    assert (None if found is None else found.label) == label


def test_a_whole_label_is_meant_whatever_its_symbols_and_even_where_it_cannot_be_taken_back() -> None:
    assert whole("erase everything!", ERASE) == ERASE[0]
    assert whole("i can’t say", named("✓ I can't say")) is not None
    assert whole("7", named("7")) is None
    assert whole("1-2", named("1–2")) is not None
    assert whole("6+", named("6+")) is not None
    assert whole("6+", named("6")) is None
    assert whole("left", SIDES) is None

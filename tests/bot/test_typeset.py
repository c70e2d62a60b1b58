"""What belongs together stands on one line of a phone, on whichever platform."""

from __future__ import annotations

import pytest

from adapters.messages import Card, Field, Line, Notice, Text, line, mono, quiet, strong
from adapters.stored import message_from_json, message_to_json
from bot.words import Words
from bot.words.typeset import bound, typeset


def test_no_line_ends_in_the_middle_of_a_dose() -> None:
    told = bound("Single-leg balance: 3 × 30 s / side → 2 × 30 s / side, rest 90 s, 41 min, 8 km")
    assert told.split(" ") == [
        "Single-leg", "balance:", "3\u00a0×\u00a030\u00a0s\u00a0/\u00a0side", "→",
        "2\u00a0×\u00a030\u00a0s\u00a0/\u00a0side,", "rest\u00a090\u00a0s,", "41\u00a0min,", "8\u00a0km",
    ]  # fmt: skip


def test_no_line_ends_in_the_middle_of_a_range_or_begins_with_a_dot() -> None:
    assert bound("effort 4–5 of 10 · hold").split(" ") == ["effort\u00a04–\u20605\u00a0of\u00a010\u00a0·", "hold"]


@pytest.mark.parametrize(
    "whole",
    [
        "2 × 8 with 2 × 8 kg",
        "1 × 8 / side with 8 kg",
        "rest 90 s",
        "41 → 28 min",
        "0 to 10",
        "27 Sep",
        "3-1-1",
        "30 s each side",
    ],
)
def test_what_belongs_together_stays_on_one_line(whole: str) -> None:
    told = bound(f"Before it {whole}, after it")
    assert whole in [one.replace("\u00a0", " ").replace("\u2060", "").rstrip(",") for one in told.split(" ")]


def test_a_date_or_a_code_can_be_copied_as_it_stands() -> None:
    for text in ("2026-11-24", "AB23-45CD"):
        assert bound(text) == text


def test_a_number_stays_with_the_word_that_it_stands_for() -> None:
    told = bound("0 rest · 3 moderate · 10 all-out")
    assert told.split(" ") == ["0", "rest\u00a0·", "3\u00a0moderate\u00a0·", "10\u00a0all-out"]


def test_every_running_text_of_a_card_is_bound_and_its_tables_are_left_to_the_platform() -> None:
    table = line(mono("1"), mono("Goblet squat"), mono("3 × 8"))
    card = Card("8 kg", (line("8 kg ", strong("9 km")), table), (Field("3 of 5", "10 min"),), "rest 90 s")
    assert typeset(card) == Card(
        "8\u00a0kg",
        (line("8\u00a0kg ", strong("9\u00a0km")), table),
        (Field("3\u00a0of\u00a05", "10\u00a0min"),),
        "rest\u00a090\u00a0s",
    )
    assert typeset(Notice("8 kg")) == Notice("8\u00a0kg")
    assert typeset(Text((Line((quiet("easy"),)),))) == Text((line(quiet("easy")),))


@pytest.mark.parametrize("key", ["rate.short", "problem.needs_score", "problem.needs_effort", "typed.same_as_what"])
def test_a_question_for_a_number_says_up_to_which(key: str) -> None:
    asked = Words("en")(key, fragment="calf", name="squat")
    (found,) = {
        typeset(Text((line(asked),))),
        typeset(message_from_json(message_to_json(typeset(Text((line(asked),)))))),
    }
    assert isinstance(found, Text)
    assert found.scale == 10
    told = typeset(Card("Effort", (line("3 hard · 10 all-out"), line("0 to 10 is the scale."), line("Sore?"))))
    assert isinstance(told, Card)
    assert told.scale == 0

"""The answers about a pain's kind and place, typed instead of tapped."""

from __future__ import annotations

import pytest

from bot.grammar.pain_words import read_kind, read_site

SPOT, WHOLE = {"spot": True}, {"spot": False}


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("one small spot", SPOT), ("The whole muscle", WHOLE), ("all over", WHOLE), ("muscle", WHOLE),
        ("one spot, not at rest", SPOT | {"at_rest": False}), ("only when I move", {"at_rest": False}),
        ("at night too", {"at_rest": True}), ("No swelling.", {"swollen": False}),
        ("not swollen, hot or red", {"swollen": False}), ("2 days after training", {"after_training": True}),
        ("since Saturday's run", {"after_training": True}), ("came from nowhere", {"after_training": False}),
        ("whole calf, fine at rest, no swelling, came on the day after the gym",
         WHOLE | {"at_rest": False, "swollen": False, "after_training": True}),
        ("spot, night, not swollen, out of nowhere",
         SPOT | {"at_rest": True, "swollen": False, "after_training": False}),
        ("skip", {}), ("not sure", {}), ("that's it", {}), ("I don't know", {}),
    ],
)  # fmt: skip
def test_the_kind_of_a_pain_is_read(said: str, answers: dict[str, bool]) -> None:
    assert read_kind(said) == answers


@pytest.mark.parametrize(
    "said", ["7", "calf 4", "left", "yes", "one spot or the whole muscle", "no one spot", "", "bye"]
)
def test_what_says_something_else_is_no_answer_about_the_kind(said: str) -> None:
    assert read_kind(said) is None


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("front", "front"), ("in front of the kneecap", "front"), ("below the kneecap", "front"),
        ("behind the kneecap", "under_kneecap"), ("around it", "under_kneecap"), ("on the outside", "outer"),
        ("it's on the outer side I think", "outer"), ("can't say", ""), ("skip", ""), ("left knee", None),
        ("front and outside", None), ("5", None), ("under the kneecap", None),
    ],
)  # fmt: skip
def test_a_place_in_the_knee_is_read(said: str, where: str | None) -> None:
    assert read_site(said, ("front", "under_kneecap", "outer")) == where


@pytest.mark.parametrize(
    ("said", "where"), [("at the heel bone", "insertion"), ("higher up", "mid"), ("a few cm above the heel", "mid")]
)
def test_a_place_in_the_achilles_is_read(said: str, where: str) -> None:
    assert read_site(said, ("insertion", "mid")) == where

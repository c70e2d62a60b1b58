"""What a runner has to train with, typed."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.grammar.kit import GYM_WEIGHTS, read_kit
from bot.grammar.problem import Trouble
from core.kit import Item, Kit
from tests.grammar import corpora

CORPUS = corpora.load("kit.txt")


@pytest.mark.parametrize(("phrase", "reading"), CORPUS, ids=[phrase for phrase, _ in CORPUS])
def test_a_typed_kit_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert corpora.kit(read_kit(phrase)) == reading


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(CORPUS) >= 30


def test_a_runner_who_counts_in_pounds_need_not_say_so() -> None:
    assert read_kit("dumbbells 10 20", unit="lb").dumbbells_kg == (4.54, 9.07)
    assert read_kit("dumbbells 10kg 20kg", unit="lb").dumbbells_kg == (10, 20)


def test_what_a_gym_usually_has_is_marked_as_assumed() -> None:
    found = read_kit("gym")
    assert found.gym
    assert found.weights_kg == GYM_WEIGHTS["kg"]
    assert read_kit("gym, dumbbells 5 10").dumbbells_kg == (5, 10)


@given(st.text(max_size=300))
def test_any_text_gets_a_kit_that_a_plan_can_hold(text: str) -> None:
    found = read_kit(text)
    Kit(found.items, found.weights_kg, found.bar_kg, found.plates_kg)


WORDS = sorted({word for phrase, _ in CORPUS for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_heap_of_known_words_gets_a_kit_within_range(text: str) -> None:
    found = read_kit(text)
    Kit(found.items, found.weights_kg, found.bar_kg, found.plates_kg)
    assert all(0 < kg <= 150 for kg in (*found.weights_kg, *found.plates_kg))
    assert not (found.none and found.items)


@given(
    st.lists(st.integers(1, 100).map(lambda number: number / 2), min_size=1, max_size=8, unique=True),
    st.sampled_from([" ", ", ", " / ", " and "]),
    st.sampled_from(["dumbbells", "kettlebells"]),
)
def test_weights_that_were_written_down_are_read_back(weights: list[float], between: str, what: str) -> None:
    numbers = between.join(f"{kg:g}" for kg in weights)
    for text in (f"{what} {numbers}", f"{what}: {numbers} kg", f"band, {what} {numbers}, rope"):
        found = read_kit(text)
        assert found.problems == ()
        assert found.weights_kg == tuple(sorted(weights)), text


@given(st.permutations(["band", "dumbbells 4 8", "rope", "barbell with 2x10, bar 20", "kettlebell 16", "foam roller"]))
def test_the_order_of_things_changes_nothing(things: list[str]) -> None:
    found = read_kit("; ".join(things))
    assert found.items == {Item.band, Item.dumbbells, Item.rope, Item.barbell, Item.kettlebell, Item.roller}
    assert (found.dumbbells_kg, found.kettlebells_kg, found.bar_kg, found.plates_kg) == ((4, 8), (16,), 20, (10,))


@given(st.integers(151, 10**6))
def test_a_weight_that_nobody_lifts_is_a_problem(weight: int) -> None:
    found = read_kit(f"dumbbells {weight}")
    assert found.weights_kg == ()
    assert Trouble.out_of_range in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "text", ["dumbbells 4 8 " * 900, "a" * 10_000, "2-20 in 2s " * 900, "\U0001f4aa" * 10_000, "1x" * 5_000]
)
def test_a_very_long_kit_gets_an_answer(text: str) -> None:
    read_kit(text)

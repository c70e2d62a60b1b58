"""A rating as it is typed: the corpus in ratings.txt, and what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, strategies as st

from bot.grammar.problem import Trouble
from bot.grammar.rating import Understood, understand
from core.body import Kind, Region, Side
from core.diary import Sore
from tests.grammar.corpora import EXERCISES, load, rating

CORPUS = load("ratings.txt")

NONSENSE = [
    "a" * 10_000,
    "7 " * 5_000,
    "no chest pain " * 700,
    "knee sore night foot heart side chest pain " * 250,
    "left right both calf 4 squats 8 " * 320,
    "\U0001f4a5\U0001f1e9\U0001f1ea" * 5_000,
    "مرحبا بالعالم ٧ ٣ " * 500,
    "\u202e\u200f7 3\u202c" * 1_000,
    "'; DROP TABLE entry; --" * 430,
    "<b>7</b> &amp; [x](y) `z` " * 400,
    "ﷺ" * 10_000,
    "7-8-9/10,11.12;13" * 600,
    "\x00\ud800\uffff" * 3_000,
    "ab" * 40 + " " + "qwxz " * 2_000,
    "9" * 10_000,
    "((((" * 2_500,
]


def read(text: str) -> Understood:
    return understand(text, exercises=EXERCISES)


@pytest.mark.parametrize(("phrase", "reading"), CORPUS, ids=[phrase for phrase, _ in CORPUS])
def test_a_typed_rating_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert rating(read(phrase)) == reading


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(CORPUS) >= 300
    assert len({phrase for phrase, _ in CORPUS}) == len(CORPUS)


def test_capital_letters_change_nothing() -> None:
    for phrase in (phrase for phrase, _ in CORPUS if phrase.isascii()):
        assert rating(read(phrase.upper())).lower() == rating(read(phrase.lower())).lower()


@pytest.mark.parametrize("text", NONSENSE, ids=range(len(NONSENSE)))
def test_ten_thousand_characters_of_nonsense_neither_raise_nor_take_long(text: str) -> None:
    read("7 3")
    took = []
    for _ in range(5):
        start = time.process_time()
        read(text)
        took.append(time.process_time() - start)
    assert min(took) < 0.05


def test_a_message_too_long_to_be_read_whole_says_so() -> None:
    found = read("7 3, " + "blah " * 3_000)
    assert found.effort == 7
    assert Trouble.too_long in {problem.code for problem in found.problems}


def test_a_red_flag_at_the_end_of_a_long_story_is_still_seen() -> None:
    assert [flag.name for flag in read("so today I " + "ran and " * 2_000 + "then had chest pain").flags] == [
        "chest_pain"
    ]


def test_an_open_question_about_soreness_takes_a_lone_number() -> None:
    assert understand("4", expecting="soreness").general_soreness == 4
    assert understand("4", expecting="soreness").effort is None
    assert understand("no", expecting="soreness").soreness == ()
    assert understand("none", expecting="soreness").soreness == ()
    assert understand("5 left knee", expecting="soreness").soreness == (
        Sore(Region("knee"), Side("left"), 5, Kind("joint")),
    )


def test_an_exercise_that_two_of_the_session_could_be_is_asked_back() -> None:
    found = understand("squats 8", exercises={"Goblet squat": "sq_goblet", "Wall squat hold": "iso_wall"})
    assert found.items == ()
    assert [(one.code, one.about) for one in found.problems] == [(Trouble.ambiguous, "sq_goblet,iso_wall")]


def test_an_exercise_that_is_not_in_the_session_is_no_session_effort() -> None:
    found = understand("squats 8")
    assert found.effort is None
    assert [one.code for one in found.problems] == [Trouble.unknown_exercise]


def test_nothing_said_is_nothing_understood() -> None:
    assert not read("hello there").says_something
    assert not read("").says_something
    assert read("7").says_something
    assert read("skipped").says_something


@given(st.text(max_size=300))
@example("7\u2028 3")
@example("İ 7 ǅ")
def test_any_text_gets_an_answer(text: str) -> None:
    found = read(text)
    assert found.effort is None or 0 <= found.effort <= 10
    for sore in found.soreness or ():
        assert 0 <= sore.score <= 10


WORDS = sorted({word for phrase, _ in CORPUS for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_heap_of_known_words_gets_an_answer_within_range(text: str) -> None:
    found = read(text)
    assert found.effort is None or (0 <= found.effort <= 10 and found.effort * 2 == int(found.effort * 2))
    for sore in found.soreness or ():
        assert 0 <= sore.score <= 10
        assert sore.score * 2 == int(sore.score * 2)
    assert found.fraction is None or 0 <= found.fraction <= 1


halves = st.integers(0, 20).map(lambda number: number / 2)
regions = st.sampled_from(list(Region))
named_sides = st.sampled_from(["left", "right", "both"])


def spelled(value: float) -> str:
    return f"{value:g}"


@given(halves, st.none() | halves)
def test_a_rating_that_was_written_down_is_read_back(effort: float, soreness: float | None) -> None:
    forms = [f"effort {spelled(effort)}", f"rpe {spelled(effort)}", f"{spelled(effort)}/10", spelled(effort)]
    for form in forms:
        text = form if soreness is None else f"{form}, soreness {spelled(soreness)}"
        found = read(text)
        assert (found.effort, found.general_soreness, found.problems) == (effort, soreness, ())


@given(st.dictionaries(st.tuples(regions, named_sides), halves, max_size=5), halves)
def test_parts_that_were_written_down_are_read_back(parts: dict[tuple[Region, str], float], effort: float) -> None:
    said = [f"{side} {region.value.replace('_', ' ')} {spelled(score)}" for (region, side), score in parts.items()]
    found = read(", ".join([f"effort {spelled(effort)}", *said]))
    assert found.effort == effort
    assert {(one.region, one.side.value): one.score for one in found.soreness or ()} == parts
    assert found.problems == ()


PIECES = ["effort 7", "soreness 3", "left knee 5", "right calf 2", "clean", "did 2 of 3 sets", "squats 8"]


@given(st.permutations(PIECES), st.sampled_from([", ", "; ", "\n", ". "]), st.booleans())
def test_the_order_of_what_is_said_changes_nothing(pieces: list[str], between: str, shout: bool) -> None:
    text = between.join(pieces)
    found = read(text.upper() if shout else text)
    assert (found.effort, found.general_soreness, found.technique, found.fraction) == (7, 3, "clean", 2 / 3)
    assert {(one.region.value, one.side.value, one.score) for one in found.soreness or ()} == {
        ("knee", "left", 5),
        ("calf", "right", 2),
    }
    assert [(one.exercise, one.rpe) for one in found.items] == [("sq_goblet", 8)]
    assert (found.problems, found.leftovers) == ((), ())


@given(st.integers(11, 10**6) | st.integers(-(10**6), -1), st.sampled_from(["effort", "left knee", "soreness", ""]))
def test_a_number_out_of_range_is_a_problem_and_never_a_value(value: int, what: str) -> None:
    found = read(f"{what} {value}".strip())
    assert found.effort is None
    assert not found.soreness
    assert found.general_soreness is None
    assert Trouble.out_of_range in {problem.code for problem in found.problems}


@given(st.integers(0, 100).filter(lambda number: number % 5), st.sampled_from(["effort", "left knee", "soreness"]))
def test_a_number_finer_than_halves_is_a_problem(tenths: int, what: str) -> None:
    found = read(f"{what} {tenths / 10:.1f}")
    assert (found.effort, found.general_soreness) == (None, None)
    assert [problem.code for problem in found.problems] == [Trouble.not_half]


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
ONE_PART = [
    ("calves", "calf"), ("hamstring", "hamstring"), ("hamstrings", "hamstring"), ("achilles", "achilles"),
    ("ankle", "ankle"), ("shoulder", "shoulder"), ("adductor", "adductor"), ("glutes", "glute"), ("thighs", "quad"),
    ("wrist", "wrist"),
]  # fmt: skip


@given(st.sampled_from(ONE_PART), st.data())
def test_one_slip_never_turns_a_part_into_another(pair: tuple[str, str], data: st.DataObject) -> None:
    word, region = pair
    at = data.draw(st.integers(1, len(word) - 1))
    kind = data.draw(st.sampled_from(["swap", "drop", "add", "other"]))
    letter = data.draw(LETTERS)
    slips = {
        "swap": word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        "drop": word[:at] + word[at + 1 :],
        "add": word[:at] + letter + word[at:],
        "other": word[:at] + letter + word[at + 1 :],
    }
    found = read(f"{slips[kind]} 4")
    assert {one.region.value for one in found.soreness or ()} <= {region}


def test_a_number_and_a_side_behind_what_hurt_are_of_that_part_and_nothing_is_missing() -> None:
    said = understand("heel raises hurt my achilles, 4 left", exercises={"Two-leg heel raise": "hr_two"})
    assert [(one.region.value, one.side.value, one.score) for one in said.soreness or ()] == [("achilles", "left", 4.0)]
    assert (said.effort, said.problems) == (None, ())

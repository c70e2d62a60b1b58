"""Red flags in typed words: what stops the plan, and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.grammar import flags
from bot.grammar.rating import understand
from tests.grammar import corpora

CORPUS = corpora.load("flags.txt")
FIRING = [(phrase, reading) for phrase, reading in CORPUS if reading != "-"]


@pytest.mark.parametrize(("phrase", "reading"), CORPUS, ids=[phrase for phrase, _ in CORPUS])
def test_a_phrase_is_a_red_flag_or_is_not(phrase: str, reading: str) -> None:
    assert corpora.flags(flags.find(phrase)) == reading


def test_the_corpus_holds_both_sides() -> None:
    assert len(CORPUS) >= 80
    assert len(CORPUS) - len(FIRING) >= 40


def test_every_flag_is_in_the_corpus() -> None:
    for name, urgency in flags.URGENCY.items():
        assert any(f"{name} {urgency}" in reading for _, reading in FIRING), name


def test_a_red_flag_outranks_whatever_else_the_message_says() -> None:
    for phrase in (phrase for phrase, _ in FIRING if "?" not in phrase):
        names = {flag.name for flag in flags.find(phrase)}
        for message in (f"7 3, {phrase}", f"{phrase}, calves 4", f"{phrase.upper()}. easy"):
            assert names <= {flag.name for flag in understand(message).flags}, message


def test_what_is_no_red_flag_stays_none_beside_a_rating() -> None:
    for phrase in (phrase for phrase, reading in CORPUS if reading == "-"):
        assert understand(f"{phrase}, effort 7").flags == (), phrase


@pytest.mark.parametrize(
    "noun",
    ["chest pain", "palpitations", "numbness", "fever", "fainting", "dizziness", "swelling in the knee", "dark urine",
     "slurred speech", "tingling in my foot"],
)  # fmt: skip
def test_a_plain_no_is_believed(noun: str) -> None:
    for denial in (
        f"no {noun}",
        f"without {noun}",
        f"I had no {noun}",
        f"didn't have any {noun}",
        f"{noun}? no",
        f"{noun}: none",
    ):
        assert flags.find(denial) == (), denial
    assert flags.find(noun) != ()
    assert flags.find(f"no energy, {noun}") != ()


def test_a_flag_says_where_it_was_read() -> None:
    (flag,) = flags.find("7 3, left knee locked on the stairs")
    assert (flag.fragment, flag.side.value, [one.value for one in flag.regions]) == ("knee locked", "left", ["knee"])
    assert "7 3, left knee locked on the stairs"[flag.start : flag.end] == flag.fragment


def test_flags_come_with_the_most_urgent_first() -> None:
    found = flags.find("shin hurts at night, left calf swollen, chest pain, fever")
    assert [flag.urgency.value for flag in found] == ["emergency", "emergency", "soon", "soon"]


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        ("the doctor cleared me", True),
        ("physio says ok", True),
        ("my GP signed me off, said it's fine", True),
        ("signed off by my physio", True),
        ("green light from the cardiologist", True),
        ("doctor has not cleared me", False),
        ("it's gone, I feel fine", False),
        ("cleared", False),
    ],
)
def test_clearance_is_a_professionals_word(text: str, cleared: bool) -> None:
    assert flags.clearance(text) is cleared


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    flags.find(text)
    flags.clearance(text)


WORDS = sorted({word for phrase, _ in CORPUS for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_heap_of_alarming_words_gets_an_answer(text: str) -> None:
    found = flags.find(text)
    assert len({flag.name for flag in found}) == len(found)
    assert all(flag.urgency is flags.URGENCY[flag.name] for flag in found)

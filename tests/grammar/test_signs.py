"""Answers to the questions about a painful part: which signs are there, which are not, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.grammar.sign_answers import read
from tests.grammar import corpora

CORPUS = corpora.load("signs.txt")
SWELLINGS = ("swollen", "swelling", "it is swollen", "a bit swollen")


@pytest.mark.parametrize(("phrase", "reading"), CORPUS, ids=[phrase for phrase, _ in CORPUS])
def test_a_phrase_says_which_signs_there_are(phrase: str, reading: str) -> None:
    assert corpora.signs(read(phrase)) == reading


@pytest.mark.parametrize("phrase", SWELLINGS)
def test_no_sign_that_is_said_is_taken_for_a_no(phrase: str) -> None:
    for message in (phrase, f"no pop but {phrase}", f"no locking. {phrase}", f"{phrase}, no numbness", f"no, {phrase}"):
        found = read(message)
        assert found is None or "swollen" in found.said, message
        assert found is None or "swollen" not in found.denied, message


WORDS = sorted({word for phrase, _ in CORPUS for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(max_size=120))
def test_any_text_gets_an_answer(text: str) -> None:
    found = read(text)
    assert found is None or not found.said & found.denied

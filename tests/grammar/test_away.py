"""Being away and back in one typed line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.grammar import away, illness
from bot.grammar.away import Leaving, Returning
from tests.grammar import corpora

TODAY = date(2026, 11, 24)
AWAY = corpora.load("away.txt")


@pytest.mark.parametrize(("phrase", "reading"), AWAY, ids=[phrase for phrase, _ in AWAY])
def test_a_line_about_being_away_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert corpora.away(away.read(phrase, TODAY)) == reading


def test_behind_the_command_less_is_enough() -> None:
    found = away.read("until friday", TODAY, asked=True)
    assert isinstance(found, Leaving)
    assert found.until == date(2026, 11, 27)
    assert away.read("visiting my aunt in Norway", TODAY, asked=True) == Leaving("", TODAY)


def test_one_word_that_means_nothing_is_no_absence() -> None:
    assert away.read("banana", TODAY, asked=True) is None


@pytest.mark.parametrize("name", ["ratings.txt", "weeks.txt", "runs.txt", "races.txt", "kit.txt"])
def test_what_other_lines_say_is_not_taken_for_being_away(name: str) -> None:
    # What says nothing there may well be about days away.
    said = [phrase for phrase, meant in corpora.load(name) if not meant.startswith("left")]
    taken = [phrase for phrase in said if isinstance(away.read(phrase, TODAY), Leaving)]
    assert all(corpora.away(away.read(one, TODAY)).startswith(("illness", "injury")) for one in taken), taken


@given(st.text(max_size=120))
def test_any_text_is_an_answer_in_order(text: str) -> None:
    found = away.read(text, TODAY)
    assert found is None or isinstance(found, Returning) or found.until is None or found.start <= found.until


@pytest.mark.parametrize("said", ["feeling better", "much better today", "better today, no fever since yesterday"])
def test_better_is_on_the_way_and_not_yet_well(said: str) -> None:
    assert illness.improving(said)

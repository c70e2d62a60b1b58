"""Every reason that core gives has a sentence, and what the sentence needs comes with it: stored, and read back."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import core
from bot import phrases
from bot.words import Words
from core import diary
from core.diary import Entry
from core.session import from_json
from tests.core.golden import Book, day
from tests.simulation.lives import lived

NAMES = ("a", "b", "c")


def given() -> Iterator[tuple[str, str, int, frozenset[str] | None]]:
    """Every `reason("code", ...)` that stands in core: where, its code, how many it is about, and its figures.

    None for figures that are only known at work.
    """
    for source in sorted(Path(core.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "reason":
                continue
            code = node.args[0]
            if not isinstance(code, ast.Constant) or any(isinstance(one, ast.Starred) for one in node.args):
                continue
            figures: set[str] = set()
            for one in node.keywords:
                if one.arg is not None:
                    figures.add(one.arg)
                elif isinstance(one.value, ast.Dict):
                    figures |= {str(key.value) for key in one.value.keys if isinstance(key, ast.Constant)}
                else:
                    break
            else:
                yield f"{source.name}:{node.lineno}", str(code.value), len(node.args) - 1, frozenset(figures)


def asked_for(code: str) -> set[str]:
    words = Words()
    texts = (words._catalogue.one(f"reason.{code}"), words._catalogue.several(f"reason.{code}", 2))
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


ADDED = ("for_weak_link", "weak_drill", "weak_link", "weaker_first", "test_before_hard", "test_after_strength")
"""Whose sentences get a test's figures from `phrases.reason`, or a day that the dialogue looks for."""


def test_a_reasons_sentence_needs_nothing_that_it_is_not_given() -> None:
    found = [one for one in given() if one[1] not in ADDED]
    assert len(found) > 60
    unfit = []
    for where, code, about, figures in found:
        there = {*NAMES[:about], *figures} | ({"part"} if about else set()) | ({"to_"} if "to" in figures else set())
        there |= ({"n"} if code in phrases._COUNTED else set()) | ({"on_day"} if "day" in figures else set())
        if not Words().has(f"reason.{code}") or not asked_for(code) <= there:
            unfit.append(f"{where}: {code}")
    assert unfit == []


def stored(entries: list[Entry]) -> Iterator[diary.Prescribed]:
    for one in entries:
        if isinstance(one, diary.Prescribed):
            kept = json.loads(json.dumps(one.session))
            yield diary.Prescribed(at=one.at, day=one.day, session=kept)


def gone(days: int, why: str) -> list[Entry]:
    """Three weeks, so many days away, and four weeks more."""
    book = Book()
    book.to(day(4, "mon"))
    book.add(diary.Away(at=book.at(), day=book.day, start=book.day, until=None, why=why))
    book.to(book.day + timedelta(days=days))
    book.add(diary.Back(at=book.at(), day=book.day))
    book.to(book.day + timedelta(days=28))
    return book.entries


ABSENT = {"gap_7": (9, "travel"), "gap_14": (17, "travel"), "gap_28": (32, "travel"), "sick_days": (7, "illness")}


@pytest.mark.parametrize("code", ABSENT)
def test_what_was_stored_after_days_away_has_words_that_fit(code: str) -> None:
    told = codes(gone(*ABSENT[code]))
    assert code in told


@pytest.mark.parametrize("seed", range(2))
def test_what_was_stored_in_three_months_of_any_life_has_words_that_fit(seed: int) -> None:
    assert len(codes(lived(seed, 90).entries)) > 10


def codes(entries: list[Entry]) -> set[str]:
    """Every code in the stored sessions; each is told in words on the way."""
    told = set()
    for one in stored(entries):
        session = from_json(one.session)
        left = [out.why for out in session.left_out]
        for why in (*session.reasons, *(why for item in session.items for why in item.reasons), *left):
            told.add(why.code)
            assert "{" not in phrases.reason(Words(), why, session.day)
    return told

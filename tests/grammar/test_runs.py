"""A usual week of runs in one typed line, and one run that was run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.grammar.problem import Trouble
from bot.grammar.runs import Left, read_left, read_other_sport, read_run, read_week
from core.athlete import WEEKDAYS, Run, RunKind
from tests.grammar import corpora

WEEKS = corpora.load("weeks.txt")
RUNS = corpora.load("runs.txt")
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(("phrase", "reading"), WEEKS, ids=[phrase for phrase, _ in WEEKS])
def test_a_typed_week_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert corpora.week(read_week(phrase)) == reading


@pytest.mark.parametrize(("phrase", "reading"), RUNS, ids=[phrase for phrase, _ in RUNS])
def test_a_typed_run_is_read_as_it_was_meant(phrase: str, reading: str) -> None:
    assert corpora.run(read_run(phrase)) == reading


@pytest.mark.parametrize(
    ("phrase", "days", "over", "instead"),
    [
        ("no run today, too windy", 0, False, False), ("No run, too windy", 0, False, False),
        ("raining cats and dogs, no run", 0, False, False), ("not running today, icy", 0, False, False),
        ("skipping my run today", 0, False, False), ("cancel todays run", 0, False, False),
        ("didn't run today", 0, False, False), ("skip tomorrow's long run", 1, False, False),
        ("no long run on sunday, wedding", 5, False, False), ("I won't run on Thursday", 2, False, False),
        ("missed my run yesterday", -1, True, False), ("couldn't run monday", -1, True, False),
        ("bike 1h instead", 0, False, True), ("swapped the run for a spin class", 0, False, True),
        ("did 45min on the bike instead of running", 0, False, True), ("did yoga yesterday instead", -1, True, True),
    ],
)  # fmt: skip
def test_a_run_that_is_left_out_is_read_with_its_day(phrase: str, days: int, over: bool, instead: bool) -> None:
    of = "run" if instead and "yoga" not in phrase else ""
    assert read_left(phrase, TUESDAY) == Left(TUESDAY + timedelta(days=days), over, instead, of)


@pytest.mark.parametrize(
    ("phrase", "of"),
    [
        ("did yoga instead", ""), ("pilates class instead today", ""), ("yoga instead of the run", "run"),
        ("did yoga instead of intervals", "run"), ("spin class instead", "run"),
        ("yoga instead of strength", "strength"),
        ("swapped strength for crossfit", "strength"), ("bike instead of the gym session today", "strength"),
    ],
)  # fmt: skip
def test_what_another_sport_stood_in_for_is_read_where_it_is_said(phrase: str, of: str) -> None:
    found = read_left(phrase, TUESDAY)
    assert found is not None
    assert (found.instead, found.of) == (True, of)


@pytest.mark.parametrize(
    "phrase",
    [
        "no run", "no runs", "can I run today?", "yoga instead?", "not sure if I can run today", "no running shoes",
        "no run club tonight", "didn't run far", "ran 7 instead of 8", "i have never run", "no pain running",
        "can't run without pain", "skip today", "sick of running", "skip", "goblet squat instead", "Thursday instead",
        "not running this week", "ran late, no time", "no intervals thursday, easy 8k instead",
    ],
)  # fmt: skip
def test_what_leaves_no_run_out_is_not_read_as_such(phrase: str) -> None:
    assert read_left(phrase, TUESDAY) is None


@pytest.mark.parametrize(
    ("phrase", "other"),
    [
        ("went swimming today 40 min", True), ("I did pilates today", True), ("hiked 20km today", True),
        ("bike", False), ("Tue 8k easy, Wed bike", False), ("ran 8k then yoga", False), ("can I swim today?", False),
        ("20 min", False), ("swimming hurt my shoulder", False),
    ],
)  # fmt: skip
def test_another_sport_is_one_where_nothing_else_is_said(phrase: str, other: bool) -> None:
    assert read_other_sport(phrase) == other


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(WEEKS) + len(RUNS) >= 100


def test_a_runner_who_counts_in_miles_need_not_say_so() -> None:
    assert read_week("Tue 5, Sun long 10", unit="mi").runs[6] == Run(RunKind.LONG, 16.09)
    assert read_week("Tue 5k", unit="mi").runs[1].km == 5
    told = read_run("ran 5", unit="mi")
    assert told is not None
    assert told.km == 8.05


def test_a_day_that_could_not_be_read_costs_none_of_the_others() -> None:
    found = read_week("Tue 8k easy, Thu 6k or 8k, Sun 18k")
    assert (found.runs[1].km, found.runs[6].kind) == (8, RunKind.LONG)
    assert [(one.code, one.about) for one in found.problems] == [(Trouble.ambiguous, "thu")]


@given(st.text(max_size=300))
def test_any_text_gets_a_week_and_a_run(text: str) -> None:
    assert len(read_week(text).runs) == 7
    read_run(text)


WORDS = sorted({word for phrase, _ in WEEKS + RUNS for word in phrase.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_heap_of_known_words_gets_a_week_within_range(text: str) -> None:
    for run in read_week(text).runs:
        assert run.km is None or 0 < run.km <= 200
        assert run.minutes is None or 0 < run.minutes <= 1440
    told = read_run(text)
    assert told is None or told.km is None or 0 < told.km <= 200


SPOKEN = {RunKind.EASY: "easy", RunKind.QUALITY: "intervals", RunKind.LONG: "long", RunKind.REST: "rest"}


@given(
    st.lists(
        st.tuples(st.sampled_from(list(RunKind)), st.integers(1, 60) | st.none()), min_size=7, max_size=7
    ),
    st.permutations(range(7)),
    st.sampled_from([", ", "; ", "\n"]),
)  # fmt: skip
def test_a_week_that_was_written_down_is_read_back_in_any_order(
    week: list[tuple[RunKind, int | None]], order: list[int], between: str
) -> None:
    runs = [Run(kind, None if kind is RunKind.REST else km) for kind, km in week]
    lines = []
    for day in order:
        km = "" if runs[day].km is None else f" {runs[day].km}k"
        lines.append(f"{WEEKDAYS[day].title()}{km} {SPOKEN[runs[day].kind]}")
    found = read_week(between.join(lines))
    assert found.problems == ()
    assert list(found.runs) == runs


@pytest.mark.parametrize(
    "text", ["tue 8k " * 1500, "a" * 10_000, "mon-sun 5k," * 900, "6x" * 5_000, "\U0001f3c3" * 10_000]
)
def test_a_very_long_week_is_refused_quietly(text: str) -> None:
    read_week(text)
    read_run(text)

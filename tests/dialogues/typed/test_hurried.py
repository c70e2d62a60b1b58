"""Lines as runners type them in a hurry, each held against what is answered and what the diary has of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, written
from tests.dialogues.typed.test_first_month import EVENING, heard


@pytest.mark.parametrize(
    ("clock", "said", "answer"),
    [
        (WEDNESDAY, "zone 2", "did not understand"), (WEDNESDAY, "hr in zone 5", "did not understand"),
        (EVENING, "bus 7", "did not understand"), (WEDNESDAY, "level 3", "did not understand"),
        (TUESDAY, "my knee clicks", "noise without pain"),
        (TUESDAY, "is it normal that it clicks", "noise without pain"),
        (WEDNESDAY, "ankles are cracking", "noise without pain"),
        (TUESDAY, "strength on Thursday", "would move to Thursday"),
        (TUESDAY, "strength on Friday", "As it stands now"), (TUESDAY, "strength on Sunday", "long-run day"),
        (TUESDAY, "strength only on Thursdays", "best on Thu"), (TUESDAY, "strength Thu only", "best on Thu"),
        (TUESDAY, "i bougt a 8kg kettelbell", "kettlebell"), (TUESDAY, "just orderd 2 dumbels 10 kg", "8, 10, 12"),
        (TUESDAY, "send it at half 7", "Your mornings"),
        (TUESDAY, "send at 6am on weekdays and 8 on weekends", "Your mornings"),
        (TUESDAY, "evening question at 21h", "I ask at 21:00"),
        (TUESDAY, "my wife is travelling until Friday", "did not understand"),
        (TUESDAY, "can i squat again", "2 × 8 with 8 kg"), (TUESDAY, "when will heel raises be back", "2 × 10"),
        (TUESDAY, "can i dance again", "no answer to it"), (TUESDAY, "can I run again", "Nothing you told me"),
    ],
)  # fmt: skip
async def test_what_says_nothing_of_a_session_notes_nothing(tmp_path: Path, clock: str, said: str, answer: str) -> None:
    text, noted = await heard(tmp_path, clock, said)
    assert answer in text, text
    assert not noted


@pytest.mark.parametrize(
    ("clock", "said", "noted"),
    [
        (WEDNESDAY, "45mins easy", {"ran": {"minutes": 45, "day": "2026-11-25"}}),
        (WEDNESDAY, "zone 2 run 40 min", {"ran": {"minutes": 40, "day": "2026-11-25"}}),
        (EVENING, "easy run 40 min", {"ran": {"minutes": 40, "day": "2026-11-24"}}),
        (EVENING, "45 min, easy", {"report": {"effort": 2}}), (WEDNESDAY, "35 min, hard", {"report": {"effort": 5}}),
        (EVENING, "6-7", {"report": {"effort": 6.5}}),
        (TUESDAY, "skip the squats, did 12k", {"ran": {"km": 12}}),
        (EVENING, "7 3, ran 8k", {"ran": {"km": 8}, "report": {"effort": 7, "general": 3}}),
        (EVENING, "did strength 7, ran 8k easy", {"ran": {"km": 8}, "report": {"effort": 7}}),
        (EVENING, "strength 6 and 5k after", {"ran": {"km": 5}, "report": {"effort": 6}}),
        (TUESDAY, "my wife is sick, me too", {"away": {"why": "illness"}}),
        (TUESDAY, "my wife has a fever, me too", {"away": {"why": "illness", "fever": True}}),
        (TUESDAY, "in Italy from Friday to Monday", {"away": {"why": "travel", "until": "2026-11-30"}}),
    ],
)  # fmt: skip
async def test_what_is_told_in_a_hurry_is_noted_for_what_it_is(
    tmp_path: Path, clock: str, said: str, noted: dict[str, dict[str, object]]
) -> None:
    text, found = await heard(tmp_path, clock, said)
    skipped = {} if "away" not in noted else {"skipped": found["skipped"]} if "skipped" in found else {}
    assert found.keys() == noted.keys() | skipped.keys(), text
    for kind, fields in noted.items():
        entry = found[kind][-1]
        assert {name: entry.get(name) for name in fields} == fields, text


async def test_a_range_for_a_part_that_was_asked_about_leaves_the_effort_alone(tmp_path: Path) -> None:
    text, found = await heard(tmp_path, EVENING, "8, left knee hurts", "3-4")
    assert {one["effort"] for one in found["report"]} == {8}
    assert "knee 4/10" in text.casefold(), text


async def test_who_asks_for_the_squats_that_a_knee_keeps_out_is_told_why(tmp_path: Path) -> None:
    text, _ = await heard(tmp_path, TUESDAY, "left knee 5", "can i squat again")
    assert "Goblet squat: left out. Left knee 5/10 today" in text


async def test_a_number_of_yesterday_and_one_of_today_go_each_to_its_day(tmp_path: Path) -> None:
    text, found = await heard(tmp_path, WEDNESDAY, "right knee was 4 yesterday, 1 today")
    assert [(one["day"], one["score"]) for one in found["felt"]] == [("2026-11-24", 4), ("2026-11-25", 1)]
    assert "report" not in found
    assert "right knee 4/10 yesterday, so nothing rises there" in text


async def test_what_is_known_of_today_stands_beside_a_later_word_about_yesterday(tmp_path: Path) -> None:
    _, found = await heard(tmp_path, WEDNESDAY, "right knee 3", "right knee was 6 yesterday, 2 now")
    assert [(one["day"], one["score"]) for one in found["felt"]] == [("2026-11-25", 3), ("2026-11-25", 2)]


@pytest.mark.parametrize(
    ("said", "exercise"),
    [("squat 90kg", "sq_goblet"), ("split squat 12 kg", "splitsq"), ("rdl 40kg", "rdl")],
)
async def test_a_bare_squat_with_a_weight_is_no_split_squat(tmp_path: Path, said: str, exercise: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(FRIDAY)
        await stage.say(said)
        assert [one["exercise"] for one in await written(stage, "weighed")] == [exercise]

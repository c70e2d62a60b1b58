"""What a runner reads about an exercise: there for every id, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.catalogue import catalogue

SOURCES = sorted(Path(__file__).parents[2].glob("bot/words/*/LC_MESSAGES/exercises.po"))
KEYS = {f"exercise.{exercise_id}.{part}" for exercise_id in catalogue().by_id for part in ("name", "cue", "how")}


def words(source: Path) -> dict[str, str]:
    with source.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.fixture(params=SOURCES, ids=lambda path: path.parts[-3])
def spoken(request: pytest.FixtureRequest) -> dict[str, str]:
    return words(request.param)


def test_english_is_there() -> None:
    assert "en" in [source.parts[-3] for source in SOURCES]


def test_every_exercise_has_a_name_a_cue_and_a_how_and_nothing_is_left_over(spoken: dict[str, str]) -> None:
    assert set(spoken) == KEYS | {"cue.breathe"}
    assert all(text.strip() == text and text for text in spoken.values())


def test_no_two_exercises_share_a_name(spoken: dict[str, str]) -> None:
    names = [text for key, text in spoken.items() if key.endswith(".name")]
    assert len({name.casefold() for name in names}) == len(names)


def test_a_name_fits_on_a_phone_and_a_cue_is_one_breath(spoken: dict[str, str]) -> None:
    assert max(len(text) for key, text in spoken.items() if key.endswith(".name")) <= 34
    assert max(len(text) for key, text in spoken.items() if key.endswith(".cue")) <= 60


def test_a_how_is_two_to_four_calm_sentences(spoken: dict[str, str]) -> None:
    for key, text in spoken.items():
        if key.endswith(".how"):
            assert 2 <= len(re.findall(r"[.!?](?= |$)", text)) <= 4, key
            assert "!" not in text, key

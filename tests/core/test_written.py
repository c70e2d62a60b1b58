"""A session that was sent is folded from what was just written of it: as it will be read from the diary later."""

from __future__ import annotations

import json

import pytest

from core.session import from_json
from tests.simulation.lives import lived


@pytest.mark.parametrize("seed", range(4))
def test_a_session_just_written_is_the_one_that_the_diary_gives_back(seed: int) -> None:
    for session in lived(seed, 60).sent.values():
        assert from_json(session.written) == session == from_json(json.loads(json.dumps(session.written)))

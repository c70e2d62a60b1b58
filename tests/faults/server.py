"""PostgreSQL cuts its connections off, again and again, in the middle of whatever they do: as when it is restarted."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.faults.coach import Coach

_CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = :name"
    " AND (state <> 'idle' OR random() < 0.1)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    cuts: int
    """How many connections were cut off."""
    mornings: Counter[int]
    ended: Counter[str]
    answers: Counter[int]
    slowest: float
    """Seconds that the slowest answer took."""


async def through(folder: Path, url: str, *, cuts: int, runners: int, rate: float, seed: int = 1) -> Outcome:
    async with Coach(folder, runners, 4, rate=rate, speed=1, url=url, read_seconds=10) as coach:
        coach.clock.skip(timedelta(seconds=30))
        async with coach.talking(0.5, patience=100) as took:
            cut = await asyncio.to_thread(_cut, url, cuts, random.Random(seed))
            ended = await coach.settled(120)
        await asyncio.sleep(0.5)
        said = Counter(one.text for who in coach.talkers for one in coach.api.seen(who) if "I heard" in one.text)
        words = {f"I heard {one.text}." for (chat, _), one in coach.api.messages.items() if not one.from_bot}
        mornings = Counter(len(coach.mornings(one)) for one in coach.runners)
    slowest = max(answered - before for before, answered, _ in took)
    return Outcome(cut, mornings, Counter(ended.values()), Counter(said[one] for one in words), slowest)


def _cut(url: str, cuts: int, chance: random.Random) -> int:
    """Cuts connections off at random instants, until there were so many of them."""
    root = create_engine(url, isolation_level="AUTOCOMMIT")
    done = 0
    with root.connect() as connection:
        while done < cuts:
            time.sleep(chance.random() * 0.1)
            done += len(connection.execute(_CUT, {"name": root.url.database}).all())
    root.dispose()
    return done

"""A platform that says 429 to a setting that is too high, and runners who are not there any more."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.faults.coach import Coach, Weather
from tests.faults.network import nine_of_ten, untroubled


@dataclass(frozen=True, slots=True)
class Storm:
    ended: Counter[str]
    refused: int
    early: int
    rate: float
    """The pace that the coach found, of the one that was set."""
    slow: float
    slowest: float
    answers: int


async def storm(folder: Path, *, runners: int, setting: float, limit: int, patience: float = 60) -> Storm:
    """The setting is twice what the platform takes, and runners speak while the mornings go out."""
    weather = Weather(limit=limit)
    async with Coach(folder, runners, 2, rate=setting) as coach:
        coach.api.weather = weather
        async with coach.talking(0.5) as took:
            ended = await coach.settled(patience)
        rate = coach.house.engine.senders["telegram"].pacer.rate
    answers = untroubled(took, weather)
    refused = weather.met["429"]
    return Storm(
        Counter(ended.values()),
        refused,
        weather.early,
        rate / setting,
        nine_of_ten(answers),
        max(answers),
        len(answers),
    )


async def blocked(folder: Path, *, runners: int, days: int = 3) -> Counter[int]:
    """One runner in ten has blocked the coach. How many requests each of those cost, over so many mornings."""
    weather = Weather()
    # On a busy machine an answer may take a second, and a lease must not be over by then: either asks once more.
    async with Coach(folder, runners, 1, speed=20, read_seconds=10) as coach:
        away = coach.runners[::10]
        for one in away:
            one.blocked = True
        coach.api.weather = weather
        for _ in range(days):
            await coach.settled(30)
            before = {str(one.id): len(coach.mornings(one)) for one in coach.runners}
            coach.clock.skip(timedelta(days=1))
            async with asyncio.timeout(30):
                waiting = [one for one in coach.runners if not one.blocked]
                while any(len(coach.mornings(one)) <= before[str(one.id)] for one in waiting):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
    asked = Counter(chat for _, chat, _ in weather.seen)
    return Counter(asked[str(one.id)] for one in away)


async def moved(folder: Path) -> tuple[list[str], list[str]]:
    """A group became a supergroup: what arrived there first, and which chats a day later were asked."""
    weather = Weather()
    async with Coach(folder, 1, 1) as coach:
        coach.runners[0].moved_to = -100_777
        coach.api.weather = weather
        await coach.settled(30)
        first = [shown.text for (chat, _), shown in coach.api.messages.items() if chat == -100_777]
        asked = len(weather.seen)
        coach.clock.skip(timedelta(days=1))
        async with asyncio.timeout(30):
            while sum(chat == -100_777 for chat, _ in coach.api.messages) < len(first) + 2:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    return first, [chat for _, chat, _ in weather.seen[asked:]]

"""One request in five fails, in every way there is. `await through(folder, …)` is the story, short or long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.coach import Coach, Weather

BEFORE = 2.0
"""A chat keeps its order: what follows a message of which nobody knows whether it arrived waits for it, too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `lost`: chats without their morning and without a reason why."""

    lost: list[str]
    doubles: int
    storm: float
    """Requests for each message that there was to send."""
    repeated: list[str]
    """Chats that were asked again after a refusal for good."""
    early: int
    slow: float
    slowest: float
    """Seconds within which nine of ten, and all, answers came that met no fault of their own; without the waiting that
    the platform itself asked for."""
    answers: int
    met: Counter[str]
    ended: Counter[str]


async def through(
    folder: Path, *, runners: int, longest_pause: int, seed: int = 1, speed: float = 150, patience: float = 60
) -> Outcome:
    """`speed`: of the coach's clock. The platform's pauses are of the world's, so long ones want a slower clock."""
    weather = Weather(0.2, longest_pause, seed)
    async with Coach(folder, runners, 4, speed=speed) as coach:
        coach.api.weather = weather
        async with coach.talking(patience=3 + 2 * longest_pause) as took:
            ended = await coach.settled(patience)
        by_chat = {str(one.id): one for one in coach.runners}
        arrived = {chat: len(coach.mornings(one)) for chat, one in by_chat.items()}
    # A refusal for good is an answer, too: the row says so, and the operator was told.
    lost = [
        chat
        for chat, status in ended.items()
        if not arrived[chat] and not (weather.refused.get(chat) and status in ("refused", "gone"))
    ]
    requests = Counter(chat for _, chat, _ in weather.seen if chat in by_chat)
    repeated = []
    for chat in by_chat:
        mine = [name for _, to, name in weather.seen if to == chat]
        finals = [n for n, name in enumerate(mine) if name in ("400", "403")]
        if finals and len(mine) > finals[0] + 1:
            repeated.append(chat)
    clean = untroubled(took, weather)
    return Outcome(
        lost, sum(count - 1 for count in arrived.values() if count > 1), requests.total() / runners, repeated,
        weather.early, nine_of_ten(clean), max(clean), len(clean), weather.met, Counter(ended.values()),
    )  # fmt: skip


def nine_of_ten(took: Sequence[float]) -> float:
    return sorted(took)[int(len(took) * 0.9)]


def untroubled(took: Sequence[tuple[float, float, str]], weather: Weather) -> list[float]:
    """Seconds of each answer that met no fault of its own, without what the platform itself said to wait."""
    troubled = [(at, chat) for at, chat, name in weather.seen if name]
    return [
        answered - said - weather.paused(said, answered)
        for said, answered, chat in took
        if answered != float("inf") and not any(said - BEFORE <= at <= answered and to == chat for at, to in troubled)
    ]

"""What a runner says of it all: true values with bias, noise and silences."""

from __future__ import annotations

from dataclasses import dataclass

from core.body import Side, Volume
from tests.simulation.model.body import (
    Body,
    Trained,
)
from tests.simulation.model.work import PARTS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a runner says of a session. `effort` 0-10 whole; `sore` None = not answered; `own` typed set efforts."""

    effort: int
    sore: dict[Volume, int] | None
    own: dict[str, float]
    short: dict[str, int]
    over: dict[str, int]
    technique: str | None
    fraction: float
    stopped: bool
    late: bool


class Voice:
    """A runner's answers: true values with this runner's bias, noise and silences, the same noise for every planner."""

    def __init__(self, body: Body) -> None:
        self.body, self.runner, self.life = body, body.runner, body.life

    def _roll(self, number: int) -> float:
        return self.life.rolls[self.body.day][number]

    def _gauss(self, number: int) -> float:
        return self.life.gauss[self.body.day][number]

    def skips(self) -> bool:
        return self._roll(1) < self.runner.skips

    def skip_reason(self) -> str | None:
        """None = silence."""
        roll = self._roll(2)
        return None if roll < 0.3 else "choice" if roll < 0.5 else "time" if roll < 0.8 else "tired"

    def rates(self, trained: Trained) -> Answer | None:
        runner = self.runner
        if self._roll(3) > runner.answers:
            return None
        effort = trained.effort + runner.bias + runner.noise * self._gauss(0)
        late = self._roll(4) < 0.3
        own: dict[str, float] = {}
        short: dict[str, int] = {}
        over: dict[str, int] = {}
        typing = self._roll(5) < runner.types
        for number, one in enumerate(trained.lifted):
            off = one.rpe - sum(one.work.rpe) / 2
            if typing and abs(off) >= 1.5 and len(own) < 2:
                said = one.rpe + runner.bias + runner.noise * self._gauss(1 + number % 8)
                own[one.work.exercise] = float(min(10, max(1, round(said))))
            if one.short and (typing or self._roll(6) < 0.3):
                short[one.work.exercise] = one.short
            if one.over and (typing or self._roll(7) < 0.5):
                over[one.work.exercise] = one.over
        worst = max((one.rpe for one in trained.lifted), default=0.0)
        broke = any(one.short >= 2 for one in trained.lifted) and self._roll(8) < 0.3
        technique = "broke" if broke else "wobbly" if worst >= 9 and self._roll(8) < 0.5 else "clean"
        sore = self.soreness(1 if late else 0) if self._roll(9) < runner.answers_sore else None
        return Answer(
            min(10, max(0, int(effort + 0.5))), sore, own, short, over, technique if self._roll(10) < 0.4 else None,
            trained.fraction, trained.stopped, late,
        )  # fmt: skip

    def soreness(self, ahead: int = 0) -> dict[Volume, int]:
        """What is sore now, or will be `ahead` mornings on: whole points from 1."""
        found: dict[Volume, int] = {}
        for number, (group, muscle) in enumerate(self.body.muscle.items()):
            true = muscle.pending[ahead] * self.runner.sore_bias
            said = round(true + 0.6 * self._gauss(9 + number)) if true >= 1 else 0
            if said >= 1:
                found[group] = min(10, said)
        return found

    def hurts(self, part: tuple[str, Side]) -> int:
        """Pain asked about: the answer, 0-10."""
        true = self.body.tissue[part].pain
        return min(10, max(0, round(true + 0.5 * self._gauss(16 + PARTS.index(part))))) if true >= 0.7 else 0

    def answers_this_morning(self) -> bool:
        return self._roll(11) < self.runner.answers_morning

    def complains(self) -> list[tuple[tuple[str, Side], int]]:
        """Pain told unasked, from 3 on."""
        told = [(part, self.hurts(part)) for part in PARTS]
        return [(part, score) for part, score in told if score >= 3 and self._roll(12) < self.runner.tells_pain]

    def mentions_soreness(self) -> dict[Volume, int]:
        """Soreness told unasked on the morning of a session, from 4 on."""
        if self._roll(13) > 0.5:
            return {}
        return {group: score for group, score in self.soreness().items() if score >= 4}

    def readiness(self) -> tuple[float, int, int, int, int] | None:
        """Hours slept, then sleep, fatigue, stress and soreness from 1 (best) to 7; None = not answered."""
        if not self.runner.reads_body or not self.answers_this_morning():
            return None
        slept = self.life.sleep[self.body.day]
        stress = 4.2 if self.body.day in self.life.stressed else 2.5
        fatigue = 2.2 + 4 * self.body.tired
        sore = 1.5 + 0.45 * max(one.sore for one in self.body.muscle.values())
        sleep = 2.5 + 1.2 * (7.3 - slept)
        scores = [
            min(7, max(1, round(true + 0.6 * self._gauss(22 - number))))
            for number, true in enumerate((sleep, fatigue, stress, sore))
        ]
        return round(slept, 1), scores[0], scores[1], scores[2], scores[3]

"""A limit per runner: a bucket of a minute's worth of events that fills again steadily."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

from bot.clock import Clock

KEPT = 10_000
"""Runners remembered; a forgotten one starts with a full bucket."""

Lane = tuple[str, str]


class Throttle:
    def __init__(self, clock: Clock, per_minute: Mapping[str, int]) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._buckets: OrderedDict[Lane, tuple[float, datetime, bool]] = OrderedDict()

    def admit(self, lane: Lane) -> bool | None:
        """None: go on. True: too fast, and to be told so. False: too fast, and told already."""
        size = self._per_minute.get(lane[0], 0)
        if not size:
            return None
        now = self._clock.now()
        left, since, told = self._buckets.pop(lane, (float(size), now, False))
        left = min(float(size), left + max(0.0, (now - since).total_seconds()) * size / 60)
        self._buckets[lane] = (left - 1, now, False) if left >= 1 else (left, now, True)
        while len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        return None if left >= 1 else not told

    def give_back(self, lane: Lane) -> None:
        """What was admitted came to nothing, by no fault of theirs: it will come again."""
        if lane in self._buckets:
            left, since, told = self._buckets[lane]
            self._buckets[lane] = (left + 1, since, told)

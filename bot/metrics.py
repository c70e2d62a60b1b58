"""The figures for an operator's Prometheus, from a registry of their own. No label ever names a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.logs import Tally
from bot.schedule.pacer import Pacer
from bot.storage.overview import State
from bot.version import number
from bot.watch import Watch

QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds: from what a good machine needs for an answer to what a platform takes for a bad day."""


class Metrics(Watch):
    def __init__(self, tally: Tally) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self._events = Counter("sinew_events", "Events handled.", ["platform", "kind"], registry=own)
        self._latency = Histogram(
            "sinew_event_seconds", "From an event safe on disk to its answer safe on disk.", ["platform"],
            buckets=QUICK, registry=own,
        )  # fmt: skip
        self._sends = Counter(
            "sinew_sends", "Requests to a platform by what they came to.", ["platform", "kind", "outcome"],
            registry=own,
        )  # fmt: skip
        self._sending = Histogram(
            "sinew_send_seconds", "A request to a platform.", ["platform"], buckets=QUICK, registry=own
        )
        self._pauses = Counter("sinew_pauses", "Pauses that a platform asked for (429).", ["platform"], registry=own)
        self._planning = Histogram(
            "sinew_planning_seconds", "A due row becomes a message.", ["kind"], buckets=QUICK, registry=own
        )
        self._ticks = Histogram("sinew_tick_seconds", "A look at who is due.", buckets=QUICK, registry=own)
        self._due = Counter("sinew_due", "Mornings that came due.", registry=own)
        self._pace = Gauge("sinew_pace", "Messages a second that a sender allows itself.", ["platform"], registry=own)
        self._paused = Gauge("sinew_paused", "1 while a pause is kept.", ["platform"], registry=own)
        self._waiting = Gauge("sinew_waiting", "Messages that are due and not sent.", ["platform"], registry=own)
        self._oldest = Gauge("sinew_waiting_seconds", "How long the oldest of them has waited.", registry=own)
        self._unhandled = Gauge("sinew_unhandled", "Events that are stored and not handled.", registry=own)
        self._since_tick = Gauge("sinew_since_tick_seconds", "Since somebody last looked at who is due.", registry=own)
        self._refused = Gauge(
            "sinew_platform_refused", "1 while a platform does not take its token.", ["platform"], registry=own
        )
        self._stranded = Gauge(
            "sinew_stranded", "Runners whom no door reaches that somebody serves.", ["platform"], registry=own
        )
        self._bytes = Gauge("sinew_database_bytes", "The size of the database.", registry=own)
        self._up = Gauge("sinew_database_up", "1 if the database answered just now.", registry=own)
        Info("sinew_build", "Which Sinew this is.", registry=own).info({"version": number()})
        own.register(_Problems(tally))
        ProcessCollector(registry=own)
        PlatformCollector(registry=own)

    def handled(self, platform: str, kind: str, seconds: float) -> None:
        self._events.labels(platform, kind).inc()
        self._latency.labels(platform).observe(seconds)

    def sent(self, platform: str, kind: str, outcome: str, seconds: float) -> None:
        self._sends.labels(platform, kind, outcome).inc()
        self._sending.labels(platform).observe(seconds)

    def paused(self, platform: str) -> None:
        self._pauses.labels(platform).inc()

    def planned(self, kind: str, seconds: float) -> None:
        self._planning.labels(kind).observe(seconds)

    def ticked(self, due: int, seconds: float) -> None:
        self._ticks.observe(seconds)
        self._due.inc(due)

    def page(self, state: State | None, pacers: Mapping[str, Pacer]) -> bytes:
        """The text that Prometheus reads. `state` None: the database did not answer, and its figures stay."""
        self._up.set(state is not None)
        for platform, pacer in pacers.items():
            self._pace.labels(platform).set(pacer.rate)
            self._paused.labels(platform).set(pacer.paused)
            if state is not None:
                self._waiting.labels(platform).set(state.waiting.get(platform, 0))
                self._refused.labels(platform).set(platform in state.refused)
        if state is not None:
            self._stranded.clear()
            for platform, count in state.stranded.items():
                self._stranded.labels(platform).set(count)
            self._oldest.set(state.oldest_seconds)
            self._unhandled.set(state.unhandled)
            self._bytes.set(state.bytes)
            if state.since_tick is not None:
                self._since_tick.set(state.since_tick)
        return generate_latest(self.registry)


class _Problems(Collector):
    """What the log said that was not good news, counted by its action."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def collect(self) -> Iterator[CounterMetricFamily]:
        lines = CounterMetricFamily("sinew_problems", "Warnings and errors in the log.", labels=["level", "action"])
        for (level, action), count in list(self._tally.counts.items()):
            lines.add_metric([level, action], count)
        yield lines
        crashes = CounterMetricFamily("sinew_crashes", "Errors with a stack.", labels=["action"])
        for action, count in list(self._tally.crashes.items()):
            crashes.add_metric([action], count)
        yield crashes

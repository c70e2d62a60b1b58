"""What a coach at work tells the one that counts. This one counts nothing; `bot/metrics.py` has the one that does."""

from __future__ import annotations


class Watch:
    """Told after the fact, with seconds as measured. Kinds and outcomes are of small closed sets, never of people."""

    def handled(self, platform: str, kind: str, seconds: float) -> None:
        """An event, from the moment it was safe on disk to the moment its answer was."""

    def sent(self, platform: str, kind: str, outcome: str, seconds: float) -> None:
        """One request to a platform and what it came to (a name of `adapters.gateway.EditOutcome`)."""

    def paused(self, platform: str) -> None:
        """A platform asked for a pause of the whole token (429)."""

    def planned(self, kind: str, seconds: float) -> None:
        """A due row became a message, or turned out to have nothing to say."""

    def ticked(self, due: int, seconds: float) -> None:
        """A look at who is due, and how many were."""

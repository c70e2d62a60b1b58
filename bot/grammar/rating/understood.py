"""What a message says of a session."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar import flags
from bot.grammar.problem import Problem
from core.body import Region
from core.diary import ItemReport, Sore


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says of a session. Nothing said is None, () or False, but for `soreness`: () = nothing is sore.

    `general_soreness` and `general_pain` are numbers without a part. `unsided` are the joints, tendons and bones of
    which no side was said (they stand in `soreness` with both). `during` pairs a region with the exercise in which it
    hurt, `sites` a region with its finer place. `items` hold what was said of one exercise, `reps` and `loads_kg` what
    was done of it; `pairs` are the exercises of which that load was in each hand. `speed` is fast, steady, grinding, or
    metres a second ("0.45"). `first_items`: only the first
    few exercises were done. `cut_short`: it ended early, with or without a reason (`stopped`). `weekday` (0 = Monday)
    and `yesterday` say which session is meant.
    """

    effort: float | None = None
    soreness: tuple[Sore, ...] | None = None
    general_soreness: float | None = None
    general_pain: float | None = None
    unsided: tuple[Region, ...] = ()
    during: tuple[tuple[Region, str], ...] = ()
    sites: tuple[tuple[Region, str], ...] = ()
    items: tuple[ItemReport, ...] = ()
    reps: tuple[tuple[str, int], ...] = ()
    loads_kg: tuple[tuple[str, float], ...] = ()
    pairs: tuple[str, ...] = ()
    technique: str | None = None
    speed: str | None = None
    fraction: float | None = None
    first_items: int | None = None
    minutes: float | None = None
    cut_short: bool = False
    stopped: str | None = None
    skipped: bool = False
    reason: str | None = None
    unwell: bool = False
    as_planned: bool = False
    yesterday: bool = False
    weekday: int | None = None
    flags: tuple[flags.Flag, ...] = ()
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of a rating was understood: a day alone ("why not Monday?") is none."""
        return any(
            getattr(self, name) != getattr(_NOTHING, name)
            for name in self.__slots__
            if name not in ("problems", "leftovers", "yesterday", "weekday")
        )


_NOTHING = Understood()

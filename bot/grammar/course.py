"""One part at several times: "knee was 4 yesterday, 1 today", "achilles 3 this morning, 1 now"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.text import clean


@dataclass(frozen=True, slots=True)
class Moment:
    """`score` 0-10, `days_ago` days back; `when` "morning", "during", "after" or "now", as the diary has it."""

    days_ago: int
    when: str
    score: float


_MOMENTS = (
    (1, "now", r"yesterday|yday|last night"),
    (0, "morning", r"this morning|in the morning|on waking|after waking(?: up)?"),
    (0, "during", r"during(?: (?:it|the (?:run|session)|my run))?|on the run|while running"),
    (0, "after", r"after(?:wards)?(?: (?:it|the (?:run|session)|my run))?"),
    (0, "now", r"(?:right )?now|today|at the moment|tonight"),
)
"""In their order."""
_WHEN = "|".join(f"(?:{words})" for *_, words in _MOMENTS)
_SCORE = (
    r"(?:(?:it |was |is |at |a |an |still |only |just |down to |up to |about |to |:|=) ?)*"
    r"(?P<{0}>10|\d(?:[.,]5)?)(?: ?/ ?10)?"
)
_TOLD = re.compile(
    rf"\b{_SCORE.format('first')} (?P<then>{_WHEN})\b|\b(?P<at>{_WHEN}),? ?{_SCORE.format('behind')}(?![\d.,/]*\d)"
)


def read_course(text: str) -> tuple[Moment, ...]:
    """The numbers with their times, the oldest first; () unless there are two or more and no number besides."""
    said = clean(text).casefold()
    found: list[Moment] = []
    for match in _TOLD.finditer(said):
        words, number = match["then"] or match["at"], match["first"] or match["behind"]
        days, when = next((days, when) for days, when, one in _MOMENTS if re.fullmatch(one, words))
        found.append(Moment(days, when, float(number.replace(",", "."))))
    rest = _TOLD.sub(" ", said)
    times = {(one.days_ago, one.when) for one in found}
    if len(found) < 2 or len(times) < len(found) or any(one.isdigit() for one in rest):
        return ()
    order = [(days, when) for days, when, _ in _MOMENTS]
    return tuple(sorted(found, key=lambda one: order.index((one.days_ago, one.when))))

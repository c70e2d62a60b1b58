"""How a part goes on: at several times ("knee was 4 yesterday, 1 today"), or now, with none named ("still a 4")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.grammar.text import clean, plain


@dataclass(frozen=True, slots=True)
class Moment:
    """`score` 0-10, `days_ago` days back; `when` "morning", "during", "after" or "now", as the diary has it."""

    days_ago: int
    when: str
    score: float


_MOMENTS = (
    (1, "now", r"yesterday|yday|last night"),
    (0, "morning", r"this morning|in the morning|on waking|after waking(?: up)?|(?:on )?(?:the )?first (?:few )?steps?"
     r"|getting up|out of bed|(?:the )?(?:next|following) morning"
     r"|(?:the )?morning after"),
    (0, "during", r"during(?: (?:it|the (?:run|session)|my run|warm[ -]?up))?|on the run|while running"
     r"|(?:in |at )?(?:the )?(?:warm[ -]?up|start|beginning)"),
    (0, "after", r"after(?:wards)?(?: (?:it|the (?:run|session)|my run))?|then|later(?: on)?"),
    (0, "now", r"(?:right )?now|today|at the moment|tonight"),
)  # fmt: skip
"""In their order."""
_NEXT_MORNING = re.compile(r"\b(?:(?:next|following) morning|morning after)\b")
_WHEN = "|".join(f"(?:{words})" for *_, words in _MOMENTS)
_SCORE = (
    r"(?:(?:it |was |is |at |a |an |still |only |just |down to |up to |about |to |:|=) ?)*"
    r"(?P<{0}>10|\d(?:[.,]5)?)(?: ?/ ?10)?"
)
_TOLD = re.compile(
    rf"\b{_SCORE.format('first')} (?P<then>{_WHEN})\b|\b(?P<at>{_WHEN}),? ?{_SCORE.format('behind')}(?![\d.,/]*\d)"
    r"(?! ?(?:kms?|k|mi|miles?|m|mins?|minutes?|h|hours?|s|secs?|days?|weeks?|sets?|reps?)\b)"
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
    if _NEXT_MORNING.search(said):
        # What went before it was the day before.
        found = [replace(one, days_ago=1) if one.when in ("during", "after") else one for one in found]
    times = {(one.days_ago, one.when) for one in found}
    if len(found) < 2 or len(times) < len(found) or any(one.isdigit() for one in rest):
        return ()
    order = [when for _, when, _ in _MOMENTS[1:]]
    return tuple(sorted(found, key=lambda one: (-one.days_ago, order.index(one.when))))


_MORNING = r"this morning|in the morning|on waking|after waking(?: up)?|when i (?:got|woke) up|first steps?"
_GOES_ON = re.compile(
    rf"\b(?:still|now|worse|better|improved|improving|unchanged|no change|hurts (?:more|less)|{_MORNING})\b"
)
_AROUND = (
    rf"(?:it'?s|it|that|this|the pain|pain|stiff(?:ness)?|sore(?:ness)?|is|was|feels?|got|has|gone|up|down|back|to|at"
    rf"|about|around|an?|only|just|maybe|much|bit|lot|little|slightly|so|but|and|or|than|yesterday|before|last night"
    rf"|today|{_GOES_ON.pattern[2:-2]})"
)
_NUMBER = r"(?:(?P<low>\d)(?: ?- ?| to | or ))?(?P<number>10|\d)(?: ?(?:/|out of) ?10)?"
_NOW = re.compile(rf"(?:{_AROUND}[ ,.:;-]+)*{_NUMBER}(?:[ ,.;-]+{_AROUND})*")


@dataclass(frozen=True, slots=True)
class GoesOn:
    """`score` 0-10, of two neighbours ("3-4") the higher; `morning`: said of the first minutes of the day."""

    score: float
    morning: bool


def read_now(text: str) -> GoesOn | None:
    """ "Still a 4", "worse than yesterday, 5", "6 this morning": nobody speaks so of how hard a session was."""
    said = plain(text)
    match = _NOW.fullmatch(said)
    if match is None or _GOES_ON.search(said) is None:
        return None
    low, score = match["low"], float(match["number"])
    if low is not None and score - float(low) != 1:
        return None
    return GoesOn(score, re.search(_MORNING, said) is not None)

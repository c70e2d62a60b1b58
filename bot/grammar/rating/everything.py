"""One weight for the whole session: "used 12 kg for everything", "all with the 8s"."""

from __future__ import annotations

import re

from core.units import KG_PER_LB

_WEIGHT = (
    r"(?:(?P<kg>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?)s?|(?:the |my )?(?P<bells>\d{1,2})'?s\b)"
)
_ALL = (
    r"(?:everything|everywhere|throughout|all(?: of (?:it|them)|(?: of)? the (?:exercises|lifts|sets|weights)"
    r"| exercises| lifts| sets)?|(?:session|strength|workout|training)(?: [ab])?"
    r"|(?:each|every)(?: single)? (?:exercise|lift|one|set)|the (?:whole|entire) session)\b"
)
_HELD = (
    r"(?: (?:dumb?bells?|kettlebells?|bells?|weights?|each|only|one|plate))*"
    r"(?: (?:instead of|not|rather than)(?: the)? \d{1,3}(?:[.,]\d)?(?: ?(?:kgs?|kilos?|lbs?|pounds?|s))?\b)?"
)
_SAID = r"(?:,? (?:was|were|done|today|only|but|just))*"
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?P<did>\b(?:used|took|lifted|had|did|went with) )?(?:the |my |just |only |a )*\b{_WEIGHT}{_HELD}"
        rf" (?:(?:for|on|in|with|at|over|through) )?{_ALL}",
        rf"(?P<did>\b(?:used|took|lifted|had|did|done) )?(?:^[ab]|\b{_ALL}){_SAID}"
        rf" (?:with|at|using|used|on) (?:the |my |just |only |a )*{_WEIGHT}{_HELD}",
    )
)


def read_everything(text: str, unit: str) -> tuple[float, str, bool] | None:
    """The weight in kg, the text without it, and whether it is told as done; None where it is of no whole session."""
    text = " ".join(text.split())
    match = next((found for way in _WAYS if (found := way.search(text))), None)
    if match is None:
        return None
    said = (match["unit"] or unit).casefold()
    kg = float((match["kg"] or match["bells"]).replace(",", "."))
    kg = round(kg * KG_PER_LB, 2) if said.startswith(("lb", "pound")) else kg
    return kg, f"{text[: match.start()]} {text[match.end() :]}", match["did"] is not None

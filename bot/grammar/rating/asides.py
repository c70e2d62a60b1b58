"""Numbers and days in a message that are none of the session's: a kilometre, a time of day, since when it hurts."""

from __future__ import annotations

import re

_RUN = (
    r"(?:(?:easy|long|hard|hill|morning|evening|last|track) )?"
    r"(?:run|tempo(?: run)?|intervals?|reps|track|race|parkrun|session|workout|fartlek|jog)"
)
_DAY = r"(?:yesterday|last night|[a-z]+day)(?:'s)?"
_CLOCK = r"(?:(?:half|quarter)(?: past| to)? )?\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|h)| o'?clock)?\b(?!\.\d|/)"
_ASIDES = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        r"\b(?:from|at|after|since|around|by|on|in) (?:about |the )?(?:km|kilomet(?:er|re)|mile) ?\d{1,2}"
        r"(?:[.,]\d)?(?:st|nd|rd|th)?\b",
        rf"\b(?:send|text|message|wake|remind|ask|write|call)\b[^\d.,;!?]* at {_CLOCK}"
        rf"(?: (?:on|at|from) [a-z]+(?:,? (?:and|but)(?: at)? {_CLOCK} (?:on|at|from) [a-z]+)?)?",
        r"\b(?:(?:at|by|in|from|until|till|around) )?\d{1,2}:[0-5]\d(?::[0-5]\d)?(?: ?(?:am|pm|h|min)\b)?(?!\d)",
        r"\b(?:take|taking|took) (?:it|things) (?:easy|slow|slowly)\b|\beasy does it\b",
        r"\b\d{1,2} ?(?:x|times|sessions?|days?|workouts?) (?:a|per|each|every) (?:day|week|month)\b",
        r"\b\d{1,2} (?:more |other )?(?:(?:strength|training) )?(?:sessions?|workouts?|trainings|kids|children)\b",
        r"\b(?:with|using|used|on|took) (?:the |my )?\d{1,2}s\b(?! hold)",
        r"\b(?:week|block) \d{1,2}(?: ?(?:of|/) ?\d{1,2})?\b",
        r"\b(?:stress|mood|motivation|energy|readiness|body battery)(?: levels?| score)?(?: is| was| of| at)?[ :=]*"
        r"\d{1,3}(?: ?/ ?10)?(?![.,]?\d)",
        r"\b(?:the |my )?(?:last|final|first|second|third|top) (?:set|round|exercise)s?(?: was| were| felt)?"
        r"(?: an?)? \d{1,2}(?:[.,]5)?\b(?! ?(?:reps?|sets?|x))",
        r"\b(?:leg|chest|arm|back|core|shoulder) day\b",
        r"\b(?:heart ?rate|hr|pulse)(?: (?:was|of|at|up|to|around|about|hit|max|avg))* \d{2,3}(?: ?bpm)?\b",
        r"\b(?:period|menstrual|stomach|tummy) cramps?(?:[ :=]*(?:10|\d)(?: ?/ ?10)?)?\b(?![.,/]\d)",
        r"\bin \d (?:parts|pieces|goes|halves|rounds|chunks|sittings|blocks)\b",
        r"(?<=[,;(] )last (?:time|week|session|one)(?: (?:it )?was)?(?: an?)?"
        r" (?:10|\d)(?:[.,]5)?(?: ?/ ?10)?(?![\w.,:/])",
        r"\b(?:push[ -]?ups?|planks?|press[ -]?ups?)(?: \w+){0,2} (?:on|from) (?:my |the )?knees\b",
        r"\brir[ :=]*\d\b|\b\d ?(?:rir\b|(?:reps? )?(?:left )?in (?:the )?(?:tank|reserve)\b)",
        r"\bone(?= (?:(?:small|tiny|sharp|tender|single|sore) )?(?:spot|point|place|area|side|leg|finger\w*)\b)",
        rf"\bsince (?:(?:the|my|that) )?(?:{_RUN} )?(?:on |from )?{_DAY}(?: {_RUN})?\b",
    )
)
_AILMENT = re.compile(
    r"\b(?P<what>(?:head ?aches?|migraine|blisters?|(?:side )?stitch|nausea|hangover|sunburn|sore throat)"
    r"(?: (?:pain|was|is|of|at|an?|about|like|still))*[ :=]*)(?P<score>(?:10|\d)(?: ?/ ?10)?)\b(?![.,/]\d)",
    re.IGNORECASE,
)
"""What has a number of its own, and is no part that the plan knows."""


def without_asides(text: str) -> str:
    """The text with blanks for them; places stay."""
    for aside in _ASIDES:
        text = aside.sub(lambda found: " " * len(found[0]), text)
    return _AILMENT.sub(lambda found: found["what"] + " " * len(found["score"]), text)

"""Whether somebody asks: a question tells nothing of a session, a part or a weight, whatever numbers stand in it."""

from __future__ import annotations

import re

from bot.grammar.text import plain

_ASKED = re.compile(
    r"(?:ok(?:ay)?|and|so|but|hey|hi|hmm?|then)?,? ?"
    r"(?:(?:should|shall|must|may|can|could|would|do|does) (?:i|we|my|the|it|this|that|you think)\b"
    r"|is (?:it|this|that|there|my|today|tomorrow|[a-z]+day)\b"
    r"|what if\b|(?:what|how|when|where|which|who|did|is|are|am|was|were|will|has|have)\b(?=.*\?$))"
)
WISH = re.compile(
    r"(?:can|could|may) (?:we|i|you)(?: please)? "
    r"(?=(?:take|have|get|pause)\b.*\b(?:for (?:an?|the|next|\d+|one|two|three|four)|until|till|from|next week)\b"
    r"|(?=.*\b(?:only|just)\b)(?:(?:do|have|make|train|it|only|just) )*(?:one|1|a single) (?:strength )?"
    r"(?:session|workout)\b)"
)
"""A break that is wished for in the shape of a question."""
_WHY = re.compile(r"(?:(?:ok(?:ay)?|and|so|but|hey|hi|hmm?),? )?why\b(?! not$)")
_HURTS = re.compile(r"\b(?:hurt|pain|sore|ache|aching|swollen|swell|stiff|numb|tingl|sick|ill\b|fever|dizzy)")


def asks(text: str) -> bool:
    """ "Is 7 ok?", "should I rest if the calves are at 5", "what if my calf were fine?"; "7?" is an unsure answer."""
    said = plain(text)
    return (_ASKED.match(said) is not None and WISH.match(said) is None) or asks_why(text)


def hurts(text: str) -> bool:
    """Whether a line speaks of something that hurts or is sore."""
    return _HURTS.search(plain(text)) is not None


def asks_why(text: str) -> bool:
    """ "Why the goblet squat at 8 kg?"; why something hurts is asked of the body and not of the plan."""
    said = plain(text)
    return _WHY.match(said) is not None and _HURTS.search(said) is None

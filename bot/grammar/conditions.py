"""Conditions that the health questions ask for, told of later: "I'm pregnant", "I take blood thinners"."""

from __future__ import annotations

import re

from bot.grammar.text import plain

_WORDS = {
    "heart": r"heart (?:condition|disease|attack|failure|problems?|murmur|surgery)|arrhythmia|a ?fib"
    r"|atrial fibrillation"
    r"|pacemaker|stents?",
    "blood_pressure": r"high blood pressure|hypertension|hypertensive",
    "diabetes": r"diabetes|diabetic",
    "epilepsy": r"epilepsy|epileptic",
    "bones": r"osteoporosis|osteopenia",
    "thinners": r"blood ?thinners?|anti ?coagulants?|warfarin|apixaban|eliquis|xarelto",
    "glaucoma": r"glaucoma",
    "hernia": r"hernia",
    "pregnant": r"pregnant|pregnancy|expecting(?: a baby)?|post ?partum|gave birth",
}
_FOUND = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.items()}
_MINE = re.compile(
    r"(?:hi |hey |btw |so |also |just |found out |diagnosed with |\d+ (?:weeks?|months?) )*"
    r"(?:i|i'?m|i am|i'?ve|my|pregnant|post ?partum|we'?re)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|isn'?t|don'?t|used to|without"
    r"|wife|husband|partner|girlfriend|boyfriend|mum|mom|mother|dad|father|sister|brother|friend)\b"
)


def read(text: str) -> tuple[str, ...]:
    """The health questions that a line about oneself answers with yes; () for whatever asks, denies or is of others."""
    said = plain(text)
    if text.rstrip().endswith("?") or _MINE.match(said) is None or _DENIED.search(said):
        return ()
    return tuple(name for name, words in _FOUND.items() if words.search(said))

"""A test's result as it is typed: "left 18 right 27", "9.5 cm", "1:10", "both 20", "stopped, it hurt 4", "skip"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.text import in_figures, listed

_NUMBER = r"(\d{1,4}(?:\.\d{1,2})?)"
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_HURT = re.compile(rf"\b(?:hurt|hurts|hurting|pain|painful|sore|ache|ached)\b(?:\D{{0,12}}?{_NUMBER}(?:\s*/\s*10)?)?")
_HURT_AFTER = re.compile(rf"{_NUMBER}(?:\s*/\s*10)\s*(?:pain|hurt)\b")
_NO_PAIN = re.compile(r"\b(?:no|without|zero)\s+(?:pain|hurt)\b|\bpain ?free\b|\bdid ?n[o']?t hurt\b")
_STOPPED = re.compile(r"\b(?:stop|stopped|quit|gave up|enough|later)\b")
_SKIP = re.compile(r"\b(?:skip|next|pass|can'?t|cannot|not possible)\b")
_CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")
_MINUTES = re.compile(
    rf"\b{_NUMBER}\s*(?:min|mins|minutes?|m)\b(?:\s*(?:and\s*)?(\d{{1,2}})\s*(?:s|sec|secs|seconds?)?\b)?"
)
_SIDE_FIRST = re.compile(rf"\b(left|right|both|each|l|r)\b\D{{0,8}}?{_NUMBER}")
_SIDE_LAST = re.compile(
    rf"{_NUMBER}\s*(?:cm|reps?|s|sec|seconds?|x|times)?\s*(?:on\s+|with\s+)?(?:the\s+|my\s+)?(left|right|both|each)\b"
)
_PAIR = re.compile(rf"{_NUMBER}\s*(?:/|,|-|and|\s)\s*{_NUMBER}(?!\s*(?:s|sec|min)\w*\b)")
_ONE = re.compile(_NUMBER)
_SIDES = {"l": "left", "r": "right", "each": "both"}
_KNOWN = listed(
    """left right both each l r cm centimetres centimeters rep reps repetitions s sec secs second seconds min mins
    minute minutes m x times on with the my and a i did it was about roughly only full clean ones good leg side got
    held for then stop stopped stopping early because quit gave up enough later skip next pass cant cannot can't not
    possible this one test hurt hurts hurting pain painful sore ache ached no without zero free didn't didnt of to at
    all bit little slightly in still lot much too really very quite so"""
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was understood. Values by side ("left", "right", "both", or "" where none was named).

    `pain` 0-10; `hurt` says that it hurt, with or without a number. `stopped` wants to end here, `skip` the next test.
    """

    values: tuple[tuple[str, float], ...] = ()
    pain: float | None = None
    hurt: bool = False
    stopped: bool = False
    skip: bool = False

    def of(self, side: str) -> float | None:
        return dict(self.values).get(side)


def read_measure(text: str) -> Measured | None:
    """None where the words say something else than a result: "7, legs sore" is no heel raise."""
    said = _DECIMAL_COMMA.sub(".", text.strip().lower().replace("’", "'"))
    said = in_figures(said, ("zero", "one"))
    if not said or len(said) > 120 or any(word not in _KNOWN for word in re.findall(r"[a-z']+", said)):
        return None
    pain: float | None = None
    hurt = False
    if _NO_PAIN.search(said):
        pain, said = 0.0, _NO_PAIN.sub(" ", said)
    for pattern in (_HURT_AFTER, _HURT):
        found = pattern.search(said)
        if found:
            hurt = True
            pain = float(found[1]) if found[1] is not None else pain
            said = said[: found.start()] + " " + said[found.end() :]
    if pain is not None and pain > 10:
        return None
    stopped, skip = bool(_STOPPED.search(said)), bool(_SKIP.search(said))
    said = _SKIP.sub(" ", _STOPPED.sub(" ", said))
    values = _values(_in_seconds(said))
    if not values and pain is None and not (hurt or stopped or skip):
        return None
    return Measured(values, pain, hurt, stopped, skip)


def _in_seconds(said: str) -> str:
    said = _CLOCK.sub(lambda one: str(60 * int(one[1]) + int(one[2])), said)
    return _MINUTES.sub(lambda one: f"{60 * float(one[1]) + float(one[2] or 0):g} ", said)


def _values(said: str) -> tuple[tuple[str, float], ...]:
    before, after = _SIDE_FIRST.findall(said), [(side, value) for value, side in _SIDE_LAST.findall(said)]
    sided = {_SIDES.get(side, side): float(value) for side, value in (after if len(after) > len(before) else before)}
    if sided:
        return tuple(sided.items())
    pair = _PAIR.search(said)
    if pair:
        return ("left", float(pair[1])), ("right", float(pair[2]))
    one = _ONE.search(said)
    return (("", float(one[1])),) if one else ()

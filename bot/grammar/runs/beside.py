"""Figures that stand beside a run and are none of its own: its climb, a pulse, the last few of it, a race's pace."""

from __future__ import annotations

import re
from functools import partial

_NUMBER = r"\d+(?:[.,]\d+)?"
_CLIMB = r"(?:\d{1,2}[.,]\d{3}|\d{2,4})"
_NAMED = r"(?:half[ -]?marathon|marathon|hm|mp|10 ?k|5 ?k|3 ?k|mile|race|goal|threshold)"


_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        # 12k with 450 m of climb, 300hm, 1,200 ft up, 740m+, 900 m D+
        (
            rf"\b(?:with |and |plus )?{_CLIMB} ?(?:m|met(?:er|re)s?|ft|feet)? ?(?:of )?"
            r"(?:climb\w*|elevation|vert\w*|ascent|gain|hm|d\+|up)(?![\w+])(?: gain)?",
            "",
        ),
        (rf"\b(?:with |and |plus )?{_CLIMB} ?(?:m ?\+(?! ?\d)|ft\b|feet\b)", ""),
        # +740m, D+ 900
        (rf"(?<!\S)\+{_CLIMB} ?(?:m|ft|hm)?\b(?! ?[x*])|\bd\+ ?:? ?{_CLIMB} ?m?\b", ""),
        # avg hr 142, 150 bpm
        (
            r"\b(?:at |avg |average |mean |max )*(?:hr|heart ?rate|pulse)(?: (?:of|was|avg|average|around|about|at))*"
            r" ?:? ?\d{2,3}(?: ?bpm)?\b|\b(?:avg |average )?\d{2,3} ?bpm\b",
            "",
        ),
        # 10k instead of the intervals, 3 mi instead of 5
        (
            r"\b(?:instead of|rather than) (?:the |my |an? )?(?:planned |usual )?"
            rf"(?:{_NUMBER}(?: ?(?:kms?|k|miles?|mi)\b)?"
            r"|(?:(?:easy|long|tempo|hard|quality) )*(?:runs?|intervals?|tempo|track|speedwork|hills?|reps)\b)(?! ?:)",
            "",
        ),
        # ran a half in 1:52
        (
            r"\b(?:ran|did|finished|raced) (?:(?:a|the|my) )?half(?:[ -]?marathon)?(?= (?:in|today|yesterday|on"
            r"|\d))",
            "ran 21.1k",
        ),
        # the last 5 at tempo, first 2 easy
        (
            rf"\b(?:the )?(?:last|first|final) {_NUMBER}(?: ?(?:kms?|k|miles?|mi|min(?:ute)?s?)\b)?"
            r"(?: (?:fast|hard|quick|easy|slow)\b)?",
            "",
        ),
        # 6 strides, 4x100m strides
        (r"\b(?:\d{1,2} ?(?:x ?\d{2,3} ?(?:m|s|sec)? ?)?|\d{2,3} ?(?:m|s|sec) )strides?\b", "strides"),
        # 2% incline
        (rf"\b{_NUMBER} ?%(?: (?:incline|grade|gradient))?", ""),
        # progression from 5:30 to 4:40
        (r"\bfrom \d:\d\d (?:down )?to \d:\d\d\b", ""),
        # at half marathon pace
        (rf"\b{_NAMED} (?:race )?(?:pace|effort)\b", "tempo"),
        # 4 by 1 mile
        (rf"\b(\d{{1,2}}) by (?={_NUMBER})", r"\1 x "),
        # 25'30''
        (r"\b(\d{1,3})['’](\d\d)(?:''|\"|s\b)", r"\1:\2"),
        # 9 minute miles, 8:30 min miles
        (r"\b(\d{1,2}:\d\d)[ -]?min(?:ute)?s?[ -]mi(?:le)?s?\b", r"\1/mi"),
        (r"\b(\d{1,2})[ -]?min(?:ute)?s?[ -]mi(?:le)?s?\b", r"\1:00/mi"),
    )
)


def own(text: str) -> str:
    """The text with only the run's own figures, each at its place: what falls out leaves spaces."""
    for pattern, instead in _RULES:
        text = pattern.sub(partial(_padded, instead), text)
    return text


def _padded(instead: str, match: re.Match[str]) -> str:
    return match.expand(instead).ljust(len(match[0]))

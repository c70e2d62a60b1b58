"""Whether what hurts is somebody else's, or long over: "my wife has a fever", "I broke my ankle last year"."""

from __future__ import annotations

import re

from bot.grammar import conditions, flags
from bot.grammar.anatomy import parts_in
from bot.grammar.asking import asks, hurts
from bot.grammar.text import clean, plain, tokens

_KIN = (
    r"wife|husband|girlfriend|boyfriend|mum|mom|mother|dad|father|sister|brother|sons?|daughters?|kids?|toddler"
    r"|children"
)
_IS = r"(?:is|are|was|were|has|have|had|got|gets|will|goes|flies|feels?|caught|came down with)"
_THEIRS = re.compile(
    rf"\b(?:my|our|the|a) (?:[a-z]+ )?(?:{conditions.PEOPLE})(?:'?s)?\b"
    rf"|^(?:{_KIN})(?: (?={_IS}\b)|'s\b)(?!.*\b(?:sick|ill|poorly|unwell)\b)"
)
_MINE = re.compile(r"\b(?:i|i'?m|i'?ve|me|my|mine|we|we'?re|we'?ve|us|our|both|also|too|same)\b")
_SUBJECT = re.compile(
    rf"(?:.*[,;.!] ?)?(?:(?:my|our|the|a) (?:[a-z]+ )?(?:{conditions.PEOPLE})|(?:{_KIN}))(?:'s| {_IS})\b"
)
_ME_TOO = re.compile(
    r"\b(?:me too|me (?:as well|also)|(?:and |now )*so (?:do|am|have|did) i|same (?:here|for me|with me)"
    r"|(?:and )?(?:now |i )*(?:have|caught|got|feel|am|'m)(?: it| the same)? (?:too|as well|also)|(?:and )?now me)\b"
)
_SAYS = re.compile(r"\b(?:says?|said|thinks?|thought|noticed?|saw|sees|tells?|told|worri(?:es|ed)|asks?|asked)\b")
"""Somebody else's word about the runner is about the runner."""
_CLAUSES = re.compile(r"\s*(?:[,;.!?\n]+|\b(?:and|but|so|because|since|while|as)\b)\s*")

_LONG_AGO = re.compile(
    r"\b(?:used to(?: have| get| be)?|last (?:year|summer|winter|spring|autumn|fall|season)|when i was|long ago"
    r"|as a (?:child|kid|teenager)|(?:\w+ )?(?:years?|months|ages|decades) ago|(?:back )?in (?:19|20)\d\d)\b"
)
_A_WHILE_AGO = re.compile(r"\b(?:last month|a month ago|\w+ weeks ago)\b")
_WELL = re.compile(
    r"\b(?:(?:it|that|everything|is|was|it'?s|that'?s|i'?m|all|are|now|completely|fully) )+"
    r"(?:fine|ok|okay|good|gone|healed|better|alright|all right|over)(?: (?:now|today|again|since|then))*\b"
)
_PAST = re.compile(
    r"\b(?:had|was|were|used to|hurt|broke|tore|got|suffered|fractured|sprained|ruptured|pulled|strained|twisted)\b"
)
_PRESENT = re.compile(
    r"\b(?:now|today|still|again|since|yesterday|this (?:morning|week|month)|last (?:night|week)|lately|recently|back"
    r"|ever|always|sometimes|hurts|aches|hurting|have|has|feels?|too|also|keeps?|like|\d+)\b"
)
_LASTS = re.compile(r"\b(?:heart|stroke|cardiac|embolism|clot|dvt)\b")
"""What is no matter of the past, however long ago it was."""


_KIN_ILL = re.compile(
    rf"(?:{_KIN})(?:'?s| is| are| have| has| got)?(?: all| both| so| very| still| the flu| a cold)*"
    r"(?: sick| ill| poorly| unwell| the flu| a cold| fever)\b"
)


def of_kin(clause: str) -> bool:
    """ "Kids are sick": a clause that says of the family that it is unwell, with or without a "my"."""
    return _KIN_ILL.match(plain(clause)) is not None or of_another(clause)


def of_another(text: str) -> bool:
    """Whether somebody else is unwell or hurts, and nothing of the kind is said of the runner."""
    clauses = _CLAUSES.split(plain(text))
    theirs = [one for one in clauses if _THEIRS.search(one) and not _MINE.search(_THEIRS.sub(" ", one))]
    if not any(map(_of_a_body, theirs)) or any(map(_SAYS.search, theirs)):
        return False
    own = ", ".join(one for one in clauses if one not in theirs)
    return not (_of_a_body(own) or conditions.read(own)) and not re.search(
        r"\b(?:me|both|also|too|same|so (?:do|am|have) i)\b", own
    )


def as_own(said: str) -> str:
    """ "My wife is sick, me too" is told of the runner, too: the line as if nobody else were in it."""
    if _SUBJECT.match(said) is None or _ME_TOO.search(said) is None:
        return said
    return _ME_TOO.sub(" ", _SUBJECT.sub("i am ", said, count=1)).strip(" ,.;!")


def about_another(said: str) -> bool:
    """Whether somebody else does it ("my wife is in Boston until Friday") and the runner is not in the line."""
    match = _SUBJECT.match(said)
    return match is not None and not _MINE.search(said[match.end() :])


def long_over(text: str) -> bool:
    """Whether it was years ago, or weeks ago and is well by now; never what lasts, and never what came back."""
    said = plain(text)
    well = _WELL.search(said)
    ago = _LONG_AGO.search(said) or (well and _A_WHILE_AGO.search(said))
    if not ago or asks(text) or conditions.read(text) or _LASTS.search(said):
        return False
    then = _A_WHILE_AGO.sub(" ", _LONG_AGO.sub(" had ", _WELL.sub(" ", said)))
    told = [one for one in _CLAUSES.split(then) if _of_a_body(one) or parts_in([t.text for t in tokens(clean(one))])]
    return bool(told) and all(map(_PAST.search, told)) and not _PRESENT.search(then)


def _of_a_body(said: str) -> bool:
    return bool(flags.find(said)) or hurts(said)

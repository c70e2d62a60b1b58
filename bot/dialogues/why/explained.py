"""How an exercise is done, asked in words: "what is a dead bug", "show me the split squat", "how deep do I squat?"."""

from __future__ import annotations

import re

from adapters.messages import Card, Line, line, quiet
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared.common import prescribed_today
from bot.grammar.exercise_names import names
from core.catalogue import catalogue

_HOW = re.compile(
    r"(?P<asked>(?:what(?:'s|s| is| are| does)|how (?:do|should|to|does) ?(?:i|you|one)?(?: do| perform)?|explain"
    r"|(?:can|could) you (?:explain|show me|describe)(?: (?:again )?how to do)?|explain how to do"
    r"|(?:not sure|unsure|do not know|don'?t know) (?:if|whether|how) (?:i |to )?(?:(?:did|do|am doing)(?: the)?)?"
    r"|describe|show me|tell me about|remind me how to do|help(?: me)? with"
    r"|how (?:deep|low|high|far|wide|fast|slow|slowly) (?:should|do|must) (?:i|you)(?: (?:go|get|be|stand|do))?"
    r"(?: in| on)?"
    r"|(?:(?:is there|do you have|got|any) )?(?:an? )?(?:video|picture|photo|clip|demo|gif)s? (?:of|for))\s+)?"
    r"(?:(?:a|an|the|my|these|those)\s+)?"
    r"(?P<name>.+?)(?:\s+(?:thing|mean|done|look like|work|exercise|properly|correctly|right|again|please))*"
    r"(?P<beside>\s+(?:with|on|off|using|without|at)\s+.{1,25})?"
)


_LOST = re.compile(
    r"[\s,.;?!-]*\b(?:(?:sorry|i|it|that|really|still) )*(?:(?:do not|don'?t|dont) (?:understand|get|know)"
    r"|(?:have )?no (?:idea|clue)|never heard of)(?: (?:it|that|this|what (?:that|it) is))?\W*$|[?!.\s]+$"
)
"""That it was not understood, said behind the question."""


def exercise(turn: Turn, said: str) -> Reply | None:
    """How an exercise is done, whichever of the catalogue; its cue first."""
    match = _HOW.fullmatch(_LOST.sub("", said))
    if match is None or (match["beside"] and not match["asked"]):
        # "Squat with a band hurt, 4" asks nothing.
        return None
    words = turn.words
    asked = match["name"].replace("-", " ").replace(",", " ").split()
    session = prescribed_today(turn)
    ours = [one.exercise for one in session.items] if session is not None else []
    for ids in (ours, list(catalogue().by_id)):
        called = names({phrases.exercise(words, one): one for one in ids})
        found = called.at(asked, 0) or (called.by_rare_word(asked) if match["asked"] and ids is ours else None)
        if found is not None and found.length == len(asked) and len(found.ids) == 1:
            return _shown(turn, found.ids[0])
    return None


def _shown(turn: Turn, exercise: str) -> Reply:
    words = turn.words
    lines: list[Line] = [line(words(f"exercise.{exercise}.how"))]
    if words.has(f"exercise.{exercise}.cue"):
        lines.append(line(quiet(words(f"exercise.{exercise}.cue"))))
    return Reply(outs=(Out(Card(phrases.exercise(words, exercise), tuple(lines))),))

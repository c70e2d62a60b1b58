"""Circumstances: "no pain at night" says when something does not hurt, not that nothing is sore."""

from __future__ import annotations

from bot.grammar.lexicon import Cat
from bot.grammar.text import listed
from bot.grammar.walk.notes import Walk

_MOMENTS = listed(
    """night nights nighttime overnight bed rest resting land landing impact hop hopping jump jumping walk walking
    stairs downstairs upstairs sit sitting lie lying sleep sleeping stand standing touch touching press pressing kneel
    kneeling limp limping"""
)


def moment_at(walk: Walk, at: int) -> int:
    """The place behind a circumstance ("at night", "when I walk downstairs"); the same place where there is none."""
    behind = at
    found = walk.past(at, Cat.IN, Cat.DURING, Cat.GLUE, Cat.TO)
    while found < len(walk.lexes) and walk.lexes[found].text in _MOMENTS:
        behind = found + 1
        found = walk.past(behind, Cat.IN, Cat.DURING, Cat.GLUE, Cat.TO, Cat.OR)
    return behind


def leave_moment(walk: Walk, start: int, end: int) -> int:
    """What was said of such a circumstance answers nothing that is asked; the place to go on from."""
    walk.unknown.append((walk.lexes[start].start, walk.lexes[end - 1].end))
    return end

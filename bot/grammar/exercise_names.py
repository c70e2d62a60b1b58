"""Which exercise of a session a runner means: by its name, in the plural, or by a part of it that fits only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grammar.text import listed

HEADS = listed(
    """squat deadlift rdl lunge bridge thrust plank raise row press pushup pullup pullapart carry clamshell swing
    nordic curl stepup stepdown hinge jump hop pogo bound bounce bug dog crunch pulldown hike airplane squeeze
    stretch slide situp tap copenhagen pallof inchworm burpee thruster dip climber superman snatch"""
)
"""Words that name an exercise even when they stand alone or behind a part of the body ("calf raise")."""

_TOGETHER = {
    ("push", "up"): "pushup", ("press", "up"): "pushup", ("pull", "up"): "pullup", ("step", "up"): "stepup",
    ("step", "down"): "stepdown", ("pull", "apart"): "pullapart", ("pull", "down"): "pulldown", ("sit", "up"): "situp",
    ("lat", "pulldown"): "pulldown", ("romanian", "deadlift"): "rdl", ("one", "leg"): "singleleg",
    ("single", "leg"): "singleleg", ("calf", "raise"): "heel raise", ("calve", "raise"): "heel raise",
    ("dead", "lift"): "deadlift", ("glute", "thrust"): "hip thrust", ("face", "pull"): "pullapart",
    ("clam", "shell"): "clamshell", ("kb", "swing"): "kettlebell swing", ("good", "morning"): "goodmorning",
}  # fmt: skip

_SAME = {
    "clam": "clamshell", "sl": "singleleg", "kb": "kettlebell", "db": "dumbbell", "deadbug": "dead bug",
    "birddog": "bird dog", "heelraise": "heel raise", "calfraise": "heel raise", "hipthrust": "hip thrust",
    "legpress": "leg press", "bulgarian": "bulgarian", "chinup": "pullup", "pressup": "pushup", "stiffleg": "rdl",
}  # fmt: skip

_SMALL = listed("with the a on to of in and from for at")
"""Words that end no name: "heel raises with 10 kg" are none with the toes propped."""

VOCABULARY = (
    HEADS
    | {word for pair in _TOGETHER for word in pair}
    | _SAME.keys()
    | listed("goblet split reverse glute seated standing kettlebell dumbbell barbell romanian suitcase farmer")
)


def singular(word: str) -> str:
    if word == "ups":
        return "up"
    if len(word) < 4 or word.endswith("ss"):
        return word
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def plain(words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Words in the form that names are compared in, each with the places it came from (`start`, `end`)."""
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        one = singular(words[at])
        pair = (one, singular(words[at + 1])) if at + 1 < len(words) else None
        if pair in _TOGETHER:
            meaning, length = _TOGETHER[pair], 2
        else:
            meaning, length = _SAME.get(one, one), 1
        found.extend((word, at, at + length) for word in meaning.split())
        at += length
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """`ids` of the exercises that the words may mean: one, several (ambiguous) or none (not in this session)."""

    length: int
    ids: tuple[str, ...]


class Names:
    """The exercises that may be spoken of."""

    def __init__(self, exercises: Mapping[str, str]) -> None:
        self._names: list[tuple[tuple[str, ...], str]] = []
        for name, exercise in exercises.items():
            words = name.casefold().replace("-", " ").replace(",", " ").replace("_", " ").split()
            self._names.append((tuple(word for word, *_ in plain(words)), exercise))
        self.words = frozenset(word for name, _ in self._names for word in name)
        self._beginnings = self.words | HEADS

    def at(self, words: Sequence[str], at: int) -> Match | None:
        """The exercise named from a word on, by as many words as fit."""
        first = plain(words[at : at + 2])
        if not first or first[0][0] not in self._beginnings:
            return None
        forms = plain(words[at : at + 9])
        best: Match | None = None
        for count in range(1, len(forms) + 1):
            chosen = tuple(word for word, *_ in forms[:count])
            end = forms[count - 1][2]
            if count < len(forms) and forms[count][1] < end:
                continue
            exact = tuple(dict.fromkeys(one for name, one in self._names if name == chosen))
            if exact:
                best = Match(end, exact)
                continue
            if chosen[-1] not in self.words and chosen[-1] not in HEADS:
                break
            if HEADS.isdisjoint(chosen) or chosen[-1] in _SMALL:
                continue
            holding = tuple(dict.fromkeys(one for name, one in self._names if _within(chosen, name)))
            if holding and (best is None or not best.ids or set(holding) <= set(best.ids)):
                best = Match(end, holding)
            elif best is None and chosen[-1] in HEADS:
                best = Match(end, ())
        return best

    def by_rare_word(self, words: Sequence[str]) -> Match | None:
        """ "goblet", "b-stance": words that only one of the exercises has in its name, up to the last that fits."""
        best: Match | None = None
        if not words or singular(words[0]) not in self.words:
            return None
        forms = plain(words[:4])
        for count in range(1, len(forms) + 1):
            chosen = tuple(word for word, *_ in forms[:count])
            holding = {one for name, one in self._names if _within(chosen, name)}
            if not holding:
                break
            if len(holding) == 1 and len("".join(chosen)) >= 4:
                best = Match(forms[count - 1][2], tuple(holding))
        return best


def _within(chosen: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words stand in the name, in their order."""
    rest = iter(name)
    return all(word in rest for word in chosen)


@lru_cache(maxsize=256)
def _names(exercises: tuple[tuple[str, str], ...]) -> Names:
    return Names(dict(exercises))


def names(exercises: Mapping[str, str]) -> Names:
    return _names(tuple(exercises.items()))

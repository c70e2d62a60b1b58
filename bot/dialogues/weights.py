"""A weight that the runner could lift about 15 times, told before the first time: the first load is taken from it."""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import Line, line
from bot import phrases
from bot.dialogue import Reply, Turn
from bot.dialogues import day
from bot.dialogues.common import athlete_of, question, then, undo_button
from bot.grammar.rating import Understood
from core import diary
from core.catalogue import catalogue
from core.diary import Entry
from core.kit import Implement, largest_at_most

ALONE = frozenset({"loads_kg", "reps", "leftovers", "problems"})
"""What may stand beside a weight in a message that tells nothing else."""


def only_weights(said: Understood) -> bool:
    """ "goblet squat 16 kg", and nothing that is about a session."""
    nothing = Understood()
    told = (name for name in Understood.__slots__ if name not in ALONE)
    return bool(said.loads_kg) and all(getattr(said, name) == getattr(nothing, name) for name in told)


def take(turn: Turn, said: Understood) -> Reply:
    words, athlete = turn.words, athlete_of(turn)
    lines: list[Line] = []
    entries: list[Entry] = []
    for name, kg in said.loads_kg:
        exercise = catalogue()[name]
        called = phrases.exercise(words, name)
        if _done_already(turn, name):
            lines.append(line(words("weights.later", name=called)))
            continue
        total = kg * 2 if exercise.implement is Implement.pair else kg
        load = largest_at_most(athlete.kit(), exercise, total)
        if exercise.first_load is None or load is None:
            lines.append(line(words("weights.none", name=called)))
            continue
        entries.append(diary.Weighed(at=turn.now, day=turn.today, exercise=name, kg=total))
        lines.append(line(words("weights.noted", name=called, load=phrases.mass(words, athlete, kg))))
    after = then(turn, tuple(entries))
    shown, sent = day.again(after) if entries else ((), ())
    rows = ((undo_button(turn),),) if entries else ()
    out = question(turn, words("weights.title"), lines, rows)
    return Reply(outs=(replace(out, fresh=True), *shown), entries=(*entries, *sent))


def _done_already(turn: Turn, exercise: str) -> bool:
    tracks = turn.standing.tracks.values()
    return any(one.done for track in tracks if track.exercise == exercise for one in track.exposures)

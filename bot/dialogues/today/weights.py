"""A weight that the runner could lift about 15 times, told before the first time: the first load is taken from it."""

from __future__ import annotations

import re
from dataclasses import replace

from adapters.messages import Card, Line, line, quiet, row
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, next_session, prescribed_today, question, say, then, undo_button
from bot.dialogues.today import day
from bot.grammar.exercise_names import HEADS, plain as forms
from bot.grammar.rating import Understood
from bot.grammar.text import plain
from core import diary, planner
from core.catalogue import Exercise, Phase, catalogue
from core.diary import Entry
from core.kit import Implement, largest_at_most

ALONE = frozenset({"loads_kg", "pairs", "reps", "leftovers", "problems"})
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
    for told, kg in said.loads_kg:
        name = _on_two_legs(turn, told)
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
    # What stands in no session of the coming week has no first load yet.
    coming = planner.horizon(athlete, after.standing, turn.today, 7) if entries else ()
    planned = {item.exercise for one in coming if one.session is not None for item in one.session.items}
    for one in entries:
        if isinstance(one, diary.Weighed) and one.exercise not in planned:
            lines.append(line(words("weights.not_yet", name=phrases.exercise(words, one.exercise))))
    shown, sent = day.again(after) if entries else ((), ())
    rows = ((undo_button(turn),),) if entries else ()
    out = question(words("weights.title"), lines, rows)
    return Reply(outs=(replace(out, fresh=True), *shown), entries=(*entries, *sent))


def _on_two_legs(turn: Turn, name: str) -> str:
    """ "Squat 90 kg" on the day of the split squats: a weight beside no word of its own is that of the lift on two
    legs, the one of the week where there is one.
    """
    exercise = catalogue()[name]
    own = _words(phrases.exercise(turn.words, name)) - HEADS
    if exercise.phase is not Phase.single or not own or own & _words(turn.text):
        return name
    horizon = planner.horizon(athlete_of(turn), turn.standing, turn.today, 7)
    coming = (item.exercise for one in horizon if one.session is not None for item in one.session.items)
    alike = (one for one in (*coming, *catalogue().by_id) if _lifts_alike(one, exercise))
    return next(alike, name)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word, *_ in forms(re.findall(r"\w+", text.casefold())))


def _lifts_alike(name: str, other: Exercise) -> bool:
    one = catalogue()[name]
    return (one.phase, one.pattern) == (Phase.compound, other.pattern) and not one.sided and one.first_load is not None


async def asked(turn: Turn) -> Reply:
    """ "Which weight should I use?": what the card asks for, how heavy it should feel, and how that changes."""
    words, athlete = turn.words, athlete_of(turn)
    session = prescribed_today(turn) or next_session(turn)
    if session is None:
        return say(turn, "weights.no_session")
    loaded = [one for one in session.items if one.dose.load_kg is not None]
    said = plain(turn.text).replace("-", " ")
    loaded = [one for one in loaded if _named(turn, one.exercise, said)] or loaded
    lines = [line(words("weights.asks" if loaded else "weights.asks_none", kind=phrases.kind(words, session.kind)))]
    lines += [row(phrases.exercise(words, one.exercise), phrases.load(words, athlete, one.dose)) for one in loaded]
    if loaded:
        low, high = loaded[0].dose.rpe
        reserve = phrases.number(10 - high), phrases.number(10 - low)
        lines.append(line(words("weights.feel", low=reserve[0], high=reserve[1])))
        new = next((one for one in loaded if not _done_already(turn, one.exercise)), None)
        example = phrases.lower_first(phrases.exercise(words, new.exercise)) if new is not None else ""
        lines.append(line(words("weights.new", name=example) if new is not None else words("weights.known")))
    lines.append(line(quiet(words("weights.kit"))))
    return Reply(outs=(Out(Card(words("weights.title"), tuple(lines))),))


def _named(turn: Turn, exercise: str, said: str) -> bool:
    return phrases.exercise(turn.words, exercise).casefold().replace("-", " ") in said


def _done_already(turn: Turn, exercise: str) -> bool:
    tracks = turn.standing.tracks.values()
    return any(one.done for track in tracks if track.exercise == exercise for one in track.exposures)

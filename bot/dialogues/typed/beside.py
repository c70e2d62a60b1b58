"""A run and what stands beside it: "8k done, achilles 2 after", "ran 8k then strength, 6", "no run Friday, calf 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain.episodes import dialogue as episodes
from bot.dialogues.rating import answering
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.runs.dialogue import RATED_BEHIND
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import athlete_of, then
from bot.dialogues.typed import dialogue as lines
from bot.dialogues.typed.feeling import FEELING
from bot.dialogues.typed.wording import bare
from bot.grammar import flags
from bot.grammar.readiness import read as read_readiness
from bot.grammar.text import plain
from bot.intake import said

_SESSION = r"(?:did |some |the |my )*(?:strength|gym)\b"
_RUN = r"(?:(?:then |ran |did |an? |easy )*\d+(?:[.,]\d)? ?(?:kms?|k|miles?|mi)\b|ran\b)"
_COMING = r"(?:(?:tomorrow|(?:on )?[a-z]+day)\b|i(?:'?ll| will)? (?:run|ran)\b)"
_CLAUSES = re.compile(
    rf"\s*(?:[,;](?!\d)|\.(?=\s)|\bbut\b|\b(?:and )?then\b|(?:\band\b|&|\+) ?(?={_SESSION}|{_RUN}|{_COMING}))\s*",
    re.IGNORECASE,
)
_OF_A_SESSION = re.compile(_SESSION, re.IGNORECASE)
_RATING = re.compile(r"(?:10|\d(?:[.,]5)?) (?:10|\d(?:[.,]5)?)[.!]*")
"""How hard and how sore: of a run nobody says it so."""


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open: it would take the run's words for those of a session."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    text = RATED_BEHIND.sub(r"\g<run>, \g<effort> \g<sore>", turn.text.strip())
    clauses = [one for one in _CLAUSES.split(text) if one]
    splits = (_run_first(clauses), _run_last(turn, clauses))
    line, rest = next((one for one in splits if one and _is_a_run(turn, one[0])), ("", ""))
    if not line:
        return None
    run = await runs.typed_line(replace(turn, text=line, prompt=None), line)
    if run is None or not run.entries:
        return None
    after = replace(then(turn, run.entries), text=rest, prompt=None, event=replace(turn.event, text=rest))
    # "Skip the squats" of a session to come is a wish, and no answer about it.
    wish = await lines.interrupt(after)
    more = wish or await episodes.listen(after) or await answering.listen(after)
    if more is None:
        return None
    if wish is None and not more.entries and all(out.ask is None for out in more.outs):
        # That all is well where nothing hurt needs no answer of its own.
        return run
    return replace(
        run, outs=(*run.outs, *more.outs), entries=(*run.entries, *more.entries), close=(*run.close, *more.close),
        update={**run.update, **more.update},
    )  # fmt: skip


def _run_first(clauses: Sequence[str]) -> tuple[str, str] | None:
    """Up to the first clause that is about a part of the body, how the runner is, or the session."""
    told = (_OF_A_SESSION.match(one) or _RATING.fullmatch(one) or stated.parts(one) or _feels(one) for one in clauses)
    first = next((at for at, one in enumerate(told) if one), 0)
    return (", ".join(clauses[:first]), ", ".join(clauses[first:])) if first else None


def _feels(clause: str) -> bool:
    return read_readiness(clause).said or any(way.fullmatch(bare(plain(clause))) for way, _ in FEELING)


def _run_last(turn: Turn, clauses: Sequence[str]) -> tuple[str, str] | None:
    """ "Skip the squats, did 12k", "7 3, ran 8k": what comes before the run is of none."""
    for at in range(1, len(clauses)):
        before, line = ", ".join(clauses[:at]), ", ".join(clauses[at:])
        if _is_a_run(turn, line) and not (stated.parts(line) or _is_a_run(turn, before)):
            return line, before
    return None


_TO_SEND = re.compile(r"\b(?:send|text|message|wake|remind|ask)\b", re.IGNORECASE)


def _is_a_run(turn: Turn, line: str) -> bool:
    if _TO_SEND.search(line):
        # "Send it at 8 tomorrow" is no run of eight kilometres.
        return False
    found = said.read(line, turn.today, athlete_of(turn).distance_unit)
    if isinstance(found, said.Coming):
        return not found.problems
    return isinstance(found, said.Done) and not found.problems and (found.sure or found.km is not None)


DIALOGUE = Dialogue(name="beside", interrupts=(interrupt,))

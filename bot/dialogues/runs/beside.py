"""A run and what came after it in one line: "8k done, easy, achilles 2 after", "ran 8k easy then strength, 6"."""

from __future__ import annotations

import re
from dataclasses import replace

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain.episodes import dialogue as episodes
from bot.dialogues.rating import answering
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import then
from bot.grammar import flags
from bot.intake import said

_SESSION = r"(?:did |some |the |my )*(?:strength|gym)\b"
_CLAUSES = re.compile(
    rf"\s*(?:[,;]|\.(?=\s)|\bbut\b|\b(?:and )?then\b|(?:\band\b|&|\+) ?(?={_SESSION}))\s*", re.IGNORECASE
)
_OF_A_SESSION = re.compile(_SESSION, re.IGNORECASE)


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open: it would take the run's words for those of a session."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    clauses = [one for one in _CLAUSES.split(turn.text.strip()) if one]
    first = next((at for at, one in enumerate(clauses) if stated.parts(one) or _OF_A_SESSION.match(one)), 0)
    line, rest = ", ".join(clauses[:first]), ", ".join(clauses[first:])
    done = said.read(line, turn.today, turn.athlete.distance_unit) if line else None
    if not isinstance(done, said.Done) or done.problems:
        return None
    run = await runs.typed_line(replace(turn, text=line, prompt=None), line)
    if run is None or not run.entries:
        return None
    after = replace(then(turn, run.entries), text=rest, prompt=None, event=replace(turn.event, text=rest))
    more = await episodes.listen(after) or await answering.listen(after)
    if more is None:
        return None
    if not more.entries and all(out.ask is None for out in more.outs):
        # That all is well where nothing hurt needs no answer of its own.
        return run
    return replace(
        run, outs=(*run.outs, *more.outs), entries=(*run.entries, *more.entries), close=(*run.close, *more.close),
        update={**run.update, **more.update},
    )  # fmt: skip


DIALOGUE = Dialogue(name="runs beside", interrupts=(interrupt,))

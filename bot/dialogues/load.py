"""`/load`: what each tissue carried in the last seven days, beside the weeks before and the most it may carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import inf

from adapters.messages import BLANK, Button, Line, line, quiet, row
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import athlete_of, question
from bot.words import Words
from core import ledger, planner
from core.athlete import RunKind
from core.tissues import NONE, Load, table

NEAR = 0.9
"""Of its limit, from which a tissue is named."""


async def load(turn: Turn) -> Reply:
    athlete, words = athlete_of(turn), turn.words
    joined = turn.standing.joined or turn.today
    count = min(table().weeks + 1, max(1, (turn.today - joined).days // 7 + 1))
    weeks = ledger.weeks(athlete, turn.standing, turn.today, count)
    limits = ledger.limits(turn.standing, turn.today, weeks[1:])
    lines: list[Line] = [line(words.plural("load.intro", count))]
    lines.append(BLANK)
    for name in table().tissues:
        lines += _tissue(words, name, weeks, limits.get(name), athlete.plain)
    lines.append(BLANK)
    shares = {name: _share(weeks[0].get(name, NONE), limit) for name, limit in limits.items()}
    for key, low, high in (("load.over", 1.0, inf), ("load.near", NEAR, 1.0)):
        names = [phrases.lower_first(words(f"tissue.{one}")) for one, share in shares.items() if low < share <= high]
        if names:
            told = words("load.all") if len(names) == len(shares) else phrases.listed(words, names)
            lines.append(line(words(key, names=told)))
    if limits:
        lines.append(line(quiet(words("load.limits"))))
    else:
        lines.append(line(words("load.young")))
    if _untold(turn, count):
        lines.append(line(quiet(words("load.untold"))))
    lines.append(line(quiet(words("load.units", contacts=table().contacts, km=phrases.number(table().km)))))
    rows = ((Button(words("button.week"), "week.0"),),)
    return Reply(outs=(question(words("load.title"), lines, rows),))


def _untold(turn: Turn, weeks: int) -> bool:
    """Whether the weeks shown hold a planned run that nobody told of; the ledger takes it as run."""
    standing = turn.standing
    told = {one.day for one in standing.runs}
    days = (turn.today - timedelta(ago) for ago in range(7 * weeks))
    return any(
        planner.planned_run(athlete_of(turn), standing, day).kind is not RunKind.REST
        for day in days
        if day not in told and not any(trip.holds(day) for trip in standing.away)
    )


def _share(now: Load, limit: Load) -> float:
    pairs = ((now.left, limit.left), (now.right, limit.right))
    return max(one / most if most else 0.0 for one, most in pairs)


def _tissue(words: Words, name: str, weeks: Sequence[dict[str, Load]], limit: Load | None, plain: bool) -> list[Line]:
    """One line, or one for each side where they differ; the newest week last."""
    course = [one.get(name, NONE) for one in reversed(weeks)]
    if all(abs(one.left - one.right) < 0.5 for one in course):
        return [_line(words, words(f"tissue.{name}"), [one.left for one in course], limit and limit.left, plain)]
    return [
        _line(
            words,
            words("load.side", tissue=words(f"tissue.{name}"), side=words(f"load.{side}")),
            [getattr(one, side) for one in course],
            limit and getattr(limit, side),
            plain,
        )
        for side in ("left", "right")
    ]


def _line(words: Words, name: str, course: Sequence[float], limit: float | None, plain: bool) -> Line:
    now = str(round(course[-1]))
    of = words("load.of", now=now, limit=int(limit)) if limit is not None else now
    if plain:
        before = ", ".join(str(round(one)) for one in course[:-1])
        key = "load.plain" if before else "load.plain_first"
        return line(words(key, tissue=name, before=before, now=of))
    if len(course) == 1 and limit is None:
        # One week has nothing to be held against: a row of full bars would say that all is at its most.
        return row(name, of)
    most = max(max(course), limit or 0.0) or 1.0
    return row(name, phrases.bars(course, most), of)


DIALOGUE = Dialogue(name="load", commands={"load": load})

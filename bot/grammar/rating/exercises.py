"""What was said of single exercises."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.problem import Trouble
from bot.grammar.rating.message import Reading
from bot.grammar.walk import Anchor
from core.diary import ItemReport


def items_of(
    reading: Reading, anchors: Sequence[Anchor]
) -> tuple[tuple[ItemReport, ...], tuple[tuple[str, int], ...], tuple[tuple[str, float], ...], tuple[str, ...]]:
    """The reports of single exercises, the repetitions done, the loads used, and those told to be in each hand, in the
    order of the message.
    """
    for anchor in anchors:
        if anchor.what != "exercise":
            continue
        end = max(anchor.end, anchor.number.end if anchor.number else 0)
        if not anchor.ids:
            reading.problem(Trouble.unknown_exercise, anchor.start, end)
        elif len(anchor.ids) > 1:
            reading.problem(Trouble.ambiguous, anchor.start, end, ",".join(anchor.ids))
        elif anchor.number is not None:
            value = reading.effort(anchor.number, anchor.start, anchor.end, anchor.ids[0])
            if value is not None:
                reading.note(anchor, rpe=value)
        elif not anchor.denied:
            reading.unknown.append((anchor.start, anchor.end))
    order = {one.ids[0]: one.start for one in reversed(anchors) if one.what == "exercise" and one.ids}
    items, reps, loads, pairs = [], [], [], []
    for exercise in sorted(reading.item, key=lambda one: order.get(one, 0)):
        values = dict(reading.item[exercise])
        if "reps" in values:
            reps.append((exercise, int(values.pop("reps"))))
        if values.pop("pair", False):
            pairs.append(exercise)
        if "kg" in values:
            loads.append((exercise, float(values.pop("kg"))))
        if values:
            items.append(ItemReport(exercise, **values))
    return tuple(items), tuple(reps), tuple(loads), tuple(pairs)

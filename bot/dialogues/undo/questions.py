"""Questions that a report of pain had opened: with the report taken back there is nothing left to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from adapters.messages import line
from bot import phrases
from bot.dialogue import Out, Prompt, Turn
from bot.dialogues.pain.signs import card as signs
from bot.dialogues.shared.common import question
from core import diary
from core.body import Region, Side
from core.diary import Entry
from core.policy import policy

_Part = tuple[Region, Side]


def settled(changed: Turn, taken: Sequence[Entry]) -> tuple[list[Out], list[int]]:
    """Their cards with what is left of the question, and the prompts to close.

    `taken` are the entries that were taken back, `changed` is the turn without them.
    """
    gone = {region for entry in taken for region in _told(entry)}
    outs: list[Out] = []
    close: list[int] = []
    for prompt in changed.prompts:
        parts = _about(prompt)
        left = [one for one in parts if one[0] not in gone or _hurts(changed, one)]
        if len(left) == len(parts):
            continue
        close.append(prompt.id)
        outs.append(_what_is_left(changed, prompt, parts, left))
    return outs, close


def _told(entry: Entry) -> Iterable[Region]:
    if isinstance(entry, diary.Felt):
        return (entry.region,)
    return (one.region for one in entry.soreness or ()) if isinstance(entry, diary.Report) else ()


def _about(prompt: Prompt) -> Sequence[_Part]:
    """The parts that a question is about, where it follows from a report of them."""
    if prompt.kind == signs.KIND:
        return signs.parts_of(prompt.data)
    if prompt.kind in ("kind", "site") and "region" in prompt.data:
        return ((Region(prompt.data["region"]), Side(prompt.data["side"])),)
    return ()


def _hurts(turn: Turn, part: _Part) -> bool:
    """Whether anything that counts was still said of it lately, on any of the sides asked about."""
    region, side = part
    since = turn.today - timedelta(days=policy().pain.local_days)
    standing = turn.standing
    felt = (
        (one.day, one.score)
        for where in {*side.each(), side}
        if (found := standing.parts.get(f"{region.value}:{where.value}")) is not None
        for one in found.felt
    )
    sore = ((one.day, one.score) for one in standing.aches if one.region is region)
    return any(score > 0 and day >= since for day, score in (*felt, *sore))


def _what_is_left(turn: Turn, prompt: Prompt, parts: Sequence[_Part], left: Sequence[_Part]) -> Out:
    if left:
        return signs.card(turn, left, prompt.data.get("denied") or (), fresh=False)
    title = phrases.upper_first(", ".join(phrases.part(turn.words, *one) for one in parts))
    card = f"kind:{parts[0][0].value}" if prompt.kind == "kind" else signs.CARD
    return question(title, (line(turn.words("undo.nothing_to_ask")),), (), card=card)

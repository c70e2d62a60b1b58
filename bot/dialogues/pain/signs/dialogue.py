"""The signs of something worse: a tap or a word is enough to stop the plan for a part, and a no is kept (2.4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Said, line
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain import redflags
from bot.dialogues.pain.questions import site_wanted
from bot.dialogues.pain.signs import card as sign_card
from bot.dialogues.pain.signs.card import Part
from bot.dialogues.shared.common import question, say, then, toast
from bot.grammar import flags
from bot.grammar.sign_answers import read
from core import diary

BARE_WITHIN = timedelta(hours=1)
"""Later a lone yes or no is about something else."""


async def sign(turn: Turn) -> Reply:
    """One yes is enough: the plan stops for the place, with the right urgency."""
    return _yes(turn, (turn.option.rpartition(":")[2],)) or toast(turn, "engine.unknown_button")


async def late(turn: Turn) -> Reply:
    """A yes on a question that is closed, by a no or by a newer one, still stops the plan."""
    known = {one.flag for one in turn.standing.flags}
    raised = _raised(turn, (turn.option.rpartition(":")[2],))
    if not raised or {flag for flag, _, _ in raised} <= known:
        return toast(turn, "engine.stale")
    return redflags.raise_flags(turn, raised)


def _raised(turn: Turn, chosen: Collection[str]) -> list[redflags.Raised]:
    """The flags that a yes to these signs stands for, for every part that they were asked about."""
    parts = sign_card.parts_of(turn.prompt.data) if turn.prompt is not None else ()
    raised: list[redflags.Raised] = []
    for name, about in sign_card.asked(parts).items():
        for (region, side), flag in about if name in chosen else ():
            whole = flags.URGENCY[flag] is flags.Urgency.emergency and flag != "compartment"
            raised.append((flag, () if whole else (region,), side))
    return list(dict.fromkeys(raised))


def _yes(turn: Turn, chosen: Collection[str]) -> Reply | None:
    raised = _raised(turn, chosen)
    if turn.prompt is None or not raised:
        return None
    reply = redflags.raise_flags(turn, raised, close=(turn.prompt.id,))
    stopped = {region for _, regions, _ in raised for region in regions}
    left = [one for one in sign_card.parts_of(turn.prompt.data) if one[0] not in stopped]
    if not all(regions for _, regions, _ in raised) or not left:
        return reply
    return replace(reply, outs=(*reply.outs, sign_card.card(then(turn, reply.entries), left)))


async def none(turn: Turn) -> Reply:
    """None of the signs: kept for every part, and what is left to know of a part is asked next."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    parts = sign_card.parts_of(turn.prompt.data)
    entries = tuple(
        diary.Asked(at=turn.now, day=turn.today, what=f"signs:{region.value}:{side.value}", yes=False)
        for region, side in parts
    )
    title = sign_card.names(turn.words, parts)
    out = question(title, (line(turn.words("sign.none_said")),), (), card=sign_card.CARD)
    wanted = site_wanted(turn, parts)
    fresh = isinstance(turn.event, Said)
    return Reply(outs=(replace(wanted or out, fresh=fresh),), entries=entries, close=(turn.prompt.id,))


async def typed(turn: Turn) -> Reply | None:
    """The answer in words: "no swelling and no pop", "it gives way", "none of these"."""
    answer = read(turn.text)
    if answer is None or turn.prompt is None:
        return None
    parts = sign_card.parts_of(turn.prompt.data)
    before = set(turn.prompt.data.get("denied") or ())
    waiting = sign_card.asked(parts, before)
    bare = answer.no or answer.yes or not (answer.said or answer.denied)
    if bare and turn.now - turn.prompt.opened > BARE_WITHIN:
        return None
    if bare and turn.prompt.data.get("again"):
        # The same morning asks how the part is, too: a bare word may be about that.
        return _again(turn, parts, before, "sign.unclear")
    if answer.no:
        return await none(turn)
    if answer.yes and len({flag for about in waiting.values() for _, flag in about}) == 1:
        return _yes(turn, waiting)
    if answer.unclear or answer.yes:
        return _again(turn, parts, before, "sign.which" if answer.yes else "sign.unclear")
    said = [one for one in sign_card.asked(parts) if one in answer.said]
    if said:
        return _yes(turn, said)
    if answer.said:
        return None
    denied = before | answer.denied
    if not sign_card.asked(parts, denied):
        return await none(turn)
    return _again(turn, parts, denied, "sign.rest" if waiting.keys() & answer.denied else "sign.ask")


def _again(turn: Turn, parts: Sequence[Part], denied: Collection[str], key: str) -> Reply:
    """What is still open, below what was typed."""
    return Reply(outs=(sign_card.card(turn, parts, denied, key),))


async def listen(turn: Turn) -> Reply | None:
    """A sign that somebody does not have, without being asked: no word about soreness, and nothing to do."""
    answer = read(turn.text) if turn.athlete is not None else None
    if answer is None or answer.unclear or answer.said or not answer.denied:
        return None
    return say(turn, "sign.none_heard")


DIALOGUE = Dialogue(
    name="signs",
    verbs={"sign": sign, "nosign": none},
    texts={sign_card.KIND: typed},
    listens=(listen,),
    stale={"sign": late},
)

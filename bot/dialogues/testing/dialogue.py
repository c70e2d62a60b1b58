"""`/test`: the baseline tests, one and one leg at a time, with a timer that is a message edited in place (rulebook 7).

Every result is kept at once, so a runner who stops here or comes back tomorrow has lost nothing.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.messages import Button, Card, Style, line
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, toast, topic_prompt
from bot.dialogues.testing import flow, results, timer
from bot.dialogues.testing.cards import CARD, ask, bones, data_of, overview, shown
from bot.dialogues.testing.flow import Data
from core import assessment
from core.assessment import battery


async def test(turn: Turn) -> Reply:
    """`/test`: goes on where it stopped, or says what the tests are for."""
    prompt = topic_prompt(turn, "test")
    if prompt is not None:
        inside = replace(turn, prompt=prompt)
        data = data_of(inside)
        if data is not None:
            data |= {"phase": "ask", "asked": turn.now.isoformat()}
            card = shown(turn, data, [turn.words("test.resumed")], fresh=True)
            return Reply(outs=(Out(card, keep=prompt.id, card=CARD, fresh=True),), update={prompt.id: data})
    return Reply(outs=(overview(turn),))


test.__test__ = False  # type: ignore[attr-defined]


async def go(turn: Turn) -> Reply:
    """A pack is begun: whatever of it this runner may do today."""
    pack = turn.option or "short"
    if pack not in assessment.PACKS:
        return toast(turn, "engine.unknown_button")
    queue = [one.id for one in assessment.pack(athlete_of(turn), turn.standing, pack, turn.today)]
    if not queue:
        return Reply(outs=(overview(turn),))
    if pack == "hop":
        return Reply(outs=(bones(turn),))
    return _begun(turn, queue)


async def bones_said(turn: Turn) -> Reply:
    """No hop is asked for while a bone is in question (2.4)."""
    if turn.option == "no":
        queue = [one.id for one in assessment.pack(athlete_of(turn), turn.standing, "hop", turn.today)]
        return _begun(turn, queue) if queue else Reply(outs=(overview(turn),))
    words = turn.words
    rows = ((Button(words("test.hurt.say"), "hurts.", Style.PRIMARY),),)
    return Reply(outs=(Out(Card(words("test.bones.title"), (line(words("test.bones.yes")),), rows=rows), card=CARD),))


def _begun(turn: Turn, queue: list[str]) -> Reply:
    first = battery()[queue[0]]
    data: Data = {
        "queue": queue, "at": 0, "side": first.sides[0].value, "phase": "ask", "asked": turn.now.isoformat(),
    }  # fmt: skip
    return Reply(outs=(Out(shown(turn, data, fresh=True), ask=ask(data), card=CARD, fresh=True),))


async def go_on(turn: Turn) -> Reply:
    return await test(turn)


DIALOGUE = Dialogue(
    name="test",
    commands={"test": test},
    verbs={
        "test": test, "testgo": go, "testbones": bones_said, "testgoon": go_on, "testskip": flow.skip,
        "testpause": flow.pause, "testrun": timer.run, "testdone": timer.done, "testcount": timer.count,
        "testvalue": results.chosen, "testmark": results.mark, "testmarked": results.marked,
        "testhurts": results.hurts, "testhurt": results.hurt_score,
    },
    texts={"test": results.typed},
    due={"testtick": timer.tick},
)  # fmt: skip

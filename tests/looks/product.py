"""The product's own cards, as pictures to look at: a runner's first week, taken from the coach itself. Not a test.

    python tests/looks/product.py telegram|discord FOLDER [NAME...]

See `telegram_shot.py` and `discord_shot.py` for what drawing needs.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from adapters.messages import Message
from tests.dialogues.living import FRIDAY, TUESDAY, living
from tests.stages.console_stage import ConsoleStage


def card_of(stage: ConsoleStage) -> Message:
    return stage.last().message


async def collected() -> dict[str, Message]:
    """Name -> message, as the coach sent it."""
    found: dict[str, Message] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with living(Path(folder)) as stage:
            await stage.clock(TUESDAY)
            found["morning"] = card_of(stage)
            await stage.press("▶ Start")
            found["training"] = card_of(stage)
            await stage.press("Done")
            found["effort"] = card_of(stage)
            await stage.press("8")
            found["sore"] = card_of(stage)
            await stage.press("Calf")
            await stage.press("Done")
            found["score"] = card_of(stage)
            await stage.press("6")
            found["answered"] = next(one.message for one in reversed(stage.since) if "Noted" in one.text)
            await stage.call("week")
            found["week"] = card_of(stage)
            await stage.press("Move a day")
            found["move"] = card_of(stage)
            await stage.call("settings")
            found["settings"] = card_of(stage)
            await stage.call("deload")
            await stage.press("Everything")
            await stage.press("Tired")
            found["deload"] = card_of(stage)
            await stage.clock(FRIDAY)
            found["friday"] = next(one.message for one in reversed(stage.messages()) if one.card)
            await stage.call("why")
            found["why"] = card_of(stage)
            await stage.call("help")
            found["help"] = card_of(stage)
            await stage.call("link")
            found["link"] = card_of(stage)
    with tempfile.TemporaryDirectory() as folder:
        async with ConsoleStage(Path(folder)) as stage:
            await stage.say("/start")
            found["join-health"] = card_of(stage)
            await stage.press("None of these")
            found["join-runs"] = card_of(stage)
            await stage.say("Tu 8k easy, Th 6x800, Su 18k")
            found["join-kit"] = card_of(stage)
            await stage.press("Nothing")
            found["join-hurts"] = card_of(stage)
    return found


async def main(platform: str, folder: Path, wanted: list[str]) -> None:
    cards = await collected()
    chosen = {name: cards[name] for name in wanted or cards}
    if platform == "telegram":
        from tests.looks.telegram_shot import shoot as draw
    else:
        from tests.looks.discord_shot import shoot as draw
    await draw(chosen, folder)


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))

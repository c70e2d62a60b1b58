"""The product's own cards, as pictures to look at: a runner's first weeks, taken from the coach itself. Not a test.

    python -m tests.looks.product telegram|discord FOLDER [NAME...]

`week-one` and the other names of `SHEETS` are several cards side by side: those of `docs/pictures/`. See
`telegram_shot.py` and `discord_shot.py` for what drawing needs; sheets need Pillow besides.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from adapters.messages import Message
from tests.dialogues.living import FRIDAY, TUESDAY, living
from tests.stages.console_stage import ConsoleStage

SHEETS = {
    "week-one": ("morning", "answered", "week"),
    "mornings": ("push", "hold", "back-off"),
    "rating": ("training", "effort", "sore"),
}
GAP = 24
LATER = {name: datetime(2026, 12, day, 7, tzinfo=UTC) for name, day in (("push", 8), ("hold", 11), ("back-off", 15))}
"""What came on another day than the first Tuesday."""


async def collected() -> dict[str, Message]:
    """Name -> message, as the coach sent it."""
    return await _joining() | await _first_week() | await _later_mornings()


def card_of(stage: ConsoleStage) -> Message:
    return stage.last().message


def morning_of(stage: ConsoleStage) -> Message:
    return next(one.message for one in reversed(stage.messages()) if one.card and one.card["session"])


async def _first_week() -> dict[str, Message]:
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
            await stage.press("Calf")
            found["sore"] = card_of(stage)
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
            found["friday"] = morning_of(stage)
            await stage.call("why")
            found["why"] = card_of(stage)
            await stage.call("help")
            found["help"] = card_of(stage)
            await stage.call("pain")
            found["pain"] = card_of(stage)
    return found


async def _later_mornings() -> dict[str, Message]:
    """Two easy weeks and something new; then an Achilles that is felt, and one that hurts."""
    found: dict[str, Message] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with living(Path(folder)) as stage:
            day = date(2026, 11, 24)
            while day < date(2026, 12, 16):
                sent = await stage.clock(f"{day}T07:01+01:00")
                match (day.month, day.day):
                    case 12, 8:
                        found["push"] = morning_of(stage)
                    case 12, 11:
                        found["hold"] = morning_of(stage)
                    case 12, 15:
                        found["back-off"] = morning_of(stage)
                if any(one.card and one.card["session"] for one in sent):
                    await stage.clock("+11h")
                    sore = {8: "left achilles 4", 11: "left achilles 7"}.get(day.day, "no soreness")
                    await stage.say(f"5, {sore}")
                day += timedelta(days=1)
    return found


async def _joining() -> dict[str, Message]:
    found: dict[str, Message] = {}
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


def sheet(parts: list[Path], target: Path) -> None:
    """Several pictures side by side."""
    from PIL import Image  # type: ignore[import-not-found]

    drawn = [Image.open(one).convert("RGB") for one in parts]
    width = sum(one.width for one in drawn) + GAP * (len(drawn) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in drawn)), drawn[0].getpixel((0, 0)))
    at = 0
    for one in drawn:
        whole.paste(one, (at, 0))
        at += one.width + GAP
    # Flat colours: 256 of them look the same and take a third; this method keeps the rare ones, such as the lights.
    whole.quantize(256, method=Image.Quantize.FASTOCTREE).save(target, optimize=True)


async def main(platform: str, folder: Path, wanted: list[str]) -> None:
    cards = await collected()
    names = [part for name in wanted for part in SHEETS.get(name, (name,))] or list(cards)
    chosen = {name: cards[name] for name in cards if name in names}
    if platform == "telegram":
        from tests.looks import telegram_shot

        await telegram_shot.shoot(chosen, folder)
    else:
        from tests.looks import discord_shot

        await discord_shot.shoot(chosen, folder, LATER)
    for name, parts in SHEETS.items():
        if name in wanted or not wanted:
            sheet([folder / f"{part}.png" for part in parts], folder / f"{platform}-{name}.png")


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))

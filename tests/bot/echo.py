"""A dialogue small enough to see the engine through: it counts, asks, remembers and reminds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select

from adapters.messages import Button, Card, Document, Notice, Sent, Text, line
from bot.dialogue import Ask, Dialogue, Later, Out, Reply, Turn
from bot.storage import Connection
from core.athlete import Athlete
from core.diary import Asked


def text(words: str, *buttons: Button) -> Text:
    return Text((line(words),), (tuple(buttons),) if buttons else ())


async def start(turn: Turn) -> Reply:
    if turn.athlete is None:
        ask = Ask("where", text=True, topic="join")
        return Reply(outs=(Out(text("Where do you live?", Button("Berlin", "place.Europe/Berlin")), ask=ask),))
    return Reply(outs=(Out(text(f"Hello again, you said {len(turn.recent)} things.")),))


async def place(turn: Turn) -> Reply:
    zone = turn.option or turn.text
    return Reply(
        outs=(Out(text(f"You live in {zone}.")),),
        athlete=Athlete(zone=zone),
        close=(turn.prompt.id,) if turn.prompt else (),
    )


async def today(turn: Turn) -> Reply:
    buttons = (Button("Done", "done"), Button("Plus", "plus.1"), Button("Why?", "why"), Button("Free", "free"))
    ask = Ask("rate", {"sum": 0}, text=True, topic="rate")
    card = Card("Today", (line("0 so far"),), rows=(buttons,), data={"light": "hold", "session": "x"})
    return Reply(outs=(Out(card, ask=ask, card=f"day:{turn.today}"),))


async def plus(turn: Turn) -> Reply:
    assert turn.prompt is not None
    total = turn.prompt.data["sum"] + int(turn.option)
    buttons = (Button("Done", "done"), Button("Plus", "plus.1"))
    card = Card("Today", (line(f"{total} so far"),), rows=(buttons,))
    return Reply(
        outs=(Out(card, keep=turn.prompt.id, card=f"day:{turn.today}"),), update={turn.prompt.id: {"sum": total}}
    )


async def done(turn: Turn) -> Reply:
    assert turn.prompt is not None
    entry = Asked(at=turn.now, day=turn.today, what=f"effort {turn.text or turn.option}", yes=True)
    return Reply(outs=(Out(text(f"Noted as number {turn.next_n}.")),), entries=(entry,), close=(turn.prompt.id,))


async def rate(turn: Turn) -> Reply | None:
    return await done(turn) if turn.text.strip().isdigit() else None


async def why(turn: Turn) -> Reply:
    return Reply(outs=(Out(Notice("Because.")),))


async def crash(turn: Turn) -> Reply:
    raise RuntimeError("the dialogue fell over")


async def bad(turn: Turn) -> Reply:
    entry = Asked(at=turn.now, day=turn.today, what="never to be kept")
    return Reply(outs=(Out(text("x", Button("x", "No such verb!"))),), entries=(entry,))


async def count(turn: Turn) -> Reply:
    assert turn.diary is not None
    return Reply(outs=(Out(text(f"{len(await turn.diary())} entries")),))


async def remind(turn: Turn) -> Reply:
    at = turn.now + timedelta(minutes=int(turn.text or 10))
    later = Later("nudge", at, at + timedelta(hours=2), {"word": "drink"}, key="nudge")
    return Reply(outs=(Out(text("I will.")),), later=(later,))


async def nudge(turn: Turn) -> Reply:
    return Reply(outs=(Out(text(f"You wanted to {turn.data['word']}."), silent=False),))


async def morning(turn: Turn) -> Reply:
    """Mondays rest. The others ask how it was, and in the evening again."""
    if turn.today.weekday() == 0:
        return Reply()
    late = f" ({turn.data['late_minutes']} min late)" if "late_minutes" in turn.data else ""
    card = Card(f"Morning {turn.today}{late}", rows=((Button("Done", "done"),),))
    ask = Ask("rate", text=True, topic="rate")
    evening = Later("evening", evening_of(turn), key=f"evening:{turn.today}", data={"date": str(turn.today)})
    entry = Asked(at=turn.now, day=turn.today, what="morning")
    return Reply(outs=(Out(card, ask=ask, card=f"day:{turn.today}", silent=False),), later=(evening,), entries=(entry,))


def evening_of(turn: Turn) -> datetime:
    from bot import due

    assert turn.athlete is not None
    return due.at_local(turn.athlete.zone, turn.today, turn.athlete.evening)


async def evening(turn: Turn) -> Reply:
    if turn.data.get("folded"):
        return Reply(outs=(Out(text("The morning was missed; how was the day?"), silent=False),))
    rated = any(getattr(one, "what", "").startswith("effort") and one.day == turn.today for one in turn.recent)
    return Reply() if rated else Reply(outs=(Out(text("How was it?"), silent=False),))


async def file(turn: Turn) -> Reply | None:
    if not isinstance(turn.event, Sent) or not turn.event.name.endswith(".json"):
        return None
    return Reply(outs=(Out(text(f"Read {len(turn.event.content or b'')} bytes.")),), athlete=Athlete())


async def export(turn: Turn) -> Reply:
    return Reply(outs=(Out(Document("export.json", b"{}")),))


async def forget(turn: Turn) -> Reply:
    return Reply(outs=(Out(text("Forgotten.")),), forget=True)


async def settings(turn: Turn) -> Reply:
    assert turn.athlete is not None
    from dataclasses import replace
    from datetime import time

    return Reply(outs=(Out(text("Set.")),), athlete=replace(turn.athlete, morning=time.fromisoformat(turn.text)))


async def alarm(turn: Turn) -> Reply | None:
    return Reply(outs=(Out(text("Stop.")),)) if "chest pain" in turn.text.lower() else None


async def listen(turn: Turn) -> Reply | None:
    return Reply(outs=(Out(text(f"I heard {turn.text}.")),)) if turn.text.startswith("echo ") else None


async def ask(stage: Any, question: Select[Any]) -> list[Any]:
    """What the database says, for tests that look behind the scene."""

    async def query(connection: Connection) -> list[Any]:
        return list((await connection.execute(question)).all())

    return await stage.house.store.read(query)


ECHO = Dialogue(
    "echo",
    commands={
        "start": start, "today": today, "crash": crash, "bad": bad, "count": count, "remind": remind,
        "export": export, "forget": forget, "settings": settings,
    },
    verbs={"place": place, "done": done, "plus": plus, "why": why, "free": why},
    texts={"where": place, "rate": rate},
    due={"morning": morning, "evening": evening, "nudge": nudge},
    files=(file,),
    listens=(listen,),
    interrupts=(alarm,),
    before_joining=frozenset({"forget", "why", "place"}),
)  # fmt: skip

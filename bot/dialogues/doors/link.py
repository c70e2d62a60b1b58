"""`/link`: one diary, several doors. A code from one chat, entered in another, joins the two."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import timedelta

from adapters.messages import BLANK, Button, Card, Line, Rows, Said, Style, Tone, line, mono, strong
from bot.dialogue import Ask, Dialogue, Door, Link, Out, Reply, Turn
from bot.dialogues.shared.common import say, toast

KIND = CARD = "link"
LASTS = timedelta(minutes=10)
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the look-alikes: 0 and O, 1, I and L, U and V."""
HALF = 4
_CODE = re.compile(rf"([{LETTERS}]{{{HALF}}})[-– ]?([{LETTERS}]{{{HALF}}})")


async def link(turn: Turn) -> Reply:
    """A code for the other chat, or the code from there."""
    if turn.text.strip():
        code = _read(turn.text)
        return await _entered(turn, code) if code else say(turn, "link.unreadable")
    if turn.athlete is None:
        return say(turn, "link.first")
    return await _shown(turn, _new_code())


async def heard(turn: Turn) -> Reply | None:
    """A code typed by itself, even by somebody whom the coach does not know yet."""
    return await followed(turn) if isinstance(turn.event, Said) and "-" in turn.text else None


async def followed(turn: Turn) -> Reply | None:
    """What was said is a code: typed, or brought along by a link that starts the chat."""
    code = _read(turn.text)
    return await _entered(turn, code) if code else None


def _read(text: str) -> str:
    found = _CODE.fullmatch(text.strip().upper())
    return found[1] + found[2] if found else ""


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(2 * HALF))


async def _doors(turn: Turn) -> Sequence[Door]:
    return await turn.doors.mine() if turn.doors is not None else ()


# --- where the diary is ----------------------------------------------------------------------------------------------


async def _shown(turn: Turn, code: str) -> Reply:
    words = turn.words
    doors = await _doors(turn)
    written = f"{code[:HALF]}-{code[HALF:]}"
    lines: list[Line] = [line(words("link.how")), BLANK, line(mono(written)), BLANK]
    lines += _list(turn, doors)
    made = Link(offer=code, until=turn.now + LASTS)
    card = Card(words("link.title"), tuple(lines), rows=_choices(turn, doors))
    return Reply(outs=(Out(card, card=CARD, fresh=True),), link=made)


def _list(turn: Turn, doors: Sequence[Door]) -> list[Line]:
    words = turn.words
    told = []
    for one in doors:
        key = "link.door.mornings" if one.preferred else "link.door.other"
        told.append(
            line(strong(_name(turn, one, doors)), "  ", words(key), words("link.door.here") if one.here else "")
        )
    return told


def _name(turn: Turn, door: Door, doors: Sequence[Door]) -> str:
    same = [one.number for one in doors if one.platform == door.platform]
    name = turn.words(f"platform.{door.platform}")
    return name if len(same) == 1 else f"{name} {same.index(door.number) + 1}"


def _choices(turn: Turn, doors: Sequence[Door]) -> Rows:
    return tuple(
        (Button(turn.words("link.prefer", door=_name(turn, one, doors)), f"door.{one.number}"),)
        for one in doors
        if not one.preferred
    )


async def preferred(turn: Turn) -> Reply:
    """The mornings come through that door from now on."""
    doors = await _doors(turn)
    wanted = next((one for one in doors if str(one.number) == turn.option), None)
    if wanted is None:
        return toast(turn, "engine.stale")
    after = [Door(one.number, one.platform, one is wanted, one.here) for one in doors]
    lines = [line(turn.words("link.preferred", door=_name(turn, wanted, doors))), BLANK, *_list(turn, after)]
    card = Card(turn.words("link.title"), tuple(lines), rows=_choices(turn, after))
    return Reply(outs=(Out(card, card=CARD),), link=Link(prefer=wanted.number))


# --- where it shall be too -------------------------------------------------------------------------------------------


async def _entered(turn: Turn, code: str) -> Reply:
    person = await turn.doors.behind(code) if turn.doors is not None else 0
    if not person:
        return say(turn, "link.over")
    if person == turn.person:
        return say(turn, "link.same")
    if turn.athlete is not None:
        return _two_diaries(turn, code)
    return _joined(turn, code)


def _two_diaries(turn: Turn, code: str) -> Reply:
    """Both chats have a diary, and only one can stay."""
    words = turn.words
    rows: Rows = (
        (Button(words("link.two.export"), "link.export"),),
        (
            Button(words("link.two.yes"), "link.yes", Style.DANGER),
            Button(words("link.two.no"), "link.no", Style.PRIMARY),
        ),
    )
    lines = [line(one) for one in words("link.two").split("\n")]
    ask = Ask(KIND, {"code": code}, lasts=LASTS, topic=KIND)
    return Reply(
        outs=(Out(Card(words("link.title"), tuple(lines), tone=Tone.ALERT, rows=rows), ask=ask, card=CARD, fresh=True),)
    )


async def chosen(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.kind != KIND:
        return toast(turn, "engine.stale")
    if turn.option == "export":
        from bot.dialogues.data import export

        return await export(turn)
    if turn.option != "yes":
        kept = Card(turn.words("link.title"), (line(turn.words("link.two.kept")),))
        return Reply(outs=(Out(kept, card=CARD),), close=(turn.prompt.id,))
    code = str(turn.prompt.data["code"])
    person = await turn.doors.behind(code) if turn.doors is not None else 0
    if not person:
        over = Card(turn.words("link.title"), tuple(line(one) for one in turn.words("link.over").split("\n")))
        return Reply(outs=(Out(over, card=CARD),), close=(turn.prompt.id,))
    return _joined(turn, code)


def _joined(turn: Turn, code: str) -> Reply:
    words = turn.words
    name = words(f"platform.{turn.facts.get('platform', 'console')}")
    here = Card(words("link.title"), tuple(line(one) for one in words("link.done.here").split("\n")))
    there = Card(words("link.title"), tuple(line(one) for one in words("link.done.there", door=name).split("\n")))
    return Reply(outs=(Out(here),), link=Link(take=code, told=Out(there, card=CARD)))


DIALOGUE = Dialogue(
    name="link",
    commands={"link": link},
    verbs={"link": chosen, "door": preferred},
    interrupts=(heard,),
    before_joining=frozenset({"link"}),
)

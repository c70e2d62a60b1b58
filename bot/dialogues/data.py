"""A runner's data: taken along as a file, brought back from one, or erased."""

from __future__ import annotations

import asyncio
import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from adapters.messages import Button, Card, Document, Line, Rows, Sent, Style, Tone, line, strong
from bot import exchange, phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Told, Turn
from bot.dialogues.shared.common import athlete_of, next_line, say, text, toast
from bot.due import local_date
from bot.exchange import Brought, Unreadable
from bot.grammar.text import plain
from core import diary, planner
from core.athlete import Athlete
from core.diary import Entry
from core.standing import read

IMPORT, FORGET = "import", "forget"
IMPORT_LASTS, FORGET_LASTS = timedelta(hours=1), timedelta(minutes=30)


# --- out -------------------------------------------------------------------------------------------------------------


async def export(turn: Turn) -> Reply:
    return Reply(outs=(await _document(turn, "data.export"),))


async def _document(turn: Turn, key: str) -> Out:
    entries = await _entries(turn)
    athlete = athlete_of(turn)
    # Years of diary take a moment to read; nobody else has to wait for it.
    raw = await asyncio.to_thread(exchange.document, turn.words, athlete, entries, turn.today)
    content = await asyncio.to_thread(exchange.to_bytes, raw)
    name = f"sinew-export-{turn.today.isoformat()}.json"
    counted = turn.words.plural("data.entries", len(entries))
    lines = text(turn, key, entries=counted, sessions=turn.words.plural("data.sessions", len(raw["sessions"]))).lines
    return Out(Document(name, content, lines))


async def _entries(turn: Turn) -> tuple[Entry, ...]:
    return tuple(await turn.diary() if turn.diary is not None else turn.recent)


# --- in --------------------------------------------------------------------------------------------------------------


async def receive(turn: Turn) -> Reply | None:
    """A document that is, or wants to be, an export. Every other file is somebody else's."""
    event = turn.event
    if not isinstance(event, Sent) or event.kind != "document":
        return None
    named = event.name.casefold().endswith(".json")
    if event.content is None:
        if not named:
            return None
        too_large = event.size > exchange.LARGEST or event.size == 0
        return say(turn, "data.too_large" if too_large else "data.not_loaded", most=exchange.LARGEST // 1024 // 1024)
    if not named and event.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    try:
        brought = await asyncio.to_thread(exchange.read, event.content, turn.today)
    except Unreadable as error:
        return _refused(turn, error)
    if turn.athlete is None:
        return _moved_in(turn, brought)
    return await _ask(turn, brought)


def _refused(turn: Turn, error: Unreadable) -> Reply:
    words = turn.words
    lines = [line(words(f"data.{error.key}", **error.figures)), line(words("data.nothing_changed"))]
    return Reply(outs=(Out(Card(words("data.refused.title"), tuple(lines))),))


async def _ask(turn: Turn, brought: Brought) -> Reply:
    """There is a diary already: both are named before anything is replaced."""
    words = turn.words
    mine = await _entries(turn)
    lines = [
        line(words("data.replace.theirs", what=_size(turn, brought.entries))),
        line(words("data.replace.mine", what=_size(turn, mine))),
        line(words("data.replace.ask")),
    ]
    rows: Rows = (
        (Button(words("data.replace.yes"), "import.yes", Style.DANGER),),
        (Button(words("data.replace.no"), "import.no", Style.PRIMARY),),
    )
    packed = await asyncio.to_thread(_pack, brought)
    ask = Ask(IMPORT, {"packed": packed}, lasts=IMPORT_LASTS, topic=IMPORT)
    card = Card(words("data.replace.title"), tuple(lines), rows=rows)
    return Reply(outs=(Out(card, ask=ask, card=IMPORT, fresh=True),))


def _size(turn: Turn, entries: Sequence[Entry]) -> str:
    """ "214 entries since Tue 3 Mar", "an empty diary"."""
    if not entries:
        return turn.words("data.size.empty")
    since = phrases.date_text(turn.words, min(one.day for one in entries), turn.today)
    return turn.words.plural("data.size", len(entries), since=since)


def _pack(brought: Brought) -> str:
    raw = {
        "format": exchange.FORMAT,
        "athlete": brought.athlete.to_json(),
        "diary": [diary.to_json(one) for one in brought.entries],
    }
    return base64.b85encode(zlib.compress(json.dumps(raw, ensure_ascii=False).encode(), 6)).decode()


def _unpack(data: Mapping[str, Any], today: date) -> Brought:
    raw = json.loads(zlib.decompress(base64.b85decode(data["packed"])))
    extra = dict(raw["athlete"]).get(exchange.KEPT)
    brought = exchange.read(json.dumps(raw).encode(), today)
    if extra is None:
        return brought
    kept = tuple(sorted((*brought.athlete.extra, (exchange.KEPT, extra))))
    return replace(brought, athlete=replace(brought.athlete, extra=kept))


async def confirmed(turn: Turn) -> Reply:
    """The runner chose between the diary there is and the one in the file."""
    if turn.prompt is None or turn.prompt.kind != IMPORT:
        return toast(turn, "engine.stale")
    close = (turn.prompt.id,)
    words = turn.words
    if turn.option != "yes":
        kept = Card(words("data.replace.title"), (line(words("data.replace.kept")),))
        return Reply(outs=(Out(kept, card=IMPORT),), close=close)
    try:
        brought = await asyncio.to_thread(_unpack, turn.prompt.data, turn.today)
    except Unreadable as error:
        return replace(_refused(turn, error), close=close)
    old = await _document(turn, "data.replace.old")
    reply = _moved_in(turn, brought)
    return replace(reply, outs=(old, *reply.outs), close=tuple({*close, *reply.close}))


def _moved_in(turn: Turn, brought: Brought) -> Reply:
    """The runner of the file is the runner of this chat from now on."""
    athlete = brought.athlete
    today = local_date(athlete.zone, turn.now)
    # What somebody said before joining (a red flag) counts with any diary.
    said = [replace(one, batch=0) for one in turn.recent] if turn.athlete is None else []
    entries = (*brought.entries, *said, *_joining(brought, turn, today))
    entries = tuple(replace(one, n=number) for number, one in enumerate(entries, 1))
    after = replace(turn, athlete=athlete, today=today, standing=read(entries), recent=entries[-60:])
    return Reply(
        outs=(_settled(after, athlete, brought),),
        entries=entries,
        athlete=athlete,
        close=tuple(one.id for one in turn.prompts),
        replace_diary=True,
    )


def _joining(brought: Brought, turn: Turn, today: date) -> tuple[Entry, ...]:
    """A file whose diary never began begins now: the season counts from here."""
    if brought.joined is not None:
        return ()
    return (
        diary.Profile(at=turn.now, day=today, athlete=brought.athlete.to_json()),
        diary.Joined(at=turn.now, day=today),
    )


def _settled(turn: Turn, athlete: Athlete, brought: Brought) -> Out:
    words = turn.words
    lines: list[Line] = [line(words("data.moved_in", what=_size(turn, brought.entries)))]
    if planner.uncleared(athlete, turn.standing, turn.today):
        lines.append(line(words("data.moved_in.unscreened")))
    day = planner.plan_day(athlete, turn.standing, turn.today)
    past = turn.standing.on(turn.today)
    if day.session is not None and (past is None or not past.done):
        name = phrases.kind(words, day.session.kind)
        lines.append(line(strong(words("data.moved_in.today", kind=name, minutes=day.session.minutes))))
    else:
        following = next_line(turn)
        lines += [following] if following is not None else []
    return Out(Card(words("data.moved_in.title"), tuple(lines)), card=IMPORT)


# --- gone ------------------------------------------------------------------------------------------------------------


async def forget(turn: Turn) -> Reply:
    """/forget: says what goes, and asks once."""
    words = turn.words
    if turn.person == 0:
        return say(turn, "forget.unknown")
    lines = [line(one) for one in words("forget.ask").split("\n")]
    erase = Button(words("forget.yes"), "forget.yes", Style.DANGER)
    keep = Button(words("forget.no"), "forget.no", Style.PRIMARY)
    first = (Button(words("forget.export"), "forget.export"),) if turn.athlete is not None else ()
    card = Card(words("forget.title"), tuple(lines), tone=Tone.ALERT, rows=(first, (erase, keep)))
    ask = Ask(FORGET, {}, text=True, lasts=FORGET_LASTS, topic=FORGET)
    return Reply(outs=(Out(card, ask=ask, card=FORGET, fresh=True),))


async def decided(turn: Turn) -> Reply:
    if turn.prompt is None or turn.prompt.kind != FORGET:
        return await forget(turn)
    words = turn.words
    match turn.option:
        case "yes":
            return Reply(outs=(Out(text(turn, "forget.done")),), forget=True, told=await _others(turn))
        case "export" if turn.athlete is not None:
            return await export(turn)
        case _:
            kept = Card(words("forget.title"), (line(words("forget.kept")),))
            return Reply(outs=(Out(kept, card=FORGET),), close=(turn.prompt.id,))


async def _others(turn: Turn) -> tuple[Told, ...]:
    """The people who looked at this week, and whose week this chat looked at; without a name, which goes, too."""
    words, shares = turn.words, turn.shares
    if shares is None:
        return ()
    ended = Out(Card(words("view.title"), (line(words("view.gone")),)))
    left = Out(Card(words("share.title"), (line(words("share.left")),)))
    viewers = {one.viewer for one in await shares.given() if one.viewer is not None}
    owners = {one.owner for one in await shares.seen()}
    return (*(Told(one, ended) for one in sorted(viewers)), *(Told(one, left) for one in sorted(owners)))


async def typed(turn: Turn) -> Reply | None:
    """A no that is typed keeps everything; erasing takes the tap."""
    if plain(turn.text) in ("no", "nope", "keep", "keep it", "cancel", "stop", "never mind", "nevermind", "back"):
        return (await decided(replace(turn, option="no"))).below()
    return say(turn, "forget.tap") if plain(turn.text) in ("yes", "y", "erase", "delete", "do it", "sure") else None


async def forget_stale(turn: Turn) -> Reply:
    """An old card of /forget erases nothing: it asks again."""
    return await forget(turn)


DIALOGUE = Dialogue(
    name="data",
    commands={"export": export, "forget": forget},
    verbs={"import": confirmed, "forget": decided},
    texts={FORGET: typed},
    files=(receive,),
    before_joining=frozenset({"forget", "import"}),
    owed=frozenset({"export", "forget"}),
    stale={"forget": forget_stale},
)

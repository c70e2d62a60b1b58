"""A reply becomes rows: everything that one event changes, in the transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.messages import Address, Card, Message, Sent
from adapters.stored import message_to_json
from bot import due
from bot.dialogue import Later, Link, Out, Reply, Sharing, Turn
from bot.storage import changes, doors, inbox, outbox, shares
from bot.storage.connection import Connection
from bot.storage.errors import Conflict
from bot.storage.loads import Loaded
from bot.storage.outbox import OutboxRow
from bot.turns import keys
from bot.turns.fold import Known
from bot.words.plain_lines import in_plain_lines
from bot.words.typeset import typeset
from core import diary
from core.athlete import Athlete
from core.records import replace

LEASE = timedelta(seconds=60)
REPLY_LASTS = timedelta(days=1)
REPLY, DUE = 0, 1
VIEWED = "view"
"""How the names of cards begin that show a runner to somebody else."""
READ_BY_PROGRAMS = frozenset({"console"})
"""Platforms for which a card's data is stored; elsewhere nobody reads it, and it is larger than all the rest."""


class Outdated(Exception):
    """The question that was answered is no longer open as it was seen: the press lost its race."""


@dataclass(slots=True)
class Work:
    """One reply with everything that storing it needs. `row` is the due row that was planned, if it was one."""

    turn: Turn
    reply: Reply
    loaded: Loaded
    known: Known
    address: Address
    now: datetime
    holder: str
    inbox_id: int = 0
    answering: str = ""
    language: str = ""
    row: OutboxRow | None = None
    gives_back: bool = False
    """The planned row is for another process to send."""
    born_sending: bool = False
    rows: list[OutboxRow] = field(default_factory=list)
    """What was put into the outbox, for the sender."""
    elsewhere: bool = False
    """Something was put there for another door, too."""


async def commit(connection: Connection, work: Work) -> None:
    """Raises Outdated or Conflict, and then nothing has happened."""
    reply, turn, now = work.reply, work.turn, work.now
    if work.inbox_id and not await inbox.handled(connection, work.inbox_id, now):
        # Another process was quicker with the same event, or a retry after a commit that did arrive.
        return
    if work.inbox_id and isinstance(turn.event, Sent):
        await inbox.drop_content(connection, work.inbox_id)
    person = turn.person
    if reply.forget:
        await _forget(connection, work)
        return
    if reply.link is not None and reply.link.take:
        await _enter(connection, work, reply.link)
        return
    if not person:
        person = await changes.add_person(
            connection, work.address.platform, work.address.user, work.address.chat, work.language, now
        )
    prompts = await _prompts(connection, work, person)
    if reply.replace_diary:
        await changes.clear_diary(connection, person)
        await outbox.drop_waiting(connection, person)
    if reply.entries:
        await _entries(connection, work, person)
    snapshot = changes.NO_SNAPSHOT if reply.replace_diary else work.known.snapshot or {}
    values = {**snapshot, **_person_values(work)}
    if values:
        await changes.change_person(connection, person, values)
    if reply.link is not None:
        await _doors(connection, person, reply.link)
    if reply.share is not None:
        await _share(connection, work, person, reply.share)
    await _tell(connection, work)
    await _outs(connection, work, person, prompts, [later_row(one, person, work.address, now) for one in reply.later])


async def _prompts(connection: Connection, work: Work, person: int) -> dict[int, int]:
    """Closes, changes and opens questions. Returns the index of an out -> the id of the prompt that it opened."""
    reply, turn = work.reply, work.turn
    versions = {row.id: row.version for row in work.loaded.prompts}
    if work.loaded.pressed is not None:
        versions[work.loaded.pressed.id] = work.loaded.pressed.version
    asked = _asked_again(work)
    asks = [(index, out.ask) for index, out in enumerate(reply.outs) if out.ask is not None and index not in asked]
    topics = {out.ask.topic for out in reply.outs if out.ask is not None and out.ask.topic}
    kept = {out.keep for out in reply.outs if out.keep} | set(reply.update) | set(asked.values())
    superseded = [
        row.id
        for row in work.loaded.prompts
        if row.topic in topics and row.id not in kept and row.id not in reply.close
    ]
    answered = {number: versions[number] for number in reply.close if number in versions}
    superseded += [number for number in reply.close if number not in versions]
    target = turn.prompt.id if turn.prompt else 0
    if answered or superseded:
        closed = await changes.close_prompts(connection, answered, superseded, work.now)
        if target in answered and target not in closed:
            raise Outdated
    for number, data in reply.update.items():
        if number in reply.close or number not in versions:
            continue
        if not await changes.update_prompt(connection, number, versions[number], data) and number == target:
            raise Outdated
    if not asks:
        return asked
    rows = [
        {
            "person": person, "kind": ask.kind, "topic": ask.topic, "data": dict(ask.data), "takes_text": ask.text,
            "opened_at": work.now, "expires_at": work.now + ask.lasts if ask.lasts is not None else None,
        }
        for _, ask in asks
    ]  # fmt: skip
    numbers = await changes.open_prompts(connection, rows)
    return asked | {index: number for (index, _), number in zip(asks, numbers, strict=True)}


def _asked_again(work: Work) -> dict[int, int]:
    """The index of an out -> the open question that is the very one it asks: its earlier buttons stay good, too.

    Not one that takes text, which goes to the newest; nor one with an end, which would be another; nor what stands on
    an edited card, where an edit that changes nothing is none; nor what a due row asks, where a press has to tell that
    this very message arrived.
    """
    if work.row is not None:
        return {}
    gone = {*work.reply.close, *work.reply.update}
    lasting = {
        (row.kind, row.topic): row
        for row in work.loaded.prompts
        if row.topic and not row.takes_text and row.expires_at is None and row.id not in gone
    }
    found: dict[int, int] = {}
    for index, out in enumerate(work.reply.outs):
        if (ask := out.ask) is None or ask.text or ask.lasts is not None or (out.card and not out.fresh):
            continue
        row = lasting.get((ask.kind, ask.topic))
        if row is not None and row.data == ask.data:
            found[index] = row.id
    return found


async def _entries(connection: Connection, work: Work, person: int) -> None:
    rows = []
    whole = work.reply.replace_diary
    first = 1 if whole else work.turn.next_n
    for n, entry in enumerate(work.reply.entries, first):
        numbered = replace(entry, n=n, batch=entry.batch or (0 if whole else first))
        rows.append((n, numbered.at, numbered.day, numbered.type, diary.to_json(numbered)))
    await changes.add_entries(connection, person, rows)


def _person_values(work: Work) -> dict[str, Any]:
    athlete, row, now = work.reply.athlete, work.loaded.person, work.now
    woken = row is not None and row.unreachable and work.turn.event is not None
    values: dict[str, Any] = {"unreachable_since": None} if woken else {}
    if athlete is None and not (woken and work.turn.athlete is not None):
        return values
    if athlete is not None:
        values |= columns(athlete)
    now_athlete = athlete or work.turn.athlete
    assert now_athlete is not None  # noqa: S101
    pending = row.next_due_at if row is not None else None
    return values | mornings(now_athlete, pending, now)


def columns(athlete: Athlete) -> dict[str, Any]:
    """The profile as columns. Raises ValueError for a zone that does not exist."""
    due.zone_of(athlete.zone)
    times = tuple(athlete.morning_on(weekday) for weekday in range(7))
    return {
        "athlete": athlete.to_json(), "language": athlete.language, "zone": athlete.zone, "mornings": due.rule(times),
    }  # fmt: skip


def mornings(athlete: Athlete, pending: datetime | None, now: datetime) -> dict[str, Any]:
    if athlete.paused:
        return {"next_due_at": None, "next_due_on": None}
    times = tuple(athlete.morning_on(weekday) for weekday in range(7))
    found = due.rescheduled(athlete.zone, due.rule(times), pending, now)
    return {"next_due_at": found.at, "next_due_on": found.day}


def later_row(later: Later, person: int, address: Address, now: datetime) -> dict[str, Any]:
    """Something for later, as a row of the outbox that is not planned yet."""
    return _blank(person, address, now) | {
        "kind": later.kind, "priority": DUE, "status": "due", "due_at": later.at, "not_after": later.not_after,
        "data": dict(later.data), "key": f"later:{person}:{later.key}" if later.key else None,
    }  # fmt: skip


def _blank(person: int | None, to: Address, now: datetime) -> dict[str, Any]:
    return {"person": person, "platform": to.platform, "user": to.user, "chat": to.chat, "created_at": now}


async def _outs(
    connection: Connection, work: Work, person: int | None, prompts: Mapping[int, int],
    later: Sequence[Mapping[str, Any]] = (),
) -> None:  # fmt: skip
    first_of_row = work.row is not None
    values: list[dict[str, Any]] = []
    said: list[Message] = []
    for index, out in enumerate(work.reply.outs):
        number = prompts.get(index) or out.keep or 0
        message = _final(out.message, number, work.reply.athlete or work.turn.athlete)
        if first_of_row and work.row is not None:
            first_of_row = False
            await _fill(connection, work, work.row, out, message)
            continue
        payload = _payload(work.address.platform, message)
        if out.card and not out.fresh and await _unsent(connection, work, out, payload):
            continue
        said.append(message)
        values.append(
            _blank(person, work.address, work.now)
            | {
                "kind": "reply" if work.row is None else work.row.kind, "priority": REPLY if work.row is None else DUE,
                "status": "sending" if work.born_sending else "due", "due_at": work.now, "payload": payload,
                "not_after": work.now + REPLY_LASTS,
                "card": out.card, "fresh": out.fresh, "silent": out.silent, "answering": work.answering,
                "lease_until": work.now + LEASE if work.born_sending else None,
                "lease_by": work.holder if work.born_sending else "", "tries": 1 if work.born_sending else 0,
            }
        )  # fmt: skip
    if work.row is not None and not work.reply.outs:
        # Nothing to say (a rest day): the row ends here, in the same transaction as what the handler wrote.
        done = {"status": "nothing", "lease_until": None, "lease_by": ""}
        if not await outbox.planned(connection, work.row.id, work.holder, done):
            raise Conflict("the lease of the row is not ours any more")
    here = len(values)
    if person and work.loaded.person is not None and work.loaded.person.doors > 1:
        values += await _mirrors(connection, work, person, prompts)
    if values or later:
        numbers = await outbox.add(connection, values, later)
        work.rows = [_as_row(work, *one) for one in zip(numbers[:here], values[:here], said, strict=True)]
        work.elsewhere = work.elsewhere or len(values) > here


def _final(message: Message, prompt: int, athlete: Athlete | None = None) -> Message:
    plain = athlete is not None and athlete.plain
    return typeset(keys.stamped(in_plain_lines(message) if plain else message, prompt))


def _payload(platform: str, message: Message) -> dict[str, Any]:
    if isinstance(message, Card) and platform not in READ_BY_PROGRAMS:
        message = replace(message, data=None)
    return message_to_json(message)


async def _mirrors(
    connection: Connection, work: Work, person: int, prompts: Mapping[int, int]
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows that keep the reply's cards true where else the runner has them on the screen."""
    newest = {out.card: index for index, out in enumerate(work.reply.outs) if out.card}
    found: list[dict[str, Any]] = []
    for card, index in newest.items():
        out = work.reply.outs[index]
        message = _final(out.message, prompts.get(index) or out.keep or 0, work.reply.athlete or work.turn.athlete)
        for door in await doors.copies(connection, person, card, work.address.chat, work.now):
            payload = _payload(door.platform, message)
            if not await doors.replace_mirror(connection, person, card, door.chat, payload):
                found.append(_elsewhere(work, person, door, payload, card, doors.MIRROR))
    return found


def _elsewhere(
    work: Work, person: int, door: doors.DoorRow, payload: Mapping[str, Any], card: str, kind: str
) -> dict[str, Any]:
    return _blank(person, work.address, work.now) | {
        "platform": door.platform, "user": door.user, "chat": door.chat, "kind": kind, "priority": REPLY,
        "status": "due", "due_at": work.now, "payload": payload, "not_after": work.now + REPLY_LASTS, "card": card,
        "fresh": False, "silent": True, "answering": "", "lease_until": None, "lease_by": "", "tries": 0,
    }  # fmt: skip


async def _doors(connection: Connection, person: int, link: Link) -> None:
    if link.offer and link.until is not None:
        await doors.offer(connection, person, link.offer, link.until)
    if link.prefer and not await doors.prefer(connection, person, link.prefer):
        raise Outdated


async def _share(connection: Connection, work: Work, person: int, wanted: Sharing) -> None:
    """Raises Outdated where the share is not (any more) as it was seen."""
    if wanted.offer is not None and not await shares.offer(connection, person, wanted.offer, work.now):
        raise Outdated
    if wanted.take and await shares.take(connection, wanted.take, person, work.now) is None:
        raise Outdated
    if wanted.end:
        await outbox.take_back(connection, [person, *await shares.viewers(connection, person)], VIEWED)
        if not await shares.end(connection, wanted.end, person):
            raise Outdated
    if wanted.change is not None and not await shares.change(connection, wanted.change[0], person, wanted.change[1]):
        raise Outdated


async def _tell(connection: Connection, work: Work) -> None:
    """What others are told, each at the door they prefer."""
    for one in work.reply.told:
        message = _final(one.out.message, 0)
        for door in await doors.of(connection, one.to):
            if door.preferred:
                payload = _payload(door.platform, message)
                await outbox.add(connection, [_elsewhere(work, one.to, door, payload, one.out.card, "reply")])
                work.elsewhere = True


async def _enter(connection: Connection, work: Work, link: Link) -> None:
    """This chat becomes a door of the runner whom the code leads to, and they are told at the door they have."""
    address = work.address
    person = await doors.take(connection, link.take, work.now)
    before = await doors.of(connection, person) if person else []
    if not await doors.attach(connection, person, address.platform, address.user, address.chat):
        raise Outdated
    work.reply = replace(work.reply, outs=tuple(replace(out, ask=None, keep=None) for out in work.reply.outs))
    await _outs(connection, work, person, {})
    if link.told is None:
        return
    message = _final(link.told.message, 0)
    told = [
        _elsewhere(work, person, one, _payload(one.platform, message), link.told.card, "reply")
        for one in before
        if one.preferred
    ]
    await outbox.add(connection, told)
    work.elsewhere = True


def _as_row(work: Work, number: int, values: Mapping[str, Any], message: Message) -> OutboxRow:
    live = work.loaded.cards.get(values["card"])
    known = live is not None and live.status == "sent" and live.chat == values["chat"]
    filled = {"data": None, **values}
    return OutboxRow(
        number,
        **{one.name: filled[one.name] for one in outbox.COLUMNS[1:]},
        edits=live.platform_ref if known and live is not None else "",
        message=message,
    )


async def _fill(connection: Connection, work: Work, row: OutboxRow, out: Out, message: Message) -> None:
    payload = _payload(work.address.platform, message)
    values = {"payload": payload, "card": out.card, "fresh": out.fresh, "silent": out.silent}
    if work.gives_back:
        # Nobody has tried to send it yet.
        values |= {"status": "due", "lease_until": None, "lease_by": "", "tries": 0}
    if not await outbox.planned(connection, row.id, work.holder, values):
        raise Conflict("the lease of the row is not ours any more")
    row.payload, row.card, row.fresh, row.silent = payload, out.card, out.fresh, out.silent
    row.message = message


async def _unsent(connection: Connection, work: Work, out: Out, payload: Mapping[str, Any]) -> bool:
    live = work.loaded.cards.get(out.card)
    if live is None or live.status != "due" or live.chat != work.address.chat:
        return False
    return await outbox.replace_payload(connection, live.outbox, payload)


async def _forget(connection: Connection, work: Work) -> None:
    """Erases the runner; the farewell hangs on nobody and is deleted once it was sent."""
    if work.turn.person:
        for platform, user in await changes.addresses(connection, work.turn.person):
            await inbox.forget(connection, platform, [user], work.now)
        await doors.withdraw(connection, work.turn.person)
        await outbox.take_back(connection, await shares.viewers(connection, work.turn.person), VIEWED)
        await changes.erase_person(connection, work.turn.person)
        await _tell(connection, work)
    await inbox.forget(connection, work.address.platform, [work.address.user], work.now)
    plain = tuple(replace(out, card="", ask=None, keep=None) for out in work.reply.outs)
    work.reply = replace(work.reply, outs=plain)
    await _outs(connection, work, None, {})

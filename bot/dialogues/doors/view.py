"""`/view`: the holder of a code looks at a runner's week, may have it every Sunday, and leaves when they like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from adapters.messages import BLANK, Button, Card, Line, Said, Style, line, quiet
from bot import phrases
from bot.dialogue import Dialogue, Later, Out, Reply, Seen, Sharing, Told, Turn
from bot.dialogues.doors import seen
from bot.dialogues.shared.common import in_rows, say, toast
from bot.due import at_local, local_date
from bot.storage.shares import ShareRow

CARD = "view"
KIND = "digest"
SUNDAY, AT = 6, time(18, 0)
LATEST = timedelta(days=1)
_CODE = re.compile(
    rf"(?:/?view[ _-]+)?([{seen.LETTERS}]{{4}})[-– ]?([{seen.LETTERS}]{{4}})[-– ]?([{seen.LETTERS}]{{4}})", re.I
)


async def view(turn: Turn) -> Reply:
    """With a code: the view is opened. Without: what may be seen already."""
    asked = turn.option or turn.text.strip()
    if turn.option.isdigit():
        return await _look(turn, int(turn.option))
    if asked:
        code = _read(asked)
        return await _opened(turn, code) if code else say(turn, "view.unreadable")
    rows = await turn.shares.seen() if turn.shares is not None else ()
    if not rows:
        return say(turn, "view.none")
    return await _look(turn, rows[0].id) if len(rows) == 1 else _several(turn, rows)


async def heard(turn: Turn) -> Reply | None:
    """A code typed by itself, even by somebody whom the coach does not know yet."""
    if not isinstance(turn.event, Said) or "-" not in turn.text:
        return None
    code = _read(turn.text)
    return await _opened(turn, code) if code else None


def _read(text: str) -> str:
    found = _CODE.fullmatch(text.strip())
    return "".join(found.groups()).upper() if found else ""


async def _opened(turn: Turn, code: str) -> Reply:
    words = turn.words
    row = await turn.shares.behind(code) if turn.shares is not None else None
    if row is None:
        return say(turn, "view.unknown")
    if row.owner == turn.person:
        return say(turn, "view.own")
    name = seen.name(words, row.label)
    rows: list[tuple[Button, ...]] = [(Button(words("view.see"), f"view.{row.id}", Style.PRIMARY),)]
    lines = [line(one) for one in words("view.opened", name=name).split("\n")]
    where = words(f"platform.{turn.facts.get('platform', 'console')}")
    stop = Button(words("share.stop.this"), f"shareend.{row.id}")
    told = Out(Card(words("share.title"), (line(words("share.taken", platform=where)),), rows=((stop,),)))
    return Reply(
        outs=(Out(Card(words("view.title"), tuple(lines), rows=tuple(rows)), card=CARD, fresh=True),),
        share=Sharing(take=code),
        told=(Told(row.owner, told),),
    )


def _several(turn: Turn, rows: Sequence[ShareRow]) -> Reply:
    words = turn.words
    names = [seen.name(words, one.label) for one in rows]
    zone = turn.athlete.zone if turn.athlete is not None else "UTC"
    days = [phrases.date_text(words, local_date(zone, one.made_at)) for one in rows]
    told = [
        words("view.since", name=one, day=day) if names.count(one) > 1 else one
        for one, day in zip(names, days, strict=True)
    ]
    buttons = [Button(name, f"view.{one.id}") for name, one in zip(seen.numbered(told), rows, strict=True)]
    card = Card(words("view.title"), (line(words("view.whose")),), rows=in_rows(buttons, 2))
    return Reply(outs=(Out(card, card=CARD, fresh=True),))


async def _look(turn: Turn, number: int) -> Reply:
    found = await _found(turn, number)
    if found is None:
        return say(turn, "view.ended")
    return Reply(outs=(Out(_card(turn, found), card=f"{CARD}:{number}", fresh=not turn.option),))


async def _found(turn: Turn, number: int) -> Seen | None:
    return await turn.shares.look(number) if turn.shares is not None else None


def _card(turn: Turn, found: Seen, notes: Sequence[Line] = ()) -> Card:
    words, row = turn.words, found.share
    there = seen.through(turn, found)
    lines = [*notes, *seen.lines_of(there, row.pain, row.tests), BLANK, line(quiet(words("view.note")))]
    buttons = []
    if row.digest:
        key = "view.digest.off" if row.wanted else "view.digest.on"
        buttons.append(Button(words(key), f"viewdigest.{row.id}{'-' if row.wanted else '+'}"))
    buttons += [
        Button(words("share.file"), f"viewfile.{row.id}"),
        Button(words("view.leave"), f"viewleave.{row.id}"),
    ]
    return Card(words("view.of", name=seen.name(words, row.label)), tuple(lines), rows=in_rows(buttons, 2))


async def as_file(turn: Turn) -> Reply:
    found = await _found(turn, int(turn.option)) if turn.option.isdigit() else None
    if found is None:
        return say(turn, "view.ended")
    there, row = seen.through(turn, found), found.share
    file = seen.document(there, row.label, seen.lines_of(there, row.pain, row.tests))
    # Under a name that says whose words these are: they go with their runner.
    return Reply(outs=(replace(file, card=f"{CARD}:file", fresh=True),))


async def leave(turn: Turn) -> Reply:
    found = await _found(turn, int(turn.option)) if turn.option.isdigit() else None
    if found is None:
        return say(turn, "view.ended")
    words, row = turn.words, found.share
    said = line(words("view.left", name=seen.name(words, row.label)))
    told = Out(Card(words("share.title"), (line(words("share.left")),)))
    return Reply(
        outs=(Out(Card(words("view.title"), (said,)), card=f"{CARD}:{row.id}"),),
        share=Sharing(end=row.id),
        told=(Told(row.owner, told),),
    )


# --- every week ------------------------------------------------------------------------------------------------------


async def wished(turn: Turn) -> Reply:
    """The digest comes only where both wish it."""
    number, wanted = turn.option[:-1], turn.option[-1:] == "+"
    found = await _found(turn, int(number)) if number.isdigit() else None
    if found is None:
        return say(turn, "view.ended")
    if not found.share.digest:
        return toast(turn, "view.digest.no")
    note = line(turn.words("view.digest.told_on" if wanted else "view.digest.told_off"))
    row = _with(found, wanted)
    later = (_next(turn, found),) if wanted else ()
    card = _card(turn, row, (note, BLANK))
    change = (found.share.id, {"wanted": wanted})
    return Reply(outs=(Out(card, card=f"{CARD}:{number}"),), later=later, share=Sharing(change=change))


def _with(found: Seen, wanted: bool) -> Seen:
    return replace(found, share=replace(found.share, wanted=wanted))


def _next(turn: Turn, found: Seen) -> Later:
    """Next Sunday evening, where the runner lives."""
    zone = found.athlete.zone
    day = local_date(zone, turn.now)
    day += timedelta(days=(SUNDAY - day.weekday()) % 7)
    at: datetime = at_local(zone, day, AT)
    if at <= turn.now:
        at = at_local(zone, day + timedelta(days=7), AT)
    number = found.share.id
    return Later(KIND, at, at + LATEST, {"share": number}, key=f"{KIND}:{number}:{at.date().isoformat()}")


async def digest(turn: Turn) -> Reply:
    """Sent while both sides wish it; nothing is said where one has ended it."""
    found = await _found(turn, int(turn.data.get("share", 0)))
    if found is None or not (found.share.digest and found.share.wanted):
        return Reply()
    return Reply(
        outs=(Out(_card(turn, found), card=f"{CARD}:{found.share.id}", fresh=True),), later=(_next(turn, found),)
    )


DIALOGUE = Dialogue(
    name="view",
    commands={"view": view},
    verbs={"view": view, "viewfile": as_file, "viewleave": leave, "viewdigest": wished},
    due={KIND: digest},
    interrupts=(heard,),
    before_joining=frozenset({"view", "viewfile", "viewleave", "viewdigest", KIND}),
)

"""`/share`: a coach, a physio or a training partner may look at the week, read only, until either side ends it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import BLANK, Button, Card, Line, Style, line, mono, quiet, strong
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Sharing, Told, Turn
from bot.dialogues.doors import seen
from bot.dialogues.shared.common import athlete_of, in_rows, question, toast, toggle
from bot.due import local_date
from bot.storage.shares import MOST, ShareRow

CARD = KIND = "share"
LASTS = timedelta(days=7)
TICKS = ("pain", "tests", "digest")
LABEL_MOST = 40
NONE_TICKED: Mapping[str, Any] = {"pain": False, "tests": False, "digest": False, "label": ""}


async def share(turn: Turn) -> Reply:
    """What is shared with whom; a name behind the command is what the others will read above the week."""
    data = dict(NONE_TICKED) | {"label": " ".join(turn.text.split())[:LABEL_MOST]}
    return Reply(outs=(replace(_card(turn, data, await _given(turn)), fresh=True),))


async def _given(turn: Turn) -> Sequence[ShareRow]:
    return await turn.shares.given() if turn.shares is not None else ()


def _card(
    turn: Turn, data: Mapping[str, Any], given: Sequence[ShareRow], notes: Sequence[Line] = (), keep: int | None = None
) -> Out:
    words = turn.words
    taken = [one for one in given if one.viewer is not None]
    days = _days(turn, taken)
    lines = [*notes, *(line(one) for one in words("share.what").split("\n"))]
    if taken:
        lines += [BLANK, line(strong(words("share.now")))]
        lines += [line(words("effect.item", text=_told(turn, one, days[one.id]))) for one in taken]
    if len(taken) < MOST:
        lines += [BLANK, line(words("share.tick"))]
    ticks = tuple(toggle(words(f"share.{one}"), f"sharetick.{one}", bool(data[one])) for one in TICKS)
    rows: list[tuple[Button, ...]] = [ticks]
    code = Button(words("share.code"), "sharecode", Style.PRIMARY)
    rows.append((code, Button(words("share.file"), "sharefile")) if len(taken) < MOST else ())
    rows += in_rows([Button(words("share.stop", name=days[one.id]), f"shareend.{one.id}") for one in taken], 2)
    ask = None if keep is not None else Ask(KIND, dict(data), topic=KIND, lasts=LASTS)
    return question(words("share.title"), lines, tuple(row for row in rows if row), ask, card=CARD, keep=keep)


def _days(turn: Turn, given: Sequence[ShareRow]) -> dict[int, str]:
    """Shares are told apart by their day, and of one day by a number: the coach does not know who looks."""
    zone = athlete_of(turn).zone
    days = [phrases.date_text(turn.words, local_date(zone, one.made_at)) for one in given]
    return dict(zip((one.id for one in given), seen.numbered(days), strict=True))


def _told(turn: Turn, one: ShareRow, day: str) -> str:
    words = turn.words
    what = [words("share.week"), *(words(f"share.{tick}") for tick in TICKS if getattr(one, tick))]
    return words("share.one", day=day, what=" · ".join(what))


async def tick(turn: Turn) -> Reply:
    name, wanted = turn.option[:-1], turn.option[-1:]
    if turn.prompt is None or name not in TICKS or wanted not in "+-":
        return toast(turn, "engine.stale")
    data = dict(turn.prompt.data) | {name: wanted == "+"}
    card = _card(turn, data, await _given(turn), keep=turn.prompt.id)
    return Reply(outs=(card,), update={turn.prompt.id: data})


async def code(turn: Turn) -> Reply:
    """A code that opens this view once, within a week."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    given = await _given(turn)
    if sum(one.viewer is not None for one in given) >= MOST:
        return toast(turn, "share.many")
    words, data = turn.words, turn.prompt.data
    made = "".join(secrets.choice(seen.LETTERS) for _ in range(3 * seen.GROUP))
    offer = {one: bool(data[one]) for one in TICKS} | {
        "code": made, "until": turn.now + LASTS, "label": str(data.get("label") or ""),
    }  # fmt: skip
    lines = [line(words("share.forward")), BLANK, line(mono(f"/view {seen.written(made)}")), BLANK]
    lines += [line(quiet(words("share.until", day=phrases.date_text(words, turn.today + LASTS))))]
    return Reply(
        outs=(Out(Card(words("share.title"), tuple(lines)), fresh=True),),
        close=(turn.prompt.id,),
        share=Sharing(offer=offer),
    )


async def as_file(turn: Turn) -> Reply:
    """The same view as a text to forward, as it stands today."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    data = turn.prompt.data
    view = seen.lines_of(turn, bool(data["pain"]), bool(data["tests"]))
    return Reply(outs=(seen.document(turn, str(data.get("label") or ""), view),))


async def end(turn: Turn) -> Reply:
    given = await _given(turn)
    one = next((one for one in given if str(one.id) == turn.option), None)
    if one is None:
        return toast(turn, "share.ended")
    words = turn.words
    left = [other for other in given if other.id != one.id]
    taken = [other for other in given if other.viewer is not None or other.id == one.id]
    notes = (line(words("share.stopped", name=_days(turn, taken)[one.id])), BLANK)
    told = Out(
        Card(words("view.title"), (line(phrases.upper_first(words("view.over", name=seen.name(words, one.label)))),))
    )
    return Reply(
        outs=(_card(turn, NONE_TICKED, left, notes),),
        share=Sharing(end=one.id),
        told=(Told(one.viewer, told),) if one.viewer is not None else (),
    )


DIALOGUE = Dialogue(
    name="share",
    commands={"share": share},
    verbs={"share": share, "sharetick": tick, "sharecode": code, "sharefile": as_file, "shareend": end},
)

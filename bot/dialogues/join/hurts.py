"""Joining: what hurts now, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.messages import BLANK, Button, Line, Rows, Style, line, strong
from bot import phrases
from bot.dialogues.join.draft import Draft, Hurt
from bot.dialogues.join.frame import VERB, button, forward, lines_of, nav
from bot.dialogues.shared import forms
from bot.dialogues.shared.common import toggle
from bot.words import Words
from core.body import Kind, Region, Side, default_kind


def show(words: Words, draft: Draft, now: datetime) -> tuple[list[Line], Rows]:
    asked = next((one for one in draft.hurts if one.region.value == draft.sub), None)
    if asked is not None:
        return _one_hurt(words, draft, asked)
    chosen = {one.region.value for one in draft.hurts}
    lines = lines_of(words, "join.hurts.ask")
    if draft.hurts:
        lines += [BLANK, line(strong(hurts_text(words, draft.hurts)))]
    go = forward(words, draft) if chosen else button(words, "join.hurts.nothing", "hurts.nothing", Style.PRIMARY)
    return lines, (*forms.area_rows(words, f"{VERB}.hurts", chosen), (*nav(words, draft), go))


def _one_hurt(words: Words, draft: Draft, hurt: Hurt) -> tuple[list[Line], Rows]:
    part = phrases.upper_first(phrases.part(words, hurt.region, hurt.side))
    lines = lines_of(words, "join.hurts.score", part=part)
    rows: list[tuple[Button, ...]] = []
    if hurt.asked_side:
        lines += lines_of(words, "join.hurts.side") if hurt.side is None else []
        rows.append(
            tuple(
                forms.choice(
                    phrases.upper_first(words(f"side.{one.value}")), f"{VERB}.hurts.side-{one.value}", hurt.side is one
                )
                for one in Side
            )
        )
    if default_kind(hurt.region) is Kind.muscle:
        pain = hurt.what not in (None, Kind.muscle)
        rows.append(
            (
                forms.choice(words("join.hurts.sore"), f"{VERB}.hurts.what-muscle", not pain),
                forms.choice(words("join.hurts.pain"), f"{VERB}.hurts.what-tendon", pain),
            )
        )
    rows.append((toggle(words("join.hurts.long"), f"{VERB}.hurts.long", hurt.long),))
    rows.append(tuple(Button(str(one), f"{VERB}.hurts.score-{one}") for one in range(1, 11)))
    return lines, (*rows, nav(words, draft))


def hurts_text(words: Words, hurts: Sequence[Hurt]) -> str:
    shown = []
    for one in hurts:
        part = phrases.part(words, one.region, one.side)
        shown.append(part if one.score is None else words("join.hurts.one", part=part, score=phrases.number(one.score)))
    return phrases.upper_first(" · ".join(shown))


def press(draft: Draft, what: str) -> Draft:
    if what == "nothing":
        return replace(draft, hurts=()).onward()
    if what == "next":
        return after_hurts(draft)
    if draft.sub:
        return _hurt_pressed(draft, what)
    names = forms.switched((one.region.value for one in draft.hurts), what, [one.value for one in Region])
    known = {one.region.value: one for one in draft.hurts}
    return replace(draft, hurts=tuple(known.get(name, Hurt(Region(name))) for name in names))


def _hurt_pressed(draft: Draft, what: str) -> Draft:
    name, _, value = what.partition("-")

    def with_(**changes: object) -> Draft:
        hurts = tuple(
            replace(one, **changes) if one.region.value == draft.sub else one  # type: ignore[arg-type]
            for one in draft.hurts
        )
        return replace(draft, hurts=hurts)

    if name == "side" and value in Side.__members__:
        return with_(side=Side(value))
    if name == "what" and value in (Kind.muscle.value, Kind.tendon.value):
        return with_(what=Kind(value))
    if what in ("long+", "long-"):
        return with_(long=what == "long+")
    if name == "score" and value.isascii() and value.isdigit() and 1 <= int(value) <= 10:
        current = next((one for one in draft.hurts if one.region.value == draft.sub), None)
        side = current.side if current is not None else None
        return after_hurts(with_(score=float(value), side=side or Side.both))
    return draft


def after_hurts(draft: Draft) -> Draft:
    """To the next place without a number, then on."""
    left = next((one for one in draft.hurts if not one.complete), None)
    return replace(draft, sub=left.region.value) if left is not None else draft.onward()

"""Asking about a body: where it hurts, what a place needs to be asked, and what a report changes (rulebook 2.2-2.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import BLANK, Button, Card, Line, Rows, Style, Tone, line, strong
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.pain import sides
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.pain.signs import card as sign_card
from bot.dialogues.runs import running
from bot.dialogues.shared.common import effect_between, in_rows, question, score_row, then, undo_button
from bot.words import Words
from core import advice, diary, episodes, pain, returns
from core.body import Kind, Region, Side
from core.diary import Entry, Sore
from core.pain import Band
from core.policy import policy
from core.standing import MIDLINE, Part

AREAS = (
    Region.foot, Region.achilles, Region.calf, Region.shin, Region.knee, Region.quad, Region.hamstring,
    Region.adductor, Region.glute, Region.hip, Region.hip_flexor, Region.lower_back,
)  # fmt: skip
MORE_AREAS = (
    Region.ankle, Region.core, Region.upper_back, Region.chest, Region.shoulder, Region.arm, Region.wrist,
)  # fmt: skip

SITES = {
    Region.achilles: ("insertion", "mid"),
    Region.knee: ("front", "under_kneecap", "outer"),
}


def where(turn: Turn, more: bool = False, known: float | None = None) -> Out:
    """Open episodes with their course, then the parts to choose from. `known`: how strong it is, where that was said
    first; it waits for its part.
    """
    words = turn.words
    areas = MORE_AREAS if more else AREAS
    buttons = [Button(phrases.upper_first(phrases.region(words, one)), f"hurts.{one.value}") for one in areas]
    last = Button(words("button.back" if more else "button.more"), "hurts." if more else "hurts.more")
    found = () if more else episode_card.open_episodes(turn)
    rows = (*episode_card.rows(turn, found), *in_rows(buttons, 3), (last, *episode_card.clear_buttons(turn)))
    keep = turn.prompt.id if turn.prompt is not None and turn.prompt.kind == "pain" else None
    known = known_of(turn) if keep is not None else known
    data = {} if known is None else {"known": known}
    ask = None if keep is not None else Ask("pain", data, text=True, topic="pain", lasts=timedelta(days=2))
    asked = line(words("pain.where_new" if found else "pain.where"))
    if known is not None:
        asked = line(words("pain.where_known", score=phrases.number(known)))
    waiting = episode_card.flags(turn)
    lines = (*waiting, *([BLANK] if waiting else []), *episode_card.lines(turn, found), asked)
    return question(words("pain.title"), lines, rows, ask, card="pain", keep=keep)


def how_much(turn: Turn, region: Region, side: Side | None, *, later: Sequence[Named] = (), fresh: bool = False) -> Out:
    """How strong a part is, by buttons or a typed number; its side first where that is not known.

    `later`: what is asked about in the same way after it.
    """
    words = turn.words
    keep = turn.prompt.id if turn.prompt is not None and turn.prompt.kind == "pain" and not fresh else None
    asked = Ask("pain", about(region, side, later), text=True, topic="pain", lasts=timedelta(days=2))
    back = (Button(words("button.back"), "hurts."),)
    if side is None:
        title, lines = phrases.upper_first(phrases.region(words, region)), [line(words("pain.side"))]
        sides_of = (Button(phrases.upper_first(words(f"side.{one}")), f"hurtside.{region}:{one}") for one in Side)
        rows = (tuple(sides_of), back)
    else:
        title = phrases.upper_first(phrases.part(words, region, side))
        yours = phrases.your_part(words, region, side)
        lines = [line(words("pain.score", part=yours)), line(words("pain.scale"))]
        rows = (score_row("hurtscore", f"{region.value}:{side.value}:"), back)
    return replace(question(title, lines, rows, asked if keep is None else None, card="pain", keep=keep), fresh=fresh)


Named = tuple[Region, Side | None]
"""A part as it was named, its side where that was said."""


def about(region: Region, side: Side | None, later: Sequence[Named] = ()) -> dict[str, Any]:
    """What the open question about a part remembers."""
    return {
        "region": region.value, "side": None if side is None else side.value,
        "later": [[one.value, None if its is None else its.value] for one, its in later],
    }  # fmt: skip


def known_of(turn: Turn) -> float | None:
    """How strong it was said to be before its part was named."""
    known = turn.prompt.data.get("known") if turn.prompt is not None else None
    return float(known) if known is not None else None


def later_of(data: Mapping[str, Any]) -> tuple[Named, ...]:
    """The parts that still wait for their number behind an open question."""
    return tuple((Region(one), None if side is None else Side(side)) for one, side in data.get("later") or ())


def noted(
    turn: Turn, entries: Sequence[Entry], sores: Sequence[Sore], *, card: str = "", unsided: Sequence[Region] = ()
) -> tuple[Out, ...]:
    """What a report of these parts changes, and what is asked next; `unsided` are those of which no side is known."""
    words = turn.words
    lines: list[Line] = []
    for one in sores:
        key = "pain.noted" if one.what is not Kind.muscle else "pain.noted_muscle"
        part = phrases.upper_first(phrases.part(words, one.region, one.side))
        lines.append(line(words(key, part=part, score=phrases.number(one.score))))
    after = then(turn, entries)
    lines += other_side(turn, after)
    lines += [line(one) for one in calm_notes(after, entries)]
    worse = _WORSE.search(turn.text) is not None
    rising = [one for one in _told(after, sores) if episodes.climbs(one, after.today, said=worse)]
    lines += [line(strong(_climb(after, one))) for one in rising]
    lines += effect_between(turn, turn.standing, after.standing) or [line(_unchanged(after, sores))]
    lines += [line(one) for part in rising for one in running.part_lines(after, part.region, part.side)]
    lines += [line(one) for part in rising for one in _look(after, part)]
    due, back = episode_card.way_back(after)
    asked, buttons = sides.asked(turn, unsided)
    lines += [*due, *asked]
    rows: Rows = (*buttons, *back, (Button(words("button.why"), "why."), undo_button(turn)))
    tone = Tone.ALERT if any(one.score >= 6 for one in sores) else Tone.NEUTRAL
    first = question(words("pain.title"), lines, rows, card=card, tone=tone)
    return (first, *after_pain(after, sores))


def _told(turn: Turn, sores: Sequence[Sore]) -> list[Part]:
    return [part for one in sores if one.what is not Kind.muscle for part in _parts(turn, one.region, one.side)]


_WORSE = re.compile(r"\b(?:worse|climbing|rising|more (?:and|every|each))\b", re.IGNORECASE)


def _climb(turn: Turn, part: Part) -> str:
    scores = ", ".join(phrases.number(score) for _, score in episodes.course(part, turn.today))
    where = phrases.upper_first(phrases.part(turn.words, part.region, part.side))
    return turn.words("pain.climbs", part=where, scores=scores)


def _unchanged(turn: Turn, sores: Sequence[Sore]) -> str:
    """Where a report changes nothing because the plan goes around the part already, that is what is said."""
    parts = {(one.region, one.side) for one in _told(turn, sores)}
    held = [one for one in pain.troubles(turn.standing, turn.today) if (one.region, one.side) in parts]
    if not any(one.band > Band.RETURNING for one in held):
        return turn.words("effect.nothing")
    return turn.words("pain.held_already" if any(one.score > 0 for one in sores) else "pain.held_still")


def _look(turn: Turn, part: Part) -> list[str]:
    """Who should look at a part that climbs, and from when at the latest (2.1)."""
    due = episode_card.somebody_should_look(turn, part.region, part.side)
    if due or advice.strong(part, turn.today):
        return due
    by = advice.look_by(part, turn.today)
    red = part.felt[-1].score >= policy().pain.red_min
    key = "pain.climbs_look_again" if red else "pain.climbs_look"
    return [turn.words(key, day=phrases.date_text(turn.words, by))]


def calm_notes(after: Turn, entries: Sequence[Entry]) -> list[str]:
    """ "1 of 3 calm mornings", for every resting part that these entries speak of; `after` has them written."""
    words, needed = after.words, policy().pain.red_clear_mornings
    told = []
    for part in _felt_parts(after, entries):
        yours = phrases.upper_first(phrases.part(words, part.region, part.side))
        if part.red is None:
            continue
        if part.cleared is None:
            n = pain.calm_mornings(part, after.today)
            told.append(words("pain.calm", part=yours, n=n, of=needed))
        elif part.cleared == after.today:
            told.append(words("pain.calmed", part=yours))
    return told


def _felt_parts(turn: Turn, entries: Sequence[Entry]) -> list[Part]:
    felt = [one for one in entries if isinstance(one, diary.Felt) and one.score <= policy().pain.green_max]
    return list(dict.fromkeys(part for one in felt for part in _parts(turn, one.region, one.side)))


def other_side(before: Turn, after: Turn) -> list[Line]:
    """Said once where a pain has gone over to the other side: each side is an episode of its own (3.9)."""
    day = after.today
    changed = any(
        episodes.switches(after.standing, one.region, day) > episodes.switches(before.standing, one.region, day)
        for one in after.standing.parts.values()
    )
    return [line(after.words("pain.other_side"))] if changed else []


def after_pain(turn: Turn, sores: Sequence[Sore]) -> tuple[Out, ...]:
    """What a report asks next: somebody to look at it; red-flag questions, once a week for a place and one card for all
    of them; the finer place; and what kind of pain it is where that is not plain (2.2). Of the last two one at a time.
    """
    worst_first = sorted(sores, key=lambda one: -one.score)
    told = [one for one in worst_first if one.what is not Kind.muscle and one.score >= _least(turn, one)]
    unclear = [one for one in worst_first if one in told or one.what is Kind.muscle]
    unclear = [one for one in unclear if episodes.unclear(turn.standing, one.region, one.side, one.score, turn.today)]
    asked = [(one.region, one.side) for one in told if one not in unclear]
    outs: list[Out] = []
    severe = [
        one for one in told if any(advice.strong(part, turn.today) for part in _parts(turn, one.region, one.side))
    ]
    if severe:
        yours = [phrases.your_part(turn.words, one.region, one.side) for one in severe]
        lines = tuple(line(turn.words("pain.pro", part=one)) for one in yours)
        outs.append(Out(Card(turn.words("pain.pro.title"), lines, tone=Tone.ALERT)))
    signs = [(region, side) for region, side in asked if not _asked_lately(turn, f"signs:{region.value}:{side.value}")]
    if signs and not sign_card.stands(turn, signs):
        outs.append(sign_card.ask(turn, signs))
    if unclear:
        first = unclear[0]
        outs.append(kind_question(turn, first.region, first.side, {}, score=first.score))
    elif not signs and (wanted := site_wanted(turn, asked)) is not None:
        outs.append(wanted)
    return tuple(outs)


def _least(turn: Turn, one: Sore) -> int:
    """The pain from which a part is asked about: any where a bone may be behind it."""
    bone = any(returns.no_pain(turn.standing, part, turn.today) for part in _parts(turn, one.region, one.side))
    return 1 if bone else 3


def _parts(turn: Turn, region: Region, side: Side) -> list[Part]:
    sides = (Side.both,) if region in MIDLINE else side.each()
    keys = [f"{region.value}:{one.value}" for one in sides]
    return [turn.standing.parts[one] for one in keys if one in turn.standing.parts]


KIND_ROWS = (("spot", "y", "n"), ("at_rest", "n", "y"), ("swollen", "n", "y"), ("after_training", "y", "n"))
"""The questions of 2.2, each with its two answers in the order they are shown; one side or both was said already."""


def kind_question(
    turn: Turn, region: Region, side: Side, said: Mapping[str, bool], *, score: float = 0.0, keep: int | None = None
) -> Out:
    """What kind of pain it is: one card, a row for each question, any of which may stay open."""
    words = turn.words
    rows: list[tuple[Button, ...]] = []
    for name, *answers in KIND_ROWS:
        rows.append(tuple(_kind_button(words, name, one, said) for one in answers))
    rows.append((Button(words("kind.done"), "kinddone", Style.PRIMARY),))
    part = phrases.part(words, region, side)
    lines = (line(words("kind.ask", part=phrases.your_part(words, region, side))),)
    told = {**said, "both": side is Side.both}
    data = {"region": region.value, "side": side.value, "score": score, "said": told}
    ask = None if keep is not None else Ask("kind", data, text=True, topic="kind", lasts=timedelta(days=3))
    return question(phrases.upper_first(part), lines, tuple(rows), ask, card=f"kind:{region.value}", keep=keep)


def _kind_button(words: Words, name: str, answer: str, said: Mapping[str, bool]) -> Button:
    chosen = name in said and said[name] == (answer == "y")
    label = words(f"kind.{name}.{answer}")
    return Button(f"✓ {label}" if chosen else label, f"kindpick.{name}:{answer}", Style.ON if chosen else Style.OFF)


def _asked_lately(turn: Turn, what: str) -> bool:
    told = [one for one in turn.standing.answers if one.what == what and one.yes is not None]
    return any((turn.today - one.day).days <= 7 for one in told)


def site_known(turn: Turn, region: Region, side: Side) -> bool:
    part = turn.standing.parts.get(f"{region.value}:{side.each()[0].value}")
    return part is not None and part.site is not None


def site_wanted(turn: Turn, parts: Sequence[tuple[Region, Side]]) -> Out | None:
    """The question for the finer place of the first of these parts that needs one."""
    for region, side in parts:
        if region in SITES and not site_known(turn, region, side):
            return site_question(turn, region, side)
    return None


def site_question(turn: Turn, region: Region, side: Side) -> Out:
    words = turn.words
    buttons = [Button(words(f"site.{one}"), f"site.{region.value}:{side.value}:{one}") for one in SITES[region]]
    buttons.append(Button(words("site.unknown"), f"site.{region.value}:{side.value}:"))
    part = phrases.part(words, region, side)
    data = {"region": region.value, "side": side.value}
    ask = Ask("site", data, text=True, topic=f"site:{region.value}", lasts=timedelta(days=7))
    return question(
        phrases.upper_first(part),
        (line(words(f"site.ask.{region.value}")),),
        in_rows(buttons, 1),
        ask,
        card=sign_card.CARD,
    )

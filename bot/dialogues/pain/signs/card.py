"""The card that asks for the signs of something worse about painful parts: one for all of them (rulebook 2.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import Button, Said, Style, line
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.shared.common import athlete_of, in_rows, question, topic_prompt
from bot.due import local_date
from bot.words import Words
from core import diary, pain, returns
from core.body import Region, Side
from core.diary import Entry
from core.pain import Band
from core.standing import Part as Painful

CARD = KIND = "signs"
LABEL = 44
"""Letters of a button that a phone shows whole. A yes to a sign without its part counts for every part asked about."""

BONES = frozenset(
    {Region.foot, Region.ankle, Region.shin, Region.hip, Region.hip_flexor, Region.adductor, Region.lower_back}
)
"""Regions in which a bone may be behind a pain: its questions come before anything else (2.4)."""

BONE_QUESTIONS = ("fingertip", "earlier", "impact", "night", "limping", "before")
GROIN = frozenset({Region.hip, Region.hip_flexor, Region.adductor})
SIGNS: dict[Region, tuple[tuple[str, str], ...]] = {
    Region.knee: (("locks", "knee_locking"), ("gives_way", "knee_locking"), ("swollen", "knee_locking")),
    Region.achilles: (("pop", "pop"),),
    Region.calf: (("pop", "pop"), ("swollen_hot", "clot")),
    Region.lower_back: (("numb", "numbness"), ("saddle", "cauda_equina")),
}
"""What is asked about a region besides its bones: the sign, and the red flag that a yes stands for."""

Part = tuple[Region, Side]


def signs_of(region: Region) -> list[tuple[str, str]]:
    """What is asked about a region, each sign with its red flag."""
    signs = list(SIGNS.get(region, ()))
    if region in BONES:
        bone = "femoral_neck" if region in GROIN else "bone_stress"
        signs += [(one, bone) for one in BONE_QUESTIONS]
    return signs or [("swollen", "hot_joint"), ("night", "night_pain")]


def asked(parts: Sequence[Part], denied: Collection[str] = ()) -> dict[str, list[tuple[Part, str]]]:
    """Every sign that is asked for, once, with the parts it is asked about and the flag that a yes is for each."""
    found: dict[str, list[tuple[Part, str]]] = {}
    for part in parts:
        for sign, flag in signs_of(part[0]):
            if sign not in denied:
                found.setdefault(sign, []).append((part, flag))
    return found


def data_of(parts: Sequence[Part], denied: Collection[str] = ()) -> dict[str, Any]:
    return {"parts": [[region.value, side.value] for region, side in parts], "denied": sorted(denied)}


def parts_of(data: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts that an open question is about; one of an older version is about one."""
    told = data.get("parts") or ([[data["region"], data["side"]]] if "region" in data else [])
    return tuple((Region(region), Side(side)) for region, side in told)


def ask(turn: Turn, parts: Sequence[Part]) -> Out:
    """The question about these parts and about those that still wait for an answer."""
    before = topic_prompt(turn, KIND)
    waiting = parts_of(before.data) if before is not None else ()
    both = {region for region, side in (*waiting, *parts) if side is Side.both}
    all_of_them = [one for one in dict.fromkeys((*waiting, *parts)) if one[1] is Side.both or one[0] not in both]
    return card(turn, all_of_them, fresh=before is None or isinstance(turn.event, Said))


def stands(turn: Turn, parts: Sequence[Part]) -> bool:
    """Whether all of them are asked about since this morning: what was told twice is not asked twice."""
    before = topic_prompt(turn, KIND)
    if before is None or local_date(athlete_of(turn).zone, before.opened) != turn.today:
        return False
    waiting = parts_of(before.data)
    return all(one in waiting or (one[0], Side.both) in waiting for one in parts)


def again(turn: Turn) -> tuple[tuple[Out, ...], tuple[Entry, ...]]:
    """The questions that nobody has answered yet, once more with the morning's card, and that they were asked."""
    due = [
        (one.region, one.side) for one in pain.troubles(turn.standing, turn.today)
        if one.band >= Band.HELD
        and returns.signs_due(turn.standing, turn.standing.parts[f"{one.region.value}:{one.side.value}"], turn.today)
        and not _quiet(turn, turn.standing.parts[f"{one.region.value}:{one.side.value}"])
    ]  # fmt: skip
    sides: dict[Region, list[Side]] = {}
    for region, side in due:
        sides.setdefault(region, []).append(side)
    parts = [(region, its[0] if len(its) == 1 else Side.both) for region, its in sides.items()]
    if not parts:
        return (), ()
    asked = tuple(
        diary.Asked(at=turn.now, day=turn.today, what=f"signs:{region.value}:{side.value}") for region, side in parts
    )
    out = card(turn, parts, key=AGAIN)
    return (replace(out, ask=replace(out.ask, data={**out.ask.data, "again": True}) if out.ask else None),), asked


_SPELL = timedelta(days=28)


def _quiet(turn: Turn, part: Painful) -> bool:
    """Whether an unanswered question rests this morning: each pause is as long as all the time before it, unless the
    pain has grown since. Until it is answered the part is held all the same [DC].
    """
    names = returns.signs_names(part)
    asked = [one.day for one in turn.standing.answers if one.what in names and one.yes is None]
    if not asked:
        return False
    last = max(asked)
    told = [one for one in part.felt if one.score > 0 and one.day >= last - _SPELL]
    first = min((one.day for one in told), default=last)
    before = max((one.score for one in told if one.day <= last), default=0.0)
    grown = any(one.score > before for one in told if one.day > last)
    return not grown and turn.today - last < max(last - first, timedelta(days=1))


AGAIN = "sign.again"


def card(
    turn: Turn, parts: Sequence[Part], denied: Collection[str] = (), key: str = "sign.ask", *,
    keep: int | None = None, fresh: bool = True,
) -> Out:  # fmt: skip
    words = turn.words
    buttons = [
        Button(label(words, sign, [part for part, _ in about], parts), f"sign.{sign}")
        for sign, about in asked(parts, denied).items()
    ]
    none = Button(words("sign.none"), "nosign", Style.PRIMARY)
    # An older question of the same topic is closed by this one, which asks all that it asked.
    new = Ask(KIND, data_of(parts, denied), text=True, topic=KIND, lasts=timedelta(days=3)) if keep is None else None
    out = question(
        words("sign.title", part=names(words, parts)),
        (line(words(key)),),
        (*in_rows(buttons, 1), (none,)),
        new,
        card=CARD,
        keep=keep,
    )
    return Out(out.message, out.ask, out.keep, out.card, fresh)


def names(words: Words, parts: Sequence[Part]) -> str:
    return phrases.upper_first(", ".join(phrases.part(words, region, side) for region, side in parts))


def label(words: Words, sign: str, about: Sequence[Part], parts: Sequence[Part]) -> str:
    """A sign's words; with the part it is asked about where not all of them are, if there is room for both."""
    text = words(f"sign.{sign}")
    if len(about) == len(parts):
        return text
    whole = words("sign.of", part=names(words, about), sign=phrases.lower_first(text))
    return whole if len(whole) <= LABEL else text

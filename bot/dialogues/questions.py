"""Asking about a body: where it hurts, what a place needs to be asked, and what a report changes (rulebook 2.2-2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adapters.messages import Button, Card, Line, Rows, Style, Tone, line
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.common import effect, in_rows, question, then, undo_button
from core.body import Kind, Region, Side
from core.diary import Entry
from core.standing import MIDLINE

AREAS = (
    Region.foot, Region.achilles, Region.calf, Region.shin, Region.knee, Region.quad, Region.hamstring,
    Region.adductor, Region.glute, Region.hip, Region.hip_flexor, Region.lower_back,
)  # fmt: skip
MORE_AREAS = (
    Region.ankle, Region.core, Region.upper_back, Region.chest, Region.shoulder, Region.arm, Region.wrist,
)  # fmt: skip

BONES = frozenset(
    {Region.foot, Region.ankle, Region.shin, Region.hip, Region.hip_flexor, Region.adductor, Region.lower_back}
)
"""Regions in which a bone may be behind a pain: its questions come before anything else (2.4)."""

BONE_QUESTIONS = ("fingertip", "earlier", "impact", "night", "limping", "before")
GROIN = frozenset({Region.hip, Region.hip_flexor, Region.adductor})
SITES = {
    Region.achilles: ("insertion", "mid"),
    Region.knee: ("front", "under_kneecap", "outer"),
}
SIGNS: dict[Region, tuple[tuple[str, str], ...]] = {
    Region.knee: (("locks", "knee_locking"), ("gives_way", "knee_locking"), ("swollen", "knee_locking")),
    Region.achilles: (("pop", "pop"),),
    Region.calf: (("pop", "pop"), ("swollen_hot", "clot")),
    Region.lower_back: (("numb", "numbness"), ("saddle", "cauda_equina")),
}
"""What is asked about a region besides its bones: the sign, and the red flag that a yes stands for."""


def where(turn: Turn, more: bool = False) -> Out:
    words = turn.words
    areas = MORE_AREAS if more else AREAS
    buttons = [Button(capital(phrases.region(words, one)), f"hurts.{one.value}") for one in areas]
    last = Button(words("button.back" if more else "button.more"), "hurts." if more else "hurts.more")
    rows = (*in_rows(buttons, 3), (last, *_clear_buttons(turn)))
    keep = turn.prompt.id if turn.prompt is not None and turn.prompt.kind == "pain" else None
    ask = None if keep is not None else Ask("pain", {}, topic="pain", lasts=timedelta(days=2))
    return question(turn, words("pain.title"), (line(words("pain.where")),), rows, ask, card="pain", keep=keep)


def _clear_buttons(turn: Turn) -> tuple[Button, ...]:
    """Open red flags can be cleared from here, by the runner's own word."""
    return tuple(
        Button(turn.words("flag.clear", what=turn.words(f"flag.{one.flag}")), f"cleared.{one.flag}")
        for one in turn.standing.flags[-2:]
    )


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def noted(
    turn: Turn, entries: Sequence[Entry], region: Region, side: Side, score: float, what: Kind, *, card: str = ""
) -> tuple[Out, ...]:
    """What a pain report changes, and what is asked next."""
    words = turn.words
    part = phrases.part(words, region, side)
    key = "pain.noted" if what is not Kind.muscle else "pain.noted_muscle"
    lines: list[Line] = [line(words(key, part=capital(part), score=phrases.number(score)))]
    lines += effect(turn, entries)
    rows: Rows = ((Button(words("button.why"), "why."), undo_button(turn, entries)),)
    tone = Tone.ALERT if score >= 6 else Tone.NEUTRAL
    first = question(turn, words("pain.title"), lines, rows, card=card, tone=tone)
    return (first, *after_pain(then(turn, entries), region, side, score, what))


def after_pain(turn: Turn, region: Region, side: Side, score: float, what: Kind) -> tuple[Out, ...]:
    """Red-flag questions for the place, once a week each; the finer place; a professional where the rule says so."""
    if what is Kind.muscle or score < 3:
        return ()
    outs: list[Out] = []
    if _professional(turn, region, side, score):
        part = phrases.part(turn.words, region, side)
        outs.append(
            Out(Card(turn.words("pain.pro.title"), (line(turn.words("pain.pro", part=part)),), tone=Tone.ALERT))
        )
    if not _asked_lately(turn, f"signs:{region.value}:{side.value}"):
        outs.append(signs(turn, region, side))
    elif region in SITES and not site_known(turn, region, side):
        outs.append(site_question(turn, region, side))
    return tuple(outs)


def _professional(turn: Turn, region: Region, side: Side, score: float) -> bool:
    """6 or more twice in 7 days, or 8 or more once (2.1)."""
    if score >= 8:
        return True
    keys = [f"{region.value}:{one.value}" for one in (side.each() if region not in MIDLINE else (Side.both,))]
    for key in keys:
        part = turn.standing.parts.get(key)
        days = {one.day for one in part.felt if one.score >= 6 and (turn.today - one.day).days <= 7} if part else set()
        if len(days) >= 2:
            return True
    return False


def _asked_lately(turn: Turn, what: str) -> bool:
    return any(one.what == what and (turn.today - one.day).days <= 7 for one in turn.standing.answers)


def site_known(turn: Turn, region: Region, side: Side) -> bool:
    part = turn.standing.parts.get(f"{region.value}:{side.each()[0].value}")
    return part is not None and part.site is not None


def questions(region: Region) -> list[tuple[str, str]]:
    signs = list(SIGNS.get(region, ()))
    if region in BONES:
        bone = "femoral_neck" if region in GROIN else "bone_stress"
        signs += [(one, bone) for one in BONE_QUESTIONS]
    return signs or [("swollen", "hot_joint"), ("night", "night_pain")]


def signs(turn: Turn, region: Region, side: Side, chosen: Sequence[str] = ()) -> Out:
    words = turn.words
    part = phrases.part(words, region, side)
    key = f"{region.value}:{side.value}:"
    buttons = [
        Button(
            f"✓ {words(f'sign.{sign}')}" if sign in chosen else words(f"sign.{sign}"),
            f"sign.{key}{sign}",
            Style.ON if sign in chosen else Style.OFF,
        )
        for sign, _ in questions(region)
    ]
    none = Button(words("sign.none"), f"nosign.{key}", Style.PRIMARY)
    lines = (line(words("sign.ask", part=part)),)
    ask = Ask(
        "signs", {"region": region.value, "side": side.value}, topic=f"signs:{region.value}", lasts=timedelta(days=3)
    )
    return question(
        turn,
        words("sign.title", part=capital(part)),
        lines,
        (*in_rows(buttons, 1), (none,)),
        ask,
        card=f"signs:{region.value}",
    )


def site_question(turn: Turn, region: Region, side: Side) -> Out:
    words = turn.words
    buttons = [Button(words(f"site.{one}"), f"site.{region.value}:{side.value}:{one}") for one in SITES[region]]
    buttons.append(Button(words("site.unknown"), f"site.{region.value}:{side.value}:"))
    part = phrases.part(words, region, side)
    ask = Ask("site", {}, topic=f"site:{region.value}", lasts=timedelta(days=7))
    return question(
        turn,
        capital(part),
        (line(words(f"site.ask.{region.value}")),),
        in_rows(buttons, 1),
        ask,
        card=f"signs:{region.value}",
    )

"""A question about the body: "is it normal that my knee hurts?", "can I train pregnant?".

It is answered by what the plan goes by and writes nothing; what may be meant as a report is offered as one tap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Button, Card, Line, Said, line
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.settings.health import yes_of
from bot.dialogues.settings.view import Here, View
from bot.dialogues.shared import forms, heard
from bot.dialogues.shared.common import question, say, toast
from bot.dialogues.shared.stated import parts
from bot.grammar import conditions, flags
from bot.grammar.asking import asks, hurts
from bot.grammar.text import plain
from core import returns
from core.body import Kind, Region, Side, default_kind
from core.standing import MIDLINE

_DOUBT = re.compile(
    r"\b(?:normal|ok|okay|fine|safe|bad|dangerous|serious|a problem|worr(?:y|ied)|concern(?:ed|ing)?"
    r"|(?:should|shall|can|could|may|must|do) i|what (?:to|should|can|do))\b"
)


async def interrupt(turn: Turn) -> Reply | None:
    """Before any open question, which would make an answer of it; red flags are no question."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    said = plain(turn.text)
    ends, asked = turn.text.rstrip().endswith("?"), asks(turn.text)
    if _NOISE.search(said) and (parts(turn.text) or ends or asked) and not _answering(turn, said):
        return say(turn, "asked.noise")
    doubt = ends and _DOUBT.search(said) is not None
    if not (ends or asked or said.startswith("why ")):
        return None
    if doubt or asked:
        named = conditions.asked(turn.text)
        if named:
            return _condition(turn, named)
        if _ILL.search(said) is not None:
            return say(turn, "asked.ill")
    if _GOOD_OR_BAD.search(said) is not None and parts(turn.text):
        return say(turn, "asked.good_or_bad")
    return _part(turn, told=not asked) if doubt or asked or (said.startswith("why ") and hurts(turn.text)) else None


_NOISE = re.compile(
    r"\b(?:click|crack|creak|crunch|clunk|snap)(?:s|ing|ping|y)?\b|\b(?:crackl|grind|pop)(?:s|es|ing|ping)\b"
    r"|\bnois(?:e|es|y)\b"
)
"""What goes on; a crack or a pop that was once is asked for as what hurts."""


def _answering(turn: Turn, said: str) -> bool:
    """Whether a number, a pain or an open question about a body makes more of a noise than that."""
    asked = any(one.kind in _OF_A_BODY and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)
    return asked or hurts(said) or any(one.isdigit() for one in said)


_OF_A_BODY = frozenset(("pain", "site", "kind", "signs", "test"))
_GOOD_OR_BAD = re.compile(
    r"\b(?:(?:bad|good|safe|dangerous|harmful|healthy) for|damage|ruin|wreck|harm|wear|prevent|protect|avoid|cure|fix"
    r"|heal\b|help\b|strengthen|bulletproof)"
)
"""What training does to a part altogether; nobody can promise that."""
_ILL = re.compile(
    r"\b(?:with|having|have|got) (?:a |the |my |this )*(?:head ?)?(?:cold|flu|cough|sniffles|sore throat|bug)\b"
    r"|\b(?:slight|low|mild|high|raised|bit of a|a) (?:temperature|fever)\b"
)


_IS_MINE = re.compile(r"(?:is|are) (?:my|the) ", re.IGNORECASE)


def _part(turn: Turn, *, told: bool) -> Reply | None:
    """What goes for such a part, and its number as a tap. `told`: a number beside the question is a report."""
    read = heard.read(turn)
    found = parts(turn.text) or heard.unscored(turn, read, turn.text)
    named = [(region, Side.both if region in MIDLINE else side) for region, side in found]
    scores = {one.region: one.score for one in read.soreness or ()}
    if not named or (told and scores) or not (hurts(turn.text) or scores or _IS_MINE.match(turn.text)):
        return None
    region, side = named[0]
    out = questions.how_much(turn, region, side, later=named[1:], fresh=True)
    assert isinstance(out.message, Card)  # noqa: S101
    here = [one for one in turn.standing.parts.values() if one.region is region]
    bone = any(returns.no_pain(turn.standing, one, turn.today) for one in here)
    rule = "bone" if bone else "muscle" if default_kind(region) is Kind.muscle else "joint"
    intro = [line(one) for one in turn.words(f"asked.{rule}").split("\n")]
    score = scores.get(region)
    if score is None or score != int(score):
        card = replace(out.message, lines=(*intro, BLANK, *out.message.lines))
        return Reply(outs=(replace(out, message=card),))
    return Reply(outs=(_offered(turn, out, region, side, int(score), intro),))


def _offered(turn: Turn, out: Out, region: Region, side: Side | None, score: int, intro: Sequence[Line]) -> Out:
    """The number of the question, to be noted by one tap."""
    sides = [side] if side is not None else list(Side)
    buttons = tuple(
        Button(
            turn.words("asked.note", part=phrases.part(turn.words, region, one), score=score),
            f"hurtscore.{region.value}:{one.value}:{score}",
        )
        for one in sides
    )
    assert isinstance(out.message, Card)  # noqa: S101
    lines = (*intro, BLANK, line(turn.words("asked.offer")))
    card = replace(out.message, lines=lines, rows=tuple((one,) for one in buttons))
    ask = replace(out.ask, data={**out.ask.data, "score": score}) if out.ask is not None else None
    return replace(out, message=card, ask=ask)


def _condition(turn: Turn, named: tuple[str, ...]) -> Reply:
    """What a condition means for the plan, and whether it is the runner's own."""
    words = turn.words
    here = Here(words, turn.athlete, View("health"), turn.now, turn) if turn.athlete is not None else None
    known = [one for one in forms.SCREEN if one in named]
    if here is not None and set(known) & set(yes_of(here)):
        return say(turn, "asked.condition.known", names=forms.screen_names(words, known))
    lines = [line(one) for one in words("asked.condition", names=forms.screen_names(words, known)).split("\n")]
    rows = ((Button(words("asked.applies"), "applies.y"), Button(words("asked.only_asking"), "applies.n")),)
    out = question(words("asked.condition.title"), lines, rows, Ask("applies", {"named": known}, topic="applies"))
    return Reply(outs=(replace(out, fresh=True),))


async def applies(turn: Turn) -> Reply:
    if turn.prompt is None or turn.option not in ("y", "n"):
        return toast(turn, "engine.unknown_button")
    if turn.option == "n":
        return replace(say(turn, "asked.not_mine"), close=(turn.prompt.id,))
    return replace(await settings.conditions_told(turn, turn.prompt.data["named"]), close=(turn.prompt.id,))


DIALOGUE = Dialogue(name="asked body", verbs={"applies": applies}, interrupts=(interrupt,))

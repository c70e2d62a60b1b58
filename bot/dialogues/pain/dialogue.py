"""Pain: saying where it hurts, the questions that follow, red flags, and the word of a professional (rulebook 2)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import line
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain.questions import SITES, about, how_much, known_of, later_of, noted, where
from bot.dialogues.pain.signs.card import CARD
from bot.dialogues.rating import answering
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import effect, question, say, then, toast, undo_button, when_told
from bot.dialogues.shared.stated import NOTHING, PAINLESS, YES, parts
from bot.dialogues.today import day
from bot.grammar.pain_words import read_site
from bot.grammar.score import Score, read_figures, read_loosely, read_score
from bot.grammar.text import plain
from core import diary
from core.body import Region, Side, default_kind
from core.diary import Sore
from core.standing import MIDLINE

# --- saying where ------------------------------------------------------------------------------------------------


async def start(turn: Turn) -> Reply:
    """`/pain`: pick a part, or type it all at once ("left knee 5")."""
    if turn.text.strip():
        bare = heard.unscored(turn, heard.read(turn), turn.text)
        if bare and not any(one.isdigit() for one in turn.text):
            # "/pain knee": of a part and of no session.
            return Reply(outs=(how_much(turn, *bare[0], later=bare[1:], fresh=True),))
        typed = await answering.listen(turn)
        if typed is not None:
            return typed
    return Reply(outs=(replace(where(turn), fresh=True),))


async def hurts(turn: Turn) -> Reply:
    option = turn.option
    if option in ("", "more"):
        inside = turn.prompt is not None and turn.prompt.kind == "pain"
        return Reply(outs=(replace(where(turn, option == "more"), fresh=not inside),))
    region = _region(option)
    if region is None:
        return toast(turn, "engine.unknown_button")
    return _asking(turn, region, Side.both if region in MIDLINE else None)


async def hurt_side(turn: Turn) -> Reply:
    name, _, side = turn.option.partition(":")
    region = _region(name)
    if region is None or side not in Side.__members__:
        return toast(turn, "engine.unknown_button")
    return _asking(turn, region, Side(side))


def _asking(turn: Turn, region: Region, side: Side | None) -> Reply:
    """The next question about a part, and the prompt that remembers which part it is about."""
    if turn.prompt is None or turn.prompt.kind != "pain":
        return Reply(outs=(how_much(turn, region, side),))
    known = known_of(turn)
    if known is not None and side is not None:
        return _noted(turn, region, side, known)
    kept = about(region, side, later_of(turn.prompt.data)) | ({} if known is None else {"known": known})
    return Reply(outs=(how_much(turn, region, side),), update={turn.prompt.id: kept})


ANSWERED_WITHIN = timedelta(hours=1)
"""Later a lone number is about something else."""


async def typed(turn: Turn) -> Reply | None:
    """The side or the number of the part that was just asked about, typed instead of tapped."""
    if turn.prompt is None or turn.now - turn.prompt.opened > ANSWERED_WITHIN:
        return None
    region = _region(str(turn.prompt.data.get("region", "")))
    offered = turn.prompt.data.get("score")
    # "Yes" to a number that was offered to be noted.
    said = str(offered) if offered is not None and plain(turn.text) in YES else plain(turn.text)
    if region is None and (placed := _all_placed(turn)) is not None:
        return placed
    if region is None and known_of(turn) is None and said in NOTHING | PAINLESS | _LEFT:
        return replace(say(turn, "pain.left"), close=(turn.prompt.id,))
    told = read_score(said)
    if region is None and known_of(turn) is not None and not any(one.isdigit() for one in said):
        return _placed(turn)
    if told is None and region is not None and not parts(turn.text):
        number = read_loosely(turn.text)
        told = None if number is None else Score("", number)
        if told is None and _BOTH.fullmatch(said):
            both = await hurt_side(replace(turn, option=f"{region.value}:{Side.both.value}"))
            return replace(both, outs=(replace(both.outs[0], fresh=True), *both.outs[1:]))
        if told is None and _NO_NUMBER.fullmatch(said):
            side = str(turn.prompt.data.get("side") or "")
            asked = how_much(replace(turn, prompt=None), region, Side(side) if side else None)
            return Reply(outs=(replace(asked, fresh=True),))
    if told is None:
        return None
    if region is None:
        # The place is still open: a number before it would be taken for an effort, and waits for it.
        known = float(told.number) if told.number is not None else known_of(turn)
        return Reply(outs=(replace(where(replace(turn, prompt=None), known=known), fresh=True),))
    side = told.side or str(turn.prompt.data.get("side") or "")
    if told.number is None:
        reply = await hurt_side(replace(turn, option=f"{region.value}:{side}"))
    else:
        reply = await hurt_score(replace(turn, option=f"{region.value}:{side or Side.both.value}:{told.number}"))
    # What was typed is answered below it, not further up.
    return replace(reply, outs=(replace(reply.outs[0], fresh=True), *reply.outs[1:]))


_NO_NUMBER = re.compile(
    r"(?:it'?s |it is )?(?:not (?:much|a lot|(?:too|so|that) bad|very)|(?:quite )?an? (?:lot|bit|little)(?: bit)?"
    r"|quite bad"
    r"|very(?: much| bad)?|badly|mild|slight|bad|terrible|moderate|(?:i )?(?:do not|don'?t) know|no idea|hard to say"
    r"|dunno|it depends|depends|(?:only |just |mostly )+(?:when|going|on|during|if|while|in|at|downstairs|upstairs"
    r"|stairs)\b.*"
    r"|sometimes|comes and goes|(?:it'?s |it is )?(?:all )?gone(?: now| again)*)"
)
"""How strong it is, without a number: the number is asked for once more."""


_BOTH = re.compile(
    r"(?:actually |no,? |it'?s |it is )*both(?: actually| sides| of them| really)*"
    r"|(?:and )?(?:now )?(?:the )?(?:right|left|other)(?: one| side)? (?:too|as well|also)"
)
_LEFT = frozenset(("never mind", "nevermind", "forget it", "cancel", "stop"))


def _all_placed(turn: Turn) -> Reply | None:
    """Places with their numbers under "where is it?", however they are put: "my back and left hip, 3 and 4"."""
    named = list(dict(reversed(parts(turn.text))).items())[::-1]
    figures = read_figures(turn.text)
    said = heard.read(turn)
    bound = said.soreness and said.effort is None and said.general_soreness is None
    if not named or not figures or bound or len(figures) not in (1, len(named)):
        return None
    scores = figures if len(figures) == len(named) else figures * len(named)
    sores, unsided = list[Sore](), list[Region]()
    for (region, side), score in zip(named, scores, strict=True):
        which = Side.both if region in MIDLINE else side or heard.side_elsewhere(turn, turn.text, region)
        unsided += [region] if which is None else []
        sores.append(Sore(region, which or Side.both, score, default_kind(region)))
    entries = heard.felt(turn, sores)
    outs = noted(turn, entries, sores, card="pain", unsided=unsided)
    shown, sent = day.again(then(turn, entries))
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent), close=close)


def _placed(turn: Turn) -> Reply | None:
    """The part to a number that was said before it, typed."""
    named = parts(turn.text)
    if turn.prompt is None or not named:
        return None
    region, side = named[0]
    side = Side.both if region in MIDLINE else side or heard.side_elsewhere(turn, turn.text, region)
    data = about(region, side, named[1:]) | {"known": known_of(turn)}
    reply = _asking(replace(turn, prompt=replace(turn.prompt, data=data)), region, side)
    return replace(reply, outs=(replace(reply.outs[0], fresh=True), *reply.outs[1:]))


async def hurt_score(turn: Turn) -> Reply:
    """The number: into the diary, with its effect, and the questions that such a place asks for."""
    name, _, rest = turn.option.partition(":")
    side_name, _, number = rest.partition(":")
    region = _region(name)
    if region is None or side_name not in Side.__members__ or not number.isdigit() or int(number) > 10:
        return toast(turn, "engine.unknown_button")
    return _noted(turn, region, Side(side_name), float(number))


def _noted(turn: Turn, region: Region, side: Side, score: float) -> Reply:
    what = default_kind(region)
    when = when_told(turn, region, side)
    entries = (diary.Felt(at=turn.now, day=turn.today, region=region, side=side, score=score, what=what, when=when),)
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    outs = noted(turn, entries, (Sore(region, side, score, what),), card="pain")
    shown, sent = day.again(then(turn, entries))
    later = later_of(turn.prompt.data) if turn.prompt is not None else ()
    asked = (how_much(turn, *later[0], later=later[1:], fresh=True),) if later else ()
    return Reply(outs=(*outs, *shown, *asked), entries=(*entries, *sent), close=close)


async def site(turn: Turn) -> Reply:
    """The finer place, which the region's list depends on (2.3)."""
    name, side_name, chosen = [*turn.option.split(":"), "", ""][:3]
    region = _region(name)
    if region is None or side_name not in Side.__members__ or (chosen and chosen not in SITES.get(region, ())):
        return toast(turn, "engine.unknown_button")
    side = Side(side_name)
    part = turn.standing.parts.get(f"{region.value}:{side.each()[0].value}")
    last = part.felt[-1] if part is not None and part.felt else None
    if not chosen or last is None or part is None:
        out = question(
            phrases.upper_first(phrases.region(turn.words, region)),
            (line(turn.words("site.careful")),),
            (),
            card=CARD,
        )
        return Reply(outs=(out,), close=_closing(turn))
    entry = diary.Felt(
        at=turn.now, day=turn.today, region=region, side=side, score=last.score, what=part.what, when="now", site=chosen
    )
    lines = [line(turn.words("site.noted", place=turn.words(f"site.{chosen}"))), *effect(turn, (entry,))]
    out = question(
        phrases.upper_first(phrases.part(turn.words, region, side)),
        lines,
        ((undo_button(turn),),),
        card=CARD,
    )
    return Reply(outs=(out,), entries=(entry,), close=_closing(turn))


async def typed_site(turn: Turn) -> Reply | None:
    """ "Front", "behind the kneecap", "can't say"."""
    if turn.prompt is None or turn.now - turn.prompt.opened > ANSWERED_WITHIN:
        return None
    region, side = _region(str(turn.prompt.data.get("region", ""))), turn.prompt.data.get("side")
    chosen = read_site(turn.text, SITES[region]) if region in SITES else None
    if region is None or chosen is None:
        return None
    reply = await site(replace(turn, option=f"{region.value}:{side}:{chosen}"))
    return replace(reply, outs=(replace(reply.outs[0], fresh=True), *reply.outs[1:]))


def _closing(turn: Turn) -> tuple[int, ...]:
    return (turn.prompt.id,) if turn.prompt is not None else ()


def _region(name: str) -> Region | None:
    return Region(name) if name in Region.__members__ else None


DIALOGUE = Dialogue(
    name="pain",
    commands={"pain": start},
    verbs={
        "hurts": hurts, "hurtside": hurt_side, "hurtscore": hurt_score, "site": site,
    },
    texts={"pain": typed, "site": typed_site},
)  # fmt: skip

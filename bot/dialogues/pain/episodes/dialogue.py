"""Going on with an open episode: gone, worse, a test on the way back, quiet holds, and what kind of pain it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import Button, Line, Rows, Style, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Reply, Turn
from bot.dialogues.pain import redflags
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.pain.questions import KIND_ROWS, after_pain, calm_notes, how_much, kind_question, noted, where
from bot.dialogues.pain.signs import card as sign_card
from bot.dialogues.pain.signs.card import SIGNS
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import (
    JUST_ASKED,
    athlete_of,
    before_noon,
    effect,
    question,
    say,
    then,
    toast,
    topic_prompt,
    undo_button,
    when_told,
)
from bot.dialogues.today import day, morning_questions
from bot.grammar import flags
from bot.grammar.anatomy import Named, parts_in
from bot.grammar.course import GoesOn, read_now
from bot.grammar.pain_words import read_kind
from bot.grammar.text import clean, tokens
from core import diary, episodes, returns
from core.body import Kind, Region, Side, default_kind
from core.diary import Entry, Sore
from core.pain import soreness
from core.standing import Part


def _asked(turn: Turn) -> tuple[Part, list[str]] | None:
    """The part that a button names, and what else its option says; None for one that is not known."""
    name, side, *rest = [*turn.option.split(":"), ""][:5]
    part = turn.standing.parts.get(f"{name}:{side}")
    return None if part is None else (part, [one for one in rest if one])


def _closing(turn: Turn) -> tuple[int, ...]:
    return (turn.prompt.id,) if turn.prompt is not None else ()


def _felt(turn: Turn, part: Part, score: float) -> diary.Felt:
    return diary.Felt(
        at=turn.now, day=turn.today, region=part.region, side=part.side, score=score, what=part.what,
        when=when_told(turn, part.region, part.side),
    )  # fmt: skip


def _told(turn: Turn, parts: Sequence[Part], entries: tuple[Entry, ...], *lines: Line) -> Reply:
    """What was noted, what it changes, today's card with it, and what is asked next."""
    title = phrases.upper_first(", ".join(phrases.part(turn.words, one.region, one.side) for one in parts))
    body = [*lines, *effect(turn, entries)]
    out = question(title, body, ((undo_button(turn),),), card="pain")
    shown, sent = day.again(then(turn, entries))
    return Reply(outs=(out, *shown), entries=(*entries, *sent), close=_closing(turn))


# --- gone, worse ---


async def gone(turn: Turn) -> Reply:
    """ "It's gone": noted as 0. What waits for its days or its test goes on waiting, and the answer says so."""
    asked = _asked(turn)
    return toast(turn, "engine.stale") if asked is None else _gone(turn, asked[:1])


def _gone(turn: Turn, parts: Sequence[Part]) -> Reply:
    entries = tuple(heard.fine(turn, one) for one in parts)
    after = then(turn, entries)
    where = {(one.region, one.side) for one in parts}
    left = [one for one in episode_card.open_episodes(after) if (one.region, one.side) in where]
    notes = calm_notes(after, entries)
    red = left and left[0].free is None and notes
    key = "episode.gone_said" if not left else "episode.gone_red" if red else "episode.gone_waits"
    return _told(turn, parts, entries, line(turn.words(key)), *(line(one) for one in notes))


async def worse(turn: Turn) -> Reply:
    asked = _asked(turn)
    return (
        toast(turn, "engine.stale") if asked is None else Reply(outs=(how_much(turn, asked[0].region, asked[0].side),))
    )


# --- the way back ---


async def back_try(turn: Turn) -> Reply:
    """How the test goes, in plain words; the number it asks for, and that it may wait."""
    asked = _asked(turn)
    if asked is None or not asked[1]:
        return toast(turn, "engine.stale")
    part, (code, *_) = asked
    words = turn.words
    if returns.next_test(turn.standing, part, turn.today) != code:
        return toast(turn, "back.not_now")
    key = f"{part.region.value}:{part.side.value}:{code}:"
    rows: Rows = (
        (Button(words("back.fine"), f"backtold.{key}y", Style.PRIMARY),),
        (Button(words("back.hurt"), f"backtold.{key}n"),),
        (Button(words("back.later"), f"backtold.{key}l"),),
    )
    name = phrases.part(words, part.region, part.side)
    lines = [line(words(f"back.{code}.how", part=name)), line(quiet(words("back.stop")))]
    keep = turn.prompt.id if turn.prompt is not None and turn.prompt.kind == "pain" else None
    ask = None if keep is not None else Ask("pain", {}, topic="pain", lasts=timedelta(days=2))
    return Reply(outs=(question(phrases.upper_first(name), lines, rows, ask, card="pain", keep=keep),))


async def back_told(turn: Turn) -> Reply:
    asked = _asked(turn)
    if asked is None or len(asked[1]) != 2:
        return toast(turn, "engine.stale")
    part, (code, said) = asked
    if said == "l":
        title = phrases.upper_first(phrases.part(turn.words, part.region, part.side))
        out = question(title, (line(turn.words("back.waits")),), (), card="pain")
        return Reply(outs=(out,), close=_closing(turn))
    if returns.next_test(turn.standing, part, turn.today) != code:
        return toast(turn, "engine.stale")
    what = returns.what(code, part.region, part.side)
    entry = diary.Agreed(at=turn.now, day=turn.today, what=what, region=part.region, yes=said == "y")
    return _told(turn, (part,), (entry,), line(turn.words("back.passed" if said == "y" else "back.failed")))


async def holds(turn: Turn) -> Reply:
    """Quiet holds while a part is red and down at 3 or less, agreed to by the runner (2.1)."""
    asked = _asked(turn)
    if asked is None:
        return toast(turn, "engine.stale")
    part = asked[0]
    able = any(
        one.isometrics for one in episode_card.open_episodes(turn) if (one.region, one.side) == (part.region, part.side)
    )
    if not able:
        return toast(turn, "back.not_now")
    entry = diary.Agreed(at=turn.now, day=turn.today, what="isometrics", region=part.region, yes=True)
    return _told(turn, (part,), (entry,), line(turn.words("episode.holds_said")))


async def bones(turn: Turn) -> Reply:
    asked = _asked(turn)
    if asked is None:
        return toast(turn, "engine.stale")
    part = asked[0]
    return Reply(outs=(sign_card.ask(turn, ((part.region, part.side),)),))


# --- what kind of pain it is ---


async def kind_pick(turn: Turn) -> Reply:
    """One of the five answers: kept on the card until "That's it"."""
    if turn.prompt is None or turn.prompt.kind != "kind":
        return toast(turn, "engine.stale")
    name, _, value = turn.option.partition(":")
    data = dict(turn.prompt.data)
    said = dict(data.get("said") or {})
    if name not in episodes.Described.__dataclass_fields__ or value not in ("y", "n"):
        return toast(turn, "engine.unknown_button")
    said[name] = value == "y"
    data["said"] = said
    region, side = Region(data["region"]), Side(data["side"])
    out = kind_question(turn, region, side, said, keep=turn.prompt.id)
    return Reply(outs=(out,), update={turn.prompt.id: data})


TYPED_WITHIN = timedelta(hours=1)
"""Later such words are about something else."""


async def kind_typed(turn: Turn) -> Reply | None:
    """ "One spot, not at rest": ticked on the card; with the last of the answers, or "not sure", it is complete."""
    if turn.prompt is None or turn.now - turn.prompt.opened > TYPED_WITHIN:
        return None
    told = read_kind(turn.text)
    if told is None:
        return None
    data = dict(turn.prompt.data)
    data["said"] = said = {**(data.get("said") or {}), **told}
    if told and any(name not in said for name, *_ in KIND_ROWS):
        out = kind_question(turn, Region(data["region"]), Side(data["side"]), said, keep=turn.prompt.id)
        return Reply(outs=(replace(out, fresh=True),), update={turn.prompt.id: data})
    reply = await kind_done(replace(turn, prompt=replace(turn.prompt, data=data)))
    return replace(reply, outs=(replace(reply.outs[0], fresh=True), *reply.outs[1:]))


async def kind_done(turn: Turn) -> Reply:
    """What the answers make of it: soreness stays soreness, everything else counts as a joint or a tendon (2.2)."""
    if turn.prompt is None or turn.prompt.kind != "kind":
        return toast(turn, "engine.stale")
    data: Mapping[str, Any] = turn.prompt.data
    region, side, score = Region(data["region"]), Side(data["side"]), float(data["score"])
    said = episodes.Described(**dict(data.get("said") or {}))
    if said.swollen:
        flag = next((flag for sign, flag in SIGNS.get(region, ()) if sign.startswith("swollen")), "hot_joint")
        return redflags.raise_flags(turn, ((flag, (region,), side),), close=_closing(turn))
    what = episodes.kind(region, said)
    entries: tuple[Entry, ...] = (
        diary.Asked(
            at=turn.now, day=turn.today, what=episodes.kind_asked(region, side), yes=what is Kind.muscle
        ),
    )  # fmt: skip
    words = turn.words
    title = phrases.upper_first(phrases.part(words, region, side))
    if what is Kind.muscle:
        out = question(title, (line(words("kind.muscle")),), (), card="pain")
        return Reply(outs=(out,), entries=entries, close=_closing(turn))
    entries = (
        diary.Felt(at=turn.now, day=turn.today, region=region, side=side, score=score, what=what, when="now"),
        *entries,
    )
    lines = [line(words("kind.careful")), *effect(turn, entries)]
    out = question(title, lines, ((undo_button(turn),),), card="pain")
    after = then(turn, entries)
    shown, sent = day.again(after)
    part = ((region, side),)
    more = (sign_card.ask(after, part),) if said.at_rest else after_pain(after, (Sore(region, side, score, what),))
    return Reply(outs=(out, *shown, *more), entries=(*entries, *sent), close=_closing(turn))


# --- typed ---

_SAID = re.compile(
    r"(?:(?:it|that|this|the pain|pain|everything|all)(?: pain)?(?: is| are|s| has| have| feels| felt)? )?"
    r"(?:now |all |completely |much |a |bit |lot |still )*"
    r"(gone|no longer hurts|stopped hurting|better|worse|hurts more|hurts less|not better|no better"
    r"|(?:(?:about|pretty much|roughly|exactly) )?the same|same|unchanged|no change|no different)"
    r"(?: (?:than|as|from) (?:yesterday|before)| now| again| today| this morning)*"
    r"(?: (?:on (?:the )?(?:stairs?|hills?|uphills?|downhills?)|when|while|going|walking|running|during) ?.{0,30})?"
)
_NO_PAIN = re.compile(
    r"(?:i |i've |ive |have |had |feel |felt |there |is |was |still |absolutely |all )*"
    r"(?:no (?:more )?pains?|pain ?free|nothing hurts?|does not hurt|doesnt hurt)"
    r"(?: any ?more| at all| now| today| this morning| anywhere)*"
)
_FINE = re.compile(
    r"it (?:(?:clicks|cracks|creaks|clicking|cracking) (?:a (?:bit|lot) )?but )?(?:is |are |feels |feel |it )*"
    r"(?:now |all |completely |totally |perfectly )*"
    r"(?:fine|ok|okay|good|great|alright|all right|does not hurt|doesnt hurt|do not hurt|dont hurt|did not hurt"
    r"|didnt hurt|not hurting|not sore|pain free)(?: any ?more| at all| now| again| today| this morning)*"
    r"(?: (?:and |they |it |do |does |has |have )*(?:never |no longer |not |dont |doesnt |stopped |no )+"
    r"(?:hurts?|hurting|pain)?(?: any ?more| at all| now| today)*)?"
)
"""Of a part that is named: "left knee is fine"; without one such words are about anything."""


async def listen(turn: Turn) -> Reply | None:
    """ "it's gone", "left achilles is worse": about the one episode that it can mean, whatever else is being asked."""
    if turn.athlete is None:
        return None
    if (goes_on := read_now(turn.text)) is not None:
        return _goes_on(turn, goes_on)
    words = [one.text.replace("'", "") for one in tokens(clean(turn.text)) if one.text not in tuple(".!,:;")]
    if not words or len(words) > 12:
        return None
    if _NO_PAIN.fullmatch(" ".join(words)):
        waiting = heard.resting_in(turn, Region)
        return _gone(turn, waiting) if waiting else None
    named = parts_in(words)
    about = _without_parts(words, named)
    match = _SAID.fullmatch(about)
    fine = bool(named) and _FINE.fullmatch(about) is not None
    if match is None and not fine:
        return None
    if not named and any(one.why == "illness" and one.holds(turn.today) for one in turn.standing.away):
        # "Better now" of somebody who is ill is about the illness.
        return None
    found = episode_card.open_episodes(turn)
    meant = [one for one in found if not named or _means(one, named[0].part.region, named[0].side)]
    over = match is None or match.group(1) in ("gone", "no longer hurts", "stopped hurting")
    if not meant and any(one.urgency is flags.Urgency.emergency for one in flags.find(turn.text)):
        # "Chest pain, gone now" of somebody who never told of it: that it went by makes it no less.
        return None
    if not meant and over:
        return (_not_sore(turn, named[0].part.region) or _nothing_open(turn, named[0])) if named else None
    if not meant:
        return None
    if len(meant) > 1 and not (over and named and named[0].side in (None, Side.both)):
        lines = (line(turn.words("episode.which")),)
        ask = Ask("pain", {}, topic="pain", lasts=timedelta(days=2))
        rows = episode_card.rows(turn, meant)
        which = question(turn.words("pain.title"), lines, rows, ask, card="pain")
        return Reply(outs=(replace(which, fresh=True),))
    told = [turn.standing.parts[f"{one.region.value}:{one.side.value}"] for one in meant]
    if over:
        return _gone(turn, told)
    part = told[0]
    return Reply(outs=(how_much(turn, part.region, part.side, fresh=True),))


def _goes_on(turn: Turn, told: GoesOn) -> Reply | None:
    """The number of a part that is not named: of the one that the morning's card asks about or that is open. While a
    session of today waits for its answer it may be of that.
    """
    today = turn.standing.on(turn.today)
    asked = topic_prompt(turn, "rating")
    to_rate = today is not None and today.started and today.effort is None
    if to_rate or (asked is not None and turn.now - asked.opened < JUST_ASKED):
        return None
    meant = morning_questions.about_parts(turn, athlete_of(turn)) if before_noon(turn) else []
    meant = meant or [(one.region, one.side) for one in episode_card.open_episodes(turn)]
    if not meant:
        return None
    if len(meant) > 1:
        return Reply(outs=(replace(where(turn, known=told.score), fresh=True),))
    region, side = meant[0]
    part = turn.standing.parts.get(f"{region.value}:{side.value}")
    sores = (Sore(region, side, told.score, default_kind(region) if part is None else part.what),)
    entries = heard.felt(turn, sores, told.morning)
    shown, sent = day.again(then(turn, entries))
    return Reply(outs=(*noted(turn, entries, sores), *shown), entries=(*entries, *sent))


def _without_parts(words: list[str], named: list[Named]) -> str:
    """The message with "it" for every part of the body in it."""
    if not named:
        return " ".join(words).replace("it s ", "it is ")
    inside = {n for one in named for n in range(one.start, one.end)}
    left = [one for n, one in enumerate(words) if n not in inside and one not in ("my", "the", "left", "right", "in")]
    return " ".join(["it", *left])


def _not_sore(turn: Turn, region: Region | None) -> Reply | None:
    """A muscle that was sore within the last days and is not any more."""
    aches = [one.region for one in soreness(turn.standing, turn.today) if one.region is region]
    if not aches:
        return None
    where = aches[0]
    entry = diary.Felt(
        at=turn.now, day=turn.today, region=where, side=Side.both, score=0.0, what=Kind.muscle, when="now"
    )
    title = phrases.upper_first(phrases.region(turn.words, where))
    lines = [line(turn.words("episode.sore_gone", part=title)), *effect(turn, (entry,))]
    shown, sent = day.again(then(turn, (entry,)))
    out = question(title, lines, ((undo_button(turn),),))
    return Reply(outs=(out, *shown), entries=(entry, *sent))


def _nothing_open(turn: Turn, named: Named) -> Reply | None:
    """A part that the coach is not minding: said kindly, and nothing is asked."""
    if named.part.region is None or topic_prompt(turn, "rating") is not None:
        # While a session is being answered it belongs to that.
        return None
    waiting = [one for one in turn.standing.stopping if named.part.region in one.regions]
    if waiting:
        # That it feels fine is good; what was a red flag waits for a professional's word all the same.
        title = phrases.upper_first(phrases.your_part(turn.words, named.part.region, named.side))
        lines = [line(turn.words("episode.flag_waits")), *episode_card.flags(turn)]
        rows = (episode_card.clear_buttons(turn),)
        return Reply(outs=(question(title, lines, rows if rows[0] else ()),))
    return say(turn, "episode.nothing_open", part=phrases.your_part(turn.words, named.part.region, named.side))


def _means(one: episodes.Episode, region: Region | None, side: Side | None) -> bool:
    return one.region is region and side in (None, one.side, Side.both)


DIALOGUE = Dialogue(
    name="episodes",
    verbs={
        "gone": gone, "worse": worse, "backtry": back_try, "backtold": back_told, "holds": holds, "bones": bones,
        "kindpick": kind_pick, "kinddone": kind_done,
    },
    texts={"kind": kind_typed},
    interrupts=(listen,),
)  # fmt: skip

"""Red flags: the plan stops for the place, the runner hears how soon to see whom; only their word clears it (2.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import BLANK, Button, Line, Rows, Tone, line, strong
from bot import phrases
from bot.dialogue import Dialogue, Prompt, Reply, Turn
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import effect_between, question, say, then, toast, undo_button, with_next
from bot.dialogues.shared.stated import parts
from bot.dialogues.today import day
from bot.grammar import flags
from bot.grammar.sign_answers import read
from bot.grammar.text import fold
from core import diary
from core.body import Region, Side
from core.diary import Entry
from core.running import TODAY, URGENT, waiting
from core.session import Status
from core.standing import EASING_FLAGS

ALL = "all"
"""Every open flag at once: one visit clears what it was about."""

Raised = tuple[str, tuple[Region, ...], Side]


def raise_flags(turn: Turn, raised: Sequence[Raised], close: tuple[int, ...] = (), more: Sequence[Entry] = ()) -> Reply:
    """Writes the flags, stops the plan for the place at once, and says what to do and how soon."""
    words = turn.words
    raised = sorted(raised, key=lambda one: URGENT.index(flags.URGENCY[one[0]].value))
    entries: list[Entry] = list(more)
    for name, regions, side in raised:
        urgency = flags.URGENCY[name].value
        entries.append(
            diary.Flagged(at=turn.now, day=turn.today, flag=name, urgency=urgency, regions=regions, side=side)
        )
    entries += _session(then(turn, entries))
    worst = flags.URGENCY[raised[0][0]].value
    names = phrases.listed(words, list(dict.fromkeys(words(f"flag.{name}") for name, _, _ in raised)))
    where = list(dict.fromkeys(region for _, regions, _ in raised for region in regions))
    easing = all(name in EASING_FLAGS for name, _, _ in raised)
    urgency = "easing" if easing else "soon_whole" if worst == "soon" and not where else worst
    # That running waits is said once, by whichever sentence says it best.
    no_runs = waiting(then(turn, entries).standing) and urgency != "next_day"
    urgency = "soon_seen" if no_runs and urgency == "soon" else urgency
    lines: list[Line] = [line(strong(words(f"urgency.{urgency}"))), line(words("flag.said", what=names))]
    if easing:
        lines.append(line(words("flag.easing")))
    elif where:
        named = phrases.listed(words, [phrases.region(words, one) for one in where])
        lines.append(line(words("flag.stopped_area", where=named)))
    else:
        lines.append(line(words("flag.stopped_all")))
    if no_runs:
        lines.append(line(words("flag.no_runs")))
    lines += [BLANK, line(words("flag.not_doctor"))]
    which = raised[0][0] if len({name for name, _, _ in raised}) == 1 else ALL
    rows: Rows = ((Button(words("flag.cleared"), f"cleared.{which}"),), (undo_button(turn),))
    after = then(turn, entries)
    body = lines if worst == "emergency" else with_next(after, lines, after.standing)
    out = question(words("flag.title"), body, rows, tone=Tone.ALERT)
    outs = [out]
    shown, sent = day.show(after, fresh=False) if turn.athlete is not None and _on_screen(turn) else ((), ())
    return Reply(outs=(*outs, *shown), entries=(*entries, *sent), close=close)


def _on_screen(turn: Turn) -> bool:
    """Whether a card of today stands that the flag changes."""
    past = turn.standing.on(turn.today)
    return past is not None and not past.done and past.status is not Status.SKIPPED


def _session(turn: Turn) -> tuple[Entry, ...]:
    """What becomes of today's session: one that was begun has stopped; one that was not is left out where the plan
    stops as a whole or a doctor comes first today, and else goes around the place.
    """
    past = turn.standing.on(turn.today)
    stopping = [one for one in turn.standing.stopping if one.day == turn.today]
    if past is None or past.done or past.status is Status.SKIPPED or not stopping:
        return ()
    if past.started:
        return (diary.Report(at=turn.now, day=turn.today, session=past.id, fraction=diary.CUT_SHORT, stopped="flag"),)
    if any(not one.regions or one.urgency in TODAY for one in stopping):
        return (diary.Skipped(at=turn.now, day=turn.today, session=past.id, reason="flag"),)
    return ()


async def interrupt(turn: Turn) -> Reply | None:
    """A red-flag phrase outranks everything else in the message."""
    found = _of_the_part_asked(turn) or flags.find(turn.text)
    if turn.athlete is None or not found:
        return None
    raised = [(one.name, one.regions, one.side) for one in found]
    more = heard.beside_flags(turn)
    return raise_flags(turn, raised, more=more)


_JUST_ASKED = timedelta(hours=1)


def _of_the_part_asked(turn: Turn) -> tuple[flags.Flag, ...]:
    """ "It is swollen", "limping a bit" right after a word about a knee is of that knee, where no other part is named;
    what an open question about signs can read is left to it.
    """
    if parts(turn.text) or (_open(turn, "signs") is not None and read(turn.text) is not None):
        return ()
    asked = _open(turn, "pain")
    region, side = (asked.data.get("region"), asked.data.get("side")) if asked is not None else (None, None)
    if region is None:
        gone = diary.taken_back(list(turn.recent))
        told = [one for one in turn.recent if isinstance(one, diary.Felt) and one.n not in gone]
        last = told[-1] if told and turn.now - told[-1].at <= _JUST_ASKED else None
        region, side = (last.region, last.side) if last is not None else (None, None)
    if region is None:
        return ()
    which = f"{side} " if side in (Side.left, Side.right) else ""
    return flags.find(f"{which}{region.replace('_', ' ')} 4, {turn.text}")


def _open(turn: Turn, kind: str) -> Prompt | None:
    return next((one for one in turn.prompts if one.kind == kind and turn.now - one.opened <= _JUST_ASKED), None)


_OK = r"gave (?:me )?(?:the|an?|their|his|her) (?:ok|okay|all|green|go)"
_CLEARED = re.compile(
    r"\b(?:cleared|all[- ]clear|got the ok|green light"
    rf"|(?:physio|doctor|doc|gp|professional|therapist)\w* (?:says?|said|agree[sd]?|is fine|{_OK}))\b"
)
_REFUSED = re.compile(
    r"\bnot\b|\b(?:no|never|avoid|without|stop)\b(?: \w+){0,2} "
    r"(?:run|jump|train|sport|impact|exercis|strength|lift|squat|load|activit)"
)
"""What a professional forbids; "no clot, cleared" is a yes."""


async def said_cleared(turn: Turn) -> Reply | None:
    """ "my physio cleared me", in whatever words: asked once more, as the button would."""
    waiting, said = turn.standing.flags, fold(turn.text)
    agreed = (_CLEARED.search(said) and _REFUSED.search(said) is None) or flags.clearance(turn.text)
    if turn.athlete is None or not waiting or not agreed:
        return None
    return await cleared(replace(turn, option=ALL if len(waiting) > 1 else waiting[0].flag))


async def cleared(turn: Turn) -> Reply:
    """The runner's own statement that a professional agreed: asked once more, then stored with its date (2.4)."""
    words = turn.words
    flag, _, sure = turn.option.partition(":")
    meant = [one.flag for one in turn.standing.flags if flag in (one.flag, ALL)]
    if not meant:
        return toast(turn, "flag.none_open")
    what = ", ".join(words(f"flag.{one}") for one in meant)
    if sure != "yes":
        rows = (
            (Button(words("flag.yes_agreed"), f"cleared.{flag}:yes"),),
            (Button(words("flag.not_yet"), "cleared.no"),),
        )
        return say(turn, "flag.confirm", rows, what=what)
    entries = tuple(diary.Cleared(at=turn.now, day=turn.today, flag=one) for one in meant)
    changed = effect_between(turn, turn.standing, then(turn, entries).standing)
    lines = [line(words("flag.is_cleared", what=what)), *changed]
    out = question(words("flag.title_cleared"), lines, ((undo_button(turn),),))
    return Reply(outs=(out,), entries=entries)


DIALOGUE = Dialogue(name="redflags", verbs={"cleared": cleared}, interrupts=(interrupt, said_cleared))

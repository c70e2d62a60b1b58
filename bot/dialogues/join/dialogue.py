"""Joining: from /start to a first session in at most ten inputs. Dropped at any point, it goes on from there, and a
day later it asks once whether it may.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import BLANK, Button, Called, Card, Line, Located, Rows, Said, Tone, line, strong
from bot import due, phrases
from bot.cards.session import session_card
from bot.dialogue import Ask, Dialogue, Later, Out, Prompt, Reply, Turn
from bot.dialogues.doors import link, seen
from bot.dialogues.join import steps
from bot.dialogues.join.draft import CLEAR, LIST, PREVIEW, Draft
from bot.dialogues.join.frame import VERB
from bot.dialogues.join.short import short
from bot.dialogues.join.typed import take, take_place
from bot.dialogues.pain import questions
from bot.dialogues.shared import about, forms
from bot.dialogues.shared.common import say, then, toast
from bot.dialogues.today import dialogue as today
from bot.grammar import conditions, flags, strength_days, whose
from bot.grammar.asking import asks
from bot.grammar.days import weekday
from bot.grammar.text import plain
from bot.words import Words
from core import diary, planner
from core.athlete import Athlete, RunKind
from core.body import Side
from core.diary import Sore

KIND = "join"
CARD = "join"


async def start(turn: Turn) -> Reply:
    """/start: joins, goes on joining, or greets; with a code of another chat it opens this one for the same diary."""
    if (linked := await link.followed(turn)) is not None:
        return linked
    if turn.athlete is not None:
        reply = await today.today(turn)
        return replace(reply, outs=(say(turn, "join.again").outs[0], *reply.outs))
    prompt = next((one for one in turn.prompts if one.kind == KIND), None)
    draft = _draft(prompt, turn)
    if prompt is None or draft is None:
        return await _only_looking(turn) or _begin(turn)
    return Reply(outs=(_out(turn, draft, prompt.id, [_resumed(turn)], fresh=True),), later=_asked_again(turn, draft))


async def _only_looking(turn: Turn) -> Reply | None:
    """A person who only looks at others is not asked about their own health until they wish to train."""
    rows = await turn.shares.seen() if turn.shares is not None else ()
    wished = isinstance(turn.event, Called) and turn.event.command.lower() == "start"
    if not rows or wished or _red_flags(turn) is not None:
        return None
    names = ", ".join(seen.name(turn.words, one.label) for one in rows)
    return say(turn, "view.only", ((Button(turn.words("view.see"), "view"),),), names=names)


def _resumed(turn: Turn) -> str:
    """A command that needs a runner who joined is named, so that nobody thinks it was not heard."""
    event = turn.event
    if (
        isinstance(event, Called)
        and event.command.lower() in turn.facts.get("commands", ())
        and event.command != "start"
    ):
        return turn.words("join.first", command=event.command.lower())
    return turn.words("join.resumed")


def _begin(turn: Turn) -> Reply:
    """The first question; what was typed instead of /start is taken as far as it says something."""
    draft = Draft(Athlete(language=turn.words.language))
    notes: list[str] = []
    if isinstance(turn.event, Said):
        red = _red_flags(turn)
        if red is not None:
            return red
        heard = take(turn.words, draft, turn.text, turn.today, turn.now)
        if heard.understood:
            draft, notes = heard.draft, heard.notes
    card = _card(turn, draft, notes, first=True)
    out = Out(card, ask=Ask(KIND, draft.to_json(), text=True, topic=KIND), card=CARD, fresh=True)
    return Reply(outs=(out,), later=_asked_again(turn, draft))


def _draft(prompt: Prompt | None, turn: Turn) -> Draft | None:
    if prompt is None or prompt.kind != KIND:
        return None
    try:
        return Draft.from_json(prompt.data)
    except (KeyError, ValueError, TypeError):
        # Begun under an older version: the few answers are asked again.
        return Draft(Athlete(language=turn.words.language))


def _out(turn: Turn, draft: Draft, keep: int, notes: Sequence[str] = (), *, fresh: bool = False) -> Out:
    again = fresh and bool(notes) and isinstance(turn.event, Said)
    return Out(_card(turn, draft, notes, again=again), keep=keep, card=CARD, fresh=fresh)


def _card(turn: Turn, draft: Draft, notes: Sequence[str], *, first: bool = False, again: bool = False) -> Card:
    card = steps.card(turn.words, draft, turn.now, notes, first=first, again=again)
    return card if draft.step == "health" else forms.writing(card, turn.words)


def _on(turn: Turn, draft: Draft, notes: Sequence[str] = (), *, fresh: bool = False) -> Reply:
    """The draft as it is now, kept and shown: in place after a press, below what was typed otherwise."""
    number = _number(turn)
    draft = draft.aged(_today(turn, draft))
    if draft.step == "health" and not draft.sub and "health" not in draft.told and draft.athlete.screened:
        draft = replace(draft, sub=CLEAR) if draft.waits_for else draft.onward()
    out = _out(turn, draft, number, notes, fresh=fresh)
    return Reply(outs=(out,), update={number: draft.to_json()}, later=_asked_again(turn, draft))


def _number(turn: Turn) -> int:
    """The question's row: an answer always has one."""
    if turn.prompt is None:
        raise ValueError("joining is answered on its question")
    return turn.prompt.id


def _today(turn: Turn, draft: Draft) -> date:
    return due.local_date(draft.athlete.zone, turn.now)


# --- left open ------------------------------------------------------------------------------------------------------

OVERNIGHT = timedelta(hours=6)


def _asked_again(turn: Turn, draft: Draft) -> tuple[Later, ...]:
    """At the same hour tomorrow; with the week laid out, on the morning that it would begin with. Anyone who answered
    nothing is left alone.
    """
    if not draft.told:
        return ()
    at = turn.now + due.DAY
    if draft.step == PREVIEW:
        at = due.next_due(draft.athlete.zone, due.rule((draft.athlete.morning,) * 7), turn.now + OVERNIGHT).at
    return (Later(KIND, at, at + due.DAY, key=KIND),)


async def waits(turn: Turn) -> Reply:
    """The question that was left, once; nobody with an open red flag is asked."""
    prompt = next((one for one in turn.prompts if one.kind == KIND), None)
    draft = _draft(prompt, turn)
    if prompt is None or draft is None or turn.athlete is not None or turn.standing.flags:
        return Reply()
    note = turn.words("join.waits.week" if draft.step == PREVIEW else "join.waits")
    return Reply(outs=(_out(turn, draft, prompt.id, [note], fresh=True),))


# --- presses ---------------------------------------------------------------------------------------------------------


async def press(turn: Turn) -> Reply:
    draft = _draft(turn.prompt, turn)
    if draft is None:
        return await start(turn)
    step, _, what = turn.option.partition(".")
    if step != draft.step:
        # The second tap of a double tap, or an older card: the open question stands.
        reply = _on(turn, draft)
        return replace(reply, outs=(*reply.outs, *toast(turn, "join.passed").outs))
    if (step, what) == (PREVIEW, "accept"):
        return await _accept(turn, draft)
    return _on(turn, steps.press(draft, what))


async def write(turn: Turn) -> Reply:
    """Where no form opens, the answer is just typed."""
    return toast(turn, "join.type_hint")


async def stale(turn: Turn) -> Reply:
    """A press on a card of joining after all is settled."""
    return toast(turn, "join.already") if turn.athlete is not None else await start(turn)


# --- typed -----------------------------------------------------------------------------------------------------------


async def typed(turn: Turn) -> Reply | None:
    draft = _draft(turn.prompt, turn)
    if draft is None:
        return None
    if isinstance(turn.event, Located):
        placed = take_place(turn.words, draft, turn.event)
        return _on(turn, placed.draft, placed.notes, fresh=True)
    past = conditions.history(turn.text, turn.today) if draft.step == "health" else ()
    if past and {one.name for one in flags.find(turn.text)} <= HEALED:
        ticked = tuple(one for one in forms.SCREEN if one in {*draft.athlete.screen_yes, *past})
        draft = _with_the_rest(turn, replace(draft.having(screen_yes=ticked), sub=LIST))
        return _on(turn, draft, fresh=True)
    red = _red_flags(turn)
    if red is not None:
        return red
    known = short(draft, plain(turn.text))
    if known == "accept":
        return await _accept(turn, draft)
    if isinstance(known, Draft):
        ticking = draft.step == "health" and known.athlete.screen_yes != draft.athlete.screen_yes
        return _on(turn, _with_the_rest(turn, known) if ticking else known, fresh=True)
    second = _SECOND.sub("", turn.text)
    if second != turn.text and (reply := await _second_thought(turn, draft, second)) is not None:
        return reply
    answer = _question(turn, draft)
    if answer is not None:
        return _on(turn, draft, [answer], fresh=True)
    # A place may have to be looked for in a large file.
    heard = await asyncio.to_thread(take, turn.words, draft, turn.text, _today(turn, draft), turn.now)
    if draft.step == "health" and not heard.understood:
        return _on(turn, draft, [turn.words("join.health.typed")], fresh=True)
    return _on(turn, heard.draft, heard.notes, fresh=True)


def _with_the_rest(turn: Turn, draft: Draft) -> Draft:
    """What stands beside a condition: "I am 76, heart bypass in 2015"."""
    rest = conditions.beside(turn.text)
    return take(turn.words, draft, rest, _today(turn, draft), turn.now).draft if rest else draft


_SECOND = re.compile(
    r"^\W*(?:(?:no|oh|ah|ok|and|but)[\s,.:;-]+)*(?:(?:wait|sorry|actually|hmm+|hang on|hold on|scratch that"
    r"|correction|oops"
    r"|i (?:mean|meant)|(?:no )?make (?:that|it)|better|rather)\b[\s,.:;-]*)+",
    re.IGNORECASE,
)
"""What somebody begins with who puts right what they said before."""
_DAY_FOR_DAY = re.compile(
    r"(?:on )?(?P<new>[a-z]{2,9})(?:s|day)?,? (?:and )?(?:not|instead of|rather than) (?:on )?(?P<old>[a-z]{2,9})",
    re.IGNORECASE,
)


async def _second_thought(turn: Turn, draft: Draft, said: str) -> Reply | None:
    """ "No wait, Tuesday not Monday", "make that 3 days": of the open question, else of the one before it."""
    words, today = turn.words, _today(turn, draft)
    if (swap := _DAY_FOR_DAY.fullmatch(plain(said))) is not None:
        new, old = weekday(swap["new"]), weekday(swap["old"])
        runs = list(draft.athlete.runs)
        if new is None or old is None or runs[old].kind is RunKind.REST:
            return None
        runs[new], runs[old] = runs[old], runs[new]
        changed = draft.having(runs=tuple(runs))
        return _on(turn, changed, [words("join.noted.runs", text=forms.runs_text(words, changed.athlete))], fresh=True)
    told = strength_days.read_all(said, asked=True)
    if draft.step != "place" or (told.days, told.minutes) == (None, None):
        # "Make that 1 day" is no town.
        heard = await asyncio.to_thread(take, words, draft, said, today, turn.now)
        if heard.understood:
            return _on(turn, heard.draft, heard.notes, fresh=True)
    before = draft.back()
    again = await asyncio.to_thread(take, words, before, said, today, turn.now)
    if not again.understood or before.step == "health":
        return None
    here = replace(again.draft, step=draft.step, sub=draft.sub, told=draft.told)
    return _on(turn, here, again.notes, fresh=True)


HEALED = frozenset(("bone_stress", "fracture", "pop"))
"""Signs that a health question asks the past for, and that are none of today then."""


def _question(turn: Turn, draft: Draft) -> str | None:
    """What a question or the bare name of a command is answered with: neither tells anything of the runner."""
    said = plain(turn.text).rstrip("?")
    if _WHY_ASKED.fullmatch(said):
        return turn.words("join.question.why")
    if said in turn.facts.get("commands", ()):
        return turn.words("join.resumed") if said == "start" else turn.words("join.first", command=said)
    if (key := about.asked(turn.text)) is not None:
        return turn.words(key)
    wish = draft.step == "health" or _WISH.match(said) is not None
    return turn.words("join.question") if asks(turn.text) and not wish else None


_WHY_ASKED = re.compile(
    r"(?:but )?(?:why|what for)(?: (?:do|are|would|must|should) (?:you|i)\b.*| is (?:that|this|it)\b.*)?"
)
_WISH = re.compile(r"(?:can|could|may|would|is)\b")
"""A wish in the shape of a question ("can you send it at 6?"), and what the health questions are asked with."""


def _red_flags(turn: Turn) -> Reply | None:
    """What is urgent outranks joining: written down at once, with where to go."""
    found = flags.find(turn.text)
    if not found or whose.of_another(turn.text) or whose.long_over(turn.text):
        return None
    words = turn.words
    worst = found[0]
    names = ", ".join(dict.fromkeys(words(f"flag.{one.name}") for one in found))
    lines: list[Line] = [
        line(strong(words(f"urgency.{worst.urgency.value}"))),
        line(words("flag.said", what=names)),
        BLANK,
        line(words("flag.not_doctor")),
        line(words("join.flag")),
    ]
    entries = tuple(
        diary.Flagged(
            at=turn.now, day=turn.today, flag=one.name, urgency=one.urgency.value, regions=one.regions, side=one.side
        )
        for one in found
    )
    return Reply(outs=(Out(Card(words("flag.title"), tuple(lines), tone=Tone.ALERT)),), entries=entries)


# --- accepted --------------------------------------------------------------------------------------------------------


async def _accept(turn: Turn, draft: Draft) -> Reply:
    """The profile and the first entries; then today's session, or when the first one comes."""
    words, day = turn.words, _today(turn, draft)
    athlete = draft.finished(words.language)
    local = turn.now.astimezone(due.zone_of(athlete.zone)).time()
    late = local >= steps.EVENING
    entries = draft.entries(athlete, turn.now, day, day + timedelta(days=late))
    after = then(replace(turn, athlete=athlete, today=day, prompt=None, prompts=()), entries)
    lines = [line(one) for one in words("join.done.lines").split("\n")]
    plan = planner.plan_day(athlete, after.standing, day)
    base = Reply(entries=entries, athlete=athlete, close=(_number(turn),))
    if plan.session is not None:
        first = await today.today(after)
        done = Out(Card(words("join.done.title"), tuple(lines), rows=_tests(words)), card=CARD)
        outs = (done, *first.outs, *_about_pain(after, draft))
        return replace(base, outs=outs, entries=(*entries, *first.entries), later=first.later)
    outs = (*_first_later(after, athlete, lines), *_about_pain(after, draft))
    return replace(base, outs=outs)


def _tests(words: Words) -> Rows:
    return ((Button(words("test.button.join"), "test"),),)


def _about_pain(turn: Turn, draft: Draft) -> tuple[Out, ...]:
    """The questions that painful places ask for (rulebook 2.4)."""
    told = [
        Sore(one.region, one.side or Side.both, one.score, one.kind) for one in draft.hurts if one.score is not None
    ]
    return questions.after_pain(turn, told)


def _first_later(turn: Turn, athlete: Athlete, lines: Sequence[Line]) -> tuple[Out, ...]:
    """The first session lies ahead: which, when, and what it will look like."""
    words = turn.words
    coming = planner.horizon(athlete, turn.standing, turn.today + timedelta(days=1), 9)
    session = next((one.session for one in coming if one.session is not None), None)
    if session is None:
        return (Out(Card(words("join.done.title"), tuple(lines), rows=_tests(words)), card=CARD),)
    said = words(
        "join.done.rest",
        kind=phrases.kind(words, session.kind),
        day=phrases.near_day(words, session.day, turn.today),
        minutes=session.minutes,
        time=phrases.clock(athlete.morning_on(session.day.weekday())),
    )
    done = Out(Card(words("join.done.title"), (line(strong(said)), BLANK, *lines), rows=_tests(words)), card=CARD)
    preview = session_card(words, athlete, turn.standing, session)
    return done, Out(replace(preview, data=None))


DIALOGUE = Dialogue(
    name="join",
    commands={"start": start},
    verbs={VERB: press, forms.WRITE: write},
    texts={KIND: typed},
    due={KIND: waits},
    before_joining=frozenset({"start", VERB, forms.WRITE, KIND}),
    stale={VERB: stale},
)

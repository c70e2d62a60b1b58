"""What is said beside training: "no time today", "not done yet", "same as last time", "headache", "what's tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Said, Text
from bot import phrases
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.dialogues import skip, today
from bot.dialogues.common import athlete_of, next_line, rateable, say, topic_prompt
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.rating.card import result
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.stated import plain
from bot.dialogues.week import moving
from bot.grammar import flags
from bot.grammar.days import weekday
from bot.schedule import due
from core import diary, planner
from core.session import Kind, Status
from core.standing import Past

Answer = Callable[[Turn, "re.Match[str]"], Awaitable[Reply | None]]


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open: an answer about a session would be made of it."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    return await _answered(turn, _BEFORE)


async def listen(turn: Turn) -> Reply | None:
    if turn.athlete is None:
        return None
    if turn.text.strip() and not any(one.isalnum() for one in turn.text):
        return say(turn, "aside.signs")
    return await _answered(turn, _AFTER)


async def _answered(turn: Turn, table: Sequence[tuple[re.Pattern[str], Answer]]) -> Reply | None:
    said = plain(turn.text).rstrip("?").strip()
    for pattern, answer in table:
        match = pattern.fullmatch(said) if len(said) <= 80 else None
        reply = await answer(turn, match) if match is not None else None
        if reply is not None:
            return reply
    return None


def _waiting(turn: Turn) -> Past | None:
    """Today's session, if it was sent and nothing came of it so far."""
    past = turn.standing.on(turn.today)
    waits = past is not None and not past.done and past.effort is None and past.status is not Status.SKIPPED
    return past if waits else None


# --- not now ---------------------------------------------------------------------------------------------------------


async def _not_yet(turn: Turn, match: re.Match[str]) -> Reply | None:
    asked = any(one.kind == "rating" for one in turn.prompts)
    if _waiting(turn) is None or (match[0] == "not yet" and not asked):
        # Bare, it may answer another question that is open.
        return None
    athlete = athlete_of(turn)
    asks = due.at_local(athlete.zone, turn.today, athlete.evening) > turn.now
    return say(turn, "aside.not_yet" if asks else "aside.not_yet_late", time=phrases.clock(athlete.evening))


async def _no_time(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Ten minutes are better than none; moving and skipping stand beside them."""
    past = _waiting(turn)
    if past is None or past.started:
        return None
    rows = [Button(turn.words("button.min", n=n), f"short.{n}") for n in (10, 20)] if past.kind.strength else []
    rows += [Button(turn.words("button.move"), "move"), Button(turn.words("button.skip"), "skip")]
    return say(turn, "aside.no_time" if past.kind.strength else "aside.no_time_light", rows=(tuple(rows),))


async def _rather_not(turn: Turn, match: re.Match[str]) -> Reply | None:
    if _waiting(turn) is None:
        return None
    reply = await skip.skip(_on_the_card(turn))
    return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))


async def _unwell(turn: Turn, match: re.Match[str]) -> Reply:
    """A bad head or stomach says nothing of a session; what can be done about it is offered."""
    if _waiting(turn) is None:
        return say(turn, "aside.unwell_free")
    names = (("aside.unwell.short", "short.10"), ("button.move", "move"), ("aside.unwell.skip", "skipped.sick"))
    return say(turn, "aside.unwell", rows=(tuple(Button(turn.words(name), verb) for name, verb in names),))


def _on_the_card(turn: Turn) -> Turn:
    card = topic_prompt(turn, "today")
    ours = card is not None and card.data.get("day") == turn.today.isoformat()
    return replace(turn, text="", prompt=card if ours else None)


# --- a session of another day ----------------------------------------------------------------------------------------


async def _same(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Same as last time": the effort that the runner gave then."""
    past = rateable(turn)
    if past is None:
        return None
    told = [one for one in turn.standing.past if one.effort is not None and one.id != past.id and one.day <= past.day]
    day = _day_named(match["day"] or "")
    if day is not None:
        told = [one for one in told if one.day.weekday() == day]
    if match["day"] == "yesterday":
        told = [one for one in told if one.day == turn.today - timedelta(days=1)]
    alike = [one for one in told if one.kind is past.kind] if match["day"] in (None, "last time", "before") else told
    if not told or past.effort is not None:
        return say(turn, "aside.same_as_what")
    last = (alike or told)[-1]
    effort = phrases.number(last.effort or 0)
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, effort=last.effort)
    said = turn.words("aside.same", effort=effort, day=phrases.date_text(turn.words, last.day))
    return result(turn, past, (entry,), said=[said])


def _day_named(word: str) -> int | None:
    return weekday(word) if word.endswith("day") and word not in ("yesterday", "today") else None


def _of_day(turn: Turn, word: str) -> Past | None:
    day = _day_named(word)
    ago = 1 if day is None else (turn.today.weekday() - day) % 7 or 7
    found = turn.standing.on(turn.today - timedelta(days=ago))
    return found if found is not None and not found.done and found.effort is None else None


async def _missed(turn: Turn, match: re.Match[str]) -> Reply | None:
    past = _of_day(turn, match["day"])
    if past is None or past.status is Status.SKIPPED:
        return None
    return skip.skip_session(turn, past.id, "choice")


async def _was_done(turn: Turn, match: re.Match[str]) -> Reply | None:
    past = _of_day(turn, match["day"])
    if past is None:
        return None
    reply = await rating.rate(replace(turn, text="", prompt=None, option=past.id))
    return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))


# --- what comes ------------------------------------------------------------------------------------------------------


async def _next(turn: Turn, match: re.Match[str]) -> Reply:
    if any(one.rests and one.holds(turn.today) for one in turn.standing.away) or turn.standing.stopping:
        return await today.today(replace(turn, prompt=None))
    coming = next_line(turn)
    return Reply(outs=(Out(Text((coming,))),)) if coming is not None else await today.today(replace(turn, prompt=None))


async def _today(turn: Turn, match: re.Match[str]) -> Reply:
    reply = await today.today(replace(turn, text="", prompt=None))
    return replace(reply, outs=tuple(replace(one, fresh=True) if one.card else one for one in reply.outs))


async def _runs(turn: Turn, match: re.Match[str]) -> Reply:
    return await runs.runs(replace(turn, text="", prompt=None))


async def _mornings(turn: Turn, match: re.Match[str]) -> Reply:
    return await settings.settings(replace(turn, text="", prompt=None))


async def _move(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Move Friday's session to Saturday": the one of that day to the other."""
    wanted, to = weekday(match["day"].removesuffix("'s").removesuffix("s")), weekday(match["to"])
    if wanted is None or to is None:
        return None
    ahead = planner.horizon(athlete_of(turn), turn.standing, turn.today, 7)
    kind = next((one.session.kind for one in ahead if one.session is not None and one.day.weekday() == wanted), None)
    if kind not in (Kind.STRENGTH_A, Kind.STRENGTH_B):
        return await moving.move_day(replace(turn, prompt=None))
    day = turn.today + timedelta(days=(to - turn.today.weekday()) % 7)
    reply = await moving.move_to(replace(turn, option=f"{kind.value}:{day}", prompt=None))
    return replace(reply, outs=tuple(replace(one, fresh=True) if one.card else one for one in reply.outs))


async def _exchange(turn: Turn, match: re.Match[str]) -> Reply:
    return await moving.move_day(replace(turn, prompt=None))


def _say(key: str) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return say(turn, key)

    return answer


_HI = r"(?:(?:hi|hey|hello|ok|so|sorry|well|hmm?|coach),? )*"
_WHEN = (
    r" ?(?:(?:today|tonight|now|this (?:morning|evening|week)|again|yet|sorry|either|really|at all|i'm afraid|coach"
    r"),? ?)*"
)
_LATER = r"(?:later|tonight|this (?:evening|afternoon)|after work|at lunch|in the (?:evening|afternoon)|soon)"
_OF = r"(?P<day>yesterday|[a-z]+day)(?:'?s)?"
_DAY = r"(?:[a-z]{3,7}day(?:'?s)?|mon|tue|wed|thu|fri|sat|sun)"
_SESSION = r"(?: (?:session|one|workout|training|strength))?"
_NOT = r"(?:have not|haven'?t|did not|didn'?t|never)"
_DO_NOT = r"(?:do not|don'?t)"
_CANNOT = r"(?:can'?t|cannot)"
_HAVE = r"(?:have |got |there is |there's |i've got |there are )?"
_PLEASE = r"(?:(?:can|could) (?:i|you|we) |please |i'?d like to )*"
_HEAD = (
    r"(?:head ?aches?|migraine|stomach ?aches?|tummy ?aches?|upset stomach|bad stomach|nausea|nauseous|queasy"
    r"|hung ?over|hangover|sore throat|runny nose|period(?: (?:pains?|cramps?))?|menstrual cramps)"
)
_BEFORE: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            _HI,
            rf"(?:(?:i )?{_NOT} (?:done|do|started|start|trained|train)(?: it| that)? yet",
            r"|not (?:(?:done|finished|started|trained) )?(?:it )?yet|still (?:to (?:do|come)|have to|need to do it)",
            r"|(?:(?:i'?ll|i will|will|gonna|i'?m|am) )?(?:do|doing|train|training)(?: it| that)? ",
            rf"{_LATER}(?: instead)?|(?:rather |more like )?{_LATER} instead)",
            _WHEN,
            _not_yet,
        ),
        (
            _HI,
            rf"(?:(?:i )?{_HAVE}(?:no|not enough|zero|little) time(?: (?:for (?:it|this|training|that)))?",
            r"|(?:i'?m |way |far )*(?:too )?(?:busy|swamped|rushed)|(?:i )?(?:ran|run|running) out of time",
            r"|(?:the |my )?(?:gym|studio) is (?:closed|full|shut))",
            _WHEN,
            _no_time,
        ),
        (
            _HI,
            rf"(?:(?:i )?{_CANNOT} be (?:bothered|arsed)",
            r"|(?:i'?m |i am )?not (?:feeling|up for|in the mood for) (?:it|this|training)",
            rf"|(?:i )?{_DO_NOT} (?:feel like (?:it|training)|want to)|(?:no|zero) (?:motivation|energy|desire|mood)",
            r"|not in the mood|unmotivated|no way|not happening)",
            _WHEN,
            _rather_not,
        ),
        (
            _HI,
            r"(?:(?:i|i've|woke up|have|having|feel|feeling|got|with|a|an|my|some|bad|slight|terrible|bit|of|really",
            r"|so) )*",
            _HEAD,
            _WHEN,
            r"(?:,? ?(?:and )?(?:low|no|little) energy)?",
            _unwell,
        ),
        (
            _HI,
            r"(?:it was |about |pretty much |just )*(?:the )?same (?:as|like) (?:on |it was )?",
            rf"(?P<day>yesterday|last time|before|{_DAY})(?: please)?",
            _same,
        ),
        (_HI, r"(?:the )?same again(?P<day>)", _same),
        (
            _HI,
            rf"(?:i )?{_NOT} (?:do|done|did|make|made|manage|managed|train) ",
            rf"(?:the session )?(?:on )?{_OF}{_SESSION}(?: after all)?",
            _missed,
        ),
        (_HI, rf"(?:i )?(?:missed|skipped) {_OF} (?:session|one|workout|training)", _missed),
        (
            _HI,
            r"(?:i )?(?:did do|did|have done|done|trained|completed) (?:the session )?(?:on )?",
            rf"{_OF}{_SESSION}(?: (?:too|though|already|as planned))*",
            r"(?:,? (?:but )?(?:i )?(?:just )?(?:forgot|did not|didn'?t) (?:to )?",
            r"(?:tell|log|say|rate|report|write)(?: (?:it|you|that))*)?",
            _was_done,
        ),
        (
            _PLEASE,
            rf"(?:move|shift|postpone|push) (?:the )?(?P<day>{_DAY}){_SESSION}",
            rf" (?:to|till|until|on) (?P<to>{_DAY})(?: instead| please)*",
            _move,
        ),
    )
)
_AFTER: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            r"(?:when is|when'?s|what is|what'?s) (?:my |the )?next (?:session|workout|training|one|strength)",
            r"|(?:my )?next (?:session|workout)|what(?:'?s| is) (?:on |up |coming )*tomorrow|(?:and )?tomorrow",
            r"|when (?:do|should|will) (?:i|we) (?:train|start|begin|go on|continue)(?: again| next)*",
            _next,
        ),
        (
            _HI,
            r"(?:what (?:do|should|can) i do|what'?s (?:on|up|the plan)|is there (?:anything|something|a session)",
            r"|do i (?:have|train)(?: anything| something| a session)?|anything)",
            r"(?: on| for me| planned)*(?: today| now)*",
            _today,
        ),
        (
            r"how (?:far|much|many (?:km|kms|k|miles|kilometres)) (?:did|have|do) i (?:run|ran)",
            r"(?: (?:this|last) week| so far| already)*",
            r"|(?:my )?(?:weekly )?(?:mileage|kilometres|distance)(?: this week)?",
            _runs,
        ),
        (
            _PLEASE,
            rf"(?:swap|switch|exchange|flip|turn around) {_DAY} (?:and|with|for) {_DAY}(?: around| please)*",
            _exchange,
        ),
        (
            r"(?:un ?pause|resume|restart)(?: (?:the |my )?(?:mornings?|messages?|cards?|coaching|it all))*",
            _mornings,
        ),
        (
            _HI,
            rf"(?:i )?(?:{_HAVE}(?:no|without)|forgot|left|{_DO_NOT} have|only have|only got|just have",
            r"|(?:am |i'm )?at)",
            r"(?: (?:my|the|a|any))* (?:dumb?bells?|weights?|kettlebells?|kit|equipment|bands?|hotel|gym)",
            r"(?:,? (?:at (?:home|the (?:hotel|gym|office))|here|with me))*",
            _WHEN,
            _say("aside.kit_today"),
        ),
    )
)

DIALOGUE = Dialogue(name="asides", listens=(listen,), interrupts=(interrupt,))

"""What people type instead of tapping: "done", "swap the squat", "what is a dead bug", "move it to Friday"."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import Button, Said
from bot import phrases
from bot.dialogue import Dialogue, Handler, Reply, Turn
from bot.dialogues import explained, progress, questions, swap, today, weights
from bot.dialogues import help as helping
from bot.dialogues.common import prescribed_today, say, topic_prompt
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.stated import parts, plain
from bot.dialogues.undo import dialogue as taking
from bot.dialogues.week import moving
from bot.grammar import flags
from bot.grammar.days import weekday
from bot.grammar.exercise_names import names
from bot.grammar.time_left import TimeLeft, read_time_left
from core.catalogue import catalogue
from core.session import Kind, Status

LONGEST = 80
"""Characters of a request; a longer text says something else."""


async def listen(turn: Turn) -> Reply | None:
    said = _said(turn)
    if said is None:
        return None
    spare = read_time_left(turn.text)
    if spare is not None:
        return await _short(turn, spare)
    return await _answered(turn, said, _ASKED) or explained.exercise(turn, said)


async def interrupt(turn: Turn) -> Reply | None:
    """What is plain enough to come before an open question, which would take it for something else."""
    said = _said(turn)
    if said is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    return await _answered(turn, said, _PLAINLY)


def _said(turn: Turn) -> str | None:
    said = plain(turn.text).rstrip("?").strip()
    return said if turn.athlete is not None and said and len(said) <= LONGEST else None


async def _answered(turn: Turn, said: str, table: Sequence[tuple[re.Pattern[str], Answer]]) -> Reply | None:
    for pattern, answer in table:
        match = pattern.fullmatch(said)
        reply = await answer(turn, match) if match is not None else None
        if reply is not None:
            return reply
    return None


def _on_the_card(turn: Turn) -> Turn:
    """The same as if it had been pressed on today's card."""
    open_card = topic_prompt(turn, "today")
    ours = open_card is not None and open_card.data.get("day") == turn.today.isoformat()
    return replace(turn, text="", prompt=open_card if ours else None)


def _below(reply: Reply) -> Reply:
    """What was typed is answered below it, not further up."""
    outs = tuple(replace(one, fresh=True) if at == 0 and one.card else one for at, one in enumerate(reply.outs))
    return replace(reply, outs=outs)


Answer = Callable[[Turn, "re.Match[str]"], Awaitable[Reply | None]]


def _pressing(handler: Handler, option: str = "") -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return _below(await handler(replace(_on_the_card(turn), option=option)))

    return answer


def _saying(key: str) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return say(turn, key)

    return answer


def _looking_back(last: bool) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return await progress.look_back(turn, last)

    return answer


async def _asking_weights(turn: Turn, match: re.Match[str]) -> Reply | None:
    return await weights.asked(turn)


async def _setting(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A page of the settings, or a new kit at once."""
    said = match["kit"] if "kit" in match.re.groupindex else None
    if said is not None:
        return settings.weights_told(replace(turn, prompt=None), said)
    page = _PAGES.get(match["page"])
    return None if page is None else await settings.settings(replace(turn, text=page, prompt=None))


_PAGES = {
    "runs": "runs", "run days": "runs", "running days": "runs", "kit": "kit", "equipment": "kit", "weights": "kit",
    "dumbbells": "kit", "strength days": "strength", "race": "race", "time": "mornings", "morning": "mornings",
    "mornings": "mornings", "units": "display", "time zone": "zone", "timezone": "zone", "evening": "evening",
}  # fmt: skip


async def _swap(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Which one goes, or at once what fits in the place of the one that was named."""
    session = prescribed_today(turn)
    work = [one.exercise for one in session.items if one.working_sets] if session is not None else []
    known = names({phrases.exercise(turn.words, one): one for one in work})
    wanted = (match["what"] or "").split()
    found = known.at(wanted, 0) or known.by_rare_word(wanted) if wanted else None
    if wanted and found is None:
        return await _leave_out(turn, match)
    card = _on_the_card(turn)
    if found is not None and len(found.ids) == 1:
        return _below(await swap.swap_out(replace(card, option=found.ids[0])))
    return _below(await swap.swap(card))


async def _move(turn: Turn, match: re.Match[str]) -> Reply | None:
    """To the day that was named, else which day it may be."""
    past = turn.standing.on(turn.today)
    to = _day(turn, match["when"] or "")
    if to is not None and past is not None and not past.done and past.kind in (Kind.STRENGTH_A, Kind.STRENGTH_B):
        return _below(await moving.move_to(replace(turn, option=f"{past.kind.value}:{to}", prompt=None)))
    return _below(await moving.move(replace(turn, prompt=None)))


def _day(turn: Turn, text: str) -> date | None:
    if text == "tomorrow":
        return turn.today + timedelta(days=1)
    number = weekday(text) if text else None
    return None if number is None else turn.today + timedelta(days=(number - turn.today.weekday()) % 7 or 7)


async def _short(turn: Turn, spare: TimeLeft) -> Reply:
    """Today's session within the time, or why that is not to be had; time alone never says that it was done."""
    session, past, minutes = prescribed_today(turn), turn.standing.on(turn.today), spare.minutes
    if session is None or past is None or past.status is Status.SKIPPED:
        return say(turn, "spoken.short.none")
    if past.started or past.done:
        return say(turn, "spoken.short.begun")
    if minutes is None:
        buttons = (Button(turn.words("button.min", n=one), f"short.{one}") for one in SHORTER)
        return say(turn, "spoken.short.how_long", rows=(tuple(buttons),), minutes=session.minutes)
    if minutes >= session.minutes:
        return say(turn, "spoken.short.fits", minutes=session.minutes)
    if not session.kind.strength:
        kind = phrases.kind(turn.words, session.kind)
        return say(turn, "spoken.short.light", kind=kind, minutes=session.minutes)
    fitting = max((one for one in SHORTER if one <= minutes), default=SHORTER[0])
    return _below(await today.short(replace(_on_the_card(turn), option=str(fitting))))


SHORTER = (10, 20, 30)
"""Minutes that a session can be cut to."""


async def _rate(turn: Turn, match: re.Match[str]) -> Reply | None:
    return _below(await rating.rate(replace(_on_the_card(turn), option="")))


async def _leave_out(turn: Turn, match: re.Match[str]) -> Reply | None:
    """An exercise that somebody would rather not do is swapped, with no reason asked."""
    session = prescribed_today(turn)
    work = [one.exercise for one in session.items if one.working_sets] if session is not None else []
    wanted = match["what"].split()
    known = names({phrases.exercise(turn.words, one): one for one in work})
    found = known.at(wanted, 0) or known.by_rare_word(wanted)
    if found is not None and len(found.ids) == 1:
        return _below(await swap.swap_out(replace(_on_the_card(turn), option=found.ids[0])))
    everywhere = names({phrases.exercise(turn.words, one): one for one in catalogue().by_id}).at(wanted, 0)
    if everywhere is None or not everywhere.ids:
        return None
    return say(turn, "spoken.swap.not_today")


async def _where(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "It hurts when I go downstairs": where is asked."""
    if parts(turn.text) or flags.find(turn.text):
        return None
    return Reply(outs=(replace(questions.where(turn), fresh=True),))


_PLEASE = r"(?:can i |could i |can you |could you |please )*"
_DAY = r"(?:to |till |until |on )?(?P<when>tomorrow|[a-z]+day|mon|tue|wed|thu|fri|sat|sun)"
_ASKED: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            r"(?:i'?m |i am |all |just |session |workout |i've |i )*",
            r"(?:done|finished|did it|completed it|did the session)",
            r"(?: it| with it| now| today| for today| the session| the workout)*",
            _pressing(rating.rate),
        ),
        (r"(?:start|begin|let'?s go|let'?s start)(?: now| the session| training)?", _pressing(today.go)),
        (r"how to|how to do it|how do i do (?:it|this|that|them)", _pressing(today.how)),
        (
            r"(?:my |i (?:now )?have |i've got |new |the )*(?:new )?",
            r"(?P<kit>(?:kit|dumb?bb?ell?s?|kettlebells?|weights)\b(?: are| is|:)?(?:[ ,]+(?:and )?\d+(?:\.\d+)?){2,}",
            r" ?(?:lb|lbs|kg|kgs|pounds|kilos))",
            _setting,
        ),
        (
            r"(?:how (?:did|was|is|has)|how'?s) (?:my |this |the )*(?:training )?week"
            r"(?: (?:go|going|gone|been|so far|now))*"
            r"|how (?:did|is) (?:it|training) (?:go|going) this week|(?:show me )?(?:my|this) week"
            r"|how many sessions (?:did i do|have i done|i did)(?: this week)?"
            r"|(?:what did i do|did i do (?:enough|well|ok|okay)|how (?:did|am|was) i (?:do|doing)?)"
            r"(?: this| my| the) week(?: so far)?|(?:my |this )?week(?:ly)? (?:review|summary|in review|recap)"
            r"|(?:review|recap|summary) of (?:my|this|the) week",
            _looking_back(False),
        ),
        (
            r"(?:how (?:did|was) (?:my )?last week(?: go)?|what did i do last week|how did i do last week|last week)",
            _looking_back(True),
        ),
        (
            r"(?:how(?:'?s| is) my training(?: going)?"
            r"|how am i (?:doing|getting on|progressing)|how'?s it going|how is it going|am i (?:making progress"
            r"|improving|getting (?:stronger|better))|(?:show me |what is |what'?s )?my progress)"
            r"(?: so far| overall| now)*",
            _pressing(progress.progress),
        ),
        (
            r"(?:which|what|how much|how many) (?:size )?"
            r"(?:weights?|loads?|dumb?bells?|kettlebells?|kg|kgs|kilos|pounds|lbs?)(?: .*)?|how heavy(?: .*)?"
            r"|(?:what|how much) (?:should|do|can) i (?:lift|use|take)(?: .*)?|(?:can|should) i go up(?: in weight)?"
            r"|(?:should i use|is|are) \d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds)(?: .*)?"
            r"|(?:should|can|could|may|do) i (?:go|use|lift|take|need) (?:a |an )?"
            r"(?:more weight|heavier|lighter|less weight|bigger)(?: .*)?"
            r"|(?:the |my |this )?(?:weights?|loads?|dumb?bells?) (?:is|are|feels?|seems?)"
            r" (?:a (?:bit|little) |much |way |far )*too (?:light|heavy|easy)(?: .*)?",
            _asking_weights,
        ),
        (
            _PLEASE,
            r"(?:undo|revert|take back|take (?:it|that|this) back)",
            r"(?: it| that| this| the last(?: one| answer| thing)?| last)?",
            _pressing(taking.undo),
        ),
        (_PLEASE, r"(?:redo|put (?:it|that) back|undo the undo)(?: again| please)*", _pressing(taking.redo)),
        (_PLEASE, r"(?:change|edit|update|set) (?:the |my )?(?P<page>[a-z ]+)", _setting),
        (
            r"(?:.*\b)?(?:i was wrong|my mistake|(?:by|a) mistake|typo|oops|that'?s wrong"
            r"|i did ?n[o']?t mean (?:that|it|this)|not what i meant|i meant something else)(?:,? sorry)?",
            _saying("spoken.undo"),
        ),
        (_PLEASE, r"(?:swap|exchange|replace|change)(?: (?:out )?(?:the |a |my )?(?P<what>.+))?", _swap),
        (
            _PLEASE,
            r"(?:move|shift|postpone|reschedule)(?: it| this| that| today| the session)*",
            rf"(?: {_DAY})?(?: instead| please)*",
            _move,
        ),
        (_PLEASE, r"do (?:it|this|that|the session|today's session) ", _DAY, r"(?: instead| please)*", _move),
        (
            r"why(?: is| are)? (?:it|this|that|they|everything|the (?:session|plan|weights?|workout))"
            r"(?: is| are|'s)?(?: all| still| so| too| that| this| very| really)* (?:easy|light|little|short|boring)"
            r"(?: for me| today| now)*"
            r"|(?:i )?(?:want|would like|'d like|need|can i (?:have|get|do)|could i (?:have|get|do)|give me)"
            r"(?: some| a| something| more| to do)*"
            r" (?:harder|heavier|more difficult|challenging|tougher)"
            r"(?: exercises?| ones?| stuff| session| things?| work)*"
            r"|(?:can (?:you|we) )?make it (?:harder|heavier)"
            r"|(?:it'?s|this is|everything is|all|it is)(?: all| way| far)* too (?:easy|light) for me",
            _saying("spoken.harder"),
        ),
        (
            r"how (?:long|much) (?:should i |do i |to |shall i |must i )?(?:rest|pause|break)"
            r"(?: time)?(?: between(?: the)? (?:sets|exercises))?|(?:what'?s the )?rest between(?: the)? sets"
            r"|how long (?:are|is) the (?:rests?|breaks?|pauses?)",
            _saying("spoken.rest"),
        ),
        (
            r"why(?: is (?:it|this|strength|that))?(?: strength| gym)? (?:on|the same day as) (?:a |the |my )?"
            r"(?:track|hard|intervals?|interval|quality|speed|tempo|run|running|long run|easy)(?: run)? days?",
            _saying("spoken.why_run_day"),
        ),
        (
            r"why (?:is it |do i (?:do|have) )?(?:strength )?[ab] (?:and )?not (?:strength )?[ab](?: .+)?",
            _saying("spoken.why_a_b"),
        ),
        (
            r"(?:it|this|something|that) (?:hurts?|aches?|stings?|is (?:sore|painful))(?: .+)?",
            _where,
        ),
        (r"i (?:did train|trained|have trained|did my session)", _rate),
        (
            _PLEASE,
            r"(?:i (?:want|would like|'d like) to |i'?d rather )?(?:skip|leave out|drop|not do|avoid) (?:the |my )?"
            r"(?P<what>.+?)(?: (?:today|please|because|as|since|i'?m|im|i am|it'?s|its|i don'?t)\b.*)?",
            _leave_out,
        ),
        (
            r"help me|how does (?:this|it|that) work|what can (?:you|i) do|what do you do|who are you|commands|menu",
            r"|what are the commands|i need help",
            _pressing(helping.help_),
        ),
        (
            r"what now|now what|what'?s next|what is next|next|what'?s (?:today|on today|up|the plan)|the plan|my plan",
            r"|what (?:do|should) i do(?: now| today| next)?|am i still (?:in|on) (?:the|a) plan|show me today|workout",
            _pressing(today.today),
        ),
        (
            r"(?:hi|hello|hey|hiya|hallo|good (?:morning|evening|afternoon))(?: there| coach| sinew)*",
            _saying("spoken.hello"),
        ),
        (
            r"(?:many |ok |okay |great |cool )*(?:thanks|thank you|thx|ty|cheers)",
            r"(?: a lot| so much| coach| sinew| you)*",
            _saying("spoken.thanks"),
        ),
        (
            r"(?:ok|okay|cool|great|nice|got it|understood|alright|perfect|good|fine)(?: ok| then)*",
            _saying("spoken.fine"),
        ),
    )
)

_CANNOT = (
    r"(?:sorry,? |i |we )*(?:can'?t|cannot|can not|could not|couldn'?t|won'?t|not)(?: be able to)?"
    r"(?: make it| do it| do this| do the session| train| manage)*(?: today| now| this morning| tonight)*[ ,.;-]*"
)
_PLAINLY: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            rf"(?:{_CANNOT})?",
            r"(?:so |but |please |maybe |then |better |rather |let'?s |(?:can|could|may) (?:i|we|you) )*",
            r"(?:move|shift|postpone|reschedule|do|train|make)",
            r"(?: it| this| that| today| the session| today'?s session| my session| strength| the workout)* ",
            _DAY,
            r"(?: instead| please| then| rather)*",
            _move,
        ),
        (
            rf"{_CANNOT}(?:but |maybe |rather |better |can )*",
            _DAY,
            r"(?: instead| please| then| rather| works)+",
            _move,
        ),
    )
)
"""Heard before any question that is open."""

DIALOGUE = Dialogue(name="spoken", listens=(listen,), interrupts=(interrupt,))

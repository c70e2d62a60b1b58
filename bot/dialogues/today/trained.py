"""Several sessions told at once: "I did train" where silence was read as a gap, "did them all, easy, 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from adapters.messages import Said
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import before_noon, on_the_card, say
from bot.dialogues.today import dialogue as today
from bot.dialogues.today.day import replanned
from bot.grammar import flags
from bot.grammar.days import weekday
from bot.grammar.rating import understand
from bot.grammar.text import plain
from core import diary, reentry
from core.session import Kind, Status
from core.standing import Past

REMEMBERED = timedelta(weeks=4)
"""Sessions further back are not noted by one word [DC]."""

_BEFORE = (
    r"(?:yes|yeah|yep|but|no|well|hi|hey|hello|sorry|ok|(?:i )?(?:have |was |'ve )?been away|(?:i )?was away|[,.;!]| )*"
)
_DID = (
    r"(?:i |i've |ive |have |actually |still |also )*(?:did|done|trained|completed|finished|managed|made|got through)"
)
_EACH = r"(?:of |all |every |each |both |the |my |them |last |other |single |two |three |four |\d |planned )*"
_ALL = re.compile(
    rf"{_BEFORE}(?:{_DID} {_EACH}(?:sessions|workouts|trainings|strength days|both|all of (?:them|it all)|them all"
    rf"|every (?:single )?(?:session|workout|one)(?: of them)?)"
    rf"|all (?:the |my )?(?:sessions|workouts)(?: were| are)? (?:done|completed|finished))(?P<rest>(?:[ ,.;:(–-].*)?)"
)
_IN_GENERAL = re.compile(
    rf"{_BEFORE}i (?:did |have |actually |still )*(?:train|trained)(?: though| anyway| all the time| as planned)*"
    r"(?P<rest>(?:[ ,.;:(–-]+(?:all|each|every)\b.*)?)"
)
_BUT = re.compile(r"\b(?:except|but not|apart from|besides|without|only not|not)\b(?P<which>.*)")


async def listen(turn: Turn) -> Reply | None:
    """Heard before any question that is open, which would take it for one session."""
    said = plain(turn.text)
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    general, several = _IN_GENERAL.fullmatch(said), _ALL.fullmatch(said)
    silent = reentry.unheard(turn.standing, turn.today)
    if general is not None and several is None:
        return _typed(turn, silent, understand(general["rest"]).effort) if silent else None
    if several is None:
        return None
    done = _untold(turn, silent)
    left = _BUT.search(several["rest"])
    if left is not None:
        days = {number for word in left["which"].split() if (number := weekday(word.strip(",.;"))) is not None}
        if not days:
            return say(turn, "trained.which")
        done = [one for one in done if one.day.weekday() not in days]
    if not done:
        # What is said of all may be said of the one of today; in its morning it is not.
        return say(turn, "trained.none") if _to_come(turn) else None
    return _typed(turn, done, understand(several["rest"]).effort)


def _untold(turn: Turn, silent: Sequence[Past]) -> list[Past]:
    """The sessions before today without an answer: those since the last that has one, and those of a silent gap."""
    asked = [one for one in turn.standing.past if one.day < turn.today and one.kind not in (Kind.MOBILITY, Kind.MICRO)]
    last = max((one.day for one in asked if one.done or one.effort is not None), default=None)
    since = max(one for one in (last, turn.today - REMEMBERED) if one is not None)
    open_ = [one for one in asked if one.day > since and one.status not in (Status.SKIPPED, Status.MOVED)]
    return sorted({one.id: one for one in (*silent, *open_)}.values(), key=lambda one: one.day)


def _to_come(turn: Turn) -> bool:
    past = turn.standing.on(turn.today)
    return past is None or (before_noon(turn) and not (past.started or past.done))


def _typed(turn: Turn, done: Sequence[Past], effort: float | None) -> Reply:
    """What was typed is answered below it, not further up."""
    return _noted(on_the_card(turn), done, effort).below()


async def trained(turn: Turn) -> Reply:
    """Sessions without an answer were done all the same: nothing is known of how they felt, but there was no gap."""
    done = reentry.unheard(turn.standing, turn.today)
    if not done or (turn.prompt is not None and turn.prompt.data.get("day") != turn.today.isoformat()):
        return await today.today(turn)
    return _noted(turn, done, None)


def _noted(turn: Turn, done: Sequence[Past], effort: float | None) -> Reply:
    words = turn.words
    entries = tuple(diary.Report(at=turn.now, day=turn.today, session=one.id, effort=effort) for one in done)
    told = words("trained.unknown")
    if effort is not None:
        told = words.plural("trained.effort", len(done), effort=phrases.number(effort))
    notes = [words("trained.noted", days=_days(turn, done)), told]
    if reentry.unheard(turn.standing, turn.today):
        notes.append(words("trained.no_break"))
    return replanned(turn, entries, (" ".join(notes),))


def _days(turn: Turn, done: Sequence[Past]) -> str:
    dates = [phrases.date_text(turn.words, one.day) for one in done]
    if len(dates) <= NAMED:
        return ", ".join(dates)
    return turn.words("trained.many", n=len(dates), first=dates[0], last=dates[-1])


NAMED = 4
"""Days that are named one by one."""


DIALOGUE = Dialogue(
    name="trained", verbs={"trained": trained}, interrupts=(listen,), stale={"trained": today.stale}
)  # fmt: skip

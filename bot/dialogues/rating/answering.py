"""Typed answers: whatever reads like a rating, whether or not one was asked for; what is unclear is asked back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.messages import Button, line
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.away import leaving
from bot.dialogues.pain import questions
from bot.dialogues.rating import of_parts, used
from bot.dialogues.rating.card import card, fresh, result, score_card, unsore_entry
from bot.dialogues.shared import heard, loads
from bot.dialogues.shared.common import (
    JUST_ASKED,
    athlete_of,
    before_noon,
    question,
    rateable,
    say,
    text,
    then,
)
from bot.dialogues.shared.stated import parts
from bot.dialogues.today import morning_questions, readiness, skip, weights
from bot.dialogues.week import moving
from bot.grammar.asking import hurts
from bot.grammar.away import Leaving
from bot.grammar.course import read_now
from bot.grammar.problem import Problem, Trouble
from bot.grammar.rating import Understood, read_everything
from bot.grammar.readiness import read as read_readiness
from bot.grammar.text import clean, plain
from bot.grammar.time_left import read_time_left
from core import diary
from core.body import Region, Side
from core.catalogue import catalogue
from core.diary import Entry
from core.session import Status
from core.standing import MIDLINE, Past


async def listen(turn: Turn) -> Reply | None:
    """Any message that reads like a rating, whether or not one was asked for."""
    if turn.athlete is None or read_time_left(turn.text) is not None:
        # The time there is, and not how hard it was.
        return None
    if (right := used.put_right(turn)) is not None:
        return right
    about_the_morning = read_readiness(turn.text)
    if about_the_morning.said:
        taken = await readiness.take(turn, about_the_morning, listen)
        if taken is not None:
            return taken
    if (course := of_parts.course(turn)) is not None:
        return course
    if _CORRECTED.fullmatch(plain(turn.text)) and (several := _several_numbers(turn)):
        return several
    still = read_now(turn.text) if _STILL_SORE.match(turn.text) and not parts(turn.text) else None
    said = heard.read(turn) if still is None else Understood(general_soreness=still.score)
    if not said.says_something and not of_parts.asks_back(said):
        return None
    bare = replace(said, problems=(), leftovers=(), yesterday=False, weekday=None)
    if bare == Understood(unwell=True):
        # A cough says of no session that it was done.
        return None
    minutes_alone = said.minutes is not None and bare == Understood(minutes=said.minutes)
    if minutes_alone and not (_DONE.search(turn.text) or heard.of_a_part(said)):
        # Minutes alone ("make sessions 30 min") do not either.
        return None
    asked = turn.text.rstrip().endswith("?") and not any(one.isdigit() for one in turn.text)
    if (asked or _QUESTION.match(turn.text)) and not heard.of_a_part(said):
        # "How hard should it be?" and "what's week 3" say of no session how hard it was.
        return None
    of_something = heard.of_a_part(said) or said.items or said.skipped or said.as_planned
    if of_parts.DISTANCE.search(turn.text) and not of_something:
        # Of a run that could not be read no session is made.
        rated = said.effort is not None or of_parts.EFFORT.search(turn.text)
        return say(turn, "runs.unclear") if rated else None
    return await _ahead(turn, said) or _take(turn, said)


_STILL_SORE = re.compile(
    r"\W*(?:(?:i'?m|i am|it'?s|all|legs|muscles) )*still (?:a bit |quite |very |so )?(?:sore|stiff|aching)", re.I
)
_CORRECTED = re.compile(
    r"(?:(?:sorry|oops|no|typo|wait),? )*(?:i )?(?:meant|mean|should be|make (?:it|that)|it was) (?:an? )?(?:10"
    r"|\d)(?:[.,]5)?"
)


def _several_numbers(turn: Turn) -> Reply | None:
    """ "I meant 3" right after two numbers: which of them, nobody knows."""
    past, gone = rateable(turn), diary.taken_back(list(turn.recent))
    mine = [one for one in turn.recent if one.n not in gone and turn.now - one.at <= JUST_ASKED]
    last = next((one for one in reversed(mine) if isinstance(one, diary.Report | diary.Felt)), None)
    if not isinstance(last, diary.Report) or past is None or last.effort is None:
        return None
    told = [turn.words("heard.effort", effort=phrases.number(last.effort))]
    told += [turn.words("heard.soreness", score=phrases.number(last.general))] if last.general is not None else []
    told += [heard.sore(turn, one) for one in last.soreness or ()]
    return say(turn, "rate.which_number", told=phrases.listed(turn.words, told)) if len(told) > 1 else None


_DONE = re.compile(r"\b(?:did|done|trained|finished|managed|completed|took|lasted)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\s*(?:what(?! an?\b)|(?:what|how|when|where|who)'?s|how|why|when (?:do|should|can|is|will)|where|which|should"
    r"|can(?!'|not| barely| hardly)|could|is it|am i|does|do i)\b",
    re.IGNORECASE,
)


async def _ahead(turn: Turn, said: Understood) -> Reply | None:
    """ "No session tomorrow, birthday": what stands there may go elsewhere."""
    tomorrow = said.skipped and _TOMORROW.search(turn.text) is not None and _TODAY.search(turn.text) is None
    return await moving.away_from(turn, turn.today + timedelta(days=1)) if tomorrow else None


_TOMORROW = re.compile(r"\b(?:tomorrow|tmrw)\b", re.IGNORECASE)


def _take(turn: Turn, said: Understood) -> Reply:
    other = heard.not_in(turn, said) if not weights.only_weights(said) else None
    notes: list[str] = []
    if other is not None:
        not_in = turn.words("load_felt.not_in", name=phrases.exercise(turn.words, other))
        said = heard.without(turn, said, other)
        if said.effort is None and said.soreness is None and not (said.as_planned or said.items or said.loads_kg):
            return Reply(outs=(Out(text(turn, "rate.problem", problem=not_in)),))
        notes = [] if any(other in catalogue()[one].progress for one, _ in said.loads_kg) else [not_in]
    if weights.only_weights(said):
        whole = read_everything(clean(turn.text), athlete_of(turn).mass_unit)
        done = _AS_DONE.search(turn.text) is not None or (whole is not None and whole[2])
        return used.alone(turn, said, done=done)
    past = heard.meant(turn, said)
    if past is None:
        return _told(turn, past, said)
    said = heard.in_part(turn, past, said)
    of_which = loads.unnamed(turn, past, said)
    said, doubts = loads.believed(turn, past, said)
    notes = [*notes, *doubts, *([] if of_which is None else [of_which])]
    reply = _told(turn, past, said)
    return replace(reply, outs=(*reply.outs, *(Out(text(turn, "rate.problem", problem=one)) for one in notes)))


_AS_DONE = re.compile(
    r"\b(?:was|were|felt|did|used|lifted|took|managed|too|so|very|really|hard|tough|heavy|easy|light|fine|ok|okay|good"
    r"|brutal)\b",
    re.IGNORECASE,
)
"""Beside a weight: it was lifted, and says nothing of what could be lifted fifteen times."""


def _told(turn: Turn, past: Past | None, said: Understood) -> Reply:
    if said.skipped and past is not None and past.day != turn.today and _TODAY.search(turn.text):
        past = turn.standing.on(turn.today)
        if past is None:
            # An earlier one is not meant.
            ill = said.reason == "sick"
            return leaving.leave(turn, Leaving("illness", turn.today)) if ill else say(turn, "rate.none_today")
    if said.skipped and past is not None and past.day < turn.today and (past.done or past.effort is not None):
        # What was done is not left out by a word about another day.
        return say(turn, "rate.none_today")
    if said.skipped and past is not None:
        return _skipped(turn, past, said)
    fine = [one.about for one in said.problems if heard.said_fine(turn.text, one)]
    said = replace(said, problems=tuple(one for one in said.problems if not heard.said_fine(turn.text, one)))
    waits = past is None or (past.day == turn.today and not past.started and not past.done)
    if past is not None and not past.done and (unclear := _of_what(turn, past, said)) is not None:
        return unclear
    if past is not None and waits and (strange := _strange(turn, past, said)) is not None:
        return strange
    told = of_parts.number_of_a_part(turn, said) if waits or of_parts.of_the_part(turn.text) else None
    if told is not None:
        unsided = of_parts.without_side(turn, told)
        return of_parts.felt(turn, (told,), this_morning=of_parts.of_waking(turn.text), unsided=unsided)
    if waits and said.technique is not None and said.effort is None and heard.unscored(turn, said, turn.text):
        # "Ankle feels wobbly" is of the ankle, and of no technique.
        said = replace(said, technique=None)
    if said.problems and of_parts.asks_back(said):
        return _ask_back(turn, past, said)
    sores = said.soreness or ()
    alone = bool(sores) and said.effort is None and not said.as_planned and heard.only_parts(said)
    if alone and of_parts.of_waking(turn.text):
        return of_parts.felt(turn, sores, this_morning=True, unsided=said.unsided)
    if alone and of_parts.DURING.search(turn.text):
        return of_parts.felt_during(turn, past, sores, said.unsided)
    if past is None:
        if not sores:
            return say(turn, "rate.none_that_day" if said.yesterday or said.weekday is not None else "rate.nothing")
        return of_parts.felt(turn, sores, unsided=said.unsided)
    # A number for a part alone is of now, not of a session: one that was not begun, or one of another day.
    waiting = past.day == turn.today and not past.started and not past.done
    earlier = past.day < turn.today and not (said.yesterday or said.weekday is not None)
    if (waiting or earlier) and alone:
        return of_parts.felt(turn, sores, unsided=said.unsided)
    asked = turn.prompt is not None and turn.prompt.kind == "rating"
    unasked = not asked or (earlier and turn.prompt is not None and turn.now - turn.prompt.opened >= JUST_ASKED)
    of_no_session = unasked and (waiting or (earlier and not past.kind.strength and past.effort is None))
    if of_no_session and (score := _only_sore(said)):
        last = turn.standing.soreness_open(turn.today)
        if last is None:
            return Reply(outs=(replace(questions.where(turn, known=score), fresh=True),))
        entry = diary.Report(at=turn.now, day=turn.today, session=last.id, general=score)
        return result(turn, last, (entry,), said=heard.echo(turn, said))
    if of_no_session and _only_unsore(said):
        last = turn.standing.soreness_open(turn.today)
        if last is not None:
            # What was asked with the last answer is said a night later, and better known by then.
            return result(turn, last, (unsore_entry(turn, last),), said=heard.echo(turn, said))
        return say(turn, "rate.not_sore")
    if past.status is Status.SKIPPED:
        return of_parts.felt(turn, sores, unsided=said.unsided) if sores else say(turn, "rate.nothing")
    if alone and past.effort is not None:
        return of_parts.felt(turn, sores, unsided=said.unsided)
    calm = heard.resting_in(turn, (Region(one) for one in fine if one in Region.__members__))
    if fine and not calm and replace(said, leftovers=(), yesterday=False, weekday=None) == Understood():
        # "Knee ok" says of no session that it was done.
        return say(turn, "rate.not_sore" if waiting else "typed.fine")
    entries = (*heard.entries(turn, past, said), *(heard.fine(turn, one) for one in calm))
    return result(turn, past, entries, said=heard.echo(turn, said, past), unsided=said.unsided)


def _skipped(turn: Turn, past: Past, said: Understood) -> Reply:
    """Not done; what hurts and was the reason is noted, or asked for its number, in the same breath."""
    why = said.reason if said.reason in skip.SKIP_REASONS else "choice"
    sores = said.soreness or ()
    missing = heard.unscored(turn, said, turn.text)
    if why == "choice" and not (sores or missing) and hurts(turn.text.replace("back is out", "back hurts")):
        missing = [(one, Side.both if one in MIDLINE else side) for one, side in parts(turn.text)]
        why = "pain" if missing else why
    reply = skip.skip_session(turn, past.id, why, placed=why == "pain" and bool(sores or missing))
    after = then(turn, reply.entries)
    outs, entries = reply.outs, reply.entries
    if sores:
        felt = heard.felt(after, sores)
        outs, entries = (*outs, *questions.noted(after, felt, sores, unsided=said.unsided)), (*entries, *felt)
    if missing:
        outs = (*outs, questions.how_much(after, *missing[0], later=missing[1:], fresh=True))
    return replace(reply, outs=outs, entries=entries)


def _of_what(turn: Turn, past: Past, said: Understood) -> Reply | None:
    """A number alone on a morning whose card asks about a part: it may be of that, or of the session done early."""
    number = _ALONE.fullmatch(turn.text.strip())
    rating = turn.prompt is not None and turn.prompt.kind == "rating" and turn.now - turn.prompt.opened < JUST_ASKED
    if past.started and past.day == turn.today:
        return None
    if number is None or said.effort is None or rating or not before_noon(turn):
        return None
    asked = morning_questions.about_parts(turn, athlete_of(turn))
    if not asked:
        return None
    words, (region, side) = turn.words, asked[0]
    band = next(name for name, top in _TOPS if int(number[1]) <= top)
    part = phrases.upper_first(phrases.part(words, region, side))
    rows = (
        (Button(words("rate.of_part", part=part), f"echo.{region.value}:{side.value}:{band}"),),
        (Button(words("rate.of_session", kind=phrases.kind(words, past.kind)), f"late.{past.id}:{number[1]}"),),
    )
    return Reply(outs=(question(words("rate.of_what"), (line(words("rate.of_what.ask", n=number[1])),), rows),))


def _strange(turn: Turn, past: Past, said: Understood) -> Reply | None:
    """ "Knie 4" before training: a word that nobody here knows may be a part, and then the session was not done."""
    match = _WORD_AND_NUMBER.fullmatch(turn.text.strip(" .!"))
    asked = turn.prompt is not None and turn.prompt.kind == "rating"
    if match is None or asked or said.effort is None or said.leftovers != (match["word"],):
        return None
    words = turn.words
    rows = (
        (Button(words("rate.of_somewhere"), "hurts."),),
        (Button(words("rate.of_session", kind=phrases.kind(words, past.kind)), f"late.{past.id}:{match['number']}"),),
    )
    asking = line(words("rate.of_what.ask", n=match["number"]))
    return Reply(outs=(question(words("rate.of_what"), (asking,), rows),))


_WORD_AND_NUMBER = re.compile(
    r"(?!(?:strength|gym|session|workout|training|lifting|weights|wow|phew|oof|uff|ugh|haha|lol|nice|cool|thanks|sorry)\b)"
    r"(?P<word>[^\W\d_]{3,})[ :]+(?P<number>10|\d)(?: ?/ ?10)?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(10|\d)(?: ?/ ?10)?")
_TOPS = (("0", 0), ("1-2", 2), ("3-5", 5), ("6+", 10))


_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|evening))\b", re.IGNORECASE)


def _only_sore(said: Understood) -> float | None:
    """ "Doms 3" and nothing else: an old soreness, which makes no session of today one that was done."""
    told = replace(said, general_soreness=None, problems=(), leftovers=()) == Understood()
    return said.general_soreness if told else None


def _only_unsore(said: Understood) -> bool:
    """ "No soreness" and nothing else: of a session that was not begun it does not say that it is done."""
    unsore = said.soreness == () or said.general_soreness == 0
    return unsore and said.effort is None and not said.as_planned and not said.skipped and heard.only_parts(said)


def _ask_back(turn: Turn, past: Past | None, said: Understood) -> Reply:
    """Says what was not understood and asks with buttons; what was clear is kept."""
    problem = next(one for one in said.problems if one.code not in (Trouble.unknown, Trouble.unknown_exercise))
    placeless = _placeless(turn, past, said) if problem.code is Trouble.needs_part else None
    if placeless is not None:
        return placeless
    answered = past is not None and past.effort is not None
    bare = said.effort is None and not said.as_planned and heard.only_parts(said)
    if bare and (answered or not _to_rate(turn, past)):
        if problem.code is Trouble.needs_score and problem.about in Region.__members__:
            return _ask_how_much(turn, said)
        # "Legs still sore" before training, too: a row for the effort below it would take that number.
        of_no_part = problem.code is Trouble.needs_score and not problem.about and not _of_an_exercise(said, problem)
        if problem.code is Trouble.needs_part or of_no_part:
            return Reply(outs=(replace(questions.where(turn), fresh=True),))
    note = _problem_text(turn, said, problem)
    if past is not None and past.effort is not None and problem.about in catalogue().by_id:
        # The session has its answer; only how hard that one exercise was is open.
        return Reply(outs=(Out(text(turn, "rate.problem", problem=note)),))
    if past is None or past.status is Status.SKIPPED:
        return Reply(outs=(Out(text(turn, "rate.problem", problem=note)),))
    entries: tuple[Entry, ...] = ()
    clear = said.effort is not None and not any(
        one.code in (Trouble.contradiction, Trouble.ambiguous) for one in said.problems
    )
    if clear:
        sure = replace(said, problems=())
        entries = heard.entries(turn, past, sure)
        if said.soreness is not None and all(one.about in catalogue().by_id for one in said.problems):
            # "Squats too easy, 4, nothing sore" is a whole answer, and a question about the squats.
            whole = result(turn, past, entries, said=heard.echo(turn, sure, past), unsided=said.unsided)
            return replace(whole, outs=(*whole.outs, Out(text(turn, "rate.problem", problem=note))))
    data = fresh(past) | {"effort": said.effort if clear else None, "first": turn.next_n if entries else 0}
    areas: list[dict[str, Any]] = [
        {"region": one.region.value, "side": one.side.value, "score": one.score}
        for one in (said.soreness or ())
        if clear
    ]
    wanted = problem.about if problem.code is Trouble.needs_score and problem.about in Region.__members__ else ""
    if wanted:
        side = next((side for region, side in heard.unscored(turn, said, turn.text) if region.value == wanted), None)
        areas.append({"region": wanted, "side": None if side is None else side.value, "score": None})
    data["areas"] = areas
    after = then(turn, entries)
    asked = card(after, data, notes=(note,))
    if wanted and clear:
        # Of an answer that lacks one number only that number is asked for.
        asked = score_card(after, past, areas[-1], Ask("rating", data, text=True, topic="rating"))
    close = tuple(one.id for one in turn.prompts if one.kind == "rating")
    return Reply(outs=(replace(asked, fresh=True),), entries=entries, close=close)


def _placeless(turn: Turn, past: Past | None, said: Understood) -> Reply | None:
    """A number for a pain whose place was not said: the place is asked for, and the number waits for it."""
    effort = said.effort
    if said.general_pain is None and (_to_rate(turn, past) or of_parts.EFFORT.search(turn.text)):
        return None
    known, effort = (effort, None) if said.general_pain is None else (said.general_pain, effort)
    if known is None or said.as_planned or not heard.only_parts(said):
        return None
    if effort is None or past is None or past.status is Status.SKIPPED:
        return Reply(outs=(replace(questions.where(turn, known=known), fresh=True),))
    sure = replace(said, problems=(), general_pain=None)
    rated = result(turn, past, heard.entries(turn, past, sure), said=heard.echo(turn, sure, past), unsided=said.unsided)
    asked = replace(questions.where(then(turn, rated.entries), known=known), fresh=True)
    return replace(rated, outs=(*rated.outs, asked))


def _to_rate(turn: Turn, past: Past | None) -> bool:
    """Whether a word about a part can be about a session: one of today that is over. Who is still training says what
    hurts, and a row for the effort below it would take that number.
    """
    if past is None or past.status is Status.SKIPPED or past.day != turn.today:
        return False
    return past.done or (turn.prompt is not None and turn.prompt.kind == "rating")


def _ask_how_much(turn: Turn, said: Understood) -> Reply:
    """Parts without a number: only that is asked, one after the other; those that have one are noted."""
    named = heard.unscored(turn, said, turn.text)
    asked = questions.how_much(turn, *named[0], later=named[1:], fresh=True)
    known = of_parts.felt(turn, said.soreness) if said.soreness else Reply()
    return replace(known, outs=(*known.outs, asked))


def _problem_text(turn: Turn, said: Understood, problem: Problem) -> str:
    if problem.code is Trouble.needs_score and problem.about in catalogue().by_id:
        name = phrases.exercise(turn.words, problem.about)
        return turn.words("problem.needs_effort", name=phrases.lower_first(name))
    fragment = problem.fragment.strip()
    shown = fragment if len(fragment) <= 40 else fragment[:39] + "…"
    of_work = problem.code is Trouble.needs_score and not problem.about and _of_an_exercise(said, problem)
    return turn.words("problem.needs_effort_of" if of_work else f"problem.{problem.code.value}", fragment=shown)


def _of_an_exercise(said: Understood, problem: Problem) -> bool:
    """ "Squats with 15 kg were easy": it is no pain whose number is missing."""
    named = (one for one in said.problems if one.code in (Trouble.ambiguous, Trouble.unknown_exercise))
    return any(one.fragment in problem.fragment for one in named)


DIALOGUE = Dialogue(name="answering", listens=(listen,))

"""`/why`: what today's plan was made from, exercise by exercise, with the source of the rule; or one exercise alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.messages import BLANK, Button, Line, line, quiet, strong
from bot import phrases
from bot.cards import rows
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import athlete_of, named_exercise, prescribed_today, question, say
from bot.dialogues.today.ahead import FURTHEST
from bot.dialogues.week import why_not
from bot.dialogues.why import about as why_about
from bot.dialogues.why.sources import sources
from bot.grammar.exercise_names import names
from bot.grammar.text import fold
from bot.words import Words
from core import pain, planner
from core.catalogue import catalogue, first_load
from core.kit import next_down
from core.reasons import Reason, reason
from core.session import Item, Session
from core.standing import Exposure, done_before, track_key


async def why(turn: Turn) -> Reply:
    """Of today's session; once that is done, of the next one of its kind, which the answer has changed."""
    if turn.text.strip():
        asked = await why_not.listen(turn if "why" in turn.text.lower() else _asked(turn))
        if asked is not None:
            return _of_that_day(turn) or asked
    resting = any(one.rests and one.holds(turn.today) for one in turn.standing.away)
    session = None if resting else prescribed_today(turn)
    found = None
    if turn.text.strip():
        told = why_about.about(turn, turn.text, session or next(_ahead(turn), None))
        if told is not None:
            return told
        session, found = _holding(turn, session)
    if found is not None and session is not None:
        return _of_one(turn, session, found)
    if turn.text.strip() and (named := named_exercise(turn, _plain(turn.text))) is not None:
        return _not_planned(turn, named)
    past = turn.standing.on(turn.today)
    if session is None or past is None or past.done:
        session = _next(turn, strength=past is not None and past.kind.strength)
    if session is None:
        out = question(turn.words("why.title"), (line(turn.words("why.nothing")),), ())
        return Reply(outs=(out,))
    return _whole(turn, session)


def _whole(turn: Turn, session: Session) -> Reply:
    week = ((Button(turn.words("button.week"), "week.0"),),)
    return Reply(outs=(question(_title(turn, session), _lines(turn, session), week),))


async def listen(turn: Turn) -> Reply | None:
    """ "why the squats?", where a session of the coming week has them."""
    if turn.athlete is None or not fold(turn.text).startswith("why"):
        return None
    session, found = _holding(turn, prescribed_today(turn))
    if found is not None and session is not None:
        return _of_one(turn, session, found)
    named = named_exercise(turn, _plain(turn.text))
    return None if named is None else _not_planned(turn, named)


def again(turn: Turn, what: str) -> Reply | None:
    """ "Can I squat again?": the next session that has it, or that leaves it out and why; None for no exercise."""
    words, told = turn.words, _plain(what)
    first = prescribed_today(turn)
    for session in (*((first,) if first is not None else ()), *_ahead(turn)):
        left = {one.exercise: one.why for one in session.left_out}
        known = names({phrases.exercise(words, one): one for one in left})
        match = (known.at(told, 0) or known.by_rare_word(told)) if left else None
        if match is not None and match.ids:
            why = phrases.reason(words, left[match.ids[0]], turn.today)
            out = question(
                _title(turn, session), (line(words("why.left_out", names=_names(words, [*match.ids]), why=why)),), ()
            )
            return Reply(outs=(out,))
        held, found = _holding(replace(turn, text=what), session)
        if found is not None and held is not None and held is session:
            return _of_one(turn, held, found)
    named = named_exercise(turn, told)
    return None if named is None else _not_planned(turn, named)


def _of_that_day(turn: Turn) -> Reply | None:
    """ "/why Friday", where a session stands on that day: why it is as it is."""
    named = not {"why", "not"}.intersection(turn.text.lower().split())
    day = why_not.day_named(turn.text, turn.today) if named else None
    session = next((one for one in _ahead(turn) if one.day == day), None) if day is not None else None
    return None if session is None else _whole(turn, session)


def _plain(text: str) -> list[str]:
    return [one.strip("?!.,") for one in fold(text).split()]


def _asked(turn: Turn) -> Turn:
    return replace(turn, text=f"why not {turn.text}")


def _ahead(turn: Turn) -> Iterator[Session]:
    days = planner.horizon(athlete_of(turn), turn.standing, turn.today, FURTHEST + 1)
    return (one.session for one in days if one.session)


def _next(turn: Turn, *, strength: bool) -> Session | None:
    """The next session; after strength the next one of strength, where there is one."""
    ahead = tuple(one for one in _ahead(turn) if one.day > turn.today or turn.standing.on(turn.today) is None)
    return next((one for one in ahead if strength and one.kind.strength), ahead[0] if ahead else None)


def _holding(turn: Turn, first: Session | None) -> tuple[Session | None, Item | None]:
    """The first session, from today's on, with an exercise that is named in the text."""
    words = _plain(turn.text)
    named = named_exercise(turn, words)
    if named is not None:
        for session in (*((first,) if first is not None else ()), *_ahead(turn)):
            item = next((one for one in session.items if one.exercise == named and one.working_sets), None)
            if item is not None:
                return session, item
        return first, None
    for session in (*((first,) if first is not None else ()), *_ahead(turn)):
        work = {phrases.exercise(turn.words, one.exercise): one for one in session.items if one.working_sets}
        known = names({name: one.exercise for name, one in work.items()})
        for at in range(len(words)):
            match = known.at(words, at) or known.by_rare_word(words[at:])
            if match is not None and match.ids:
                return session, session.item(match.ids[0])
    return first, None


def _not_planned(turn: Turn, exercise: str) -> Reply:
    """An exercise that no coming session has: when it was done last, and how."""
    words = turn.words
    name = phrases.exercise(words, exercise)
    places = [key.rpartition("/")[0] for key in turn.standing.tracks if key.rpartition("/")[2] == exercise]
    done = [one for place in places for one in _times(turn, place, exercise) if one.done]
    last = max(done, key=lambda one: one.day, default=None)
    if last is None:
        return say(turn, "why.not_planned", name=name)
    dose = phrases.dose(words, athlete_of(turn), last.plan, catalogue()[exercise].sided)
    return say(turn, "why.not_planned_last", name=name, day=phrases.date_text(words, last.day, turn.today), dose=dose)


def _of_one(turn: Turn, session: Session, item: Item) -> Reply:
    """One exercise: its dose, the two times before, the rules that acted and where they come from."""
    words, athlete = turn.words, athlete_of(turn)
    lines = [line(strong(phrases.dose(words, athlete, item.dose, item.sided)))]
    before = [one for one in _times(turn, item.slot, item.exercise) if one.day < session.day][-2:]
    elsewhere = [] if before else [one for one in done_before(turn.standing, item.exercise, session.day) if one.done]
    lines += [line(words("why.before.elsewhere"))] if elsewhere else []
    for one in reversed(before or elsewhere[-2:]):
        day, dose = phrases.date_text(words, one.day, turn.today), phrases.dose(words, athlete, one.lifted, item.sided)
        lines.append(line(words(f"why.before.{_went(one)}", day=day, dose=dose), _said(turn, one)))
    if not before and not elsewhere:
        lines.append(line(words("why.before.none")))
    lines += [BLANK, *(line(one) for one in _first(turn, session, item))]
    told = phrases.reasons(words, item.reasons, turn.today, athlete)
    whole = bool(before) and rows.differences(words, athlete, before[-1].dose, item.dose) != ()
    lines += [line(one) for one in told] or [line(words("why.whole" if whole else "why.unchanged"))]
    if item.plan is not None and (item.plan_exercise or item.exercise) == item.exercise:
        lines.append(line(words("why.planned", dose=phrases.dose(words, athlete, item.plan, item.sided))))
    light = phrases.light(words, session.light, athlete.plain)
    of_day = phrases.reasons(words, session.reasons, turn.today, athlete)
    lines += [line(words("why.light", light=light)), *(line(one) for one in of_day if one not in told)]
    lines += _from(words, [*item.reasons, *session.reasons])
    title = words(
        "why.one", name=phrases.exercise(words, item.exercise), day=phrases.near_day(words, session.day, turn.today)
    )
    return Reply(outs=(question(title, lines, ()),))


def _first(turn: Turn, session: Session, item: Item) -> list[str]:
    """Why what is new begins with these kilograms and repetitions (3.4)."""
    if not any(one.code == "new_exercise" for one in item.reasons):
        return []
    words, athlete, exercise = turn.words, athlete_of(turn), catalogue()[item.exercise]
    dose, around = item.plan or item.dose, planner.around(athlete_of(turn), turn.standing, session.day)
    said: list[str] = []
    named = turn.standing.weighed.get(item.exercise)
    found = first_load(around.kit, exercise, around.mass, halved=around.halved, stated_kg=named)
    by_rule = found is not None and (found.each_kg, found.count) == (dose.load_kg, dose.count)
    if by_rule and named is not None:
        said.append(words("why.first.named", kg=phrases.mass(words, athlete, named)))
    elif by_rule and exercise.first_load is not None:
        low, high = (phrases.number(one / (2 if around.halved else 1)) for one in exercise.first_load)
        key = "why.first.each" if dose.count == 2 else "why.first.share"
        said.append(words(key, low=low, high=high, mass=phrases.mass(words, athlete, around.mass)))
        said += [words("why.first.halved")] if around.halved else []
    elif found is None and named is None and dose.total_kg and next_down(around.kit, exercise, dose.total_kg) is None:
        said.append(words("why.first.lightest"))
    if dose.unit in ("reps", "seconds") and dose.amount < exercise.high:
        said.append(words(f"why.first.{dose.unit}", low=dose.amount, high=exercise.high))
    return said


def _times(turn: Turn, slot: str, exercise: str) -> list[Exposure]:
    """The times that an exercise stood there itself: where another one stood in, its plan is kept all the same."""
    tracks = turn.standing.tracks
    others = [track for key, track in tracks.items() if key.startswith(f"{slot}/") and track.exercise != exercise]
    instead = {one.session for track in others for one in track.exposures if one.session}
    track = tracks.get(track_key(slot, exercise))
    own = track.exposures if track is not None else ()
    return [one for one in own if one.same or one.asked is not None or one.session not in instead]


def _said(turn: Turn, one: Exposure) -> str:
    """The number that was said of that time, of the exercise or of its session, beside what was asked for."""
    words = turn.words
    if one.own is not None:
        return words("why.before.own", effort=phrases.number(one.own))
    past = next((past for past in turn.standing.past if past.id == one.session), None)
    if past is None or past.effort is None:
        return ""
    low, high = (phrases.number(end) for end in past.target)
    return words("why.before.said", effort=phrases.number(past.effort), low=low, high=high)


def _went(one: Exposure) -> str:
    """How that time went, against its target."""
    d = one.difference
    if d is None or not one.done:
        return "unknown"
    return "over" if d > 0 else "under" if d < 0 else "on"


def _title(turn: Turn, session: Session) -> str:
    kind = phrases.kind(turn.words, session.kind)
    return turn.words("why.of", kind=kind, day=phrases.near_day(turn.words, session.day, turn.today))


def _lines(turn: Turn, session: Session) -> list[Line]:
    words, athlete = turn.words, athlete_of(turn)
    session = _as_of_today(turn, session)
    lines: list[Line] = [line(strong(phrases.light(words, session.light, athlete.plain)))]
    lines += [line(one) for one in phrases.reasons(words, session.reasons, turn.today)]
    said = set(phrases.reasons(words, session.reasons, turn.today))
    changed = [one for one in session.items if one.working_sets and one.reasons]
    if changed:
        lines.append(BLANK)
    # What holds for several is said once.
    alike: dict[str, list[str]] = {}
    for item in changed:
        told = [one for one in phrases.reasons(words, item.reasons, turn.today, athlete) if one not in said]
        alike.setdefault(" ".join(told) or words("why.so"), []).append(item.exercise)
    for text, ids in alike.items():
        lines.append(line(strong(_names(words, ids)), " ", text))
    kept = [one for one in session.items if one.working_sets and not one.reasons and _asked_before(turn, session, one)]
    # Nothing acts on them; what was cut the last time is more than that all the same.
    whole = [one for one in kept if rows.changes_since(words, athlete, turn.standing, session, one)]
    for key, several in (("why.same", [one for one in kept if one not in whole]), ("why.same_whole", whole)):
        if several:
            names = phrases.exercises(words, (one.exercise for one in several))
            lines += [BLANK, line(words(key, names=names))]
    out: dict[str, list[str]] = {}
    for left in session.left_out:
        out.setdefault(phrases.reason(words, left.why, turn.today), []).append(left.exercise)
    for text, ids in out.items():
        lines.append(line(words("why.left_out", names=_names(words, ids), why=text)))
    return lines + _from(words, [*session.reasons, *(why for one in session.items for why in one.reasons)])


def _asked_before(turn: Turn, session: Session, item: Item) -> bool:
    """Whether it was asked for before, in its slot or, where it has none, in any session of that kind."""
    if item.slot:
        return rows.last_asked(turn.standing, session, item) is not None
    return any(one.kind is session.kind and one.day < session.day for one in turn.standing.past)


def _as_of_today(turn: Turn, session: Session) -> Session:
    """A session of another day with the calm mornings that there are by now: those to come nobody has counted yet."""
    if session.day <= turn.today:
        return session

    def counted(why: Reason) -> Reason:
        part = turn.standing.parts.get(":".join(why.about)) if why.code == "pain_calming" else None
        if part is None:
            return why
        return reason(why.code, *why.about, **(why.figures | {"n": pain.calm_mornings(part, turn.today)}))

    items = tuple(replace(one, reasons=tuple(map(counted, one.reasons))) for one in session.items)
    out = tuple(replace(one, why=counted(one.why)) for one in session.left_out)
    return replace(session, items=items, left_out=out, reasons=tuple(map(counted, session.reasons)))


def _from(words: Words, reasons: list[Reason]) -> list[Line]:
    """The sources below the reasons, in small print; nothing where no rule acted."""
    found = sources(words, reasons)
    return [BLANK, *(line(quiet(one)) for one in found)] if found else []


def _names(words: Words, ids: list[str]) -> str:
    """ "Goblet squat, dead bug:", as the beginning of what is said of them."""
    return words("why.names", names=phrases.upper_first(phrases.exercises(words, ids)))


DIALOGUE = Dialogue(name="why", commands={"why": why}, verbs={"why": why}, listens=(listen,))

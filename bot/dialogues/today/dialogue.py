"""Today: the morning message, starting, a shorter version, and the morning's one question about a sore part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adapters.messages import BLANK, Button, Called, Card, Line, Rows, Style, line, mono, quiet, strong
from bot import phrases
from bot.cards.session import TONES, data_of, small
from bot.dialogue import Ask, Dialogue, Later, Out, Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.pain.questions import calm_notes
from bot.dialogues.pain.signs import card as sign_card
from bot.dialogues.shared.common import athlete_of, day_card, prescribed_today, question, resting, say, then, toast
from bot.dialogues.shared.silence import evening_question, silent_for
from bot.dialogues.today.ahead import on_day
from bot.dialogues.today.day import SHORTER, again, day_out, is_current, plan, prescription, replanned, rest_out, show
from bot.dialogues.today.morning_questions import BANDS, Asked, about_resting, resting_parts, sleep_hint
from bot.dialogues.week.why_not import day_named
from core import diary, episodes, planner
from core.athlete import Athlete
from core.body import Kind as Tissue, Region, Side, default_kind
from core.diary import Sore
from core.policy import policy
from core.records import replace
from core.session import Phase, Session, Status

JUST_NOW = timedelta(hours=2)
"""A card that was looked at so long before the morning is still seen then [DC]."""


SILENT = 3
"""After so many sessions without an answer questions of their own rest (chat.md, principle 5)."""


async def morning(turn: Turn) -> Reply:
    """The morning of a training day. Nothing to send on a day without one, unless the daily mobility was asked for."""
    athlete = athlete_of(turn)
    past = turn.standing.on(turn.today)
    if athlete.paused:
        return Reply()
    if past is not None and (past.done or past.started or past.status is Status.SKIPPED or _just_shown(turn)):
        return Reply()
    day = plan(turn)
    notes = [*_notes(turn), *sleep_hint(turn, athlete)]
    if day.session is None:
        return _quiet_morning(turn, athlete, day, notes)
    entries = prescription(turn, day.session)
    out = day_out(then(turn, entries), day.session, fresh=True, silent=False, notes=notes)
    signs, asked = sign_card.again(turn) if silent_for(turn) < SILENT else ((), ())
    later = evening_question(turn, athlete, day.session)
    return Reply(outs=(out, *signs), entries=(*entries, *asked), later=later)


def _just_shown(turn: Turn) -> bool:
    """Whether today's card is on the screen from just now; one of the small hours is far up and comes once more."""
    return any(
        isinstance(one, diary.Prescribed) and one.session["date"] == turn.today.isoformat()
        for one in turn.recent
        if turn.now - one.at < JUST_NOW
    )


def _quiet_morning(turn: Turn, athlete: Athlete, day: planner.Day, notes: Sequence[str]) -> Reply:
    away = any(one.rests and one.holds(turn.today) for one in turn.standing.away)
    if day.reading.stop or away:
        return Reply()
    # A part that needs its calm mornings in a row is asked about, without a sound of its own; silence stops that, too.
    asking = silent_for(turn) < SILENT and bool(resting_parts(turn))
    if not (athlete.daily_mobility or asking):
        return Reply()
    signs, entries = sign_card.again(turn) if asking else ((), ())
    if not athlete.daily_mobility:
        return Reply(outs=(replace(rest_out(turn, day), fresh=True), *signs), entries=entries)
    title = f"{phrases.date_text(turn.words, turn.today)} · {turn.words('today.mobility.title')}"
    asked = about_resting(turn) if asking else Asked()
    lines = [*(line(one) for one in notes), *_mobility_lines(turn), *asked.lines]
    ask = Ask("today", {"day": turn.today.isoformat()}, topic="day") if asked.rows else None
    card = question(title, lines, tuple(asked.rows), ask, card=day_card(turn.today))
    return Reply(outs=(replace(card, fresh=True, silent=False), *signs), entries=entries)


def _mobility_lines(turn: Turn) -> list[Line]:
    """The daily dose for ankle, hip and thoracic spine."""
    wanted = planner.mobility(athlete_of(turn), turn.standing, turn.today)
    return [
        line(
            mono(phrases.exercise(turn.words, one.id)),
            mono(turn.words("amount.reps.side", sets=1, amount=one.low)),
        )
        for one in wanted
    ]


def _notes(turn: Turn) -> list[str]:
    """What the card says first: that it is late, and that an earlier session still waits for its answer."""
    notes = []
    late = turn.data.get("late_minutes")
    if isinstance(late, int | float) and late >= 60:
        notes.append(turn.words("today.late"))
    if _first_after(turn):
        notes.append(turn.words("today.welcome"))
    return notes


def _first_after(turn: Turn) -> bool:
    """Whether this is the first session after an absence that ended by itself: who said "back" was welcomed then."""
    ended = [one.end for one in turn.standing.away if one.rests and one.end is not None and one.end < turn.today]
    if not ended or (turn.today - max(ended)).days > 14:
        return False
    sent = any(past.day > max(ended) for past in turn.standing.past)
    return not sent and not any(isinstance(one, diary.Back) and one.day > max(ended) for one in turn.recent)


async def today(turn: Turn) -> Reply:
    """Today's card; behind the command a day to come ("/today Friday")."""
    named = day_named(turn.text, turn.today) if isinstance(turn.event, Called) and turn.text.strip() else None
    if named is not None and named > turn.today:
        return on_day(turn, named)
    outs, entries = show(turn)
    later: tuple[Later, ...] = ()
    if entries:
        session = prescribed_today(then(turn, entries))
        later = evening_question(turn, athlete_of(turn), session) if session is not None else ()
    return Reply(outs=outs, entries=entries, later=later)


async def go(turn: Turn) -> Reply:
    """Training has begun: the card becomes the plan to train from, with how each exercise is done."""
    session = prescribed_today(turn)
    if session is None or not is_current(turn):
        return await today(turn)
    past = turn.standing.on(turn.today)
    started = past is not None and past.started
    entries = () if started else (diary.Started(at=turn.now, day=turn.today, session=session.id),)
    return Reply(outs=(_training(turn, session),), entries=entries)


def _training(turn: Turn, session: Session) -> Out:
    words, athlete = turn.words, athlete_of(turn)
    lines: list[Line] = []
    breathe = False
    forms = episodes.forms(turn.standing, turn.today)
    for phase in (Phase.WARMUP, None, Phase.COOLDOWN):
        items = [
            one
            for one in session.items
            if (one.phase is phase if phase is not None else one.phase not in (Phase.WARMUP, Phase.COOLDOWN))
        ]
        if not items:
            continue
        if phase is not None:
            names = " · ".join(small(words, one) for one in items)
            lines += [BLANK, line(strong(words(f"train.{phase.value}")), " ", names)]
            continue
        for number, item in enumerate(items, 1):
            name = phrases.exercise(words, item.exercise)
            dose = phrases.dose(words, athlete, item.dose, item.sided)
            lines += [BLANK, line(strong(f"{number}  {name}"))]
            parts = [dose]
            if item.dose.tempo is not None:
                parts.append(words("train.tempo", tempo=phrases.tempo(item.dose)))
            weaker = next((one.about[0] for one in item.reasons if one.code == "weaker_first"), "")
            if weaker:
                key = "train.weaker_extra" if item.extra_side else "train.weaker"
                parts.append(words(key, side=words(f"side.{weaker}")))
            if item.dose.rest and item.working_sets:
                parts.append(words("train.rest", seconds=item.dose.rest))
            lines.append(line(" · ".join(parts)))
            lines.append(line(quiet(words(f"exercise.{item.exercise}.cue"))))
            if item.exercise in forms:
                lines.append(line(words(f"form.{forms[item.exercise]}")))
            breathe = breathe or item.phase is Phase.MAIN or item.dose.unit == "seconds"
    if breathe:
        lines += [BLANK, line(quiet(words("cue.breathe")))]
    effort = phrases.effort(words, session.target)
    rows: Rows = (
        (Button(words("button.done"), "done", Style.PRIMARY), Button(words("button.stopped"), "stopped")),
        (Button(words("button.how"), "how"), Button(words("button.back"), "back")),
    )
    title = f"{phrases.kind(words, session.kind)} · {words('card.minutes', minutes=session.minutes)}"
    card = Card(
        title=title,
        lines=tuple(lines[1:] if lines and lines[0] == BLANK else lines),
        footer=effort,
        tone=TONES[session.light],
        rows=rows,
        data=data_of(words, session),
    )
    return Out(
        card,
        keep=turn.prompt.id if turn.prompt else None,
        ask=None if turn.prompt else _ask(turn, session),
        card=day_card(turn.today),
    )


def _ask(turn: Turn, session: Session) -> Ask:
    return Ask("today", {"session": session.id, "day": turn.today.isoformat()}, topic="day")


async def back(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None:
        return await today(turn)
    return Reply(outs=(day_out(turn, session, keep=turn.prompt.id if turn.prompt else None),))


async def how(turn: Turn) -> Reply:
    """How every exercise of today is done, in plain words; one message, asked for."""
    session = prescribed_today(turn)
    if session is None:
        return await today(turn)
    lines: list[Line] = []
    for item in session.items:
        if item.phase in (Phase.WARMUP, Phase.COOLDOWN):
            continue
        lines += [
            line(strong(phrases.exercise(turn.words, item.exercise))),
            line(turn.words(f"exercise.{item.exercise}.how")),
            BLANK,
        ]
    return Reply(outs=(Out(Card(title=turn.words("how.title"), lines=tuple(lines[:-1]))),))


async def short(turn: Turn) -> Reply:
    session = prescribed_today(turn)
    if session is None or not is_current(turn) or turn.option not in ("0", *map(str, SHORTER)):
        return await today(turn)
    minutes = int(turn.option) or None
    if dict(turn.standing.short).get(session.id) == minutes:
        return replanned(turn, ())  # a second tap
    entry = diary.Shortened(at=turn.now, day=turn.today, session=session.id, minutes=minutes)
    return replanned(turn, (entry,))


async def echo(turn: Turn) -> Reply:
    """The morning's answer about one part, which re-plans this very card."""
    try:
        where, side, band = turn.option.split(":")
        region, score = Region(where), BANDS[band]
        sides = Side(side)
    except (ValueError, KeyError):
        return toast(turn, "engine.unknown_button")
    if turn.prompt is not None and turn.prompt.data.get("day") != turn.today.isoformat():
        return await today(turn)
    part = turn.standing.parts.get(f"{region.value}:{sides.each()[0].value}")
    part = turn.standing.parts.get(f"{region.value}:{sides.value}", part)
    what = part.what if part is not None else _joint_or_tendon(region)
    entry = diary.Felt(at=turn.now, day=turn.today, region=region, side=sides, score=score, what=what, when="morning")
    name = phrases.part(turn.words, region, sides)
    note = turn.words(f"echo.noted.{_severity(score)}", part=phrases.upper_first(name), band=turn.words(f"echo.{band}"))
    after = then(turn, (entry,))
    # A session's own why counts the calm mornings; a day without one says it here, and the last of them is always news.
    rests = plan(after).session is None
    still = [one for one in calm_notes(after, (entry,)) if rests or not _resting(after, region, sides)]
    notes = [note, *still]
    if score > policy().pain.green_max:
        notes += [told for one in sides.each() for told in episode_card.somebody_should_look(after, region, one)]
    reply = replanned(turn, (entry,), notes)
    if score >= 6:
        more = questions.after_pain(then(turn, reply.entries), (Sore(region, sides, score, what),))
        reply = replace(reply, outs=(*reply.outs, *more))
    return reply


def _resting(turn: Turn, region: Region, side: Side) -> bool:
    parts = (turn.standing.parts.get(f"{region.value}:{one.value}") for one in side.each())
    return any(part is not None and resting(part) for part in parts)


def _joint_or_tendon(region: Region) -> Tissue:
    """What an echo speaks of where nothing was said of the part before: never of a sore muscle."""
    what = default_kind(region)
    return Tissue.tendon if what is Tissue.muscle else what


def _severity(score: float) -> str:
    return "red" if score >= 6 else "amber" if score >= 3 else "calm"


async def loosen(turn: Turn) -> Reply:
    """A few minutes of mobility on a day off: shown, not planned."""
    return Reply(
        outs=(
            Out(
                Card(
                    title=turn.words("today.mobility.title"),
                    lines=tuple(_mobility_lines(turn)),
                    footer=turn.words("today.mobility.footer"),
                )
            ),
        )
    )


async def stale(turn: Turn) -> Reply:
    """A press on a card of another day: it says so and shows where today is."""
    return say(turn, "today.stale", rows=((Button(turn.words("button.today"), "today"),),))


DIALOGUE = Dialogue(
    name="today",
    commands={"today": today},
    verbs={
        "today": today,
        "go": go,
        "back": back,
        "how": how,
        "short": short,
        "echo": echo,
        "loosen": loosen,
    },
    due={"morning": morning},
    stale=dict.fromkeys(("go", "back", "how", "short", "echo"), stale),
)

__all__ = ["DIALOGUE", "again", "show"]

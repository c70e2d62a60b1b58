"""A form video: the platform keeps it, the coach keeps where it is, and shows it beside the next one weeks later."""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.messages import Button, Media, Rows, Sent, line
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Reply, Turn
from bot.dialogues.shared.common import in_rows, prescribed_today, question, say, toast, undo_button
from bot.dialogues.testing.cards import name as test_name
from bot.words import Words
from core import diary
from core.assessment import battery
from core.catalogue import catalogue

KINDS = ("video", "video_note", "video_file", "animation")
"""Sent as a video, as a round one, as a file (uncompressed), without sound."""

LOOKS = ("squat_look", "step_down")
"""Tests that are looked at, and so are worth a film."""

FRESH = timedelta(minutes=30)
SHOWN = 6


async def film(turn: Turn) -> Reply | None:
    """A video is taken for the test that is just being done, else the runner says what it shows."""
    event = turn.event
    if not isinstance(event, Sent) or event.kind not in KINDS or turn.athlete is None:
        return None
    if not event.file_id or not str(turn.facts.get("platform", "")):
        return say(turn, "film.no_place")
    about = {"reference": event.file_id, "kind": event.kind, "platform": str(turn.facts["platform"])}
    testing = next((one for one in turn.prompts if one.kind == "test"), None)
    if testing is not None and turn.now - datetime.fromisoformat(testing.data["asked"]) <= FRESH:
        subject = testing.data["queue"][testing.data["at"]]
        if subject in battery().by_id:
            return await _kept(turn, about, subject)
    buttons = [Button(subject_name(turn.words, one), f"film.{one}") for one in _subjects(turn)]
    rows: Rows = (*in_rows(buttons, 2), (Button(turn.words("film.forget"), "film."),))
    ask = Ask("film", about, topic="film", lasts=timedelta(days=1))
    return Reply(outs=(question(turn.words("film.title"), (line(turn.words("film.which")),), rows, ask),))


def _subjects(turn: Turn) -> list[str]:
    """Today's work, and the tests that are looked at."""
    session = prescribed_today(turn)
    trained = [one.exercise for one in session.items if one.working_sets] if session is not None else []
    return [*trained[:SHOWN], *LOOKS]


def subject_name(words: Words, subject: str) -> str:
    return test_name(words, subject) if subject in battery().by_id else phrases.exercise(words, subject)


async def chosen(turn: Turn) -> Reply:
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    if not turn.option:
        return Reply(outs=say(turn, "film.dropped").outs, close=(turn.prompt.id,))
    if turn.option not in catalogue().by_id and turn.option not in battery().by_id:
        return toast(turn, "engine.unknown_button")
    return await _kept(turn, {key: str(one) for key, one in turn.prompt.data.items()}, turn.option, turn.prompt.id)


async def _kept(turn: Turn, about: dict[str, str], subject: str, prompt: int = 0) -> Reply:
    """Its place goes into the diary; the newest one before it is shown beside it."""
    words = turn.words
    entries = await turn.diary() if turn.diary is not None else turn.recent
    gone = diary.taken_back(entries)
    earlier = [
        one for one in entries
        if isinstance(one, diary.Filmed) and one.subject == subject and one.day < turn.today and one.n not in gone
    ]  # fmt: skip
    mine = [one for one in earlier if one.platform == about["platform"]]
    entry = diary.Filmed(
        at=turn.now, day=turn.today, subject=subject, platform=about["platform"], reference=about["reference"],
        kind=about["kind"],
    )  # fmt: skip
    name = subject_name(words, subject)
    lines = [line(words("film.kept", name=phrases.lower_first(name)))]
    outs: list[Out] = []
    if mine:
        day = phrases.date_text(words, mine[-1].day, turn.today)
        lines.append(line(words("film.beside", day=day)))
        outs.append(Out(Media(mine[-1].reference, mine[-1].kind, (line(words("film.before", name=name, day=day)),))))
    elif earlier:
        where = words(f"platform.{earlier[-1].platform}")
        lines.append(
            line(words("film.elsewhere", day=phrases.date_text(words, earlier[-1].day, turn.today), platform=where))
        )
    out = question(words("film.title"), lines, ((undo_button(turn),),))
    return Reply(outs=(out, *outs), entries=(entry,), close=(prompt,) if prompt else ())


DIALOGUE = Dialogue(name="films", verbs={"film": chosen}, files=(film,))

"""`/undo`: takes back the last answer within 24 hours; everything is read as if it had not been written.

What one answer writes carries one batch, and so does what takes it back. So it stays known what was taken back, and
it can be put back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import Any

from adapters.messages import Button, line
from bot.dialogue import Dialogue, Out, Reply, Sharing, Turn
from bot.dialogues.join import dialogue as joins
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.settings.view import Here, View
from bot.dialogues.shared.common import athlete_of, effect_between, question, say, text, toast
from bot.dialogues.today import day
from bot.dialogues.undo.questions import settled
from bot.dialogues.undo.words import again, sent_already, what
from bot.due import local_date
from bot.turns.fold import followed
from bot.words import Words
from core import diary, planner
from core.athlete import Athlete
from core.diary import Entry

WITHIN = timedelta(hours=24)
KINDS = frozenset(
    (
        "report", "felt", "skipped", "moved", "swapped", "shortened", "deloaded", "deload_ended", "flagged", "cleared",
        "readiness", "away", "back", "agreed", "tested", "filmed", "ran", "run_planned", "weighed", "started",
        "profile",
    )
)  # fmt: skip
"""What a runner says; what the coach wrote by itself is not among them."""
TOGETHER = (("race", "races"), ("morning", "mornings"))
"""Fields of the profile that only mean something together."""


class Answers:
    """A diary by its answers, each known by its batch."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries, self.gone = entries, diary.taken_back(entries)
        self.batch = _batches(entries)
        """An entry's number -> its batch."""

    def own(self, batch: int) -> list[Entry]:
        """What the answer itself wrote, without what took it back later."""
        every = [one for one in self.entries if self.batch[one.n] == batch]
        numbers = {one.n for one in every}
        return list(takewhile(lambda one: not (isinstance(one, diary.Undone) and one.entry in numbers), every))

    def newest(self) -> int:
        """The last answer that counts; 0 = there is none."""
        for one in reversed(self.entries):
            if one.n not in self.gone and _said(one) and not _own(one) and one in self.own(self.batch[one.n]):
                return self.batch[one.n]
        return 0

    def undoing(self, number: int) -> Entry | None:
        """What takes that entry back at present."""
        return next(
            (
                one
                for one in self.entries
                if isinstance(one, diary.Undone) and one.entry == number and one.n not in self.gone
            ),
            None,
        )

    def taken_last(self) -> int:
        """The answer that was taken back last and not put back since; 0 = there is none."""
        known = {one.n: one for one in self.entries}
        for one in reversed(self.entries):
            if isinstance(one, diary.Undone) and one.n not in self.gone and self.batch.get(one.entry) == one.batch:
                target = known[one.entry]
                if not isinstance(target, diary.Undone) or target in self.own(one.batch):
                    return one.batch
        return 0


def _batches(entries: Sequence[Entry]) -> dict[int, int]:
    """Older diaries have no batches: there an answer is what has one instant, or reports on one session."""
    found: dict[int, int] = {}
    reports: dict[str, int] = {}
    last: Entry | None = None
    for one in entries:
        if one.batch:
            found[one.n] = one.batch
        elif isinstance(one, diary.Report):
            found[one.n] = reports.setdefault(one.session, one.n)
        elif last is None or last.batch or last.at != one.at or isinstance(last, diary.Prescribed):
            found[one.n] = one.n
        else:
            found[one.n] = found[last.n]
        last = one
    return found


def _own(entry: Entry) -> bool:
    """What an answer brought with it, and is none by itself."""
    return isinstance(entry, diary.Skipped) and entry.reason == diary.REPLANNED


def _said(entry: Entry) -> bool:
    if isinstance(entry, diary.Asked):
        return entry.yes is not None
    # A correction takes something back, too. Without batches it cannot be told from an undo.
    return entry.type in KINDS or (isinstance(entry, diary.Undone) and entry.batch > 0)


async def undo(turn: Turn) -> Reply:
    """By its button (a batch, or the numbers of entries; "+" puts it back), or the newest answer by command."""
    if turn.athlete is None:
        joining = any(one.kind == joins.KIND for one in turn.prompts)
        return await joins.start(turn) if joining else say(turn, "undo.nobody")
    answers = Answers(await turn.diary() if turn.diary is not None else turn.recent)
    option = turn.option
    if not option:
        newest = answers.newest()
        chosen = answers.own(newest)
        shared = await _shared(turn, chosen)
        if shared is not None:
            return shared
        if not chosen or any(isinstance(one, diary.Joined) for one in chosen):
            return say(turn, "undo.joined")
        option = str(newest)
    else:
        found = _chosen(answers, option.removesuffix("+"))
        if found is None:
            return toast(turn, "engine.unknown_button")
        chosen = found
    return _taken(turn, answers, [one for one in chosen if _said(one)], option)


async def redo(turn: Turn) -> Reply:
    """What was taken back last counts again."""
    answers = Answers(await turn.diary() if turn.diary is not None else turn.recent)
    batch = answers.taken_last()
    return _taken(turn, answers, [one for one in answers.own(batch) if _said(one)], f"{batch}+")


def _chosen(answers: Answers, option: str) -> list[Entry] | None:
    first, dash, last = option.partition("-")
    if not (first.isdigit() and (last.isdigit() or not dash)):
        return None
    if not dash:
        return answers.own(int(first))
    return [one for one in answers.entries if int(first) <= one.n <= int(last) and not isinstance(one, diary.Undone)]


def _taken(turn: Turn, answers: Answers, chosen: Sequence[Entry], option: str) -> Reply:
    """Takes these back, or puts back what was."""
    back = option.endswith("+")
    meant = [one for one in chosen if (one.n in answers.gone) == back]
    marks = [answers.undoing(one.n) for one in meant] if back else meant
    if not meant:
        done, none = ("undo.back_already", "undo.nothing_back") if back else ("undo.already", "undo.nothing")
        return say(turn, done if chosen else none)
    if turn.now - max(one.at for one in marks if one is not None) > WITHIN:
        return say(turn, "undo.too_old")
    athlete = _profile(answers, athlete_of(turn), meant, back)
    profiles = [one for one in meant if isinstance(one, diary.Profile)]
    if profiles == list(meant) and athlete == turn.athlete:
        return say(turn, "undo.changed_since")
    entries: tuple[Entry, ...] = tuple(
        diary.Undone(at=turn.now, day=turn.today, entry=mark.n, batch=answers.batch[one.n])
        for one, mark in zip(meant, marks, strict=True)
        if mark is not None
    )
    if athlete != turn.athlete:
        batch = answers.batch[profiles[0].n]
        profile = diary.Profile(at=turn.now, day=turn.today, athlete=athlete.to_json(), batch=batch)
        entries = (*entries, profile)
    return _shown(turn, answers, meant, entries, athlete, option)


def _profile(answers: Answers, now: Athlete, meant: Sequence[Entry], back: bool) -> Athlete:
    """The profile with what these changed as it was before, or with their change once more."""
    profiles = [one for one in answers.entries if isinstance(one, diary.Profile)]
    raw = now.to_json()
    for before, after in reversed([*pairwise(profiles)]):
        if after in meant:
            was, became = (Athlete.from_json(one.athlete).to_json() for one in (before, after))
            raw = restored(raw, became, was) if back else restored(raw, was, became)
    return Athlete.from_json(raw)


def restored(now: Mapping[str, Any], was: Mapping[str, Any], became: Mapping[str, Any]) -> dict[str, Any]:
    """`now` with what differs between `was` and `became` as it was; what has changed again since stays."""
    found = dict(now)
    paired = {name for names in TOGETHER for name in names}
    for names in (*TOGETHER, *((name,) for name in became if name not in paired)):
        if all(now.get(name) == became.get(name) for name in names):
            found |= {name: was.get(name) for name in names}
    return found


def _shown(
    turn: Turn, answers: Answers, meant: Sequence[Entry], entries: tuple[Entry, ...], athlete: Athlete, option: str
) -> Reply:
    """What was taken back, what that changes, and the way back."""
    numbered = tuple(replace(one, n=n) for n, one in enumerate(entries, turn.next_n))
    before, after = turn.standing, planner.read((*answers.entries, *numbered))
    words = turn.words if athlete.language == turn.words.language else Words(athlete.language)
    changed = replace(
        turn, athlete=athlete, standing=after, recent=followed(turn.recent, numbered), words=words,
        today=local_date(athlete.zone, turn.now),
    )  # fmt: skip
    back = option.endswith("+")
    lines = [line(one) for one in what(changed, meant, answers.entries, (before, after), back=back)]
    if athlete != turn.athlete:
        lines += again(changed, athlete_of(turn))
        lines += settings.effect(turn, changed, Here(words, athlete, View(), turn.now, changed))
    else:
        effect = effect_between(turn, before, after)
        was, now = before.on(turn.today), after.on(turn.today)
        if effect and was is not None and was.done and now is not None and not now.done:
            # What comes after a session without an answer is foreseen as if it went as asked.
            lines.append(line(words("undo.as_asked")))
        lines += effect
    lines += sent_already(changed, answers.entries, meant)
    other = option.removesuffix("+") if back else f"{option}+"
    button = Button(words("button.undo" if back else "undo.put_back"), f"undo.{other}")
    title = words("undo.back_title" if back else "undo.title")
    outs: list[Out] = [question(title, lines, ((*_rate_again(changed, meant, back), button),))]
    sent: tuple[Entry, ...] = ()
    if changed.today == turn.today and after.on(turn.today) is not None:
        shown, sent = day.show(changed, fresh=False)
        outs += shown
    asking, closed = ([], []) if back else settled(changed, meant)
    return Reply(
        outs=(*outs, *asking), entries=(*entries, *sent), athlete=athlete if athlete != turn.athlete else None,
        close=(*closed, *(one.id for one in turn.prompts if one.kind == "rating")),
        later=settings.evening_again(athlete_of(turn), changed),
    )  # fmt: skip


def _rate_again(turn: Turn, meant: Sequence[Entry], back: bool) -> tuple[Button, ...]:
    """An effort that was wrong is mostly followed by the right one."""
    told = next((one for one in meant if isinstance(one, diary.Report) and one.effort is not None), None)
    past = turn.standing.session(told.session) if told is not None and not back else None
    return () if past is None else (Button(turn.words("button.rate"), f"rate.{past.id}"),)


async def _shared(turn: Turn, chosen: Sequence[Entry]) -> Reply | None:
    """Where the last thing was a share: its code is void while nobody used it; what was seen was seen."""
    given = await turn.shares.given() if turn.shares is not None else ()
    since: datetime = max((one.at for one in chosen), default=turn.now - WITHIN)
    newest = next((one for one in reversed(given) if one.made_at > since), None)
    if newest is None:
        return None
    if newest.viewer is None:
        return Reply(outs=(Out(text(turn, "undo.share.void")),), share=Sharing(end=newest.id))
    rows = ((Button(turn.words("share.stop.this"), f"shareend.{newest.id}"),),)
    return Reply(outs=(Out(text(turn, "undo.share.seen", rows)),))


DIALOGUE = Dialogue(
    name="undo", commands={"undo": undo}, verbs={"undo": undo}, before_joining=frozenset({"undo"}), stale={"undo": undo}
)

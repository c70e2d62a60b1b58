""" "Can I run today?": from the open flags, what hurts, and the light; the same words stand on the day and the week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import Line, line, strong
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.pain.episodes import card as episode_card
from bot.dialogues.runs import words as runs_words
from bot.dialogues.shared.common import athlete_of, question
from bot.dialogues.shared.stated import parts
from bot.grammar.days import DAY, weekday
from bot.grammar.text import plain
from bot.words import Words
from core import episodes, planner, running, season
from core.athlete import RunKind
from core.body import Region, Side
from core.pain import Band, Soreness, Trouble
from core.policy import policy
from core.running import Advice, Run
from core.standing.memory import Flag


def advice(turn: Turn, day: date) -> Advice:
    return running.advice(athlete_of(turn), turn.standing, day)


def leave_out(turn: Turn, *, named: bool = False) -> list[Line]:
    """That nobody should run now, and why; nothing where only the usual care is asked for.

    `named`: what waits for a professional's word stands just above.
    """
    flags, hurting = _found(turn)
    told = _none(turn.words, flags, hurting)
    return [line(strong(one)) for one in ([turn.words("run.flag_named"), *told[1:]] if named and flags else told)]


def _found(turn: Turn) -> tuple[Sequence[Flag], Sequence[Trouble]]:
    return running.waiting(turn.standing), running.parts(turn.standing, turn.today)


def _none(words: Words, flags: Sequence[Flag], hurting: Sequence[Trouble]) -> list[str]:
    told = [words("run.flag", what=_flags(words, flags))] if flags else []
    resting = [one for one in hurting if running.rests(one) and not _flagged(one, flags)]
    return [*told, *(_rest(words, one) for one in resting)]


def _flags(words: Words, flags: Sequence[Flag]) -> str:
    return ", ".join(dict.fromkeys(words(f"flag.{one.flag}") for one in flags))


def _flagged(trouble: Trouble, flags: Sequence[Flag]) -> bool:
    return any(not one.regions or trouble.region in one.regions for one in flags)


def _answer(turn: Turn, day: date, hard: bool) -> Sequence[str]:
    """The first lines are the most telling ones. `hard`: what is asked about is more than an easy run."""
    words, found = turn.words, advice(turn, day)
    told = _none(words, found.flags, found.parts)
    if found.uncleared:
        told.append(words("run.uncleared"))
    if found.ill:
        told.append(words("run.ill"))
    elif found.run is Run.NONE and not told:
        told.append(words("run.go.rest"))
    mine = [one for one in found.parts if not running.rests(one) and not _flagged(one, found.flags)]
    told += [_part(turn, one, day) for one in _paired(mine)]
    told += _coming_back(turn, found)
    if found.run is Run.EASY:
        told += [_sore(words, one) for one in found.sore]
        return told or [words("run.go.easy")]
    if found.run is Run.PLANNED:
        run = planner.planned_run(athlete_of(turn), turn.standing, day)
        rest = run.kind is RunKind.REST
        own = words("run.none_planned") if rest else words("run.planned", run=runs_words.plan_text(turn, run))
        told.append(words("typed.can_run") if hard and run.kind is not RunKind.QUALITY else own)
    return told


def _coming_back(turn: Turn, found: Advice) -> list[str]:
    """What runs still leave out for parts that are calm, but not tested yet."""
    words, told = turn.words, {(one.region, one.side) for one in found.parts}
    return [
        words("episode.runs_of", part=episode_card.name(words, one), what=phrases.listed(words, what))
        for one in episode_card.open_episodes(turn)
        if (one.region, one.side) not in told and (what := [words(f"episode.runs.{code}") for code in one.runs])
    ]


def part_lines(turn: Turn, region: Region, side: Side) -> list[str]:
    """What one painful part means for running; nothing where a flag says it already."""
    flags, hurting = _found(turn)
    mine = [one for one in hurting if (one.region, one.side) == (region, side) and not _flagged(one, flags)]
    return [_rest(turn.words, one) if running.rests(one) else _part(turn, one, turn.today) for one in mine]


def careful(turn: Turn) -> list[str]:
    """What painful parts that do not forbid a run ask of one."""
    flags, hurting = _found(turn)
    mine = [one for one in hurting if not running.rests(one) and not _flagged(one, flags)]
    return list(dict.fromkeys(_part(turn, one, turn.today) for one in _paired(mine)))


def _paired(parts: Sequence[Trouble]) -> list[Trouble]:
    """Left and right that are alike as one: of both shins it is said once what they ask for."""
    alike: dict[tuple[Region, Band, float], list[Trouble]] = {}
    for one in parts:
        alike.setdefault((one.region, one.band, one.score), []).append(one)
    return [its[0] if len(its) == 1 else replace(its[0], side=Side.both) for its in alike.values()]


def _rest(words: Words, one: Trouble) -> str:
    return words("run.bone" if one.no_pain else "run.red", part=phrases.your_part(words, one.region, one.side))


def _sore(words: Words, one: Soreness) -> str:
    part = phrases.upper_first(phrases.region(words, one.region))
    return words("run.sore", part=part, score=phrases.number(one.score))


def _part(turn: Turn, trouble: Trouble, day: date) -> str:
    words = turn.words
    held = "run.held" if trouble.score > policy().pain.green_max else "run.settled"
    keys = {Band.HELD: held, Band.AMBER_RED: "run.worse"}
    codes = (
        one.runs for one in episodes.episodes(turn.standing, day)
        if one.region is trouble.region and one.side in (trouble.side, *trouble.side.each())
    )  # fmt: skip
    told = dict.fromkeys(words(f"episode.runs.{code}") for several in codes for code in several)
    out = list(told) or [words("run.strides")]
    part = phrases.upper_first(phrases.part(words, trouble.region, trouble.side))
    score, what = phrases.number(trouble.score), phrases.listed(words, out)
    return words(keys.get(trouble.band, "run.calming"), part=part, score=score, what=what)


_HARD = (
    r"(?:intervals?|tempo|parkrun|track|fartlek|strides?|sprint(?:s|ing)?|speed ?work|hills?"
    r"|(?:hill|speed|track|interval|tempo|quality) (?:reps|repeats|sprints|session|work|workout|training))"
)
_ASKED = re.compile(
    r"(?:so |and |but |hi |hey |ok )*"
    r"(?:(?:can|should|may|could|shall|must|do|am|will) i"
    r" (?:still |even |just |already |now |allowed to |ok to |have to |be able to |go for |go |do |run )*"
    r"|(?:is|would) it (?:be )?(?:ok|okay|safe|fine|alright|all right|wise|a good idea) (?:for me )?(?:to |if i )"
    r"(?:go for |go |do |still )*"
    r"|(?:is|are) )"
    r"(?:a |an |my |the |some |today's |tomorrow's |this |easy |long |short |slow |quality )*"
    rf"(?:run|runs|running|jog|jogging|{_HARD})"
    r"(?: (?:is |are )?(?:ok|okay|safe|fine|allowed|alright))?"
    r"(?: (?:today|tomorrow|now|tonight|again|already|yet|still|this (?:morning|evening|afternoon)|anyway|at all"
    rf"|(?:on |this |next )?{DAY}|(?:this|next) week|(?:this|at the) weekend|in the next (?:few )?days"
    r"|easy|easily|as well|too|after (?:this|it|that|the session|strength)))*"
    r"(?: (?:with|on|despite|through) (?P<part>.+))?"
)


def _meant(said: str, today: date) -> date:
    """The day that is asked about; of a week ahead the first one."""
    if "tomorrow" in said.split():
        return today + timedelta(days=1)
    if "next week" in said:
        return season.monday_of(today) + timedelta(days=7)
    named = next((number for word in said.split() if (number := weekday(word)) is not None), None)
    return today if named is None else today + timedelta(days=(named - today.weekday()) % 7)


async def listen(turn: Turn) -> Reply | None:
    said = plain(turn.text).rstrip("?").strip()
    match = _ASKED.fullmatch(said) if turn.athlete is not None and len(said) <= 90 else None
    if match is None:
        return None
    known = {one.region for one in episode_card.open_episodes(turn)}
    known |= {region for one in turn.standing.flags for region in one.regions}
    named = {region for region, _ in parts(match["part"] or "")}
    if named - known:
        # Of a pain that was not spoken of yet its number is asked for first.
        return None
    day = _meant(said, turn.today)
    found = advice(turn, day)
    title = turn.words(f"run.title.{found.run.name.lower()}")
    hard = re.search(rf"\b{_HARD}\b", said) is not None
    out = question(title, [line(one) for one in _answer(turn, day, hard)], ())
    return Reply(outs=(replace(out, fresh=True),))


DIALOGUE = Dialogue(name="running", listens=(listen,))

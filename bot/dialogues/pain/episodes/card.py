"""Open episodes of pain in words and buttons: the course, what is held, how it comes back (rulebook 2.1-2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from adapters.messages import BLANK, Button, Line, Rows, Style, line, strong
from bot import phrases
from bot.dialogue import Turn
from bot.words import Words
from core import advice, episodes, pain, planner, returns
from core.body import RED_LEG_REGIONS, Kind, Region, Side
from core.episodes import Episode, Trend
from core.pain import Band

MOST = 3
"""Episodes shown at once, strongest first; the rest is counted."""

NAMED = 4
"""Exercises named as held; the rest is counted."""


def open_episodes(turn: Turn) -> tuple[Episode, ...]:
    return episodes.episodes(turn.standing, turn.today) if turn.athlete is not None else ()


def name(words: Words, one: Episode) -> str:
    return phrases.upper_first(phrases.part(words, one.region, one.side))


def lines(turn: Turn, found: Sequence[Episode]) -> list[Line]:
    """Every open episode in three to five short lines."""
    if not found or turn.athlete is None:
        return []
    held = planner.held(turn.athlete, turn.standing, turn.today)
    out: list[Line] = []
    for one in found[:MOST]:
        out += [*_episode(turn, one, held.get((one.region, one.side), ())), BLANK]
    if len(found) > MOST:
        out += [line(turn.words.plural("episode.more", len(found) - MOST)), BLANK]
    return out


def _episode(turn: Turn, one: Episode, held: Sequence[str]) -> list[Line]:
    words = turn.words
    scores = ", ".join(phrases.number(score) for _, score in one.course)
    course = words("episode.course", scores=scores)
    if one.trend is not Trend.NEW:
        course += words("episode.trend", trend=words(f"episode.trend.{one.trend.value}"))
    out = [line(strong(name(words, one)), course), line(_since(turn, one))]
    if held:
        more = len(held) - NAMED
        names = phrases.exercises(words, held[:NAMED])
        out.append(line(words.plural("episode.held_more", more, names=names) if more > 0 else
                        words("episode.held", names=names)))  # fmt: skip
    flagged = any(one.region in flag.regions for flag in turn.standing.stopping)
    running = _running(words, one) if not flagged else ""
    if running:
        out.append(line(running))
    out.append(line(words("episode.flagged") if flagged else _way_back(turn, one)))
    out += [line(strong(told)) for told in somebody_should_look(turn, one.region, one.side)] if not flagged else []
    if one.stage is not None and one.band is not Band.RED and not flagged:
        out.append(line(words("episode.stage", n=one.stage.value, what=words(f"episode.stage.{one.stage.value}"))))
    return out


def somebody_should_look(turn: Turn, region: Region, side: Side) -> list[str]:
    """Why a professional should look at a part that does not get better; strong pain says so by itself (2.1)."""
    found = advice.see_a_professional(turn.standing, turn.today)
    about = [str(region), str(side)]
    mine = [one for one in found if one.code in ("pro_pain", "pro_rising") and list(one.about) == about]
    return list(phrases.reasons(turn.words, mine, turn.today))


def _running(words: Words, one: Episode) -> str:
    """What it means for runs; the coach prescribes none and only says what to leave out."""
    if one.band is Band.RED and one.region in RED_LEG_REGIONS:
        if one.no_pain and one.last > 0:
            return words("episode.no_runs_bone")
        return words("episode.no_runs" if one.standing else "episode.calming_runs")
    if not one.runs:
        return ""
    return words("episode.runs", what=phrases.listed(words, [words(f"episode.runs.{code}") for code in one.runs]))


def flags(turn: Turn) -> list[Line]:
    """What is stopped until a professional has agreed, before everything else."""
    words, since = turn.words, dict[date, list[str]]()
    for one in turn.standing.flags:
        since.setdefault(one.day, []).append(words(f"flag.{one.flag}"))
    told = ((phrases.date_text(words, day, turn.today), phrases.listed(words, what)) for day, what in since.items())
    return [line(strong(words("flag.open", what=what, day=day))) for day, what in told]


def clear_buttons(turn: Turn) -> tuple[Button, ...]:
    """Open red flags can be cleared from here, by the runner's own word."""
    return tuple(
        Button(turn.words("flag.clear", what=turn.words(f"flag.{one.flag}")), f"cleared.{one.flag}")
        for one in turn.standing.flags[-2:]
    )


def _since(turn: Turn, one: Episode) -> str:
    words = turn.words
    since = words("episode.since", day=phrases.date_text(words, one.began, turn.today))
    place = words(f"episode.site.{one.site}") if one.site else ""
    bone = words("episode.bone") if one.no_pain or one.kind is Kind.bone else ""
    return " · ".join(part for part in (since, place, bone) if part)


def _way_back(turn: Turn, one: Episode) -> str:
    words = turn.words
    if one.band is Band.RED:
        n = pain.calm_mornings(turn.standing.parts[f"{one.region.value}:{one.side.value}"], turn.today)
        waits = words("episode.red_bone" if one.no_pain else "episode.red")
        return f"{waits} {words('episode.calm', n=n)}" if n else waits
    if one.band is Band.AFTER_RED and one.free is not None:
        return words("episode.after_red", day=phrases.date_text(words, one.free, turn.today))
    if one.signs:
        return words("episode.signs_open")
    to_do = [words(f"back.{code}") for code in one.open if code not in returns.READ or code == returns.BONE_QUESTIONS]
    if one.band is Band.RETURNING:
        return words("episode.returning_once", what="; ".join(to_do)) if to_do else words("episode.returning")
    day = phrases.date_text(words, one.free, turn.today) if one.free is not None else ""
    if to_do:
        return words("episode.back_once", day=day, what="; ".join(to_do))
    return words("episode.back", day=day)


def way_back(turn: Turn) -> tuple[tuple[Line, ...], Rows]:
    """The small test that a calm part waits for, of the strongest such part: told where nobody looks for it."""
    one = next((one for one in open_episodes(turn) if one.test is not None and not (one.bones or one.signs)), None)
    if one is None:
        return (), ()
    words, part = turn.words, name(turn.words, one)
    test = Button(words("episode.test", part=part), f"backtry.{one.region.value}:{one.side.value}:{one.test}")
    return (line(words("episode.test_due", part=part, what=words(f"back.{one.test}"))),), ((test,),)


def rows(turn: Turn, found: Sequence[Episode]) -> tuple[tuple[Button, ...], ...]:
    """For each episode: it is gone, it is worse, and what brings it back."""
    words = turn.words
    out: list[tuple[Button, ...]] = []
    for one in found[:MOST]:
        key, part = f"{one.region.value}:{one.side.value}", name(words, one)
        out.append(
            (
                Button(words("episode.gone", part=part), f"gone.{key}"),
                Button(words("episode.worse", part=part), f"worse.{key}"),
            )
        )
        if one.bones or one.signs:
            out.append((Button(words("episode.bones", part=part), f"bones.{key}", Style.PRIMARY),))
        elif one.test is not None:
            out.append((Button(words("episode.test", part=part), f"backtry.{key}:{one.test}", Style.PRIMARY),))
        if one.isometrics:
            out.append((Button(words("episode.holds", part=part), f"holds.{key}"),))
    return tuple(out)

"""`/why`: what today's plan was made from, exercise by exercise, with the source of the rule."""

from __future__ import annotations

from adapters.messages import BLANK, Button, Line, line, quiet, strong
from bot import phrases
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.common import athlete_of, prescribed_today, question
from bot.dialogues.week import listen as why_not_listen
from bot.words import Words
from core import planner
from core.policy import policy
from core.reasons import Reason
from core.session import Session

SOURCES = {
    "pain_held": "pain",
    "pain_amber_red": "pain",
    "pain_red": "pain",
    "pain_amber_settled": "pain",
    "pain_next_morning": "pain",
    "after_red": "pain",
    "returning": "pain",
    "soreness_mid": "doms",
    "soreness_high": "doms",
    "soreness_lasting": "doms",
    "sore": "doms",
    "effort_over_3": "effort",
    "exercise_over": "effort",
    "effort_under": "step",
    "on_target_twice": "step",
    "reps_up": "step",
    "load_up": "step.load_pct_max",
    "kit_rep_cut": "kit_step",
    "phase_set": "weekly_sets",
    "deload": "deload",
    "restoration": "restore",
    "gap_7": "gap",
    "gap_14": "gap",
    "gap_28": "gap",
    "sick_days": "sick",
    "back_off": "light",
    "few_rated": "light",
    "last_unrated": "light",
    "effort_over": "light",
    "skipped_by_choice": "light",
    "after_back_off": "light",
    "sleep_short": "readiness",
    "sleep_very_short": "readiness",
    "new_exercise": "step",
    "tier_closed": "tier_gate",
    "progress": "step",
    "regress": "pain",
    "silence": "silence",
    "taper": "taper",
    "no_increase": "pain",
    "impact_ban": "pain",
}
"""Reason code -> the policy's table, whose source is shown."""


async def why(turn: Turn) -> Reply:
    """Of today's session, or of the next one."""
    if turn.text.strip():
        asked = await why_not_listen(turn if "why" in turn.text.lower() else _asked(turn))
        if asked is not None:
            return asked
    session = prescribed_today(turn)
    if session is None:
        session = next(
            (one.session for one in planner.horizon(athlete_of(turn), turn.standing, turn.today, 8) if one.session),
            None,
        )
    if session is None:
        out = question(turn, turn.words("why.title"), (line(turn.words("why.nothing")),), ())
        return Reply(outs=(out,))
    return Reply(
        outs=(
            question(
                turn, _title(turn, session), _lines(turn, session), ((Button(turn.words("button.week"), "week.0"),),)
            ),
        )
    )


def _asked(turn: Turn) -> Turn:
    from dataclasses import replace

    return replace(turn, text=f"why {turn.text}")


def _title(turn: Turn, session: Session) -> str:
    kind = phrases.kind(turn.words, session.kind)
    return turn.words("why.of", kind=kind, day=phrases.near_day(turn.words, session.day, turn.today))


def _lines(turn: Turn, session: Session) -> list[Line]:
    words, athlete = turn.words, athlete_of(turn)
    lines: list[Line] = [line(strong(phrases.light(words, session.light, athlete.plain)))]
    lines += [line(one) for one in phrases.reasons(words, session.reasons, turn.today)]
    changed = [one for one in session.items if one.working_sets and one.reasons]
    if changed:
        lines.append(BLANK)
    for item in changed:
        name = phrases.exercise(words, item.exercise)
        told = " ".join(phrases.reasons(words, item.reasons, turn.today))
        lines.append(line(strong(name), " ", told))
    kept = [one for one in session.items if one.working_sets and not one.reasons]
    if kept:
        lines += [BLANK, line(words("why.same", names=phrases.exercises(words, (one.exercise for one in kept))))]
    for one in session.left_out:
        name = phrases.exercise(words, one.exercise)
        lines.append(line(words("why.left_out", name=name, why=phrases.reason(words, one.why, turn.today))))
    sources = _sources(words, [*session.reasons, *(why for one in session.items for why in one.reasons)])
    if sources:
        lines.append(BLANK)
        lines += [line(quiet(one)) for one in sources]
    return lines


def _sources(words: Words, reasons: list[Reason]) -> list[str]:
    """Where the rules that acted come from, with how sure that is; at most three."""
    found: dict[str, None] = {}
    for one in reasons:
        table = SOURCES.get(one.code)
        if table is not None:
            evidence = policy().source(table)
            found.setdefault(words(f"source.{_tag(evidence.tag)}", source=evidence.source))
    return list(found)[:3]


def _tag(tag: str) -> str:
    """V read, V2 read at second hand, M from memory, DC a choice of ours."""
    return {"V": "read", "V2": "second_hand", "DC": "choice", "seed": "choice"}.get(tag, "memory")


DIALOGUE = Dialogue(name="why", commands={"why": why}, verbs={"why": why})

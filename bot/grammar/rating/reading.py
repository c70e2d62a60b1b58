"""All of it together: walk, bind, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.grammar import exercise_names, flags
from bot.grammar.lexicon import cut
from bot.grammar.problem import Problem, Trouble
from bot.grammar.rating.asides import without_asides
from bot.grammar.rating.binding import bind, bind_to_the_one_part
from bot.grammar.rating.effort import counts, explicit_effort, numbers_alone, unlead, with_words, without_a_part
from bot.grammar.rating.exercises import items_of
from bot.grammar.rating.message import Reading
from bot.grammar.rating.soreness import soreness_of
from bot.grammar.rating.understood import Understood
from bot.grammar.text import LONGEST, clean, tokens
from bot.grammar.walk import Anchor, Number, through
from core.diary import Sore

_MANY = 240
"""Meanings that are read; a longer message is told so."""

_STOPPED = {"time": "time", "life": "time", "weather": "time", "choice": "time", "sick": "sick", "pain": "pain",
            "effort": "effort", "tired": "effort"}  # fmt: skip
_SKIPPED = {"effort": "tired"}


_THAN_PLANNED = re.compile(r"\b(?:harder|tougher|heavier|easier|lighter)\b", re.IGNORECASE)


def understand(
    text: str, *, exercises: Mapping[str, str] | None = None, expecting: str = "effort", unit: str = "kg"
) -> Understood:
    """Reads a message about a session.

    `exercises`: names and aliases -> ids of those that may be spoken of. `expecting` "soreness": an open question asked
    for it, so that a lone number or "no" answers that. `unit`: "kg" or "lb", of a weight without one.
    """
    whole = clean(text)
    cleaned = _without_the_denied(whole)
    parts = tokens(cleaned)
    # What is none of the session's may still be a sign: "one spot" is no score, and points at a bone.
    red = flags.read(whole, parts if cleaned == whole else tokens(whole))
    lexes = cut(parts[: 2 * _MANY], exercise_names.names(exercises or {}))
    found = _read(Reading(cleaned, lexes[:_MANY], red, expecting, unit))
    if len(text) > LONGEST or len(lexes) > _MANY or len(parts) > 2 * _MANY:
        found = replace(found, problems=(*found.problems, Problem(Trouble.too_long, "")))
    return found


_DENIED = re.compile(
    r",? ?(?:and )?(?:not|instead of|rather than) (?:a |an |the )?\d{1,2}(?:[.,]5)?(?![\d.,]*\d)"
    r"(?: ?(?:kgs?|kilos?|lbs?|pounds?)\b)?",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"(?:not (?:a |an )?|(?:i )?(?:said|typed|wrote|put|meant to say) )\d{1,2}(?:[.,]5)?"
    r"(?=,? ?(?:but|and|it was|i meant|meant|should be|make it)\b.*\d)",
    re.IGNORECASE,
)


def _without_the_denied(text: str) -> str:
    """ "4 not 7", "not 7 but 4", "I said 7 but meant 4": the number that is taken back, blank. Places stay."""
    text = without_asides(text)
    match = _CORRECTED.search(text) or _DENIED.search(text)
    return text if match is None else f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"


def _read(reading: Reading) -> Understood:
    through(reading)
    bind(reading)
    if reading.expecting == "soreness":
        bind_to_the_one_part(reading)
    return _resolve(reading)


def _resolve(reading: Reading) -> Understood:
    said = reading.said
    anchors = [one for one in reading.units if isinstance(one, Anchor)]
    free = [one for one in reading.units if isinstance(one, Number) and not one.bound and not counts(reading, one)]
    if any(flag.name == "fever" for flag in reading.red):
        free = [one for one in free if one.value is None or not (35 <= one.value <= 43 or 95 <= one.value <= 110)]
    free.sort(key=lambda one: one.start)
    unlead(reading, anchors, free)
    efforts = [one for one in anchors if one.what == "effort"]
    effort = explicit_effort(reading, efforts)
    general, pain = without_a_part(reading, anchors)
    spoken = any(one.number for one in efforts)
    effort, general = numbers_alone(reading, free, effort, general, spoken, anchors)
    effort = with_words(reading, effort, free, spoken)
    soreness, unsided, sites = soreness_of(reading, anchors, general)
    if general == 0 and not soreness:
        soreness = ()
    items, reps, loads, pairs = items_of(reading, anchors)
    skipped, cut_short = bool(said.get("skipped")), bool(said.get("cut_short"))
    partly = (said.get("fraction") or 1) < 1 or "first_items" in said
    cause = _cause(reading, anchors) if skipped or cut_short or (partly and reading.reasons) else None
    if skipped and (effort is not None):
        place = said["skip_place"]
        reading.problem(
            Trouble.contradiction,
            min(place[0], free[0].start if free else place[0]),
            max(place[1], free[0].end if free else place[1]),
        )
        effort = None
    if cut_short and not skipped and cause is None:
        reading.problem(Trouble.needs_reason, *said["cut_place"])
    other = _THAN_PLANNED.search(reading.cleaned) if said.get("as_planned") and effort is None else None
    if other is not None:
        # "As planned but harder" is not as planned, and by how much nobody said.
        reading.problem(Trouble.needs_score, *other.span(), "effort")
    if not cause:
        for value, start, end, _ in reading.reasons:
            if value != "sick":
                reading.unknown.append((start, end))
    return Understood(
        effort=effort,
        soreness=soreness,
        general_soreness=general,
        general_pain=pain,
        unsided=unsided,
        during=tuple(dict.fromkeys(reading.during)),
        sites=sites,
        items=items,
        reps=reps,
        loads_kg=loads,
        pairs=pairs,
        technique=said.get("technique"),
        speed=said.get("speed"),
        fraction=said.get("fraction"),
        first_items=said.get("first_items"),
        minutes=said.get("minutes"),
        cut_short=cut_short,
        stopped=_STOPPED.get(cause) if cause and not skipped else None,
        skipped=skipped,
        reason=_SKIPPED.get(cause, cause) if skipped and cause else None,
        unwell=any(value == "sick" for value, *_ in reading.reasons) and cause != "life",
        as_planned=bool(said.get("as_planned")) and other is None,
        yesterday=bool(said.get("yesterday")),
        weekday=said.get("weekday"),
        flags=reading.red,
        problems=tuple(one for one in _without_flagged(reading) if (one.code, one.about) not in _numbered(soreness)),
        leftovers=_leftovers(reading),
    )


def _numbered(soreness: Sequence[Sore] | None) -> set[tuple[Trouble, str]]:
    """ "Achilles hurt, 4 left": the number that was missing beside the one word came with another."""
    return {(Trouble.needs_score, one.region.value) for one in soreness or ()}


def _cause(reading: Reading, anchors: Sequence[Anchor]) -> str | None:
    if reading.reasons:
        causes = [value for value, *_ in reading.reasons]
        if "cold" in causes:
            return "weather" if "weather" in causes else "sick"
        if causes[0] == "effort" and any(one.what == "pain" and not one.denied for one in anchors):
            # "Did half, it hurt too much."
            return "pain"
        # "sick kid" is not the runner's illness.
        return "life" if causes[0] == "sick" and "life" in causes else causes[0]
    if any(one.what in ("pain", "sore") or (one.what == "part" and not one.denied) for one in anchors):
        return "pain"
    if any(flag.name == "fever" for flag in reading.red):
        return "sick"
    return "pain" if reading.red else None


def _without_flagged(reading: Reading) -> tuple[Problem, ...]:
    """A part that is named in a red flag needs no score first."""
    kept = []
    for number, problem in enumerate(reading.problems):
        start, end = reading.places.get(number, (0, 0))
        flagged = any(start < flag.end and end > flag.start for flag in reading.red)
        if not (
            flagged
            and problem.code in (Trouble.needs_score, Trouble.needs_part, Trouble.ambiguous, Trouble.needs_reason)
        ):
            kept.append(problem)
    return tuple(kept[:20])


def _leftovers(reading: Reading) -> tuple[str, ...]:
    runs: list[tuple[int, int]] = []
    for start, end in sorted(set(reading.unknown)):
        if any(start < flag.end and end > flag.start for flag in reading.red):
            continue
        if any(start >= first and end <= last for first, last in reading.places.values()):
            continue
        if runs and reading.cleaned[runs[-1][1] : start].strip(" ") == "":
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return tuple(reading.text(start, end)[:80] for start, end in runs[:20])

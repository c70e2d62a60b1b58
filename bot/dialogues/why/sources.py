"""Where a rule that acted on a session comes from: the source of its figures, as a line to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.words import Words
from core import tissues
from core.assessment import battery
from core.figures import Evidence
from core.policy import policy
from core.reasons import Reason

ACTED = {
    "pain": (
        "pain_held pain_amber_red pain_red pain_calming pain_amber_settled pain_next_morning signs_unanswered "
        "after_red returning return_test regress no_increase impact_ban"
    ),
    "climb": "pain_climbing",
    "doms": "soreness_mid soreness_high soreness_lasting sore sore_somewhere",
    "effort": "effort_over_3 held_after_hard exercise_over over_twice",
    "step": "effort_under on_target_twice reps_up minutes_full new_exercise progress",
    "step.load_pct_max": "load_up",
    "kit_step": "kit_rep_cut kit_shorter kit_set_cut",
    "weekly_sets": "phase_set",
    "deload": "deload",
    "restore": "restoration whole_again",
    "gap": "gap_7 gap_14 gap_28 gap_56 gap_back",
    "sick": "sick_days sick_back",
    "light": (
        "back_off few_rated last_unrated effort_over over_target over_for_long far_over_for_long skipped_by_choice "
        "after_back_off"
    ),
    "readiness": (
        "sleep_short sleep_very_short fatigue_high stress_high readiness_low readiness_very_low last_known pulse_high "
        "food_low drink_low"
    ),
    "readiness.sleep_avg_h": "sleep_slipping",
    "readiness.hrv_band_sd": "hrv_outside",
    "pain.bone": "pain_bone",
    "achilles": "achilles_stage achilles_sets",
    "tier_gate": "tier_closed",
    "silence": "silence silence_long",
    "taper": "taper",
    "plyo": "elastic_prep elastic_rung",
}
"""A table of the policy -> the reason codes whose figures stand in it."""

_TABLES = {code: table for table, codes in ACTED.items() for code in codes.split()}

_OUR_OWN = re.compile(
    r"rulebook \d[\d.–-]*(?:(?:, | and )\d[\d.–-]*)*(?:, rule \d)?(?:[,:;] *| )?(?:on |built on |idea from [\d.]+ )?"
)
"""Where a rule stands in our own book, which a runner does not have."""
_IN_BRACKETS = re.compile(r"^\(([^()]*)\)$")
"""Of "1.5 (Israetel et al.)" only the paper is left, and needs no brackets."""


def sources(words: Words, reasons: Iterable[Reason]) -> list[str]:
    """Where the rules that acted come from, with how sure that is; at most three."""
    found: dict[str, None] = {}
    own = False
    for evidence in filter(None, map(_evidence, reasons)):
        told = _IN_BRACKETS.sub(r"\1", _OUR_OWN.sub("", evidence.source))
        own = own or not told
        if told:
            found.setdefault(words(f"source.{_tag(evidence.tag)}", source=told))
    # Beside a source it is no news that some figures have none.
    return list(found)[:3] or ([words("source.own")] if own else [])


def _evidence(one: Reason) -> Evidence | None:
    """Where the rule behind a reason has its figures from; None for what no rule with figures made."""
    if one.code == "tissue_ramp":
        return tissues.table().sources["ramp"]
    if one.code == "weaker_first":
        told = battery()[one.figures["test"]].evidence
        return told.get("gap") or told["gap_own"]
    table = _TABLES.get(one.code)
    return None if table is None else policy().source(table)


def _tag(tag: str) -> str:
    """V read, V2 read at second hand, M from memory, DC a choice of ours."""
    return {"V": "read", "V2": "second_hand", "DC": "choice", "seed": "choice"}.get(tag, "memory")

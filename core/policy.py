"""The coach's figures, typed: one frozen value read once from `data/policy.toml`.

A figure is reached as `policy().deload.sets_x`; what each means, with its section of the rulebook, stands in the data
file, its source in `Policy.source`. Days, hours, kilograms and percentages are named so in the key; `_x` is a factor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from core.declared import declared
from core.figures import Entry, Evidence, FiguresError, packaged, parse, read_sources

FILE = "policy.toml"

Span = tuple[int, int]
_Levels = ("new", "some", "trained")
_Groups = ("squat", "hinge", "calf", "lateral_hip", "core", "push", "pull")
_ByLevel = Annotated[Mapping[str, Span], _Levels]
_ByGroup = Annotated[Mapping[str, Span], _Groups]
_PerLevel = tuple[int, int, int, int, int]
_ToNextLevel = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Pain:
    green_max: int
    red_min: int
    pro_now: int
    pro_red_in_days: Span
    baseline_days: int
    local_days: int
    local_sets_x: float
    red_clear_mornings: int
    red_return_days: int
    red_return_sets_x: float
    isometric_after_red_max: int
    isometric_s: int
    bone: int
    bone_history_months: int
    pro_without_improvement_days: int
    return_retry_days: int
    return_unasked_days: int
    side_switch_days: int
    side_switches_to_ask: int
    unloaded_days: int
    unclear_min: int


@dataclass(frozen=True, slots=True)
class Climb:
    days_told: int
    by: int
    sets_x: float
    told_in_row: int
    told_by: int


@dataclass(frozen=True, slots=True)
class AchillesStages:
    stage_two_days: int


@dataclass(frozen=True, slots=True)
class Doms:
    hold: int
    swap: int
    red_region: int
    red_regions_for_legs: int
    lasting_h: int
    lasting_sets_x: float
    see_pro_days: int
    first_days_soft: int
    technique_sets_max: int


@dataclass(frozen=True, slots=True)
class Screen:
    rpe_cap_pressure_or_glaucoma: int
    clearance_months: int
    birth_weeks: int
    birth_again_weeks: int
    bsi_level0_months: int
    guardian_under: int
    young_level_max: int
    clear_new_from_age: int
    older_from_age: int
    steady_s: int
    supine: tuple[str, ...]
    passive: tuple[str, ...]
    unsupported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    calibration_days: int
    back_sets_x: float
    back_load_x: float
    exercise_back_load_x: float
    half_done: float
    grinding_m_s: float
    grinding_slower_x: float


@dataclass(frozen=True, slots=True)
class Step:
    load_pct_max: float
    load_pct_default: float
    stated_load_max_x: float
    lightest_load_x: Annotated[Mapping[str, float], _Levels]
    region_sets_week_add: int
    days_between_steps: int
    tendon_days: int
    accessory_days: int
    calm_x: int
    rep_exposures: int
    heavy_reps_below: int
    heavy_open_weeks: int
    light_bottom_reps: int
    hold_s: int
    hold_s_max: int
    lowering_s_max: int
    pause_s_max: int
    new_exercise_sets: int


@dataclass(frozen=True, slots=True)
class SystemShare:
    squat: float
    heel_raise_single: float
    hinge: float
    bridge: float
    pushup: float
    other: float
    mass_unknown_kg: float


@dataclass(frozen=True, slots=True)
class KitStep:
    gate_reps_over: int
    gate_exposures: int
    reps_floor: int
    reps_below_bottom: int
    sets_minus: int
    tonnage_max_x: float
    gap_pct_max: float
    down_gap_pct: float
    drop_pct_max: float
    reps_for_5pct: int
    reps_for_10pct: int


@dataclass(frozen=True, slots=True)
class KitDefaults:
    bar_kg: float
    backpack_step_kg: float
    backpack_max_kg: float
    stack_step_kg: float
    stack_max_kg: float


@dataclass(frozen=True, slots=True)
class RaceAfter:
    short: int
    km10: int
    half: int
    marathon: int


@dataclass(frozen=True, slots=True)
class Days:
    s_to_s: int
    s_to_s_60plus: int
    contacts_apart: int
    contacts_after_flare_apart: int
    contacts_after_flare_days: int
    move_within: int
    race_free: Annotated[Mapping[str, int], ("A", "B", "C")]
    race_after: RaceAfter


@dataclass(frozen=True, slots=True)
class PlacementCost:
    s_after_long: int
    s_only_free_day: int
    s_q_evening: int
    s_not_wished: int
    t_after_long: int
    gap_under_3: int
    change: int


@dataclass(frozen=True, slots=True)
class Placement:
    cost: PlacementCost


@dataclass(frozen=True, slots=True)
class QEvening:
    leg_sets_x: float
    contacts: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """`lengths[block][level]` = loading weeks, deload weeks."""

    as_new_from_age: int
    max_loading_weeks: int
    some_after_sessions: int
    lengths: Annotated[Mapping[str, _ByLevel], ("A", "B", "C")]
    intro_weeks: Annotated[Mapping[str, int], (*_Levels, "older")]


@dataclass(frozen=True, slots=True)
class Deload:
    sets_x: float
    sets_min: int
    load_x_max: float
    reps_x_where_no_load: float
    contacts_x: float
    days: int
    trigger_signs: int
    trigger_red_days: Span
    trigger_soreness: Span
    trigger_amber_regions: int
    trigger_over_target: int
    not_before_session: int


@dataclass(frozen=True, slots=True)
class Restore:
    sessions: int
    sets_x: tuple[float, float]
    load_x: tuple[float, float]
    load_pct_week_after_14d: float


@dataclass(frozen=True, slots=True)
class RaceSeason:
    """At least `races` of priority A or B, none more than `apart_days` after the one before."""

    races: int
    apart_days: int


@dataclass(frozen=True, slots=True)
class TaperA:
    start: int
    end: int
    sets_x: float
    last_legs: Span
    light: Span
    light_sets: int
    light_rpe: int


@dataclass(frozen=True, slots=True)
class TaperB:
    start: int
    sets_x: float


@dataclass(frozen=True, slots=True)
class Taper:
    activation_min: int
    activation_day: int
    between_sets: int
    between_rpe: float
    between_days: int
    near_days: int
    a: TaperA
    b: TaperB


@dataclass(frozen=True, slots=True)
class L0Prep:
    contacts: int
    sessions_week: int
    days: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Plyo:
    """Tuples are by level 0-4; `..._to_next` by the level that is left, 0-3."""

    session_cap: _PerLevel
    session_from: _PerLevel
    sessions_week: _PerLevel
    weekly_cap: _PerLevel
    weeks_to_next: _ToNextLevel
    heel_raises_to_next: _ToNextLevel
    asymmetry_pct_to_next: _ToNextLevel
    rung_days: int
    restart_x: float
    restart_levels_down: int
    over_100kg_x: float
    heavy_from_kg: float
    finisher_level: int
    minutes: int
    minutes_from: int
    step_pct: int
    idle_days: Span
    older_weeks: int
    l0_prep: L0Prep


@dataclass(frozen=True, slots=True)
class Contact:
    two_leg: float
    single_leg: float
    rope_second: float
    toe_tap_second: float
    fast_feet_second: float
    ankle_bounce: float
    a_skip_per_m: float
    bound_per_m: float


@dataclass(frozen=True, slots=True)
class TierGate:
    a2_days: int
    a3_needs_level: int
    a4_needs_level: int


@dataclass(frozen=True, slots=True)
class Gap:
    d7_from: int
    around: int
    d7_sets_x: float
    d7_rpe: int
    d14_from: int
    d14_sets_x: tuple[float, float]
    d14_load_x: float
    d28_from: int
    d28_sets_x: tuple[float, float, float, float]
    d28_load_x: float
    new_after: int


@dataclass(frozen=True, slots=True)
class Sick:
    mild_rpe: int
    clear_h: int
    below_neck_clear_h: int
    doctor_days: int
    first_sets_x: float
    first_rpe: int
    middle_sets_x: float
    per_sick_days: int
    last_sets_x: float
    no_contacts_sessions: int
    forgotten_days: int


@dataclass(frozen=True, slots=True)
class SpikeLegs:
    amber: float
    strong: float


@dataclass(frozen=True, slots=True)
class Spike:
    amber: float
    strong: float
    red: float
    weekly_2wk: float
    week_up_without_strength_up: float
    no_contact_days: int
    longest_of_days: int
    acts_days: int
    recorded_enough: int
    crowded_sets_x: float
    legs_x: SpikeLegs


@dataclass(frozen=True, slots=True)
class Readiness:
    amber_sd: float
    red_sd: float
    amber_sum: int
    red_sum: int
    item_amber: int
    sleep_red_h: float
    sleep_amber_h: float
    sleep_avg_h: float
    sleep_avg_below_own_min: int
    sleep_own_days: int
    days: int
    min_answers: int
    sd_min: float
    partial_sd_min: float
    partial_red_item: float
    hrv_min_week: int
    hrv_min_own: int
    hrv_own_days: int
    hrv_band_sd: float
    pulse_over_sd: float
    pulse_over_min: float
    carry_days: int
    hint_days: int
    taps: int


@dataclass(frozen=True, slots=True)
class LightRules:
    back_off_load_x: float
    back_off_sets_x: float
    back_off_rpe: int
    push_rated: int
    push_rated_calibration: int
    push_no_skip_days: int
    over_for_long: int
    local_amber_h: int
    ask_deload_ambers_in_row: int
    rest_week_reds: Span


@dataclass(frozen=True, slots=True)
class Knee:
    ceiling_after_7d: float
    ceiling_after_14d: float


@dataclass(frozen=True, slots=True)
class Silence:
    unknown_in_row: int
    sets_x: float
    gap_sessions: int
    long_days: int


@dataclass(frozen=True, slots=True)
class HabitRules:
    sessions: int
    newest_ignored: int
    kept: int
    offset: float
    spread: float


@dataclass(frozen=True, slots=True)
class Rest:
    main: int
    single: int
    heavy: int
    other: int
    paired: int


@dataclass(frozen=True, slots=True)
class SessionRules:
    working_sets_max: int
    minutes_max: int
    warmup_min: int
    cooldown_min: int
    whole_from: int
    short_ends: tuple[tuple[int, int, int], ...]
    to_grow_s: int
    to_grow_from: int
    pull_from: int
    setup_s: int
    default_tempo: str
    heavy_rpe_above: int
    metres_per_s: float
    rest_s: Rest


@dataclass(frozen=True, slots=True)
class PhaseTarget:
    """Set RPE range, session RPE target range and hard cap of one phase (1.3)."""

    set_rpe: Span
    session_rpe: Span
    cap: int


PHASES = ("intro", "base", "build", "maintain", "deload", "technique", "taper", "race_week")


@dataclass(frozen=True, slots=True)
class Policy:
    """All of it. `phase` and `weekly_sets` are the tables of 1.3 and 3.5, `sources` says where a figure comes from."""

    version: int
    pain: Pain
    climb: Climb
    achilles: AchillesStages
    doms: Doms
    screen: Screen
    effort: Effort
    step: Step
    system_share: SystemShare
    kit_step: KitStep
    kit: KitDefaults
    days: Days
    placement: Placement
    q_evening: QEvening
    blocks: Blocks
    deload: Deload
    restore: Restore
    race_season: RaceSeason
    taper: Taper
    plyo: Plyo
    contact: Contact
    tier_gate: TierGate
    gap: Gap
    sick: Sick
    spike: Spike
    readiness: Readiness
    light: LightRules
    knee: Knee
    silence: Silence
    habit: HabitRules
    milestones: Annotated[Mapping[str, tuple[float, ...]], ("sessions", "km", "mi", "kg", "lb", "weeks")]
    session: SessionRules
    phase: Annotated[Mapping[str, PhaseTarget], PHASES]
    weekly_sets: Annotated[Mapping[str, _ByGroup], ("intro", "base", "build", "maintain")]
    sources: Mapping[str, Evidence]

    def source(self, path: str) -> Evidence:
        """Where the figure at `path` ("deload.days") comes from: its own source, or its table's.

        Raises KeyError for a table that does not exist.
        """
        while path not in self.sources:
            table, dot, _ = path.rpartition(".")
            if not dot:
                raise KeyError(path)
            path = table
        return self.sources[path]


def _exists(document: Any, path: str) -> bool:
    for part in path.split("."):
        if not isinstance(document, dict) or part not in document:
            return False
        document = document[part]
    return True


def read_policy(text: str) -> Policy:
    """A policy from the text of its file: every key known and there, every value of its kind, every table sourced.

    Raises FiguresError with file, entry and reason.
    """
    document = parse(FILE, text)
    sources = read_sources(Entry(FILE, "the whole file", {"sources": document.get("sources", {})}))
    for path in sources:
        if not _exists(document, path):
            raise FiguresError(FILE, f"sources.{path}", "speaks of a figure that is not there")
    for name in document:
        if name not in ("version", "sources") and name not in sources:
            raise FiguresError(FILE, name, "has no source in [sources]")
    return declared(FILE, Policy, document)


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The packaged policy, read once."""
    return read_policy(packaged(FILE))

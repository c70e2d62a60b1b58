"""The body as the coach knows it: regions, sides, tissues, and what kinds of work load which region."""

from __future__ import annotations

from enum import StrEnum


class Region(StrEnum):
    """A part of the body that can be trained, be sore or hurt. From the foot up; the values are stored."""

    foot = "foot"
    ankle = "ankle"
    achilles = "achilles"
    calf = "calf"
    shin = "shin"
    knee = "knee"
    quad = "quad"
    hamstring = "hamstring"
    adductor = "adductor"
    glute = "glute"
    hip = "hip"
    hip_flexor = "hip_flexor"
    lower_back = "lower_back"
    core = "core"
    upper_back = "upper_back"
    chest = "chest"
    shoulder = "shoulder"
    arm = "arm"
    wrist = "wrist"


class Side(StrEnum):
    """Where a report is about. `both` stands for two episodes, one a side; an unknown side counts as both."""

    left = "left"
    right = "right"
    both = "both"

    def each(self) -> tuple[Side, ...]:
        """The single sides it stands for, left first."""
        return (Side.left, Side.right) if self is Side.both else (self,)


class Kind(StrEnum):
    """The tissue a number speaks of: soreness of a muscle is a different thing from pain in the other three."""

    muscle = "muscle"
    joint = "joint"
    tendon = "tendon"
    bone = "bone"


class Volume(StrEnum):
    """The groups by which a week's working sets are planned (rulebook 3.5)."""

    squat = "squat"
    hinge = "hinge"
    calf = "calf"
    lateral_hip = "lateral_hip"
    core = "core"
    push = "push"
    pull = "pull"


LEG_VOLUMES = frozenset({Volume.squat, Volume.hinge, Volume.calf})
"""What makes a session one with loaded legs (rulebook 8)."""


class Pattern(StrEnum):
    """How an exercise moves, which says what it loads when something hurts (rulebook 10, "What a pattern loads")."""

    squat = "squat"  # squats, lunges, steps, presses with the legs
    hinge = "hinge"
    bridge = "bridge"  # bridges and sliders
    heel_raise = "heel_raise"
    foot = "foot"  # small work of foot, ankle and shin: loads what it lists and nothing else
    hip = "hip"  # hip stability
    core = "core"
    push = "push"
    pull = "pull"
    contact = "contact"  # anything that lands
    mobility = "mobility"  # loads what it lists and nothing else
    drill = "drill"  # technique at a walk: loads what it lists, and by its tier
    run = "run"


LEG_REGIONS = frozenset(
    {
        Region.foot,
        Region.ankle,
        Region.achilles,
        Region.calf,
        Region.shin,
        Region.knee,
        Region.quad,
        Region.hamstring,
        Region.adductor,
        Region.glute,
        Region.hip,
        Region.hip_flexor,
    }
)
"""Foot to hip, the groin included: any amber or red report here ends all contacts (rulebook 2.1)."""

RED_LEG_REGIONS = LEG_REGIONS | {Region.lower_back}
"""Pain of 6-10 in one of these makes the legs red: nothing loaded below the waist (rulebook 9)."""

LOWER_LEG = frozenset({Region.foot, Region.ankle, Region.achilles, Region.calf, Region.shin})
"""Loaded, when red, by every exercise of Achilles tier A1 and up (rulebook 2.1); the tier gate is theirs (4.2)."""

GROIN = frozenset({Region.adductor, Region.hip_flexor})
"""What a runner calls the groin. A report there is read as one of the hip wherever only the hip is listed [DC]."""

_CALF_FAMILY = frozenset({Region.calf, Region.achilles, Region.ankle})

_MUSCLES = frozenset(
    {
        Region.calf,
        Region.quad,
        Region.hamstring,
        Region.adductor,
        Region.glute,
        Region.arm,
        # The rulebook names no kind for these two; there is little but muscle [DC].
        Region.core,
        Region.chest,
    }
)
_TENDONS = frozenset({Region.achilles, Region.foot, Region.shin, Region.hip_flexor})

_PATTERN_LOADS: dict[Pattern, frozenset[Region]] = {
    Pattern.squat: frozenset({Region.quad, Region.glute, Region.knee, Region.hip}),
    Pattern.hinge: frozenset({Region.hamstring, Region.glute, Region.hip, Region.lower_back}),
    Pattern.bridge: frozenset({Region.glute, Region.hamstring}),
    Pattern.heel_raise: frozenset({Region.calf, Region.achilles, Region.ankle, Region.foot}),
    Pattern.foot: frozenset(),
    Pattern.hip: frozenset({Region.hip, Region.glute}),
    Pattern.core: frozenset({Region.core, Region.lower_back}),
    Pattern.push: frozenset({Region.chest, Region.shoulder, Region.arm, Region.wrist}),
    Pattern.pull: frozenset({Region.upper_back, Region.shoulder, Region.arm}),
    Pattern.contact: LEG_REGIONS,
    Pattern.mobility: frozenset(),
    Pattern.drill: frozenset(),
    Pattern.run: LEG_REGIONS,
}


def loads(pattern: Pattern) -> frozenset[Region]:
    """The regions that every exercise of a pattern loads, before what the exercise itself lists (rulebook 10)."""
    return _PATTERN_LOADS[pattern]


def default_kind(region: Region) -> Kind:
    """What a number means that came without a word (rulebook 3.9): muscle, or else joint or tendon, never bone.

    Regions that 3.9 does not name take the stricter reading, but for core and chest.
    """
    if region in _MUSCLES:
        return Kind.muscle
    return Kind.tendon if region in _TENDONS else Kind.joint


def counts_with(region: Region) -> frozenset[Region]:
    """The regions whose exercises an amber report touches by their first region: Achilles and ankle go with calf."""
    return _CALF_FAMILY if region in _CALF_FAMILY else frozenset({region})

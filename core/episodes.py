"""Pain as episodes: one for each region and side, with its course, what it holds, and how it comes back (rulebook 2).

For those who ask; the plan itself goes by `core.pain` and `core.returns`.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from core import pain, returns
from core.body import LEG_REGIONS, Kind, Region, Side, default_kind
from core.catalogue import catalogue, counts_for
from core.pain import Band, Trouble
from core.policy import policy
from core.records import dataclass
from core.standing import Part, Standing

COURSE = 7
"""Days of a course that are shown, the newest last."""


class Trend(StrEnum):
    NEW = "new"
    EASING = "easing"
    STEADY = "steady"
    RISING = "rising"


@dataclass(frozen=True, slots=True)
class Episode:
    """One painful part. `course` is the worst of each day that was spoken of, oldest first.

    `free` is the first day on which its seven days are over; None while it is red. `test` is what may be tried today
    to bring it back, `open` the codes of the conditions that are not met, `stage` the Achilles ladder's rung,
    `bones` that the questions about the bone have to be asked first, `runs` the codes of what runs leave out,
    `standing` that the last report is 6 or more, `signs` that the questions about signs wait for their answer.
    """

    region: Region
    side: Side
    kind: Kind
    site: str | None
    band: Band
    began: date
    course: tuple[tuple[date, float], ...]
    trend: Trend
    free: date | None
    open: tuple[str, ...] = ()
    test: str | None = None
    stage: returns.Stage | None = None
    no_pain: bool = False
    isometrics: bool = False
    bones: bool = False
    runs: tuple[str, ...] = ()
    standing: bool = False
    signs: bool = False

    @property
    def last(self) -> float:
        return self.course[-1][1]


def episodes(standing: Standing, day: date) -> tuple[Episode, ...]:
    """Every open episode, strongest first."""
    return tuple(_episode(standing, one, day) for one in pain.troubles(standing, day))


def _episode(standing: Standing, trouble: Trouble, day: date) -> Episode:
    part = standing.parts[f"{trouble.region.value}:{trouble.side.value}"]
    report = returns.last_report(standing, part, day)
    hops = report is not None and returns.may_hop(standing, part, report, day)
    # A hop is not even spoken of while a bone may be behind it: nobody should try it out early.
    waiting = [
        one.code
        for one in returns.conditions(standing, part, day)
        if not one.met and (hops or one.code not in returns.HOPS)
    ]
    return Episode(
        region=trouble.region,
        side=trouble.side,
        kind=trouble.what,
        site=trouble.site,
        band=trouble.band,
        began=began(part, day),
        course=course(part, day),
        trend=trend(part, day),
        free=None if trouble.band is Band.RED else trouble.free if trouble.band is not Band.RETURNING else day,
        open=tuple(waiting),
        test=returns.next_test(standing, part, day),
        stage=returns.achilles_stage(standing, part, day),
        no_pain=returns.no_pain(standing, part, day),
        isometrics=isometrics_possible(standing, trouble),
        runs=_runs(part, trouble),
        standing=trouble.standing,
        bones=trouble.band is Band.RETURNING and returns.BONE_QUESTIONS in waiting,
        signs=report is not None and returns.signs_open(standing, part, report),
    )


def _runs(part: Part, trouble: Trouble) -> tuple[str, ...]:
    """What the rows say about runs, for as long as they hold."""
    if trouble.band is Band.RETURNING and not trouble.waits:
        return ()
    return tuple(dict.fromkeys(code for row in returns.rows(part) for code in row.runs))


def forms(standing: Standing, day: date) -> dict[str, str]:
    """How an exercise is to be done while a part hurts: its id and the code of the form that a row of 2.3 means."""
    found: dict[str, str] = {}
    for trouble in pain.troubles(standing, day):
        if trouble.band is Band.RETURNING and not trouble.waits:
            continue
        for row in catalogue().actions_for(trouble.region, trouble.site):
            for name, form in row.variants.items():
                found.setdefault(name, form)
    return found


def course(part: Part, day: date, days: int = COURSE) -> tuple[tuple[date, float], ...]:
    """The worst report of each of the last days that were spoken of, oldest first."""
    worst: dict[date, float] = {}
    for one in part.felt:
        if one.day <= day:
            worst[one.day] = max(one.score, worst.get(one.day, 0.0))
    return tuple(sorted(worst.items())[-days:])


def trend(part: Part, day: date) -> Trend:
    """Where a course goes: the last day against the worst of the days shown before it."""
    shown = [score for _, score in course(part, day)]
    if len(shown) < 2:
        return Trend.NEW
    if shown[-1] > shown[-2] or (shown[-1] == shown[-2] and returns.rising(part, day)):
        return Trend.RISING
    return Trend.EASING if shown[-1] < max(shown[:-1]) else Trend.STEADY


def climbs(part: Part, day: date, *, said: bool) -> bool:
    """Whether the days told of a part only rise, by two points and more over three of them [DC]; where the runner
    `said` that it gets worse, any rise is one.
    """
    shown, rules = [score for _, score in course(part, day)], policy().climb
    if len(shown) < 2 or shown[-1] <= policy().pain.green_max:
        return False
    run = [shown[-1]]
    for score in reversed(shown[:-1]):
        if score > run[-1]:
            break
        run.append(score)
    rise = run[0] - run[-1]
    return (len(run) >= rules.told_in_row and rise >= rules.told_by) or (said and rise > 0)


def began(part: Part, day: date) -> date:
    """The first report of the present run: no two reports of pain in it lie further apart than two weeks [DC], unless
    the part has been resting since.
    """
    apart = 2 * policy().pain.local_days
    resting = part.red if part.red is not None and part.cleared is None else None
    told = [one for one in part.felt if one.day <= day and one.score > policy().pain.green_max] or list(part.felt)
    first = told[-1].day
    for one in reversed(told):
        if (first - one.day).days > apart and (resting is None or one.day < resting):
            break
        first = one.day
    return first


def isometrics_possible(standing: Standing, trouble: Trouble) -> bool:
    """Whether quiet holds may be offered: red, fallen to 3 or less, no bone, no flag, and not agreed yet (2.1)."""
    if trouble.band is not Band.RED or trouble.no_pain or trouble.score > policy().pain.isometric_after_red_max:
        return False
    flagged = any(not one.regions or trouble.region in one.regions for one in standing.stopping)
    agreed = any(
        one.what == "isometrics" and one.region is trouble.region and one.yes and one.day >= trouble.day
        for one in standing.answers
    )
    return not flagged and not agreed


# --- left and right ----------------------------------------------------------------------------------------------


def switches(standing: Standing, region: Region, day: date) -> int:
    """How often pain in a region changed its side within 14 days (3.9); both sides on one day count as no change."""
    rules = policy().pain
    since = day - timedelta(days=rules.side_switch_days)
    told: dict[date, set[Side]] = {}
    for side in (Side.left, Side.right):
        part = standing.parts.get(f"{region.value}:{side.value}")
        for one in part.felt if part is not None else ():
            if since <= one.day <= day and one.score > rules.green_max:
                told.setdefault(one.day, set()).add(side)
    alone = [next(iter(sides)) for _, sides in sorted(told.items()) if len(sides) == 1]
    return sum(1 for before, after in pairwise(alone) if before is not after)


# --- what kind of pain -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Described:
    """Answers to the five questions of 2.2; None = not answered.

    `spot`: a finger's width rather than the whole muscle. `both`: both sides. `at_rest`: also at rest or at night.
    `swollen`: swollen, hot, locked or gave way. `after_training`: first noticed one to three days after a session.
    """

    spot: bool | None = None
    both: bool | None = None
    at_rest: bool | None = None
    swollen: bool | None = None
    after_training: bool | None = None


def kind(region: Region, said: Described) -> Kind:
    """Soreness of a muscle only where every answer speaks for it; anything else is taken as joint or tendon (2.2)."""
    muscle = default_kind(region) is Kind.muscle
    plain = said.spot is False and said.at_rest is False and said.swollen is False and said.after_training is True
    if muscle and plain:
        return Kind.muscle
    return Kind.tendon if muscle else default_kind(region)


def unclear(standing: Standing, region: Region, side: Side, score: float, day: date) -> bool:
    """Whether a number for a muscle needs the five questions: one-sided at 4 and more, or nothing trained it lately.

    Asked at most once a week for a part; a joint or a tendon needs them only where the side has changed twice.
    """
    rules = policy()
    if score < rules.pain.unclear_min or _asked(standing, region, day):
        return False
    if switches(standing, region, day) >= rules.pain.side_switches_to_ask:
        return True
    if default_kind(region) is not Kind.muscle or region not in LEG_REGIONS:
        return False
    return (side is not Side.both and score >= rules.doms.hold) or not trained_lately(standing, region, day)


def kind_asked(region: Region, side: Side) -> str:
    """The name under which it is kept that the five questions were answered."""
    return f"kind:{region.value}:{side.value}"


def _asked(standing: Standing, region: Region, day: date) -> bool:
    names = {kind_asked(region, side) for side in Side}
    return any(one.what in names and (day - one.day).days <= policy().pain.local_days for one in standing.answers)


def trained_lately(standing: Standing, region: Region, day: date) -> bool:
    """Whether a session of the last three days worked that region."""
    since = day - timedelta(days=policy().pain.unloaded_days)
    return any(
        since <= exposure.day <= day and exposure.done and counts_for(catalogue()[track.exercise], region)
        for track in standing.tracks.values()
        for exposure in track.exposures
    )
